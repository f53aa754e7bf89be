"""Is it the same event? In any words and any language, while look-alikes of the same companies stay apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.model.news import Article, Bearing, Fingerprint, Known, Verdict
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps import dedupe
from bot.steps.dedupe import events
from bot.steps.figures import find_figures
from bot.steps.match import Matcher

REPORTS = YAML(typ="safe").load(Path(__file__).with_name("reports.yaml").read_text("utf-8"))
SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

NAMES = {
    "softbank": ("SoftBank", "ソフトバンク", "软银", "소프트뱅크"),
    "nec": ("NEC",),
    "honda": ("Honda", "ホンダ", "本田", "혼다"),
    "sony": ("Sony", "ソニー", "索尼", "소니"),
}
MATCHER = Matcher(
    [
        Topic(
            id="robots",
            name="Robots",
            keywords=KeywordRule(entities=2),
            entities=tuple(
                Entity(id=id_, name=names[0], aliases=tuple(Alias(text=name) for name in names))
                for id_, names in NAMES.items()
            ),
        )
    ]
)


@dataclass(frozen=True)
class Report:
    """An article with its fingerprint, as the reading job makes it."""

    article: Article
    fingerprint: Fingerprint

    def as_known(self, verdict: Verdict) -> Known:
        """What later articles are held against."""
        return Known(
            id=self.article.id,
            story=verdict.story,
            origin=verdict.origin,
            source=self.article.source,
            language=self.article.language,
            published=self.article.published,
            title=self.article.title,
            fingerprint=self.fingerprint,
        )


def report(text: str, *, title: str, language: str, at: datetime, id_: str) -> Report:
    """Fingerprint a text with its parties and figures."""
    matches = MATCHER.match(title=title, text=text)
    figures = find_figures(text, language=language, published=at.date())
    article = Article(
        id=id_,
        url=None,
        source=id_,
        rank="press",
        language=language,
        published=at,
        dated=True,
        title=title,
        text=text,
    )
    fingerprint = dedupe.fingerprint(
        url=None,
        title=title,
        text=text,
        language=language,
        entities=[m.owner for match in matches for m in match.mentions],
        aliases=[m.term for match in matches for m in match.mentions],
        values=[f"{figure.unit}:{figure.low:f}" for figure in figures],
    )
    return Report(article, fingerprint)


def told(group: str) -> list[Report]:
    """The reports of one group of reports.yaml."""
    return [
        report(
            row["text"],
            title=row["title"],
            language=row["language"],
            at=datetime.fromisoformat(row["at"]),
            id_=row["id"],
        )
        for row in REPORTS[group]
    ]


SAME, APART = told("same"), told("apart")


def stories_of(reports: Sequence[Report]) -> dict[str, str]:
    """The story of each report, judged one after the other against all before it."""
    known: list[Known] = []
    found = {}
    for one in reports:
        verdict = dedupe.judge(
            article=one.article, fingerprint=one.fingerprint, candidates=list(known)
        )
        known.append(one.as_known(verdict))
        found[one.article.id] = verdict.story
    return found


def seeds() -> list[Report]:
    """The five seed texts."""
    day = datetime(2026, 4, 13, tzinfo=UTC)
    return [
        report(
            path.read_text("utf-8"),
            title=path.read_text("utf-8").strip().split("\n", 1)[0],
            language="en",
            at=day,
            id_=f"seed:{path.stem[:3]}",
        )
        for path in sorted(SEEDS.glob("*.txt"))
    ]


def test_one_event_in_four_languages_is_one_story():
    """Six reports in four languages are one thread with six voices, not six alerts."""
    assert len(set(stories_of(SAME).values())) == 1


@pytest.mark.parametrize("first", SAME, ids=lambda one: one.article.id)
def test_other_news_of_the_same_companies_joins_none_of_it(first: Report):
    """A wrong merge hides a fact: other deals of the same days, with equal figures among them."""
    rest = [one for one in SAME if one is not first]
    found = stories_of([first, *rest, *APART])
    event = {found[one.article.id] for one in SAME}
    assert [one.article.id for one in APART if found[one.article.id] in event] == []


def test_news_that_came_before_takes_in_nothing_of_the_event():
    """The other way round: the event is told after a dozen other stories of its parties."""
    found = stories_of([*APART, *SAME])
    others = {found[one.article.id] for one in APART}
    assert not others & {found[one.article.id] for one in SAME}


def test_other_news_of_the_same_companies_is_a_story_each():
    """Among each other they are as different as they are from the event."""
    found = stories_of(APART)
    assert len(set(found.values())) == len(APART)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")
def test_the_seeds_are_one_story_in_the_order_of_loading():
    """All five report one announcement, one of them with no figure at all.

    In this order only: some pairs of them share too little by themselves, and a report that would join two stories does not merge them.
    """
    found = stories_of(seeds())
    assert len(found) == 5
    assert len(set(found.values())) == 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")
def test_look_alikes_stay_apart_from_the_seeds():
    """The seeds are long, and name everybody: nothing may join them for that alone."""
    known = seeds()
    found = stories_of([*known, *APART])
    event = {found[one.article.id] for one in known}
    assert [one.article.id for one in APART if found[one.article.id] in event] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")
def test_another_report_of_the_announcement_joins_the_seeds():
    """What is known when the watch begins is not told again in Korean."""
    known = seeds()
    found = stories_of([*known, *SAME])
    assert {found[one.article.id] for one in SAME} == {found["seed:000"]}


def test_one_headline_at_two_publishers_is_one_event():
    """Of a page behind a paywall we have little more than its headline."""
    full = SAME[0]
    stub = report(
        "Subscribe to read on.",
        title=full.article.title,
        language="en",
        at=full.article.published + timedelta(hours=5),
        id_="stub",
    )
    assert len(set(stories_of([full, stub]).values())) == 1


def test_the_longer_a_story_is_silent_the_more_it_takes_to_join_it():
    """The same parties come back months later with something new."""
    first, second = SAME[0], SAME[1]
    known = [
        first.as_known(
            dedupe.judge(article=first.article, fingerprint=first.fingerprint, candidates=[])
        )
    ]
    odds = []
    for days in (0, 1, 3, 14):
        later = replace(second.article, published=first.article.published + timedelta(days=days))
        event = events.likeliest(events.against(later, second.fingerprint, known))
        assert event is not None
        odds.append(event.odds)
    assert odds == sorted(odds, reverse=True)
    late = replace(
        second, article=replace(second.article, published=first.article.published + timedelta(60))
    )
    assert len(set(stories_of([first, second]).values())) == 1
    assert len(set(stories_of([first, late]).values())) == 2


def test_a_verdict_says_why_with_its_numbers():
    """`bot explain` shows it to a person, who must be able to disagree."""
    first, second = SAME[0], SAME[1]
    opened = dedupe.judge(article=first.article, fingerprint=first.fingerprint, candidates=[])
    assert (opened.kind, opened.nearest, opened.origin) == ("new", None, "en-1")
    joined = dedupe.judge(
        article=second.article,
        fingerprint=second.fingerprint,
        candidates=[first.as_known(opened)],
    )
    assert (joined.kind, joined.nearest, joined.story) == ("same_story", "en-1", opened.story)
    # Another report is another voice; only a copy repeats its origin's.
    assert joined.origin == "en-2"
    assert joined.reason.startswith("joins the event of en-1: ")
    assert all(word in joined.reason for word in ("words", "figures", "names", "needed"))
    apart = dedupe.judge(
        article=APART[0].article,
        fingerprint=APART[0].fingerprint,
        candidates=[first.as_known(opened)],
    )
    assert apart.reason.startswith("stays apart from the event of en-1: ")
    assert apart.similarity < joined.similarity


def follow_up(bearing: Bearing) -> Verdict:
    """The verdict on a second report, a day later, that did this to the ledger."""
    first, second = SAME[0], SAME[1]
    opened = dedupe.judge(article=first.article, fingerprint=first.fingerprint, candidates=[])
    later = replace(second.article, published=first.article.published + timedelta(days=2))
    return dedupe.judge(
        article=later,
        fingerprint=second.fingerprint,
        candidates=[first.as_known(opened)],
        bearing=bearing,
    )


def test_a_page_that_moves_an_events_value_is_another_event_that_follows_it():
    """Each new count of the dead is an announcement, and its thread leads back to the one before."""
    repeats = follow_up(Bearing())
    moves = follow_up(Bearing(moves=("en-1",), news=1))
    assert (repeats.kind, repeats.follows) == ("same_story", None)
    assert moves.kind == "new"
    assert moves.story != repeats.story
    assert moves.follows == repeats.story


def test_news_that_has_nothing_to_do_with_an_event_follows_none():
    """A link to another matter of the same companies would mislead whoever opens it."""
    first, other = SAME[0], APART[0]
    opened = dedupe.judge(article=first.article, fingerprint=first.fingerprint, candidates=[])
    verdict = dedupe.judge(
        article=other.article,
        fingerprint=other.fingerprint,
        candidates=[first.as_known(opened)],
        bearing=Bearing(news=1),
    )
    assert (verdict.kind, verdict.follows) == ("new", None)

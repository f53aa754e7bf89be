"""Triage: alert, digest or silence, and how loud."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.model.alerts import Triage
from bot.model.figures import Change, ChangeKind, Figure, Observation, Series
from bot.model.news import Article, Verdict
from bot.model.topics import KeywordRule, Topic
from bot.steps.triage import to_check, triage

NOW = datetime(2026, 5, 1, tzinfo=UTC)
TOPIC = Topic(
    id="t",
    name="T",
    keywords=KeywordRule(),
    series=(
        Series(id="cost", label="Cost", units=("money",), weight=2),
        Series(id="jobs", label="Jobs", units=("people",)),
    ),
)
ARTICLE = Article(
    id="a",
    url=None,
    source="Daily",
    rank="press",
    language="en",
    published=NOW,
    dated=True,
    title="",
    text="",
)
NEW = Verdict(kind="new", nearest=None, similarity=0.0, story="a", origin="a", reason="")
COPY = replace(NEW, kind="duplicate", nearest="seed:x")


def change(
    kind: ChangeKind,
    *,
    series: str = "jobs",
    told: bool = True,
    settles: bool = False,
    why: str = "",
) -> Change:
    """A change of a figure that need not be more than one."""
    figure = Figure(
        text="5",
        start=0,
        end=1,
        low=Decimal(5),
        high=Decimal(5),
        unit="people",
        resolution=Decimal(1),
    )
    after = Observation(
        topic="t",
        series=series,
        figure=figure,
        article="a",
        origin="a",
        source="Daily",
        rank="press",
        official=False,
        language="en",
        published=NOW,
        dated=True,
        url=None,
        quote="",
    )
    return Change(kind=kind, after=after, told=told, settles=settles, why=why)


def decide(*changes: Change, verdict: Verdict = NEW, **more: object) -> Triage:
    """What becomes of an article with these changes."""
    return triage(
        **{
            "article": ARTICLE,
            "verdict": verdict,
            "changes": changes,
            "topic": TOPIC,
            "baseline": False,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("kind", "code"),
    [("revised", "revised"), ("conflicting", "conflict"), ("new", "new_figure")],
)
def test_news_is_an_alert(kind: ChangeKind, code: str) -> None:
    """What is new, moved or disputed is told now."""
    assert (decide(change(kind)).decision, decide(change(kind)).code) == ("alert", code)


def test_a_copy_with_a_figure_that_moved_is_told() -> None:
    """A page that was edited is a near-copy of itself."""
    assert decide(change("revised"), verdict=COPY).decision == "alert"


def test_a_copy_with_nothing_new_is_quiet_as_a_copy() -> None:
    """The reason names what it is a copy of."""
    found = decide(change("confirmed", told=False), verdict=COPY)
    assert (found.decision, found.code) == ("silence", "copy")
    assert "seed:x" in found.reason


def test_what_is_more_precise_waits_for_the_digest() -> None:
    """Nobody is rung for 104 where about 100 was known."""
    assert (decide(change("refined")).decision, decide(change("refined")).code) == (
        "digest",
        "refined",
    )


def test_a_dispute_settled_for_the_value_in_force_is_no_alert() -> None:
    """It is told in the thread and in the digest: the value that readers know stands."""
    found = decide(change("confirmed", settles=True, why="they overlap: settled"))
    assert (found.decision, found.code) == ("digest", "settled")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ((), "no_figures"),
        ((change("confirmed", told=False, why="they overlap"),), "repeat"),
        ((replace(change("confirmed", told=False), echo="superseded"),), "old_value"),
        ((replace(change("confirmed", told=False), echo="dispute"),), "known_dispute"),
        ((change("revised", told=False),), "small_move"),
        ((change("noted", told=False),), "noted"),
    ],
)
def test_silence_has_its_reasons(changes: tuple[Change, ...], code: str) -> None:
    """Each with a code of its own."""
    found = decide(*changes)
    assert (found.decision, found.code) == ("silence", code)


def test_off_topic_and_baseline_come_before_everything() -> None:
    """The first meeting with a feed records and tells nothing."""
    assert decide(change("new"), topic=None).code == "off_topic"
    assert decide(change("new"), baseline=True).code == "baseline"


def test_severity_rises_with_kind_weight_and_source() -> None:
    """A heavy series that moved is high; a small new figure of an unknown source is low."""
    unknown = replace(ARTICLE, rank="unknown")
    assert decide(change("revised", series="cost")).severity == "high"
    assert decide(change("revised")).severity == "normal"
    assert decide(change("new")).severity == "normal"
    assert decide(change("new"), article=unknown).severity == "low"


def test_a_doubtful_change_stands_in_the_digest_and_calls_nobody() -> None:
    """Nothing is lost: the page raises no alert, and its figure waits where a person looks once a day."""
    doubtful = replace(change("revised", told=False, why="it may be of another"), sure="doubtful")
    alone = triage(article=ARTICLE, verdict=NEW, changes=(doubtful,), topic=TOPIC, baseline=False)
    assert alone.decision == "silence"
    assert alone.code != "small_move"
    waits = to_check((doubtful, change("new")))
    assert waits is not None
    assert (waits.decision, waits.code) == ("digest", "to_check")
    assert "it may be of another" in waits.reason
    assert to_check((change("new"),)) is None

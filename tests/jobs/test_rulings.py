"""What persons decide about figures: it holds wherever the sentence stands, and whoever was told hears of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot import app
from bot.errors import RulingError
from bot.jobs import reading, rule
from bot.jobs.context import Context
from bot.jobs.refile import refile
from bot.jobs.send_digest import preview
from bot.jobs.take_back import WITHDRAWN
from bot.model.alerts import Delivery, Receiver
from bot.model.figures import Filing
from bot.model.news import Article
from bot.settings import load_settings
from bot.steps import compare
from bot.storage import articles, board, ledger, outbox, rulings
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import load_watchlist

sys.path.append(str(Path(__file__).parents[1] / "delivery"))

from news_samples import FOUNDED, NOW, RAISED, ROOT, TEAM, TOPIC

TROPHY = replace(
    FOUNDED,
    id="a3",
    url="https://wire.example/3",
    published=NOW + timedelta(hours=5),
    title="SoftBank, NEC, Honda and Sony show physical AI for robots at a fair",
    text="SoftBank, NEC, Honda and Sony showed physical AI at a fair. "
    "Visitors left 4,400 umbrellas behind, and ¥70 million went to hall rent.",
)
LATER = replace(
    TROPHY,
    id="a4",
    url="https://wire.example/4",
    published=NOW + timedelta(days=2),
    title="The fair for physical AI of SoftBank, NEC, Honda and Sony grows",
    text="The physical AI fair of SoftBank, NEC, Honda and Sony grows. "
    "The hall rent came to ¥90 million.",
)
SCREEN = Receiver(id="screen", kind="terminal")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """The topic of the shipped feeds.yaml, told to two receivers."""
    settings = load_settings({"BOT_DATA": str(tmp_path)}, data=None)
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=())
    with app.opened(settings, watchlist, log=structlog.get_logger()) as opened:
        yield replace(opened, watchlist=replace(watchlist, receivers=(TEAM, SCREEN)))


def read(context: Context, *known: Article) -> None:
    """Read articles as the bot does."""
    for one in known:
        study = reading.study(one, context)
        with writing(context.engine) as conn:
            reading.settle(conn, study, context, now=one.published)


def in_force(context: Context) -> dict[str, str]:
    """What the ledger holds, by series."""
    with reads(context.engine) as conn:
        rows = compare.standings(ledger.records(conn, TOPIC))
    return {row.series: row.in_force.figure.text for row in rows}


def number_of(context: Context, article: str, series: str) -> int:
    """The number under which the ledger holds what an article says of a series."""
    with reads(context.engine) as conn:
        (found,) = (
            one.after.id for one in ledger.changes_of(conn, article) if one.after.series == series
        )
    assert found is not None
    return found


def send(context: Context) -> None:
    """All that waits goes out."""
    with writing(context.engine) as conn:
        while due := outbox.claim_due(
            conn, now=NOW + timedelta(days=1), lease=timedelta(minutes=1), token="t"
        ):
            outbox.mark_sending(conn, due.id, token="t", attempt_id="a", now=NOW)
            outbox.mark_sent(conn, due.id, token="t", sink_ref="here 1", now=NOW)


def waiting(context: Context, kind: str) -> list[Delivery]:
    """What waits to go out, of one kind."""
    with reads(context.engine) as conn:
        return [one for one in outbox.undelivered(conn) if one.kind == kind]


def unfiled(context: Context, article: str, words: str) -> Filing:
    """An unfiled figure of an article."""
    with reads(context.engine) as conn:
        (found,) = (
            one.filing
            for one in board.unfiled(conn)
            if one.article == article and one.filing.figure.text == words
        )
    return found


def filed(context: Context, article: str) -> dict[str, str | None]:
    """Where an article's figures belong, by their words."""
    with reads(context.engine) as conn:
        stored = articles.get(conn, article)
    assert stored is not None
    return {one.figure.text: one.series for one in stored.filings}


def wrong(context: Context, number: int, *, by: str = "Aiko") -> rule.Ruled:
    """Somebody finds a figure wrong."""
    with writing(context.engine) as conn:
        return rule.find_wrong(conn, context, observation=number, by=by, now=NOW)


def by_hand(context: Context, filing: Filing, article: str, **how: str) -> rule.Ruled:
    """Somebody files an unfiled figure under the public support."""
    with writing(context.engine) as conn:
        return rule.file_by_hand(
            conn,
            context,
            article=article,
            topic=TOPIC,
            start=filing.figure.start,
            series=how.get("series", "public_support"),
            cue=how.get("cue", ""),
            by="Aiko",
            now=NOW,
        )


def test_a_wrong_figure_counts_no_more_and_what_was_before_is_in_force(context: Context) -> None:
    """One click mends what everybody would otherwise be told for weeks."""
    read(context, FOUNDED, RAISED)
    assert in_force(context)["capital"] == "¥12 billion"
    said = wrong(context, number_of(context, "a2", "capital"))
    assert "withdrawn" in said.words
    assert in_force(context)["capital"] == "¥10 billion"


def test_whoever_was_told_a_wrong_figure_hears_of_it_in_its_thread(context: Context) -> None:
    """A correction belongs where the error stands, for every receiver, once."""
    read(context, FOUNDED, RAISED)
    told = {(one.receiver, one.thread) for one in waiting(context, "alert")}
    send(context)
    wrong(context, number_of(context, "a2", "capital"))
    corrections = waiting(context, "notice")
    assert {(one.receiver, one.thread) for one in corrections} <= told
    assert sorted(one.receiver for one in corrections) == ["screen", "team"]
    words = str(corrections[0].payload)
    assert "¥12 billion" in words
    assert "Aiko" in words
    assert "¥10 billion" in words


def test_a_figure_that_is_withdrawn_before_it_was_told_is_told_to_nobody(context: Context) -> None:
    """In quiet hours its correction would else come before it, and the figure after it."""
    read(context, FOUNDED, RAISED)
    wrong(context, number_of(context, "a2", "capital"))
    assert waiting(context, "notice") == []
    assert {one.kind for one in waiting(context, "root")} == {"root"}
    assert all("¥12 billion" not in str(one.payload) for one in waiting(context, "alert"))
    assert len(waiting(context, "alert")) == 2
    with reads(context.engine) as conn:
        kept = [one for one in outbox.deliveries_of(conn, "a2") if one.state == "muted"]
    assert {one.last_error for one in kept} == {WITHDRAWN}

    wrong(context, number_of(context, "a1", "capital"))
    with reads(context.engine) as conn:
        assert outbox.undelivered(conn) == ()


def test_what_is_left_of_an_alert_that_waits_is_told(context: Context) -> None:
    """Of two figures one was wrong: the other is still news, and begins the thread."""
    both = "The computing capacity is 10,000 GPUs. Its capital is ¥10 billion."
    read(context, replace(FOUNDED, text=f"{FOUNDED.text[:64]} {both}"))
    assert "10,000 GPUs" in str(waiting(context, "alert")[0].payload)
    wrong(context, number_of(context, "a1", "capital"))
    told = [*waiting(context, "alert"), *waiting(context, "root")]
    assert len(told) == 3
    assert all("¥10 billion" not in str(one.payload["text"]) for one in told)
    assert all("10,000 GPUs" in str(one.payload["text"]) for one in told)
    assert waiting(context, "notice") == []


def test_whoever_holds_what_is_withdrawn_may_not_send_it(context: Context) -> None:
    """A worker that took it up just before has the figure in its hand."""
    read(context, FOUNDED)
    with writing(context.engine) as conn:
        held = outbox.claim_due(conn, now=NOW, lease=timedelta(minutes=1), token="t")
    assert held is not None
    wrong(context, number_of(context, "a1", "capital"))
    with writing(context.engine) as conn:
        assert not outbox.mark_sending(conn, held.id, token="t", attempt_id="a", now=NOW)


def test_a_correction_goes_out_although_the_past_was_filed_again_meanwhile(
    context: Context,
) -> None:
    """Every observation has another number then; who was told is the same."""
    read(context, FOUNDED, RAISED)
    send(context)
    refile(context, now=NOW)
    wrong(context, number_of(context, "a2", "capital"))
    assert sorted(one.receiver for one in waiting(context, "notice")) == ["screen", "team"]


def test_a_wrong_figure_comes_back_from_the_same_sentence_by_no_way(context: Context) -> None:
    """Neither a wire copy nor filing the past again proposes it once more; another sentence may."""
    read(context, FOUNDED, RAISED)
    wrong(context, number_of(context, "a2", "capital"))
    copy = replace(RAISED, id="a5", url="https://copy.example/5", source="Copy")
    read(context, replace(copy, published=NOW + timedelta(hours=4)))
    assert in_force(context)["capital"] == "¥10 billion"
    refile(context, now=NOW + timedelta(days=1))
    assert in_force(context)["capital"] == "¥10 billion"
    other = "Its capital was raised from ¥10 billion to ¥12 billion, says the company's register."
    other_words = replace(
        copy, id="a6", url="https://other.example/6", text=f"{FOUNDED.text[:64]} {other}"
    )
    read(context, replace(other_words, published=NOW + timedelta(days=2)))
    assert in_force(context)["capital"] == "¥12 billion"


def test_a_wrong_figure_is_withdrawn_wherever_its_sentence_stood(context: Context) -> None:
    """A wire report is printed by many; one person's word is enough for all of them."""
    copy = replace(RAISED, id="a5", url="https://copy.example/5", source="Copy")
    read(context, FOUNDED, RAISED, replace(copy, published=NOW + timedelta(hours=4)))
    wrong(context, number_of(context, "a2", "capital"))
    with reads(context.engine) as conn:
        left = [
            one.change.after.article for one in ledger.records(conn, TOPIC) if not one.withdrawn
        ]
    assert "a5" not in left
    assert filed(context, "a5")["¥12 billion"] is None


def test_a_figure_that_is_wrong_already_is_refused_in_words(context: Context) -> None:
    """Two people press the same button: the second is told why nothing happened."""
    read(context, FOUNDED)
    number = number_of(context, "a1", "capital")
    wrong(context, number)
    with pytest.raises(RulingError, match="withdrawn from the ledger already"):
        wrong(context, number, by="Ben")
    with pytest.raises(RulingError, match="no observation 4711"):
        wrong(context, 4711)


def test_a_figure_that_is_found_right_says_by_whom(context: Context) -> None:
    """The mark stays, and so does the place, when the past is filed again."""
    read(context, FOUNDED)
    number = number_of(context, "a1", "capital")
    for _ in range(2):
        with writing(context.engine) as conn:
            rule.find_right(conn, context, observation=number, by="Aiko", now=NOW)
    with reads(context.engine) as conn:
        (held,) = rulings.in_force(conn, TOPIC)
    assert (held.kind, held.series, held.made_by) == ("right", "capital", "Aiko")
    assert held.sentence == "Its capital is ¥10 billion."
    assert FOUNDED.text[held.figure.start : held.figure.end] == "¥10 billion"


def test_a_figure_is_filed_by_hand_and_stands_in_the_ledger_untold(context: Context) -> None:
    """Whoever files it has seen it: nobody is called."""
    read(context, TROPHY)
    with reads(context.engine) as conn:
        before = len(outbox.undelivered(conn))
    said = by_hand(context, unfiled(context, "a3", "¥70 million"), "a3")
    assert "is filed under" in said.words
    assert in_force(context)["public_support"] == "¥70 million"
    with reads(context.engine) as conn:
        assert len(outbox.undelivered(conn)) == before
        assert all(one.filing.figure.text != "¥70 million" for one in board.unfiled(conn))


def test_its_like_is_filed_from_then_on(context: Context) -> None:
    """Taught once by words beside it; without such words it was this figure alone."""
    read(context, TROPHY)
    by_hand(context, unfiled(context, "a3", "¥70 million"), "a3", cue="hall rent")
    read(context, LATER)
    assert filed(context, "a4") == {"¥90 million": "public_support"}
    with reads(context.engine) as conn:
        stored = articles.get(conn, "a4")
    assert stored is not None
    assert "hall rent" in stored.filings[0].reasons[0]
    refile(context, now=NOW + timedelta(days=3))
    assert filed(context, "a4") == {"¥90 million": "public_support"}


def test_without_words_beside_it_its_like_is_left_alone(context: Context) -> None:
    """What nobody asked for is not guessed."""
    read(context, TROPHY)
    by_hand(context, unfiled(context, "a3", "¥70 million"), "a3")
    read(context, LATER)
    assert unfiled(context, "a4", "¥90 million").series is None


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"cue": "a zoo"}, "does not stand in the figure's sentence"),
        ({"cue": "hall " * 30}, "at most 80 characters"),
        ({"series": "no_such"}, "no series 'no_such'"),
    ],
)
def test_filing_that_cannot_be_is_refused_in_words(
    context: Context, how: dict[str, str], said: str
) -> None:
    """Nothing is changed, and the person learns what to mend."""
    read(context, TROPHY)
    with pytest.raises(RulingError, match=said):
        by_hand(context, unfiled(context, "a3", "¥70 million"), "a3", **how)
    assert "public_support" not in in_force(context)


def test_a_dismissed_figure_is_shown_no_more_nor_its_like(context: Context) -> None:
    """A list that only grows is read by nobody."""
    read(context, TROPHY)
    filing = unfiled(context, "a3", "¥70 million")
    with writing(context.engine) as conn:
        rule.dismiss(
            conn,
            context,
            article="a3",
            topic=TOPIC,
            start=filing.figure.start,
            cue="hall rent",
            by="Aiko",
            now=NOW,
        )
    read(context, LATER)
    with reads(context.engine) as conn:
        shown = [one.filing.figure.text for one in board.unfiled(conn)]
    assert "¥70 million" not in shown
    assert "¥90 million" not in shown
    assert any("4,400" in one for one in shown)


def test_a_ruling_that_is_lifted_holds_no_longer(context: Context) -> None:
    """People err too: the past is filed again without it."""
    read(context, FOUNDED)
    made = wrong(context, number_of(context, "a1", "capital")).ruling
    with writing(context.engine) as conn:
        assert rulings.lift(conn, made.id, by="Ben", now=NOW) is not None
        assert rulings.lift(conn, made.id, by="Ben", now=NOW) is None
    refile(context, now=NOW)
    assert in_force(context)["capital"] == "¥10 billion"


def test_a_digest_holds_no_figure_that_was_withdrawn(context: Context) -> None:
    """What was found wrong before the day's mail must not be told by it; what was filed again still is."""
    read(context, FOUNDED, RAISED)
    day = (RAISED.published + timedelta(days=1)).date()
    assert "¥12 billion" in preview(context, day=day, now=NOW).text
    refile(context, now=NOW + timedelta(hours=4))
    assert "¥12 billion" in preview(context, day=day, now=NOW).text
    wrong(context, number_of(context, "a2", "capital"))
    text = preview(context, day=day, now=NOW).text
    assert "¥12 billion" not in text
    assert "¥10 billion" in text

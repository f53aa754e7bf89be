"""Two stories that a person made one: what comes later, a restart and a refile keep it so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine, insert, select
from typer.testing import CliRunner

from bot import app
from bot.cli import app as commands
from bot.jobs import reading
from bot.jobs.context import Context
from bot.jobs.refile import refile
from bot.model.alerts import Reading, Receiver
from bot.model.news import Article
from bot.settings import load_settings
from bot.storage import outbox, schema, stories, threads, timelines
from bot.storage.engine import open_database, writing
from bot.storage.engine import reading as reads
from bot.watchlist import load_watchlist

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
PARTIES = "SoftBank, NEC, Honda and Sony"
FOUNDING = (
    f"{PARTIES} founded a company for physical AI in Osaka. Its capital is ¥10 billion, and its first task is a "
    "model that steers robots in warehouses. The presidents shook hands in front of a crane."
)
GRANT = (
    f"The ministry widens its support for physical AI: {PARTIES} may expect ¥1.3 trillion over five years. "
    "Officials spoke of a budget request in August and of committees that meet in autumn."
)
LATER = (
    f"The budget request in August will hold ¥1.3 trillion of support for physical AI, officials said; {PARTIES} "
    "may expect it over five years, and committees meet on it in autumn. The ministry widens it by 104 engineers."
)


def opened(folder: Path) -> Iterator[Context]:
    """The bot on its default topic, with one receiver and no seeds."""
    settings = load_settings({"BOT_DATA": str(folder)}, data=None)
    whole = load_watchlist(ROOT / "feeds.yaml")
    desk = Receiver(id="desk", kind="terminal")
    watchlist = replace(whole, seeds=None, receivers=(desk,))
    with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
        yield context


def settle(context: Context, number: int, title: str, text: str) -> Reading:
    """Settle one article, a day after the last."""
    at = NOW + timedelta(hours=number)
    article = Article(
        id=f"a{number}",
        url=f"https://wire.example/{number}",
        source=f"Wire {number}",
        rank="press",
        language="en",
        published=at,
        dated=True,
        title=title,
        text=text,
    )
    study = reading.study(article, context)
    with writing(context.engine) as conn:
        return reading.settle(conn, study, context, now=at)


def two_stories(context: Context) -> tuple[str, str]:
    """A founding, and a grant that was taken for another event."""
    founding = settle(context, 1, "Four companies found a physical AI company", FOUNDING)
    grant = settle(context, 2, "Ministry widens support for physical AI", GRANT)
    assert founding.verdict.story != grant.verdict.story
    return founding.verdict.story, grant.verdict.story


def thread_of(context: Context, article: str) -> set[str | None]:
    """The threads in which an article's alerts stand."""
    with reads(context.engine) as conn:
        return {delivery.thread for delivery in outbox.deliveries_of(conn, article)}


def test_what_comes_after_a_merge_joins_the_survivor(tmp_path: Path) -> None:
    """The person decided once, and does not want to decide it again with every report."""
    for context in opened(tmp_path):
        founding, grant = two_stories(context)
        with writing(context.engine) as conn:
            assert stories.merge(conn, grant, into=founding)
            assert not stories.merge(conn, grant, into=founding)
    for context in opened(tmp_path):
        later = settle(context, 3, "August request holds support for physical AI", LATER)
        assert later.verdict.nearest == "a2"
        assert later.verdict.story == founding
        assert thread_of(context, "a3") <= {founding}
        refile(context, now=NOW + timedelta(days=1))
        with reads(context.engine) as conn:
            told = timelines.timeline(conn, grant)
    assert told is not None
    assert (told.story.id, told.merged) == (founding, (grant,))
    assert [report.id for report in told.reports] == ["a1", "a2", "a3"]


def test_a_founder_that_is_read_again_stays_with_the_survivor(tmp_path: Path) -> None:
    """An edited page opens its own story once more, which by then is part of another."""
    for context in opened(tmp_path):
        founding, grant = two_stories(context)
        with writing(context.engine) as conn:
            stories.merge(conn, founding, into=grant)
        again = settle(
            context, 1, "Snow", f"Snow fell on {PARTIES}, whose physical AI stood still."
        )
        assert again.verdict.story == grant


def test_a_timeline_says_what_each_report_brought_and_why_others_were_folded(
    tmp_path: Path,
) -> None:
    """A person who asks why a report was not told must find the answer beside it."""
    for context in opened(tmp_path):
        founding, _grant = two_stories(context)
        settle(context, 3, "Four companies found a firm", FOUNDING)
        with reads(context.engine) as conn:
            told = timelines.timeline(conn, founding)
            latest = timelines.timeline(conn, founding, limit=1)
            assert timelines.timeline(conn, "none") is None
    assert told is not None
    first, copy = told.reports
    assert {change.after.series for change in first.brought} >= {"capital"}
    assert copy.brought == ()
    assert copy.verdict is not None
    assert copy.triage is not None
    assert (copy.verdict.kind, copy.verdict.nearest) == ("duplicate", "a1")
    assert copy.triage.decision == "silence"
    assert copy.url == "https://wire.example/3"
    assert latest is not None
    assert [report.id for report in latest.reports] == ["a3"]


@pytest.fixture
def database() -> Iterator[Engine]:
    """An empty database."""
    engine = open_database("sqlite://")
    yield engine
    engine.dispose()


def put(engine: Engine, *rows: tuple[str, str, str], kind: str = "alert") -> None:
    """Deliveries as (receiver, thread, state), in their order."""
    with writing(engine) as conn:
        for number, (receiver, thread, state) in enumerate(rows):
            conn.execute(
                insert(schema.deliveries).values(
                    receiver=receiver,
                    key=f"k{number}",
                    kind=kind,
                    thread=thread,
                    payload={},
                    state=state,
                    due_at=NOW,
                    created_at=NOW,
                    sink_ref=f"ref {number}" if state == "sent" else None,
                )
            )


def test_a_merged_storys_alerts_go_on_in_the_survivors_thread(database: Engine) -> None:
    """Two threads about one thing: the next message goes where the survivor's stand."""
    put(
        database,
        ("slack", "merged", "sent"),
        ("slack", "survivor", "sent"),
        ("slack", "merged", "pending"),
        ("slack", "merged", "unknown"),
        ("mail", "merged", "sent"),
        ("mail", "merged", "retry"),
    )
    with writing(database) as conn:
        threads.join(conn, "merged", into="survivor")
        placed = conn.execute(
            select(schema.deliveries.c.thread).order_by(schema.deliveries.c.id)
        ).scalars()
        assert list(placed) == [
            "merged",
            "survivor",
            "survivor",
            # Of this one nobody knows whether it arrived: the sink is asked where it was sent.
            "merged",
            "survivor",
            "survivor",
        ]
        assert threads.root_ref(conn, "slack", "survivor") == "ref 1"
        assert threads.root_ref(conn, "mail", "survivor") == "ref 4"


def test_a_thread_that_two_stories_share_begins_once(database: Engine) -> None:
    """A second first message would stand in it as a reply, and follow what is told like the first."""
    put(
        database,
        ("begun", "survivor", "sent"),
        ("begun", "merged", "pending"),
        ("both wait", "survivor", "pending"),
        ("both wait", "merged", "pending"),
        ("knows the other", "survivor", "pending"),
        ("knows the other", "merged", "sent"),
        ("new", "merged", "pending"),
        kind="root",
    )
    with writing(database) as conn:
        threads.join(conn, "merged", into="survivor")
        states = conn.scalars(select(schema.deliveries.c.state).order_by(schema.deliveries.c.id))
        assert list(states) == ["sent", "muted", "pending", "muted", "muted", "sent", "pending"]


def test_stories_are_listed_shown_and_merged_from_the_command_line(tmp_path: Path) -> None:
    """What the board shows, a terminal and a program can have too."""
    for context in opened(tmp_path):
        founding, grant = two_stories(context)

    def said(*words: str, status: int = 0) -> str:
        given = ["events", *words, "--data", str(tmp_path), "--feeds", str(ROOT / "feeds.yaml")]
        result = CliRunner().invoke(commands, given)
        assert result.exit_code == status, result.output
        return result.output

    rows = [json.loads(line) for line in said("--json").splitlines()]
    assert [row["id"] for row in rows] == [grant, founding]
    assert rows[1]["publishers"] == ["Wire 1"]
    assert "Four companies" in said("--topic", "japan-physical-ai")
    shown = json.loads(said("show", founding, "--json"))
    assert shown["timeline"][0]["brought"][0]["series"]
    assert "opened an event" in said("show", founding)
    assert "is part of" in said("merge", grant, founding)
    assert "was part of" in said("merge", grant, founding)
    assert json.loads(said("merge", grant, founding, "--json"))["merged"] is False
    assert f"Merged into it: {grant}" in said("show", grant)
    assert len(said("--json").splitlines()) == 1

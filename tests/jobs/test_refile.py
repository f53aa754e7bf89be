"""When a topic's series change, the past is filed again; and a filter is tried before it is live."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import structlog
from typer.testing import CliRunner

from bot import app
from bot.cli import app as commands
from bot.jobs import reading
from bot.jobs.context import Context
from bot.jobs.refile import refile
from bot.model.news import Article
from bot.settings import load_settings
from bot.steps import compare
from bot.storage import ledger
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import load_watchlist

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
ARTICLE = Article(
    id="a1",
    url="https://wire.example/1",
    source="Wire",
    rank="press",
    language="en",
    published=NOW,
    dated=True,
    title="Four companies build physical AI for robots",
    text="SoftBank, NEC, Honda and Sony founded a company for physical AI. Its capital is ¥10 billion.",
)


def in_force(context: Context) -> dict[str, str]:
    """What the ledger holds, by series."""
    with reads(context.engine) as conn:
        rows = compare.standings(ledger.records(conn, "japan-physical-ai"))
    return {row.series: row.in_force.figure.text for row in rows}


def test_a_series_that_is_added_later_finds_its_figures_in_the_past(tmp_path: Path) -> None:
    """Nothing is lost: a figure that belonged nowhere waits for its series."""
    settings = load_settings({"BOT_DATA": str(tmp_path)}, data=None)
    whole = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=())
    (topic,) = whole.topics
    lacking = replace(
        whole,
        topics=(replace(topic, series=tuple(one for one in topic.series if one.id != "capital")),),
    )
    log = structlog.get_logger()
    with app.opened(settings, lacking, log=log) as context:
        study = reading.study(ARTICLE, context)
        with writing(context.engine) as conn:
            reading.settle(conn, study, context, now=NOW)
        assert "capital" not in in_force(context)

    with app.opened(settings, whole, log=log) as context:
        assert refile(context, now=NOW)[0] == 1
        once = in_force(context)
        assert once["capital"] == "¥10 billion"
        refile(context, now=NOW)
        assert in_force(context) == once


def test_what_was_told_stays_marked_as_told(tmp_path: Path) -> None:
    """The board shows what readers were sent, also after the past was filed again; a second time too."""
    settings = load_settings({"BOT_DATA": str(tmp_path)}, data=None)
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=())
    with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
        study = reading.study(ARTICLE, context)
        with writing(context.engine) as conn:
            reading.settle(conn, study, context, now=NOW)
        told = [_told(context)]
        assert ("capital", "new") in told[0]
        for _ in range(2):
            refile(context, now=NOW)
            told.append(_told(context))
    assert told[0] == told[1] == told[2]


def _told(context: Context) -> list[tuple[str, str]]:
    """What counts in the ledger and was told."""
    with reads(context.engine) as conn:
        records = ledger.records(conn, "japan-physical-ai")
    return sorted(
        (one.change.after.series, one.change.kind)
        for one in records
        if one.change.told and not one.withdrawn
    )


def test_a_filter_is_tried_on_what_was_read(tmp_path: Path) -> None:
    """Whoever narrows a filter wants to see what drops out before it does."""
    settings = load_settings({"BOT_DATA": str(tmp_path)}, data=None)
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=())
    with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
        study = reading.study(ARTICLE, context)
        with writing(context.engine) as conn:
            reading.settle(conn, study, context, now=NOW)
    narrow = tmp_path / "narrow.yaml"
    narrow.write_text(
        "topics:\n"
        "  - id: japan-physical-ai\n    name: Narrow\n    keywords: {any: [harbour drones]}\n"
        "feeds: [https://news.example/feed.xml]\n"
        "receivers:\n  - {id: screen, kind: terminal}\n",
        encoding="utf-8",
    )

    said = CliRunner().invoke(
        commands,
        [
            "test-filter",
            str(narrow),
            "--days",
            "3650",
            "--data",
            str(tmp_path),
            "--feeds",
            str(ROOT / "feeds.yaml"),
        ],
    )

    assert said.exit_code == 0, said.output
    assert "- japan-physical-ai  Four companies build physical AI" in said.output
    assert "0 would come in, 1 would drop out" in said.output

"""After an update that sketches texts in another way, what was read before is still recognised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import func, select, update

from bot import app
from bot.dispatch import work
from bot.jobs import reading, renew
from bot.jobs.context import Context
from bot.model.news import Article
from bot.settings import load_settings
from bot.steps import dedupe
from bot.storage import meta, schema, similar
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import load_watchlist

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
WORDS = (
    "SoftBank, NEC, Honda and Sony founded a company for physical AI in robots. Its capital is ¥10 billion, and "
    "number {} of its plants will open where the river meets the old road, a person who knows the plan said."
)


def settle(context: Context, number: int, text: str) -> str:
    """Settle one article; what it was judged to be."""
    article = Article(
        id=f"a{number}",
        url=f"https://wire.example/{number}",
        source="Wire",
        rank="press",
        language="en",
        published=NOW + timedelta(minutes=number),
        dated=True,
        title=f"Physical AI for robots, part {number}",
        text=text,
    )
    study = reading.study(article, context)
    with writing(context.engine) as conn:
        return reading.settle(conn, study, context, now=NOW).verdict.kind


def make_stale(context: Context) -> None:
    """Leave the memory as an older program, with other sketches, would have left it."""
    with writing(context.engine) as conn:
        conn.execute(
            update(schema.fingerprints).values(
                scheme="older", passages=None, text_sha="x", minhash=b"\0" * 120
            )
        )
        conn.execute(schema.passages.delete())
        meta.remember(conn, "fingerprints", "older")


def opened(folder: Path, *, seeds: bool = False):
    """The bot on its default topic."""
    settings = load_settings({"BOT_DATA": str(folder)}, data=None)
    whole = load_watchlist(ROOT / "feeds.yaml")
    watchlist = replace(whole, feeds=(), receivers=(), seeds=ROOT / "seeds" if seeds else None)
    return app.opened(settings, watchlist, log=structlog.get_logger())


def test_copies_of_what_an_older_program_read_are_known_after_the_update(tmp_path: Path):
    """Otherwise each old report would come as news once more."""
    texts = [WORDS.format(number) + " " + "Nobody would say more. " * number for number in range(3)]
    with opened(tmp_path) as context:
        for number, text in enumerate(texts):
            settle(context, number, text)
        make_stale(context)
    with opened(tmp_path) as context:
        work.start(context, now=NOW)
        with reads(context.engine) as conn:
            assert similar.of_another_scheme(conn, dedupe.SCHEME) == []
            rows = conn.scalar(select(func.count()).select_from(schema.passages))
            assert rows >= 3
        assert settle(context, 9, texts[2]) == "duplicate"


def test_renewal_goes_on_where_it_stopped_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A large archive takes a while, and a restart in between must not begin again."""
    monkeypatch.setattr(renew, "AT_ONCE", 2)
    with opened(tmp_path) as context:
        for number in range(3):
            settle(context, number, WORDS.format(number))
        make_stale(context)
    rounds = 0
    more = True
    while more:
        with opened(tmp_path) as context:
            more = renew.renew_fingerprints(context)
            rounds += 1
    assert rounds == 3
    with opened(tmp_path) as context, reads(context.engine) as conn:
        assert similar.of_another_scheme(conn, dedupe.SCHEME) == []


def test_seeds_take_over_the_fingerprints_of_records_made_again(tmp_path: Path):
    """They are entered once; their records are made again when the sketches change."""
    with opened(tmp_path, seeds=True) as context:
        work.start(context, now=NOW)
        with reads(context.engine) as conn:
            before = similar.get(conn, "seed:tmtpost")
        make_stale(context)
    with opened(tmp_path, seeds=True) as context:
        work.start(context, now=NOW)
        with reads(context.engine) as conn:
            assert similar.get(conn, "seed:tmtpost") == before

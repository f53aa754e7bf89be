"""The five seeds are one story, whoever is loaded first; other news of the same companies is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
import structlog
from ruamel.yaml import YAML
from sqlalchemy import delete, select

from bot import app
from bot.jobs import add_seed, reading
from bot.jobs.context import Context
from bot.model.news import Article, Seed
from bot.settings import load_settings
from bot.storage import schema, similar, stories
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import load_watchlist

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 4, 16, tzinfo=UTC)
RECORDS = add_seed.read_records(ROOT / "seeds")
APART = YAML(typ="safe").load((ROOT / "tests/dedupe/reports.yaml").read_text("utf-8"))["apart"]


@pytest.fixture(scope="module")
def context() -> Iterator[Context]:
    """The bot on its default topic, with an empty memory."""
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), receivers=())
    log = structlog.get_logger()
    settings = load_settings({}, data=None)
    with app.opened(settings, watchlist, log=log, database_url=app.IN_MEMORY) as opened:
        yield opened


def forget(context: Context) -> None:
    """Begin again with an empty memory."""
    with writing(context.engine) as conn:
        for name in (
            "observations",
            "ledger_rows",
            "fingerprints",
            "passages",
            "marks",
            "seeds",
            "stories",
        ):
            conn.execute(delete(schema.metadata.tables[name]))


def load(context: Context, records: Sequence[Seed], patch: pytest.MonkeyPatch) -> set[str]:
    """Load the records one after the other, as they were added; the stories that they are in then."""
    for count in range(1, len(records) + 1):
        patch.setattr(add_seed, "read_records", lambda _folder, count=count: records[:count])
        add_seed.load_seeds(context, now=NOW)
    with reads(context.engine) as conn:
        return set(conn.scalars(select(schema.fingerprints.c.story)))


def test_the_seeds_are_one_story_in_every_order_of_loading(
    context: Context, monkeypatch: pytest.MonkeyPatch
):
    """A person adds what is known as it comes to hand, and means one thing by it."""
    assert len(RECORDS) == 5
    for order in permutations(RECORDS):
        forget(context)
        names = [record.name for record in order]
        assert len(load(context, order, monkeypatch)) == 1, names
    with reads(context.engine) as conn:
        (story,) = stories.latest(conn)
        assert len(story.articles) == 5


def test_other_news_of_the_same_companies_joins_none_of_the_seeds(
    context: Context, monkeypatch: pytest.MonkeyPatch
):
    """Fourteen stories in four languages, some with an equal figure: a wrong merge hides a fact."""
    forget(context)
    (story,) = load(context, RECORDS, monkeypatch)
    assert len(APART) >= 12
    assert {row["language"] for row in APART} == {"en", "ja", "zh-Hans", "ko"}
    found = {}
    for row in APART:
        article = Article(
            id=row["id"],
            url=None,
            source=row["id"],
            rank="press",
            language=row["language"],
            published=datetime.fromisoformat(row["at"]),
            dated=True,
            title=row["title"],
            text=row["text"],
        )
        study = reading.study(article, context)
        with writing(context.engine) as conn:
            # Whatever the topic's rule says of them, they are held against the seeds.
            on_topic = replace(
                study, matches=tuple(replace(match, matched=True) for match in study.matches)
            )
            found[row["id"]] = reading.settle(conn, on_topic, context, now=NOW).verdict.story
    assert story not in found.values()
    assert len(set(found.values())) == len(APART)


def test_seeds_of_two_things_stay_two(context: Context, monkeypatch: pytest.MonkeyPatch):
    """Only what belongs to both joins them."""
    forget(context)
    one = RECORDS[0]
    other = reading.study(
        Article(
            id="seed:lock",
            url=None,
            source="Paper",
            rank="press",
            language="en",
            published=NOW,
            dated=True,
            title="A second lock for Tarnwick",
            text="The harbour of Tarnwick will get a second lock, and ships of 140 metres can then enter.",
        ),
        context,
    )
    lock = replace(
        one, name="lock", title="A second lock", figures=(), fingerprint=other.fingerprint
    )
    assert len(load(context, (one, lock), monkeypatch)) == 2
    with reads(context.engine) as conn:
        assert similar.get(conn, "seed:lock") is not None

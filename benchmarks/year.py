"""A year of items: how large the database becomes, and that it stops growing but for what is kept for good."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import text

from benchmarks.table import Row
from bot import app
from bot.dispatch import work
from bot.dispatch.replay import Recorded, replay
from bot.jobs.context import Context
from bot.model.feeds import Entry, Feed
from bot.model.figures import Series
from bot.model.topics import Alias, KeywordRule, Topic
from bot.settings import load_settings
from bot.storage import entries
from bot.storage.engine import reading, writing
from bot.watchlist import Watchlist

# A fiftieth of two hundred feeds: what is kept is kept item by item, so that size goes with the number of feeds.
FEEDS, OF_FEEDS = 4, 200
DAYS = 365
ITEMS_A_DAY = 20
# Of the day's items of all feeds, so many are on a topic; every second of these states a figure of it.
ON_TOPIC_A_DAY = 2
STATES_A_FIGURE = 2
MOST_GB = 2.0
MOST_GROWTH_MB = 150.0
BEGIN = datetime(2026, 1, 1, 6, tzinfo=UTC)
SUMMARY = (
    "The council met again in the hall of the town, and what it said was said before by others. "
    * 6
)
WORDS = [
    "harbour",
    "quay",
    "works",
    "board",
    "notice",
    "ships",
    "basin",
    "town",
    "council",
    "crane",
    "tide",
    "eastern",
    "pier",
    "repairs",
    "traffic",
    "winter",
]
TOPIC = Topic(
    id="harbour",
    name="Harbour works",
    keywords=KeywordRule(any=(Alias(text="harbour"),)),
    series=(Series(id="budget", label="Budget", units=("money",), cues={"en": ("budget",)}),),
)


def run() -> list[Row]:
    """Live a year day by day, with the bot's own tidying each day."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = list(_days(Path(folder)))
    scale = OF_FEEDS / FEEDS
    year = sizes[-1] * scale / 1e9
    # Both after all times of keeping are over: the rest is the ledger, and what it quotes.
    later = (sizes[-1] - sizes[DAYS - 92]) / 92 * 30 * scale / 1e6
    rows = [
        Row(
            what=f"database after {day} days, {FEEDS} feeds measured; for {OF_FEEDS} by proportion",
            measured=f"{sizes[day - 1] / 1e6:.0f} MB; {sizes[day - 1] * scale / 1e9:.2f} GB",
        )
        for day in (30, 90, 180, 270)
    ]
    return [
        *rows,
        Row(
            what=f"database after a year, {FEEDS} feeds measured; for {OF_FEEDS} by proportion",
            measured=f"{sizes[-1] / 1e6:.0f} MB; {year:.2f} GB",
            required=f"under {MOST_GB:.0f} GB",
            reached=year < MOST_GB,
        ),
        Row(
            what=f"growth a month in the last quarter, for {OF_FEEDS} feeds by proportion",
            measured=f"{later:.0f} MB",
            required=f"under {MOST_GROWTH_MB:.0f} MB",
            reached=later < MOST_GROWTH_MB,
        ),
    ]


def _days(folder: Path) -> Iterator[int]:
    """The bytes that the database takes at the end of each day."""
    feeds = tuple(
        Feed(
            id=f"feed-{number}", url=f"https://paper-{number}.example/feed", name=f"Paper {number}"
        )
        for number in range(FEEDS)
    )
    watchlist = Watchlist(topics=(TOPIC,), feeds=feeds, receivers=())
    quiet = structlog.wrap_logger(None, wrapper_class=structlog.make_filtering_bound_logger(50))
    with app.opened(load_settings({}, data=folder), watchlist, log=quiet) as context:
        work.start(context, now=BEGIN)
        for day in range(DAYS):
            now = BEGIN + timedelta(days=day)
            for feed in feeds:
                _poll(context, feed, day, now)
            for _ in replay(_articles(day, now), context):
                pass
            while work.clean_up(context, now=now):
                pass
            with reading(context.engine) as conn:
                pages = conn.scalar(text("PRAGMA page_count")) or 0
                yield pages * (conn.scalar(text("PRAGMA page_size")) or 0)


def _poll(context: Context, feed: Feed, day: int, now: datetime) -> None:
    found = [
        Entry(
            feed_id=feed.id,
            guid=f"{feed.id}/{day}/{number}",
            url=f"https://paper.example/{feed.id}/{day}/{number}",
            title=f"What the council said on day {day}, part {number} of {feed.name}",
            summary=SUMMARY,
            published=now,
            dated=True,
        )
        for number in range(ITEMS_A_DAY)
    ]
    with writing(context.engine) as conn:
        entries.add_new_entries(conn, feed, found, now=now, matched={})


def _articles(day: int, now: datetime) -> Iterator[Recorded]:
    """The day's articles on a topic, no two alike: some 3,000 characters each."""
    for number in range(ON_TOPIC_A_DAY):
        seed = day * ON_TOPIC_A_DAY + number
        told = " ".join(WORDS[(seed * step + step * step) % len(WORDS)] for step in range(1, 460))
        figure = f"The budget is ${100 + seed} million. " if number % STATES_A_FIGURE == 0 else ""
        yield Recorded(
            id=f"article-{seed}",
            url=f"https://paper-{number}.example/{day}",
            source=f"Paper {number}",
            language="en",
            published=now,
            title=f"Harbour: {told[:60]}",
            text=f"{figure}At the harbour, {told}.",
        )

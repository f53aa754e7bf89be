"""A long run: the bot's memory over sixty rounds of two hundred feeds."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from statistics import median

import structlog

from benchmarks.latency import FEED, ITEM, PAGE
from benchmarks.table import Row
from benchmarks.year import TOPIC
from bot import app
from bot.dispatch import work
from bot.dispatch.polls import Polls
from bot.dispatch.readings import Readings
from bot.jobs.context import Context
from bot.model.alerts import Receiver
from bot.model.feeds import Feed
from bot.settings import load_settings
from bot.storage import feeds
from bot.storage.engine import writing
from bot.watchlist import Watchlist
from demo.servers import FeedServer, SlackLike
from demo.servers.loopback import LoopbackRequest

FEEDS, ROUNDS = 200, 60
# So many feeds bring an article each round; the others have not changed.
NEWS_A_ROUND = 5
# Caches fill, libraries load, the allocator takes what it needs.
WARM_UP = 15
# Rounds whose median is compared: the first after the warm-up, and the last.
COMPARED = 5
MOST_GROWTH = 0.10
BEGIN = datetime(2026, 5, 1, 9, tzinfo=UTC)
APART = timedelta(hours=2)


class Forgetful(FeedServer):
    """Keeps no record of what it was asked, since it lives in the process whose memory is measured."""

    def answer(self, request: LoopbackRequest) -> None:
        """Serve, and forget it."""
        super().answer(request)
        with self.lock:
            self._shelf.log.clear()


def run() -> list[Row]:
    """Play the rounds, and compare what the process holds."""
    with tempfile.TemporaryDirectory() as folder:
        held = list(_rounds(Path(folder)))
    first, last = (median(part) for part in (held[WARM_UP : WARM_UP + COMPARED], held[-COMPARED:]))
    grown = last / first - 1
    return [
        Row(
            what=f"memory after {WARM_UP} of {ROUNDS} rounds of {FEEDS} feeds (servers on loopback included)",
            measured=f"{first / 1e6:.0f} MB",
        ),
        Row(
            what=f"memory after {ROUNDS} rounds",
            measured=f"{last / 1e6:.0f} MB, {grown:+.1%}",
            required=f"within {MOST_GROWTH:.0%}",
            reached=grown <= MOST_GROWTH,
        ),
    ]


def _rounds(folder: Path) -> Iterator[int]:
    """The bytes that the process holds after each round."""
    with Forgetful() as web, SlackLike(token="xoxb-bench") as slack:  # noqa: S106  (our own server's)
        watchlist = Watchlist(
            topics=(TOPIC,),
            feeds=tuple(
                Feed(id=f"feed-{number}", url=web.url(f"/{number}.xml"), name=f"Paper {number}")
                for number in range(FEEDS)
            ),
            receivers=(Receiver(id="news", kind="slack", to=("#news",)),),
        )
        for number in range(FEEDS):
            web.put(f"/{number}.xml", FEED.format(items=""), content_type="text/xml")
        environ = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_API_URL": slack.api_url}
        settings = load_settings({**environ, "BOT_ALLOW_HOSTS": web.host}, data=folder)
        quiet = structlog.wrap_logger(None, wrapper_class=structlog.make_filtering_bound_logger(50))
        with app.opened(settings, watchlist, log=quiet) as context:
            work.allow_backfill(context, days=0, now=BEGIN)
            work.start(context, now=BEGIN)
            polls, readings = Polls(context), Readings(context)
            for number in range(ROUNDS):
                now = BEGIN + number * APART
                if number:
                    _publish(web, number, now)
                _round(context, polls, readings, now)
                gc.collect()
                yield _resident()


def _publish(web: FeedServer, number: int, now: datetime) -> None:
    date = format_datetime(now - timedelta(minutes=1))
    for one in range(number * NEWS_A_ROUND, (number + 1) * NEWS_A_ROUND):
        amount = 100 + 7 * one
        link = web.put(f"/{one}.html", PAGE.format(amount=amount))
        item = ITEM.format(amount=amount, link=link, date=date)
        web.put(f"/{one % FEEDS}.xml", FEED.format(items=item), content_type="text/xml")


def _round(context: Context, polls: Polls, readings: Readings, now: datetime) -> None:
    with writing(context.engine) as conn:
        feeds.hasten(conn, now=now)
    while polls.one(now) is not None:
        pass
    polls.save(now)
    while readings.one(now, last_chance=True) is not None:
        pass
    while work.send_one(context, now) is not None:
        pass
    while work.clean_up(context, now=now):
        pass


def _resident() -> int:
    """The bytes of memory that this process holds (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

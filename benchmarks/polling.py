"""Polling: one round of 10,000 feeds on hosts of their own, 90 percent unchanged, beside a bare httpx loop.

Both ask the same server (a process of its own) for the same feeds from as many threads in the same run. The
bare loop keeps nothing, checks nothing and parses nothing: what the round adds is claims, address checks,
spacing, parsing elsewhere, matching, and what is written down.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import structlog
from sqlalchemy import event, func, select, update

from benchmarks.feed_server import TAG
from benchmarks.table import Row
from bot import app
from bot.dispatch import work
from bot.dispatch.polls import Polls
from bot.jobs.context import Context
from bot.model.feeds import Feed
from bot.settings import load_settings
from bot.storage import schema
from bot.storage.engine import reading, writing
from bot.watchlist import load_watchlist

ROOT = Path(__file__).resolve().parents[1]
FEEDS = 10_000
FLOOR = 0.6
MOST_TRANSACTIONS = FEEDS // 4
NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Took:
    """What a round took: seconds, and seconds of processor time of all our processes."""

    wall: float
    cpu: float


def run() -> list[Row]:
    """A bare loop, a round, and a bare loop again, so that a busy machine slows both."""
    with server() as port, tempfile.TemporaryDirectory() as folder:
        feeds = tuple(feed(number, port) for number in range(FEEDS))
        with _bot(feeds, Path(folder)) as context:
            first = _timed(lambda: _bare(feeds))
            before = _resident()
            statements = _counted(context)
            ours = _timed(lambda: _round(context))
            grown = max(0, _resident() - before)
            second = _timed(lambda: _bare(feeds))
            _check(context)
        app.parsers().close()
    bare = Took((first.wall + second.wall) / 2, (first.cpu + second.cpu) / 2)
    return _rows(ours, bare, grown, statements["COMMIT"])


def _rows(ours: Took, bare: Took, grown: int, commits: int) -> list[Row]:
    share = bare.wall / ours.wall
    return [
        Row(
            what=f"feeds a second, of {FEEDS:,} (a bare httpx loop as peer)",
            measured=f"{FEEDS / ours.wall:,.0f}",
            peer=f"{FEEDS / bare.wall:,.0f}",
        ),
        Row(
            what="share of the bare loop's speed",
            measured=f"{share:.2f}",
            required=f"at least {FLOOR}",
            reached=share >= FLOOR,
        ),
        Row(
            what="processor time a feed, parsing not counted",
            measured=f"{ours.cpu / FEEDS * 1e6:,.0f} µs",
            peer=f"{bare.cpu / FEEDS * 1e6:,.0f} µs",
        ),
        Row(
            what="share of the bare loop's speed, by processor time",
            measured=f"{bare.cpu / ours.cpu:.2f}",
        ),
        Row(what="memory for 1,000 feeds", measured=f"{grown / FEEDS * 1000 / 1e6:.2f} MB"),
        Row(
            what="transactions that write, for the whole round",
            measured=f"{commits:,}",
            required=f"at most {MOST_TRANSACTIONS:,}",
            reached=commits <= MOST_TRANSACTIONS,
        ),
    ]


def feed(number: int, port: int) -> Feed:
    """One of the server's feeds, on a host of its own."""
    # A host each: one request at a time to a host is the rule, and it is kept here too.
    host = f"127.{1 + number // 62_500}.{1 + number // 250 % 250}.{1 + number % 250}"
    return Feed(id=f"feed-{number}", url=f"http://{host}:{port}/feed/{number}", name=f"{number}")


@contextmanager
def server(*, delay_s: float = 0.0) -> Iterator[int]:
    """A feed server in a process of its own, whose answers take `delay_s`; its port."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
        [sys.executable, "-m", "benchmarks.feed_server", str(delay_s)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the server has no pipes")
        yield int(stdout.readline())
        stdin.close()


@contextmanager
def _bot(feeds: tuple[Feed, ...], folder: Path) -> Iterator[Context]:
    """A bot that has met these feeds, all of them due."""
    hosts = tuple(feed.url.split("/")[2].partition(":")[0] for feed in feeds)
    settings = load_settings({}, data=folder).model_copy(update={"allow_hosts": hosts})
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), feeds=feeds, seeds=None)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
        work.start(context, now=NOW)
        met = {"met": True, "etag": TAG, "body_sha256": "0", "last_full_at": NOW}
        met |= {"last_polled_at": NOW - timedelta(hours=1), "last_success_at": NOW}
        with writing(context.engine) as conn:
            conn.execute(update(schema.feeds).values(met))
        yield context


def _round(context: Context) -> None:
    polls = Polls(context)

    def until_none_is_due() -> None:
        while polls.one(NOW):
            pass

    with ThreadPoolExecutor(work.POLLERS) as pool:
        for done in [pool.submit(until_none_is_due) for _ in range(work.POLLERS)]:
            done.result()
    polls.save(NOW)


def _bare(feeds: tuple[Feed, ...]) -> None:
    with (
        httpx.Client(headers={"If-None-Match": TAG}, trust_env=False) as client,
        ThreadPoolExecutor(work.POLLERS) as pool,
    ):
        for done in pool.map(lambda feed: client.get(feed.url).content, feeds):
            del done


def _timed(act: Callable[[], None]) -> Took:
    gc.collect()
    wall, cpu = time.perf_counter(), _cpu()
    act()
    return Took(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _resident() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _counted(context: Context) -> dict[str, int]:
    """Counts the transactions that write from now on."""
    seen = {"COMMIT": 0}

    def commits(conn: object) -> None:
        if conn.get_execution_options().get("writes"):  # type: ignore[attr-defined]
            seen["COMMIT"] += 1

    event.listen(context.engine, "commit", commits)
    return seen


def _check(context: Context) -> None:
    """A round that polled nothing would be very fast."""
    with reading(context.engine) as conn:
        polled = conn.scalar(
            select(func.count()).where(
                schema.feeds.c.last_polled_at == NOW, schema.feeds.c.failures == 0
            )
        )
        entries = conn.scalar(select(func.count()).select_from(schema.entries))
    if polled != FEEDS or entries != FEEDS // 10 * 20:
        raise RuntimeError(f"the round polled {polled} feeds and found {entries} entries")

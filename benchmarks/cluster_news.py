"""Articles read by one, two and four processes on one PostgreSQL database, and how long news takes to Slack."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import func, select, update

from benchmarks.latency import FEED, FEEDS_YAML, ITEM, PAGE
from benchmarks.lookup import articles
from benchmarks.polling import ROOT, Took
from benchmarks.table import Row
from bot import app
from bot.dispatch import cluster, work
from bot.dispatch.readings import Readings
from bot.dispatch.turns import READERS
from bot.jobs import documents
from bot.jobs.context import Context
from bot.model.feeds import Entry, Page
from bot.settings import load_settings
from bot.storage import entries, schema
from bot.storage.engine import is_shared, open_database, reading, writing
from bot.watchlist import load_watchlist
from demo.servers import FeedServer, SlackLike
from demo.servers.postgres import PostgresServer, programs

ARTICLES = 80
# Fewer than what counts as a flood, in which alerts wait for each other.
ALERTS = 8
WORKERS = (1, 2, 4)
PATIENCE_S = 30.0
LOOK_S = 0.002
SAFE = {"fsync": "on", "full_page_writes": "on"}


def run() -> list[Row]:
    """Each number of workers on a fresh database, beside one process on a file; no rows where no server is installed."""
    installed = programs()
    if installed is None:
        return []
    with tempfile.TemporaryDirectory() as place, PostgresServer(installed, **SAFE) as server:
        return [*_reading(Path(place), server), *_telling(Path(place), server)]


def _reading(place: Path, server: PostgresServer) -> Iterator[Row]:
    with FeedServer() as web:
        found = _published(web)
        feeds = _feeds_file(place, web, count=ARTICLES)
        on_a_file = _read(f"sqlite:///{place}/read.db", feeds, web, found, workers=1)
        for count in WORKERS:
            server.create(f"read_{count}")
            took = _read(server.url(f"read_{count}"), feeds, web, found, workers=count)
            yield Row(
                what=f"articles a second, of {ARTICLES}, workers: {count} (one process on a file as peer)",
                measured=f"{ARTICLES / took.wall:.1f}",
                peer=f"{ARTICLES / on_a_file.wall:.1f}",
            )
            if count == 1:
                yield Row(
                    what="processor time for each of them, with what starting the parsers takes",
                    measured=f"{took.cpu / ARTICLES * 1e3:,.0f} ms",
                    peer=f"{on_a_file.cpu / ARTICLES * 1e3:,.0f} ms",
                )


def _published(web: FeedServer) -> list[Entry]:
    """Pages that say each something else, in words of their own."""
    found = []
    hour_ago = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251  (what is published is news)
    for number, text in enumerate(articles(ARTICLES)):
        page = PAGE.format(amount=100 + 7 * number)
        link = web.put(f"/{number}.html", page.replace("</article>", f"<p>{text}.</p></article>"))
        found.append(
            Entry(
                feed_id=f"wire-{number}",
                guid=link,
                url=link,
                title=f"Harbour budget rises to ${100 + 7 * number} million",
                summary="",
                published=hour_ago + timedelta(seconds=number),
                dated=True,
            )
        )
    return found


def _feeds_file(place: Path, web: FeedServer, *, count: int) -> Path:
    """A watchlist of so many feeds, one topic, and a channel in Slack."""
    head, _, tail = FEEDS_YAML.partition("feeds:\n")
    line, _, receivers = tail.partition("\n")
    lines = [
        line.format(url=web.url(f"/{number}.xml")).replace("id: wire", f"id: wire-{number}")
        for number in range(count)
    ]
    file = place / f"feeds-{count}.yaml"
    whole = "\n".join([head.format() + "feeds:", *lines, receivers.format()])
    file.write_text(whole, encoding="utf-8")
    return file


def _read(url: str, feeds: Path, web: FeedServer, found: Sequence[Entry], *, workers: int) -> Took:
    """How long so many processes take to read all of them."""
    with _bot(url, feeds, web.host) as context:
        now = datetime.now(UTC)  # noqa: TID251  (workers go by the true time)
        work.allow_backfill(context, days=1, now=now)
        work.start(context, now=now)
        with writing(context.engine) as conn:
            for feed, entry in zip(context.watchlist.feeds, found, strict=True):
                entries.add_new_entries(
                    conn,
                    feed,
                    [entry],
                    now=now,
                    matched={entry.guid: "harbour"},
                    tell_since=now - timedelta(days=1),
                )
    command = [sys.executable, "-m", "benchmarks.cluster_news", url, str(feeds), web.host]
    processes = [
        subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(workers)
    ]
    for process in processes:
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError("a worker did not start")
    began = time.perf_counter()
    for process in processes:
        if process.stdin is not None:
            process.stdin.close()
    spent = 0.0
    for process in processes:
        spent += float(process.stdout.readline()) if process.stdout is not None else 0.0
        process.wait()
    took = Took(time.perf_counter() - began, spent)
    database = open_database(url)
    with reading(database) as conn:
        done = conn.scalar(select(func.count()).select_from(schema.articles))
    database.dispose()
    if done != ARTICLES:
        raise RuntimeError(f"{workers} workers read {done} articles of {ARTICLES}")
    return took


def _nothing() -> Page:
    now = datetime.now(UTC)  # noqa: TID251  (any time will do)
    url = "http://127.0.0.1/"
    return Page(url=url, final_url=url, status=200, headers={}, body=b"<p>", fetched_at=now)


def _spent() -> float:
    """The processor time of this process, and of those of its own that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def _bot(url: str, feeds: Path, host: str) -> Iterator[Context]:
    settings = load_settings({"SLACK_BOT_TOKEN": "xoxb-bench", "BOT_ALLOW_HOSTS": host})
    log = structlog.wrap_logger(None, wrapper_class=structlog.make_filtering_bound_logger(50))
    with app.opened(settings, load_watchlist(feeds), log=log, database_url=url) as context:
        yield context


def read_at(url: str, feeds: Path, host: str) -> None:
    """Be one worker: say that it is ready, wait until its input is closed, read until nothing is due, and say what it took.

    That is processor time, in seconds, with that of the processes that parse.
    """
    with _bot(url, feeds, host) as context:
        shared = cluster.ServersClock(context) if is_shared(context.engine) else None
        readings = Readings(context, shared=shared)

        def until_none_is_due() -> None:
            # Another one may be given back what it could not have yet.
            while readings.one(datetime.now(UTC)) is not None:  # noqa: TID251  (as a worker does)
                pass

        before = _spent()
        # They take seconds to start, which a worker does once.
        context.parsers.run(documents.feeds_named, _nothing())
        print("ready", flush=True)
        sys.stdin.readline()
        with ThreadPoolExecutor(READERS) as pool:
            for done in [pool.submit(until_none_is_due) for _ in range(READERS)]:
                done.result()
    app.parsers().close()
    print(_spent() - before, flush=True)


def _telling(place: Path, server: PostgresServer) -> Iterator[Row]:
    """From the answer that the changed feed was given to the message in Slack, by bots that run as they do in life."""
    server.create("one")
    server.create("two")
    bots = {
        "one process on a file": (f"sqlite:///{place}/told.db", ["run"]),
        "one worker": (server.url("one"), ["worker"]),
        "one worker that polls and reads, one that sends": (
            server.url("two"),
            ["worker --queues poll,read", "worker --queues send,digest"],
        ),
    }
    for name, (url, commands) in bots.items():
        taken = _told(place, url, commands)
        yield Row(
            what=f"fetch to Slack, {len(taken)} alerts, {name}: median, longest",
            measured=f"{statistics.median(taken) * 1e3:,.0f} ms, {max(taken) * 1e3:,.0f} ms",
        )


def _told(place: Path, url: str, commands: Sequence[str]) -> list[float]:
    with FeedServer() as web, SlackLike(token="xoxb-bench") as slack:  # noqa: S106  (our own server's)
        for number in range(ALERTS):
            web.put(f"/{number}.xml", FEED.format(items=""), content_type="application/rss+xml")
        feeds = _feeds_file(place, web, count=ALERTS)
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "DATABASE_URL": url,
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_API_URL": slack.api_url,
            "BOT_ALLOW_HOSTS": web.host,
            "BOT_WEB": f"{web.host}:0",
        }
        processes = [
            subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
                [sys.executable, "-m", "bot", *command.split(), "--feeds", str(feeds)],
                cwd=ROOT,
                env=environment,
                stderr=subprocess.DEVNULL,
            )
            for command in commands
        ]
        try:
            _wait(lambda: all(web.count(f"/{number}.xml") for number in range(ALERTS)))
            return [_one(web, slack, url, number) for number in range(ALERTS)]
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()


def _one(web: FeedServer, slack: SlackLike, url: str, number: int) -> float:
    """Publish an article, let its feed be due, and time its way."""
    amount = 100 + 7 * number
    link = web.put(f"/{number}.html", PAGE.format(amount=amount))
    published = datetime.now(UTC) - timedelta(minutes=1)  # noqa: TID251  (what is published is news)
    item = ITEM.format(amount=amount, link=link, date=f"{published:%a, %d %b %Y %H:%M:%S GMT}")
    web.put(f"/{number}.xml", FEED.format(items=item), content_type="application/rss+xml")
    polled, told = web.count(f"/{number}.xml"), len(slack.told)
    database = open_database(url)
    with writing(database) as conn:
        due = update(schema.feeds).where(schema.feeds.c.feed_id == f"wire-{number}")
        conn.execute(due.values(next_poll_at=published))
    database.dispose()
    _wait(lambda: web.count(f"/{number}.xml") > polled)
    began = time.perf_counter()
    _wait(lambda: len(slack.told) > told)
    return time.perf_counter() - began


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise RuntimeError("nothing came")
        time.sleep(LOOK_S)


if __name__ == "__main__":
    read_at(sys.argv[1], Path(sys.argv[2]), sys.argv[3])

"""Polling by one, two and four processes on one PostgreSQL database, beside one process on a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import structlog
from sqlalchemy import func, select, update

from benchmarks.feed_server import TAG
from benchmarks.polling import NOW, ROOT, feed, server
from benchmarks.table import Row
from bot import app
from bot.dispatch import work
from bot.dispatch.polls import Polls
from bot.jobs.context import Context
from bot.settings import load_settings
from bot.storage import schema
from bot.storage.engine import open_database, reading, writing
from bot.watchlist import load_watchlist
from demo.servers.postgres import PostgresServer, programs

FEEDS = 1_200
# About what a publisher's server takes: with none, two cores would be busy with one worker alone.
ANSWER_S = 0.2
WORKERS = (1, 2, 4)
FLOOR = 1.6


def run() -> list[Row]:
    """Each number of workers on a fresh database, after one process on a file; no rows where no server is installed."""
    folder = programs()
    if folder is None:
        return []
    with server(delay_s=ANSWER_S) as port, tempfile.TemporaryDirectory() as place:
        on_a_file = _polled(f"sqlite:///{place}/bot.db", port, workers=1)
        # With the safety of a real one: a commit is on the disk.
        safe = {"fsync": "on", "full_page_writes": "on"}
        with PostgresServer(folder, **safe) as postgres:
            took = {}
            for count in WORKERS:
                postgres.create(f"of_{count}")
                took[count] = _polled(postgres.url(f"of_{count}"), port, workers=count)
    rows = [
        Row(
            what=f"feeds a second, of {FEEDS:,} that answer in {ANSWER_S} s, workers: {count} (one process on a file as peer)",
            measured=f"{FEEDS / seconds:,.0f}",
            peer=f"{FEEDS / on_a_file:,.0f}",
        )
        for count, seconds in took.items()
    ]
    gain = took[1] / took[2]
    cores = os.cpu_count() or 1
    return [
        *rows,
        Row(
            what=f"two workers' speed, as a multiple of one's, on {cores} cores",
            measured=f"{gain:.2f}",
            required=f"at least {FLOOR}",
            reached=gain >= FLOOR,
        ),
    ]


def _polled(url: str, port: int, *, workers: int) -> float:
    """How long so many processes take for all feeds, in seconds; raises RuntimeError where any was left out."""
    with _bot(url, port) as context:
        work.start(context, now=NOW)
        met = {"met": True, "etag": TAG, "body_sha256": "0", "last_full_at": NOW}
        with writing(context.engine) as conn:
            conn.execute(update(schema.feeds).values(met))
    processes = [
        subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
            [sys.executable, "-m", "benchmarks.cluster", url, str(port)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
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
    for process in processes:
        process.wait()
    seconds = time.perf_counter() - began
    database = open_database(url)
    with reading(database) as conn:
        done = conn.scalar(
            select(func.count()).where(
                schema.feeds.c.last_polled_at == NOW, schema.feeds.c.failures == 0
            )
        )
    database.dispose()
    if done != FEEDS:
        raise RuntimeError(f"{workers} workers polled {done} feeds")
    return seconds


@contextmanager
def _bot(url: str, port: int) -> Iterator[Context]:
    feeds = tuple(feed(number, port) for number in range(FEEDS))
    hosts = tuple(one.url.split("/")[2].partition(":")[0] for one in feeds)
    settings = load_settings({}).model_copy(update={"allow_hosts": hosts})
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), feeds=feeds, seeds=None)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with app.opened(settings, watchlist, log=structlog.get_logger(), database_url=url) as context:
        yield context


def work_at(url: str, port: int) -> None:
    """Be one worker: say that it is ready, wait until its input is closed, and poll until nothing is due."""
    with _bot(url, port) as context:
        polls = Polls(context)

        def until_none_is_due() -> None:
            while polls.one(NOW):
                pass

        print("ready", flush=True)
        sys.stdin.readline()
        with ThreadPoolExecutor(work.POLLERS) as pool:
            for done in [pool.submit(until_none_is_due) for _ in range(work.POLLERS)]:
                done.result()
        polls.save(NOW)
    app.parsers().close()


if __name__ == "__main__":
    work_at(sys.argv[1], int(sys.argv[2]))

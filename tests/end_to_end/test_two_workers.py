"""The whole bot on a PostgreSQL server: what readers get is what they get from one bot on a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import func, select, update

from bot.storage import outbox
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import deliveries, entries, feeds
from demo.servers import MailServer, SlackLike
from demo.stage import TOKEN, Stage, built
from demo.stream import days

PATIENCE_S = 90.0


@pytest.fixture
def stages(tmp_path: Path, new_postgres: Callable[[], str]) -> Iterator[tuple[Stage, Stage]]:
    """Two bots of one world past their first meeting: one on a file, one on a server, each with its own readers."""
    with (
        built(tmp_path / "file") as calm,
        SlackLike(token=TOKEN) as slack,
        MailServer() as mail,
    ):
        calm.open_outlets()
        other = replace(
            calm, folder=tmp_path / "server", slack=slack, mail=mail, server=new_postgres()
        )
        for stage in (calm, other):
            stage.write_feeds()
            done = stage.run("run", "--once")
            assert done[0] == 0, done
        for day in days(until=calm.now):
            if day.number < 6:
                calm.publish(day)
        calm.let_pass()
        assert calm.run("run", "--once")[0] == 0
        yield calm, other


def same_for_readers(calm: Stage, other: Stage) -> None:
    """Both told the same, once each, and have the same ledger."""
    assert len(calm.slack.keys()) > 2
    assert sorted(other.slack.keys()) == sorted(calm.slack.keys())
    assert other.run("ledger", "--json")[1] == calm.run("ledger", "--json")[1]


def test_a_round_on_a_server_tells_what_a_round_on_a_file_tells(stages: tuple[Stage, Stage]):
    """Who moves to a server must not get other news there."""
    calm, other = stages
    other.let_pass()
    done = other.run("run", "--once")
    assert done[0] == 0, done
    same_for_readers(calm, other)


def wait_until(stage: Stage, done: Callable[[], bool]) -> None:
    """Wait for the workers; fails with what is left to do."""
    until = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < until, left(stage)
        time.sleep(0.2)


def left(stage: Stage) -> tuple[int, int, int]:
    """How many feeds are to be polled, articles to be read and messages to be sent."""
    database = open_database(stage.database)
    with reading(database) as conn:
        due = func.count().filter(feeds.c.last_success_at.is_(None), feeds.c.failures == 0)
        polls = conn.scalar(select(due)) or 0
        reads = conn.scalar(
            select(func.count())
            .select_from(entries)
            .where(entries.c.state == "due", entries.c.looks == 0)
        )
        sends = len(outbox.undelivered(conn))
    database.dispose()
    return polls, reads or 0, sends


def poll_now(stage: Stage) -> None:
    """As if every feed were due."""
    database = open_database(stage.database)
    with writing(database) as conn:
        conn.execute(update(feeds).values(next_poll_at=feeds.c.next_poll_at, last_success_at=None))
        conn.execute(update(feeds).values(next_poll_at=func.now() - func.make_interval(0, 0, 0, 1)))
    database.dispose()


def let_leases_run_out(stage: Stage) -> None:
    """As if the time of a lease had passed since a worker was killed."""
    database = open_database(stage.database)
    with writing(database) as conn:
        for table in (feeds, entries, deliveries):
            conn.execute(update(table).values(lease_until=None))
    database.dispose()


def killed_in_the_middle(stage: Stage, workers: list[Popen[str]]) -> None:
    """Kill one worker a moment after the pages are being read."""
    before = stage.web.count()
    wait_until(stage, lambda: stage.web.count() > before + 12)
    workers[0].kill()
    workers[0].wait()


def test_two_workers_of_which_one_is_killed_tell_what_one_bot_tells(stages: tuple[Stage, Stage]):
    """No machine may matter: nothing lost, nothing twice, the ledger as if nothing had been."""
    calm, other = stages
    with ExitStack() as stack:
        workers = [stack.enter_context(other.start("worker")) for _ in range(2)]
        poll_now(other)
        killed_in_the_middle(other, workers)
        time.sleep(2.0)
        let_leases_run_out(other)
        wait_until(other, lambda: left(other) == (0, 0, 0))
        workers[1].terminate()
        _said, log = workers[1].communicate(timeout=30)
        assert workers[1].returncode == 0, log
    same_for_readers(calm, other)


def test_a_worker_on_a_file_is_refused_with_the_mend(tmp_path: Path):
    """Two processes on one file are what the file's lock keeps out."""
    with built(tmp_path / "file") as stage:
        stage.write_feeds()
        status, _said, log = stage.run("worker")
    assert status != 0
    assert "`bot run` does all the work of a file" in log


def test_a_queue_that_there_is_not_is_named(tmp_path: Path):
    """A slip of the hand must not be a worker that does nothing."""
    with built(tmp_path / "file") as stage:
        stage.write_feeds()
        status, _said, log = stage.run("worker", "--queues", "poll,reed")
    assert status == 2
    assert "reed is no queue; name poll, read, send, digest" in log

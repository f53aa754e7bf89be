"""The whole bot on a PostgreSQL server: what is decided arrives once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.errors import ConfigError, StorageError
from bot.storage import outbox
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import deliveries, entries, feeds
from demo.stage import Stage, built
from demo.stream import days

PATIENCE_S = 240.0
LAST_DAY = 4


@pytest.fixture
def stage(tmp_path: Path, new_postgres: Callable[[], str]) -> Iterator[Stage]:
    """A bot on a server, past its first meeting with the feeds."""
    with built(tmp_path / "server") as made:
        made.server = new_postgres()
        made.open_outlets()
        made.write_feeds()
        status, _said, log = made.run("run", "--once")
        assert status == 0, log
        yield made


def decided(stage: Stage) -> list[str]:
    """The keys of all that was decided to be told in Slack."""
    database = open_database(stage.database)
    with reading(database) as conn:
        keys = list(
            conn.scalars(select(deliveries.c.key).where(deliveries.c.receiver == "newsroom"))
        )
    database.dispose()
    return sorted(keys)


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
        long_ago = func.now() - func.make_interval(0, 0, 0, 1)
        conn.execute(update(feeds).values(next_poll_at=long_ago, last_success_at=None))
    database.dispose()


def let_leases_run_out(stage: Stage) -> None:
    """As if the time of a lease had passed since a worker was killed while it read."""
    database = open_database(stage.database)
    with writing(database) as conn:
        for table in (feeds, entries):
            conn.execute(update(table).values(lease_until=None))
    database.dispose()


def test_two_workers_of_which_one_is_killed_tell_everything_once(stage: Stage):
    """No machine may matter: what was decided arrives, and nothing arrives twice."""
    for day in days(until=stage.now):
        if any(piece.told for piece in day.pieces) and day.number < LAST_DAY:
            stage.publish(day)
    before = stage.web.count()
    poll_now(stage)
    with stage.start("worker") as doomed, stage.start("worker") as lasting:
        try:
            wait_until(stage, lambda: stage.web.count() > before)
            doomed.kill()
            doomed.wait()
            let_leases_run_out(stage)
            wait_until(stage, lambda: left(stage) == (0, 0, 0))
            lasting.terminate()
            _said, log = lasting.communicate(timeout=90)
        finally:
            # Whoever fails to stop is waited for at the end of the block.
            doomed.kill()
            lasting.kill()
        assert lasting.returncode == 0, log
    assert len(stage.slack.keys()) > 2
    assert sorted(stage.slack.keys()) == decided(stage)


def test_a_worker_that_cannot_work_is_refused_with_the_mend(tmp_path: Path):
    """A slip of the hand must not be a worker that does nothing, nor two processes be on one file."""
    with built(tmp_path / "file") as stage:
        stage.write_feeds()
        with pytest.raises(ConfigError, match="'reed' is no queue; name poll, read, send, digest"):
            stage.bot("worker", "--queues", "poll,reed")
        with pytest.raises(StorageError, match="`bot run` does all the work of a file"):
            stage.bot("worker")

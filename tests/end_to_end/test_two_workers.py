"""The whole bot on a PostgreSQL server: what readers get is what they get from one bot on a file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.errors import ConfigError, StorageError
from bot.storage import outbox
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import entries, feeds
from demo.servers import MailServer, SlackLike
from demo.stage import TOKEN, Stage, built
from demo.stream import days

PATIENCE_S = 90.0
LAST_DAY = 4


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
        first = [stage.start("run", "--once") for stage in (calm, other)]
        with first[0] as one, first[1] as two:
            for process in (one, two):
                _said, log = process.communicate(timeout=PATIENCE_S)
                assert process.returncode == 0, log
        yield calm, other


def same_for_readers(calm: Stage, other: Stage) -> None:
    """Both told the same, once each, and hold the same figures to be in force."""
    assert len(calm.slack.keys()) > 2
    assert sorted(other.slack.keys()) == sorted(calm.slack.keys())
    assert in_force(other) == in_force(calm)


def in_force(stage: Stage) -> dict[str, str]:
    """The figure in force of each series."""
    rows = [json.loads(line) for line in stage.bot("ledger", "--json").splitlines()]
    return {row["series"]: (row["in_force"] or {}).get("text", "") for row in rows}


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


def test_two_workers_of_which_one_is_killed_tell_what_one_bot_tells(stages: tuple[Stage, Stage]):
    """No machine may matter: nothing lost, nothing twice, the ledger as if nothing had been."""
    calm, other = stages
    for day in days(until=calm.now):
        if any(piece.told for piece in day.pieces) and day.number < LAST_DAY:
            calm.publish(day)
    calm.let_pass()
    assert calm.run("run", "--once")[0] == 0
    before = other.web.count()
    poll_now(other)
    with other.start("worker") as doomed, other.start("worker") as lasting:
        wait_until(other, lambda: other.web.count() > before)
        doomed.kill()
        doomed.wait()
        let_leases_run_out(other)
        wait_until(other, lambda: left(other) == (0, 0, 0))
        lasting.terminate()
        _said, log = lasting.communicate(timeout=30)
        assert lasting.returncode == 0, log
    same_for_readers(calm, other)


def test_a_worker_that_cannot_work_is_refused_with_the_mend(tmp_path: Path):
    """A slip of the hand must not be a worker that does nothing, nor two processes be on one file."""
    with built(tmp_path / "file") as stage:
        stage.write_feeds()
        with pytest.raises(ConfigError, match="'reed' is no queue; name poll, read, send, digest"):
            stage.bot("worker", "--queues", "poll,reed")
        with pytest.raises(StorageError, match="`bot run` does all the work of a file"):
            stage.bot("worker")

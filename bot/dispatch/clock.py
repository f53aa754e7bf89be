"""The clock: APScheduler wakes the workers on fixed ticks, and does nothing else.

What is due stands in the database, so a restart forgets nothing and a missed tick only delays.
https://apscheduler.readthedocs.io/en/3.x/userguide.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler


def now() -> datetime:
    """The time, in UTC: read here and handed down."""
    return datetime.now(UTC)


@contextmanager
def ticking(ticks: Mapping[str, tuple[timedelta, Callable[[], None]]]) -> Iterator[None]:
    """Call each tick's function at its interval, from now on, until the block is left.

    Args:
        ticks: a name for each tick, with its interval and a function that returns at once.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(2)},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        timezone=UTC,
    )
    for name, (interval, wake) in ticks.items():
        scheduler.add_job(
            wake,
            "interval",
            seconds=interval.total_seconds(),
            id=name,
            next_run_time=now(),
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)

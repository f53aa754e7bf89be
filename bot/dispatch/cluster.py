"""Workers on one PostgreSQL database: which of them does what, by whose clock, and in which order they settle.

Feeds and articles are claimed one by one under leases, so that any number of workers may poll and read. All other
work has one leader at a time (`postgres.Leads`): what leaves for a sink leaves from one process, in order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dispatch import clock, work
from bot.dispatch.embedded import Kind
from bot.errors import StorageError
from bot.jobs.context import Context
from bot.storage import postgres

QUEUES = ("poll", "read", "send", "digest")
# The kinds of each queue, by the start of their names.
_KINDS = {
    "poll": ("poll",),
    "read": ("read", "ask again"),
    "send": ("send to ", "press"),
    "digest": ("digest", "health", "tidy"),
}
_OF_ALL = ("heartbeat",)
# Any number of workers do these at once; of the others, one worker each.
_BESIDE_EACH_OTHER = ("poll", "read", "heartbeat")
# Nobody tells a worker what another one made: it looks.
_LOOKS_EVERY = {"read": timedelta(seconds=2), "send to ": timedelta(seconds=2)}
# A worker that waits for its turn to start looks again after it.
START_WAIT_S = 0.2


class ServersClock:
    """The time by the database server's clock, so that a lease is over at the same moment for every worker."""

    def __init__(self, context: Context) -> None:
        self._engine = context.engine
        self._lag = postgres.clock_lag(context.engine, clock=clock.now)

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return clock.now() + self._lag

    def set_right(self) -> None:
        """Compare the clocks again: either may be set, and a machine's own drifts."""
        self._lag = postgres.clock_lag(self._engine, clock=clock.now)


def queues_in(words: str) -> frozenset[str]:
    """The queues that a person named, with commas between; raises ValueError that names a wrong one."""
    named = [word.strip() for word in words.split(",") if word.strip()]
    wrong = [word for word in named if word not in QUEUES]
    if wrong or not named:
        raise ValueError(f"{wrong[0] if wrong else words!r} is no queue; name {', '.join(QUEUES)}")
    return frozenset(named)


@contextmanager
def leading(context: Context) -> Iterator[postgres.Leads]:
    """What this worker leads, until the block is left."""
    leads = postgres.Leads(context.engine.url)
    try:
        yield leads
    finally:
        leads.close()


def start(context: Context, now: Callable[[], datetime]) -> None:
    """What every start does, one worker after the other: they declare the same feeds and load the same seeds."""
    with leading(context) as turn:
        while not turn.has("start"):
            time.sleep(START_WAIT_S)
        work.allow_backfill(context, days=0, now=now())
        work.start(context, now=now())


def kinds(
    context: Context, queues: Collection[str], leads: postgres.Leads, now: ServersClock
) -> tuple[Kind, ...]:
    """The kinds of work of a worker of these queues."""
    wanted = (*_OF_ALL, *(start for queue in queues for start in _KINDS[queue]))
    found = [one for one in work.kinds(context, now=now) if one.name.startswith(wanted)]
    names = {one.name for one in found}
    return tuple(
        replace(
            _led(one, leads),
            wakes=tuple(name for name in one.wakes if name in names),
            every=next(
                (every for start, every in _LOOKS_EVERY.items() if one.name.startswith(start)),
                one.every,
            ),
        )
        for one in _with_clock(found, now)
    )


def _with_clock(found: list[Kind], now: ServersClock) -> Iterator[Kind]:
    """The heartbeat sets the clock right too."""
    for one in found:
        if one.name == "heartbeat":
            yield replace(one, step=_after(now.set_right, one.step))
        else:
            yield one


def _after(
    first: Callable[[], None], step: Callable[[datetime], bool]
) -> Callable[[datetime], bool]:
    def both(now: datetime) -> bool:
        first()
        return step(now)

    return both


def _led(kind: Kind, leads: postgres.Leads) -> Kind:
    if kind.name in _BESIDE_EACH_OTHER:
        return kind
    return replace(kind, step=lambda now: leads.has(kind.name) and kind.step(now))


def refuse_a_file(context: Context) -> None:
    """Raise StorageError where the database is a file, which belongs to one process."""
    if context.engine.dialect.name != "postgresql":
        raise StorageError(
            "workers share a PostgreSQL database, and DATABASE_URL names none; `bot run` does all the work of a file"
        )

"""Whose turn is it? Which feeds' items may be taken to be read, and in which order what was read is settled.

Pages are read beside each other, so that no slow host holds up the others. They are settled in the order in which
they were published, as far as they are read at the same time: a report that repeats another is to find it in the
ledger. Nobody is waited for that takes longer than PATIENCE_S, nor is a feed that did so the last time.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.errors import StorageError
from bot.storage.entries import QueuedEntry, Wanted

READERS = 32
# So long an item stays claimed that the database refused to settle or to give back: its lease.
REFUSED_S = 360.0
# So many are left for news of feeds whose last page came quickly: whatever else there is to read, they wait for none.
RESERVED = 8
PATIENCE_S = 5.0
# What one feed may take of the readers' time in a while; what it has beyond that comes after the others' news.
BUDGET_S = 60.0
BUDGET_WINDOW_S = 600.0
# How many items of a feed are read at once where more is due than can be: of one that is quick, or not known yet. Of
# a slow one, always.
MOST_QUICK, MOST_UNKNOWN, MOST_SLOW = 4, 2, 1

Order = tuple[object, ...]


@dataclass(slots=True)
class _Reading:
    """An item that is being read."""

    order: Order
    feed: str
    since: float
    reserved: bool
    noted: bool = False


@dataclass(slots=True)
class _Habit:
    """How long a feed's items take: the last one, and each of the last while with the time of its end."""

    last_s: float = 0.0
    taken: deque[tuple[float, float]] = field(default_factory=deque)


@dataclass(slots=True)
class _Refused:
    """An item that the database refused to settle; `until` is when its lease has run out."""

    order: Order
    until: float
    given_back: bool = False


class Turns:
    """What is being read at the moment, and how feeds were lately. Safe to share among threads."""

    def __init__(
        self, *, readers: int = READERS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free_for_all = max(1, readers - RESERVED)
        self._clock = clock
        self._changed = threading.Condition()
        self._reading: dict[int, _Reading] = {}
        self._habits: dict[str, _Habit] = {}
        self._refused: dict[int, _Refused] = {}

    def refused(self, entry_id: int) -> None:
        """Take note that the database refused an item: nothing that was published later is settled before it."""
        with self._changed:
            order = self._reading[entry_id].order
            self._refused[entry_id] = _Refused(order, self._clock() + REFUSED_S)
            self._changed.notify_all()

    def given_back(self, entry_id: int) -> None:
        """Take note that a refused item can be claimed again."""
        with self._changed:
            self._refused[entry_id].given_back = True

    def stopped(self) -> bool:
        """Whether nothing may be taken to be read, since a refused item is still claimed."""
        with self._changed:
            now = self._clock()
            return any(one.until > now and not one.given_back for one in self._refused.values())

    def wanted(self) -> Wanted:
        """What may be taken to be read now."""
        with self._changed:
            now = self._clock()
            busy = Counter(one.feed for one in self._reading.values())
            slow = {feed for feed in self._habits if self._is_slow(feed, now)}
            slow |= {one.feed for one in self._reading.values() if now - one.since > PATIENCE_S}
            quick = frozenset(self._habits) - slow
            full = {feed for feed, count in busy.items() if feed in slow and count >= MOST_SLOW}
            crowded = {
                feed
                for feed, count in busy.items()
                if count >= (MOST_QUICK if feed in quick else MOST_UNKNOWN)
            }
            free = self._free_for_all - sum(not one.reserved for one in self._reading.values())
            return Wanted(
                full=frozenset(full),
                crowded=frozenset(crowded - full),
                late=frozenset(slow),
                only=quick if free <= 0 else None,
                free=max(0, free),
            )

    def begin(self, queued: QueuedEntry, *, reserved: bool) -> None:
        """Take note of an item that is read from now on; `reserved` where only news of quick feeds was wanted."""
        entry = queued.entry
        order = (entry.published, entry.guid, queued.id)
        with self._changed:
            self._refused.pop(queued.id, None)
            self._reading[queued.id] = _Reading(order, entry.feed_id, self._clock(), reserved)

    def wait(self, entry_id: int) -> None:
        """Wait until nothing that was published earlier is being read, but for what takes too long.

        Raises StorageError, which is temporary, where the database refused to settle an earlier item.
        """
        with self._changed:
            own = self._reading[entry_id]
            self._note(own)
            while (patience := self._patience(own)) > 0:
                self._changed.wait(patience)
            now = self._clock()
            if any(one.order < own.order and one.until > now for one in self._refused.values()):
                raise StorageError(
                    "an item that was published earlier could not be written", temporary=True
                )

    def end(self, entry_id: int) -> None:
        """Take note that an item is read and settled, or put off."""
        with self._changed:
            self._note(self._reading.pop(entry_id))
            self._changed.notify_all()

    def _patience(self, own: _Reading) -> float:
        """How long an item that was read is to wait for earlier ones, in seconds."""
        now = self._clock()
        return max(
            (
                PATIENCE_S - (now - one.since)
                for one in self._reading.values()
                if one.order < own.order
                and not (one.feed in self._habits and self._habits[one.feed].last_s > PATIENCE_S)
            ),
            default=0.0,
        )

    def _note(self, reading: _Reading) -> None:
        """Take note of how long an item took until it could be settled, or was put off."""
        if reading.noted:
            return
        reading.noted = True
        now = self._clock()
        habit = self._habits.setdefault(reading.feed, _Habit())
        habit.last_s = now - reading.since
        habit.taken.append((now, habit.last_s))

    def _is_slow(self, feed: str, now: float) -> bool:
        habit = self._habits[feed]
        while habit.taken and now - habit.taken[0][0] > BUDGET_WINDOW_S:
            habit.taken.popleft()
        return habit.last_s > PATIENCE_S or sum(took for _, took in habit.taken) > BUDGET_S

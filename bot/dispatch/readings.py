"""Items in turns: claimed one by one, read beside each other, settled in order."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.dispatch.turns import PATIENCE_S, Turns
from bot.errors import StorageError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.read_article import ReadOutcome, read_article
from bot.storage import entries
from bot.storage.engine import reading, writing
from bot.storage.entries import QueuedEntry

# Longer than reading a page can take with every deadline used up; a crashed holder's work is done again after it.
LEASE = timedelta(minutes=6)
# How often a look is taken at what others are reading.
LOOK_S = 0.05
TICK = timedelta(microseconds=1)
# A clock that stands so far behind was set back, and is right.
SET_BACK = timedelta(minutes=1)


class Readings:
    """Gives out items to threads that read them; safe to share among them."""

    def __init__(self, context: Context, *, shared: Callable[[], datetime] | None = None) -> None:
        """`shared` is the clock of all who read from the same database, if there are others."""
        self._context = context
        self._shared = shared
        self._claiming = threading.Lock()
        self._turns = Turns()
        self._last = datetime.min.replace(tzinfo=UTC)

    def one(self, now: datetime, *, last_chance: bool = False) -> ReadOutcome | None:
        """Read one article that is due and whose turn it is; None where none is."""
        if self._turns.stopped():
            return None
        token = secrets.token_hex(8)
        with self._claiming:
            # Threads looked at the clock before they waited here. What is told goes by these times, so they rise in
            # the order in which items are taken, which is that in which they are settled.
            if now <= self._last < now + SET_BACK:
                now = self._last + TICK
            self._last = now
            queued = self._claim(now, token)
        if queued is None:
            return None
        failpoint("read.claimed")
        try:
            return read_article(
                self._context,
                queued,
                now=now,
                token=token,
                last_chance=last_chance,
                in_turn=partial(self._in_turn, queued),
            )
        except StorageError:
            self._refused(queued, token)
            raise
        finally:
            self._turns.end(queued.id)

    def _in_turn(self, queued: QueuedEntry) -> None:
        """Wait until nothing that was published earlier is being read, here or elsewhere, but for what takes too long."""
        self._turns.wait(queued.id)
        if self._shared is None:
            return
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            with reading(self._context.engine) as conn:
                claimed_after = self._shared() - timedelta(seconds=PATIENCE_S)
                if not entries.earlier_claimed(conn, queued, until=claimed_after + LEASE):
                    return
            time.sleep(LOOK_S)

    def _refused(self, queued: QueuedEntry, token: str) -> None:
        """What the database refused keeps its place in the order: it is given back, and later ones wait for it."""
        self._turns.refused(queued.id)
        with contextlib.suppress(StorageError):
            with writing(self._context.engine) as conn:
                entries.release(conn, queued.id, token=token)
            self._turns.given_back(queued.id)

    def _claim(self, now: datetime, token: str) -> QueuedEntry | None:
        # Many threads look at once: whoever finds nothing takes no write lock.
        with reading(self._context.engine) as conn:
            if not entries.any_due(conn, now=now):
                return None
        wanted = self._turns.wanted()
        with writing(self._context.engine) as conn:
            queued = entries.claim_due(conn, now=now, lease=LEASE, token=token, wanted=wanted)
        if queued is not None:
            self._turns.begin(queued, reserved=wanted.only is not None)
        return queued

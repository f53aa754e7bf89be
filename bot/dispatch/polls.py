"""Feeds in batches: claimed together, and saved together where a poll brought nothing to read.

A round of ten thousand feeds that have nothing to say is some hundred transactions, and not twenty thousand.
What is claimed stays under its lease until it is saved, so a crash in between costs a poll that is done again.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections import deque
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.errors import StorageError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.poll_feed import Learned, PollOutcome, keep, note_fault, poll_feed
from bot.model.feeds import FeedState
from bot.storage import feeds
from bot.storage.engine import writing

# Longer than the work can take with every deadline used up; a crashed holder's work is done again after it.
LEASE = timedelta(minutes=6)
# Among the eight pollers, these are fetched within the lease even where each of them takes its whole time.
CLAIMED_AT_ONCE = 64
SAVED_AT_ONCE = 64
# A feed is not claimable before it is saved, nor is another of its host.
SAVED_WITHIN = timedelta(seconds=1)


class _Unsaved(NamedTuple):
    """A poll whose outcome is still to be saved: the feed's state before it, what it learned, and its lease."""

    before: FeedState
    learned: Learned
    token: str


class Polls:
    """Gives out polls to threads, and saves what they learned; safe to share among them."""

    def __init__(self, context: Context, *, at_once: int = CLAIMED_AT_ONCE) -> None:
        self._context = context
        self._at_once = at_once
        self._claiming = threading.Lock()
        self._saving = threading.Lock()
        self._claimed: deque[tuple[FeedState, str]] = deque()
        self._unsaved: deque[_Unsaved] = deque()
        self._unsaved_since: datetime | None = None

    def one(self, now: datetime) -> tuple[FeedState, PollOutcome] | None:
        """Poll one feed that is due: its state before, and what came of it; None where none is."""
        taken = self._take(now)
        if taken is None:
            return None
        state, token = taken
        outcome = poll_feed(self._context, state, now=now, token=token)
        if outcome.unsaved is not None:
            self._unsaved.append(_Unsaved(state, outcome.unsaved, token))
            since = self._unsaved_since = self._unsaved_since or now
            if len(self._unsaved) >= SAVED_AT_ONCE or now - since >= SAVED_WITHIN:
                self.save(now)
        return state, outcome

    def save(self, now: datetime) -> int:
        """Save what was learned and is not saved yet, in one transaction; of how many feeds."""
        with self._saving:
            failpoint("poll.unsaved")
            waiting = [self._unsaved.popleft() for _ in range(len(self._unsaved))]
            self._unsaved_since = None
            if not waiting:
                return 0
            try:
                self._keep(waiting, now)
            except StorageError as error:
                if len(waiting) == 1 or error.temporary:
                    raise
                # One that cannot be written must not take the others with it; it is polled again later.
                for one in waiting:
                    with contextlib.suppress(StorageError):
                        self._keep([one], now)
                raise
            except Exception:  # noqa: BLE001  (a fault of ours at one feed: noted there, and the others are saved)
                for one in waiting:
                    self._keep_or_note(one, now)
            failpoint("poll.committed")
            return len(waiting)

    def _keep(self, waiting: list[_Unsaved], now: datetime) -> None:
        with writing(self._context.engine) as conn:
            for one in waiting:
                keep(conn, one.learned, token=one.token, now=now)

    def _keep_or_note(self, one: _Unsaved, now: datetime) -> None:
        try:
            self._keep([one], now)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  (see save)
            note_fault(self._context, one.before, error, now=now, token=one.token)

    def end(self, now: datetime) -> None:
        """Save what was learned, and give back what was claimed and is not polled: it is due at the next start."""
        self.save(now)
        with self._claiming, writing(self._context.engine) as conn:
            while self._claimed:
                state, token = self._claimed.popleft()
                feeds.save_state(conn, state, token=token, now=now)

    def _take(self, now: datetime) -> tuple[FeedState, str] | None:
        with self._claiming:
            if not self._claimed:
                # Feeds of the same hosts are free as soon as these are saved.
                self.save(now)
                token = secrets.token_hex(8)
                with writing(self._context.engine) as conn:
                    found = feeds.claim_due(
                        conn, now=now, lease=LEASE, limit=self._at_once, token=token
                    )
                failpoint("poll.claimed")
                self._claimed.extend((state, token) for state in found)
            return self._claimed.popleft() if self._claimed else None

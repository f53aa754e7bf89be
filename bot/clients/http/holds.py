"""Hosts that asked to be left alone, from the answer that says so on."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from bot.errors import FetchError, HeldError

# Hosts whose time is over are forgotten once there are so many.
MOST_REMEMBERED = 2_000
# No wish is longer than a week: one beyond is from a clock that ran ahead, and was set right since.
LONGEST = timedelta(days=8)


class Holds:
    """Until when no further request goes to a host; safe to share among threads.

    Over restarts it is the database that remembers. Here it is known before the host's turn is given on, so
    that a request which waits for its turn already is not sent either.
    """

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._guard = threading.Lock()

    def note(self, error: FetchError, *, now: datetime) -> None:
        """Take the wish of the host that answered; of two times the later holds."""
        if error.wish is None:
            return
        host, wait = error.wish
        until = now + wait
        with self._guard:
            if len(self._until) >= MOST_REMEMBERED:
                self._until = {one: at for one, at in self._until.items() if now < at}
            self._until[host] = max(until, self._until.get(host, until))

    def check(self, host: str, *, now: datetime) -> None:
        """Raise HeldError where the host is to be left alone at this time."""
        with self._guard:
            until = self._until.get(host)
            if until is not None and until > now + LONGEST:
                del self._until[host]
                return
        if until is not None and now < until:
            raise HeldError(host, until, now=now)

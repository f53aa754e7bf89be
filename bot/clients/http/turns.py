"""One request at a time to a host, and a pause between two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.errors import HeldError

# Hosts whose pause is over are forgotten once there are so many.
MOST_REMEMBERED = 2_000


class Turns:
    """Gives out a host's turns to threads; safe to share among them.

    `exempt` hosts are the user's own, and wait for nobody.
    """

    def __init__(
        self,
        *,
        spacing_s: float,
        exempt: frozenset[str],
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._spacing_s = spacing_s
        self._exempt = exempt
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, name: str, *, until: float, now: datetime) -> Iterator[None]:
        """Hold the host's turn for as long as the block runs.

        Raises HeldError where it does not come before `until`: the host may be asked again at once (`now`).
        """
        if name in self._exempt:
            yield
            return
        host = self._enter(name)
        busy = HeldError(name, now, now=now, why=f"{name} was busy with our other requests")
        try:
            if not host.lock.acquire(timeout=max(0.0, until - self._clock())):
                raise busy
            try:
                wait = host.free_at - self._clock()
                if wait > 0:
                    if self._clock() + wait > until:
                        raise busy
                    self._sleep(wait)
                try:
                    yield
                finally:
                    host.free_at = self._clock() + self._spacing_s
            finally:
                host.lock.release()
        finally:
            with self._guard:
                host.users -= 1

    def _enter(self, name: str) -> _Host:
        with self._guard:
            if len(self._hosts) > MOST_REMEMBERED:
                now = self._clock()
                self._hosts = {
                    key: host
                    for key, host in self._hosts.items()
                    if host.users or host.free_at > now
                }
            host = self._hosts.setdefault(name, _Host())
            host.users += 1
            return host


class _Host:
    """Whose turn it is, how many wait for one, and when the next may begin."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.users = 0
        self.free_at = float("-inf")

"""The time that a request has in all: a read timeout alone starts again with every byte."""

from __future__ import annotations

import math
import ssl
import threading
import typing
from collections.abc import Callable

import httpcore


class Deadline(threading.local):
    """When the request that this thread is making has to be over, by the clock of its maker."""

    until: float = math.inf

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def by(self, timeout: float | None) -> float:
        """When a step that begins now and has this timeout in all has to be over."""
        return math.inf if timeout is None else self._clock() + timeout

    def shorten(self, timeout: float | None, *, by: float = math.inf) -> float | None:
        """A timeout, cut to what is left, and left `by` then; raises httpcore.ReadTimeout where nothing is."""
        left = min(self.until, by) - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        if math.isinf(left):
            return timeout
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection that no dripping server can hold for longer than the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read within what is left of the time."""
        return self._inner.read(max_bytes, self._deadline.shorten(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within what is left of the time."""
        self._inner.write(buffer, self._deadline.shorten(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Shake hands within what is left of the time; `server_hostname` is the name that is verified."""
        secured = self._inner.start_tls(
            ssl_context, server_hostname, self._deadline.shorten(timeout)
        )
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        """What httpcore asks of a connection."""
        return self._inner.get_extra_info(info)

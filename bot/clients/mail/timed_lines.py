"""A server's answers line by line, each answer within its time."""

from __future__ import annotations

import math
import socket
import time


class TimedLines:
    """Lines of a server's answer, all of which has to come in time: a read's own timeout begins anew with every byte."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._rest = b""
        self._until = 0.0

    def begin(self) -> None:
        """An answer is waited for from now on, for as long as the socket waits for a read."""
        self._until = time.monotonic() + (self._sock.gettimeout() or math.inf)

    def readline(self, limit: int) -> bytes:
        """The next line, or as much of it as `limit` lets; what there is where the server hung up.

        Raises TimeoutError.
        """
        usual = self._sock.gettimeout()
        try:
            while b"\n" not in self._rest and len(self._rest) < limit:
                left = self._until - time.monotonic()
                if left <= 0:
                    raise TimeoutError("the answer did not come in time")
                self._sock.settimeout(left)
                more = self._sock.recv(limit)
                if not more:
                    break
                self._rest += more
        finally:
            self._sock.settimeout(usual)
        end = min(self._rest.find(b"\n") + 1 or len(self._rest), limit)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def close(self) -> None:
        """Nothing: the socket is closed by whoever opened it."""

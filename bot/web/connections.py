"""Connections that say nothing are closed: each takes a place, and a browser opens a new one in no time."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# A request's head is there within this, or within twice as long: it is looked at as often.
HEAD_S = 5.0
MOST = 512


class Impatient(H11Protocol):
    """HTTP as uvicorn speaks it, with a time within which the head of a request has to be there."""

    _waiting = False
    _look: asyncio.TimerHandle | None = None

    # uvicorn narrows the argument, and so does this.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look."""
        super().connection_made(transport)
        self._look = self.loop.call_later(HEAD_S, self._look_at)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _look_at(self) -> None:
        answered = self.cycle is None or self.cycle.response_complete
        waiting = answered and self.conn.their_state is h11.IDLE
        if waiting and self._waiting:
            self.transport.close()
            return
        self._waiting = waiting
        self._look = self.loop.call_later(HEAD_S, self._look_at)

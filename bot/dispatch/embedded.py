"""The embedded workers: threads of one process that look for what is due and do it.

Each worker claims one thing at a time under a lease, so any number of them, or a crash between any two
lines, neither loses nor doubles a thing: correctness rests on the database, not on these threads.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from structlog.typing import FilteringBoundLogger

from bot.dispatch import clock
from bot.errors import BotError

CLEAN_STOP = timedelta(seconds=8)  # within the ten seconds that `docker stop` grants
REST_AFTER_FAULT = timedelta(seconds=5)
# A tick that does come must not find its work done a moment ago.
PAST_THE_TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of work: `step` does one thing that is due and says whether there was one.

    `wakes` names the kinds for which it may have made work; `every` is how often the clock looks. `at_end` is
    called when a worker stops, to finish what was begun.
    """

    name: str
    step: Callable[[datetime], bool]
    threads: int
    every: timedelta
    wakes: tuple[str, ...] = ()
    at_end: Callable[[datetime], object] | None = None


class Workers:
    """Runs kinds of work until it is told to stop."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        log: FilteringBoundLogger,
        *,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._kinds = kinds
        self._log = log
        self._now = now or clock.now
        self._stop = threading.Event()
        self._awake = {kind.name: threading.Event() for kind in kinds}
        self._threads: list[threading.Thread] = []

    @property
    def ended(self) -> bool:
        """Whether every worker has come to its end."""
        return not any(thread.is_alive() for thread in self._threads)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Work until the block is left; then stop after what is being done, within the time for it."""
        for kind in self._kinds:
            for number in range(kind.threads):
                # Daemons: a worker that hangs in a vendor's code must not keep the process alive.
                thread = threading.Thread(
                    target=self._work, args=(kind,), name=f"{kind.name}-{number}", daemon=True
                )
                thread.start()
                self._threads.append(thread)
        ticks = {kind.name: (kind.every, self._awake[kind.name].set) for kind in self._kinds}
        try:
            with clock.ticking(ticks):
                yield
        finally:
            self._stop.set()
            for awake in self._awake.values():
                awake.set()
            until = time.monotonic() + CLEAN_STOP.total_seconds()
            for thread in self._threads:
                thread.join(max(0.0, until - time.monotonic()))

    def _work(self, kind: Kind) -> None:
        awake = self._awake[kind.name]
        while not self._stop.is_set():
            awake.clear()
            while not self._stop.is_set() and self._step(kind):
                for name in kind.wakes:
                    self._awake[name].set()
            # The clock on the wall may be set back, and no tick comes until it is there again.
            awake.wait((kind.every + PAST_THE_TICK).total_seconds())
        if kind.at_end is not None:
            kind.at_end(self._now())

    def _step(self, kind: Kind) -> bool:
        try:
            return kind.step(self._now())
        except BotError as error:
            self._log.error("work failed", work=kind.name, reason=error.reason)
        except Exception:  # noqa: BLE001  (the one place: a fault of ours must not end the bot)
            self._log.exception("work failed, and this is a fault of the bot", work=kind.name)
        self._stop.wait(REST_AFTER_FAULT.total_seconds())
        return False

"""Parsing where it can be killed: in processes of its own, kept warm, with a limit of time and of memory.

No parser is trusted to come back (feedparser 263 froze a bot for ever), and a thread cannot be stopped. So a
nursery process loads the parsers once and forks a worker for whoever asks; the kernel ends a worker that
takes too long, and the next one takes milliseconds.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from bot.clients.parsers.frames import receive, send
from bot.errors import ParseError

P = ParamSpec("P")
T = TypeVar("T")

CPU_S = 3.0
# Other work on a small machine may hold a parser up: only processor time is the document's own fault.
WALL_S = 20.0
MEMORY_BYTES = 100_000_000
# A worker that does not even come to its end by itself (a stopped machine) is left behind after so much more.
GRACE_S = 5.0
MOST_IDLE = 6
# More at once only take the processor from each other, and each may take its whole memory.
MOST_AT_ONCE = 6


class Parsers:
    """Runs functions over documents in other processes; safe to share among threads.

    `warm_up` are the functions that will be asked for: what they need is loaded once. Nothing is started
    before the first of them is. There are never more workers than MOST_AT_ONCE. `longer` are functions that may
    take more time, with their limits of processor time and of time in seconds.
    """

    def __init__(
        self,
        warm_up: Sequence[Callable[..., Any]] = (),
        *,
        cpu_s: float = CPU_S,
        wall_s: float = WALL_S,
        memory_bytes: int = MEMORY_BYTES,
        longer: Mapping[Callable[..., Any], tuple[float, float]] | None = None,
    ) -> None:
        self._warm_up = tuple(warm_up)
        self._limits = (cpu_s, wall_s, memory_bytes)
        self._longer = dict(longer or {})
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._guard = threading.Lock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._idle: list[socket.socket] = []

    def run(self, parse: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `parse` returns for these arguments, or raises; all of them as pickle takes them.

        Raises ParseError, saying which, where it takes more time or memory than a document may, or takes
        the process down with it.
        """
        with self._places:
            return self._run(parse, args, kwargs)

    def _run(self, parse: Callable[P, T], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> T:
        cpu_s, wall_s = self._longer.get(parse, self._limits[:2])
        job = ((cpu_s, wall_s, self._limits[2]), parse, args, dict(kwargs))
        begun = time.monotonic()
        for last in (False, True):
            worker = self._worker(fresh=last)
            worker.settimeout(wall_s + GRACE_S)
            try:
                send(worker, job)
                result, error, again = receive(worker)
            except (OSError, EOFError) as gone:
                worker.close()
                self._refuse_slow(time.monotonic() - begun, min(cpu_s, wall_s), gone)
                if last:
                    raise ParseError("makes the parser fall over") from gone
                # It may have died while nobody used it, and all that are idle with it (killed for want of memory):
                # the second is a new one. A document that kills gets no third.
                continue
            self._give_back(worker, again=again)
            if error is not None:
                raise error
            # The worker ran this very function.
            return result  # type: ignore[no-any-return]
        raise AssertionError("unreachable: the second worker answers or raises")

    def close(self) -> None:
        """End every process; a later run starts them anew."""
        with self._guard:
            idle, self._idle = self._idle, []
            for worker in idle:
                worker.close()
            self._end_nursery()

    def _refuse_slow(self, took: float, limit: float, gone: Exception) -> None:
        if isinstance(gone, TimeoutError) or took >= limit:
            raise ParseError(
                "takes longer to parse than any feed or page does, and was given up", temporary=True
            ) from gone

    def _worker(self, *, fresh: bool) -> socket.socket:
        with self._guard:
            if self._idle and not fresh:
                return self._idle.pop()
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    self._hand_over(theirs)
                except OSError:
                    # The nursery is gone: killed by hand, or for want of memory.
                    self._end_nursery()
                    try:
                        self._hand_over(theirs)
                    except OSError as error:
                        ours.close()
                        raise ParseError(
                            "could not be parsed: no process could be started for it",
                            temporary=True,
                        ) from error
            return ours

    def _hand_over(self, wire: socket.socket) -> None:
        if self._control is None:
            self._start_nursery()
        if self._control is not None:
            socket.send_fds(self._control, [b"w"], [wire.fileno()])

    def _start_nursery(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "bot.clients.parsers.nursery", str(theirs.fileno())]
            self._nursery = subprocess.Popen(  # noqa: S603  (a fixed command of ours)
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # No secret of ours is where hostile documents are taken apart.
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            )
        self._control = ours
        atexit.register(self.close)
        send(ours, self._warm_up)

    def _end_nursery(self) -> None:
        if self._control is not None:
            # It ends when nobody holds the other end of its line.
            self._control.close()
            self._control = None
        if self._nursery is not None:
            atexit.unregister(self.close)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._nursery.wait(GRACE_S)
            if self._nursery.returncode is None:
                self._nursery.kill()
                self._nursery.wait()
            self._nursery = None

    def _give_back(self, worker: socket.socket, *, again: bool) -> None:
        with self._guard:
            if again and len(self._idle) < MOST_IDLE and self._control is not None:
                self._idle.append(worker)
                return
        worker.close()

"""The process that the parsers come from: loads what they need once, and forks one for each line it is handed.

It has no threads, so that forking is safe, which in the bot itself it would not be.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from bot.clients.parsers.frames import packed, receive, send
from bot.errors import BotError, ParseError

# Who grew by so much for one document is replaced, before what it keeps spoils the next one's limit.
GROWN_BYTES = 32_000_000
_SIZE = Path("/proc/self/statm")


def main(line: int) -> None:
    """Serve the bot at the other end of `line` (a file descriptor) until it hangs up."""
    # Ctrl-C and a service manager's stop reach the whole group: the bot ends its parsers when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # Nobody asks how a worker ended: the kernel need not keep it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=line) as control:
        receive(control)
        gc.collect()
        gc.freeze()
        while True:
            _, handed, _, _ = socket.recv_fds(control, 1, 1)
            if not handed:
                return
            # Too many processes on the machine: the bot finds the line closed, and says so.
            with socket.socket(fileno=handed[0]) as wire, contextlib.suppress(OSError):
                if os.fork() == 0:
                    control.close()
                    _serve(wire)


def _serve(wire: socket.socket) -> None:
    """Work for one end of a line until it hangs up; never returns."""
    try:
        size = _size()
        while _answer(wire, size):
            pass
    finally:
        # Whatever happened: a worker must never come back as a second nursery.
        os._exit(0)


def _answer(wire: socket.socket, size: int | None) -> bool:
    """Do one job; whether this process is fit for another."""
    result: Any = None
    error: Exception | None = None
    try:
        result = _run(packed(wire), size)
    except EOFError:
        return False
    except MemoryError:
        error = ParseError("needs more memory than any feed or page does")
    except BotError as told:
        error = told
    except Exception as fault:  # noqa: BLE001  (a fault of ours is raised where the bot can log it)
        error = _portable(fault)
    _limit_time(0, 0)
    _limit_memory(None)
    again = size is None or (_size() or size) < size + GROWN_BYTES
    send(wire, (result, error, again))
    return again


def _run(job: bytearray, size: int | None) -> Any:
    (cpu_s, wall_s, memory_bytes), parse, args, kwargs = pickle.loads(job)  # noqa: S301  (see frames)
    _limit_memory(None if size is None else size + memory_bytes)
    _limit_time(cpu_s, wall_s)
    return parse(*args, **kwargs)


def _limit_memory(most: int | None) -> None:
    """Bound this process's address space; None takes the bound away again."""
    # The machine's own limit, if it has one, is the hard one: it cannot be passed, and is kept.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if most is None or (hard != resource.RLIM_INFINITY and most > hard):
        most = hard
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _limit_time(cpu_s: float, wall_s: float) -> None:
    # Nobody handles these signals, so the kernel itself ends the process, whatever it is busy with.
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    signal.setitimer(signal.ITIMER_REAL, wall_s)


def _size() -> int | None:
    """The bytes of address space in use; None where the system does not tell (then only time is limited)."""
    try:
        return int(_SIZE.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return None


def _portable(fault: Exception) -> Exception:
    fault.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301  (our own, a moment ago)
    except Exception:  # noqa: BLE001  (an error that cannot be sent is told in words)
        return RuntimeError("".join(traceback.format_exception(fault)))
    return fault


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The process that bots are forked from: it has loaded all that they load, and has no threads.

Reading feeds.yaml and the seeds takes longer than a round; both are read once for each content.
"""

from __future__ import annotations

import gc
import os
import signal
import ssl
import sys
import time
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

import typer.main

from bot import app
from bot.cli import app as command_line
from bot.cli import options
from bot.jobs import add_seed
from bot.model.topics import Topic
from bot.steps.match import Matcher
from bot.storage import upgrade
from bot.storage.engine import open_database
from faults import victim
from faults.orders import Ended, Order

LONGEST_S = 60.0
GET_COMMAND = typer.main.get_command


def main(line: int) -> None:
    """Take orders at `line` (a file descriptor) until the other end hangs up."""
    _warm()
    with Connection(line) as wire:
        while True:
            try:
                what, given = wire.recv()
            except EOFError:
                return
            wire.send(_COMMANDS[what](given))


def _warm() -> None:
    load = cache(lambda path, _content: options_load(path))
    options_load = options.load_watchlist
    options.load_watchlist = lambda path: load(path, path.read_bytes())  # type: ignore[assignment]
    read_records = cache(add_seed.read_records)
    add_seed.read_records = read_records
    rates = app.EcbRates()
    ssl.create_default_context = cache(ssl.create_default_context)
    scripts = upgrade.ScriptDirectory.from_config(upgrade.config())
    scripts.get_current_head()
    upgrade.ScriptDirectory = SimpleNamespace(from_config=lambda _config: scripts)  # type: ignore[assignment, misc]
    app.EcbRates = lambda: rates  # type: ignore[assignment, misc]
    matchers: dict[int, Matcher] = {}

    def matcher(topics: tuple[Topic, ...]) -> Matcher:
        # By identity: the watchlist of one content is one object here.
        if id(topics) not in matchers:
            matchers[id(topics)] = Matcher(topics)
        return matchers[id(topics)]

    app.Matcher = matcher  # type: ignore[assignment, misc]
    ssl.create_default_context = cache(ssl.create_default_context)
    scripts = upgrade.ScriptDirectory.from_config(upgrade.config())
    scripts.get_current_head()
    upgrade.ScriptDirectory = SimpleNamespace(from_config=lambda _config: scripts)  # type: ignore[assignment, misc]
    app.EcbRates = lambda: rates  # type: ignore[assignment, misc]
    matchers: dict[int, Matcher] = {}
    # By identity: the watchlist of one content is one object here.
    app.Matcher = lambda topics: matchers.setdefault(id(topics), Matcher(topics))  # type: ignore[assignment, misc]
    open_database(app.IN_MEMORY).dispose()
    parsers = app.parsers()
    # A nursery for all of them, and no worker yet: one that two bots shared would answer the wrong one.
    parsers._start_nursery()  # noqa: SLF001


def _load(feeds_file: Path) -> None:
    """Read a feeds.yaml and its seeds here, for all the bots to come."""
    typer.main.get_command = cache(GET_COMMAND)
    typer.main.get_command(command_line)
    victim.warm(feeds_file)
    gc.collect()
    gc.freeze()


def _start(order: Order) -> int:
    child = os.fork()
    if child == 0:
        victim.be(order)
    return child


def _wait(child: int) -> Ended:
    """Wait until a bot ends, or stops; one that does neither is killed and said to hang."""
    until = time.monotonic() + LONGEST_S
    pause = 0.001
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
        if found and os.WIFSTOPPED(status):
            return Ended(pid=child, status=0, stopped=True)
        if found:
            return Ended(pid=child, status=os.waitstatus_to_exitcode(status))
        time.sleep(pause)
        pause = min(pause * 1.5, 0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return Ended(pid=child, status=-signal.SIGKILL, hung=True)


def _go_on(child: int) -> None:
    os.kill(child, signal.SIGCONT)


_COMMANDS: dict[str, Callable[..., object]] = {
    "load": _load,
    "start": _start,
    "wait": _wait,
    "go on": _go_on,
}

if __name__ == "__main__":
    main(int(sys.argv[1]))

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
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import resvg_py
import typer.main
from sqlalchemy import Engine

from bot import app
from bot.cli import options
from bot.jobs import add_seed, reading
from bot.model.figures import Figure
from bot.model.topics import Topic
from bot.steps.figures.assign import Draft
from bot.steps.match import Matcher
from bot.storage import engine, postgres, upgrade
from faults import victim
from faults.orders import Ended, Order

LONGEST_S = 60.0


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

    typer.main.get_command = cache(typer.main.get_command)
    # What a round says in colours is read by nobody here, and takes a tenth of its time.
    options.out.print = lambda *said, **_looks: print(*said)  # type: ignore[method-assign]
    app.Matcher = matcher  # type: ignore[assignment, misc]
    engine.create_engine = _alike(engine.create_engine)
    postgres.create_engine = _alike(postgres.create_engine)  # type: ignore[attr-defined]
    reading.draft_figures = _remembered(reading.draft_figures)
    resvg_py.svg_to_bytes = cache(resvg_py.svg_to_bytes)
    parsers = app.parsers()
    # A nursery for all of them, and no worker yet: one that two bots shared would answer the wrong one.
    parsers._start_nursery()  # noqa: SLF001


def _alike(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """Engines that share what SQLAlchemy compiled: else each bot spends a fifth of its life on it."""
    # Whoever connects otherwise has a dialect of its own.
    made: dict[tuple[str, object], Engine] = {}

    def create(*args: Any, **more: Any) -> Engine:
        this = make(*args, **more)
        first = made.setdefault((this.dialect.name, more.get("isolation_level")), this)
        this._compiled_cache = first._compiled_cache  # noqa: SLF001  (it has no public place)
        this.dialect = this.pool._dialect = first.dialect  # noqa: SLF001  (nor has this)
        return this

    return create


def _remembered(file: Callable[..., Draft]) -> Callable[..., Draft]:
    """What the words of a text say of its figures: it is not what is tried here, and always the same."""
    known: dict[tuple[str, str, str], Draft] = {}

    def filed(figures: Sequence[Figure], **of: Any) -> Draft:
        key = (of["title"], of["text"], of["topic"].id)
        if key not in known:
            known[key] = file(figures, **of)
        return known[key]

    return filed


def _load(feeds_file: Path) -> None:
    """Read a feeds.yaml and its seeds here, for all the bots to come."""
    if not victim.PAGES:
        victim.warm(feeds_file)
    watchlist = options.load_watchlist(feeds_file)
    add_seed.read_records(watchlist.seeds)
    app.Matcher(watchlist.topics)
    gc.collect()
    gc.freeze()


def _rehearse(order: Order) -> None:
    """Be a bot here: the first of everything takes long."""
    victim.rehearse(order)


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


def _look(child: int) -> Ended | None:
    """How a bot ended, or that it stopped; None where it is at work."""
    found, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
    if not found:
        return None
    if os.WIFSTOPPED(status):
        return Ended(pid=child, status=0, stopped=True)
    return Ended(pid=child, status=os.waitstatus_to_exitcode(status))


def _signal(given: tuple[int, int]) -> None:
    os.kill(*given)


_COMMANDS: dict[str, Callable[..., object]] = {
    "load": _load,
    "rehearse": _rehearse,
    "start": _start,
    "wait": _wait,
    "look": _look,
    "signal": _signal,
}

if __name__ == "__main__":
    main(int(sys.argv[1]))

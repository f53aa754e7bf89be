"""A bot that is one of several machines: by the harness's time, at its word, and with rests as short as loopback's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from bot.dispatch import clock, cluster, embedded, readings, turns, work
from bot.storage import postgres
from faults.orders import Machine
from faults.shared import Shared

LOOK_S = 0.004
# All that a worker waits for, as much shorter as loopback is quicker than the world.
REST = timedelta(seconds=0.1)
PATIENCE_S = 0.3
START_WAIT_S = 0.01
# What the server waits for before it ends a transaction in which nothing happens.
IDLE = "700ms"
# A small machine: how many threads look beside each other is not what is tried, and each costs a look.
READERS, POLLERS = 4, 2


def join(machine: Machine, *, moment: datetime) -> None:
    """Make this process that machine, whose server's clock stood at `moment` when the case began."""
    shared = Shared(machine.shared)
    ahead = timedelta(seconds=machine.ahead_s)

    def servers_time() -> datetime:
        return moment + timedelta(seconds=shared.passed_s())

    asked = postgres.clock_lag

    def lag(engine: Engine, *, clock: Callable[[], datetime]) -> timedelta:
        # Asked as ever; only what the server's clock shows is put forward or back, as much for all machines.
        shown = servers_time() - datetime.now(UTC)  # noqa: TID251  (the server's clock is this machine's)
        return asked(engine, clock=clock) + shown

    clock.now = lambda: servers_time() + ahead
    clock.ticking = _at_the_harness_word(shared, machine.number)  # type: ignore[assignment]
    postgres.clock_lag = lag
    options = postgres._OPTIONS | {"idle_in_transaction_session_timeout": IDLE}  # noqa: SLF001  (a timeout that no setting has)
    said = " ".join(f"-c {name}={value}" for name, value in options.items())
    postgres._CONNECTING["options"] = said  # noqa: SLF001  (nor have these)
    embedded.REST_AFTER_FAULT = REST
    turns.PATIENCE_S = readings.PATIENCE_S = PATIENCE_S
    cluster.START_WAIT_S = START_WAIT_S
    work.READERS, work.POLLERS = READERS, POLLERS
    _count_steps(shared, machine.number)


def _at_the_harness_word(shared: Shared, number: int) -> Callable[..., Any]:
    @contextmanager
    def ticking(ticks: Mapping[str, tuple[timedelta, Callable[[], None]]]) -> Iterator[None]:
        stopped = threading.Event()

        def listen() -> None:
            heard = -1.0
            while not stopped.wait(LOOK_S):
                if (told := shared.told(number)) != heard:
                    heard = told
                    for _every, wake in ticks.values():
                        wake()
                    # Whoever is woken has begun by the time that this is said, or begins within a moment.
                    stopped.wait(LOOK_S)
                    shared.see(number, heard)

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            yield
        finally:
            stopped.set()
            listener.join()

    return ticking


def _count_steps(shared: Shared, number: int) -> None:
    """Let the harness know how many steps are being taken; none is before it has said so."""
    step, guard = embedded.Workers._step, threading.Lock()  # noqa: SLF001  (the one step that all kinds share)
    busy = 0

    def add(count: int) -> None:
        nonlocal busy
        with guard:
            busy += count
            shared.set_busy(number, busy)

    def counted(workers: embedded.Workers, kind: embedded.Kind) -> bool:
        add(1)
        try:
            while not shared.told(number):
                time.sleep(LOOK_S)
            return step(workers, kind)
        finally:
            add(-1)

    embedded.Workers._step = counted  # type: ignore[method-assign]  # noqa: SLF001

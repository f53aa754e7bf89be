"""The embedded workers: they find what is due, survive a fault, and stop when they are told to."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
import structlog

from bot.dispatch import clock, embedded
from bot.dispatch.embedded import Kind, Workers
from bot.errors import StorageError

SOON = timedelta(milliseconds=20)
LONG_ENOUGH_S = 10


def run_until(done: threading.Event, *kinds: Kind) -> tuple[bool, bool]:
    """Work until `done` is set; whether it was, and whether every worker ended."""
    workers = Workers(kinds, structlog.get_logger())
    with workers.working():
        reached = done.wait(LONG_ENOUGH_S)
    return reached, workers.ended


def test_work_that_is_due_is_done_to_the_end_at_one_wake() -> None:
    """A backlog must not wait a tick for each of its items."""
    left = [3]
    empty = threading.Event()

    def step(_now: datetime) -> bool:
        if left[0] == 0:
            empty.set()
            return False
        left[0] -= 1
        return True

    kind = Kind(name="read", step=step, threads=1, every=timedelta(hours=1))

    assert run_until(empty, kind) == (True, True)
    assert left == [0]


def test_a_clock_that_is_set_back_stops_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """No tick comes until the clock on the wall is where it was, which may take hours."""
    monkeypatch.setattr(clock, "ticking", lambda _ticks: nullcontext())
    monkeypatch.setattr(embedded, "PAST_THE_TICK", timedelta(0))
    looks = iter(range(3))
    again = threading.Event()

    def step(_now: datetime) -> bool:
        if next(looks, None) is None:
            again.set()
        return False

    assert run_until(again, Kind(name="send", step=step, threads=1, every=SOON)) == (True, True)


def test_one_kind_of_work_wakes_the_next() -> None:
    """An alert leaves as soon as it is found, not at the sender's next tick."""
    looked: list[str] = []
    sent = threading.Event()
    found = [True]

    def read(_now: datetime) -> bool:
        return found.pop() if found and looked else False

    def send(_now: datetime) -> bool:
        looked.append("send")
        if not found:
            sent.set()
        return False

    reading = Kind(name="read", step=read, threads=1, every=SOON, wakes=("send",))
    sending = Kind(name="send", step=send, threads=1, every=timedelta(hours=1))

    assert run_until(sent, reading, sending) == (True, True)


def test_a_fault_in_one_kind_of_work_leaves_the_others_running() -> None:
    """One bad feed, or a fault of ours, must harm nothing but itself."""
    others = threading.Event()

    def broken(_now: datetime) -> bool:
        raise StorageError("the disk is full")

    def well(_now: datetime) -> bool:
        others.set()
        return False

    assert run_until(
        others,
        Kind(name="poll", step=broken, threads=1, every=SOON),
        Kind(name="send", step=well, threads=1, every=SOON),
    ) == (True, True)

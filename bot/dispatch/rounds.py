"""One full round: every feed polled, every due article read, everything that is due delivered."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.dispatch import clock, work
from bot.dispatch.polls import Polls
from bot.dispatch.readings import Readings
from bot.dispatch.turns import READERS
from bot.jobs.context import Context
from bot.jobs.poll_feed import PollOutcome
from bot.jobs.tell_health import tell_health
from bot.model.alerts import ReceiverKind
from bot.storage import feeds
from bot.storage.engine import reading, writing

Progress = Callable[[str, str], None]


@dataclass(slots=True)
class Round:
    """What one round did, counted."""

    feeds_polled: int = 0
    feeds_left_out: int = 0
    feeds_failed: list[tuple[str, str]] = field(default_factory=list)
    entries_new: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    delivered: int = 0
    waiting: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def count(self, outcome: PollOutcome) -> None:
        """Count what a poll brought; a feed whose host is left alone was not polled."""
        if outcome.held:
            return
        self.feeds_polled += 1
        self.entries_new += outcome.new_entries
        if outcome.error is not None:
            self.feeds_failed.append((outcome.feed_id, outcome.error))


def one_round(context: Context, *, progress: Progress = lambda _stage, _what: None) -> Round:
    """Do all of it once, and come back; what fails is counted, and left for the next round."""
    done = Round()
    work.start(context, now=clock.now())
    with writing(context.engine) as conn:
        done.feeds_left_out = feeds.hasten(conn, now=clock.now())
    guard = threading.Lock()
    polls, readings = Polls(context), Readings(context)

    def poll(now: datetime) -> bool:
        polled = polls.one(now)
        if polled is None:
            return False
        outcome = polled[1]
        with guard:
            done.count(outcome)
            progress("polled", outcome.feed_id)
        return True

    def read(now: datetime) -> bool:
        outcome = readings.one(now, last_chance=True)
        if outcome is None:
            return False
        with guard:
            if outcome.reading is not None:
                done.decisions[outcome.reading.triage.code] += 1
            progress("read", outcome.title)
        return True

    def deliver(kind: ReceiverKind, now: datetime) -> bool:
        outcome = work.send_one(context, now, kind)
        if outcome is None:
            return False
        if outcome.state == "sent":
            done.delivered += 1
        else:
            done.waiting.append(outcome.words)
        progress("delivered", outcome.words)
        return True

    _exhaust(poll, work.POLLERS)
    polls.save(clock.now())
    done.held.extend(_held(context))
    tell_health(context, now=clock.now())
    _exhaust(read, READERS)
    _exhaust(lambda now: work.ask_one_again(context, now) is not None, 1)
    work.put_digests(context, clock.now())
    for kind in work.SENT_TO:
        _exhaust(partial(deliver, kind), 1)
    _exhaust(lambda now: work.tend_one(context, now) is not None, 1)
    work.clean_up(context, now=clock.now())
    work.finish(context, now=clock.now())
    return done


def _held(context: Context) -> Iterator[str]:
    """A line for each host that asked to be left alone and has feeds of ours."""
    now = clock.now()
    with reading(context.engine) as conn:
        held = feeds.held_hosts(conn, now)
        kept = Counter(feeds.host_of(state.url) for state in feeds.states(conn))
    for host, until in sorted(held.items()):
        if kept[host]:
            yield (
                f"{host} asked to be left alone until {until:%Y-%m-%d %H:%M UTC}; its feeds "
                f"({kept[host]}) are asked again after that"
            )


def _exhaust(step: Callable[[datetime], bool], threads: int) -> None:
    def until_none_is_due() -> None:
        while step(clock.now()):
            pass

    with ThreadPoolExecutor(threads) as pool:
        for future in [pool.submit(until_none_is_due) for _ in range(threads)]:
            future.result()

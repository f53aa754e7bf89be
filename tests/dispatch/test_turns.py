"""Whose turn it is to be read, and in which order what was read is settled."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.dispatch.turns import BUDGET_S, PATIENCE_S, READERS, RESERVED, Turns
from bot.errors import StorageError
from bot.model.feeds import Entry, Feed
from bot.storage import entries, feeds
from bot.storage.engine import open_database, writing
from bot.storage.entries import QueuedEntry, Wanted

NOW = datetime(2026, 7, 2, 9, tzinfo=UTC)
LEASE = timedelta(minutes=6)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


def item(number: int, *, feed: str = "daily", minutes_ago: int = 5) -> QueuedEntry:
    """An item that was claimed."""
    entry = Entry(
        feed_id=feed,
        guid=f"{feed}-{number}",
        url=f"https://{feed}.example/{number}",
        title="Halvik",
        summary="",
        published=NOW - timedelta(minutes=minutes_ago),
        dated=True,
    )
    return QueuedEntry(id=number, entry=entry, attempts=0, baseline=False, first_seen_at=NOW)


def read(turns: Turns, clock: Clock, feed: str, seconds: float, number: int) -> None:
    """Read one item of a feed, in so many seconds."""
    turns.begin(item(number, feed=feed), reserved=False)
    clock.now += seconds
    turns.end(number)


def test_what_was_published_first_is_settled_first() -> None:
    """The report that repeats another must find it in the ledger, however the two pages came."""
    turns, order = Turns(), list[int]()
    for number, minutes in ((1, 30), (2, 20), (3, 10)):
        turns.begin(item(number, feed=f"f{number}", minutes_ago=minutes), reserved=False)

    def settle(number: int) -> None:
        turns.wait(number)
        order.append(number)
        turns.end(number)

    threads = [threading.Thread(target=settle, args=(number,)) for number in (3, 2)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    assert order == []
    settle(1)
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == [1, 2, 3]


def test_nobody_waits_for_a_feed_that_was_slow_the_last_time() -> None:
    """Five backdated items on a host that drips delayed every alert by minutes."""
    clock = Clock()
    turns = Turns(clock=clock)
    read(turns, clock, "drip", PATIENCE_S + 1, 1)
    turns.begin(item(2, feed="drip", minutes_ago=90), reserved=False)
    turns.begin(item(3), reserved=False)
    began = time.monotonic()
    turns.wait(3)
    assert time.monotonic() - began < 5


def test_a_first_drip_is_waited_for_no_longer_than_patience_lasts() -> None:
    """Who was never slow is waited for, but not for as long as a host may take."""
    clock = Clock()
    turns = Turns(clock=clock)
    turns.begin(item(1, feed="drip", minutes_ago=90), reserved=False)
    turns.begin(item(2), reserved=False)
    clock.now = PATIENCE_S
    began = time.monotonic()
    turns.wait(2)
    assert time.monotonic() - began < 5


def test_a_slow_feed_is_read_one_item_at_a_time_and_its_items_are_no_news() -> None:
    """It takes one reader of many, and never the place of another feed's news."""
    clock = Clock()
    turns = Turns(clock=clock)
    read(turns, clock, "drip", PATIENCE_S + 1, 1)
    assert turns.wanted().late == {"drip"}
    turns.begin(item(2, feed="drip"), reserved=False)
    assert turns.wanted().full == {"drip"}


def test_a_feed_that_used_up_its_time_comes_after_the_others() -> None:
    """A thousand quick pages take as much of everybody's time as a few slow ones."""
    clock = Clock()
    turns = Turns(clock=clock)
    for number in range(int(BUDGET_S) + 1):
        read(turns, clock, "many", 1.0, number)
    assert turns.wanted().late == {"many"}
    clock.now += 3600
    assert turns.wanted().late == frozenset()


def test_some_readers_are_kept_for_news_of_quick_feeds() -> None:
    """Fifty hosts that drip for the first time take all that they can get at once."""
    clock = Clock()
    turns = Turns(clock=clock)
    read(turns, clock, "daily", 0.2, 1)
    for number in range(2, 2 + READERS - RESERVED):
        turns.begin(item(number, feed=f"drip{number}"), reserved=False)
    wanted = turns.wanted()
    assert wanted.only == {"daily"}


def test_nothing_is_settled_before_an_earlier_item_that_the_database_refused() -> None:
    """A full disk delays a report; a later one that came before it would be told as news of its own."""
    turns = Turns()
    earlier, later = item(1, minutes_ago=9), item(2, minutes_ago=3)
    turns.begin(earlier, reserved=False)
    turns.begin(later, reserved=False)
    turns.refused(earlier.id)
    assert turns.stopped()
    turns.end(earlier.id)
    with pytest.raises(StorageError):
        turns.wait(later.id)
    turns.given_back(earlier.id)
    assert not turns.stopped()
    turns.begin(earlier, reserved=False)
    turns.wait(earlier.id)
    turns.end(earlier.id)
    turns.wait(later.id)


@pytest.fixture
def queue():
    """A queue of two feeds: one with a backlog of 5,000, and one with a new item."""
    database = open_database("sqlite://")
    daily, old = (Feed(id=one, url=f"https://{one}.example", name=one) for one in ("daily", "old"))
    backlog = [item(number, feed="old").entry for number in range(5000)]
    backlog = [
        replace(one, published=NOW - timedelta(days=3, minutes=n)) for n, one in enumerate(backlog)
    ]
    with writing(database) as conn:
        feeds.declare(conn, [daily, old], now=NOW)
        for feed, held in ((old, backlog), (daily, [item(9999).entry])):
            entries.add_new_entries(
                conn,
                feed,
                held,
                now=NOW,
                matched={one.guid: "a name" for one in held},
                tell_since=NOW - timedelta(days=9),
            )
    yield database
    database.dispose()


def claim(database: Engine, wanted: Wanted) -> str | None:
    """The guid of what is taken next."""
    with writing(database) as conn:
        taken = entries.claim_due(conn, now=NOW, lease=LEASE, token="t", wanted=wanted)
    return taken.entry.guid if taken else None


def test_news_does_not_wait_behind_a_backlog(queue: Engine) -> None:
    """Breaking news stood behind five thousand old items, with nobody's ill will."""
    began = time.monotonic()
    assert claim(queue, Wanted(free=24)) == "daily-9999"
    assert time.monotonic() - began < 5
    assert claim(queue, Wanted(free=24)) == "old-4999"


def test_only_news_of_known_feeds_is_taken_where_the_readers_are_busy(queue: Engine) -> None:
    """The places that are kept must stay free for them."""
    assert claim(queue, Wanted(only=frozenset({"old"}))) is None
    assert claim(queue, Wanted(only=frozenset({"daily"}))) == "daily-9999"


def test_a_feed_whose_places_are_taken_is_passed_over(queue: Engine) -> None:
    """One feed must not hold all readers."""
    assert claim(queue, Wanted(full=frozenset({"daily", "old"}))) is None
    assert claim(queue, Wanted(crowded=frozenset({"daily"}), free=24)) == "old-4999"


def test_what_can_all_be_read_at_once_is_taken_by_date_alone(queue: Engine) -> None:
    """A feed's third item must not be settled after what another feed published later."""
    assert claim(queue, Wanted(crowded=frozenset({"old"}), free=6000)) == "old-4999"

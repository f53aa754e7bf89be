"""Which feed is due, who holds it, and what survives a change of feeds.yaml."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.model.feeds import Feed, FeedState
from bot.storage import clocks, feeds
from bot.storage.engine import open_database, reading, release_leases, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
LEASE = timedelta(minutes=3)
HOUR = timedelta(hours=1)
ONE = Feed(id="one", url="https://one.example/feed", name="One")
TWO = Feed(id="two", url="https://two.example/feed", name="Two")


@pytest.fixture
def database(new_database):
    """An empty database that knows two feeds."""
    engine = open_database(new_database())
    with writing(engine) as conn:
        feeds.declare(conn, [ONE, TWO], now=NOW)
    yield engine
    engine.dispose()


def claim(database: Engine, *, at: datetime = NOW, token: str = "t", limit: int = 9) -> list[str]:  # noqa: S107  (a lease, made up)
    """The ids of the feeds that are claimed."""
    with writing(database) as conn:
        found = feeds.claim_due(conn, now=at, lease=LEASE, limit=limit, token=token)
    return [state.feed_id for state in found]


def learned(feed: Feed, **changes) -> FeedState:
    """What a poll may have learned of a feed."""
    return replace(
        FeedState(feed_id=feed.id, url=feed.url, etag='"1"', next_poll_at=NOW + LEASE), **changes
    )


def test_a_claimed_feed_is_nobody_elses_until_its_lease_runs_out(database: Engine):
    """Two workers must not fetch one feed at the same time, and a dead one must not hold it for ever."""
    assert claim(database) == ["one", "two"]
    assert claim(database) == []
    assert claim(database, at=NOW + LEASE) == ["one", "two"]


def test_who_lost_the_lease_writes_nothing(database: Engine):
    """A worker that was suspended for an hour must not overwrite what was learned since."""
    claim(database, token="slow")
    claim(database, at=NOW + LEASE, token="fast")
    late = NOW + LEASE + timedelta(seconds=1)
    with writing(database) as conn:
        assert not feeds.save_state(conn, learned(ONE, etag='"old"'), token="slow", now=late)
        assert feeds.save_state(conn, learned(ONE, etag='"new"'), token="fast", now=late)
        assert not feeds.save_state(conn, learned(ONE, etag='"again"'), token="fast", now=late)
        assert feeds.states(conn)[0].etag == '"new"'


def test_all_that_was_learned_comes_back(database: Engine):
    """A restart must ask with the same validators and wait for the same time."""
    claim(database)
    state = FeedState(
        feed_id="one",
        url="https://moved.example/feed",
        etag='W/"x"',
        last_modified="Mon, 13 Apr 2026 08:00:00 GMT",
        body_sha256="ab",
        next_poll_at=NOW + timedelta(minutes=7),
        last_polled_at=NOW,
        last_success_at=NOW,
        last_item_at=NOW - timedelta(hours=1),
        last_full_at=NOW - timedelta(days=1),
        gap=timedelta(minutes=40),
        failures=2,
        last_error="timed out",
        failing_since=NOW - timedelta(hours=2),
        moved_to="https://there.example/",
        moved_since=NOW - timedelta(days=2),
        gone=True,
        note="only its last 2,000 items were read",
    )
    with writing(database) as conn:
        assert feeds.save_state(conn, state, token="t", now=NOW)
    with reading(database) as conn:
        assert feeds.states(conn)[0] == state


def test_a_feed_keeps_what_was_learned_when_it_is_declared_again(database: Engine):
    """Every start declares all feeds; none may forget its validators by it."""
    claim(database)
    with writing(database) as conn:
        feeds.save_state(conn, learned(ONE), token="t", now=NOW)
        feeds.declare(conn, [replace(ONE, name="Uno"), TWO], now=NOW)
        assert feeds.states(conn)[0] == learned(ONE)


def test_a_feed_that_is_declared_elsewhere_starts_anew(database: Engine):
    """Validators and a 410 belong to an address; the feed's history stays."""
    claim(database)
    with writing(database) as conn:
        gone = learned(ONE, gone=True, failures=4, last_success_at=NOW, next_poll_at=None)
        feeds.save_state(conn, gone, token="t", now=NOW)
        feeds.declare(conn, [replace(ONE, url="https://new.example/rss"), TWO], now=NOW)
        state = feeds.states(conn)[0]
    assert (state.url, state.etag, state.gone) == ("https://new.example/rss", None, False)
    assert (state.failures, state.next_poll_at, state.last_success_at) == (0, NOW, NOW)


def test_what_was_told_of_another_address_is_not_told_of_the_new_one(database: Engine):
    """That it "is well again" before the new address was asked once would be a guess."""
    claim(database)
    with writing(database) as conn:
        before = learned(ONE, gap=HOUR, last_item_at=NOW, last_full_at=NOW)
        feeds.save_state(conn, before, token="t", now=NOW)
        feeds.note_told(conn, "one", "failing")
        feeds.declare(conn, [replace(ONE, url="https://new.example/rss"), TWO], now=NOW)
        state = feeds.states(conn)[0]
    assert (state.told, state.gap, state.last_item_at, state.last_full_at) == (None,) * 4


def test_a_feed_that_moved_for_good_stays_moved(database: Engine):
    """The declared address has not changed, so the learned one holds."""
    claim(database)
    with writing(database) as conn:
        moved = learned(ONE, url="https://moved.example/")
        feeds.save_state(conn, moved, token="t", now=NOW)
        feeds.declare(conn, [ONE, TWO], now=NOW)
        assert feeds.states(conn)[0].url == "https://moved.example/"


def test_what_is_not_declared_or_switched_off_is_left_alone_and_remembered(database: Engine):
    """A feed that is commented out for a day must not come back as a stranger."""
    claim(database)
    with writing(database) as conn:
        feeds.save_state(conn, learned(ONE, next_poll_at=NOW), token="t", now=NOW)
        feeds.declare(conn, [replace(TWO, enabled=False)], now=NOW)
        assert feeds.states(conn) == ()
    assert claim(database, at=NOW + LEASE) == []
    with writing(database) as conn:
        feeds.declare(conn, [ONE, TWO], now=NOW)
        assert feeds.states(conn)[0].etag == '"1"'


def test_the_longest_overdue_goes_first(database: Engine):
    """With more feeds than workers none may starve."""
    claim(database)
    with writing(database) as conn:
        feeds.save_state(conn, learned(ONE, next_poll_at=NOW + LEASE), token="t", now=NOW)
        feeds.save_state(conn, learned(TWO, next_poll_at=NOW), token="t", now=NOW)
    assert claim(database, at=NOW + LEASE, limit=1) == ["two"]
    assert claim(database, at=NOW + LEASE, limit=1) == ["one"]


def test_one_request_at_a_time_to_a_host(database: Engine):
    """Politeness is per host: twenty feeds of one site are one site."""
    with writing(database) as conn:
        feeds.declare(conn, [ONE, replace(TWO, url="https://one.example:8443/other")], now=NOW)
    assert claim(database) == ["one"]
    assert claim(database) == []
    with writing(database) as conn:
        feeds.save_state(conn, learned(ONE), token="t", now=NOW)
    assert claim(database) == ["two"]


def test_a_host_that_asked_to_be_left_alone_is(database: Engine):
    """Retry-After belongs to the host and survives a restart; a shorter one does not cut it."""
    until = NOW + timedelta(hours=2)
    with writing(database) as conn:
        feeds.hold_host(conn, "one.example", until, "429")
        feeds.hold_host(conn, "one.example", NOW + timedelta(minutes=1), "503")
        assert feeds.held_hosts(conn, NOW) == {"one.example": until}
        assert feeds.held_hosts(conn, until) == {}
    assert claim(database) == ["two"]
    assert claim(database, at=until) == ["one", "two"]


def test_a_full_round_leaves_out_what_was_polled_well_a_moment_ago(database: Engine):
    """`bot run --once` every minute would ask every minute what its publisher wants asked once a day."""
    minute = timedelta(minutes=1)
    claim(database)
    with writing(database) as conn:
        well = learned(ONE, last_success_at=NOW, next_poll_at=NOW + HOUR)
        feeds.save_state(conn, well, token="t", now=NOW)
        bad = learned(TWO, last_success_at=NOW, failures=1, next_poll_at=NOW + HOUR)
        feeds.save_state(conn, bad, token="t", now=NOW)
        assert feeds.hasten(conn, now=NOW + minute) == 1
    assert claim(database, at=NOW + minute) == ["two"]
    with writing(database) as conn:
        assert feeds.hasten(conn, now=NOW + 11 * minute) == 0
    assert set(claim(database, at=NOW + 11 * minute)) == {"one", "two"}


def test_a_clock_that_ran_ahead_silences_nobody_once_it_is_set_right(database: Engine):
    """A machine that starts in the wrong year puts everything off until then, and mends its clock a minute later."""
    claim(database)
    wrong = NOW + timedelta(days=3650)
    with writing(database) as conn:
        ahead = learned(ONE, next_poll_at=wrong, failing_since=wrong, last_item_at=wrong)
        feeds.save_state(conn, ahead, token="t", now=NOW)
        week = learned(TWO, next_poll_at=NOW + timedelta(days=7))
        feeds.save_state(conn, week, token="t", now=NOW)
        feeds.hold_host(conn, "one.example", wrong, "503")
        assert clocks.set_right(conn, now=NOW) == 4
        assert clocks.set_right(conn, now=NOW) == 0
        state = feeds.states(conn)[0]
    assert (state.failing_since, state.last_item_at) == (NOW, NOW)
    assert claim(database) == ["one"]


def test_a_full_round_makes_all_feeds_due_but_those_that_are_gone(database: Engine):
    """`bot run --once` polls everything; asking a 410 again would be rude."""
    claim(database)
    with writing(database) as conn:
        feeds.save_state(conn, learned(ONE, next_poll_at=NOW + LEASE * 9), token="t", now=NOW)
        feeds.save_state(
            conn, learned(TWO, gone=True, next_poll_at=NOW + LEASE * 9), token="t", now=NOW
        )
        feeds.hasten(conn, now=NOW)
    assert claim(database) == ["one"]


# On a server nobody takes back others' leases: tests/storage/test_postgres_store.py.
@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_a_restart_takes_back_the_leases_of_the_dead(database: Engine):
    """Otherwise every crash would cost the length of a lease."""
    claim(database)
    with writing(database) as conn:
        assert release_leases(conn) == 2
    assert claim(database) == ["one", "two"]


def test_a_feed_behind_hundreds_of_a_busy_host_is_found(database: Engine):
    """A publisher with a thousand feeds must not hold up the one feed of another."""
    crowd = [
        Feed(id=f"crowd-{number:03}", url=f"https://crowd.example/{number}", name="")
        for number in range(feeds.LOOKED_AT + 5)
    ]
    with writing(database) as conn:
        feeds.declare(conn, crowd, now=NOW)
        feeds.declare(
            conn, [*crowd, Feed(id="z", url="https://z.example/", name="")], now=NOW + HOUR
        )
    later = NOW + 2 * HOUR
    with writing(database) as conn:
        first, second, third = (
            feeds.claim_due(conn, now=later, lease=LEASE, limit=1, token=token) for token in "abc"
        )
    assert [one.feed_id for one in first] == ["crowd-000"]
    assert [one.feed_id for one in second] == ["z"]
    assert third == []

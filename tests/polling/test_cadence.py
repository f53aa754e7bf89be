"""When a feed is polled next: polite to publishers, and never so polite that a feed dies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import FetchError, ParseError
from bot.model.feeds import Entry, Feed, FeedState, Page, ParsedFeed
from bot.steps import cadence

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
URL = "https://paper.example/feed"
FEED = Feed(id="paper", url=URL, name="The Paper", interval=timedelta(minutes=30))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# A feed that has its place: polled before, and on time.
KNOWN = FeedState(
    feed_id="paper", url=URL, next_poll_at=NOW, last_polled_at=NOW - HOUR, last_full_at=NOW - HOUR
)


def page(status: int = 200, body: bytes = b"<rss/>", final: str = URL, **headers: str) -> Page:
    """An answer; header names take _ for -."""
    return Page(
        url=URL,
        final_url=final,
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body,
        fetched_at=NOW,
        permanent=final != URL,
    )


def document(*hours_ago: float, **hints: object) -> ParsedFeed:
    """A parsed feed whose items were published so many hours ago."""
    entries = tuple(
        Entry(
            feed_id="paper",
            guid=str(hours),
            url=None,
            title="t",
            summary="",
            published=NOW - timedelta(hours=hours),
            dated=True,
        )
        for hours in hours_ago
    )
    return ParsedFeed(title="T", language=None, entries=entries, **hints)


def after(
    answer: Page,
    parsed: ParsedFeed | None = None,
    state: FeedState = KNOWN,
    feed: Feed = FEED,
    chance: float = 0.0,
) -> FeedState:
    """The state after an answer."""
    return cadence.after_page(feed, state, answer, parsed, now=NOW, chance=chance)


def failed(
    error: FetchError | ParseError, state: FeedState = KNOWN, chance: float = 0.0
) -> FeedState:
    """The state after a failure."""
    return cadence.after_error(FEED, state, error, now=NOW, chance=chance)


def wait(state: FeedState) -> timedelta:
    """How long until the next poll."""
    assert state.next_poll_at is not None
    return state.next_poll_at - NOW


def test_validators_are_kept_from_an_answer_that_was_understood():
    """They are what makes the next poll cheap for the publisher."""
    state = after(page(etag='W/"1"', last_modified="yesterday"), document())
    assert (state.etag, state.last_modified) == ('W/"1"', "yesterday")


def test_validators_are_updated_on_304_and_stay_where_it_does_not_repeat_them():
    """RFC 9111: a 304 freshens what we have."""
    known = replace(KNOWN, etag='"1"', last_modified="monday", body_sha256="x")
    fresh = after(page(304, b"", etag='"2"'), state=known)
    assert (fresh.etag, fresh.last_modified, fresh.body_sha256) == ('"2"', "monday", "x")


def test_validators_are_updated_where_only_the_headers_changed():
    """The same body under a new ETag: the next poll must send the new one."""
    body = b"<rss>1</rss>"
    known = after(page(body=body, etag='"1"'), document())
    again = page(body=body, etag='"2"')
    assert cadence.unchanged(known, again)
    assert after(again, None, known).etag == '"2"'
    assert after(page(body=body), None, known).etag is None


def test_no_validator_is_kept_from_an_answer_that_was_not_understood():
    """It would be answered with 304, and the broken document would be the last word for ever."""
    known = replace(KNOWN, etag='"1"', last_modified="monday", body_sha256="x")
    state = failed(ParseError("what paper.example sent is empty"), known)
    assert (state.etag, state.last_modified, state.body_sha256) == ('"1"', "monday", "x")
    assert state.last_error == "what paper.example sent is empty"


def test_an_unchanged_body_is_recognised_whatever_the_validators_say():
    """A parse costs ten times the request."""
    known = after(page(body=b"<rss>1</rss>"), document())
    assert cadence.unchanged(known, page(body=b"<rss>1</rss>", etag='"new"'))
    assert not cadence.unchanged(known, page(body=b"<rss>2</rss>"))
    assert cadence.unchanged(known, page(304, b""))
    assert not cadence.unchanged(KNOWN, page(body=b""))


def test_every_few_days_all_is_asked_for():
    """Some servers answer 304 for ever; a time ahead of the clock is no reason to wait for it."""
    assert cadence.wants_all(replace(KNOWN, last_full_at=NOW + DAY), now=NOW)
    assert cadence.wants_all(FeedState(feed_id="f", url=URL), now=NOW)
    assert not cadence.wants_all(replace(KNOWN, last_full_at=NOW - DAY), now=NOW)
    stuck = replace(KNOWN, last_full_at=NOW - 3 * DAY)
    assert cadence.wants_all(stuck, now=NOW)
    assert cadence.wants_all(after(page(304, b""), state=stuck), now=NOW)
    assert not cadence.wants_all(after(page(), document(), stuck), now=NOW)


@pytest.mark.parametrize("status", [200, 304])
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 30 * MINUTE),
        ({"cache_control": "max-age=60"}, 30 * MINUTE),
        ({"cache_control": "public, max-age=7200"}, 2 * HOUR),
        ({"cache_control": 'max-age="7200"'}, 2 * HOUR),
        ({"cache_control": "s-maxage=9000"}, 30 * MINUTE),
        ({"cache_control": "Max-Age=7200", "age": "3600"}, HOUR),
        ({"cache_control": "max-age=7200", "age": "99999"}, 30 * MINUTE),
        ({"cache_control": "max-age=7200", "age": "old"}, 2 * HOUR),
        ({"cache_control": "max-age=31536000"}, DAY),
        ({"cache_control": "no-cache, max-age=7200"}, 30 * MINUTE),
        ({"cache_control": "max-age=soon"}, 30 * MINUTE),
        ({"expires": "Mon, 13 Apr 2026 12:00:00 GMT"}, 3 * HOUR),
        (
            {"expires": "Mon, 13 Apr 2026 12:00:00 GMT", "date": "Mon, 13 Apr 2026 11:00:00 GMT"},
            HOUR,
        ),
        (
            {"expires": "Mon, 13 Apr 2026 12:00:00 GMT", "cache_control": "max-age=3600"},
            HOUR,
        ),
        ({"expires": "Mon, 13 Apr 2020 12:00:00 GMT"}, 30 * MINUTE),
        ({"expires": "0"}, 30 * MINUTE),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, DAY),
    ],
)
def test_a_publishers_headers_are_heard_on_200_and_304(
    status: int, headers: dict[str, str], expected: timedelta
):
    """Most answers are 304; who hears only the others comes far too often."""
    parsed = document() if status == 200 else None
    assert wait(after(page(status, **headers), parsed)) == expected


def test_what_the_document_asks_for_holds_until_it_says_otherwise():
    """Ttl and sy: are in the body, and most answers have none."""
    state = after(page(), document(ttl=2 * HOUR, hub_interval=HOUR))
    assert wait(state) == 2 * HOUR
    later = replace(state, next_poll_at=NOW)
    assert wait(after(page(304, b""), state=later)) == 2 * HOUR
    assert wait(after(page(), document(hub_interval=HOUR), later)) == HOUR
    assert wait(after(page(), document(), later)) == 30 * MINUTE


def test_hours_that_the_feed_wants_for_itself_are_left_out():
    """SkipHours is in GMT; the minute stays, so that feeds do not all come on the hour."""
    state = after(page(), document(skip_hours=(9, 10, 11)), replace(KNOWN, next_poll_at=NOW))
    assert state.next_poll_at == NOW.replace(hour=12, minute=30)
    assert state.skip_hours == (9, 10, 11)
    again = after(page(304, b""), state=replace(state, next_poll_at=NOW))
    assert again.next_poll_at == NOW.replace(hour=12, minute=30)
    assert wait(after(page(), document(skip_hours=tuple(range(24))))) == 30 * MINUTE


def test_a_quiet_feed_is_polled_less_often_within_bounds():
    """The gap between items is learned; news from a slow source must still come within hours."""
    busy = after(page(), document(0, 0.1, 0.2, 0.3))
    assert (busy.gap, wait(busy)) == (timedelta(hours=0.1), 30 * MINUTE)
    assert wait(after(page(), document(0, 4, 8, 12))) == HOUR
    assert wait(after(page(), document(0, 24 * 30, 24 * 60))) == 2 * HOUR
    hourly = replace(FEED, interval=HOUR)
    assert wait(after(page(), document(0, 24 * 30, 24 * 60), feed=hourly)) == 4 * HOUR


def test_one_pinned_item_does_not_make_a_busy_feed_quiet():
    """The usual gap counts, not the mean."""
    assert after(page(), document(0, 1, 2, 3, 24 * 365)).gap == HOUR


def test_the_learned_gap_moves_slowly_and_outlives_an_empty_document():
    """One odd day is no new habit."""
    first = after(page(), document(0, 1, 2))
    second = after(page(), document(0, 11, 22), first)
    assert second.gap == pytest.approx(4 * HOUR, abs=MINUTE)
    assert after(page(), document(), second).gap == second.gap
    assert after(page(304, b""), None, second).gap == second.gap


@pytest.mark.parametrize(
    ("interval", "expected"), [(MINUTE, 10 * MINUTE), (10 * DAY, DAY), (HOUR, HOUR)]
)
def test_the_interval_is_kept_within_ten_minutes_and_a_day(
    interval: timedelta, expected: timedelta
):
    """A slip in feeds.yaml must neither annoy a publisher nor lose a feed."""
    assert wait(after(page(), document(), feed=replace(FEED, interval=interval))) == expected


def test_errors_come_back_later_and_later_and_never_stop():
    """Other readers give a feed up after three failures, for good and without a word."""
    state, waits = KNOWN, []
    for _ in range(200):
        state = replace(failed(FetchError("down"), state), next_poll_at=NOW)
        waits.append(wait(failed(FetchError("down"), state)))
    assert waits[:6] == [
        30 * MINUTE,
        40 * MINUTE,
        80 * MINUTE,
        160 * MINUTE,
        320 * MINUTE,
        640 * MINUTE,
    ]
    assert waits[-1] == DAY
    assert (state.failures, state.failing_since) == (200, NOW)
    well = after(page(), document(), state)
    assert (well.failures, well.last_error, well.failing_since) == (0, None, None)
    assert wait(well) == 30 * MINUTE


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (5 * MINUTE, 30 * MINUTE),
        (3 * HOUR, 3 * HOUR),
        (2 * DAY, 2 * DAY),
    ],
)
def test_retry_after_is_obeyed_and_no_shortcut(asked: timedelta, expected: timedelta):
    """A server that asks for two days gets them, and one that asks for minutes is still backed off from."""
    state = failed(FetchError("busy", status=429, retry_after=asked))
    assert wait(state) == expected


@pytest.mark.parametrize(
    ("learned", "headers"),
    [
        ({"asked": DAY}, {}),
        ({"gap": 100 * HOUR}, {"cache-control": "max-age=7200"}),
        ({}, {"cache-control": "max-age=7200"}),
        (
            {},
            {
                "date": "Mon, 13 Apr 2026 09:00:00 GMT",
                "expires": "Mon, 13 Apr 2026 11:00:00 GMT",
            },
        ),
    ],
)
def test_what_the_publisher_asked_for_holds_while_it_fails(
    learned: dict[str, timedelta], headers: dict[str, str]
):
    """A server that stumbles must not be asked more often than one that is well."""
    state = failed(FetchError("down", status=500, headers=headers), replace(KNOWN, **learned))
    assert wait(state) == (learned.get("asked") or 2 * HOUR)


def test_validators_that_a_server_chokes_on_are_dropped():
    """Some answer 500 to every conditional request: with the validators the feed would be lost for good."""
    known = replace(KNOWN, etag='"1"', last_modified="monday", body_sha256="x")
    first = failed(FetchError("500", status=500), known)
    assert (first.etag, first.last_modified) == ('"1"', "monday")
    second = failed(FetchError("500", status=500), first)
    assert (second.etag, second.last_modified, second.body_sha256) == (None, None, "x")
    for harmless in (FetchError("no network"), FetchError("busy", status=503), ParseError("odd")):
        assert failed(harmless, first).etag == '"1"'


def test_no_validator_is_kept_that_is_too_long_to_send():
    """A request of 60 KB is answered with 431."""
    state = after(page(etag='"' + "x" * 5_000 + '"', last_modified="monday"), document())
    assert (state.etag, state.last_modified) == (None, "monday")


def test_a_feed_that_is_gone_is_left_alone_but_not_for_ever():
    """410 is meant for good; a mistaken one must not be the end."""
    state = failed(FetchError("gone", status=410, gone=True))
    assert state.gone
    assert wait(state) == 7 * DAY
    assert not after(page(), document(), state).gone


def test_a_host_that_wants_quiet_is_not_a_failure():
    """Its other feeds were not even asked."""
    state = cadence.held(KNOWN, NOW + HOUR)
    assert (state.next_poll_at, state.failures, state.last_error) == (NOW + HOUR, 0, None)


def test_a_permanent_move_is_believed_when_it_held_for_a_week():
    """A mistaken 301 on a Friday night must not rewrite anything."""
    new = "https://new.example/feed"
    first = after(page(final=new), document())
    assert (first.url, first.moved_to, first.moved_since) == (URL, new, NOW)
    later = cadence.after_page(
        FEED, first, page(final=new), document(), now=NOW + 6 * DAY, chance=0
    )
    assert (later.url, later.moved_since) == (URL, NOW)
    last = cadence.after_page(FEED, later, page(final=new), None, now=NOW + 7 * DAY, chance=0)
    assert (last.url, last.moved_to, last.moved_since) == (new, None, None)
    assert last.feed_id == "paper"


def test_a_move_that_was_taken_back_or_leads_to_no_feed_is_forgotten():
    """Only what holds, and parses, counts."""
    moving = after(page(final="https://new.example/feed"), document())
    assert after(page(), document(), moving).moved_to is None
    assert failed(ParseError("no feed"), moving).moved_to is None
    assert failed(FetchError("down"), moving).moved_to == "https://new.example/feed"
    other = after(
        page(final="https://other.example/feed"),
        document(),
        replace(moving, moved_since=NOW - 8 * DAY),
    )
    assert (other.url, other.moved_to, other.moved_since) == (
        URL,
        "https://other.example/feed",
        NOW,
    )


def test_from_http_to_https_is_believed_at_once_and_never_the_other_way():
    """The same address, only safer; and never one that is less safe."""
    plain, safe = "http://paper.example/feed", "https://paper.example/feed"
    known = replace(KNOWN, url=plain)
    answer = replace(page(final=safe), url=plain, permanent=True)
    assert after(answer, document(), known).url == safe
    back = replace(page(final=plain), url=safe)
    worse = after(
        back, document(), replace(KNOWN, url=safe, moved_to=plain, moved_since=NOW - 9 * DAY)
    )
    assert (worse.url, worse.moved_to) == (safe, None)


def test_a_new_feed_takes_a_place_of_its_own_and_keeps_it():
    """All feeds are met at the same moment; they must not come back at the same moment every hour."""
    feeds = [replace(FEED, id=f"feed-{number}") for number in range(400)]
    new = [FeedState(feed_id=feed.id, url=URL, next_poll_at=NOW) for feed in feeds]
    waits = [
        wait(after(page(), document(), state, feed)) for feed, state in zip(feeds, new, strict=True)
    ]
    assert min(waits) >= 30 * MINUTE
    assert max(waits) < HOUR
    tenths = [int((one - 30 * MINUTE) / (3 * MINUTE)) for one in waits]
    assert all(20 <= tenths.count(tenth) <= 60 for tenth in range(10))
    assert waits[0] == wait(after(page(), document(), new[0], feeds[0]))
    settled = [replace(KNOWN, feed_id=feed.id) for feed in feeds]
    assert {wait(after(page(), document(), state)) for state in settled} == {30 * MINUTE}
    assert wait(after(page(), document(), chance=1.0)) == 33 * MINUTE


def test_after_a_long_stop_feeds_do_not_stay_together():
    """All are due at once when the bot comes back: each finds its place again."""
    stopped = [
        replace(KNOWN, feed_id=f"feed-{number}", next_poll_at=NOW - DAY) for number in range(50)
    ]
    waits = {wait(after(page(), document(), state)) for state in stopped}
    assert len(waits) > 40
    assert min(waits) >= 30 * MINUTE


@pytest.mark.parametrize("name", ["expires", "date"])
def test_a_date_that_no_calendar_has_says_nothing(name: str):
    """A header of numbers without end must not be more than a header that is missing."""
    odd = {name: "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"}
    answer = page(**({"expires": "Mon, 13 Apr 2026 09:10:00 GMT"} | odd))
    assert wait(after(answer, document())) == 30 * MINUTE


def test_no_wait_is_longer_than_a_day_however_it_is_spread():
    """The spread is within the bounds, not on top of them."""
    new = FeedState(feed_id="paper", url=URL, next_poll_at=NOW)
    assert wait(after(page(cache_control="max-age=86400"), document(), new, chance=1)) == DAY
    assert wait(failed(FetchError("down"), replace(new, failures=99), chance=1)) == DAY


def test_the_newest_item_is_remembered():
    """Silence beyond the usual gap can only be seen against it."""
    state = after(page(), document(5, 1, 3))
    assert state.last_item_at == NOW - HOUR
    assert after(page(), document(9), state).last_item_at == NOW - HOUR

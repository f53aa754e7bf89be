"""Poll one feed: fetch it if it changed, take its entries in, and say when it is polled next."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import FetchError, ParseError
from bot.failpoints import failpoint
from bot.jobs import documents
from bot.jobs.context import Context
from bot.model.feeds import Entry, Feed, FeedState, Page, ParsedFeed
from bot.steps import cadence, dedupe
from bot.storage import entries, feeds, meta
from bot.storage.engine import reading, writing

DEADLINE_S = 30.0
MOST_BYTES = 5_000_000
TELL_SINCE = "tell_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """What one poll brought; `error` in words where it failed."""

    feed_id: str
    new_entries: int = 0
    not_modified: bool = False
    error: str | None = None


def poll_feed(context: Context, state: FeedState, *, now: datetime, token: str) -> PollOutcome:
    """Fetch, decide, and write once: the entries and the feed's state stand together or not at all."""
    feed = context.watchlist.feed(state.feed_id)
    if feed is None:
        return PollOutcome(feed_id=state.feed_id, error="is no longer in feeds.yaml")
    chance = random.random()  # noqa: S311  (spreads load, guards nothing)
    host = feeds.host_of(state.url)
    with reading(context.engine) as conn:
        until = feeds.held_hosts(conn, now).get(host)
    if until is not None:
        with writing(context.engine) as conn:
            feeds.save_state(conn, cadence.held(state, until), token=token, now=now)
        return PollOutcome(
            feed_id=feed.id, error=f"{host} asked to be left alone until {until:%Y-%m-%d %H:%M UTC}"
        )
    try:
        page, parsed = _fetch(context, feed, state, now=now)
    except (FetchError, ParseError) as error:
        failed = cadence.after_error(feed, state, error, now=now, chance=chance)
        wait = cadence.retry_after(error)
        with writing(context.engine) as conn:
            # The fence first: whoever lost the lease writes nothing.
            if feeds.save_state(conn, failed, token=token, now=now) and wait:
                feeds.hold_host(conn, host, now + wait, error.reason)
            failpoint("poll.failure_noted")
        failpoint("poll.failure_committed")
        return PollOutcome(feed_id=feed.id, error=error.reason)
    failpoint("poll.parsed")
    after = cadence.after_page(feed, state, page, parsed, now=now, chance=chance)
    found = parsed.entries if parsed is not None else ()
    matched = _matched(context, feed, found)
    with writing(context.engine) as conn:
        if not feeds.save_state(conn, after, token=token, now=now):
            return PollOutcome(feed_id=feed.id, error="polled elsewhere")
        failpoint("poll.state_saved")
        added = entries.add_new_entries(
            conn,
            feed,
            found,
            now=now,
            matched=matched,
            address_of=dedupe.address_of,
            tell_since=meta.recall_time(conn, TELL_SINCE),
        )
        failpoint("poll.entries_added")
    failpoint("poll.committed")
    return PollOutcome(feed_id=feed.id, new_entries=added, not_modified=parsed is None)


def _fetch(
    context: Context, feed: Feed, state: FeedState, *, now: datetime
) -> tuple[Page, ParsedFeed | None]:
    conditional = not cadence.wants_all(state, now=now)
    page = context.http.get(
        state.url,
        now=now,
        etag=state.etag if conditional else None,
        last_modified=state.last_modified if conditional else None,
        deadline=DEADLINE_S,
        max_bytes=MOST_BYTES,
    )
    failpoint("poll.fetched")
    if cadence.unchanged(state, page):
        return page, None
    try:
        return page, context.parsers.run(documents.feed_document, page, feed=feed, seen_at=now)
    except ParseError as error:
        raise ParseError(f"what {feeds.host_of(state.url)} sent {error.reason}") from error


def _matched(context: Context, feed: Feed, found: Sequence[Entry]) -> dict[str, str | None]:
    """Why each entry is worth reading, by guid: any term or party of a topic in its headline or summary.

    The full text decides; a summary is often too short to name everything.
    """
    return {entry.guid: _worth_reading(context, feed, entry) for entry in found}


def _worth_reading(context: Context, feed: Feed, entry: Entry) -> str | None:
    for match in context.matcher.match(title=entry.title, text=entry.summary):
        if feed.topics and match.topic not in feed.topics:
            continue
        if match.matched or match.mentions:
            return f"{match.topic}: {match.reason}"
    return None

"""Poll one feed: fetch it if it changed, take its entries in, and say when it is polled next."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection

from bot.errors import (
    BotError,
    FaultError,
    FetchError,
    HeldError,
    ParseError,
    StorageError,
)
from bot.failpoints import failpoint
from bot.jobs import documents, holds
from bot.jobs.context import Context
from bot.model.feeds import Entry, Feed, FeedState, Page, ParsedFeed
from bot.steps import cadence, dedupe
from bot.storage import entries, feeds, meta
from bot.storage.engine import writing

DEADLINE_S = 30.0
MOST_BYTES = 5_000_000
# The usual gap between items without dates is that of the last so many polls that brought any.
MOST_SEEN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A feed's state after a poll, and the entries of its document; no `feed` where it had not changed."""

    state: FeedState
    feed: Feed | None = None
    found: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """What one poll brought; `error` in words where it failed.

    `unsaved` is what was learned by a poll that brought nothing to read: the caller keeps it, together with what
    was learned of other feeds. `held` is true where the feed was not asked, as its host wants to be left alone or was busy with us.
    """

    feed_id: str
    new_entries: int = 0
    not_modified: bool = False
    error: str | None = None
    unsaved: Learned | None = None
    held: bool = False


def poll_feed(context: Context, state: FeedState, *, now: datetime, token: str) -> PollOutcome:
    """Fetch, decide, and write once: the entries and the feed's state stand together or not at all.

    Nine polls of ten bring nothing to read: what they learned is handed back, to be kept with others' (`unsaved`).
    """
    feed = context.watchlist.feed(state.feed_id)
    if feed is None:
        return PollOutcome(feed_id=state.feed_id, error="is no longer in feeds.yaml")
    try:
        return _poll(context, feed, state, now=now, token=token)
    except StorageError:
        raise
    except Exception as error:  # noqa: BLE001  (what a server sends must not make a feed go unheard in silence)
        return note_fault(context, state, error, now=now, token=token)


def note_fault(
    context: Context, state: FeedState, error: Exception, *, now: datetime, token: str
) -> PollOutcome:
    """Log what nobody foresaw, and take it as a failure of the feed: backed off from, shown and told as any other.

    Without that the feed would be asked each time that its lease is over, and nobody would know.
    """
    context.log.error("a fault of the bot at a feed", feed=state.feed_id, exc_info=error)
    feed = context.watchlist.feed(state.feed_id)
    if feed is None:
        return PollOutcome(feed_id=state.feed_id, error="is no longer in feeds.yaml")
    return _failed(context, feed, state, FaultError(error), now=now, token=token)


def _poll(
    context: Context, feed: Feed, state: FeedState, *, now: datetime, token: str
) -> PollOutcome:
    try:
        state, page, parsed = _fetch_at_either(context, feed, state, now=now)
    except HeldError as error:
        with writing(context.engine) as conn:
            feeds.save_state(conn, cadence.held(state, error.until), token=token, now=now)
        return PollOutcome(feed_id=feed.id, error=error.reason, held=True)
    except (FetchError, ParseError) as error:
        return _failed(context, feed, state, error, now=now, token=token)
    failpoint("poll.parsed")
    after = cadence.after_page(feed, state, page, parsed, now=now, chance=_chance())
    if parsed is None:
        return PollOutcome(feed_id=feed.id, not_modified=True, unsaved=Learned(state=after))
    found = parsed.entries
    matched = _matched(context, feed, found)
    learned = Learned(state=after, feed=feed, found=found)
    if not any(matched.values()):
        return PollOutcome(feed_id=feed.id, unsaved=learned)
    with writing(context.engine) as conn:
        added = keep(conn, learned, token=token, now=now, matched=matched)
    failpoint("poll.committed")
    return PollOutcome(
        feed_id=feed.id,
        new_entries=added or 0,
        error="polled elsewhere" if added is None else None,
    )


def _failed(
    context: Context,
    feed: Feed,
    state: FeedState,
    error: BotError,
    *,
    now: datetime,
    token: str,
) -> PollOutcome:
    failed = cadence.after_error(feed, state, error, now=now, chance=_chance())
    with writing(context.engine) as conn:
        # The fence first: whoever lost the lease writes nothing.
        saved = feeds.save_state(conn, failed, token=token, now=now)
        if saved and isinstance(error, FetchError):
            holds.hold(conn, error, now=now)
        failpoint("poll.failure_noted")
    failpoint("poll.failure_committed")
    return PollOutcome(feed_id=feed.id, error=error.reason)


def _chance() -> float:
    return random.random()  # noqa: S311  (spreads load, guards nothing)


def keep(
    conn: Connection,
    learned: Learned,
    *,
    token: str,
    now: datetime,
    matched: Mapping[str, str | None] = MappingProxyType({}),
) -> int | None:
    """Write what a poll learned; how many entries are new and to be read, by `matched`.

    None, with nothing written, where the lease was lost: then another has polled the feed since.
    """
    if not feeds.save_state(conn, learned.state, token=token, now=now):
        return None
    failpoint("poll.state_saved")
    if learned.feed is None:
        return 0
    added = entries.add_new_entries(
        conn,
        learned.feed,
        learned.found,
        now=now,
        matched=matched,
        address_of=dedupe.address_of,
        tell_since=meta.recall_time(conn, meta.TELL_SINCE),
    )
    if learned.found and not any(entry.dated for entry in learned.found):
        # Nothing says when its items were published, so what counts is when they were met.
        seen = entries.undated_seen(conn, learned.feed.id, most=MOST_SEEN)
        if seen:
            gap = cadence.gap_between(seen)
            feeds.note_items(conn, learned.feed.id, newest=seen[0], gap=gap)
    failpoint("poll.entries_added")
    return added


def _fetch_at_either(
    context: Context, feed: Feed, state: FeedState, *, now: datetime
) -> tuple[FeedState, Page, ParsedFeed | None]:
    """What the feed's address answers, or the declared one where the believed one has long failed, with the state there."""
    claimed = feeds.host_of(state.url)
    try:
        return state, *_fetch(context, feed, state, now=now, claimed=claimed)
    except HeldError:
        raise
    except (FetchError, ParseError) as error:
        declared = cadence.doubted(feed, state, now=now)
        if declared is None:
            raise
        try:
            return declared, *_fetch(context, feed, declared, now=now, claimed=claimed)
        except (FetchError, ParseError) as again:
            # Whoever asks to be left alone is heard; else it is the believed address that fails.
            if again.retry_after and not isinstance(again, HeldError):
                raise
            raise error from again


def _fetch(
    context: Context, feed: Feed, state: FeedState, *, now: datetime, claimed: str
) -> tuple[Page, ParsedFeed | None]:
    conditional = not cadence.wants_all(state, now=now)
    page = context.http.get(
        state.url,
        now=now,
        etag=state.etag if conditional else None,
        last_modified=state.last_modified if conditional else None,
        deadline=DEADLINE_S,
        max_bytes=MOST_BYTES,
        may_ask=holds.may_ask(context, now, known=claimed),
        # Where the feed moved to is its publisher's word, and not the user's.
        asker=feed.url,
    )
    failpoint("poll.fetched")
    if cadence.unchanged(state, page):
        return page, None
    try:
        return page, context.parsers.run(documents.feed_document, page, feed=feed, seen_at=now)
    except ParseError as error:
        raise ParseError(f"what {feeds.host_of(state.url)} sent {error.reason}") from error


def _matched(context: Context, feed: Feed, found: Sequence[Entry]) -> dict[str, str | None]:
    """Why each entry is worth reading, by guid; the full text decides."""
    return {
        entry.guid: context.matcher.worth_reading(
            title=entry.title, text=entry.summary, only=feed.topics
        )
        for entry in found
    }

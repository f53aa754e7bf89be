"""Tell, once each, that a feed is in trouble and that it is well again: one notice for all that are found together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs import notices
from bot.jobs.context import Context
from bot.model.feeds import FeedState
from bot.steps import health
from bot.steps.health import Trouble
from bot.storage import feeds, meta
from bot.storage.engine import reading, writing

# More names than that in one notice nobody reads; `bot feeds` has them all.
MOST_NAMED = 10


def tell_health(context: Context, *, now: datetime) -> int:
    """Put a notice of every feed whose health changed into the outbox; how many feeds there were.

    What was told is remembered with the feed, in the same transaction: a trouble is told once, and its end once.
    """
    with reading(context.engine) as conn:
        known = feeds.states(conn)
        began = meta.recall_time(conn, meta.TELL_SINCE)
    if not any(
        _changed(state, health.trouble(state, now=now, watched_since=began)) for state in known
    ):
        return 0
    with writing(context.engine) as conn:
        # Read again: a poll may have been saved meanwhile.
        states = feeds.states(conn)
        changed = [
            (state, found)
            for state in states
            if _changed(state, found := health.trouble(state, now=now, watched_since=began))
        ]
        if changed:
            _put(conn, context, changed, of=len(states), now=now)
            failpoint("health.put")
        for state, found in changed:
            feeds.note_told(conn, state.feed_id, found.kind if found else None)
        failpoint("health.noted")
    failpoint("health.committed")
    return len(changed)


def _changed(state: FeedState, found: Trouble | None) -> bool:
    return state.told != (found.kind if found else None)


def _put(
    conn: Connection,
    context: Context,
    changed: Sequence[tuple[FeedState, Trouble | None]],
    *,
    of: int,
    now: datetime,
) -> None:
    lines = [_line(context, state, found) for state, found in changed]
    text = lines[0] if len(lines) == 1 else "\n".join([_title(changed, of), *_shortened(lines)])
    marks = [f"{state.feed_id} {state.told} {found}" for state, found in changed]
    key = f"feeds:{hashlib.sha256('|'.join(marks).encode()).hexdigest()[:24]}:{now:%Y%m%dT%H%M%S}"
    notices.put(conn, context, text, key=key, now=now)


def _title(changed: Sequence[tuple[FeedState, Trouble | None]], of: int) -> str:
    """What there is to know of several feeds, in a line; each has one of its own below."""
    failing = sum(found is not None and found.kind == "failing" for _, found in changed)
    if failing == of:
        return "No feed can be reached; is this machine on the network?"
    troubled = sum(found is not None for _, found in changed)
    counted = ((troubled, "in trouble"), (len(changed) - troubled, "well again"))
    parts = [
        f"{number} {'feed is' if number == 1 else 'feeds are'} {words}"
        for number, words in counted
        if number
    ]
    return ", ".join(parts)


def _line(context: Context, state: FeedState, found: Trouble | None) -> str:
    feed = context.watchlist.feed(state.feed_id)
    words = found.words if found is not None else health.recovered(state.told or "failing")
    return f"The feed {feed.name if feed else state.feed_id} {words}"


def _shortened(lines: Sequence[str]) -> list[str]:
    if len(lines) <= MOST_NAMED:
        return list(lines)
    return [*lines[:MOST_NAMED], f"and {len(lines) - MOST_NAMED} more; `bot feeds` lists them all"]

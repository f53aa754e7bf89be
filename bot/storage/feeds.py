"""Feeds: what polling learned of each, which are due, and which hosts asked to be left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from bot.model.feeds import Feed, FeedState
from bot.storage.schema import feeds, hosts

# The shortest wait between two polls of a feed, whoever asks for them.
JUST_POLLED = timedelta(minutes=10)

# So many due feeds are looked at on a server for each that is wanted, before all are.
LOOKED_AT = 16

# What belongs to one address and means nothing at another.
_OF_THE_ADDRESS: Mapping[str, Any] = {
    "etag": None,
    "last_modified": None,
    "body_sha256": None,
    "failures": 0,
    "last_error": None,
    "failing_since": None,
    "moved_to": None,
    "moved_since": None,
    "gone": False,
    "told": None,
    "gap_seconds": None,
    "last_item_at": None,
    "last_full_at": None,
    "asked_seconds": None,
    "skip_hours": None,
    "note": None,
    "met": False,
}

# Columns that are named as what they keep.
_AS_THEY_ARE = (
    "url",
    "etag",
    "last_modified",
    "body_sha256",
    "next_poll_at",
    "last_polled_at",
    "last_success_at",
    "last_item_at",
    "last_full_at",
    "failures",
    "last_error",
    "failing_since",
    "moved_to",
    "moved_since",
    "gone",
    "note",
)
# Made once, since they are run for every feed: SQLAlchemy takes ten times as long to build one as to run it.
_SAVE = (
    update(feeds)
    .where(
        feeds.c.feed_id == bindparam("of_feed"),
        feeds.c.lease_token == bindparam("held_by"),
        feeds.c.lease_until > bindparam("at", type_=feeds.c.lease_until.type),
    )
    .values(
        lease_token=None,
        lease_until=None,
        **{
            name: bindparam(name)
            for name in (*_AS_THEY_ARE, "gap_seconds", "asked_seconds", "skip_hours")
        },
    )
)
_HELD_UNTIL = select(hosts.c.not_before).where(
    hosts.c.host == bindparam("of_host"),
    hosts.c.not_before > bindparam("at", type_=hosts.c.not_before.type),
)


def declare(conn: Connection, declared: Sequence[Feed], *, now: datetime) -> None:
    """Take over what feeds.yaml says: new feeds are due at once, known ones keep what was learned.

    A feed whose declared address changed starts anew at the new one. What is no longer declared, or is
    switched off, is kept and left alone.
    """
    known = {
        row.feed_id: row for row in conn.execute(select(feeds.c.feed_id, feeds.c.declared_url))
    }
    wanted = {feed.id: feed for feed in declared if feed.enabled}
    for feed in wanted.values():
        row = known.get(feed.id)
        if row is None:
            conn.execute(
                insert(feeds).values(
                    feed_id=feed.id, url=feed.url, declared_url=feed.url, next_poll_at=now
                )
            )
            continue
        changed = row.declared_url != feed.url
        anew = {"url": feed.url, "declared_url": feed.url, "next_poll_at": now, **_OF_THE_ADDRESS}
        conn.execute(
            update(feeds)
            .where(feeds.c.feed_id == feed.id)
            .values(declared=True, **(anew if changed else {}))
        )
    conn.execute(update(feeds).where(feeds.c.feed_id.not_in(list(wanted))).values(declared=False))


def claim_due(
    conn: Connection, *, now: datetime, lease: timedelta, limit: int, token: str
) -> list[FeedState]:
    """Take up to `limit` feeds that are due, longest overdue first, for as long as `lease`.

    A feed of a host that asked to be left alone, or that another feed of it is being fetched from, is
    passed over: one request at a time to a host.
    """
    avoided = set(held_hosts(conn, now)) | _busy_hosts(conn, now)
    # Only what is asked for: thousands of whole rows take long to sort.
    due = (
        select(feeds.c.feed_id, feeds.c.url)
        .where(feeds.c.declared, feeds.c.next_poll_at <= now, _unleased(now))
        .order_by(feeds.c.next_poll_at, feeds.c.feed_id)
    )
    if conn.dialect.name == "sqlite":
        taken = _of_free_hosts(conn, due, avoided, limit)
    else:
        # A server sends all rows before the first is looked at: mostly the first some hundred do.
        taken = _of_free_hosts(conn, due.limit(LOOKED_AT * limit), avoided, limit)
        if len(taken) < limit:
            taken = _of_free_hosts(conn, due, avoided, limit)
    if not taken:
        return []
    conn.execute(
        update(feeds)
        .where(feeds.c.feed_id.in_(taken))
        .values(lease_token=token, lease_until=now + lease)
    )
    rows = conn.execute(select(feeds).where(feeds.c.feed_id.in_(taken)))
    found = {row.feed_id: _state(row) for row in rows}
    return [found[feed_id] for feed_id in taken]


def _of_free_hosts(
    conn: Connection, due: Select[tuple[str, str]], avoided: AbstractSet[str], limit: int
) -> list[str]:
    """The first feeds, one for each host that is not `avoided`."""
    taken: dict[str, str] = {}
    with conn.execute(due) as rows:
        for feed_id, url in rows:
            host = host_of(url)
            if host in avoided or host in taken:
                continue
            taken[host] = feed_id
            if len(taken) == limit:
                break
    return list(taken.values())


def save_state(conn: Connection, state: FeedState, *, token: str, now: datetime) -> bool:
    """Write what a poll learned and give the lease back.

    False, with nothing written, where the lease was lost: taken by another after it ran out, or the
    feed was declared at another address meanwhile.
    """
    written = conn.execute(
        _SAVE,
        {
            "of_feed": state.feed_id,
            "held_by": token,
            "at": now,
            **{name: getattr(state, name) for name in _AS_THEY_ARE},
            "gap_seconds": None if state.gap is None else int(state.gap.total_seconds()),
            "asked_seconds": None if state.asked is None else int(state.asked.total_seconds()),
            "skip_hours": list(state.skip_hours) or None,
        },
    )
    return written.rowcount == 1


def hasten(conn: Connection, *, now: datetime) -> int:
    """Make every declared feed due now; how many are left out, since they were polled well a moment ago.

    One that failed is asked again, as whoever mended something expects; one that is gone for good stays so.
    """
    waiting = (feeds.c.declared, feeds.c.gone.is_(False), feeds.c.next_poll_at > now)
    fresh = and_(feeds.c.failures == 0, feeds.c.last_success_at.between(now - JUST_POLLED, now))
    left_out = conn.scalar(select(func.count()).select_from(feeds).where(*waiting, fresh)) or 0
    # What was never polled well has no time to compare with.
    stale = or_(feeds.c.last_success_at.is_(None), not_(fresh))
    conn.execute(update(feeds).where(*waiting, stale).values(next_poll_at=now))
    return left_out


def note_items(conn: Connection, feed_id: str, *, newest: datetime, gap: timedelta | None) -> None:
    """Take note of when a feed without dates last brought an item, and how often it does."""
    seconds = None if gap is None else int(gap.total_seconds())
    conn.execute(
        update(feeds)
        .where(feeds.c.feed_id == feed_id)
        .values(last_item_at=newest, gap_seconds=seconds)
    )


def states(conn: Connection) -> tuple[FeedState, ...]:
    """What is known of each declared feed, by id."""
    rows = conn.execute(select(feeds).where(feeds.c.declared).order_by(feeds.c.feed_id))
    return tuple(_state(row) for row in rows)


def note_told(conn: Connection, feed_id: str, trouble: str | None) -> None:
    """Take note of the trouble that people were told of; None where they were told that it is over."""
    conn.execute(update(feeds).where(feeds.c.feed_id == feed_id).values(told=trouble))


def hold_host(conn: Connection, host: str, until: datetime, reason: str) -> None:
    """Leave a host alone until then (its Retry-After); the later of two times holds."""
    kept = conn.scalar(select(hosts.c.not_before).where(hosts.c.host == host))
    if kept is not None and kept >= until:
        return
    conn.execute(delete(hosts).where(hosts.c.host == host))
    conn.execute(insert(hosts).values(host=host, not_before=until, reason=reason))


def held_hosts(conn: Connection, now: datetime) -> dict[str, datetime]:
    """The hosts to be left alone, and until when."""
    rows = conn.execute(select(hosts.c.host, hosts.c.not_before).where(hosts.c.not_before > now))
    return {row.host: row.not_before for row in rows}


def held_until(conn: Connection, host: str, now: datetime) -> datetime | None:
    """Until when a host is to be left alone; None where it may be asked."""
    return conn.scalar(_HELD_UNTIL, {"of_host": host, "at": now})


def host_of(url: str) -> str:
    """The host that a request for `url` goes to; its ports are one machine, and wait for each other."""
    return urlsplit(url).hostname or ""


def _busy_hosts(conn: Connection, now: datetime) -> set[str]:
    return {
        host_of(url) for url in conn.scalars(select(feeds.c.url).where(feeds.c.lease_until > now))
    }


def _unleased(now: datetime) -> Any:
    return or_(feeds.c.lease_until.is_(None), feeds.c.lease_until <= now)


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        feed_id=row.feed_id,
        url=row.url,
        etag=row.etag,
        last_modified=row.last_modified,
        body_sha256=row.body_sha256,
        next_poll_at=row.next_poll_at,
        last_polled_at=row.last_polled_at,
        last_success_at=row.last_success_at,
        last_item_at=row.last_item_at,
        last_full_at=row.last_full_at,
        gap=None if row.gap_seconds is None else timedelta(seconds=row.gap_seconds),
        failures=row.failures,
        last_error=row.last_error,
        failing_since=row.failing_since,
        moved_to=row.moved_to,
        moved_since=row.moved_since,
        gone=row.gone,
        asked=None if row.asked_seconds is None else timedelta(seconds=row.asked_seconds),
        skip_hours=tuple(row.skip_hours or ()),
        note=row.note,
        told=row.told,
    )

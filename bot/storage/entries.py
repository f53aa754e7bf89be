"""Entries: what the feeds hold, and the queue of what is to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    exists,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from bot.model.feeds import Entry, Feed
from bot.storage.recognised import Earlier, edited, reused
from bot.storage.schema import articles, entries, feeds

# An item that its feed shows edited is read again at once the first time, and then so much after the last: some
# feeds change something in every document (the number of comments), and no page is to be fetched at every poll.
REREAD_AFTER = (
    timedelta(0),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)

EntryState = Literal["due", "done", "unmatched", "failed"]

# Made once, since they are run for every item of every feed: building one takes longer than running it.
_INSERT = insert(entries).inline()
_BY_GUID = select(entries).where(
    entries.c.feed_id == bindparam("of_feed"), entries.c.guid == bindparam("named")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedEntry:
    """An item of a feed that is due to be read, as its claimer holds it.

    `attempts` counts the claims before this one; `baseline` marks what a feed held when it was first
    met, which is recorded and told to nobody. `looks` counts how often a page that was told is looked at
    again; 0 for one that is read for the first time. `article_id` is what it was read as before.
    """

    id: int
    entry: Entry
    attempts: int
    baseline: bool
    first_seen_at: datetime
    looks: int = 0
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries a reader may take: none of the feeds that are `full`; as news, none of those that are `late`.

    `only` limits it to news of these feeds. `free` is how many may be read at once besides: where no more are due,
    they are taken by date alone, and else none of the feeds that are `crowded`.
    """

    full: frozenset[str] = frozenset()
    crowded: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    free: int = 1_000_000


ANY = Wanted()
# What was published so long ago is news no more.
NEWS_FOR = timedelta(days=2)


# Made once, since they are run for every feed that has news: SQLAlchemy takes ten times as long to build one as to run it.
_MET = select(feeds.c.met, exists().where(entries.c.feed_id == feeds.c.feed_id)).where(
    feeds.c.feed_id == bindparam("of_feed")
)
_LISTED = select(entries.c.guid).where(
    entries.c.feed_id == bindparam("of_feed"),
    entries.c.guid.in_(bindparam("guids", expanding=True)),
)


def add_new_entries(
    conn: Connection,
    feed: Feed,
    found: Sequence[Entry],
    *,
    now: datetime,
    matched: Mapping[str, str | None],
    address_of: Callable[[str], str | None] = str,
    tell_since: datetime | None = None,
) -> int:
    """Queue what a feed holds that was not seen before; how many entries are new and to be read.

    `matched` gives by guid why an entry is worth reading, None where it is not (it is kept all the
    same, so that it is judged once). `address_of` gives a URL's normalised address, None where it names
    no page: one page found through two feeds is read once. At the first meeting of a feed all is baseline, but for
    what was published since `tell_since`. An entry that comes again with another headline or summary is read again;
    one that comes again under another guid or link stays the one that it was.
    """
    met, holds = conn.execute(_MET, {"of_feed": feed.id}).one()
    # At a first meeting, when most is new, nothing need be looked for.
    guids = {"of_feed": feed.id, "guids": [entry.guid for entry in found]}
    listed = set(conn.scalars(_LISTED, guids)) if holds else set()
    addresses = {entry.guid: address_of(entry.url) if entry.url else None for entry in found}
    new = [entry for entry in found if entry.guid not in listed]
    earlier = Earlier(conn, new if holds else (), addresses=addresses)
    added = 0
    plain: list[dict[str, Any]] = []
    for entry in found:
        address = addresses[entry.guid]
        reason = matched.get(entry.guid)
        baseline = not met and not (
            tell_since is not None and entry.dated and entry.published >= tell_since
        )
        renamed = None if entry.guid in listed else earlier.take(entry, address)
        if renamed is not None:
            added += _read_again(
                conn, renamed, entry, reason, guid=entry.guid, address=address, now=now
            )
        elif reason is None and entry.guid not in listed:
            # Most of what feeds hold is about something else, and new: it is written together.
            plain.append(_row(entry, entry.guid, address, None, baseline=baseline, now=now))
        else:
            _write(conn, plain)
            added += _add(conn, entry, address, reason, baseline=baseline, now=now)
        listed.add(entry.guid)
    _write(conn, plain)
    conn.execute(update(feeds).where(feeds.c.feed_id == feed.id).values(met=True))
    return added


def undated_seen(conn: Connection, feed_id: str, *, most: int) -> list[datetime]:
    """When items without a date were first seen in a feed, the latest first: as often as there was something new."""
    return list(
        conn.scalars(
            select(entries.c.published)
            .distinct()
            .where(entries.c.feed_id == feed_id, entries.c.dated.is_(False))
            .order_by(entries.c.published.desc())
            .limit(most)
        )
    )


def any_due(conn: Connection, *, now: datetime) -> bool:
    """Whether anything is due to be read by anybody."""
    return conn.scalar(select(entries.c.id).where(*_due(now)).limit(1)) is not None


def claim_due(
    conn: Connection, *, now: datetime, lease: timedelta, token: str, wanted: Wanted = ANY
) -> QueuedEntry | None:
    """Take the oldest entry that is due, for as long as `lease`; None where none is due that is `wanted`.

    By date of publication, and then by what the feeds call it, never by when we found it: the ledger comes
    out the same in whichever order the feeds were polled. Where more is due than can be read at once, what is news
    comes before what feeds held when they were first met, what is looked at again and what is days old.
    """
    row = _next_due(conn, now, wanted)
    if row is None:
        return None
    conn.execute(
        update(entries)
        .where(entries.c.id == row.id)
        # Counted when it is taken: an entry that takes the process down with it is not tried for ever.
        .values(lease_token=token, lease_until=now + lease, attempts=row.attempts + 1)
    )
    return QueuedEntry(
        id=row.id,
        entry=_entry(row),
        attempts=row.attempts,
        baseline=row.baseline,
        first_seen_at=row.first_seen_at,
        looks=row.looks,
        article_id=row.article_id,
    )


def _next_due(conn: Connection, now: datetime, wanted: Wanted) -> Row[Any] | None:
    due = [*_due(now), entries.c.feed_id.not_in(wanted.full)]
    oldest = select(entries).order_by(entries.c.published, entries.c.guid, entries.c.id).limit(1)
    waiting = select(entries.c.id).where(*due).limit(wanted.free + 1)
    if wanted.only is None and len(conn.scalars(waiting).all()) <= wanted.free:
        return conn.execute(oldest.where(*due)).first()
    due.append(entries.c.feed_id.not_in(wanted.crowded))
    news = [
        entries.c.baseline.is_(False),
        entries.c.looks == 0,
        entries.c.published > now - NEWS_FOR,
        entries.c.feed_id.not_in(wanted.late),
    ]
    if wanted.only is not None:
        return conn.execute(oldest.where(*due, *news, entries.c.feed_id.in_(wanted.only))).first()
    first = conn.execute(oldest.where(*due, *news)).first()
    return first or conn.execute(oldest.where(*due)).first()


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        entries.c.state == "due",
        entries.c.due_at <= now,
        or_(entries.c.lease_until.is_(None), entries.c.lease_until <= now),
    )


def release(conn: Connection, entry_id: int, *, token: str) -> None:
    """Give a claimed item back as it was: it is due again at once. Nothing happens to who lost the lease."""
    conn.execute(
        update(entries)
        .where(entries.c.id == entry_id, entries.c.lease_token == token)
        .values(lease_token=None, lease_until=None)
    )


def earlier_claimed(conn: Connection, queued: QueuedEntry, *, until: datetime) -> bool:
    """Whether an item that was published before this one is claimed until after `until`, by whomever."""
    own = queued.entry
    before = tuple_(entries.c.published, entries.c.guid, entries.c.id) < tuple_(
        literal(own.published, entries.c.published.type), literal(own.guid), literal(queued.id)
    )
    held = select(entries.c.id).where(
        entries.c.state == "due", entries.c.lease_until > until, before
    )
    return conn.scalar(held.limit(1)) is not None


def look_again(conn: Connection, entry_id: int, *, looks: int, due_at: datetime) -> None:
    """Put a page that was told back into the queue, to see later whether it was edited silently."""
    conn.execute(
        update(entries)
        .where(entries.c.id == entry_id)
        .values(state="due", due_at=due_at, looks=looks, attempts=0)
    )


def read_before(conn: Connection, entry_id: int) -> int | None:
    """The entry of another feed through which the page of this one was read since it was queued, as it never was."""
    row = conn.execute(select(entries).where(entries.c.id == entry_id)).one()
    if row.article_id is not None or row.rereads:
        return None
    return _read_through(conn, row.address)


def same_page_as(entry_id: int) -> str:
    """Why an entry is not read: its page was, through another one."""
    return f"the same page as entry {entry_id}"


def finish(
    conn: Connection,
    entry_id: int,
    *,
    token: str,
    state: EntryState,
    reason: str | None,
    article_id: str | None,
    due_at: datetime | None = None,
) -> bool:
    """Give an entry back with what became of it; `due` with `due_at` puts it back into the queue.

    False, with nothing written, where the lease was lost to another.
    """
    written = conn.execute(
        update(entries)
        .where(entries.c.id == entry_id, entries.c.lease_token == token)
        .values(
            state=state,
            reason=reason,
            article_id=article_id,
            due_at=due_at,
            lease_token=None,
            lease_until=None,
        )
    )
    return written.rowcount == 1


def _add(
    conn: Connection,
    entry: Entry,
    address: str | None,
    reason: str | None,
    *,
    baseline: bool,
    now: datetime,
) -> bool:
    """Queue one entry, or take note that it is known; whether it is new and to be read."""
    guid = entry.guid
    known = _by_guid(conn, entry.feed_id, guid)
    if known is not None and reused(known, entry, address):
        # Another item under a guid that was used before: the guid says nothing, the page does.
        mark = hashlib.sha256(f"{address}\n{entry.title}".encode()).hexdigest()[:16]
        guid = f"{guid}#{mark}"
        known = _by_guid(conn, entry.feed_id, guid)
    if known is not None:
        return _read_again(conn, known, entry, reason, guid=guid, address=address, now=now)
    twin = _read_through(conn, address, entry.feed_id) if reason is not None else None
    due = reason is not None and twin is None
    row = _row(entry, guid, address, reason, baseline=baseline, now=now)
    if twin is not None:
        row |= {"state": "done", "reason": same_page_as(twin), "due_at": None}
    conn.execute(_INSERT, row)
    return due


def _row(
    entry: Entry,
    guid: str,
    address: str | None,
    reason: str | None,
    *,
    baseline: bool,
    now: datetime,
) -> dict[str, Any]:
    """A new entry as it is kept; queued where there is a reason to read it."""
    return {
        "feed_id": entry.feed_id,
        "guid": guid,
        "url": entry.url,
        "address": address,
        "title": entry.title,
        "summary": entry.summary,
        "source": entry.source,
        "language": entry.language,
        "published": entry.published,
        "dated": entry.dated,
        "first_seen_at": now,
        "state": "unmatched" if reason is None else "due",
        "reason": reason,
        "baseline": baseline,
        "due_at": None if reason is None else now,
    }


def _write(conn: Connection, rows: list[dict[str, Any]]) -> None:
    """Insert rows, and forget them."""
    if rows:
        conn.execute(_INSERT, rows)
        rows.clear()


def _by_guid(conn: Connection, feed_id: str, guid: str) -> Row[Any] | None:
    return conn.execute(_BY_GUID, {"of_feed": feed_id, "named": guid}).first()


def _read_through(conn: Connection, address: str | None, feed_id: str = "") -> int | None:
    """The entry through which a page was read, or of the same feed is going to be.

    What another feed only lists takes nothing: its own summary may be all that it is read from.
    """
    if address is None:
        return None
    from_page = and_(articles.c.address == address, articles.c.text_from == "page")
    return conn.scalar(
        select(entries.c.id)
        .outerjoin(articles, articles.c.id == entries.c.article_id)
        .where(
            entries.c.address == address,
            entries.c.state.in_(("due", "done")),
            or_(from_page, entries.c.feed_id == feed_id),
        )
        .order_by(entries.c.id)
        .limit(1)
    )


def _read_again(
    conn: Connection,
    known: Row[Any],
    entry: Entry,
    reason: str | None,
    *,
    guid: str,
    address: str | None,
    now: datetime,
) -> bool:
    """Take over what the feed shows of a known entry now, and queue it once more where it was edited."""
    changed = edited(known, entry)
    if not changed and known.guid == guid:
        return False
    due = changed and reason is not None
    conn.execute(
        update(entries)
        .where(entries.c.id == known.id)
        .values(
            guid=guid,
            url=entry.url,
            address=address,
            title=entry.title,
            summary=entry.summary,
            published=entry.published if entry.dated and changed else known.published,
            dated=entry.dated or known.dated,
            **(_queued_again(known, now) | {"reason": reason} if due else {}),
        )
    )
    return due


def _queued_again(known: Row[Any], now: datetime) -> dict[str, Any]:
    # Who reads it at this moment may have fetched the old page: their lease is void.
    free = {"lease_token": None, "lease_until": None}
    if known.state == "due" and not known.looks:
        return free
    due_at, rereads = now, known.rereads
    if known.state != "unmatched":
        due_at = max(now, min(known.reread_at or now, now) + REREAD_AFTER[rereads])
        rereads = min(rereads + 1, len(REREAD_AFTER) - 1)
    if known.state == "due":
        due_at = min(due_at, known.due_at)
    return free | {
        "state": "due",
        "due_at": due_at,
        "rereads": rereads,
        "reread_at": due_at,
        "attempts": 0,
        "looks": 0,
        "baseline": False,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        feed_id=row.feed_id,
        guid=row.guid,
        url=row.url,
        title=row.title,
        summary=row.summary,
        published=row.published,
        dated=row.dated,
        language=row.language,
        source=row.source,
    )

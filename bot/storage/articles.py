"""Articles: the queue of those to be read, and what was decided about those that were."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from bot.model.alerts import Reading, Triage
from bot.model.feeds import Entry, Feed
from bot.model.figures import Filing
from bot.model.news import Article, Fingerprint, Verdict
from bot.model.topics import Match
from bot.storage import codec
from bot.storage.schema import articles, entries, feeds, revisions

EntryState = Literal["due", "done", "unmatched", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedEntry:
    """An item of a feed that is due to be read, as its claimer holds it.

    `attempts` counts the claims before this one; `baseline` marks what a feed held when it was first
    met, which is recorded and told to nobody.
    """

    id: int
    entry: Entry
    attempts: int
    baseline: bool
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far a day's reading went: what a digest is honest about."""

    read: int
    on_topic: int
    kept_quiet: int
    last_new_at: datetime | None


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
    no page: one page found through two feeds is read once. At the first meeting of a feed all is baseline, but for what was published since
    `tell_since`. An entry that comes again with another headline, summary or date is read again.
    """
    met = conn.scalar(select(feeds.c.met).where(feeds.c.feed_id == feed.id))
    added = 0
    for entry in found:
        address = address_of(entry.url) if entry.url else None
        reason = matched.get(entry.guid)
        baseline = not met and not (
            tell_since is not None and entry.dated and entry.published >= tell_since
        )
        added += _add(conn, entry, address, reason, baseline=baseline, now=now)
    conn.execute(update(feeds).where(feeds.c.feed_id == feed.id).values(met=True))
    return added


def claim_due(
    conn: Connection, *, now: datetime, lease: timedelta, token: str
) -> QueuedEntry | None:
    """Take the oldest entry that is due, for as long as `lease`; None where none is due.

    By date of publication, and then by what the feeds call it, never by when we found it: the ledger comes
    out the same in whichever order the feeds were polled.
    """
    row = conn.execute(
        select(entries)
        .where(
            entries.c.state == "due",
            entries.c.due_at <= now,
            or_(entries.c.lease_until.is_(None), entries.c.lease_until <= now),
        )
        .order_by(entries.c.published, entries.c.guid, entries.c.id)
        .limit(1)
    ).first()
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
    )


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


def save(conn: Connection, reading: Reading, fingerprint: Fingerprint, *, now: datetime) -> bool:
    """Keep an article and all that was decided about it; what an edited page said before is kept too.

    False, with nothing written, where the page was read before and says the same: what was decided then
    stands.
    """
    article = reading.article
    before = conn.execute(
        select(articles.c.title, articles.c.text, articles.c.read_at, articles.c.revision).where(
            articles.c.id == article.id
        )
    ).first()
    values = _values(reading, fingerprint, now)
    if before is None:
        conn.execute(insert(articles).values(id=article.id, revision=0, **values))
        return True
    if (before.title, before.text) == (article.title, article.text):
        return False
    conn.execute(
        insert(revisions).values(
            article_id=article.id,
            revision=before.revision,
            read_at=before.read_at,
            title=before.title,
            text=before.text,
        )
    )
    conn.execute(
        update(articles)
        .where(articles.c.id == article.id)
        .values(revision=before.revision + 1, **values)
    )
    return True


def get(conn: Connection, id_or_url: str) -> Reading | None:
    """What was decided about an article, by its id, its URL or its normalised address.

    The changes that it made are the ledger's to tell, and its alerts the outbox's.
    """
    for column in (articles.c.id, articles.c.url, articles.c.address):
        row = conn.execute(
            select(articles).where(column == id_or_url).order_by(articles.c.read_at.desc()).limit(1)
        ).first()
        if row is not None:
            return _reading(row)
    return None


def counts(conn: Connection, since: datetime, until: datetime | None = None) -> Counts:
    """What was read from `since` (inclusive) to `until` (exclusive; None: all later)."""
    span = [articles.c.read_at >= since]
    if until is not None:
        span.append(articles.c.read_at < until)
    on_topic = articles.c.verdict != "off_topic"

    def count(*where: Any) -> int:
        return conn.scalar(select(func.count()).select_from(articles).where(*span, *where)) or 0

    return Counts(
        read=count(),
        on_topic=count(on_topic),
        kept_quiet=count(on_topic, articles.c.decision == "silence"),
        last_new_at=conn.scalar(select(func.max(articles.c.read_at)).where(on_topic)),
    )


def kept_quiet(conn: Connection, story: str) -> int:
    """How many articles of a story were told to nobody."""
    return _count(conn, articles.c.story == story, articles.c.decision == "silence")


def unfiled_between(conn: Connection, start: datetime, end: datetime) -> tuple[str, ...]:
    """The figures of on-topic articles that belong to no series, with their sources, oldest first."""
    rows = conn.execute(
        select(articles.c.filings, articles.c.source)
        .where(
            articles.c.read_at >= start,
            articles.c.read_at < end,
            articles.c.verdict.in_(("new", "same_story")),
            articles.c.decision_code != "baseline",
        )
        .order_by(articles.c.read_at, articles.c.id)
    )
    return tuple(
        f"{filing.figure.text} ({row.source})"
        for row in rows
        for filing in (codec.decode(Filing, one) for one in row.filings)
        if filing.series is None
        and not filing.figure.earlier
        and filing.figure.rendering_of is None
    )


def recorded_as_known(conn: Connection) -> int:
    """How many articles were taken as known when their feeds were first met."""
    return _count(conn, articles.c.decision_code == "baseline")


def waiting(conn: Connection) -> int:
    """How many entries are still to be read."""
    return (
        conn.scalar(select(func.count()).select_from(entries).where(entries.c.state == "due")) or 0
    )


def _count(conn: Connection, *where: Any) -> int:
    return conn.scalar(select(func.count()).select_from(articles).where(*where)) or 0


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
    if known is not None and known.address != address and known.title != entry.title:
        # Another item under a guid that was used before: the guid says nothing, the page does.
        mark = hashlib.sha256(f"{address}\n{entry.title}".encode()).hexdigest()[:16]
        guid = f"{guid}#{mark}"
        known = _by_guid(conn, entry.feed_id, guid)
    if known is not None:
        return _read_again(conn, known, entry, reason, now=now)
    twin = _being_read(conn, address) if reason is not None else None
    due = reason is not None and twin is None
    conn.execute(
        insert(entries).values(
            feed_id=entry.feed_id,
            guid=guid,
            url=entry.url,
            address=address,
            title=entry.title,
            summary=entry.summary,
            source=entry.source,
            language=entry.language,
            published=entry.published,
            dated=entry.dated,
            first_seen_at=now,
            state="due" if due else "unmatched" if reason is None else "done",
            reason=reason if twin is None else f"the same page as entry {twin}",
            baseline=baseline,
            due_at=now if due else None,
        )
    )
    return due


def _by_guid(conn: Connection, feed_id: str, guid: str) -> Row[Any] | None:
    return conn.execute(
        select(entries).where(entries.c.feed_id == feed_id, entries.c.guid == guid)
    ).first()


def _being_read(conn: Connection, address: str | None) -> int | None:
    """The entry through which this page was read or is going to be."""
    if address is None:
        return None
    return conn.scalar(
        select(entries.c.id)
        .where(entries.c.address == address, entries.c.state.in_(("due", "done")))
        .order_by(entries.c.id)
        .limit(1)
    )


def _read_again(
    conn: Connection, known: Row[Any], entry: Entry, reason: str | None, *, now: datetime
) -> bool:
    """Queue an entry once more where the feed shows that it was edited."""
    dated = entry.dated and entry.published != known.published
    edited = dated or (entry.title, entry.summary) != (known.title, known.summary)
    if not edited:
        return False
    due = reason is not None
    conn.execute(
        update(entries)
        .where(entries.c.id == known.id)
        .values(
            title=entry.title,
            summary=entry.summary,
            published=entry.published if entry.dated else known.published,
            dated=entry.dated or known.dated,
            # Who reads it at this moment may have fetched the old page: their lease is void.
            **(
                {
                    "state": "due",
                    "due_at": now,
                    "reason": reason,
                    "attempts": 0,
                    "lease_token": None,
                    "lease_until": None,
                    "baseline": known.baseline and known.state == "due",
                }
                if due
                else {}
            ),
        )
    )
    return due


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


def _values(reading: Reading, fingerprint: Fingerprint, now: datetime) -> dict[str, Any]:
    article, verdict, triage = reading.article, reading.verdict, reading.triage
    return {
        "url": article.url,
        "address": fingerprint.address,
        "feed_id": article.feed_id,
        "source": article.source,
        "rank": article.rank,
        "language": article.language,
        "published": article.published,
        "dated": article.dated,
        "read_at": now,
        "title": article.title,
        "text": article.text,
        "text_from": article.text_from,
        "verdict": verdict.kind,
        "nearest": verdict.nearest,
        "similarity": verdict.similarity,
        "story": verdict.story,
        "origin": verdict.origin,
        "same_page": verdict.same_page,
        "verdict_reason": verdict.reason,
        "topics": [match.topic for match in reading.matches if match.matched],
        "matches": codec.encode(reading.matches),
        "filings": codec.encode(reading.filings),
        "decision": triage.decision,
        "decision_code": triage.code,
        "decision_reason": triage.reason,
        "severity": triage.severity,
    }


def _reading(row: Row[Any]) -> Reading:
    return Reading(
        article=Article(
            id=row.id,
            url=row.url,
            source=row.source,
            rank=row.rank,
            language=row.language,
            published=row.published,
            dated=row.dated,
            title=row.title,
            text=row.text,
            text_from=row.text_from,
            feed_id=row.feed_id,
        ),
        matches=tuple(codec.decode(Match, match) for match in row.matches),
        verdict=Verdict(
            kind=row.verdict,
            nearest=row.nearest,
            similarity=row.similarity,
            story=row.story,
            origin=row.origin,
            reason=row.verdict_reason,
            same_page=row.same_page,
        ),
        filings=tuple(codec.decode(Filing, filing) for filing in row.filings),
        changes=(),
        triage=Triage(
            decision=row.decision,
            code=row.decision_code,
            reason=row.decision_reason,
            severity=row.severity,
        ),
    )

"""Articles: what was read, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from bot.model.alerts import Reading, Triage
from bot.model.figures import Filing
from bot.model.news import Article, Fingerprint, Verdict
from bot.model.topics import Match
from bot.storage import codec
from bot.storage.schema import articles, entries, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far a day's reading went: what a digest is honest about."""

    read: int
    on_topic: int
    kept_quiet: int
    last_new_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided about an article, without its text."""

    url: str | None
    verdict: Verdict
    triage: Triage
    revisions: int


# So many of the latest articles say whether a story is in full course.
LATEST = 50


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
    """What was decided about an article, by its id, its URL, its normalised address or a feed's link to it.

    The changes that it made are the ledger's to tell, and its alerts the outbox's.
    """
    for column in (articles.c.id, articles.c.url, articles.c.address):
        row = conn.execute(
            select(articles)
            .where(column == id_or_url)
            # What stands there itself comes before what a feed said of it.
            .order_by(articles.c.carried_by.is_not(None), articles.c.read_at.desc())
            .limit(1)
        ).first()
        if row is not None:
            return _reading(row)
    linked = conn.scalar(
        select(entries.c.article_id)
        .where(entries.c.url == id_or_url, entries.c.article_id.is_not(None))
        .limit(1)
    )
    return get(conn, linked) if linked is not None and linked != id_or_url else None


def judgements(conn: Connection, ids: Iterable[str]) -> dict[str, Judgement]:
    """What was decided about each of some articles; an id that is no article's is left out."""
    judged = select(
        articles.c.id,
        articles.c.url,
        articles.c.verdict,
        articles.c.nearest,
        articles.c.similarity,
        articles.c.story,
        articles.c.origin,
        articles.c.verdict_reason,
        articles.c.same_page,
        articles.c.decision,
        articles.c.decision_code,
        articles.c.decision_reason,
        articles.c.severity,
        articles.c.revision,
    )
    return {
        row.id: Judgement(
            url=row.url, verdict=_verdict(row), triage=_triage(row), revisions=row.revision
        )
        for row in conn.execute(judged.where(articles.c.id.in_(tuple(ids))))
    }


def oldest_first(
    conn: Connection, since: datetime | None = None
) -> Iterator[tuple[Reading, int, datetime]]:
    """Every article in the order in which it was read, how often it was edited since, and when it was read last."""
    wanted = select(articles).order_by(articles.c.read_at, articles.c.id)
    if since is not None:
        wanted = wanted.where(articles.c.read_at >= since)
    for row in conn.execute(wanted).all():
        yield _reading(row), row.revision, row.read_at


def file_again(conn: Connection, article_id: str, filings: Sequence[Filing]) -> None:
    """Keep where an article's figures belong now."""
    conn.execute(
        update(articles).where(articles.c.id == article_id).values(filings=codec.encode(filings))
    )


def decide_again(conn: Connection, reading: Reading) -> None:
    """Keep what a later look at the same text made of an article's topics and figures."""
    conn.execute(
        update(articles)
        .where(articles.c.id == reading.article.id)
        .values(
            topics=[match.topic for match in reading.matches if match.matched],
            matches=codec.encode(reading.matches),
            filings=codec.encode(reading.filings),
            verdict=reading.verdict.kind,
            story=reading.verdict.story,
        )
    )


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
        and not filing.ruled
        and not filing.figure.earlier
        and filing.figure.rendering_of is None
    )


def recorded_as_known(conn: Connection) -> int:
    """How many articles were taken as known when their feeds were first met."""
    return _count(conn, articles.c.decision_code == "baseline")


def _count(conn: Connection, *where: Any) -> int:
    return conn.scalar(select(func.count()).select_from(articles).where(*where)) or 0


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
        "carried_by": article.carried_by,
        "credited": article.credited,
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


def topics_of(conn: Connection, article_id: str) -> tuple[str, ...]:
    """The topics that an article is on; none for one that is not known."""
    return tuple(conn.scalar(select(articles.c.topics).where(articles.c.id == article_id)) or ())


def count_on_topic(conn: Connection, topic: str, since: datetime, *, to: datetime) -> int:
    """How many of the latest articles of a span of time are on a topic; of many, the latest are looked at."""
    query = (
        select(articles.c.topics)
        .where(articles.c.published.between(since, to), articles.c.verdict != "off_topic")
        .order_by(articles.c.published.desc())
        .limit(LATEST)
    )
    return sum(topic in topics for topics in conn.scalars(query))


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
            carried_by=row.carried_by,
            credited=row.credited,
        ),
        matches=tuple(codec.decode(Match, match) for match in row.matches),
        verdict=_verdict(row),
        filings=tuple(codec.decode(Filing, filing) for filing in row.filings),
        changes=(),
        triage=_triage(row),
    )


def _verdict(row: Row[Any]) -> Verdict:
    return Verdict(
        kind=row.verdict,
        nearest=row.nearest,
        similarity=row.similarity,
        story=row.story,
        origin=row.origin,
        reason=row.verdict_reason,
        same_page=row.same_page,
    )


def _triage(row: Row[Any]) -> Triage:
    return Triage(
        decision=row.decision,
        code=row.decision_code,
        reason=row.decision_reason,
        severity=row.severity,
    )

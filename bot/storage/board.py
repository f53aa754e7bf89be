"""What the board asks: short lists in their order, and counts. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from bot.model.alerts import Alert
from bot.model.figures import Filing
from bot.storage import codec
from bot.storage.schema import alerts, articles, deliveries, entries, observations

UNFILED_ARTICLES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list: what it is, and what became of it."""

    id: str
    title: str
    url: str | None
    source: str
    language: str
    published: datetime
    verdict: str
    decision: str
    reason: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfiledFigure:
    """A figure of an on-topic article that belongs to no series, with the words before and after it."""

    article: str
    title: str
    source: str
    published: datetime
    filing: Filing
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much the database holds; `size` is in bytes."""

    articles: int
    observations: int
    alerts: int
    queued: int
    size: int


def ledger_mark(conn: Connection, topic: str) -> tuple[int, int]:
    """What changes whenever the ledger of a topic does: its last number, and how many were withdrawn."""
    row = conn.execute(
        select(func.max(observations.c.id), func.count(observations.c.withdrawn_at)).where(
            observations.c.topic == topic
        )
    ).one()
    return row[0] or 0, row[1]


def latest_articles(
    conn: Connection, *, decisions: Sequence[str] = (), limit: int = 100, offset: int = 0
) -> tuple[ArticleLine, ...]:
    """The articles that were read last, latest first; of some decisions only, if they are named."""
    wanted = select(
        articles.c.id,
        articles.c.title,
        articles.c.url,
        articles.c.source,
        articles.c.language,
        articles.c.published,
        articles.c.verdict,
        articles.c.decision,
        articles.c.decision_reason.label("reason"),
        articles.c.story,
    )
    if decisions:
        wanted = wanted.where(articles.c.decision.in_(tuple(decisions)))
    rows = conn.execute(
        wanted.order_by(articles.c.read_at.desc(), articles.c.id).limit(limit).offset(offset)
    )
    return tuple(ArticleLine(**row) for row in rows.mappings())


def latest_alerts(
    conn: Connection, *, topic: str | None = None, limit: int = 50
) -> tuple[tuple[Alert, str], ...]:
    """The alerts that were made last, latest first, each with where it went ("alert" or "digest")."""
    wanted = select(alerts.c.alert, alerts.c.decision)
    if topic is not None:
        wanted = wanted.where(alerts.c.topic == topic)
    rows = conn.execute(wanted.order_by(alerts.c.created_at.desc(), alerts.c.key).limit(limit))
    return tuple((codec.decode(Alert, row.alert), row.decision) for row in rows)


def unfiled(conn: Connection, *, limit: int = 100) -> tuple[UnfiledFigure, ...]:
    """The latest figures of on-topic articles that belong to no series, latest article first."""
    rows = conn.execute(
        select(
            articles.c.id,
            articles.c.title,
            articles.c.source,
            articles.c.published,
            articles.c.filings,
            articles.c.text,
        )
        .where(articles.c.verdict.in_(("new", "same_story")))
        .order_by(articles.c.read_at.desc(), articles.c.id)
        .limit(UNFILED_ARTICLES)
    )
    found: list[UnfiledFigure] = []
    for row in rows:
        for one in row.filings:
            if one["series"] is not None or len(found) >= limit:
                continue
            filing = codec.decode(Filing, one)
            if (
                filing.ruled == "dismissed"
                or filing.figure.earlier
                or filing.figure.rendering_of is not None
            ):
                continue
            before, after = _beside(row.text, filing.figure.start, filing.figure.end)
            found.append(
                UnfiledFigure(
                    article=row.id,
                    title=row.title,
                    source=row.source,
                    published=row.published,
                    filing=filing,
                    before=before,
                    after=after,
                )
            )
    return tuple(found)


def totals(conn: Connection) -> Totals:
    """How much there is of everything."""

    def count(table: object, *where: object) -> int:
        return conn.scalar(select(func.count()).select_from(table).where(*where)) or 0  # type: ignore[arg-type]  # any table

    return Totals(
        articles=count(articles),
        observations=count(observations, observations.c.withdrawn_at.is_(None)),
        alerts=count(alerts),
        queued=count(entries, entries.c.state == "due"),
        size=_size(conn),
    )


def _size(conn: Connection) -> int:
    """What the database takes, in bytes."""
    if conn.dialect.name == "postgresql":
        return conn.scalar(text("SELECT pg_database_size(current_database())")) or 0
    pages = conn.scalar(text("PRAGMA page_count")) or 0
    return pages * (conn.scalar(text("PRAGMA page_size")) or 0)


def sent(conn: Connection) -> int:
    """How many messages somebody has."""
    return (
        conn.scalar(
            select(func.count()).select_from(deliveries).where(deliveries.c.state == "sent")
        )
        or 0
    )


def _beside(whole: str, start: int, end: int, *, reach: int = 90) -> tuple[str, str]:
    """The words before and after a figure on its line, for a list that has no room for all of it."""
    first = whole.rfind("\n", max(0, start - reach), start) + 1 or max(0, start - reach)
    last = whole.find("\n", end, end + reach)
    last = last if last >= 0 else min(len(whole), end + reach)
    cut_before, cut_after = "…" if first else "", "…" if last < len(whole) else ""
    return f"{cut_before}{whole[first:start].lstrip()}", f"{whole[end:last].rstrip()}{cut_after}"

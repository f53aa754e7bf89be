"""The figures of a topic's latest pages and seeds, and what each most likely is a figure of: filing's memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from bot.model.known import KnownValue
from bot.storage.schema import articles, observations

# So many of a topic's latest records say which pages are looked at.
RECORDS = 600
_SEED = "seed:"


def latest(conn: Connection, topic: str) -> tuple[tuple[date, KnownValue], ...]:
    """What the topic's latest pages and seeds said, oldest first, each with the day on which it was published.

    Pages of whose figures none was ever filed are left out. `dollars` is None: rates are the caller's.
    """
    query = (
        select(observations.c.article_id, observations.c.observation, observations.c.published)
        .where(observations.c.topic == topic, observations.c.withdrawn_at.is_(None))
        .order_by(observations.c.id.desc())
        .limit(RECORDS)
    )
    rows = conn.execute(query).all()[::-1]
    pages = dict.fromkeys(row.article_id for row in rows)
    kept = {
        row.id: row
        for row in conn.execute(
            select(articles.c.id, articles.c.filings, articles.c.published).where(
                articles.c.id.in_(tuple(pages))
            )
        )
    }
    found = [
        (row.published.date(), _of_seed(row.article_id, row.observation["after"]))
        for row in rows
        if row.article_id.startswith(_SEED)
    ]
    for page in pages:
        if page in kept:
            found += of_filings(page, kept[page].published, topic, kept[page].filings)
    return tuple(found)


def seeded(conn: Connection, topic: str) -> tuple[tuple[date, KnownValue], ...]:
    """What seeds said of a topic, oldest first, each with its day."""
    query = (
        select(observations.c.article_id, observations.c.observation, observations.c.published)
        .where(
            observations.c.topic == topic,
            observations.c.withdrawn_at.is_(None),
            observations.c.article_id.like(f"{_SEED}%"),
        )
        .order_by(observations.c.id)
    )
    return tuple(
        (row.published.date(), _of_seed(row.article_id, row.observation["after"]))
        for row in conn.execute(query)
    )


def of_filings(
    article: str, published: datetime, topic: str, filings: Iterable[Mapping[str, Any]]
) -> list[tuple[date, KnownValue]]:
    """The figures of one page, from its filings as they are kept."""
    return [
        (published.date(), _value(article, one["figure"], _likely(one)))
        for one in filings
        if one["topic"] == topic
    ]


def _of_seed(article: str, observation: Mapping[str, Any]) -> KnownValue:
    return _value(article, observation["figure"], ((observation["series"], 1.0),))


def _value(
    article: str, figure: Mapping[str, Any], likely: tuple[tuple[str, float], ...]
) -> KnownValue:
    return KnownValue(
        article=article,
        start=figure["start"],
        unit=figure["unit"],
        low=Decimal(figure["low"]),
        high=Decimal(figure["high"]),
        resolution=Decimal(figure["resolution"]),
        dollars=None,
        likely=likely,
    )


def _likely(filing: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """What a person or a second reader decided is sure; else what filing found likely."""
    series, likely = filing["series"], filing.get("likely") or ()
    decided = bool(filing.get("ruled")) or (
        series is not None and series not in [name for name, _ in likely]
    )
    if decided:
        return ((series, 1.0),) if series is not None else ()
    return tuple((name, float(share)) for name, share in likely)

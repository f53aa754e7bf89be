"""The pages of a story as they name its parties, and headlines that are of no story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, or_, select

from bot.model.suggestions import StoryPage
from bot.model.topics import Match
from bot.storage import codec
from bot.storage.schema import articles, entries

# So many of the latest pages and headlines are looked at.
MOST_PAGES = 500
MOST_HEADLINES = 5_000


def pages_of(conn: Connection, topic: str, since: datetime) -> tuple[StoryPage, ...]:
    """The pages on a topic that were published since then, oldest first; of many, the latest."""
    rows = conn.execute(
        select(
            articles.c.id,
            articles.c.origin,
            articles.c.url,
            articles.c.source,
            articles.c.language,
            articles.c.published,
            articles.c.title,
            articles.c.text,
            articles.c.topics,
            articles.c.matches,
        )
        .where(articles.c.published >= since, articles.c.verdict != "off_topic")
        .order_by(articles.c.published.desc(), articles.c.id)
        .limit(MOST_PAGES)
    )
    found = [
        StoryPage(
            id=row.id,
            origin=row.origin,
            url=row.url,
            source=row.source,
            language=row.language,
            published=row.published,
            title=row.title,
            text=row.text,
            mentions=tuple(
                mention
                for match in (codec.decode(Match, one) for one in row.matches)
                if match.topic == topic
                for mention in match.mentions
            ),
        )
        for row in rows
        if topic in row.topics
    ]
    return tuple(reversed(found))


def ordinary_headlines(
    conn: Connection, languages: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The latest headlines that were not worth reading, by language without region or script.

    `languages` gives the language of each feed, for items that name none.
    """
    rows = conn.execute(
        select(entries.c.title, entries.c.language, entries.c.feed_id)
        .where(entries.c.state == "unmatched")
        .order_by(entries.c.id.desc())
        .limit(MOST_HEADLINES)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        tag = row.language or languages.get(row.feed_id, "")
        if tag:
            found[tag.split("-", 1)[0]].append(row.title)
    return {language: tuple(titles) for language, titles in found.items()}


def never_read(conn: Connection, url: str) -> tuple[str, str] | None:
    """Feed and headline of an item that was not worth reading, by its link or its address; else None."""
    row = conn.execute(
        select(entries.c.feed_id, entries.c.title)
        .where(or_(entries.c.url == url, entries.c.address == url), entries.c.state == "unmatched")
        .limit(1)
    ).first()
    return (row.feed_id, row.title) if row is not None else None

"""What need not be kept for ever: what is only looked up, and what nobody was told of. Never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, String, cast, delete, func, select, text, update

from bot.model.retention import Keep
from bot.storage import similar
from bot.storage.schema import articles, entries, hosts, revisions

# A report that comes again under a new date after this long is still known by its address, its text and its
# headline.
LOOKED_UP_FOR = timedelta(days=400)
# So many rows at once, so that nobody waits long for the write lock.
ROWS_AT_ONCE = 2_000
# A feed that makes up new names at each poll: of what it held and no topic wanted, the latest so many.
MOST_UNMATCHED = 10_000
# Free pages given back to the disk at once: 8 MB.
PAGES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What was cleared away; `more` where a limit of rows was reached."""

    articles_out_of_look_up: int
    hosts_released: int
    items_forgotten: int = 0
    texts_forgotten: int = 0

    @property
    def more(self) -> bool:
        """Whether there is more to clear away."""
        return max(self.items_forgotten, self.texts_forgotten) >= ROWS_AT_ONCE


def tidy(conn: Connection, *, now: datetime, keep: Keep | None = None) -> Tidied:
    """Clear away, as far as it goes at once, what `keep` says is over.

    Old articles leave the near-copy tables, holds that are over go, and so do items that matched nothing and texts
    without a figure. Alerts, deliveries, observations and the texts that they quote all stay.
    """
    keep = keep or Keep()
    released = conn.execute(delete(hosts).where(hosts.c.not_before <= now)).rowcount
    forgotten = similar.forget_before(conn, now - LOOKED_UP_FOR)
    items = _forget_items(conn, now - keep.summaries)
    texts = _forget_texts(conn, now - keep.texts)
    # A server sees to these by itself (autovacuum).
    if conn.dialect.name == "sqlite":
        # Refreshes the planner's statistics where they have gone stale; does nothing otherwise.
        conn.execute(text("PRAGMA optimize"))
        _give_back(conn)
    return Tidied(
        articles_out_of_look_up=forgotten,
        hosts_released=released,
        items_forgotten=items,
        texts_forgotten=texts,
    )


def _give_back(conn: Connection) -> None:
    """Give free pages back to the disk, where the database was made to (see engine)."""
    # It takes a step a page, which only the driver's own cursor goes to the end.
    cursor = conn.connection.cursor()
    cursor.execute(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})")
    cursor.fetchall()
    cursor.close()


def _forget_items(conn: Connection, before: datetime) -> int:
    """Forget items that matched nothing: the old ones, and all but the latest of a feed that never ends."""
    unmatched = entries.c.state == "unmatched"
    old = select(entries.c.id).where(unmatched, entries.c.first_seen_at < before)
    gone = conn.execute(
        delete(entries).where(entries.c.id.in_(old.limit(ROWS_AT_ONCE).scalar_subquery()))
    ).rowcount
    crowded = conn.execute(
        select(entries.c.feed_id, func.count())
        .where(unmatched)
        .group_by(entries.c.feed_id)
        .having(func.count() > MOST_UNMATCHED)
    ).all()
    for feed_id, count in crowded:
        first = (
            select(entries.c.id)
            .where(unmatched, entries.c.feed_id == feed_id)
            .order_by(entries.c.id)
            .limit(min(ROWS_AT_ONCE, count - MOST_UNMATCHED))
        )
        gone += conn.execute(
            delete(entries).where(entries.c.id.in_(first.scalar_subquery()))
        ).rowcount
    return gone


def _forget_texts(conn: Connection, before: datetime) -> int:
    """Forget texts, earlier versions too, of articles that state no figure of a topic; that they were read stays."""
    bare = (
        select(articles.c.id)
        .where(
            articles.c.read_at < before,
            articles.c.text != "",
            cast(articles.c.filings, String) == "[]",
        )
        .limit(ROWS_AT_ONCE)
    )
    ids = conn.scalars(bare).all()
    conn.execute(delete(revisions).where(revisions.c.article_id.in_(ids)))
    conn.execute(update(articles).where(articles.c.id.in_(ids)).values(text=""))
    return len(ids)

"""What need not be kept for ever: only what is looked up, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, text

from bot.storage import similar
from bot.storage.schema import hosts

# A report that comes again under a new date after this long is still known by its address, its text and its
# headline.
LOOKED_UP_FOR = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What was cleared away."""

    articles_out_of_look_up: int
    hosts_released: int


def tidy(conn: Connection, *, now: datetime) -> Tidied:
    """Take old articles out of the near-copy tables and forget holds that are over.

    Articles, alerts, deliveries, observations and their texts all stay.
    """
    released = conn.execute(delete(hosts).where(hosts.c.not_before <= now)).rowcount
    forgotten = similar.forget_before(conn, now - LOOKED_UP_FOR)
    if conn.dialect.name == "sqlite":
        # Refreshes the planner's statistics where they have gone stale; does nothing otherwise.
        conn.execute(text("PRAGMA optimize"))
    return Tidied(articles_out_of_look_up=forgotten, hosts_released=released)

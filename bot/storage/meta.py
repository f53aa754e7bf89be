"""Single facts about the whole database, by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.storage.schema import meta

# From when on what a feed brings at its first meeting is told, and its silence means something.
TELL_SINCE = "tell_since"


def remember(conn: Connection, key: str, value: str | None) -> None:
    """Keep `value` under `key`; None forgets it."""
    conn.execute(delete(meta).where(meta.c.key == key))
    if value is not None:
        conn.execute(insert(meta).values(key=key, value=value))


def recall(conn: Connection, key: str) -> str | None:
    """What was kept under `key`, or None."""
    return conn.scalar(select(meta.c.value).where(meta.c.key == key))


def remember_time(conn: Connection, key: str, moment: datetime | None) -> None:
    """Keep a time under `key`; None forgets it."""
    remember(conn, key, moment.isoformat() if moment else None)


def recall_time(conn: Connection, key: str) -> datetime | None:
    """The time that was kept under `key`, or None."""
    kept = recall(conn, key)
    return datetime.fromisoformat(kept) if kept else None

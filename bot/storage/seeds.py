"""Seeds: which records have been entered, and what they said then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.storage.schema import seeds


def add(conn: Connection, name: str, record: Mapping[str, Any], *, now: datetime) -> None:
    """Take note that a record was entered, with its contents; once more replaces it."""
    conn.execute(delete(seeds).where(seeds.c.name == name))
    conn.execute(insert(seeds).values(name=name, record=dict(record), loaded_at=now))


def names(conn: Connection) -> frozenset[str]:
    """The names of the records that were entered."""
    return frozenset(conn.scalars(select(seeds.c.name)))


def get(conn: Connection, name: str) -> Mapping[str, Any] | None:
    """What a record said when it was entered; None where it was not."""
    record: Mapping[str, Any] | None = conn.scalar(
        select(seeds.c.record).where(seeds.c.name == name)
    )
    return record

"""Floods: what waits for one receiver at once, and goes out under one message instead of many."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, exists, func, select, update

from bot.model.alerts import Alert
from bot.storage import codec
from bot.storage.schema import alerts, deliveries

_PREFIX = "rollup:"


def sent_since(conn: Connection, receiver: str, since: datetime) -> int:
    """How many alerts a receiver was sent since then, each as a message of its own or in its story's thread."""
    return (
        conn.scalar(
            select(func.count())
            .select_from(deliveries)
            .where(
                deliveries.c.receiver == receiver,
                deliveries.c.kind == "alert",
                deliveries.c.sent_at >= since,
                deliveries.c.thread.not_like(f"{_PREFIX}%"),
            )
        )
        or 0
    )


def waiting(conn: Connection, receiver: str, *, now: datetime) -> tuple[tuple[int, Alert], ...]:
    """The alerts that wait for a receiver and were never tried, with their deliveries' numbers, oldest first.

    One whose story's earlier messages have an end that nobody knows waits for that in its own thread.
    """
    earlier = deliveries.alias("earlier")
    unknown = exists().where(
        earlier.c.receiver == deliveries.c.receiver,
        earlier.c.thread == deliveries.c.thread,
        earlier.c.id < deliveries.c.id,
        earlier.c.state.in_(("sending", "unknown", "retry")),
    )
    rows = conn.execute(
        select(deliveries.c.id, deliveries.c.thread, alerts.c.alert)
        .join(alerts, alerts.c.key == deliveries.c.key)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.kind == "alert",
            deliveries.c.state == "pending",
            deliveries.c.attempts == 0,
            deliveries.c.created_at <= now,
            deliveries.c.thread.not_like(f"{_PREFIX}%"),
            ~unknown,
        )
        .order_by(deliveries.c.id)
    )
    # A story that was merged goes by the name of its thread.
    return tuple(
        (row.id, replace(codec.decode(Alert, row.alert), story=row.thread)) for row in rows
    )


def name_of(numbers: Collection[int]) -> str:
    """What a roll-up of these deliveries is called: its key, and the thread that it begins."""
    listed = ",".join(str(number) for number in sorted(numbers))
    return f"{_PREFIX}{hashlib.sha256(listed.encode()).hexdigest()[:32]}"


def gather(
    conn: Connection, receiver: str, numbers: Collection[int], thread: str, *, now: datetime
) -> None:
    """Let these alerts go out in one thread, and the roots that were to begin their stories' own not at all."""
    stories = set(
        conn.scalars(select(deliveries.c.thread).where(deliveries.c.id.in_(tuple(numbers))))
    )
    conn.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(tuple(numbers)))
        .values(thread=thread, due_at=now)
    )
    conn.execute(
        update(deliveries)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.kind == "root",
            deliveries.c.state == "pending",
            deliveries.c.attempts == 0,
            deliveries.c.thread.in_(stories),
        )
        .values(state="muted", last_error="what it was to begin was told among many at once")
    )

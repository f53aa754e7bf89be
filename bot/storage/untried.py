"""What waits in the outbox and has not been tried yet: it may still be said otherwise, sooner, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, or_, select, update

from bot.model.alerts import Alert
from bot.storage import codec
from bot.storage.schema import alerts, deliveries

UNTRIED: ColumnElement[bool] = and_(deliveries.c.state == "pending", deliveries.c.attempts == 0)


def alerts_in(
    conn: Connection, receiver: str, thread: str
) -> tuple[tuple[Alert, Mapping[str, Any]], ...]:
    """The alerts that wait in a receiver's thread, each with the payload that is to go out, in their order.

    An alert by mail that went to another of the receiver's addresses does not count: it is out.
    """
    other = deliveries.alias("other")
    out = exists().where(
        other.c.receiver == deliveries.c.receiver,
        other.c.key == deliveries.c.key,
        or_(other.c.state != "pending", other.c.attempts != 0),
    )
    rows = conn.execute(
        select(alerts.c.alert, deliveries.c.payload)
        .join(deliveries, deliveries.c.key == alerts.c.key)
        .where(_theirs(receiver, thread), deliveries.c.kind == "alert", ~out)
        .order_by(deliveries.c.id)
    ).all()
    # An alert by mail waits once for each address.
    found = {(alert := codec.decode(Alert, row.alert)).key: (alert, row.payload) for row in rows}
    return tuple(found.values())


def beginning(conn: Connection, receiver: str, thread: str) -> Row[Any] | None:
    """The first message that a receiver's thread waits for: its `key` and `kind`; None where none waits."""
    return conn.execute(
        select(deliveries.c.key, deliveries.c.kind)
        .where(_theirs(receiver, thread), deliveries.c.kind.in_(("root", "rollup")))
        .order_by(deliveries.c.id)
        .limit(1)
    ).first()


def say(
    conn: Connection,
    receiver: str,
    key: str,
    payload: Mapping[str, Any],
    *,
    under: str | None = None,
) -> None:
    """Let what waits say something else, under another key if one is given; who holds it loses it."""
    values = {"payload": dict(payload), "key": under or key}
    _change(conn, receiver, key, values)


def keep_back(conn: Connection, receiver: str, key: str, *, why: str) -> None:
    """Let what waits not go out at all; who holds it loses it."""
    _change(conn, receiver, key, {"state": "muted", "last_error": why})


def hasten(conn: Connection, receiver: str, thread: str, *, now: datetime) -> None:
    """Let what waits in a thread wait no longer: something behind it is urgent."""
    conn.execute(
        update(deliveries)
        .where(_theirs(receiver, thread), deliveries.c.due_at > now)
        .values(due_at=now)
    )


def _theirs(receiver: str, thread: str) -> ColumnElement[bool]:
    return and_(deliveries.c.receiver == receiver, deliveries.c.thread == thread, UNTRIED)


def _change(conn: Connection, receiver: str, key: str, values: Mapping[str, Any]) -> None:
    conn.execute(
        update(deliveries)
        .where(deliveries.c.receiver == receiver, deliveries.c.key == key, UNTRIED)
        # A worker that has claimed it, with what it said before, may not send it.
        .values(**values, lease_token=None, lease_until=None)
    )

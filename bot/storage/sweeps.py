"""Late copies: what went out again after an attempt of which nothing was found is looked after for a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from bot.model.alerts import Delivery
from bot.storage import outbox, threads
from bot.storage.schema import sweeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A delivery of which a second copy may turn up; `since` is when its first attempt began."""

    delivery: Delivery
    since: datetime
    looks: int


def put(conn: Connection, delivery_id: int, *, since: datetime, due_at: datetime) -> None:
    """Look for another copy of a delivery from `due_at` on; the first attempt's time stays."""
    if not conn.scalar(select(exists().where(sweeps.c.delivery_id == delivery_id))):
        conn.execute(insert(sweeps).values(delivery_id=delivery_id, since=since, due_at=due_at))


def first_due(conn: Connection, *, now: datetime) -> Sweep | None:
    """The look that has been due longest, at a delivery that was sent; None where none is due."""
    for row in conn.execute(
        select(sweeps).where(sweeps.c.due_at <= now).order_by(sweeps.c.due_at)
    ).all():
        delivery = outbox.get(conn, row.delivery_id)
        if delivery.state == "sent":
            replied_to = replace(delivery, root_ref=_thread_of(conn, delivery))
            return Sweep(delivery=replied_to, since=row.since, looks=row.looks)
    return None


def _thread_of(conn: Connection, delivery: Delivery) -> str | None:
    """What a delivery replies to in the channel in which it stands; None for what begins a thread."""
    if delivery.thread is None:
        return None
    channel = (delivery.sink_ref or "").split(" ")[0]
    root = threads.root_ref(conn, delivery.receiver, delivery.thread, channel=channel)
    return root if root != delivery.sink_ref else None


def look_again(conn: Connection, sweep: Sweep, *, due_at: datetime, looked: bool) -> None:
    """Come back then; `looked` where this look came to its end."""
    conn.execute(
        update(sweeps)
        .where(sweeps.c.delivery_id == sweep.delivery.id)
        .values(due_at=due_at, looks=sweep.looks + looked)
    )


def end(conn: Connection, sweep: Sweep) -> None:
    """No copy will turn up any more."""
    conn.execute(delete(sweeps).where(sweeps.c.delivery_id == sweep.delivery.id))

"""The first messages of stories' threads, which are kept current while the story goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, insert, or_, select, update

from bot.model.alerts import Alert, Delivery, Receiver
from bot.storage import channels, codec, outbox, stories, told
from bot.storage.schema import alerts, deliveries, roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A root that is to be looked at: its message, since when, and the mark of what it shows."""

    root: Delivery
    due_at: datetime
    attempts: int
    shown: str | None


def begun(conn: Connection, receiver: Receiver, thread: str) -> bool:
    """Whether a receiver has a thread, or is to get its first message, in the channel that it has now."""
    channel = channels.of(conn, receiver)
    place = f"{channel} " if channel is not None else ""
    there = exists().where(
        deliveries.c.receiver == receiver.id,
        deliveries.c.thread == thread,
        deliveries.c.state.not_in(("muted", "dead")),
        or_(deliveries.c.state != "sent", deliveries.c.sink_ref.startswith(place, autoescape=True)),
    )
    return bool(conn.scalar(select(there)))


def mark_due(conn: Connection, receiver: str, thread: str, *, now: datetime) -> None:
    """Let the roots of a receiver's thread be looked at, since something was told in it or taken back.

    Of a flood's thread that is its first message, and the roots of the stories that were told there.
    """
    told_there = conn.scalars(
        select(alerts.c.story)
        .join(deliveries, deliveries.c.key == alerts.c.key)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.thread == thread,
            deliveries.c.thread.like("rollup:%"),
        )
        .distinct()
    ).all()
    threads = {thread, *(stories.resolve(conn, story) for story in told_there)}
    theirs = select(deliveries.c.id).where(
        deliveries.c.receiver == receiver,
        deliveries.c.thread.in_(threads),
        deliveries.c.kind.in_(("root", "rollup")),
        deliveries.c.state == "sent",
    )
    for number in conn.scalars(theirs).all():
        known = conn.execute(
            update(roots).where(roots.c.delivery_id == number).values(due_at=now, attempts=0)
        )
        if not known.rowcount:
            conn.execute(insert(roots).values(delivery_id=number, due_at=now, attempts=0))


def first_due(conn: Connection, *, now: datetime) -> Due | None:
    """The root that has been due longest; None where none is."""
    row = conn.execute(
        select(roots).where(roots.c.due_at <= now).order_by(roots.c.due_at).limit(1)
    ).first()
    if row is None:
        return None
    return Due(
        root=outbox.get(conn, row.delivery_id),
        due_at=row.due_at,
        attempts=row.attempts,
        shown=row.shown,
    )


def told_in(conn: Connection, receiver: str, thread: str) -> tuple[Alert, ...]:
    """What a receiver was told of a story, oldest first, without figures that were withdrawn since.

    What went out in the thread of a flood counts too.
    """
    rows = conn.execute(
        select(alerts.c.alert, alerts.c.story, deliveries.c.thread)
        .join(deliveries, deliveries.c.key == alerts.c.key)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.kind == "alert",
            deliveries.c.state == "sent",
            or_(deliveries.c.thread == thread, deliveries.c.thread.like("rollup:%")),
        )
        # Deliveries are written as articles are settled; an alert's own time is when its article was taken.
        .order_by(deliveries.c.id)
    ).all()
    return told.still_counting(
        conn,
        (
            codec.decode(Alert, row.alert)
            for row in rows
            if row.thread == thread or stories.resolve(conn, row.story) == thread
        ),
    )


def gathered_in(conn: Connection, receiver: str, thread: str) -> tuple[Alert, ...]:
    """What a flood's thread holds or is to hold, in its order, without figures that were withdrawn since."""
    rows = conn.scalars(
        select(alerts.c.alert)
        .join(deliveries, deliveries.c.key == alerts.c.key)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.thread == thread,
            deliveries.c.state.not_in(("muted", "dead")),
        )
        .order_by(deliveries.c.id)
    )
    return told.still_counting(conn, (codec.decode(Alert, row) for row in rows))


def note_shown(conn: Connection, due: Due, mark: str) -> None:
    """Take note of what a root shows now; it stays due where more was told meanwhile."""
    conn.execute(
        update(roots).where(roots.c.delivery_id == due.root.id).values(shown=mark, attempts=0)
    )
    settle(conn, due)


def settle(conn: Connection, due: Due, *, until: datetime | None = None) -> None:
    """Leave a root alone, or until then; it stays due where more was told meanwhile."""
    values = {"due_at": until, "attempts": due.attempts + 1 if until is not None else 0}
    conn.execute(
        update(roots)
        .where(roots.c.delivery_id == due.root.id, roots.c.due_at == due.due_at)
        .values(values)
    )

"""Threads of messages: what they begin with, where that is gone, and when two stories turn out to be one."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select, update

from bot.storage import meta
from bot.storage.schema import deliveries
from bot.storage.untried import UNTRIED


def root_ref(
    conn: Connection, receiver: str, thread: str, *, channel: str | None = None
) -> str | None:
    """The sink's reference of the first message of a thread: what the later ones reply to.

    `channel` is the one in which it has to stand.
    """
    place = f"{channel} " if channel is not None else ""
    moved = meta.recall(conn, _moved(receiver, thread))
    if moved is not None and moved.startswith(place):
        return moved
    return conn.scalar(
        select(deliveries.c.sink_ref)
        .where(
            deliveries.c.receiver == receiver,
            deliveries.c.thread == thread,
            deliveries.c.state == "sent",
            deliveries.c.sink_ref.startswith(place, autoescape=True),
        )
        .order_by(deliveries.c.kind != "rollup", deliveries.c.id)
        .limit(1)
    )


def link_of(conn: Connection, reference: str) -> str | None:
    """The address of a message, as the sink gave it: "" where it has none, None where it was not asked."""
    return meta.recall(conn, f"link:{reference}")


def note_link(conn: Connection, reference: str, link: str | None) -> None:
    """Keep the address of a message, or that it has none."""
    meta.remember(conn, f"link:{reference}", link or "")


def go_on_under(conn: Connection, receiver: str, thread: str, reference: str) -> None:
    """Let a thread whose first message is gone go on under another."""
    meta.remember(conn, _moved(receiver, thread), reference)


def join(conn: Connection, thread: str, *, into: str) -> None:
    """Let what is told in one thread go on in another, from the next message on.

    A receiver who has the other thread keeps what was sent where it stands; one who has not goes on in
    the thread that it knows. An attempt that is under way, or of which nobody knows, ends where it began:
    the sink is asked there.
    """
    known = set(
        conn.scalars(
            select(deliveries.c.receiver).where(
                deliveries.c.thread == into, deliveries.c.state == "sent"
            )
        )
    )
    untried = deliveries.c.state.in_(("pending", "retry", "dead"))
    conn.execute(
        update(deliveries)
        .where(
            deliveries.c.thread == thread,
            or_(untried, deliveries.c.receiver.not_in(sorted(known))),
        )
        .values(thread=into)
    )
    _begin_once(conn, into)


def _begin_once(conn: Connection, thread: str) -> None:
    """Let a thread that has begun begin no second time; of two that wait to begin it, the first one does."""
    begun = set(
        conn.scalars(
            select(deliveries.c.receiver).where(
                deliveries.c.thread == thread,
                or_(deliveries.c.state == "sent", deliveries.c.kind == "root"),
                deliveries.c.state.in_(("sent", "sending", "unknown", "retry")),
            )
        )
    )
    waiting = conn.execute(
        select(deliveries.c.id, deliveries.c.receiver)
        .where(deliveries.c.thread == thread, deliveries.c.kind == "root", UNTRIED)
        .order_by(deliveries.c.id)
    ).all()
    for row in waiting:
        if row.receiver in begun:
            conn.execute(
                update(deliveries)
                .where(deliveries.c.id == row.id)
                .values(
                    state="muted",
                    last_error="its story is part of another, whose thread begins otherwise",
                    lease_token=None,
                    lease_until=None,
                )
            )
        begun.add(row.receiver)


def _moved(receiver: str, thread: str) -> str:
    return f"thread:{receiver}:{thread}"

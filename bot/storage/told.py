"""Who was told of what: which receivers have, or are to get, a figure of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from bot.model.alerts import Alert
from bot.storage import codec
from bot.storage.schema import alerts, deliveries, observations

# Whoever these went to was not told, and needs no correction.
_NEVER_TOLD = ("muted", "dead")


def alert(conn: Connection, key: str) -> Alert | None:
    """An alert by its key."""
    kept = conn.scalar(select(alerts.c.alert).where(alerts.c.key == key))
    return codec.decode(Alert, kept) if kept is not None else None


def told_of(conn: Connection, numbers: Collection[int]) -> Iterator[tuple[Alert, str, str | None]]:
    """Each telling of observations, by their numbers: the alert, its receiver, and the thread it stands in."""
    theirs = select(observations.c.article_id).where(observations.c.id.in_(tuple(numbers)))
    made = conn.scalars(
        select(alerts.c.alert)
        .where(alerts.c.article_id.in_(theirs))
        .order_by(alerts.c.created_at, alerts.c.key)
    ).all()
    for one in (codec.decode(Alert, kept) for kept in made):
        if not any(change.after.id in numbers for change in one.changes):
            continue
        put = (
            select(deliveries.c.receiver, deliveries.c.thread)
            .where(deliveries.c.key == one.key, deliveries.c.state.not_in(_NEVER_TOLD))
            .order_by(deliveries.c.id)
        )
        for receiver, thread in conn.execute(put).all():
            yield one, receiver, thread

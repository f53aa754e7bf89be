"""Who was told of what: which receivers have, or are to get, a figure of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from bot.model.alerts import Alert
from bot.model.figures import Observation
from bot.storage import codec
from bot.storage.schema import alerts, deliveries, observations

# Whoever these went to was not told, and needs no correction.
_NEVER_TOLD = ("muted", "dead")


def alert(conn: Connection, key: str) -> Alert | None:
    """An alert by its key."""
    kept = conn.scalar(select(alerts.c.alert).where(alerts.c.key == key))
    return codec.decode(Alert, kept) if kept is not None else None


def still_counting(conn: Connection, told: Iterable[Alert]) -> tuple[Alert, ...]:
    """Alerts without the figures that were withdrawn since; where none is left, without changes.

    Filing the past again withdraws every observation and makes it anew: one that stands there again still counts.
    """
    given = tuple(told)
    theirs = {change.after.article for one in given for change in one.changes}
    rows = conn.execute(
        select(observations.c.id, observations.c.observation, observations.c.withdrawn_at)
        .where(observations.c.article_id.in_(theirs))
        .order_by(observations.c.id)
    ).all()
    said = [(row, codec.decode(Observation, row.observation["after"])) for row in rows]
    gone = {row.id for row, _ in said if row.withdrawn_at is not None}
    live = {_place(one) for row, one in said if row.withdrawn_at is None}
    return tuple(
        replace(
            one,
            changes=tuple(
                change
                for change in one.changes
                if change.after.id not in gone or _place(change.after) in live
            ),
        )
        for one in given
    )


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


def _place(one: Observation) -> tuple[str, str, str, int, str]:
    figure = one.figure
    return (one.topic, one.series, one.article, figure.start, figure.text)

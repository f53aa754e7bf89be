"""Who was told of what: which receivers have, or are to get, a figure of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, case, func, select

from bot.model.alerts import Alert
from bot.model.figures import Observation
from bot.storage import codec
from bot.storage.schema import alerts, deliveries, observations
from bot.storage.untried import UNTRIED

# Whoever these went to was not told, and needs no correction.
_NEVER_TOLD = ("muted", "dead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An observation as an alert told it to a receiver, in a thread; or `waits` to tell it, and was not tried yet."""

    alert: Alert
    observation: Observation
    receiver: str
    thread: str | None
    waits: bool


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


def told_of(conn: Connection, numbers: Collection[int]) -> Iterator[Telling]:
    """Each telling of observations, by their numbers: what has left, may have left, or waits."""
    gone = conn.execute(
        select(observations.c.article_id, observations.c.observation).where(
            observations.c.id.in_(tuple(numbers))
        )
    ).all()
    # Told before the past was filed again, it has another number.
    places = {_place(codec.decode(Observation, row.observation["after"])) for row in gone}
    made = conn.scalars(
        select(alerts.c.alert)
        .where(alerts.c.article_id.in_({row.article_id for row in gone}))
        .order_by(alerts.c.created_at, alerts.c.key)
    ).all()
    for one in (codec.decode(Alert, kept) for kept in made):
        told = next((each.after for each in one.changes if _place(each.after) in places), None)
        if told is None:
            continue
        put = (
            select(
                deliveries.c.receiver,
                deliveries.c.thread,
                func.min(case((UNTRIED, 1), else_=0)).label("waits"),
            )
            .where(deliveries.c.key == one.key, deliveries.c.state.not_in(_NEVER_TOLD))
            .group_by(deliveries.c.receiver, deliveries.c.thread)
            .order_by(func.min(deliveries.c.id))
        )
        for row in conn.execute(put).all():
            yield Telling(
                alert=one,
                observation=told,
                receiver=row.receiver,
                thread=row.thread,
                waits=bool(row.waits),
            )


def _place(one: Observation) -> tuple[str, str, str, int, str]:
    figure = one.figure
    return (one.topic, one.series, one.article, figure.start, figure.text)

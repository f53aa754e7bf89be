"""Mutes: who asked not to be told of what, and until when; never deleted, so that the past can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.model.alerts import Alert
from bot.model.mutes import Mute, MuteScope, muting
from bot.storage import codec, stories
from bot.storage.schema import alerts, mutes


def add(
    conn: Connection,
    *,
    receiver: str,
    scope: MuteScope,
    subject: str,
    until: datetime,
    by: str,
    now: datetime,
) -> int:
    """Mute a subject for one receiver, and return the mute's number.

    Asked again while the same subject is muted at least as long, nothing is written: it is that mute.
    """
    for one in in_force(conn, receiver, now=now):
        if (one.scope, one.subject) == (scope, subject) and one.until >= until:
            return one.id
    made = conn.execute(
        insert(mutes)
        .values(
            receiver=receiver, scope=scope, subject=subject, until=until, made_by=by, made_at=now
        )
        .returning(mutes.c.id)
    )
    return int(made.scalar_one())


def lift(conn: Connection, number: int, *, by: str, now: datetime) -> bool:
    """End a mute before its time; False where none with this number is in force."""
    lifted = conn.execute(
        update(mutes)
        .where(mutes.c.id == number, mutes.c.lifted_at.is_(None), mutes.c.until > now)
        .values(lifted_by=by, lifted_at=now)
    )
    return lifted.rowcount == 1


def in_force(conn: Connection, receiver: str | None = None, *, now: datetime) -> tuple[Mute, ...]:
    """What is muted now, for one receiver or for all of them, in the order in which it was asked for."""
    asked = select(mutes).where(mutes.c.lifted_at.is_(None), mutes.c.until > now)
    if receiver is not None:
        asked = asked.where(mutes.c.receiver == receiver)
    return tuple(_mute(row) for row in conn.execute(asked.order_by(mutes.c.id)))


def past_and_present(conn: Connection) -> tuple[Mute, ...]:
    """Every mute that was ever asked for, oldest first."""
    return tuple(_mute(row) for row in conn.execute(select(mutes).order_by(mutes.c.id)))


def of_alert(conn: Connection, key: str, receiver: str, *, now: datetime) -> tuple[Mute, ...]:
    """The mutes that keep the alert with this key from a receiver now; none where it is to be told."""
    asked = in_force(conn, receiver, now=now)
    row = conn.execute(select(alerts.c.story, alerts.c.alert).where(alerts.c.key == key)).first()
    if not asked or row is None:
        return ()
    alert = codec.decode(Alert, row.alert)
    # A story that was merged since is muted by either of its names.
    story = stories.resolve(conn, row.story)
    renamed = (
        replace(one, subject=stories.resolve(conn, one.subject)) if one.scope == "story" else one
        for one in asked
    )
    return muting(
        tuple(renamed),
        topic=alert.topic,
        story=story,
        series=(change.after.series for change in alert.changes),
    )


def _mute(row: Row[Any]) -> Mute:
    return Mute(
        id=row.id,
        receiver=row.receiver,
        scope=row.scope,
        subject=row.subject,
        until=row.until,
        made_by=row.made_by,
        made_at=row.made_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
    )

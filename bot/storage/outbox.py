"""The outbox: everything that leaves, from the moment it is decided until somebody has it.

A row goes `pending` -> `sending` -> `sent`. `retry` waits for another attempt, `dead` for a person; `muted` was
kept back because its receiver asked for that, and stands in the digest. Where an
attempt's end is not known (the process died while sending, or no answer came) the row is `unknown`: it
is due again, and whoever claims it asks the sink before sending.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, case, exists, func, insert, or_, select, update

from bot.model.alerts import Alert, Delivery, DeliveryKind, DeliveryState, Receiver
from bot.storage import codec, meta, stories
from bot.storage.schema import alerts, deliveries

OVER = ("sent", "muted", "dead")
# What SQLite takes as a row's number.
LARGEST = 2**63 - 1
# Nothing waits longer: quiet hours are over within a day, and no Retry-After is taken for more.
LONGEST_WAIT = timedelta(days=2)
_DIGESTED = "digested_until"


def put_alert(conn: Connection, alert: Alert, decision: Literal["alert", "digest"]) -> bool:
    """Keep an alert under its key; False, with nothing written, where it is there already."""
    if conn.scalar(select(exists().where(alerts.c.key == alert.key))):
        return False
    # A clock that was set back would put it into a time whose digest is out: the next digest holds it.
    digested = meta.recall_time(conn, _DIGESTED) or alert.created_at
    conn.execute(
        insert(alerts).values(
            key=alert.key,
            topic=alert.topic,
            story=alert.story,
            article_id=alert.article.id,
            severity=alert.severity,
            decision=decision,
            alert=codec.encode(alert),
            created_at=max(alert.created_at, digested),
        )
    )
    return True


def alerts_between(conn: Connection, start: datetime, end: datetime) -> tuple[Alert, ...]:
    """The alerts made from `start` (inclusive) to `end` (exclusive), oldest first."""
    rows = conn.scalars(
        select(alerts.c.alert)
        .where(alerts.c.created_at >= start, alerts.c.created_at < end)
        .order_by(alerts.c.created_at, alerts.c.key)
    )
    return tuple(codec.decode(Alert, row) for row in rows)


def put(
    conn: Connection,
    *,
    receiver: Receiver,
    key: str,
    kind: DeliveryKind,
    payload: Mapping[str, Any],
    thread: str | None,
    due_at: datetime,
    now: datetime,
) -> bool:
    """Put one payload for one receiver into the outbox, a row for each of its mail addresses.

    False, with nothing written, where the receiver has or had this key already: that is what makes a
    repeated decision harmless.
    """
    if has(conn, receiver.id, key):
        return False
    row = {
        "receiver": receiver.id,
        "key": key,
        "kind": kind,
        "payload": dict(payload),
        "thread": thread,
        "state": "pending",
        "due_at": due_at,
        "created_at": now,
    }
    # An address that refuses for now must not make the others get the same mail again.
    addresses = receiver.to if receiver.kind == "mail" else ("",)
    conn.execute(insert(deliveries), [row | {"address": address} for address in addresses])
    return True


def has(conn: Connection, receiver: str, key: str) -> bool:
    """Whether a receiver has or had a delivery with this key."""
    known = exists().where(deliveries.c.receiver == receiver, deliveries.c.key == key)
    return bool(conn.scalar(select(known)))


def claim_due(
    conn: Connection,
    *,
    now: datetime,
    lease: timedelta,
    token: str,
    skipped: Collection[str] = (),
) -> Delivery | None:
    """Take the delivery that has been due longest, for as long as `lease`; None where none is.

    What goes to receivers in `skipped` is left alone.

    A delivery waits for the earlier ones of its thread at the same address, until they are sent or
    dead, or kept back. What waits or was tried at times that no wait explains is due: the clock had run ahead. One that was found `sending` without a lease comes as `unknown`: its process died, and the
    sink has to be asked.
    """
    earlier = deliveries.alias("earlier")
    overtakes = exists().where(
        earlier.c.receiver == deliveries.c.receiver,
        earlier.c.address == deliveries.c.address,
        earlier.c.thread == deliveries.c.thread,
        # What gathers alerts into a thread of its own was made after them, and goes before them.
        or_(
            and_(earlier.c.kind == "rollup", deliveries.c.kind != "rollup"),
            and_(earlier.c.id < deliveries.c.id, deliveries.c.kind != "rollup"),
        ),
        earlier.c.state.not_in(OVER),
    )
    unleased = or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)
    row = conn.execute(
        select(deliveries)
        .where(
            unleased,
            deliveries.c.receiver.not_in(sorted(skipped)),
            or_(
                and_(
                    deliveries.c.state.in_(("pending", "retry", "unknown")),
                    or_(
                        deliveries.c.due_at <= now,
                        deliveries.c.due_at > now + LONGEST_WAIT,
                        deliveries.c.attempted_at > now,
                    ),
                ),
                deliveries.c.state == "sending",
            ),
            ~overtakes,
        )
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    state: DeliveryState = "unknown" if row.state == "sending" else row.state
    conn.execute(
        update(deliveries)
        .where(deliveries.c.id == row.id)
        .values(
            state=state,
            attempted_at=min(row.attempted_at, now) if row.attempted_at else None,
            lease_token=token,
            lease_until=now + lease,
        )
    )
    claimed = conn.execute(select(deliveries).where(deliveries.c.id == row.id)).one()
    return _delivery(claimed)


def mark_sending(
    conn: Connection, delivery_id: int, *, token: str, attempt_id: str, now: datetime
) -> bool:
    """Say that an attempt begins; to be committed before anything is sent.

    False where the lease was lost: then nothing may be sent.
    """
    return _mark(
        conn,
        delivery_id,
        token,
        state="sending",
        attempt_id=attempt_id,
        attempted_at=now,
        attempts=deliveries.c.attempts + 1,
    )


def mark_sent(
    conn: Connection, delivery_id: int, *, token: str, sink_ref: str, now: datetime
) -> bool:
    """Say that the sink has it, under its own reference; False where the lease was lost."""
    return _mark(
        conn,
        delivery_id,
        token,
        done=True,
        state="sent",
        sink_ref=sink_ref,
        sent_at=now,
        last_error=None,
    )


def mark_failed(
    conn: Connection,
    delivery_id: int,
    *,
    token: str,
    error: str,
    due_at: datetime,
    unknown: bool = False,
    counted: bool = True,
) -> bool:
    """Say that the sink has it not, or that nobody knows, and when to try or to ask; False where the lease was lost.

    An attempt that is not `counted` is none: nothing left this machine.
    """
    return _mark(
        conn,
        delivery_id,
        token,
        done=True,
        state="unknown" if unknown else "retry",
        last_error=error,
        due_at=due_at,
        attempts=deliveries.c.attempts - (0 if counted else 1),
    )


def mark_dead(conn: Connection, delivery_id: int, *, token: str, error: str, now: datetime) -> bool:
    """Say that it is given up until a person revives it; False where the lease was lost."""
    return _mark(conn, delivery_id, token, done=True, state="dead", last_error=error, due_at=now)


def mark_muted(conn: Connection, delivery_id: int, *, token: str, why: str) -> bool:
    """Say that its receiver asked not to be told; False where the lease was lost."""
    return _mark(conn, delivery_id, token, done=True, state="muted", last_error=why)


def postpone(conn: Connection, delivery_id: int, *, token: str, due_at: datetime) -> bool:
    """Give a delivery back untried (quiet hours, a flood); False where the lease was lost."""
    return _mark(conn, delivery_id, token, done=True, due_at=due_at)


def release(conn: Connection, delivery_id: int, *, token: str) -> bool:
    """Give a delivery back as it is; False where the lease was lost."""
    return _mark(conn, delivery_id, token, done=True)


def story_of(conn: Connection, key: str) -> str | None:
    """The story of the alert with this key, as it is called today; None for what is no alert."""
    story = conn.scalar(select(alerts.c.story).where(alerts.c.key == key))
    return stories.resolve(conn, story) if story is not None else None


def revive(conn: Connection, delivery_id: int, *, now: datetime) -> bool:
    """Make a dead delivery due again, with all its attempts before it; False where none is dead."""
    revived = conn.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state == "dead")
        .values(
            # An attempt of it may have arrived after all: the sink is asked first.
            state=case((deliveries.c.attempted_at.is_(None), "pending"), else_="unknown"),
            due_at=now,
            attempts=0,
            lease_token=None,
            lease_until=None,
        )
    )
    return revived.rowcount == 1


def get(conn: Connection, delivery_id: int) -> Delivery:
    """A delivery by its number, which has to be there."""
    return _delivery(conn.execute(select(deliveries).where(deliveries.c.id == delivery_id)).one())


def undelivered(conn: Connection) -> tuple[Delivery, ...]:
    """Everything that nobody has yet: waiting, being sent, not known, dead; oldest first."""
    return _deliveries(conn, deliveries.c.state.not_in(("sent", "muted")))


def deliveries_of(conn: Connection, article_id: str) -> tuple[Delivery, ...]:
    """Who was told about an article, and how far that has got."""
    keys = select(alerts.c.key).where(alerts.c.article_id == article_id)
    return _deliveries(conn, deliveries.c.key.in_(keys))


def counts(conn: Connection) -> dict[DeliveryState, int]:
    """How many deliveries are in each state, for the health output."""
    rows = conn.execute(
        select(deliveries.c.state, func.count().label("rows"))
        .group_by(deliveries.c.state)
        .order_by("state")
    )
    return {row.state: row.rows for row in rows}


def given_up_since(conn: Connection, since: datetime) -> int:
    """How many deliveries were given up since then and still wait for a person."""
    dead = (deliveries.c.state == "dead", deliveries.c.due_at >= since)
    return conn.scalar(select(func.count()).select_from(deliveries).where(*dead)) or 0


def last_digest(conn: Connection, receiver: str) -> date | None:
    """The day of the last digest that was made for a receiver; None where there was none yet."""
    day = meta.recall(conn, f"digest:{receiver}")
    return date.fromisoformat(day) if day is not None else None


def digested_until(conn: Connection, receiver: str) -> datetime | None:
    """Where a receiver's last digest ended, or the first one is to begin; None where nobody took note of that."""
    return meta.recall_time(conn, f"{_DIGESTED}:{receiver}")


def remember_digest(
    conn: Connection, receiver: str, day: date, *, until: datetime, made: bool = True
) -> None:
    """Take note that a receiver's digests are made up to and with this day, the last one `until` then.

    A day before the last one stands for a clock that had run ahead, and was set right. `made` is false for a
    receiver that is met for the first time, and gets none for the days before.
    """
    last = last_digest(conn, receiver)
    meta.remember(conn, f"digest:{receiver}", day.isoformat())
    meta.remember_time(conn, f"{_DIGESTED}:{receiver}", until)
    before = meta.recall_time(conn, _DIGESTED)
    set_right = last is not None and last > day
    if made and (before is None or until > before or set_right):
        meta.remember_time(conn, _DIGESTED, until)


def _mark(
    conn: Connection, delivery_id: int, token: str, *, done: bool = False, **values: Any
) -> bool:
    """Write a state under the fence; `done` gives the lease back with it."""
    if done:
        values |= {"lease_token": None, "lease_until": None}
    written = conn.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.lease_token == token)
        .values(**values)
    )
    return written.rowcount == 1


def _deliveries(conn: Connection, where: Any) -> tuple[Delivery, ...]:
    rows = conn.execute(select(deliveries).where(where).order_by(deliveries.c.id))
    return tuple(_delivery(row) for row in rows)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        receiver=row.receiver,
        address=row.address,
        key=row.key,
        kind=row.kind,
        payload=row.payload,
        state=row.state,
        due_at=row.due_at,
        attempts=row.attempts,
        attempt_id=row.attempt_id,
        attempted_at=row.attempted_at,
        sink_ref=row.sink_ref,
        last_error=row.last_error,
        thread=row.thread,
        created_at=row.created_at,
        lease_token=row.lease_token,
    )

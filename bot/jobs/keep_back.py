"""What keeps a delivery back when it is to be sent: quiet hours, mutes, and floods, which go out under one message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.send_outcome import SendOutcome
from bot.jobs.take_back import begin_otherwise
from bot.model.alerts import Alert, Delivery, Receiver
from bot.render import slack_story
from bot.steps.quiet import quiet_until
from bot.storage import floods, mutes, outbox
from bot.storage.engine import reading, writing

SHORTEST_HOLD = timedelta(seconds=1)
# More alerts than this to one receiver within this time are a flood, in which those that are not urgent wait a little.
FLOOD_ABOVE = 10
FLOOD_WITHIN = timedelta(minutes=10)
GATHER_FOR = timedelta(minutes=2)


def kept_back(
    context: Context, delivery: Delivery, receiver: Receiver, *, now: datetime, token: str
) -> SendOutcome | None:
    """What a receiver's quiet hours or mutes make of a delivery; None where it may go out.

    A digest has an hour of its own, which its receiver chose. Nobody mutes what is no alert. A mute is asked
    after quiet hours, at the moment of sending. What may have arrived already is not muted: the sink is asked
    about it.
    """
    if delivery.kind == "digest":
        return None
    wake = quiet_until(receiver, now=now)
    if wake is not None:
        return hold(context, delivery, wake, now=now, token=token)
    if delivery.kind == "notice" or delivery.state == "unknown":
        return None
    with reading(context.engine) as conn:
        # A root is there for the alert that it is named after.
        told = delivery.key.removeprefix("root:")
        asked = mutes.of_alert(conn, told, delivery.receiver, now=now)
    if not asked:
        return _gathered(context, delivery, receiver, now=now, token=token)
    why = ", ".join(f"{one.scope} {one.subject} (mute {one.id})" for one in asked)
    outcome = SendOutcome(state="muted", words=f"alert to {delivery.receiver} kept back: {why}")
    with writing(context.engine) as conn:
        if delivery.kind == "root" and begin_otherwise(
            conn, delivery.receiver, delivery.thread or "", now=now
        ):
            outcome = SendOutcome(
                state="held", words=f"another alert begins the thread than {told}"
            )
        else:
            outbox.mark_muted(conn, delivery.id, token=token, why=f"muted: {why}")
    failpoint("send.muted")
    return outcome


def _gathered(
    context: Context, delivery: Delivery, receiver: Receiver, *, now: datetime, token: str
) -> SendOutcome | None:
    """What a flood makes of an alert: one message with the others in its thread; None where it goes as it is.

    In a flood an alert that is not urgent waits a little for others.
    """
    fresh = delivery.kind in {"alert", "root"} and delivery.state == "pending"
    in_flood = (delivery.thread or "").startswith("rollup:")
    if receiver.kind != "slack" or not fresh or delivery.attempts or in_flood:
        return None
    with writing(context.engine) as conn:
        waiting = {
            number: alert
            for number, alert in floods.waiting(conn, receiver.id, now=now)
            if not mutes.of_alert(conn, alert.key, receiver.id, now=now)
        }
        sent = floods.sent_since(conn, receiver.id, now - FLOOD_WITHIN)
        own = waiting.get(delivery.id) or next(
            (alert for alert in waiting.values() if alert.story == delivery.thread), None
        )
        if own is None or len(waiting) + sent <= FLOOD_ABOVE:
            return None
        ripe = min(alert.created_at for alert in waiting.values()) + GATHER_FOR
        if ripe > now and len(waiting) <= FLOOD_ABOVE:
            # What stands before an urgent alert of its story is as urgent.
            behind = (alert for alert in waiting.values() if alert.story == own.story)
            if any(alert.severity == "high" for alert in behind):
                return None
            outbox.postpone(conn, delivery.id, token=token, due_at=ripe)
            place, words = "send.put_off", f"alert to {receiver.id} waits for others"
        elif len(waiting) == 1:
            return None
        else:
            _gather(conn, delivery, receiver, waiting, now=now, token=token)
            place, words = (
                "send.gathered",
                f"{len(waiting)} alerts to {receiver.id} go out under one message",
            )
    failpoint(place)
    return SendOutcome(state="held", words=words)


def _gather(
    conn: Connection,
    delivery: Delivery,
    receiver: Receiver,
    waiting: Mapping[int, Alert],
    *,
    now: datetime,
    token: str,
) -> None:
    thread = floods.name_of(waiting)
    outbox.put(
        conn,
        receiver=receiver,
        key=thread,
        kind="rollup",
        payload=slack_story.roll_up_message(tuple(waiting.values()), key=thread),
        thread=thread,
        due_at=now,
        now=now,
    )
    floods.gather(conn, receiver.id, waiting, thread, now=now)
    outbox.release(conn, delivery.id, token=token)
    failpoint("send.gathering")


def hold(
    context: Context, delivery: Delivery, until: datetime, *, now: datetime, token: str
) -> SendOutcome:
    """Give a delivery back untried until then."""
    # Never until now or before: it would be claimed again at once, and nothing else ever.
    until = max(until, now + SHORTEST_HOLD)
    with writing(context.engine) as conn:
        outbox.postpone(conn, delivery.id, token=token, due_at=until)
    failpoint("send.held")
    return SendOutcome(
        state="held",
        words=f"{delivery.kind} to {delivery.receiver} waits until {until:%Y-%m-%d %H:%M:%S UTC}",
    )

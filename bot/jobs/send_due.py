"""Send one delivery that is due: marked first, sent once, and asked about where its end is not known."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.take_back import begin_otherwise
from bot.model.alerts import Delivery, Receiver, Sink
from bot.render import slack_story
from bot.storage import floods, mutes, outbox, roots, sweeps
from bot.storage.engine import reading, writing

LEASE = timedelta(minutes=3)
# Slack publishes no worst delay between taking a message and showing it in the history.
SETTLE = timedelta(seconds=20)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 12
# More alerts than this to one receiver within this time are a flood, in which those that are not urgent wait a little.
FLOOD_ABOVE = 10
FLOOD_WITHIN = timedelta(minutes=10)
GATHER_FOR = timedelta(minutes=2)
# When a second copy of what was sent again is looked for first.
LATE_COPY_AFTER = timedelta(minutes=2)

Outcome = Literal["sent", "retry", "unknown", "dead", "held", "muted", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutcome:
    """What became of one delivery, in a line for a person."""

    state: Outcome
    words: str


def send_due(context: Context, *, now: datetime, token: str) -> SendOutcome | None:
    """Send the delivery that has been due longest; None where none is.

    The mark `sending` is committed before anything leaves. A delivery whose last attempt has no known
    end is looked up at the sink first, once the sink had time to settle; where the sink cannot be
    asked, it goes out again under the same identity.
    """
    with writing(context.engine) as conn:
        delivery = outbox.claim_due(conn, now=now, lease=LEASE, token=token)
    if delivery is None:
        return None
    failpoint("send.claimed")
    receiver = next(
        (one for one in context.watchlist.receivers if one.id == delivery.receiver), None
    )
    sink = context.sinks.get(receiver.kind) if receiver is not None else None
    if receiver is None or sink is None:
        return _dead(
            context,
            delivery,
            f"no receiver {delivery.receiver!r} is set up any more; define it in feeds.yaml and "
            f"`bot outbox retry {delivery.id}`",
            token=token,
        )
    if delivery.address and delivery.address not in receiver.to:
        return _dead(
            context,
            delivery,
            f"receiver {receiver.id!r} no longer has this address; add it in feeds.yaml and "
            f"`bot outbox retry {delivery.id}`",
            token=token,
        )
    kept = _kept_back(context, delivery, receiver, now=now, token=token)
    if kept is not None:
        return kept
    if delivery.thread is not None:
        with reading(context.engine) as conn:
            delivery = replace(
                delivery, root_ref=outbox.root_ref(conn, delivery.receiver, delivery.thread)
            )
    try:
        return _deliver(context, sink, delivery, receiver, now=now, token=token)
    except DeliveryError as error:
        return _failed(context, delivery, error, now=now, token=token)


def _deliver(
    context: Context,
    sink: Sink,
    delivery: Delivery,
    receiver: Receiver,
    *,
    now: datetime,
    token: str,
) -> SendOutcome:
    if delivery.state == "unknown" and sink.can_be_asked:
        settled_at = (delivery.attempted_at or now) + SETTLE
        if settled_at > now:
            return _hold(context, delivery, settled_at, token=token)
        found = _ask(sink, delivery, receiver)
        failpoint("send.asked")
        if found is not None:
            return _sent(context, delivery, found, now=now, token=token)
    # What was looked for in vain may still turn up.
    doubtful = delivery.state == "unknown" and sink.can_be_asked
    with writing(context.engine) as conn:
        ours = outbox.mark_sending(
            conn, delivery.id, token=token, attempt_id=secrets.token_hex(8), now=now
        )
    if not ours:
        return SendOutcome(state="lost", words=f"{delivery.receiver}: taken over by another worker")
    failpoint("send.marked")
    reference = sink.send(delivery, receiver)
    failpoint("send.answered")
    return _sent(context, delivery, reference, now=now, token=token, doubtful=doubtful)


def _ask(sink: Sink, delivery: Delivery, receiver: Receiver) -> str | None:
    try:
        return sink.find(delivery, receiver)
    except DeliveryError as error:
        # What could not be asked is neither sent again nor given up: it stays, and shows why.
        raise DeliveryError(
            error.reason, temporary=True, retry_after=error.retry_after, unknown=True
        ) from error


def _sent(
    context: Context,
    delivery: Delivery,
    reference: str,
    *,
    now: datetime,
    token: str,
    doubtful: bool = False,
) -> SendOutcome:
    with writing(context.engine) as conn:
        outbox.mark_sent(conn, delivery.id, token=token, sink_ref=reference, now=now)
        if doubtful:
            since = delivery.created_at or now
            sweeps.put(conn, delivery.id, since=since, due_at=now + LATE_COPY_AFTER)
        if delivery.kind in {"root", "alert", "notice"}:
            _let_root_follow(conn, delivery, now=now)
        failpoint("send.noting")
    failpoint("send.noted")
    return SendOutcome(state="sent", words=f"{delivery.kind} to {delivery.receiver}")


def _let_root_follow(conn: Connection, delivery: Delivery, *, now: datetime) -> None:
    thread = outbox.story_of(conn, delivery.key) or delivery.thread
    if thread is not None:
        roots.mark_due(conn, delivery.receiver, thread, now=now)


def _hold(context: Context, delivery: Delivery, until: datetime, *, token: str) -> SendOutcome:
    with writing(context.engine) as conn:
        outbox.postpone(conn, delivery.id, token=token, due_at=until)
    failpoint("send.held")
    return SendOutcome(
        state="held",
        words=f"{delivery.kind} to {delivery.receiver} waits until {until:%Y-%m-%d %H:%M:%S UTC}",
    )


def _kept_back(
    context: Context, delivery: Delivery, receiver: Receiver, *, now: datetime, token: str
) -> SendOutcome | None:
    """What a receiver's quiet hours or mutes make of an alert; None where it may go out.

    A mute is asked after quiet hours, at the moment of sending. What may have arrived already is not muted:
    the sink is asked about it.
    """
    if delivery.kind not in {"alert", "root", "rollup"}:
        return None
    wake = quiet_until(receiver, now=now)
    if wake is not None:
        return _hold(context, delivery, wake, token=token)
    if delivery.state == "unknown":
        return None
    with reading(context.engine) as conn:
        # A root is there for the alert that it is named after.
        told = delivery.key.removeprefix("root:")
        asked = mutes.of_alert(conn, told, delivery.receiver, now=now)
    if not asked:
        return _gathered(context, delivery, receiver, now=now, token=token)
    why = ", ".join(f"{one.scope} {one.subject} (mute {one.id})" for one in asked)
    with writing(context.engine) as conn:
        if delivery.kind == "root" and begin_otherwise(
            conn, delivery.receiver, delivery.thread or "", now=now
        ):
            return SendOutcome(state="held", words=f"another alert begins the thread than {told}")
        outbox.mark_muted(conn, delivery.id, token=token, why=f"muted: {why}")
    failpoint("send.muted")
    return SendOutcome(state="muted", words=f"alert to {delivery.receiver} kept back: {why}")


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
            return SendOutcome(state="held", words=f"alert to {receiver.id} waits for others")
        if len(waiting) == 1:
            return None
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
    failpoint("send.gathered")
    return SendOutcome(
        state="held", words=f"{len(waiting)} alerts to {receiver.id} go out under one message"
    )


def _failed(
    context: Context, delivery: Delivery, error: DeliveryError, *, now: datetime, token: str
) -> SendOutcome:
    attempts = delivery.attempts + 1
    # An alert whose end is not known is asked about for ever; one that was refused is given up some day.
    if not error.unknown and (not error.temporary or attempts >= MOST_ATTEMPTS):
        return _dead(context, delivery, error.reason, token=token)
    due_at = now + max(
        error.retry_after or timedelta(0),
        min(FIRST_WAIT * 2 ** min(attempts - 1, 12), LONGEST_WAIT),
    )
    mark = outbox.mark_unknown if error.unknown else outbox.mark_failed
    with writing(context.engine) as conn:
        mark(conn, delivery.id, token=token, error=error.reason, due_at=due_at)
    failpoint("send.failure_noted")
    return SendOutcome(
        state="unknown" if error.unknown else "retry",
        words=f"{delivery.kind} to {delivery.receiver}: {error.reason}; "
        f"again at {due_at:%Y-%m-%d %H:%M:%S UTC}",
    )


def _dead(context: Context, delivery: Delivery, reason: str, *, token: str) -> SendOutcome:
    with writing(context.engine) as conn:
        outbox.mark_dead(conn, delivery.id, token=token, error=reason)
    failpoint("send.given_up")
    return SendOutcome(
        state="dead",
        words=f"{delivery.kind} to {delivery.receiver} given up: {reason}; "
        f"`bot outbox retry {delivery.id}` sends it again",
    )


def quiet_until(receiver: Receiver, *, now: datetime) -> datetime | None:
    """The end of the receiver's quiet hours where it is within them, in its own time zone, else None.

    Hours across midnight belong to the evening on which they begin.
    """
    start, end = receiver.quiet_from, receiver.quiet_to
    if start is None or end is None or start == end:
        return None
    zone = ZoneInfo(receiver.timezone)
    local = now.astimezone(zone)
    at = local.time()
    within = start <= at < end if start < end else at >= start or at < end
    if not within:
        return None
    day = local.date() if at < end else local.date() + timedelta(days=1)
    return datetime.combine(day, end, zone).astimezone(now.tzinfo)

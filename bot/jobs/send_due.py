"""Send one delivery that is due: marked first, sent once, and asked about where its end is not known."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.clients.slack import Slack
from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.keep_back import hold, kept_back
from bot.jobs.send_outcome import SendOutcome
from bot.model.alerts import Delivery, Receiver, ReceiverKind, Sink
from bot.steps.patience import wait_after
from bot.storage import channels, outbox, roots, sinks, stories, sweeps, threads
from bot.storage.engine import reading, writing
from bot.watchlist import account_of

# Longer than an attempt can take: a mail server has ten minutes for its answer to a mail.
LEASE = timedelta(minutes=15)
# Slack publishes no worst delay between taking a message and showing it in the history.
SETTLE = timedelta(seconds=20)
# When a second copy of what was sent again is looked for first.
LATE_COPY_AFTER = timedelta(minutes=2)


def send_due(
    context: Context, *, now: datetime, token: str, kind: ReceiverKind | None = None
) -> SendOutcome | None:
    """Send the delivery that has been due longest; None where none is.

    `kind` leaves what goes to receivers of other kinds alone. So is where somebody asked for that, or where no
    connection comes about, for a while.

    The mark `sending` is committed before anything leaves. A delivery whose last attempt has no known
    end is looked up at the sink first, once the sink had time to settle; where the sink cannot be
    asked, it goes out again under the same identity.
    """
    with writing(context.engine) as conn:
        receivers = context.watchlist.receivers
        others = {one.id for one in receivers if kind is not None and one.kind != kind}
        skipped = others | sinks.left_alone(conn, receivers, now=now)
        delivery = outbox.claim_due(conn, now=now, lease=LEASE, token=token, skipped=skipped)
    if delivery is None:
        return None
    failpoint("send.claimed")
    receiver = next((one for one in receivers if one.id == delivery.receiver), None)
    sink = context.sinks.get(receiver.kind) if receiver is not None else None
    if receiver is None or sink is None:
        return _dead(context, delivery, _out_of_reach(context, delivery), now=now, token=token)
    if delivery.address and delivery.address not in receiver.to:
        return _dead(
            context,
            delivery,
            f"receiver {receiver.id!r} no longer has this address; add it in feeds.yaml",
            now=now,
            token=token,
        )
    kept = kept_back(context, delivery, receiver, now=now, token=token)
    if kept is not None:
        return kept
    if delivery.thread is not None:
        with reading(context.engine) as conn:
            root = threads.root_ref(
                conn,
                delivery.receiver,
                delivery.thread,
                channel=channels.of(conn, receiver),
            )
        delivery = replace(delivery, root_ref=root)
    try:
        return _deliver(context, sink, delivery, receiver, now=now, token=token)
    except DeliveryError as error:
        return _failed(context, delivery, error, sink=sink, receiver=receiver, now=now, token=token)


def _out_of_reach(context: Context, delivery: Delivery) -> str:
    lacking = [one.kind for one in context.watchlist.out_of_reach if one.id == delivery.receiver]
    if lacking:
        return f"receiver {delivery.receiver!r} cannot be reached; set {account_of(lacking[0])}"
    return f"no receiver {delivery.receiver!r} is set up any more; define it in feeds.yaml"


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
        settled_at = delivery.attempted_at + SETTLE if delivery.attempted_at else now
        if settled_at > now:
            return hold(context, delivery, settled_at, now=now, token=token)
        found = _ask(sink, delivery, receiver)
        failpoint("send.asked")
        if found is not None:
            return _sent(context, sink, delivery, receiver, found, now=now, token=token)
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
    return _sent(
        context, sink, delivery, receiver, reference, now=now, token=token, doubtful=doubtful
    )


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
    sink: Sink,
    delivery: Delivery,
    receiver: Receiver,
    reference: str,
    *,
    now: datetime,
    token: str,
    doubtful: bool = False,
) -> SendOutcome:
    with writing(context.engine) as conn:
        outbox.mark_sent(conn, delivery.id, token=token, sink_ref=reference, now=now)
        channels.note(conn, receiver, reference)
        sinks.reached(conn, receiver)
        if delivery.thread is not None and isinstance(sink, Slack) and sink.went_beside(reference):
            threads.go_on_under(conn, delivery.receiver, delivery.thread, reference)
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
        if delivery.kind == "root":
            # What follows it links to it, and may have begun before.
            for event in stories.following(conn, thread):
                roots.mark_due(conn, delivery.receiver, event, now=now)


def _failed(
    context: Context,
    delivery: Delivery,
    error: DeliveryError,
    *,
    sink: Sink,
    receiver: Receiver,
    now: datetime,
    token: str,
) -> SendOutcome:
    unknown = error.unknown or (error.unreached and delivery.state == "unknown")
    with writing(context.engine) as conn:
        wait = wait_after(
            error,
            attempts=delivery.attempts + 1,
            can_be_asked=sink.can_be_asked,
            unanswered_before=delivery.state == "unknown",
            unreached_for=_unreached_for(conn, delivery, receiver, error, now=now),
        )
        if wait is not None:
            due_at = now + wait
            if error.unreached or (error.retry_after and not error.unknown):
                sinks.leave_alone(conn, receiver, until=due_at)
            outbox.mark_failed(
                conn,
                delivery.id,
                token=token,
                error=error.reason,
                due_at=due_at,
                unknown=unknown,
                counted=not error.unreached,
            )
    if wait is None:
        doubt = "; it may have arrived all the same" if unknown else ""
        return _dead(context, delivery, error.reason + doubt, now=now, token=token)
    failpoint("send.failure_noted")
    return SendOutcome(
        state="unknown" if error.unknown else "retry",
        words=f"{delivery.kind} to {delivery.receiver}: {error.reason}; "
        f"again at {due_at:%Y-%m-%d %H:%M:%S UTC}",
    )


def _unreached_for(
    conn: Connection,
    delivery: Delivery,
    receiver: Receiver,
    error: DeliveryError,
    *,
    now: datetime,
) -> timedelta:
    if not error.unreached:
        sinks.reached(conn, receiver)
        return timedelta(0)
    since = sinks.unreached_since(conn, receiver, now=now)
    return max(timedelta(0), now - max(since, delivery.created_at or since))


def _dead(
    context: Context, delivery: Delivery, reason: str, *, now: datetime, token: str
) -> SendOutcome:
    with writing(context.engine) as conn:
        outbox.mark_dead(conn, delivery.id, token=token, error=reason, now=now)
    failpoint("send.given_up")
    return SendOutcome(
        state="dead",
        words=f"{delivery.kind} to {delivery.receiver} given up: {reason}; "
        f"`bot outbox retry {delivery.id}` sends it again",
    )

"""Put a day's digest into the outbox, for each receiver that gets one, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.clients import mail
from bot.jobs.context import Context
from bot.model.alerts import Delivery, Digest, Receiver
from bot.render import digest_mail, messages
from bot.steps import digest as steps
from bot.storage import articles, feeds, outbox
from bot.storage.engine import reading, writing

# A feed that has failed for less is a hiccup.
FAILING_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A digest to look at: its subject, both parts, and the whole mail."""

    subject: str
    text: str
    html: str
    eml: bytes


def put_due_digests(context: Context, *, now: datetime) -> int:
    """Put every digest that is due into the outbox; how many there were.

    A receiver gets one digest for a day. After a long stop only the latest day's is made; it covers the
    whole time since the one before. A receiver that is met for the first time begins with the next day.
    """
    made = 0
    for receiver in context.watchlist.receivers:
        if not receiver.digest:
            continue
        day = steps.due_day(receiver, now=now)
        with writing(context.engine) as conn:
            last = outbox.last_digest(conn, receiver.id)
            if last is None:
                outbox.remember_digest(conn, receiver.id, day)
                continue
            if last >= day:
                continue
            composed = _compose(conn, context, receiver, day, since=last, now=now)
            made += outbox.put(
                conn,
                receiver=receiver,
                key=composed.key,
                kind="digest",
                payload=messages.digest_payload(composed, receiver),
                thread=None,
                due_at=now,
                now=now,
            )
            outbox.remember_digest(conn, receiver.id, day)
    return made


def preview(context: Context, *, day: date | None, now: datetime) -> Preview:
    """The digest of a day as it would be sent, or of the time since the last one; nothing is put out."""
    receiver = next(
        (one for one in context.watchlist.receivers if one.digest),
        Receiver(id="preview", kind="mail", to=("reader@example.org",), digest=True),
    )
    if receiver.kind != "mail":
        receiver = replace(receiver, kind="mail", to=("reader@example.org",))
    with reading(context.engine) as conn:
        if day is None:
            day = now.date()
            start = now - timedelta(days=1)
            composed = _composed(conn, context, receiver, day, start=start, end=now, now=now)
        else:
            start, end = steps.window(receiver, day)
            composed = _composed(conn, context, receiver, day, start=start, end=end, now=end)
    message = digest_mail.digest_message(composed)
    delivery = Delivery(
        id=0,
        receiver=receiver.id,
        address=receiver.to[0],
        key=composed.key,
        kind="digest",
        payload=message,
        state="pending",
        due_at=composed.composed_at,
    )
    sender = context.settings.mail_from or "newsledger@example.org"
    eml = mail.compose(delivery, receiver, sender=sender).as_bytes()
    return Preview(subject=message["subject"], text=message["text"], html=message["html"], eml=eml)


def _compose(
    conn: Connection,
    context: Context,
    receiver: Receiver,
    day: date,
    *,
    since: date,
    now: datetime,
) -> Digest:
    _, start = steps.window(receiver, since)
    _, end = steps.window(receiver, day)
    return _composed(conn, context, receiver, day, start=start, end=end, now=now)


def _composed(
    conn: Connection,
    context: Context,
    receiver: Receiver,
    day: date,
    *,
    start: datetime,
    end: datetime,
    now: datetime,
) -> Digest:
    counts = articles.counts(conn, start, end)
    states = {state.feed_id: state for state in feeds.states(conn)}
    declared = [feed for feed in context.watchlist.feeds if feed.enabled]
    failing = [
        (feed.name, state.last_error or "failing")
        for feed in declared
        if (state := states.get(feed.id)) is not None
        and (
            state.gone
            or (state.failing_since is not None and now - state.failing_since >= FAILING_AFTER)
        )
    ]
    return steps.compose(
        receiver,
        day,
        alerts=outbox.alerts_between(conn, start, end),
        labels={one.id: one.label for topic in context.watchlist.topics for one in topic.series},
        unfiled=articles.unfiled_between(conn, start, end),
        read=counts.read,
        kept_quiet=counts.kept_quiet,
        feeds=len(declared),
        failing=failing,
        last_new_at=counts.last_new_at,
        composed_at=now,
    )

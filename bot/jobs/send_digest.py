"""Put a day's digest, or a line that the bot is well, into the outbox, once for each who wants it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.clients import mail
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.suggest import suggestions
from bot.model.alerts import Delivery, Digest, Receiver
from bot.render import digest_mail, digest_words, messages
from bot.render.charts import Chart, chart_of, has_fonts
from bot.render.suggested import suggestion_in_words
from bot.steps import compare
from bot.steps import digest as steps
from bot.storage import articles, feeds, ledger, meta, outbox, told
from bot.storage.engine import reading, writing

# A feed that has failed for less is a hiccup.
FAILING_AFTER = timedelta(hours=24)
# A clock that goes back by less repeats days whose digests are out, a week's included.
FAR_AHEAD = timedelta(days=8)


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
        day = steps.due_day(
            receiver.digest_at, receiver.timezone, now=now, weekday=receiver.digest_weekday
        )
        with writing(context.engine) as conn:
            _, end = steps.window(receiver.digest_at, receiver.timezone, day)
            last = outbox.last_digest(conn, receiver.id)
            if last is None:
                outbox.remember_digest(conn, receiver.id, day, until=end, made=False)
                continue
            if day <= last <= day + FAR_AHEAD:
                continue
            start = _start(conn, receiver, last, day, end=end)
            composed = _composed(conn, context, receiver, day, start=start, end=end, now=now)
            composed = _with_suggestions(conn, context, receiver, composed, start=start, end=end)
            failpoint("digest.composed")
            made += outbox.put(
                conn,
                receiver=receiver,
                key=composed.key,
                kind="digest",
                payload=messages.digest_payload(
                    composed, receiver, charts=_charts(conn, context, composed)
                ),
                thread=None,
                due_at=now,
                now=now,
            )
            failpoint("digest.put")
            outbox.remember_digest(conn, receiver.id, day, until=end)
            failpoint("digest.remembered")
        failpoint("digest.committed")
    return made


def _start(
    conn: Connection, receiver: Receiver, last: date, day: date, *, end: datetime
) -> datetime:
    """Where the last digest ended, whatever its hour and time zone were then."""
    if last > day:
        # The clock had run ahead and was set right: nobody waits for it to come there again.
        last = day - timedelta(days=1 if receiver.digest_weekday is None else 7)
        ended = None
    else:
        ended = outbox.digested_until(conn, receiver.id)
    return min(ended or steps.window(receiver.digest_at, receiver.timezone, last)[1], end)


def put_due_signs_of_life(context: Context, *, now: datetime) -> int:
    """Put the day's line that the bot is well into the outbox of whoever asks for it; how many there were.

    It says what was read and which feeds are well since the day before; its absence means something.
    """
    made = 0
    for receiver in context.watchlist.receivers:
        if receiver.alive_at is None:
            continue
        day = steps.due_day(receiver.alive_at, receiver.timezone, now=now)
        start, end = steps.window(receiver.alive_at, receiver.timezone, day)
        key = f"alive:{receiver.id}:{day.isoformat()}"
        with writing(context.engine) as conn:
            last = meta.recall(conn, f"alive:{receiver.id}")
            # From a clock that had run far ahead nobody waits for it to come there again.
            if last is not None and day <= date.fromisoformat(last) <= day + FAR_AHEAD:
                continue
            meta.remember(conn, f"alive:{receiver.id}", day.isoformat())
            if last is None:
                continue
            composed = _composed(conn, context, receiver, day, start=start, end=end, now=now)
            made += outbox.put(
                conn,
                receiver=receiver,
                key=key,
                kind="notice",
                payload=messages.notice_payload(
                    digest_words.sign_of_life(composed), receiver, key=key
                ),
                thread=None,
                due_at=now,
                now=now,
            )
            failpoint("alive.put")
        failpoint("alive.committed")
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
            start, end = steps.window(
                receiver.digest_at, receiver.timezone, day, weekday=receiver.digest_weekday
            )
            composed = _composed(conn, context, receiver, day, start=start, end=end, now=end)
        composed = _with_suggestions(
            conn, context, receiver, composed, start=start, end=composed.composed_at
        )
        message = digest_mail.digest_message(composed, charts=_charts(conn, context, composed))
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
    html = message["html"]
    for picture in message.get("pictures", ()):
        # A browser has no parts of a mail to look a content id up in.
        html = html.replace(f"cid:{picture['cid']}", f"data:image/png;base64,{picture['png']}")
    return Preview(subject=message["subject"], text=message["text"], html=html, eml=eml)


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
    composed = steps.compose(
        receiver,
        day,
        alerts=[
            alert
            for alert in told.still_counting(conn, outbox.alerts_between(conn, start, end))
            if alert.changes
        ],
        unfiled=articles.unfiled_between(conn, start, end),
        read=counts.read,
        kept_quiet=counts.kept_quiet,
        feeds=len(declared),
        failing=failing,
        last_new_at=counts.last_new_at,
        composed_at=now,
    )
    return replace(composed, undelivered=outbox.given_up_since(conn, start))


def _with_suggestions(
    conn: Connection,
    context: Context,
    receiver: Receiver,
    composed: Digest,
    *,
    start: datetime,
    end: datetime,
) -> Digest:
    """A digest with what pages of its time teach of the topics that its receiver is told of."""
    topics = context.watchlist.topics
    return replace(
        composed,
        suggested=tuple(
            f"{one.id}  {suggestion_in_words(one, topics)}"
            for one in suggestions(conn, context.watchlist, now=end)
            if not receiver.topics or one.topic in receiver.topics
            if any(start <= page.published < end for page in one.pages)
        ),
    )


def _charts(conn: Connection, context: Context, composed: Digest) -> tuple[Chart, ...]:
    """A chart of each series that changed, in the order in which the digest tells of them."""
    if composed.alerts and not has_fonts():
        context.log.warning(
            "the digest goes out without charts: this machine has no font (on Debian: fonts-dejavu-core)"
        )
    labels = {
        (topic.id, one.id): one.label for topic in context.watchlist.topics for one in topic.series
    }
    changed = dict.fromkeys(
        (alert.topic, change.after.series) for alert in composed.alerts for change in alert.changes
    )
    return tuple(
        chart_of(standing, label=labels.get((topic, series), series))
        for topic, series in changed
        for standing in compare.standings(ledger.records(conn, topic, (series,)))
    )

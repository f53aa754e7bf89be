"""What is told of an article, and to whom: an alert under its key, and a delivery for each receiver."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.model.alerts import Alert, Receiver, Triage
from bot.model.figures import Change, Observation
from bot.model.news import Article
from bot.model.topics import Topic
from bot.render import messages
from bot.storage import articles, ledger, outbox, roots, stories, threads, told, untried


def alert_of(
    conn: Connection,
    article: Article,
    topic: Topic,
    *,
    story: str,
    found: Sequence[Change],
    decision: Triage,
    context: Context,
    now: datetime,
) -> Alert:
    """What readers are told of an article's changes: the weightiest first, what is only more precise last."""
    weights: Mapping[str, int] = {series.id: series.weight for series in topic.series}
    shown = sorted(
        (
            change
            for change in found
            if change.told and (change.kind != "confirmed" or change.settles)
        ),
        key=lambda change: (change.kind == "refined", -weights.get(change.after.series, 1)),
    )
    return Alert(
        key=_alert_key(conn, topic, article, shown, found),
        topic=topic.id,
        topic_name=topic.name,
        story=story,
        story_title=stories.title(conn, story) or article.title,
        article=replace(article, text=""),
        changes=tuple(_converted(change, context) for change in shown),
        labels={series.id: series.label for series in topic.series},
        severity=decision.severity,
        created_at=now,
        repeats=articles.kept_quiet(conn, story),
    )


def doubtful(found: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that are to be checked, as an alert of their own shows them."""
    return tuple(replace(one, told=True) for one in found if one.sure == "doubtful")


def _converted(change: Change, context: Context) -> Change:
    """With the amount in the currency that was in force, or else in dollars (dollars in euros)."""
    figure, before = change.after.figure, change.before
    if not figure.is_money:
        return change
    target = "EUR" if figure.unit == "USD" else "USD"
    if before is not None and before.figure.is_money and before.figure.unit != figure.unit:
        target = before.figure.unit
    rate = context.rates.on(figure.unit, target, change.after.published.date())
    if rate is None:
        return change
    return replace(
        change, converted=figure.low * rate[0], converted_unit=target, converted_on=rate[1]
    )


def _alert_key(
    conn: Connection,
    topic: Topic,
    article: Article,
    shown: Sequence[Change],
    found: Sequence[Change],
) -> str:
    """Deterministic: the same news of the same article is the same alert, whenever it is found.

    A page that said something else since it was told of is told of again: then the key holds how often it did.
    """
    facts = sorted(
        (
            change.after.series,
            change.kind,
            _plain(change.after.figure.low),
            _plain(change.after.figure.high),
            change.after.figure.unit,
            change.after.figure.period or "",
        )
        for change in shown
    )
    first = _hashed((topic.id, article.id, facts))
    before = told.alert(conn, first)
    if before is None:
        return first
    otherwise = _said_otherwise(conn, before, found)
    return _hashed((topic.id, article.id, facts, otherwise)) if otherwise else first


def _said_otherwise(conn: Connection, before: Alert, found: Sequence[Change]) -> int:
    """How many figures that its article states no more it has stated in these series since an alert."""
    series = {change.after.series for change in before.changes}
    now = {_stated(change.after) for change in found}
    since = max((change.after.id or 0 for change in before.changes), default=0)
    said = ledger.said_since(conn, before.topic, before.article.id, since)
    return sum(one.series in series and _stated(one) not in now for one in said)


def _stated(one: Observation) -> tuple[object, ...]:
    figure = one.figure
    return (one.series, figure.low, figure.high, figure.unit, figure.period)


def _hashed(told: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def put(
    conn: Connection, alert: Alert, decision: Triage, context: Context, *, now: datetime
) -> None:
    """Keep an alert, and put it into the outbox for whoever is to hear of it now; once, however often it is found."""
    if decision.decision == "silence" or not outbox.put_alert(conn, alert, decision.decision):
        return
    failpoint("settle.alert_kept")
    settled = any(change.settles for change in alert.changes)
    for receiver in context.watchlist.receivers:
        # Whoever was told of a dispute hears in the same thread that it is over; nobody else is called.
        threaded = settled and threads.root_ref(conn, receiver.id, alert.story) is not None
        unchecked = decision.code == "to_check" and receiver.alerts_from == "everything"
        heard = messages.for_receiver(alert, receiver)
        if (decision.decision == "alert" or threaded or unchecked) and messages.wanted(
            heard, receiver
        ):
            put_for(conn, heard, receiver, context, now=now)


def put_for(
    conn: Connection, alert: Alert, receiver: Receiver, context: Context, *, now: datetime
) -> None:
    """Put an alert into the outbox for one receiver, and before it the message that begins its thread."""
    payload = messages.alert_payload(
        alert,
        receiver,
        board=context.settings.web_url,
        buttons=context.buttons is not None,
    )
    if receiver.kind == "slack":
        if roots.begun(conn, receiver, alert.story):
            payload |= {"reply_broadcast": True} if messages.is_broadcast(alert) else {}
        else:
            key = f"root:{alert.key}"
            outbox.put(
                conn,
                receiver=receiver,
                key=key,
                kind="root",
                payload=messages.root_payload(alert, key=key),
                thread=alert.story,
                due_at=now,
                now=now,
            )
            failpoint("settle.root_put")
    outbox.put(
        conn,
        receiver=receiver,
        key=alert.key,
        kind="alert",
        payload=payload,
        thread=alert.story,
        due_at=now,
        now=now,
    )
    if alert.severity == "high":
        untried.hasten(conn, receiver.id, alert.story, now=now)
    failpoint("settle.delivery_put")

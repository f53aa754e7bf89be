"""Take back a withdrawn figure: who was told of it hears so, and what waits to tell of it does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.alerts import Alert, Receiver
from bot.model.figures import Observation
from bot.model.rulings import Ruling
from bot.render import corrections, messages, slack_story
from bot.steps import compare
from bot.storage import ledger, mutes, outbox, roots, told, untried

WITHDRAWN = "what it was to tell was withdrawn before it was sent"
KEPT_BACK = "what it was to begin is kept back"


def take_back(
    conn: Connection,
    context: Context,
    ruling: Ruling,
    judged: Observation,
    gone: Collection[int],
    *,
    now: datetime,
) -> None:
    """Put a correction into the outbox for every receiver that was told, in the thread where it was told.

    What waits to tell it tells it no more.
    """
    left = compare.standings(ledger.records(conn, judged.topic, (judged.series,)))
    receivers = {one.id: one for one in context.watchlist.receivers}
    for telling in told.told_of(conn, gone):
        receiver = receivers.get(telling.receiver)
        if receiver is None or not _shown(telling, receiver):
            continue
        thread = telling.thread
        if telling.waits and thread is not None:
            _withhold(conn, context, receiver, thread, now=now)
            continue
        # Once for a thread, however many copies of the sentence were told in it.
        key = f"withdrawn:{ruling.id}:{thread}"
        outbox.put(
            conn,
            receiver=receiver,
            key=key,
            kind="notice",
            payload=corrections.withdrawal_payload(
                telling.observation, telling.alert, left, ruling, receiver, key=key
            ),
            thread=thread,
            due_at=now,
            now=now,
        )


def _shown(telling: told.Telling, receiver: Receiver) -> bool:
    """Whether a receiver's own form of the alert has the figure: one that asks for certainty is told less."""
    shown = messages.for_receiver(telling.alert, receiver).changes
    return any(change.after == telling.observation for change in shown)


def _withhold(
    conn: Connection, context: Context, receiver: Receiver, thread: str, *, now: datetime
) -> None:
    """Take figures that count no more out of the alerts that wait in a thread, and out of its first message.

    An alert that has none left is kept back; there is nothing to correct then.
    """
    waiting = untried.alerts_in(conn, receiver.id, thread)
    left = []
    counting = told.still_counting(conn, [alert for alert, _ in waiting])
    for (alert, payload), counted in zip(waiting, counting, strict=True):
        one = messages.for_receiver(counted, receiver)
        if counted.changes == alert.changes:
            left.append(alert)
        elif not one.changes or not messages.wanted(one, receiver):
            untried.keep_back(conn, receiver.id, alert.key, why=WITHDRAWN)
        else:
            left.append(one)
            said = messages.alert_payload(
                one,
                receiver,
                board=context.settings.web_url,
                buttons=context.buttons is not None,
            )
            if payload.get("reply_broadcast") and messages.is_broadcast(one):
                said["reply_broadcast"] = True
            untried.say(conn, receiver.id, alert.key, said)
    _begin_with(conn, receiver.id, thread, left)
    roots.mark_due(conn, receiver.id, thread, now=now)


def begin_otherwise(conn: Connection, receiver: str, thread: str, *, now: datetime) -> bool:
    """Let a thread whose first alert is muted begin with the next one that is not; False where none waits."""
    left = [
        alert
        for alert, _ in untried.alerts_in(conn, receiver, thread)
        if not mutes.of_alert(conn, alert.key, receiver, now=now)
        and not outbox.has(conn, receiver, f"root:{alert.key}")
    ]
    if left:
        _begin_with(conn, receiver, thread, told.still_counting(conn, left))
    return bool(left)


def _begin_with(conn: Connection, receiver: str, thread: str, alerts: Sequence[Alert]) -> None:
    """Let the first message that waits in a thread tell of these alerts; of none, not go out."""
    first = untried.beginning(conn, receiver, thread)
    if first is None:
        return
    if not alerts:
        untried.keep_back(conn, receiver, first.key, why=KEPT_BACK)
    elif first.kind == "rollup":
        said = slack_story.roll_up_message(alerts, key=first.key)
        untried.say(conn, receiver, first.key, said)
    else:
        named = [alert for alert in alerts if f"root:{alert.key}" == first.key]
        begun_by = (named or alerts)[0]
        key = f"root:{begun_by.key}"
        # A story that became part of this one was to begin with it, and has its name.
        key = first.key if outbox.has(conn, receiver, key) else key
        said = messages.root_payload(begun_by, key=key)
        untried.say(conn, receiver, first.key, said, under=key)

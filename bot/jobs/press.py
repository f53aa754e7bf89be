"""Do what a person asked for with a button: once, however often the press arrives, and with their name kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.errors import RulingError
from bot.failpoints import failpoint
from bot.jobs import rule
from bot.jobs.context import Context
from bot.model.alerts import Alert
from bot.model.presses import Press
from bot.render import explanation, slack_blocks
from bot.storage import articles, ledger, mutes, outbox, rulings, told
from bot.storage.engine import writing

LONGEST_MUTE_DAYS = 366


def press(context: Context, pressed: Press, *, now: datetime) -> dict[str, Any] | None:
    """The message to answer whoever pressed with; None where this very press was answered before.

    What is asked for and the note of it stand in one transaction. What cannot be done is answered in words.
    """
    with writing(context.engine) as conn:
        if rulings.outcome_of_press(conn, pressed.key) is not None:
            return None
        try:
            words = _done(conn, context, pressed, now=now)
            outcome = "explained" if pressed.action == "why" else words
        except RulingError as error:
            words = outcome = f"Nothing was changed: {error.reason}"
        failpoint("press.done")
        rulings.note_press(
            conn,
            pressed.key,
            action=pressed.action,
            subject=f"{pressed.receiver} {pressed.alert} {pressed.subject}".rstrip(),
            by=pressed.by,
            now=now,
            outcome=outcome,
        )
        failpoint("press.noted")
    failpoint("press.committed")
    if pressed.action == "why":
        return slack_blocks.long_message(
            "Why this was told", words, rest="the rest stands in `bot explain`"
        )
    return {"text": slack_blocks.escape(words)}


def _done(conn: Connection, context: Context, pressed: Press, *, now: datetime) -> str:
    alert = told.alert(conn, pressed.alert)
    if alert is None:
        raise RulingError("the alert is not in this bot's ledger; was its data folder replaced?")
    match pressed.action:
        case "why":
            return _why(conn, context, alert)
        case "mute":
            return _mute(conn, context, pressed, alert, now=now)
        case "right" | "wrong":
            number = _observation(conn, pressed, alert)
            decide = rule.find_right if pressed.action == "right" else rule.find_wrong
            return f"{decide(conn, context, observation=number, by=pressed.by, now=now).words}."


def _observation(conn: Connection, pressed: Press, alert: Alert) -> int:
    """The number under which the ledger holds the figure today: filing the past again gives it another."""
    change = next((one for one in alert.changes if str(one.after.id) == pressed.subject), None)
    if change is None or change.after.id is None:
        raise RulingError("the alert tells no such figure")
    for one in ledger.changes_of(conn, change.after.article):
        if (one.after.topic, one.after.series, one.after.figure.start) == (
            change.after.topic,
            change.after.series,
            change.after.figure.start,
        ):
            return one.after.id or change.after.id
    return change.after.id


def _mute(
    conn: Connection, context: Context, pressed: Press, alert: Alert, *, now: datetime
) -> str:
    receiver = next(
        (one for one in context.watchlist.receivers if one.id == pressed.receiver), None
    )
    if receiver is None:
        raise RulingError(f"feeds.yaml has no receiver {pressed.receiver!r} any more")
    if not pressed.subject.isascii() or not pressed.subject.isdigit():
        raise RulingError("for how long is not a number of days")
    days = min(int(pressed.subject[:4]), LONGEST_MUTE_DAYS)
    # From the press, not from now: the same press, arriving again, asks for the same.
    until = pressed.at + timedelta(days=days)
    number = mutes.add(
        conn,
        receiver=pressed.receiver,
        scope="story",
        subject=alert.story,
        until=until,
        by=pressed.by,
        now=now,
    )
    held = "the digest still holds" if receiver.digest else "the board alone holds"
    return (
        f"“{alert.story_title}” is muted here until {until:%H:%M UTC on %-d %b %Y}; {held} what comes of it. "
        f"`bot mutes remove {number}` ends it sooner."
    )


def _why(conn: Connection, context: Context, alert: Alert) -> str:
    stored = articles.get(conn, alert.article.id)
    if stored is None:
        raise RulingError("the article is not kept any more")
    return explanation.in_plain_text(
        explanation.explanation(
            stored,
            changes=ledger.changes_of(conn, alert.article.id),
            deliveries=outbox.deliveries_of(conn, alert.article.id),
            topics=context.watchlist.topics,
        )
    )

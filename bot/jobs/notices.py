"""Notices about the bot itself: to whoever gets alerts, by the outbox as all that leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.alerts import Receiver
from bot.render import messages
from bot.storage import meta, outbox


def put(conn: Connection, context: Context, text: str, *, key: str, now: datetime) -> None:
    """Put a notice into the outbox, for everybody who is to have it."""
    for receiver in _receivers(context):
        outbox.put(
            conn,
            receiver=receiver,
            key=key,
            kind="notice",
            payload=messages.notice_payload(text, receiver, key=key),
            thread=None,
            due_at=now,
            now=now,
        )


def put_of_many(conn: Connection, context: Context, text: str, *, kind: str, now: datetime) -> None:
    """Put a notice of a kind of which a day may bring any number: the first, the tenth, the hundredth of the day.

    Each says how many there were, so that nobody is flooded and nobody is left to think that it was one.
    """
    day = f"{now:%Y%m%d}"
    known, _, count = (meta.recall(conn, f"notices:{kind}") or "").partition(":")
    number = int(count) + 1 if known == day else 1
    meta.remember(conn, f"notices:{kind}", f"{day}:{number}")
    if str(number).strip("0") != "1":
        return
    more = f" It is number {number} of today; the log names the others." if number > 1 else ""
    put(conn, context, f"{text}{more}", key=f"{kind}:{day}:{number}", now=now)


def _receivers(context: Context) -> Sequence[Receiver]:
    """Those who get alerts; where nobody does, everybody: someone has to know."""
    watch = context.watchlist.receivers
    return [one for one in watch if one.alerts] or watch

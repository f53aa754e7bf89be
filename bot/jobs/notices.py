"""Notices about the bot itself: to whoever gets alerts, by the outbox as all that leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.alerts import Receiver
from bot.render import messages
from bot.storage import outbox


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


def _receivers(context: Context) -> Sequence[Receiver]:
    """Those who get alerts; where nobody does, everybody: someone has to know."""
    watch = context.watchlist.receivers
    return [one for one in watch if one.alerts] or watch

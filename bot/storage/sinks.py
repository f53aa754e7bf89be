"""Those who take deliveries: which asked to be left alone, and to which no connection comes about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.model.alerts import Receiver
from bot.storage import meta

# What is left alone for longer was told so by a clock that had run ahead.
LONGEST = timedelta(days=2)


def leave_alone(conn: Connection, receiver: Receiver, *, until: datetime) -> None:
    """Send nothing to where a receiver gets its messages, until then."""
    meta.remember_time(conn, f"left_alone:{_place(receiver)}", until)


def left_alone(conn: Connection, receivers: Iterable[Receiver], *, now: datetime) -> frozenset[str]:
    """The receivers to whose places nothing is to be sent now."""
    held = {
        place: until is not None and now < until <= now + LONGEST
        for place in {_place(one) for one in receivers}
        for until in [meta.recall_time(conn, f"left_alone:{place}")]
    }
    return frozenset(one.id for one in receivers if held[_place(one)])


def unreached_since(conn: Connection, receiver: Receiver, *, now: datetime) -> datetime:
    """Take note that no connection came about to a receiver's server; since when that has been so."""
    key = f"unreached:{receiver.kind}"
    since = min(meta.recall_time(conn, key) or now, now)
    meta.remember_time(conn, key, since)
    return since


def reached(conn: Connection, receiver: Receiver) -> None:
    """Take note that a receiver's server answered."""
    key = f"unreached:{receiver.kind}"
    if meta.recall(conn, key) is not None:
        meta.remember(conn, key, None)


def _place(receiver: Receiver) -> str:
    """What limits apply to: a channel in Slack, else the one server that all receivers of a kind have."""
    return f"{receiver.kind} {receiver.to[0]}" if receiver.kind == "slack" else receiver.kind

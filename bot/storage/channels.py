"""Where a receiver's threads stand: the channel that feeds.yaml names today, and first messages that are gone."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.model.alerts import Receiver
from bot.storage import meta


def of(conn: Connection, receiver: Receiver) -> str | None:
    """The id of a Slack receiver's channel, as Slack called it when something was posted there.

    None where any thread of the receiver's is in its place: another kind of receiver, or one that nothing
    was noted of yet. A channel that was named anew has its name for an id until something is posted there.
    """
    known = meta.recall(conn, _key(receiver)) if receiver.kind == "slack" else None
    if known is None:
        return None
    named, _, channel = known.rpartition(" ")
    return channel if named == receiver.to[0] else receiver.to[0]


def note(conn: Connection, receiver: Receiver, reference: str) -> None:
    """Take note of the channel in which Slack put a receiver's message."""
    channel = reference.split(" ", maxsplit=1)[0]
    if receiver.kind == "slack" and of(conn, receiver) != channel:
        meta.remember(conn, _key(receiver), f"{receiver.to[0]} {channel}")


def _key(receiver: Receiver) -> str:
    return f"channel:{receiver.id}"

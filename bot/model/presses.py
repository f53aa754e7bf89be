"""Buttons under an alert, and what a person pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

PressAction = Literal["right", "wrong", "mute", "why"]
PRESS_ACTIONS: frozenset[str] = frozenset(get_args(PressAction))


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A person pressed a button of a message.

    `key` is the same however often the press arrives. `receiver` and `alert` say whose message it was; `subject` is
    the number of an observation (right, wrong), of days (mute), or empty (why). `by` names the person, `user`,
    `channel`, and `thread` say where an answer to this person alone belongs.
    """

    key: str
    action: PressAction
    receiver: str
    alert: str
    subject: str
    by: str
    at: datetime
    user: str
    channel: str
    thread: str | None


def block_name(receiver: str, alert: str) -> str:
    """How a message's block of buttons is called: whose it is, and by which alert."""
    return f"{receiver}:{alert}"


def whose(name: str) -> tuple[str, str] | None:
    """The receiver and the alert's key of a block of buttons; None for any other block."""
    receiver, colon, alert = name.rpartition(":")
    return (receiver, alert) if colon and receiver and alert else None

"""What became of a delivery, for whoever runs the sending and for its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["sent", "retry", "unknown", "dead", "held", "muted", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutcome:
    """What became of one delivery, in a line for a person."""

    state: Outcome
    words: str

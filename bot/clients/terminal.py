"""The terminal as a receiver: prints what it is given, once."""

from __future__ import annotations

import sys
from typing import TextIO

from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver


class Terminal:
    """Prints to standard output, or to `out`. It cannot be asked what it printed."""

    can_be_asked = False

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out

    def send(self, delivery: Delivery, receiver: Receiver) -> str:  # noqa: ARG002  (a sink's signature)
        """Print the payload's text; raises DeliveryError where nobody reads it any more."""
        out = self._out or sys.stdout
        try:
            out.write(f"\n{delivery.payload['text']}\n")
            out.flush()
        except (OSError, ValueError) as error:
            raise DeliveryError(f"the terminal takes no output ({error})") from error
        return "printed"

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:  # noqa: ARG002  (a sink's signature)
        """Nothing: a terminal keeps no record."""
        return None

    def identity(self) -> str:
        """Where the words go."""
        return "standard output"

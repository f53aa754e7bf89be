"""Buttons in Slack: one link is kept open, what is pressed is done, acknowledged and answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clients.slack import Slack
from bot.clients.slack_socket import Link, SlackSocket
from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.jobs.press import press
from bot.model.presses import Press

# How long one look at the link takes at most: a stop waits no longer.
LOOK_S = 1.0
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=10)


class Presses:
    """Looks after the link: opens it, opens it again where it ended, later and later where that fails."""

    def __init__(self, context: Context, socket: SlackSocket, slack: Slack) -> None:
        self._context = context
        self._socket = socket
        self._slack = slack
        self._link: Link | None = None
        self._failures = 0
        self._not_before: datetime | None = None

    def one(self, now: datetime) -> bool:
        """Wait for a press for a moment, and do what it asks; False where the link cannot be had now."""
        if self._link is None and not self._open(now):
            return False
        assert self._link is not None  # noqa: S101  (opened a line above)
        try:
            envelope = self._link.receive(timeout_s=LOOK_S)
            if envelope is None:
                return True
            answer = None
            if envelope.press is not None:
                failpoint("press.arrived")
                answer = press(self._context, envelope.press, now=now)
            # Only what is kept is acknowledged: whoever pressed sees a warning, and presses again.
            self._link.acknowledge(envelope)
            failpoint("press.acknowledged")
        except DeliveryError:
            # Slack renews each link every few hours, and says so by ending it.
            self.end(now)
            return True
        if envelope.press is not None and answer is not None:
            self._answer(answer, envelope.press)
        return True

    def end(self, now: datetime) -> None:  # noqa: ARG002  (a worker's end is told the time)
        """Close the link."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _open(self, now: datetime) -> bool:
        if self._not_before is not None and now < self._not_before:
            return False
        try:
            self._link = self._socket.open()
        except DeliveryError as error:
            self._failures += 1
            wait = min(FIRST_WAIT * 2 ** min(self._failures - 1, 10), LONGEST_WAIT)
            self._not_before = now + wait
            if self._failures == 1:
                self._context.log.warning("buttons do not work now", reason=error.reason)
            return False
        if self._failures:
            self._context.log.info("buttons work again")
        self._failures = 0
        # A link that ends at once is not opened in a circle.
        self._not_before = now + FIRST_WAIT
        return True

    def _answer(self, message: dict[str, object], pressed: Press) -> None:
        self._context.log.info(
            "a button was pressed", action=pressed.action, by=pressed.by, alert=pressed.alert
        )
        try:
            self._slack.whisper(
                message, channel=pressed.channel, user=pressed.user, thread=pressed.thread
            )
        except DeliveryError as error:
            self._context.log.warning(
                "a press was not answered", by=pressed.by, reason=error.reason
            )

"""Incoming webhooks, Slack's and those like it: they take messages, and cannot be asked what they took."""

from __future__ import annotations

import http.client
import socket
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.clients.slack.answers import SERVER_FAULT, TIMEOUT_S, TOO_MANY, retry_after
from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver


class SlackWebhook:
    """Posts to an incoming webhook, Slack's or one like it: at least once, since it cannot be asked."""

    can_be_asked = False

    def __init__(self, url: str, *, timeout_s: int = TIMEOUT_S) -> None:
        self._client = WebhookClient(url, timeout=timeout_s, retry_handlers=[])
        self._slacks_own = urlsplit(url).hostname == "hooks.slack.com"

    def send(self, delivery: Delivery, receiver: Receiver) -> str:  # noqa: ARG002  (a sink's signature)
        """Post once; the webhook answers "ok" and keeps no reference.

        A message that is refused goes out again as plain text: an alert is never lost to its looks, and
        those who take Slack's webhooks without its blocks (Mattermost, say) get the whole alert in sentences.
        """
        payload = dict(delivery.payload)
        answer = self._post(payload)
        if answer.status_code == http.client.BAD_REQUEST and "blocks" in payload:
            answer = self._post({key: value for key, value in payload.items() if key != "blocks"})
        if answer.status_code >= http.client.BAD_REQUEST:
            raise DeliveryError(
                f"the webhook answered {answer.status_code}; check SLACK_WEBHOOK_URL",
                temporary=answer.status_code == TOO_MANY or answer.status_code >= SERVER_FAULT,
                retry_after=retry_after({k.lower(): v for k, v in answer.headers.items()}),
                unknown=answer.status_code >= SERVER_FAULT,
            )
        if self._is_foreign(answer.body or ""):
            # A proxy's page has refused nothing, and the message may have gone on behind it.
            raise DeliveryError(
                "the webhook's answer is not its own but somebody's page; is there a proxy before it, or is "
                "SLACK_WEBHOOK_URL another address?",
                temporary=True,
                unknown=True,
            )
        return "accepted"

    def _is_foreign(self, body: str) -> bool:
        """Slack says "ok"; those who take its webhooks say what they like, but in no markup.

        https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/
        """
        said = body.strip()
        return said != "ok" if self._slacks_own else said.startswith("<")

    def _post(self, payload: dict[str, Any]) -> WebhookResponse:
        try:
            return self._client.send_dict(payload)
        except URLError as error:
            if not isinstance(error.reason, (ConnectionRefusedError, socket.gaierror)):
                raise _unanswered(error.reason) from None
            raise DeliveryError(
                "the webhook cannot be reached; check SLACK_WEBHOOK_URL and the network",
                temporary=True,
                unreached=True,
            ) from None
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            raise _unanswered(
                error
            ) from None  # the vendor's error holds the address, which is the secret

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:  # noqa: ARG002  (a sink's signature)
        """Nothing: a webhook keeps no record that could be asked for."""
        return None

    def identity(self) -> str:
        """A webhook does not say who it is."""
        return "an incoming webhook (delivers at least once; it cannot be asked)"


def _unanswered(error: object) -> DeliveryError:
    return DeliveryError(
        f"the webhook did not answer ({type(error).__name__}); tried again later",
        temporary=True,
        unknown=True,
    )

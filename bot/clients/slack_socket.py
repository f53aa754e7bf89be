"""Slack's Socket Mode: what persons press arrives over a connection of ours, so that no public address is needed.

https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot.errors import DeliveryError
from bot.model.presses import PRESS_ACTIONS, Press, whose

TIMEOUT_S = 15
# An interaction holds the message that it was made in: far less than this.
ENVELOPE_MOST = 1_000_000
NAME_MOST = 60
MEND = {
    "invalid_auth": "the app-level token is not valid; set SLACK_APP_TOKEN to one (xapp-…)",
    "not_allowed_token_type": "SLACK_APP_TOKEN has to be an app-level token (xapp-…)",
    "missing_scope": "the app-level token lacks the scope connections:write; make a new one",
    "link_disabled": "Socket Mode is switched off for the app; switch it on in the app's settings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What came over the link: to be acknowledged, and what was pressed, if it is a button of ours."""

    id: str
    press: Press | None


class Link:
    """One open connection. Slack renews it every few hours: `receive` then says that it is closed."""

    def __init__(self, connection: ClientConnection, closing: ExitStack) -> None:
        self._connection = connection
        self._closing = closing

    def receive(self, *, timeout_s: float) -> Envelope | None:
        """The next envelope; None where none came in time. Raises DeliveryError where the link is over."""
        try:
            raw = self._connection.recv(timeout=timeout_s)
        except TimeoutError:
            return None
        except (WebSocketException, OSError) as error:
            raise _over(type(error).__name__) from None
        message = _object(raw)
        if message.get("type") == "disconnect":
            raise _over(str(message.get("reason", "")))
        name = message.get("envelope_id")
        if not isinstance(name, str):
            return None
        payload = message.get("payload")
        press = _press(payload) if isinstance(payload, dict) else None
        return Envelope(id=name, press=press)

    def acknowledge(self, envelope: Envelope) -> None:
        """Tell Slack that it has arrived, within three seconds of it; raises DeliveryError."""
        try:
            self._connection.send(json.dumps({"envelope_id": envelope.id}))
        except (WebSocketException, OSError) as error:
            raise _over(type(error).__name__) from None

    def close(self) -> None:
        """Say goodbye."""
        self._closing.close()


class SlackSocket:
    """Opens links with an app-level token."""

    def __init__(self, app_token: str, *, base_url: str, timeout_s: int = TIMEOUT_S) -> None:
        self._token = app_token
        self._timeout_s = timeout_s
        self._client = WebClient(base_url=base_url, timeout=timeout_s, retry_handlers=[])

    def open(self) -> Link:
        """A new link; raises DeliveryError with the mend. Its address holds a ticket, and is shown to nobody."""
        try:
            answer = self._client.apps_connections_open(app_token=self._token)
            address = str(answer["url"])
        except SlackApiError as error:
            code = str(error.response.get("error", "")) if error.response else ""
            raise DeliveryError(
                f"Slack opens no connection for buttons: {MEND.get(code, code or 'no reason given')}",
                temporary=True,
            ) from None  # the vendor's error shows what was sent
        except (
            SlackClientError,
            OSError,
            http.client.HTTPException,
            ValueError,
            KeyError,
        ) as error:
            raise DeliveryError(
                f"Slack opens no connection for buttons ({type(error).__name__}); tried again later",
                temporary=True,
            ) from None
        closing = ExitStack()
        try:
            connection = closing.enter_context(
                connect(
                    address,
                    open_timeout=self._timeout_s,
                    close_timeout=1,
                    max_size=ENVELOPE_MOST,
                )
            )
        except (WebSocketException, OSError, ValueError) as error:
            raise DeliveryError(
                f"Slack's connection for buttons cannot be opened ({type(error).__name__}); tried again later",
                temporary=True,
            ) from None
        return Link(connection, closing)


def _over(reason: str) -> DeliveryError:
    return DeliveryError(
        f"Slack's connection for buttons ended: {MEND.get(reason, reason)}", temporary=True
    )


def _object(raw: str | bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _press(payload: Mapping[str, Any]) -> Press | None:
    """A press of a button of ours; None for all else that an app may be sent.

    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload/
    """
    if payload.get("type") != "block_actions":
        return None
    try:
        (action,) = payload["actions"]
        user, where = payload["user"], payload["container"]
        named = whose(str(action["block_id"]))
        at = datetime.fromtimestamp(float(action["action_ts"]), UTC)
        chosen = action.get("selected_option") or action
        subject, name = str(chosen.get("value", "")), str(action["action_id"])
        who, channel = str(user["id"]), str(where["channel_id"])
        thread = where.get("thread_ts")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return None
    if named is None or name not in PRESS_ACTIONS:
        return None
    label = " ".join(str(user.get("username") or user.get("name") or who).split())[:NAME_MOST]
    return Press(
        key=f"{who}:{channel}:{action['action_ts']}:{name}",
        action=name,  # type: ignore[arg-type]  # one of PRESS_ACTIONS
        receiver=named[0],
        alert=named[1],
        subject=subject,
        by=f"{label} (Slack {who})",
        at=at,
        user=who,
        channel=channel,
        thread=str(thread) if thread else None,
    )

"""Slack: a bot that posts, and can be asked what it posted; and incoming webhooks, which cannot.

Retries are ours: the SDK's own handlers post twice where a connection breaks at the wrong moment.
https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import http.client
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver

TIMEOUT_S = 15
# Slack's clock and ours differ; a look-up begins this much before our own attempt.
CLOCK_MARGIN = timedelta(minutes=5)
REHEARSAL = "newsledger_rehearsal"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 100
MOST_PAGES = 10
MOST_CHANNELS = 1000
MEND = {
    "invalid_auth": "the token is not valid; set SLACK_BOT_TOKEN to the app's bot token (xoxb-…)",
    "not_authed": "no token came along; set SLACK_BOT_TOKEN to the app's bot token (xoxb-…)",
    "token_revoked": "the token was revoked; install the app again and set SLACK_BOT_TOKEN",
    "account_inactive": "the app was removed from the workspace; install it again",
    "channel_not_found": "there is no such channel for this app; check `channel` in feeds.yaml",
    "not_in_channel": "the app is not in the channel; say `/invite @Newsledger` there",
    "is_archived": "the channel is archived; name another in feeds.yaml",
    "missing_scope": "the app lacks a scope; install it again from the manifest in the README",
}
REFUSED_LOOKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
TRY_AGAIN = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"}
# After these the message may stand there all the same.
MAY_HAVE_IT = {"internal_error", "fatal_error", "request_timeout"}
SLACKS_OWN = re.compile(r"[a-z][a-z0-9_]*")
SERVER_FAULT = 500
TOO_MANY = 429


class Slack:
    """Posts as a bot, and finds what it posted by the key in the message's metadata."""

    can_be_asked = True

    def __init__(self, token: str, *, base_url: str, timeout_s: int = TIMEOUT_S) -> None:
        self._client = WebClient(
            token=token, base_url=base_url, timeout=timeout_s, retry_handlers=[]
        )
        self._channel_ids: dict[str, str] = {}

    def send(self, delivery: Delivery, receiver: Receiver) -> str:
        """Post once, as a reply where the story has its thread; returns "channel ts".

        A message whose looks are refused goes out again as plain text: an alert is never lost to them.
        """
        arguments = {
            "channel": receiver.to[0],
            "unfurl_links": False,
            "unfurl_media": False,
            **delivery.payload,
        }
        if delivery.root_ref:
            arguments["thread_ts"] = _ts(delivery.root_ref)
        else:
            # Only a reply can be shown in the channel besides.
            arguments.pop("reply_broadcast", None)
        try:
            answer = self._call("chat.postMessage", arguments)
        except DeliveryError as error:
            if not error.payload_refused or "blocks" not in arguments:
                raise
            plain = {key: value for key, value in arguments.items() if key != "blocks"}
            answer = self._call("chat.postMessage", plain)
        self._channel_ids[receiver.to[0]] = str(answer["channel"])
        return f"{answer['channel']} {answer['ts']}"

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:
        """The reference of the message that carries the delivery's key, since its last attempt."""
        channel = (
            delivery.root_ref.split(" ")[0]
            if delivery.root_ref
            else self._channel_id(receiver.to[0])
        )
        thread = _ts(delivery.root_ref) if delivery.root_ref else None
        return next(self._carrying(delivery.key, channel, thread, delivery.attempted_at), None)

    def copies(self, delivery: Delivery, *, since: datetime) -> tuple[str, ...]:
        """The references of all messages that carry the key of a delivery that was sent, its own among them."""
        channel = (delivery.sink_ref or "").split(" ")[0]
        thread = _ts(delivery.root_ref) if delivery.root_ref else None
        found = self._carrying(delivery.key, channel, thread, since)
        return tuple(dict.fromkeys(found))

    def update(self, reference: str, message: Mapping[str, Any]) -> None:
        """Let a message of ours look like this from now on; raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.update
        """
        channel, _, ts = reference.partition(" ")
        self._call("chat.update", {**message, "channel": channel, "ts": ts})

    def delete(self, reference: str) -> None:
        """Delete a message of ours; one that is gone already is no error. Raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.delete
        """
        channel, _, ts = reference.partition(" ")
        try:
            self._call("chat.delete", {"channel": channel, "ts": ts})
        except DeliveryError as error:
            if "message_not_found" not in error.reason:
                raise

    def rehearse(self, receiver: Receiver, *, key: str) -> str:
        """Post one message to a receiver, ask for it as after a fault, and delete it again.

        Says in words whether this workspace lets what was posted be asked for; raises DeliveryError.
        """
        delivery = Delivery(
            id=0,
            receiver=receiver.id,
            key=key,
            kind="notice",
            payload={
                "text": "Newsledger tries whether it can post here; this message goes away by itself.",
                "metadata": {"event_type": REHEARSAL, "event_payload": {"key": key}},
            },
            state="sending",
            due_at=EPOCH,
        )
        reference = self.send(delivery, receiver)
        try:
            found = self.find(delivery, receiver)
        finally:
            self.delete(reference)
        if found != reference:
            raise DeliveryError(
                f"{receiver.to[0]} takes messages, and does not show them again when asked; after a broken "
                "connection an alert may come twice. Install the app again from the manifest in the README"
            )
        return f"{receiver.to[0]}: posted, read back and deleted one message"

    def _carrying(
        self, key: str, channel: str, thread: str | None, since: datetime | None
    ) -> Iterator[str]:
        asked: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": PAGE}
        if since is not None:
            asked["oldest"] = f"{(since - CLOCK_MARGIN).timestamp():.6f}"
        places: list[tuple[str, dict[str, Any]]] = [("conversations.history", asked)]
        if thread:
            # The channel too: the attempt may have been made before the thread had this root, or any.
            places.insert(0, ("conversations.replies", {**asked, "ts": thread}))
        for method, where in places:
            for message in self._pages(method, where, "messages"):
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("key") == key:
                    yield f"{channel} {message['ts']}"

    def whisper(
        self, message: Mapping[str, Any], *, channel: str, user: str, thread: str | None
    ) -> None:
        """Show a message to one person alone, where they pressed a button; raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        where = {"channel": channel, "user": user} | ({"thread_ts": thread} if thread else {})
        self._call("chat.postEphemeral", {**message, **where})

    def identity(self) -> str:
        """Who the token is, and in which workspace; raises DeliveryError with the mend."""
        answer = self._call("auth.test", {})
        return f"{answer.get('user', 'a bot')} in {answer.get('team', 'a workspace')}"

    def _channel_id(self, channel: str) -> str:
        """The id of a channel that feeds.yaml names: what posts takes a name, what reads takes ids alone."""
        if not channel.startswith("#"):
            return channel
        if channel not in self._channel_ids:
            asked = {
                "exclude_archived": True,
                "types": "public_channel,private_channel",
                "limit": MOST_CHANNELS,
            }
            self._channel_ids |= {
                f"#{one['name']}": str(one["id"])
                for one in self._pages("conversations.list", asked, "channels")
            }
        try:
            return self._channel_ids[channel]
        except KeyError:
            raise DeliveryError(f"Slack: {MEND['channel_not_found']} ({channel})") from None

    def _pages(
        self, method: str, asked: Mapping[str, Any], what: str
    ) -> Iterator[Mapping[str, Any]]:
        cursor: str | None = None
        for _page in range(MOST_PAGES):
            answer = self._call(method, {**asked, **({"cursor": cursor} if cursor else {})})
            found = answer.get(what)
            yield from found if isinstance(found, list) else []
            following = answer.get("response_metadata")
            cursor = following.get("next_cursor") if isinstance(following, dict) else None
            if not cursor:
                return

    def _call(self, method: str, arguments: Mapping[str, Any]) -> SlackResponse:
        try:
            if method.startswith("conversations."):
                return self._client.api_call(method, http_verb="GET", params=dict(arguments))
            return self._client.api_call(method, json=dict(arguments))
        except SlackApiError as error:
            raise _refused(method, error) from None  # the vendor's error shows what was sent
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            raise DeliveryError(
                f"Slack did not answer {method} ({type(error).__name__}); tried again later",
                temporary=True,
                unknown=method == "chat.postMessage",
            ) from None


def _refused(method: str, error: SlackApiError) -> DeliveryError:
    answer = error.response
    status = getattr(answer, "status_code", 0)
    headers = {str(k).lower(): v for k, v in (getattr(answer, "headers", None) or {}).items()}
    try:
        code = str(answer.get("error", "")) or f"status {status}"
    except (ValueError, AttributeError):
        code = f"status {status}"
    posting = method == "chat.postMessage"
    # A proxy's page has refused nothing, and Slack may have the message behind it.
    foreign = status < http.client.BAD_REQUEST and not SLACKS_OWN.fullmatch(code)
    if foreign:
        code = f"the answer is not Slack's own (status {status})"
    server_fault = status >= SERVER_FAULT or code in MAY_HAVE_IT or foreign
    limited = status == TOO_MANY or code in TRY_AGAIN
    return DeliveryError(
        f"Slack refused {method}: {MEND.get(code, code)}",
        temporary=server_fault or limited,
        retry_after=_retry_after(headers),
        unknown=posting and server_fault and not limited,
        payload_refused=code in REFUSED_LOOKS,
    )


def _retry_after(headers: Mapping[str, Any]) -> timedelta | None:
    """Seconds, whole or not, or a date (RFC 9110, 10.2.3), taken from the server's own clock."""
    value = _header(headers, "retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until, sent = _date(value), _date(_header(headers, "date"))
        return max(timedelta(0), until - sent) if until and sent else None
    return timedelta(seconds=max(0.0, seconds)) if math.isfinite(seconds) else None


def _header(headers: Mapping[str, Any], name: str) -> str | None:
    value = headers.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return None if first is None else str(first)


def _date(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _ts(reference: str) -> str:
    return reference.rsplit(" ", 1)[-1]


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
                retry_after=_retry_after({k.lower(): v for k, v in answer.headers.items()}),
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
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            raise DeliveryError(
                f"the webhook did not answer ({type(error).__name__}); tried again later",
                temporary=True,
                unknown=True,
            ) from None  # the vendor's error holds the address, which is the secret

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:  # noqa: ARG002  (a sink's signature)
        """Nothing: a webhook keeps no record that could be asked for."""
        return None

    def identity(self) -> str:
        """A webhook does not say who it is."""
        return "an incoming webhook (delivers at least once; it cannot be asked)"

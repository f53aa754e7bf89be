"""Slack as a bot with a token of its own: it posts, and can be asked what it posted."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.clients.slack.answers import MEND, NO_THREAD, TIMEOUT_S, RefusedError, refused
from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver

# A channel is looked through back to this much before our own attempt; Slack's clock and ours differ...
CLOCK_MARGIN = timedelta(minutes=5)
# ...and may differ by anything, so that the latest of its messages are looked at whatever the time.
LATEST = 200
REHEARSAL = "newsledger_rehearsal"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 200
MOST_PAGES = 10
MOST_CHANNELS = 1000


class Slack:
    """Posts as a bot, and finds what it posted by the key in the message's metadata."""

    can_be_asked = True

    def __init__(self, token: str, *, base_url: str, timeout_s: int = TIMEOUT_S) -> None:
        self._client = WebClient(
            token=token, base_url=base_url, timeout=timeout_s, retry_handlers=[]
        )
        self._channel_ids: dict[str, str] = {}
        self._beside: set[str] = set()

    def send(self, delivery: Delivery, receiver: Receiver) -> str:
        """Post once, as a reply where the story has its thread; returns "channel ts".

        A message whose looks are refused goes out again as plain text: an alert is never lost to them, nor
        to a thread that is gone, beside which it goes then.
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
        answer = self._post(arguments)
        self._channel_ids[receiver.to[0]] = str(answer["channel"])
        reference = f"{answer['channel']} {answer['ts']}"
        # Slack may refuse nothing and post beside the thread: https://github.com/slack-go/slack/issues/1571
        posted = answer.get("message")
        if delivery.root_ref and isinstance(posted, dict) and not posted.get("thread_ts"):
            self._beside.add(reference)
        return reference

    def went_beside(self, reference: str) -> bool:
        """Whether what was just sent as a reply stands beside its thread, since that is gone; told once."""
        beside = reference in self._beside
        self._beside.discard(reference)
        return beside

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
        """The references of the messages that carry the key of a delivery that was sent, its own among them.

        They are looked for in the channel and the thread in which it stands.
        """
        channel = (delivery.sink_ref or "").split(" ")[0]
        thread = _ts(delivery.root_ref) if delivery.root_ref else None
        found = self._carrying(delivery.key, channel, thread, since)
        return tuple(dict.fromkeys(found))

    def update(self, reference: str, message: Mapping[str, Any]) -> None:
        """Let a message of ours look like this from now on, as plain text where that is refused; raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.update
        """
        channel, _, ts = reference.partition(" ")
        as_it_is = {**message, "channel": channel, "ts": ts}
        try:
            self._call("chat.update", as_it_is)
        except DeliveryError as error:
            if not error.payload_refused or not message.get("blocks"):
                raise
            # Left out, the blocks would stay as they are.
            self._call("chat.update", as_it_is | {"blocks": []})

    def permalink(self, reference: str) -> str | None:
        """The address of a message for a person; None of one that is gone. Raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.getPermalink
        """
        channel, _, ts = reference.partition(" ")
        try:
            answer = self._call("chat.getPermalink", {"channel": channel, "message_ts": ts})
        except RefusedError as error:
            if error.code != "message_not_found":
                raise
            return None
        return str(answer["permalink"])

    def delete(self, reference: str) -> None:
        """Delete a message of ours; one that is gone already is no error. Raises DeliveryError.

        https://docs.slack.dev/reference/methods/chat.delete
        """
        channel, _, ts = reference.partition(" ")
        try:
            self._call("chat.delete", {"channel": channel, "ts": ts})
        except RefusedError as error:
            if error.code != "message_not_found":
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
        if thread:
            for message in self._thread({**asked, "ts": thread}):
                if _key_of(message) == key:
                    yield f"{channel} {message['ts']}"
        # The channel too: the attempt may have been made before the thread had this root, or any.
        oldest = (since - CLOCK_MARGIN).timestamp() if since is not None else 0.0
        latest_first = self._pages("conversations.history", asked, "messages")
        for number, message in enumerate(latest_first):
            if number >= LATEST and float(message["ts"]) < oldest:
                return
            if _key_of(message) == key:
                yield f"{channel} {message['ts']}"

    def _thread(self, asked: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        try:
            yield from self._pages("conversations.replies", asked, "messages")
        except RefusedError as error:
            # Nothing is in a thread that is gone.
            if error.code not in NO_THREAD:
                raise

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

    def _post(self, arguments: Mapping[str, Any]) -> SlackResponse:
        try:
            return self._call("chat.postMessage", arguments)
        except RefusedError as error:
            if error.payload_refused and "blocks" in arguments:
                return self._post({key: one for key, one in arguments.items() if key != "blocks"})
            if error.code in NO_THREAD and "thread_ts" in arguments:
                threaded = {"thread_ts", "reply_broadcast"}
                return self._post(
                    {key: one for key, one in arguments.items() if key not in threaded}
                )
            raise

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
            if method.startswith("conversations.") or method == "chat.getPermalink":
                return self._client.api_call(method, http_verb="GET", params=dict(arguments))
            return self._client.api_call(method, json=dict(arguments))
        except SlackApiError as error:
            raise refused(method, error) from None  # the vendor's error shows what was sent
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            raise DeliveryError(
                f"Slack did not answer {method} ({type(error).__name__}); tried again later",
                temporary=True,
                unknown=method == "chat.postMessage",
            ) from None


def _key_of(message: Mapping[str, Any]) -> object:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("key")


def _ts(reference: str) -> str:
    return reference.rsplit(" ", 1)[-1]

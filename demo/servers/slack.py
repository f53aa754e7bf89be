"""Something like Slack: the few Web API methods that a bot needs, with Slack's limits and Slack's bad days."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

from demo.servers.blocks import in_words, refusal
from demo.servers.loopback import LoopbackRequest, LoopbackServer
from demo.servers.posts import SlackMessage, page, shown, truth

_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{7,}")


@dataclass(frozen=True, slots=True)
class SlackFault:
    """How a call fails: `retry_after` belongs to "busy", `seconds` to "late" and the silent ones, `error` to "refuse"."""

    kind: Literal[
        "busy",
        "error_before",
        "error_after",
        "drop_before",
        "drop_after",
        "late",
        "refuse",
        "refuse_blocks",
        "silent_before",
        "silent_after",
        "garbled_after",
        "half_after",
    ]
    retry_after: str = "1"
    seconds: float = 0.5
    error: str = "invalid_blocks"


class SlackLike(LoopbackServer):
    """Keeps messages in memory; see the package's docstring for the calls."""

    def __init__(self, *, token: str | None = None) -> None:
        super().__init__()
        self._token = token
        self._messages: list[SlackMessage] = []
        self._calls: list[tuple[str, dict[str, Any]]] = []
        self._faults: dict[str, list[SlackFault | None]] = {}
        self._channels: dict[str, str] = {}
        self._clock = time.time()
        self._whispers: list[dict[str, Any]] = []
        # Where a link for buttons is to be opened, while somebody serves one (`demo.servers.links`).
        self.link_url: str | None = None

    @property
    def whispers(self) -> list[dict[str, Any]]:
        """What was shown to one person alone, oldest first."""
        with self.lock:
            return list(self._whispers)

    @property
    def api_url(self) -> str:
        """The address for `SLACK_API_URL`."""
        return f"{self.root}/api/"

    @property
    def webhook_url(self) -> str:
        """The address of an incoming webhook."""
        return f"{self.root}/services/T0DEMO/B0DEMO/secret"

    @property
    def messages(self) -> list[SlackMessage]:
        """Every message that can be seen now, oldest first, replies included."""
        now = time.monotonic()
        with self.lock:
            return [one for one in self._messages if one.visible_at <= now]

    @property
    def told(self) -> list[SlackMessage]:
        """The messages that tell something, oldest first: without those that only begin a thread."""
        return [
            one for one in self.messages if not (one.key or "").startswith(("root:", "rollup:"))
        ]

    @property
    def calls(self) -> list[tuple[str, dict[str, Any]]]:
        """Every call that came: its method and its arguments."""
        with self.lock:
            return list(self._calls)

    def keys(self) -> list[str]:
        """The keys of the messages that carry one, oldest first."""
        return [one.key for one in self.messages if one.key is not None]

    def fail(self, method: str, fault: SlackFault, *, times: int = 1, after: int = 0) -> None:
        """Let the next calls of a method fail, `after` so many that do not, in the order of the orders."""
        with self.lock:
            self._faults.setdefault(method, []).extend([*[None] * after, *[fault] * times])

    def readable(self, message: SlackMessage) -> str:
        """The message as a person sees it, in plain text."""
        return in_words(message.blocks) or message.text

    def answer(self, request: LoopbackRequest) -> None:
        """Answer one call."""
        path = urlsplit(request.path).path
        webhook = path.startswith("/services/")
        method = "webhook" if webhook else path.rpartition("/")[2]
        arguments = _arguments(request)
        with self.lock:
            self._calls.append((method, arguments))
            fault = self._take_fault(method, arguments)
        if fault is not None and self._spoil_before(request, fault):
            return
        visible_at = time.monotonic() + (fault.seconds if fault and fault.kind == "late" else 0)
        with self.lock:
            reply = self._reply(request, method, arguments, visible_at)
        if fault is not None and fault.kind in {"drop_after", "late"}:
            request.hang_up()
        elif fault is not None and fault.kind == "silent_after":
            self.wait(fault.seconds)
            request.hang_up()
        elif fault is not None and fault.kind == "garbled_after":
            request.give(200, b"<html>busy</html>", {"Content-Type": "text/html"})
        elif fault is not None and fault.kind == "half_after":
            whole = json.dumps(reply).encode()
            half = whole[: len(whole) // 2]
            request.give(200, half, {"Content-Type": "application/json"}, length=len(whole))
        elif fault is not None:
            request.give(500, b"", {"Content-Type": "text/plain"})
        elif webhook:
            accepted = bool(reply["ok"])
            text = "ok" if accepted else str(reply["error"])
            request.give(200 if accepted else 400, text.encode(), {"Content-Type": "text/html"})
        else:
            _give_json(request, reply)

    def _take_fault(self, method: str, arguments: Mapping[str, Any]) -> SlackFault | None:
        waiting = self._faults.get(method)
        if not waiting:
            return None
        first = waiting[0]
        if first and first.kind == "refuse_blocks" and not arguments.get("blocks"):
            return None
        return waiting.pop(0)

    def _spoil_before(self, request: LoopbackRequest, fault: SlackFault) -> bool:
        if fault.kind == "busy":
            request.give(
                429,
                b'{"ok":false,"error":"ratelimited"}',
                {"Content-Type": "application/json", "Retry-After": fault.retry_after},
            )
        elif fault.kind == "error_before":
            request.give(500, b"", {"Content-Type": "text/plain"})
        elif fault.kind == "drop_before":
            request.hang_up()
        elif fault.kind == "silent_before":
            self.wait(fault.seconds)
            request.hang_up()
        elif fault.kind == "refuse" and urlsplit(request.path).path.startswith("/services/"):
            # https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors
            request.give(404, fault.error.encode(), {"Content-Type": "text/html"})
        elif fault.kind in {"refuse", "refuse_blocks"}:
            _give_json(request, {"ok": False, "error": fault.error})
        else:
            return False
        return True

    def _reply(
        self,
        request: LoopbackRequest,
        method: str,
        arguments: dict[str, Any],
        visible_at: float,
    ) -> dict[str, Any]:
        if method == "webhook":
            return self._post(arguments | {"channel": "webhook"}, visible_at)
        given = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get(
            "token", ""
        )
        if not given:
            return {"ok": False, "error": "not_authed"}
        if method == "apps.connections.open":
            return self._open_link(given)
        if self._token is not None and given != self._token:
            return {"ok": False, "error": "invalid_auth"}
        if method == "chat.postMessage":
            return self._post(arguments, visible_at)
        known: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "auth.test": self._who,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._permalink,
            "chat.postEphemeral": self._whisper,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "conversations.info": self._info,
            "conversations.join": self._info,
            "conversations.list": self._list,
        }
        answer = known.get(method)
        return answer(arguments) if answer else {"ok": False, "error": "unknown_method"}

    def _who(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True,
            "url": "https://demo.slack.example/",
            "team": "Demo",
            "team_id": "T0DEMO000",
            "user": "newsledger",
            "user_id": "U0DEMO000",
            "bot_id": "B0DEMO000",
        }

    def _channel(self, given: str) -> str:
        if _CHANNEL_ID.fullmatch(given):
            return self._channels.setdefault(given, given)
        name = given.removeprefix("#")
        return self._channels.setdefault(name, f"C0DEMO{len(self._channels):04d}")

    def _post(self, arguments: dict[str, Any], visible_at: float) -> dict[str, Any]:
        if not arguments.get("channel"):
            return {"ok": False, "error": "channel_not_found"}
        blocks = tuple(arguments.get("blocks") or ())
        error = refusal(str(arguments.get("text") or ""), blocks)
        if error:
            return {"ok": False, "error": error[0], "response_metadata": {"messages": [error[1]]}}
        self._clock = max(self._clock + 0.000001, time.time())
        root = arguments.get("thread_ts")
        # A reply to what is not there any more is posted beside it: https://github.com/slack-go/slack/issues/1571
        there = any(
            one.channel == self._channel(str(arguments["channel"]))
            and root in (one.ts, one.thread_ts)
            for one in self._messages
        )
        message = SlackMessage(
            ts=f"{self._clock:.6f}",
            channel=self._channel(str(arguments["channel"])),
            text=str(arguments.get("text") or ""),
            blocks=blocks,
            metadata=arguments.get("metadata") or None,
            thread_ts=root if root and there else None,
            broadcast=truth(arguments.get("reply_broadcast")),
            visible_at=visible_at,
        )
        self._messages.append(message)
        return {
            "ok": True,
            "channel": message.channel,
            "ts": message.ts,
            "message": shown(message, metadata=True),
        }

    def _find(self, arguments: dict[str, Any]) -> int | None:
        for place, message in enumerate(self._messages):
            if (message.channel, message.ts) == (arguments.get("channel"), arguments.get("ts")):
                return place
        return None

    def _update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        place = self._find(arguments)
        if place is None:
            return {"ok": False, "error": "message_not_found"}
        old = self._messages[place]
        blocks = tuple(arguments.get("blocks") or ())
        text = str(arguments.get("text") or old.text)
        error = refusal(text, blocks)
        if error:
            return {"ok": False, "error": error[0], "response_metadata": {"messages": [error[1]]}}
        self._messages[place] = replace(
            old,
            text=text,
            blocks=blocks,
            metadata=arguments.get("metadata") or old.metadata,
            edited=True,
        )
        return {"ok": True, "channel": old.channel, "ts": old.ts, "text": text}

    def _delete(self, arguments: dict[str, Any]) -> dict[str, Any]:
        place = self._find(arguments)
        if place is None:
            return {"ok": False, "error": "message_not_found"}
        gone = self._messages.pop(place)
        return {"ok": True, "channel": gone.channel, "ts": gone.ts}

    def _open_link(self, token: str) -> dict[str, Any]:
        if not token.startswith("xapp-"):
            return {"ok": False, "error": "not_allowed_token_type"}
        if self.link_url is None:
            return {"ok": False, "error": "internal_error"}
        return {"ok": True, "url": self.link_url}

    def _whisper(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if not arguments.get("user"):
            return {"ok": False, "error": "user_not_in_channel"}
        error = refusal(str(arguments.get("text") or ""), tuple(arguments.get("blocks") or ()))
        if error:
            return {"ok": False, "error": error[0], "response_metadata": {"messages": [error[1]]}}
        self._whispers.append(dict(arguments))
        return {"ok": True, "message_ts": f"{time.time():.6f}"}

    def _permalink(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel, ts = arguments.get("channel"), str(arguments.get("message_ts") or "")
        if self._find({"channel": channel, "ts": ts}) is None:
            return {"ok": False, "error": "message_not_found"}
        link = f"https://demo.slack.example/archives/{channel}/p{ts.replace('.', '')}"
        return {"ok": True, "channel": channel, "permalink": link}

    def _known(self, channel: Any) -> bool:
        return channel in self._channels.values()

    def _history(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if not self._known(arguments.get("channel")):
            return {"ok": False, "error": "channel_not_found"}
        found = [
            one
            for one in self.messages
            if one.channel == arguments["channel"]
            and (one.thread_ts in (None, one.ts) or one.broadcast)
        ]
        return page(found[::-1], arguments)

    def _replies(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if not self._known(arguments.get("channel")):
            return {"ok": False, "error": "channel_not_found"}
        root = arguments.get("ts")
        found = [
            one
            for one in self.messages
            if one.channel == arguments["channel"] and root in (one.ts, one.thread_ts)
        ]
        if not found:
            return {"ok": False, "error": "thread_not_found"}
        return page(found, arguments)

    def _info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        for name, channel in self._channels.items():
            if channel == arguments.get("channel"):
                return {"ok": True, "channel": {"id": channel, "name": name, "is_member": True}}
        return {"ok": False, "error": "channel_not_found"}

    def _list(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        channels = [
            {"id": channel, "name": name, "is_member": True}
            for name, channel in self._channels.items()
        ]
        return {"ok": True, "channels": channels, "response_metadata": {"next_cursor": ""}}


def _arguments(request: LoopbackRequest) -> dict[str, Any]:
    found: dict[str, Any] = dict(parse_qsl(urlsplit(request.path).query))
    body = request.body()
    if not body:
        return found
    if "json" in request.headers.get("Content-Type", ""):
        found.update(json.loads(body))
        return found
    found.update(parse_qsl(body.decode()))
    for name in ("blocks", "metadata"):
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    return found


def _give_json(request: LoopbackRequest, reply: Mapping[str, Any]) -> None:
    body = json.dumps(reply, ensure_ascii=False).encode()
    request.give(200, body, {"Content-Type": "application/json; charset=utf-8"})

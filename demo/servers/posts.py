"""Messages as Slack keeps them, and as it shows them to those who ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PAGE = 100
_MOST = 999


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message as it stands now. `visible_at` is on the monotonic clock (a late accept lies ahead)."""

    ts: str
    channel: str
    text: str
    blocks: tuple[Any, ...] = ()
    metadata: Mapping[str, Any] | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    edited: bool = False
    visible_at: float = 0.0

    @property
    def key(self) -> str | None:
        """The `key` in the metadata's payload, by which a bot knows its own message again."""
        payload = (self.metadata or {}).get("event_payload") or {}
        found = payload.get("key")
        return None if found is None else str(found)


def truth(value: Any) -> bool:
    """Whether an argument means yes, as JSON or as a form has it."""
    return str(value).lower() in {"true", "1"}


def shown(message: SlackMessage, *, metadata: bool) -> dict[str, Any]:
    """A message as an answer holds it; its metadata only where that was asked for."""
    found: dict[str, Any] = {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "B0DEMO000",
        "ts": message.ts,
        "text": message.text,
        "blocks": list(message.blocks),
    }
    if message.thread_ts is not None:
        found["thread_ts"] = message.thread_ts
    if metadata and message.metadata is not None:
        found["metadata"] = message.metadata
    return found


def page(found: Sequence[SlackMessage], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the messages that a call asked for, and where the next part begins."""
    oldest = float(arguments.get("oldest") or 0)
    latest = float(arguments.get("latest") or "inf")
    inclusive = truth(arguments.get("inclusive"))
    within = [
        one
        for one in found
        if oldest < float(one.ts) < latest or (inclusive and float(one.ts) in (oldest, latest))
    ]
    start = int(arguments.get("cursor") or 0)
    end = start + min(int(arguments.get("limit") or _PAGE), _MOST)
    asked = truth(arguments.get("include_all_metadata"))
    return {
        "ok": True,
        "messages": [shown(one, metadata=asked) for one in within[start:end]],
        "has_more": end < len(within),
        "response_metadata": {"next_cursor": str(end) if end < len(within) else ""},
    }

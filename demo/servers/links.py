"""Something like Slack's Socket Mode: a link over which presses are sent, and acknowledged."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from demo.servers.slack import SlackLike

PATIENCE_S = 30.0


class Links:
    """The links that are open to one bot: what is sent goes to the latest of them."""

    def __init__(self) -> None:
        self._open: Queue[ServerConnection] = Queue()
        self._current: ServerConnection | None = None
        self._sent = 0
        self._acknowledged: Queue[str] = Queue()

    def answer(self, connection: ServerConnection) -> None:
        """Greet, and keep what is acknowledged, until the link ends."""
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        self._open.put(connection)
        try:
            for raw in connection:
                self._acknowledged.put(json.loads(raw)["envelope_id"])
        except ConnectionClosed:
            return

    def wait(self) -> None:
        """Until the bot has opened one more link; raises queue.Empty where it does not."""
        self._current = self._open.get(timeout=PATIENCE_S)

    def send(self, payload: dict[str, Any], *, envelope: str | None = None) -> str:
        """Send what was pressed, under a new envelope's id or a known one; returns the id."""
        self._sent += 1
        name = envelope or f"envelope-{self._sent}"
        self.say(
            {
                "type": "interactive",
                "envelope_id": name,
                "payload": payload,
                "accepts_response_payload": False,
            }
        )
        return name

    def say(self, message: Any) -> None:
        """Send anything at all over the link."""
        assert self._current is not None  # noqa: S101  (wait() comes first)
        self._current.send(message if isinstance(message, str) else json.dumps(message))

    def hang_up(self) -> None:
        """End the link without a word."""
        assert self._current is not None  # noqa: S101  (wait() comes first)
        self._current.close()

    def heard(self, *, within_s: float) -> bool:
        """Whether the bot has acknowledged one more envelope."""
        try:
            self._acknowledged.get(timeout=within_s)
        except Empty:
            return False
        return True


@contextmanager
def linking(slack: SlackLike) -> Iterator[Links]:
    """Serve links on loopback, and let the Slack-like server name them to whoever asks."""
    links = Links()
    with serve(links.answer, "127.0.0.1", 0) as server:
        host, port = server.socket.getsockname()[:2]
        slack.link_url = f"ws://{host}:{port}/link?ticket=secret-ticket"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield links
        finally:
            slack.link_url = None
            server.shutdown()
            thread.join(PATIENCE_S)


def pressed(
    action: str,
    block: str,
    value: str,
    *,
    channel: str,
    message: str,
    at: float | None = None,
    user: str = "U1",
    name: str = "aiko",
    chosen: bool = False,
) -> dict[str, Any]:
    """The payload of a press, as Slack sends it; `chosen` for a choice out of several.

    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload/
    """
    said = {"selected_option": {"value": value}} if chosen else {"value": value}
    return {
        "type": "block_actions",
        "user": {"id": user, "username": name, "team_id": "T0DEMO000"},
        "container": {"type": "message", "message_ts": message, "channel_id": channel},
        "channel": {"id": channel, "name": "news"},
        "actions": [
            {
                "type": "static_select" if chosen else "button",
                "action_id": action,
                "block_id": block,
                "action_ts": f"{at or time.time():.6f}",
                **said,
            }
        ],
    }

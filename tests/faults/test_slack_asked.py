"""What the fault harness found in the talk with Slack, each on its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.clients.slack import Slack
from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver
from demo.servers import SlackFault, SlackLike

RECEIVER = Receiver(id="news", kind="slack", to=("#news",))
TOKEN = "xoxb-test"


def delivery(key: str, *, root_ref: str | None = None) -> Delivery:
    """An alert on its way."""
    return Delivery(
        id=1,
        receiver="news",
        key=key,
        kind="alert",
        payload={
            "text": key,
            "metadata": {"event_type": "newsledger", "event_payload": {"key": key}},
        },
        state="unknown",
        due_at=datetime(2026, 7, 1, tzinfo=UTC),
        root_ref=root_ref,
    )


def test_an_answer_that_is_not_slacks_own_leaves_the_end_open():
    """A proxy's page with status 200 was taken for a refusal, and the alert, which Slack had, for given up."""
    with SlackLike(token=TOKEN) as server:
        client = Slack(TOKEN, base_url=server.api_url, timeout_s=3)
        server.fail("chat.postMessage", SlackFault("garbled_after"))
        with pytest.raises(DeliveryError) as caught:
            client.send(delivery("k1"), RECEIVER)
        assert caught.value.unknown
        assert caught.value.temporary
        assert server.keys() == ["k1"]


def test_a_message_posted_before_its_thread_had_a_root_is_found():
    """Posted when the thread had no root, then asked for only in the thread of a later root, it went out twice."""
    with SlackLike(token=TOKEN) as server:
        client = Slack(TOKEN, base_url=server.api_url, timeout_s=3)
        early = client.send(delivery("early"), RECEIVER)
        root = client.send(delivery("root"), RECEIVER)
        assert client.find(delivery("early", root_ref=root), RECEIVER) == early
        assert client.find(delivery("never", root_ref=root), RECEIVER) is None

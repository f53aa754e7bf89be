"""Incoming webhooks, Slack's and those like it: what they refuse, and that their address stays a secret."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from alert_samples import SLACK, alert_of, delivery_of

from bot.clients.slack import SlackWebhook
from bot.errors import DeliveryError
from bot.render import messages

SECRET = "T000-B000-s3cret"
WEBHOOK = replace(SLACK, kind="webhook")


class Server:
    """A webhook that answers as it is told, and keeps what it was sent."""

    def __init__(self) -> None:
        self.received: list[dict] = []
        self.answers: list[tuple[int, bytes]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """Answer with the next order, or else ok."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.received.append(json.loads(body))
                status, text = server.answers.pop(0) if server.answers else (200, b"ok")
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/hooks/{SECRET}"


@pytest.fixture
def webhook_server():
    """A server on loopback."""
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever)
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()


def send(server: Server) -> str:
    """Send an alert once."""
    payload = messages.alert_payload(alert_of(), WEBHOOK)
    return SlackWebhook(server.url, timeout_s=3).send(delivery_of(payload), WEBHOOK)


def test_a_webhook_that_refuses_the_looks_gets_the_whole_alert_in_sentences(webhook_server) -> None:
    """A server that takes Slack's webhooks without its blocks must not cost the alert."""
    webhook_server.answers = [(400, b"invalid_blocks")]

    assert send(webhook_server) == "accepted"

    first, second = webhook_server.received
    assert "blocks" in first
    assert "blocks" not in second
    assert "¥1.3 trillion" in second["text"]


@pytest.mark.parametrize(
    ("status", "body", "temporary", "unknown"),
    [
        (404, b"no_service", False, False),
        (403, b"action_prohibited", False, False),
        (429, b"", True, False),
        (500, b"rollup_error", True, True),
    ],
)
def test_a_webhook_that_refuses_is_dead_or_tried_again_and_never_named(
    webhook_server, status, body, temporary, unknown
) -> None:
    """A webhook that was taken away never comes back, a busy one does; its address is a password."""
    webhook_server.answers = [(status, body)]

    with pytest.raises(DeliveryError) as raised:
        send(webhook_server)

    assert (raised.value.temporary, raised.value.unknown) == (temporary, unknown)
    assert len(webhook_server.received) == 1
    assert SECRET not in f"{raised.value} {raised.value.__cause__!r} {raised.value.reason}"


def test_what_is_refused_as_plain_text_too_is_given_up(webhook_server) -> None:
    """Once more as plain text, and not for ever."""
    webhook_server.answers = [(400, b"invalid_payload"), (400, b"no_text")]

    with pytest.raises(DeliveryError, match="400"):
        send(webhook_server)

    assert len(webhook_server.received) == 2


def test_a_page_in_place_of_the_webhooks_answer_is_no_answer(webhook_server) -> None:
    """A proxy's log-in page comes with status 200 too: what it means for the alert is not known."""
    webhook_server.answers = [(200, b"<!doctype html><title>Sign in</title>")]

    with pytest.raises(DeliveryError, match="somebody's page") as raised:
        send(webhook_server)

    assert (raised.value.temporary, raised.value.unknown) == (True, True)
    assert SECRET not in raised.value.reason


@pytest.mark.parametrize("body", [b"ok", b"", b'{"success":true}', b'{"result": "success"}'])
def test_those_who_take_slacks_webhooks_say_it_their_own_way(webhook_server, body) -> None:
    """Mattermost, Rocket.Chat and Zulip have the message all the same."""
    webhook_server.answers = [(200, body)]

    assert send(webhook_server) == "accepted"

"""Slack, webhooks and mail against real local parties that misbehave."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import threading
import time
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from alert_samples import MAIL, NOW, SLACK, alert_of, delivery_of, digest_of

from bot.clients.mail import Mail, compose
from bot.clients.slack import Slack, SlackWebhook
from bot.clients.terminal import Terminal
from bot.errors import DeliveryError
from bot.render import charts, messages
from bot.render.charts import Chart, Mark
from demo.servers import MailFault, MailServer, SlackFault, SlackLike

TOKEN = "xoxb-a-secret-token"
PASSWORD = "p4ss-w0rd-secret"


@pytest.fixture
def slack_server():
    """Something like Slack, on loopback."""
    with SlackLike(token=TOKEN) as server:
        yield server


@pytest.fixture
def slack(slack_server) -> Slack:
    """Our client, talking to it."""
    return Slack(TOKEN, base_url=slack_server.api_url, timeout_s=3)


def slack_delivery(key: str = "k1", **more):
    """An alert on its way to Slack."""
    payload = messages.alert_payload(alert_of(key=key), SLACK)
    return delivery_of(payload, key=key, attempted_at=NOW, **more)


def mail_delivery(**more):
    """A digest on its way to a mail server."""
    return delivery_of(
        messages.digest_payload(digest_of(alert_of()), MAIL), address=MAIL.to[0], **more
    )


def test_a_posted_alert_is_found_again_by_its_key(slack, slack_server) -> None:
    """After a crash the sink is asked; what it has must not be posted again."""
    reference = slack.send(slack_delivery(), SLACK)

    assert slack_server.keys() == ["k1"]
    found = slack.find(replace(slack_delivery(), attempted_at=None), SLACK)
    assert found is not None
    assert found.split()[-1] == reference.split()[-1]
    assert slack.find(replace(slack_delivery(key="k2"), attempted_at=None), SLACK) is None


def test_a_later_alert_of_a_story_is_a_reply_and_found_in_its_thread(slack, slack_server) -> None:
    """One story, one thread; and a reply stands in no channel history."""
    root = slack.send(slack_delivery(), SLACK)
    reply = slack_delivery(key="k2", root_ref=root)

    slack.send(reply, SLACK)

    assert slack_server.messages[1].thread_ts == root.split()[-1]
    assert slack.find(replace(reply, attempted_at=None), SLACK) is not None


@pytest.mark.parametrize("fault", ["error_after", "drop_after"])
def test_an_answer_that_never_came_is_unknown_and_posted_once(slack, slack_server, fault) -> None:
    """The SDK's own retries would post twice here; ours asks first."""
    slack_server.fail("chat.postMessage", SlackFault(fault))

    with pytest.raises(DeliveryError) as raised:
        slack.send(slack_delivery(), SLACK)

    assert raised.value.unknown
    assert len(slack_server.messages) == 1
    assert slack.find(replace(slack_delivery(), attempted_at=None), SLACK) is not None


@pytest.mark.parametrize("header", ["2", "1.5"])
def test_a_busy_slack_says_when_to_come_again(slack, slack_server, header) -> None:
    """A rate limit that is not honoured gets the app blocked; a fraction must not crash us."""
    slack_server.fail("chat.postMessage", SlackFault("busy", retry_after=header))

    with pytest.raises(DeliveryError) as raised:
        slack.send(slack_delivery(), SLACK)

    assert raised.value.temporary
    assert not raised.value.unknown
    assert raised.value.retry_after == timedelta(seconds=float(header))


def test_refused_looks_go_out_as_plain_text(slack, slack_server) -> None:
    """An alert is never lost to its looks."""
    slack_server.fail("chat.postMessage", SlackFault("refuse_blocks"))

    slack.send(slack_delivery(), SLACK)

    assert len(slack_server.messages) == 1
    assert "¥1.3 trillion" in slack_server.messages[0].text
    assert slack_server.keys() == ["k1"]


def test_a_webhook_delivers_and_cannot_be_asked(slack_server) -> None:
    """At least once is all that a webhook can promise, and we must not pretend more."""
    receiver = replace(SLACK, kind="webhook")
    webhook = SlackWebhook(slack_server.webhook_url, timeout_s=3)

    webhook.send(delivery_of(messages.alert_payload(alert_of(), receiver)), receiver)

    assert len(slack_server.messages) == 1
    assert not webhook.can_be_asked


def test_a_mail_arrives_with_both_parts_and_its_headers() -> None:
    """A digest must be readable in any client, and be known as automatic."""
    with MailServer() as server:
        Mail(server.url, sender="Newsledger <bot@example.org>").send(mail_delivery(), MAIL)
        (received,) = server.messages

    parsed = received.message
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert "List-Id" in parsed
    assert "¥1.3 trillion" in parsed["Subject"]
    parts = {
        part.get_content_type(): part.get_content()
        for part in parsed.walk()
        if not part.is_multipart()
    }
    assert "支援額" in parts["text/plain"] or "支援規模" in parts["text/plain"]
    assert "支援規模" in parts["text/html"]


def test_a_mail_composed_again_has_the_same_bytes() -> None:
    """The same Message-ID is all that tells a mail client that a repeat is one."""
    first = compose(mail_delivery(), MAIL, sender="bot@example.org").as_bytes()
    again = compose(mail_delivery(attempts=3), MAIL, sender="bot@example.org").as_bytes()

    assert first == again
    assert max(len(line) for line in first.splitlines()) <= 78
    assert first.isascii()
    assert message_from_bytes(first, policy=policy.default)["Message-ID"]


def moves(count: int) -> Chart:
    """A series that moved so many times."""
    return Chart(
        title="支援規模",
        unit="JPY",
        marks=tuple(
            Mark(
                at=NOW + timedelta(days=number),
                low=1e12 + number * 1e11,
                high=1e12 + number * 1e11,
                kind="revised" if number else "new",
                rank="press",
                words=f"¥{10 + number}",
                source="S",
                quote="",
            )
            for number in range(count)
        ),
    )


def test_a_digest_carries_the_charts_of_what_moved(monkeypatch) -> None:
    """A picture says at a glance how a figure moved; who sees none reads its alt text."""
    monkeypatch.setattr(charts, "has_fonts", lambda: True)
    payload = messages.digest_payload(
        digest_of(alert_of()), MAIL, charts=[moves(3), moves(1), moves(5)]
    )
    sent = delivery_of(json.loads(json.dumps(payload)), address=MAIL.to[0])
    first, again = (compose(sent, MAIL, sender="bot@example.org").as_bytes() for _ in range(2))

    assert first == again
    assert len(first) < 60_000
    assert max(len(line) for line in first.splitlines()) <= 78
    parts = list(message_from_bytes(first, policy=policy.default).walk())
    images = [part for part in parts if part.get_content_type() == "image/png"]
    html = next(part for part in parts if part.get_content_type() == "text/html").get_content()
    assert len(images) == 2  # a series with one value says no more than its line
    for image in images:
        assert image.get_content().startswith(b"\x89PNG")
        assert f'src="cid:{image["Content-ID"].strip("<>")}"' in html
    assert 'alt="支援規模: from ¥10 to ¥12 since' in html


def test_a_machine_without_fonts_sends_no_chart_without_words(monkeypatch) -> None:
    """Lines and marks that nothing names mislead."""
    monkeypatch.setattr(charts, "has_fonts", lambda: False)
    payload = messages.digest_payload(digest_of(alert_of()), MAIL, charts=[moves(3)])
    assert "pictures" not in payload


def test_pictures_never_make_a_mail_too_heavy() -> None:
    """What a mail client clips is lost to its reader, and words come first."""
    alert = alert_of()
    busy = digest_of(*[replace(alert, key=f"k{number}") for number in range(50)])
    payload = messages.digest_payload(busy, MAIL, charts=[moves(5)] * 9)
    mail = compose(delivery_of(payload, address=MAIL.to[0]), MAIL, sender="bot@example.org")
    assert len(mail.as_bytes()) < 102_000
    assert len(payload.get("pictures", ())) <= 4


@pytest.mark.parametrize(
    ("fault", "temporary", "unknown"),
    [
        (MailFault("temporary"), True, False),
        (MailFault("permanent"), False, False),
        (MailFault("close_after"), True, True),
    ],
)
def test_what_a_mail_server_answers_decides_what_comes_next(fault, temporary, unknown) -> None:
    """4xx again later, 5xx dead at once, an answer that is lost: again under the same identity."""
    with MailServer() as server:
        server.fail(fault)
        with pytest.raises(DeliveryError) as raised:
            Mail(server.url, sender="bot@example.org", timeout_s=3).send(mail_delivery(), MAIL)

    assert (raised.value.temporary, raised.value.unknown) == (temporary, unknown)


def test_a_mail_server_has_longer_for_its_answer_to_the_mail_itself() -> None:
    """One that has a mail scanned first took a copy of it each time that the bot lost patience."""
    with MailServer() as server:
        server.fail(MailFault("slow"))
        Mail(server.url, sender="bot@example.org", timeout_s=0.5).send(mail_delivery(), MAIL)

        assert len(server.messages) == 1


@pytest.mark.parametrize("said", [b"2", b"220-still there\r\n"])
def test_a_mail_server_that_drips_is_given_up_in_time(said: bytes) -> None:
    """A byte, or a line, now and then began the timeout anew: one such server held up every mail for good."""
    over = threading.Event()

    def drip(listening: socket.socket) -> None:
        wire, _ = listening.accept()
        with wire, contextlib.suppress(OSError):
            while not over.wait(0.05):
                wire.sendall(said)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=drip, args=(listening,))
        server.start()
        port = listening.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="cannot be reached") as raised:
            Mail(f"smtp://127.0.0.1:{port}", sender="bot@example.org", timeout_s=1).identity()
        took = time.monotonic() - began
        over.set()
        server.join()
    assert (raised.value.temporary, raised.value.unreached) == (True, True)
    assert took < 30


def test_no_client_shows_its_secret_in_an_error_or_a_repr() -> None:
    """An error is pasted into issues and chats; a token in it is public."""
    nowhere = "127.0.0.1:9"
    clients = [
        (Slack(TOKEN, base_url=f"http://{nowhere}/api/", timeout_s=1), SLACK, slack_delivery()),
        (SlackWebhook(f"http://{nowhere}/services/{TOKEN}", timeout_s=1), SLACK, slack_delivery()),
        (
            Mail(f"smtp://user:{PASSWORD}@{nowhere}", sender="bot@example.org", timeout_s=1),
            MAIL,
            mail_delivery(),
        ),
    ]
    for client, receiver, delivery in clients:
        with pytest.raises(DeliveryError) as raised:
            client.send(delivery, receiver)
        shown = f"{raised.value!r} {raised.value} {client!r} {raised.value.__cause__!r}"
        assert TOKEN not in shown
        assert PASSWORD not in shown


def test_a_refused_login_says_how_to_mend_it_and_no_password() -> None:
    """The first thing that goes wrong with mail is the password."""
    with MailServer(user="user", password="right") as server:
        url = server.url.replace("smtp://", f"smtp://user:{PASSWORD}@").replace("user:right@", "")
        with pytest.raises(DeliveryError, match="SMTP_URL") as raised:
            Mail(url, sender="bot@example.org", timeout_s=3).identity()

    assert PASSWORD not in str(raised.value)


def test_the_terminal_prints_an_alert_once() -> None:
    """Without any account the terminal is the reader."""
    out = io.StringIO()
    receiver = replace(SLACK, kind="terminal")

    Terminal(out).send(delivery_of(messages.alert_payload(alert_of(), receiver)), receiver)

    assert out.getvalue().count("Public support") == 1


@pytest.mark.parametrize(
    ("sender", "address", "said"),
    [
        ("bot@example.org", "reader@example.org\nBcc: all@example.org", "feeds.yaml"),
        ("bot\n@example.org", "reader@example.org", "MAIL_FROM"),
    ],
)
def test_a_mail_that_cannot_be_composed_says_what_to_mend(sender, address, said) -> None:
    """An address that is blamed for the sender's fault is mended in vain."""
    with pytest.raises(DeliveryError, match=said):
        compose(mail_delivery(), replace(MAIL, to=(address,)), sender=sender)


def test_a_subject_of_several_lines_is_one_line_in_the_mail() -> None:
    """What waits in the outbox since an older version must not die for it."""
    sent = mail_delivery()
    sent = replace(sent, payload={**sent.payload, "subject": "2 feeds:\nThe feed A\r\nThe feed B"})
    assert compose(sent, MAIL, sender="bot@example.org")["Subject"] == (
        "2 feeds: The feed A The feed B"
    )

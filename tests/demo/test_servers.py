"""The local parties that the demo and other tests stand on must themselves be right."""

from __future__ import annotations

import http.client
import smtplib
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from demo.servers import (
    FeedServer,
    MailFault,
    MailServer,
    SlackFault,
    SlackLike,
    WebFault,
)

MESSAGE = b"Subject: a word\r\nMessage-ID: <1@example.org>\r\n\r\nhello\r\n"


@pytest.fixture
def web() -> Iterator[FeedServer]:
    """A web of our own."""
    with FeedServer() as server:
        yield server


@pytest.fixture
def slack() -> Iterator[SlackLike]:
    """Something like Slack, with one token."""
    with SlackLike(token="xoxb-demo") as server:
        yield server


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server that asks for no login."""
    with MailServer() as server:
        yield server


def fetch(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers of one GET."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named)  # noqa: S310  (loopback)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  (loopback)
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), dict(error.headers)


def client(slack: SlackLike, *, known: bool = True) -> WebClient:
    """Slack's own client, which repeats nothing."""
    token = "xoxb-demo" if known else "xoxb-other"
    return WebClient(token=token, base_url=slack.api_url, retry_handlers=[], timeout=5)


def send(mail: MailServer, *recipients: str) -> dict[str, tuple[int, bytes]]:
    """Send the message; the refused recipients come back."""
    with smtplib.SMTP(mail.host, mail.port, timeout=5) as session:
        return session.sendmail("bot@example.org", recipients or ("a@example.org",), MESSAGE)


def test_a_page_is_served_with_validators_and_answers_304_until_it_is_edited(web: FeedServer):
    """Conditional polling can only be tested against a server that keeps its side of it."""
    url = web.put("/a.xml", "one", content_type="application/rss+xml")
    status, body, headers = fetch(url)
    assert (status, body) == (200, b"one")
    again = fetch(url, If_None_Match=headers["ETag"])
    assert (again[0], again[1]) == (304, b"")
    assert fetch(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    web.put("/a.xml", "two")
    assert fetch(url, If_None_Match=headers["ETag"])[:2] == (200, b"two")
    assert [one.status for one in web.requests("/a.xml")] == [200, 304, 304, 200]
    assert web.requests("/a.xml")[1].headers["if-none-match"] == headers["ETag"]


def test_a_path_without_validators_never_answers_304(web: FeedServer):
    """Half of the real feeds send none."""
    url = web.put("/a.xml", "one", etag=None, last_modified=None)
    assert "ETag" not in fetch(url)[2]
    assert (
        fetch(url, If_None_Match='"x"', If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")[0] == 200
    )


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (WebFault("error", status=503), 503),
        (WebFault("busy", retry_after="7"), 429),
        (WebFault("gone"), 410),
    ],
)
def test_a_path_fails_as_often_as_it_was_told(web: FeedServer, fault: WebFault, status: int):
    """A test that asks for two failures must not get three."""
    url = web.put("/a", "fine")
    web.misbehave("/a", fault, times=2)
    answers = [fetch(url) for _ in range(3)]
    assert [answer[0] for answer in answers] == [status, status, 200]
    assert answers[0][2].get("Retry-After") == ("7" if status == 429 else None)


def test_a_truncated_answer_a_dropped_one_and_a_redirect_look_as_they_do_in_the_wild(
    web: FeedServer,
):
    """A client is only as robust as what it was tried on."""
    url = web.put("/a", "0123456789")
    web.misbehave("/a", WebFault("truncated"), times=1)
    with pytest.raises(http.client.IncompleteRead):
        fetch(url)
    web.misbehave("/a", WebFault("drop"), times=1)
    with pytest.raises((ConnectionError, urllib.error.URLError)):
        fetch(url)
    assert fetch(web.move("/old", "/a"))[1] == b"0123456789"
    assert fetch(web.url("/nowhere"))[0] == 404


def test_a_slow_answer_does_not_hold_up_the_end():
    """A test run must end when its test does."""
    with FeedServer() as web:
        web.put("/a", "x" * 1000)
        web.misbehave("/a", WebFault("drip", seconds=30))
        with socket.create_connection((web.host, web.port), timeout=5) as peer:
            peer.sendall(b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            assert peer.recv(10)
            began = time.monotonic()
            web.__exit__(None, None, None)
    assert time.monotonic() - began < 15


def test_a_message_is_posted_read_back_with_its_metadata_changed_and_deleted(slack: SlackLike):
    """Reconciling after a lost answer rests on exactly these calls."""
    api = client(slack)
    assert api.auth_test()["ok"]
    metadata = {"event_type": "alert", "event_payload": {"key": "k1"}}
    posted = api.chat_postMessage(channel="#news", text="one", metadata=metadata)
    reply = api.chat_postMessage(channel="#news", text="two", thread_ts=posted["ts"])
    assert slack.keys() == ["k1"]
    history = api.conversations_history(channel=posted["channel"], include_all_metadata=True)
    assert [m["metadata"]["event_payload"]["key"] for m in history["messages"]] == ["k1"]
    assert "metadata" not in api.conversations_history(channel=posted["channel"])["messages"][0]
    thread = api.conversations_replies(channel=posted["channel"], ts=posted["ts"])
    assert [m["text"] for m in thread["messages"]] == ["one", "two"]
    api.chat_update(channel=posted["channel"], ts=posted["ts"], text="changed")
    api.chat_delete(channel=posted["channel"], ts=reply["ts"])
    assert [(m.text, m.edited) for m in slack.messages] == [("changed", True)]
    assert api.conversations_info(channel=posted["channel"])["channel"]["name"] == "news"


def test_history_comes_newest_first_in_pages_and_is_asked_for_by_id(slack: SlackLike):
    """Slack does not take a channel's name here, and a look-up must turn pages."""
    api = client(slack)
    for number in range(5):
        posted = api.chat_postMessage(channel="news", text=str(number))
    pages = api.conversations_history(channel=posted["channel"], limit=2)
    assert [[m["text"] for m in page["messages"]] for page in pages] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        api.conversations_history(channel="#news")


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("error_after", 1), ("drop_after", 1), ("error_before", 0), ("drop_before", 0)],
)
def test_an_answer_is_lost_after_or_before_the_message_was_taken(slack: SlackLike, kind, kept: int):
    """The caller cannot tell the two apart; the test can."""
    slack.fail("chat.postMessage", SlackFault(kind))
    with pytest.raises((SlackApiError, OSError)):
        client(slack).chat_postMessage(channel="news", text="x")
    assert len(slack.messages) == kept


def test_a_late_message_is_not_there_at_first_and_then_is(slack: SlackLike):
    """A look-up that is made too early must be seen to fail."""
    slack.fail("chat.postMessage", SlackFault("late", seconds=0.2))
    with pytest.raises((SlackApiError, OSError)):
        client(slack).chat_postMessage(channel="news", text="x")
    assert slack.messages == []
    time.sleep(0.25)
    assert len(slack.messages) == 1


def test_slack_s_refusals_are_its_own(slack: SlackLike):
    """Limits that the demo does not enforce would be met in production."""
    api = client(slack)
    slack.fail("chat.postMessage", SlackFault("busy", retry_after="3"))
    with pytest.raises(SlackApiError) as busy:
        api.chat_postMessage(channel="news", text="x")
    assert (busy.value.response.status_code, busy.value.response.headers["Retry-After"]) == (
        429,
        "3",
    )
    too_many = [{"type": "divider"}] * 51
    too_long = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    for blocks in (too_many, too_long, [{"type": "sektion"}]):
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            api.chat_postMessage(channel="news", text="x", blocks=blocks)
    slack.fail("chat.postMessage", SlackFault("refuse_blocks"))
    api.chat_postMessage(channel="news", text="plain passes")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        api.chat_postMessage(channel="news", text="x", blocks=[{"type": "divider"}])
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client(slack, known=False).auth_test()


def test_blocks_are_read_as_a_person_would(slack: SlackLike):
    """The demo prints what arrived, not what we meant to send."""
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Support"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*1* &lt; 2 <https://a.example|A>"}},
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]}
            ],
        },
    ]
    client(slack).chat_postMessage(channel="news", text="t", blocks=blocks)
    assert slack.readable(slack.messages[0]) == "Support\n1 < 2 A <https://a.example>\n▏said"


def test_an_incoming_webhook_takes_a_message_and_says_ok(slack: SlackLike):
    """A webhook answers in plain text, and has no token and no history."""
    request = urllib.request.Request(  # noqa: S310  (loopback)
        slack.webhook_url, b'{"text":"hi"}', {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  (loopback)
        assert answer.read() == b"ok"
    assert [m.text for m in slack.messages] == ["hi"]


def test_mail_is_kept_with_its_envelope(mail: MailServer):
    """Who was written to stands in the envelope, not in the headers."""
    assert send(mail, "a@example.org", "b@example.org") == {}
    assert mail.messages[0].recipients == ("a@example.org", "b@example.org")
    assert mail.messages[0].message["Subject"] == "a word"


def test_mail_is_refused_for_now_for_good_or_for_one_recipient(mail: MailServer):
    """4xx, 5xx and a refused RCPT ask for three different things of the sender."""
    mail.fail(MailFault("temporary"))
    mail.fail(MailFault("permanent"))
    mail.fail(MailFault("refuse", address="b@example.org"))
    for code in (451, 554):
        with pytest.raises(smtplib.SMTPDataError) as refused:
            send(mail)
        assert refused.value.smtp_code == code
    assert list(send(mail, "a@example.org", "b@example.org")) == ["b@example.org"]
    assert len(mail.messages) == 1


@pytest.mark.parametrize(("kind", "kept"), [("close_after", 1), ("close_before", 0)])
def test_the_line_goes_dead_after_data(mail: MailServer, kind, kept: int):
    """The one moment at which a sender cannot know whether its mail was taken."""
    mail.fail(MailFault(kind))
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(mail)
    assert len(mail.messages) == kept
    send(mail)
    assert len(mail.messages) == kept + 1


def test_a_mail_server_that_wants_a_login_says_so():
    """A wrong password must be told apart from a refused message."""
    with MailServer(user="bot", password="secret") as mail:
        with pytest.raises(smtplib.SMTPSenderRefused):
            send(mail)
        with smtplib.SMTP(mail.host, mail.port, timeout=5) as session:
            session.login("bot", "secret")
            session.sendmail("bot@example.org", ["a@example.org"], MESSAGE)
    assert len(mail.messages) == 1

"""How long the bot goes on: with servers that cannot be asked, cannot be reached, or asked to be left alone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
import structlog
from alert_samples import MAIL, NOW, SLACK
from test_send_due import HOUR, context, context_of, put, slack, states

from bot.clients.mail import Mail
from bot.clients.slack import SlackWebhook
from bot.dispatch import work
from bot.dispatch.embedded import Workers
from bot.jobs.context import Context
from bot.jobs.send_digest import put_due_digests
from bot.jobs.send_due import send_due
from bot.model.alerts import Delivery, Receiver
from bot.steps.patience import LONGEST_OUTAGE, UNANSWERED
from bot.storage import outbox
from bot.storage.engine import reading
from demo.servers import MailServer, SlackFault

__all__ = ["context", "slack"]

WEBHOOK = Receiver(id="hook", kind="webhook")
DAY = timedelta(days=1)


def sent_until(context: Context, *, until: datetime) -> tuple[str, datetime]:
    """Send whenever something is due; what came of the last attempt, and when."""
    now, last = NOW, ("", NOW)
    while now < until:
        outcome = send_due(context, now=now, token="a")
        if outcome is not None:
            last = (outcome.words, now)
        with reading(context.engine) as conn:
            due = [one.due_at for one in outbox.undelivered(conn) if one.state != "dead"]
        if not due:
            return last
        now = max(now + timedelta(seconds=1), *due)
    return last


def test_a_webhook_that_takes_and_never_says_so_gets_few_copies(context, slack) -> None:
    """Nobody can be asked what it has, and the same alert fifty times is no news."""
    context = replace(
        context_of(context.engine, slack, WEBHOOK),
        sinks={"webhook": SlackWebhook(slack.webhook_url, timeout_s=2)},
    )
    put(context, receiver=WEBHOOK)
    slack.fail("webhook", SlackFault("error_after"), times=99)

    words, given_up_at = sent_until(context, until=NOW + DAY)

    assert len([one for one in slack.messages if one.channel != slack.messages[0].channel]) == (
        len(UNANSWERED) + 1
    )
    assert states(context) == {"k1": "dead"}
    assert "may have arrived" in words
    assert "bot outbox retry" in words
    assert given_up_at - NOW >= 4 * HOUR


@pytest.mark.parametrize("kind", ["mail", "webhook"])
def test_a_server_that_cannot_be_reached_has_refused_nothing(context, slack, kind) -> None:
    """A mail server that is down over a weekend must cost nobody Monday's digest."""
    receiver = MAIL if kind == "mail" else WEBHOOK
    nowhere = {
        "mail": Mail("smtp://127.0.0.1:9", sender="bot@example.org"),
        "webhook": SlackWebhook("http://127.0.0.1:9/services/x"),
    }
    context = replace(context_of(context.engine, slack, receiver), sinks=nowhere)
    put(context, receiver=receiver)

    words, tried_at = sent_until(context, until=NOW + LONGEST_OUTAGE - HOUR)
    assert "again at" in words
    assert tried_at >= NOW + LONGEST_OUTAGE - 3 * HOUR
    with reading(context.engine) as conn:
        assert [one.attempts for one in outbox.undelivered(conn)] == [0]

    sent_until(context, until=NOW + LONGEST_OUTAGE + 2 * HOUR)
    assert states(context) == {"k1": "dead"}


def test_a_server_that_is_back_gets_what_waited(context, slack) -> None:
    """The outage is over with the first answer, and counts for nothing later."""
    with MailServer() as server:
        down = Mail("smtp://127.0.0.1:9", sender="bot@example.org")
        up = Mail(server.url, sender="bot@example.org")
        context = replace(context_of(context.engine, slack, MAIL), sinks={"mail": down})
        for key in ("k1", "k2"):
            put(context, key, receiver=MAIL)
        assert send_due(context, now=NOW, token="a").state == "retry"
        # One attempt is enough to know for all of them.
        assert send_due(context, now=NOW, token="b") is None

        back = replace(context, sinks={"mail": up})
        later = NOW + LONGEST_OUTAGE - HOUR
        assert [send_due(back, now=later, token=one).state for one in "cd"] == ["sent", "sent"]
        put(context, "k3", receiver=MAIL)
        assert send_due(context, now=NOW + LONGEST_OUTAGE + HOUR, token="e").state == "retry"


def test_a_digest_says_that_something_could_not_be_delivered(context, slack) -> None:
    """Who never looks at the outbox must hear of what nobody got, once."""
    receiver = replace(SLACK, digest=True, digest_at=time(8))
    context = context_of(context.engine, slack, receiver)
    day = datetime(2026, 7, 2, 8, 1, tzinfo=UTC)
    put_due_digests(context, now=day - DAY)
    put_due_digests(context, now=day)
    slack.fail("chat.postMessage", SlackFault("refuse", error="is_archived"))
    assert send_due(context, now=day + HOUR, token="a").state == "dead"
    for later in (DAY, 2 * DAY):
        put_due_digests(context, now=day + later)
    with reading(context.engine) as conn:
        said = [str(one.payload) for one in outbox.undelivered(conn) if one.kind == "digest"]
    assert ["could not be delivered" in one for one in said] == [False, True, False]


def test_a_channel_that_asked_to_be_left_alone_is_left_alone_by_all(context, slack) -> None:
    """Retry-After is about the channel, not about the one message that met it."""
    elsewhere = replace(SLACK, id="other", to=("#other",))
    context = context_of(context.engine, slack, SLACK, elsewhere)
    put(context, "k1")
    put(context, "k2")
    put(context, "k3", receiver=elsewhere)
    slack.fail("chat.postMessage", SlackFault("busy", retry_after="90"))

    assert send_due(context, now=NOW, token="a").state == "retry"
    assert send_due(context, now=NOW, token="b").state == "sent"
    assert send_due(context, now=NOW + timedelta(seconds=89), token="c") is None
    assert slack.keys() == ["k3"]
    after = NOW + timedelta(seconds=91)
    assert [send_due(context, now=after, token=one).state for one in "de"] == ["sent", "sent"]


class Stuck:
    """A sink that says nothing until it is let go."""

    can_be_asked = False

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def send(self, _delivery: Delivery, _receiver: Receiver) -> str:
        """Hang."""
        self.asked.set()
        self.let_go.wait(30)
        return "taken"


def test_a_mail_server_that_says_nothing_holds_up_no_alert_in_slack(context, slack) -> None:
    """It may take ten minutes over a mail, and an alert is worth nothing in ten minutes."""
    stuck = Stuck()
    post = replace(MAIL, id="post")
    context = context_of(context.engine, slack, SLACK, post)
    context = replace(context, sinks={**context.sinks, "mail": stuck})
    put(context, "mail", receiver=post)
    sent = threading.Event()
    senders = [
        replace(
            one,
            step=noting(one.step, sent if "slack" in one.name else threading.Event()),
            every=timedelta(milliseconds=50),
        )
        for one in work.kinds(context)
        if one.name.startswith("send to ")
    ]

    with Workers(senders, structlog.get_logger()).working():
        assert stuck.asked.wait(10)
        put(context, "alert")
        assert sent.wait(10)
        assert slack.keys() == ["alert"]
        stuck.let_go.set()


def noting(step, done: threading.Event):
    """A step that says when it did something."""

    def stepping(now: datetime) -> bool:
        did = step(now)
        if did:
            done.set()
        return did

    return stepping

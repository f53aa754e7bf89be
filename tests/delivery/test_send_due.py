"""Deliveries: none lost, none twice where the sink can be asked, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo, available_timezones

import pytest
import structlog
from alert_samples import MAIL, NOW, SLACK, alert_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.clients.mail import Mail
from bot.clients.slack import Slack
from bot.jobs.context import Context
from bot.jobs.send_digest import put_due_digests, put_due_signs_of_life
from bot.jobs.send_due import LEASE, SETTLE, send_due
from bot.model.alerts import Receiver
from bot.render import messages
from bot.steps.digest import window
from bot.steps.patience import MOST_ATTEMPTS
from bot.steps.quiet import quiet_until
from bot.storage import outbox
from bot.storage.engine import open_database, reading, writing
from bot.watchlist import Watchlist
from demo.servers import MailFault, MailServer, SlackFault, SlackLike

TOKEN = "xoxb-test"
HOUR = timedelta(hours=1)
# In Berlin, where clocks go back from three to two, and forward from two to three.
BACK = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
FORWARD = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.fixture
def slack():
    """Something like Slack, on loopback."""
    with SlackLike(token=TOKEN) as server:
        # The channel is there, as it is at a real Slack.
        WebClient(TOKEN, base_url=server.api_url).chat_postMessage(channel="#news", text="hello")
        yield server


@pytest.fixture
def context(slack, tmp_path):
    """A context with one Slack receiver and a database of its own."""
    engine = open_database(f"sqlite:///{tmp_path}/bot.db")
    yield context_of(engine, slack, SLACK)
    engine.dispose()


def context_of(engine, slack, *receivers: Receiver) -> Context:
    """What delivering needs of a context."""
    return Context(
        engine=engine,
        settings=SimpleNamespace(mail_from=""),
        watchlist=Watchlist(topics=(), receivers=receivers),
        matcher=None,
        http=None,
        parsers=None,
        sinks={"slack": Slack(TOKEN, base_url=slack.api_url, timeout_s=2)},
        rates=None,
        log=structlog.get_logger(),
    )


def put(
    context: Context, key: str = "k1", *, receiver: Receiver = SLACK, thread: str | None = None
):
    """Put an alert into the outbox."""
    with writing(context.engine) as conn:
        return outbox.put(
            conn,
            receiver=receiver,
            key=key,
            kind="alert",
            payload=messages.alert_payload(alert_of(key=key), receiver),
            thread=thread,
            due_at=NOW,
            now=NOW,
        )


def states(context: Context) -> dict[str, str]:
    """What is not delivered yet, by key."""
    with reading(context.engine) as conn:
        return {one.key: one.state for one in outbox.undelivered(conn)}


def test_an_alert_is_sent_once_and_only_once(context, slack) -> None:
    """The promise, in the plainest case."""
    put(context)

    assert send_due(context, now=NOW, token="a").state == "sent"
    assert send_due(context, now=NOW, token="b") is None
    assert not put(context)
    assert slack.keys() == ["k1"]


@pytest.mark.parametrize("fault", ["error_after", "drop_after"])
def test_an_answer_that_never_came_is_asked_about_not_sent_again(context, slack, fault) -> None:
    """The connection may break after Slack took the alert: then it stands there already."""
    put(context)
    slack.fail("chat.postMessage", SlackFault(fault))

    assert send_due(context, now=NOW, token="a").state == "unknown"
    later = NOW + timedelta(hours=1)
    assert send_due(context, now=later, token="b").state == "sent"
    assert slack.keys() == ["k1"]


@pytest.mark.parametrize("fault", ["error_before", "drop_before"])
def test_an_alert_that_slack_never_took_is_sent_after_asking(context, slack, fault) -> None:
    """Never twice must not become never."""
    put(context)
    slack.fail("chat.postMessage", SlackFault(fault))

    assert send_due(context, now=NOW, token="a").state in {"unknown", "retry"}
    later = NOW + timedelta(hours=1)
    assert send_due(context, now=later, token="b").state == "sent"
    assert slack.keys() == ["k1"]


def test_a_process_that_died_while_sending_is_followed_by_a_question(context, slack) -> None:
    """A crash between the mark and the answer leaves a row that nobody may simply send again."""
    put(context)
    with writing(context.engine) as conn:
        claimed = outbox.claim_due(conn, now=NOW, lease=LEASE, token="dead")
        outbox.mark_sending(conn, claimed.id, token="dead", attempt_id="1", now=NOW)
    context.sinks["slack"].send(claimed, SLACK)

    after = NOW + LEASE + SETTLE
    assert send_due(context, now=after, token="b").state == "sent"
    assert slack.keys() == ["k1"]


def test_a_busy_slack_is_left_alone_for_as_long_as_it_asks(context, slack) -> None:
    """Retry-After is an order."""
    put(context)
    slack.fail("chat.postMessage", SlackFault("busy", retry_after="90"))

    assert send_due(context, now=NOW, token="a").state == "retry"
    assert send_due(context, now=NOW + timedelta(seconds=89), token="b") is None
    assert send_due(context, now=NOW + timedelta(seconds=91), token="c").state == "sent"


def test_a_refusal_is_dead_with_its_reason_and_can_be_revived(context, slack) -> None:
    """A person who forgot to invite the app must find the alert still there."""
    put(context)
    slack.fail("chat.postMessage", SlackFault("refuse", error="not_in_channel"))

    dead = send_due(context, now=NOW, token="a")
    assert dead.state == "dead"
    assert "/invite" in dead.words
    with writing(context.engine) as conn:
        (row,) = outbox.undelivered(conn)
        assert outbox.revive(conn, row.id, now=NOW)
    later = NOW + timedelta(hours=1)
    assert send_due(context, now=later, token="b").state == "sent"
    assert slack.keys() == ["k1"]


@pytest.mark.parametrize(
    ("out_of_reach", "mend"), [((SLACK,), "set SLACK_BOT_TOKEN"), ((), "define it in feeds.yaml")]
)
def test_what_died_untried_goes_out_when_its_receiver_is_back(
    context, slack, out_of_reach, mend
) -> None:
    """A forgotten token must not cost a story its thread, and the bot says what was forgotten."""
    put(context, "k1", thread="story")
    lacking = replace(
        context, watchlist=Watchlist(topics=(), receivers=(), out_of_reach=out_of_reach)
    )
    dead = send_due(lacking, now=NOW, token="a")
    assert dead.state == "dead"
    assert mend in dead.words

    put(context, "k2", thread="story")
    with writing(context.engine) as conn:
        (row, _) = outbox.undelivered(conn)
        assert outbox.revive(conn, row.id, now=NOW)
    assert [send_due(context, now=NOW, token=one).state for one in "bc"] == ["sent", "sent"]
    assert slack.keys() == ["k1", "k2"]


def test_a_failure_that_lasts_ends_as_dead_not_as_an_endless_loop(context, slack) -> None:
    """Someone has to be told some day that a receiver does not work."""
    put(context)
    slack.fail("chat.postMessage", SlackFault("busy", retry_after="1"), times=MOST_ATTEMPTS)

    now = NOW
    for _ in range(MOST_ATTEMPTS):
        outcome = send_due(context, now=now, token="a")
        now += timedelta(hours=2)

    assert outcome.state == "dead"


def test_a_receiver_that_is_gone_holds_up_no_other(context, slack) -> None:
    """One dead receiver harms nothing but itself."""
    put(context, "old", receiver=replace(SLACK, id="removed"))
    put(context, "k2")

    assert {send_due(context, now=NOW, token=str(n)).state for n in range(2)} == {"dead", "sent"}
    assert slack.keys() == ["k2"]
    assert states(context) == {"old": "dead"}


def test_alerts_of_a_story_keep_their_order_and_share_a_thread(context, slack) -> None:
    """A correction before its news would be nonsense."""
    put(context, "k1", thread="story")
    put(context, "k2", thread="story")
    slack.fail("chat.postMessage", SlackFault("busy", retry_after="30"))

    assert send_due(context, now=NOW, token="a").state == "retry"
    assert send_due(context, now=NOW, token="b") is None
    later = NOW + timedelta(minutes=1)
    assert send_due(context, now=later, token="c").state == "sent"
    assert send_due(context, now=later, token="d").state == "sent"
    _hello, first, second = slack.messages
    assert (first.key, second.key) == ("k1", "k2")
    assert second.thread_ts == first.ts


def test_quiet_hours_hold_alerts_back_and_lose_none(context, slack) -> None:
    """Nobody wants to be woken, and nobody wants to miss it."""
    receiver = replace(SLACK, quiet_from=time(22), quiet_to=time(7), timezone="Asia/Tokyo")
    context = context_of(context.engine, slack, receiver)
    put(context, receiver=receiver)
    midnight = datetime(2026, 7, 2, 15, 0, tzinfo=UTC)

    assert send_due(context, now=midnight, token="a").state == "held"
    assert slack.keys() == []
    morning = datetime(2026, 7, 2, 22, 0, tzinfo=UTC)
    assert send_due(context, now=morning, token="b").state == "sent"


@pytest.mark.parametrize(("kind", "state"), [("notice", "held"), ("digest", "sent")])
def test_a_notice_wakes_nobody_and_a_digest_comes_at_its_hour(context, slack, kind, state) -> None:
    """A feed that fails at three is no reason to ring; a digest at three was asked for."""
    receiver = replace(SLACK, quiet_from=time(22), quiet_to=time(7))
    context = context_of(context.engine, slack, receiver)
    at_night = datetime(2026, 7, 3, 3, 0, tzinfo=UTC)
    with writing(context.engine) as conn:
        outbox.put(
            conn,
            receiver=receiver,
            key="told",
            kind=kind,
            payload=messages.notice_payload("The feed A fails", receiver, key="told"),
            thread=None,
            due_at=at_night,
            now=at_night,
        )

    assert send_due(context, now=at_night, token="a").state == state
    send_due(context, now=at_night + 4 * HOUR, token="b")
    assert slack.keys() == ["told"]


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-07-02T21:59:00+00:00", None),
        ("2026-07-02T22:00:00+00:00", "2026-07-03T07:00:00+00:00"),
        ("2026-07-03T06:59:00+00:00", "2026-07-03T07:00:00+00:00"),
        ("2026-07-03T07:00:00+00:00", None),
    ],
)
def test_quiet_hours_go_across_midnight(now, until) -> None:
    """Most people's night does."""
    receiver = replace(SLACK, quiet_from=time(22), quiet_to=time(7))

    held = quiet_until(receiver, now=datetime.fromisoformat(now))

    assert held == (datetime.fromisoformat(until) if until else None)


SECOND = timedelta(seconds=1)


@settings(max_examples=200)
@given(
    zone=st.sampled_from(sorted(available_timezones())),
    start=st.times(),
    end=st.times(),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (the zone is given beside it)
)
@example(zone="Europe/Berlin", start=time(22), end=time(2, 30), now=BACK)
@example(zone="Europe/Berlin", start=time(2, 40), end=time(2, 20), now=BACK)
@example(zone="Europe/Berlin", start=time(22), end=time(2, 30), now=FORWARD - SECOND)
@example(zone="Europe/Berlin", start=time(2, 30), end=time(7), now=FORWARD)
@example(zone="America/New_York", start=time(1, 30), end=time(7), now=BACK + 5 * HOUR)
def test_quiet_hours_end_once_and_later_whatever_clocks_do(zone, start, end, now) -> None:
    """A wait until a moment that is over is a loop in which nobody is sent anything."""
    receiver = replace(SLACK, quiet_from=start, quiet_to=end, timezone=zone)
    shown = now.astimezone(ZoneInfo(zone)).time()
    quiet = start <= shown < end if start < end else start != end and not end <= shown < start

    until = quiet_until(receiver, now=now)

    if quiet:
        assert until is not None
    if until is not None:
        assert now < until <= now + timedelta(hours=26)
        after = quiet_until(receiver, now=until)
        assert after is None or after > until
        assert quiet_until(receiver, now=until - SECOND / 1000) in {until, after}


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_hold_up_nobody_else(
    context, slack
) -> None:
    """In the night in which clocks go back, the others get theirs, and the sender comes to rest."""
    sleeper = replace(SLACK, quiet_from=time(22), quiet_to=time(2, 30), timezone="Europe/Berlin")
    context = context_of(context.engine, slack, sleeper, replace(SLACK, id="other"))
    put(context, "k1", receiver=sleeper)
    put(context, "k2", receiver=replace(SLACK, id="other"))

    assert [send_due(context, now=BACK, token=one).state for one in "ab"] == ["held", "sent"]
    assert send_due(context, now=BACK, token="c") is None
    assert send_due(context, now=BACK + HOUR / 2, token="d").state == "sent"


def test_a_digest_is_made_once_for_a_day_across_a_change_of_clocks(context, slack) -> None:
    """The hour that is there twice, or not at all, must neither double nor lose a digest."""
    receiver = replace(SLACK, digest=True, digest_at=time(2, 30), timezone="Europe/Berlin")
    context = context_of(context.engine, slack, receiver)
    moment = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
    made = []
    # From two days before the clocks go back to two days after, every ten minutes.
    while moment < datetime(2026, 10, 27, 12, 0, tzinfo=UTC):
        made += [moment] * put_due_digests(context, now=moment)
        moment += timedelta(minutes=10)

    assert [one.date().isoformat() for one in made] == [
        "2026-10-24",
        "2026-10-25",
        "2026-10-26",
        "2026-10-27",
    ]


def test_after_a_long_stop_one_digest_covers_it_all(context, slack) -> None:
    """A week of stale digests at once is a flood."""
    receiver = replace(SLACK, digest=True, digest_at=time(8))
    context = context_of(context.engine, slack, receiver)

    assert put_due_digests(context, now=datetime(2026, 7, 1, 9, 0, tzinfo=UTC)) == 0
    assert put_due_digests(context, now=datetime(2026, 7, 9, 9, 0, tzinfo=UTC)) == 1
    assert put_due_digests(context, now=datetime(2026, 7, 9, 9, 1, tzinfo=UTC)) == 0


def test_a_weekly_digest_is_made_on_its_day_alone_and_covers_the_week(context, slack) -> None:
    """Who wants one mail a week must get neither seven nor a seventh of the news."""
    monday = 0
    receiver = replace(SLACK, digest=True, digest_at=time(8), digest_weekday=monday)
    context = context_of(context.engine, slack, receiver)
    moment = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    made = []
    while moment < datetime(2026, 7, 16, tzinfo=UTC):
        made += [moment.date().isoformat()] * put_due_digests(context, now=moment)
        moment += timedelta(hours=5)

    assert made == ["2026-07-06", "2026-07-13"]
    start, end = window(time(8), "UTC", date(2026, 7, 13), weekday=monday)
    assert end - start == timedelta(days=7)


def test_a_sign_of_life_comes_once_a_day_to_who_asked(context, slack) -> None:
    """A reader who gets alerts alone cannot tell a quiet day from a dead bot."""
    context = context_of(context.engine, slack, replace(SLACK, alive_at=time(9)))
    moment = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    while moment < datetime(2026, 7, 4, 10, 0, tzinfo=UTC):
        put_due_signs_of_life(context, now=moment)
        moment += timedelta(minutes=30)

    with reading(context.engine) as conn:
        lines = [one.payload["text"] for one in outbox.undelivered(conn)]
    assert lines == ["Newsledger is well: 0 of 0 feeds well"] * 3


def test_a_clock_that_ran_ahead_costs_no_year_of_signs_of_life(context, slack) -> None:
    """One look at a wrong clock silenced what is there to tell silence from death."""
    context = context_of(context.engine, slack, replace(SLACK, alive_at=time(9)))
    morning = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    put_due_signs_of_life(context, now=morning)
    put_due_signs_of_life(context, now=morning + timedelta(days=366))

    made = [put_due_signs_of_life(context, now=morning + timedelta(days=day)) for day in range(4)]

    assert made == [1, 1, 1, 1]


@pytest.mark.parametrize("ahead", [HOUR, timedelta(days=1), timedelta(days=400)])
def test_what_was_tried_under_a_clock_that_ran_ahead_goes_on_when_it_is_set_right(
    context, slack, ahead
) -> None:
    """What broke off at a time that is not there yet waited for that time to come."""
    put(context)
    slack.fail("chat.postMessage", SlackFault("drop_before"))
    assert send_due(context, now=NOW + ahead, token="a").state == "unknown"

    assert send_due(context, now=NOW, token="b").state == "held"
    assert send_due(context, now=NOW, token="c") is None
    assert send_due(context, now=NOW + SETTLE, token="d").state == "sent"


def test_what_was_put_off_under_a_clock_that_ran_ahead_goes_out_when_it_is_set_right(
    context, slack
) -> None:
    """The morning after a night of a year to come is a long time to wait."""
    receiver = replace(SLACK, quiet_from=time(22), quiet_to=time(7))
    context = context_of(context.engine, slack, receiver)
    put(context, receiver=receiver)
    night = datetime(2027, 7, 2, 23, 0, tzinfo=UTC)
    assert send_due(context, now=night, token="a").state == "held"

    assert send_due(context, now=NOW, token="b").state == "sent"


def test_an_address_that_refuses_for_now_makes_no_other_get_its_mail_twice(context) -> None:
    """Grey-listing is an everyday answer, and a reader who gets a mail again trusts us less."""
    team = replace(MAIL, id="team", to=("slow@example.org", "reader@example.org"))
    with MailServer() as server:
        server.fail(MailFault("temporary"))
        own = replace(
            context,
            watchlist=Watchlist(topics=(), receivers=(team,)),
            sinks={"mail": Mail(server.url, sender="bot@example.org")},
        )
        put(own, receiver=team)
        for minute in range(0, 60, 10):
            while send_due(own, now=NOW + timedelta(minutes=minute), token="a"):
                pass

        arrived = [mail.recipients for mail in server.messages]
    assert sorted(arrived) == [("reader@example.org",), ("slow@example.org",)]


def test_an_address_that_left_feeds_yaml_is_written_to_no_more(context) -> None:
    """Whoever was taken off the list must not get what still waited for them."""
    team = replace(MAIL, id="team", to=("gone@example.org",))
    put(context, receiver=team)
    own = replace(
        context,
        watchlist=Watchlist(topics=(), receivers=(replace(team, to=("b@example.org",)),)),
        sinks={"mail": Mail("smtp://127.0.0.1:9", sender="bot@example.org")},
    )

    outcome = send_due(own, now=NOW, token="a")

    assert outcome.state == "dead"
    assert "no longer has this address" in outcome.words

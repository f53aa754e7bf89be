"""Mutes: what a receiver asked not to be told is kept back for that time, and no figure is lost by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import structlog
from alert_samples import NOW, SLACK, alert_of, revised
from typer.testing import CliRunner

from bot.cli import app
from bot.jobs.context import Context
from bot.jobs.send_due import send_due
from bot.model.mutes import muting
from bot.render import messages
from bot.storage import mutes, outbox, stories
from bot.storage.engine import open_database, reading, writing
from bot.watchlist import Watchlist

HOUR = timedelta(hours=1)
OTHER = replace(SLACK, id="other")


class Told:
    """A sink that keeps the keys of what it was given."""

    can_be_asked = True

    def __init__(self) -> None:
        self.keys: list[tuple[str, str]] = []

    def send(self, delivery, receiver) -> str:
        """Take it."""
        self.keys.append((receiver.id, delivery.key))
        return f"C1 {len(self.keys)}"


@pytest.fixture
def context(tmp_path):
    """What delivering needs, with two receivers."""
    engine = open_database(f"sqlite:///{tmp_path}/bot.db")
    yield Context(
        engine=engine,
        settings=SimpleNamespace(mail_from=""),
        watchlist=Watchlist(topics=(), receivers=(SLACK, OTHER)),
        matcher=None,
        http=None,
        parsers=None,
        sinks={"slack": Told()},
        rates=None,
        log=structlog.get_logger(),
    )
    engine.dispose()


def put(context: Context, key: str, *, receiver=SLACK, story: str = "s1", changes=None) -> None:
    """Decide on an alert, as the settling of an article does."""
    alert = replace(alert_of(key=key), story=story, topic="t", changes=changes or (revised(),))
    with writing(context.engine) as conn:
        outbox.put_alert(conn, alert, "alert")
        outbox.put(
            conn,
            receiver=receiver,
            key=key,
            kind="alert",
            payload=messages.alert_payload(alert, receiver),
            thread=story,
            due_at=NOW,
            now=NOW,
        )


def mute(context: Context, scope: str, subject: str, *, until=NOW + HOUR) -> int:
    """Mute something for the first receiver."""
    with writing(context.engine) as conn:
        return mutes.add(
            conn, receiver=SLACK.id, scope=scope, subject=subject, until=until, by="a test", now=NOW
        )


@pytest.mark.parametrize(
    ("scope", "subject"), [("topic", "t"), ("story", "s1"), ("series", "public_support")]
)
def test_what_is_muted_is_kept_back_and_stands_among_the_digests_alerts(
    context, scope, subject
) -> None:
    """A reader who asked for quiet gets it, and finds the figure in the digest all the same."""
    mute(context, scope, subject)
    put(context, "k1")

    assert send_due(context, now=NOW, token="a").state == "muted"

    assert context.sinks["slack"].keys == []
    assert send_due(context, now=NOW + 2 * HOUR, token="b") is None
    with reading(context.engine) as conn:
        assert outbox.undelivered(conn) == ()
        assert [one.key for one in outbox.alerts_between(conn, NOW - HOUR, NOW + HOUR)] == ["k1"]


def test_a_mute_holds_for_its_receiver_its_subject_and_its_time_alone(context) -> None:
    """One person's quiet is nobody else's, and it ends."""
    mute(context, "story", "s1")
    put(context, "muted")
    put(context, "elsewhere", receiver=OTHER)
    put(context, "another story", story="s2")
    for number in range(3):
        send_due(context, now=NOW, token=str(number))
    put(context, "later")
    send_due(context, now=NOW + HOUR, token="z")

    assert context.sinks["slack"].keys == [
        (OTHER.id, "elsewhere"),
        (SLACK.id, "another story"),
        (SLACK.id, "later"),
    ]


def test_a_message_with_a_figure_that_is_not_muted_goes_out_whole(context) -> None:
    """A figure must not be lost because it stands beside one that nobody wants."""
    mute(context, "series", "public_support")
    wanted = replace(revised(), after=replace(revised().after, series="headcount"))
    put(context, "k1", changes=(revised(), wanted))

    assert send_due(context, now=NOW, token="a").state == "sent"


def test_what_may_have_arrived_is_asked_about_in_spite_of_a_mute(context) -> None:
    """A mute says nothing about what a dead process has sent already."""
    put(context, "k1")
    with writing(context.engine) as conn:
        claimed = outbox.claim_due(conn, now=NOW, lease=HOUR, token="dead")
        outbox.mark_sending(conn, claimed.id, token="dead", attempt_id="1", now=NOW)
    context.sinks["slack"].find = lambda delivery, _receiver: f"C1 {delivery.key}"
    mute(context, "topic", "t", until=NOW + 5 * HOUR)

    assert send_due(context, now=NOW + 2 * HOUR, token="a").state == "sent"


def test_a_muted_story_stays_muted_when_it_is_merged(context) -> None:
    """A merge gives a story another name; the reader asked about the story."""
    with writing(context.engine) as conn:
        for story in ("s1", "s2"):
            stories.found(conn, story, topic="t", title=story, at=NOW)
    mute(context, "story", "s1")
    with writing(context.engine) as conn:
        stories.merge(conn, "s1", "s2")
    put(context, "k1", story="s2")

    assert send_due(context, now=NOW, token="a").state == "muted"


def test_muting_twice_is_muting_once_and_lifting_keeps_who_did_it(context) -> None:
    """A button can be pressed twice; who asked for quiet and who ended it can be read for ever."""
    number = mute(context, "topic", "t")
    assert mute(context, "topic", "t") == number
    with writing(context.engine) as conn:
        assert mutes.lift(conn, number, by="somebody else", now=NOW)
        assert not mutes.lift(conn, number, by="a third", now=NOW)
        (kept,) = mutes.past_and_present(conn)
        assert mutes.in_force(conn, now=NOW) == ()

    assert (kept.made_by, kept.lifted_by, kept.lifted_at) == ("a test", "somebody else", NOW)
    put(context, "k1")
    assert send_due(context, now=NOW, token="a").state == "sent"


def test_mutes_are_asked_for_listed_and_ended_at_the_command_line(tmp_path, monkeypatch) -> None:
    """What a person types, in the order in which it is typed."""
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(
        "topics:\n  - {id: t, name: T, keywords: {any: [x]}}\n"
        "feeds:\n  - {id: f, name: F, url: 'https://news.example/feed'}\n"
        "receivers:\n  - {id: team, kind: terminal}\n"
    )
    monkeypatch.delenv("BOT_DATA", raising=False)
    where = ["--feeds", str(feeds), "--data", str(tmp_path)]

    def bot(*words: str):
        return CliRunner().invoke(app, ["mutes", *words, *where])

    added = bot("add", "topic", "t", "--receiver", "team", "--hours", "2")
    assert added.exit_code == 0, added.output
    assert "topic t" in bot("list").output
    assert "is over" in bot("remove", "1").output
    assert "Nothing is muted" in bot("list").output
    assert "ended by" in " ".join(bot("list", "--all").output.split())
    unknown = bot("add", "topic", "nowhere", "--receiver", "team")
    assert "there are: t" in str(unknown.exception)
    assert bot("remove", "1").exception is not None


def test_a_series_is_muted_in_one_topic_alone(context) -> None:
    """Two topics may both have a series "budget": whoever is tired of one still follows the other."""
    until = NOW + HOUR
    with writing(context.engine) as conn:
        for subject in ("other/public_support", "t/public_support"):
            mutes.add(
                conn,
                receiver=SLACK.id,
                scope="series",
                subject=subject,
                until=until,
                by="A",
                now=NOW,
            )
            if subject.startswith("other"):
                known = mutes.in_force(conn, SLACK.id, now=NOW)
                assert muting(known, topic="t", story="s1", series=["public_support"]) == ()
        known = mutes.in_force(conn, SLACK.id, now=NOW)
        (kept,) = muting(known, topic="t", story="s1", series=["public_support"])
    assert kept.subject == "t/public_support"

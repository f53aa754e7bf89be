"""A story's thread in Slack: its first message is kept current, floods go under one, and no late copy stays."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog
from news_samples import FOUNDED, NOW, RAISED, ROOT, TEAM

from bot import app
from bot.clients.slack import Slack
from bot.dispatch import work
from bot.errors import DeliveryError
from bot.jobs import reading, rule, telling
from bot.jobs.context import Context
from bot.jobs.keep_back import FLOOD_ABOVE, GATHER_FOR
from bot.jobs.refile import refile
from bot.jobs.send_due import LATE_COPY_AFTER, send_due
from bot.jobs.sweep import LOOKS
from bot.model.alerts import Severity
from bot.model.news import Article
from bot.render import messages as payloads
from bot.settings import load_settings
from bot.storage import ledger, mutes, outbox, stories
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import load_watchlist
from demo.servers.slack import SlackFault, SlackLike

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Desk:
    """A bot and the Slack that it talks to."""

    context: Context
    slack: SlackLike

    def read(self, article: Article) -> None:
        """Read an article when it is published."""
        study = reading.study(article, self.context)
        with writing(self.context.engine) as conn:
            reading.settle(conn, study, self.context, now=article.published)

    def send(self, now: datetime) -> list[str]:
        """Send and look after all that is due; what came of each."""
        said = []
        for _ in range(200):
            outcome = send_due(self.context, now=now, token="t")
            if outcome is not None:
                said.append(outcome.state)
                continue
            tended = work.tend_one(self.context, now)
            if tended is None:
                return said
            said.append(tended)
        pytest.fail("the outbox does not come to an end")

    def root(self) -> str:
        """The first message as it reads now."""
        return self.slack.readable(self.slack.messages[0])

    def calls(self, method: str) -> int:
        """How often a method was called."""
        return sum(called == method for called, _ in self.slack.calls)

    def put(
        self,
        number: int,
        *,
        severity: Severity = "normal",
        now: datetime = NOW,
        story: str | None = None,
        series: str = "capital",
    ) -> None:
        """Decide on an alert of a story of its own, or of another's, as the settling of an article does."""
        with reads(self.context.engine) as conn:
            model = outbox.alerts_between(conn, NOW, NOW + MINUTE)[0]
        change = replace(model.changes[0], after=replace(model.changes[0].after, series=series))
        alert = replace(
            model,
            key=f"k{number}",
            story=story or f"s{number}",
            changes=(change,),
            severity=severity,
            created_at=now,
        )
        with writing(self.context.engine) as conn:
            outbox.put_alert(conn, alert, "alert")
            telling.put_for(conn, alert, TEAM, self.context, now=now)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A bot with one Slack receiver."""
    with SlackLike(token="xoxb-secret") as slack:
        settings = load_settings(
            {
                "BOT_DATA": str(tmp_path),
                "SLACK_BOT_TOKEN": "xoxb-secret",
                "SLACK_API_URL": slack.api_url,
            },
            data=None,
        )
        watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=(TEAM,))
        with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
            yield Desk(context, slack)


def test_the_first_message_of_a_thread_is_the_story_with_its_figures(desk: Desk) -> None:
    """Who looks at the channel sees what is so; who wants to know why opens the thread."""
    desk.read(FOUNDED)
    desk.send(NOW)
    root, alert = desk.slack.messages
    assert alert.thread_ts == root.ts
    assert "¥10 billion" in desk.root()
    assert "Wire" in desk.root()
    assert "¥10 billion" in root.text
    assert desk.calls("chat.update") == 0


def test_the_first_message_follows_what_is_told_in_its_thread(desk: Desk) -> None:
    """Nobody has to read a thread to its end to know what is in force."""
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.read(RAISED)
    later = RAISED.published
    desk.send(later)
    assert "¥12 billion" in desk.root()
    assert "¥10 billion" in desk.root()
    assert desk.slack.messages[0].edited
    assert desk.slack.messages[0].key is not None
    assert desk.calls("chat.update") == 1
    desk.send(later + MINUTE)
    assert desk.calls("chat.update") == 1


def test_a_figure_that_matters_is_shown_in_the_channel_when_it_is_revised(desk: Desk) -> None:
    """A reply alone calls nobody; what is new, or of little weight, does not need to."""
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.read(RAISED)
    desk.send(RAISED.published)
    _, first, second = desk.slack.messages
    assert not first.broadcast
    assert second.broadcast
    with reads(desk.context.engine) as conn:
        one, two = outbox.alerts_between(conn, NOW, NOW + timedelta(days=1))
    assert (payloads.is_broadcast(one), payloads.is_broadcast(two)) == (False, True)
    assert not payloads.is_broadcast(replace(two, severity="normal"))


def test_a_withdrawn_figure_leaves_the_first_message(desk: Desk) -> None:
    """The table must not go on saying what its own thread takes back."""
    desk.read(FOUNDED)
    desk.read(RAISED)
    later = RAISED.published
    desk.send(later)
    with writing(desk.context.engine) as conn:
        (change,) = ledger.changes_of(conn, "a2")
        assert change.after.id is not None
        rule.find_wrong(conn, desk.context, observation=change.after.id, by="Aiko", now=later)
    desk.send(later + MINUTE)
    assert "¥12 billion" not in desk.root()
    assert "¥10 billion" in desk.root()


def test_filing_the_past_again_empties_no_first_message(desk: Desk) -> None:
    """Every observation gets a new number then; what was told is still so."""
    desk.read(FOUNDED)
    desk.send(NOW)
    refile(desk.context, now=NOW)
    desk.read(RAISED)
    desk.send(RAISED.published)
    assert "¥12 billion" in desk.root()


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message"])
def test_a_first_message_that_cannot_be_changed_is_left_alone(desk: Desk, error: str) -> None:
    """Somebody deleted it: the alerts go on, and nobody is asked for ever."""
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.slack.fail("chat.update", SlackFault("refuse", error=error))
    desk.read(RAISED)
    desk.send(RAISED.published)
    desk.send(RAISED.published + timedelta(days=1))
    assert desk.calls("chat.update") == 1
    assert len(desk.slack.told) == 2


def test_an_update_that_fails_for_now_is_tried_again(desk: Desk) -> None:
    """Later and later, with what is so by then."""
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.slack.fail("chat.update", SlackFault("error_before"), times=2)
    desk.read(RAISED)
    later = RAISED.published
    desk.send(later)
    desk.send(later + timedelta(seconds=1))
    assert desk.calls("chat.update") == 1
    desk.send(later + timedelta(seconds=15))
    assert "¥12 billion" not in desk.root()
    desk.send(later + timedelta(minutes=5))
    assert "¥12 billion" in desk.root()


def test_a_muted_story_begins_no_thread_and_a_later_one_does(desk: Desk) -> None:
    """A mute keeps the whole story quiet, its first message too; when it ends, all is as usual."""
    with writing(desk.context.engine) as conn:
        mutes.add(
            conn,
            receiver="team",
            scope="topic",
            subject="japan-physical-ai",
            until=NOW + timedelta(hours=1),
            by="Aiko",
            now=NOW,
        )
    desk.read(FOUNDED)
    assert desk.send(NOW) == ["muted", "muted"]
    assert desk.slack.messages == []
    desk.read(RAISED)
    desk.send(RAISED.published)
    assert len(desk.slack.messages) == 2
    assert desk.slack.messages[1].thread_ts == desk.slack.messages[0].ts


def test_a_thread_whose_first_alert_is_muted_begins_with_the_next(desk: Desk) -> None:
    """Without its first message the story would never have a table."""
    desk.read(FOUNDED)
    desk.send(NOW)
    later = NOW + timedelta(hours=5)
    desk.put(1, story="s", now=later)
    desk.put(2, story="s", now=later, series="public_support")
    with writing(desk.context.engine) as conn:
        mutes.add(
            conn,
            receiver="team",
            scope="series",
            subject="capital",
            until=later + timedelta(hours=1),
            by="Aiko",
            now=later,
        )
    desk.send(later)
    root, alert = desk.slack.messages[2:]
    assert (root.key, alert.key) == ("root:k2", "k2")
    assert alert.thread_ts == root.ts
    assert "Public support" in desk.slack.readable(root)


def test_what_stands_before_an_urgent_alert_of_its_story_is_not_held(desk: Desk) -> None:
    """Else the urgent one waits behind it for two minutes."""
    for number in range(FLOOD_ABOVE - 1):
        desk.put(number) if number else desk.read(FOUNDED)
    desk.send(NOW)
    later = NOW + MINUTE
    for number in (50, 51):
        desk.put(number, story=f"s{number}", now=later)
    assert desk.send(later) == ["held", "held"]
    desk.put(52, story="s50", now=later, severity="high")
    desk.send(later + timedelta(seconds=1))
    told = [one.key for one in desk.slack.told]
    assert told[-2:] == ["k50", "k52"]


def test_a_flood_goes_out_under_one_message(desk: Desk) -> None:
    """Thirty alerts at once are read by nobody: one message says so, and holds each in its thread."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(30):
        desk.put(number, severity="high" if number == 29 else "normal")
    desk.send(NOW + timedelta(hours=1))
    new = desk.slack.messages[2:]
    flood = new[0]
    assert "30 alerts at once" in desk.slack.readable(flood)
    assert {one.thread_ts for one in new[1:]} == {flood.ts}
    assert sorted(one.key or "" for one in new[1:]) == sorted(f"k{n}" for n in range(30))
    table = next(block for block in flood.blocks if block["type"] == "table")
    assert len(table["rows"]) == 1 + 5
    with reads(desk.context.engine) as conn:
        assert outbox.undelivered(conn) == ()


def test_a_figure_told_in_a_flood_and_withdrawn_leaves_both_tables(desk: Desk) -> None:
    """The story's own, which knows of the flood, and the flood's."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(12):
        desk.put(number, now=RAISED.published)
    desk.read(RAISED)
    later = RAISED.published + MINUTE
    desk.send(later)
    flood = desk.slack.messages[2]
    assert "13 alerts at once" in desk.slack.readable(flood)
    assert "¥12 billion" in desk.slack.readable(flood)
    assert "¥12 billion" in desk.root()
    with writing(desk.context.engine) as conn:
        (change,) = ledger.changes_of(conn, "a2")
        assert change.after.id is not None
        rule.find_wrong(conn, desk.context, observation=change.after.id, by="Aiko", now=later)
    desk.send(later + MINUTE)
    flood = desk.slack.messages[2]
    assert "13 alerts at once" in desk.slack.readable(flood)
    assert "¥12 billion" not in desk.slack.readable(flood)
    assert "¥12 billion" not in desk.root()
    assert desk.slack.messages[-1].thread_ts == flood.ts
    assert "Withdrawn" in desk.slack.readable(desk.slack.messages[-1])


def test_a_flood_that_waits_holds_nothing_that_was_withdrawn_meanwhile(desk: Desk) -> None:
    """Neither its table nor its thread; and there is nothing to correct."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(12):
        desk.put(number, now=RAISED.published)
    desk.read(RAISED)
    later = RAISED.published + MINUTE
    assert send_due(desk.context, now=later, token="t") is not None
    with writing(desk.context.engine) as conn:
        assert [one.kind for one in outbox.undelivered(conn)].count("rollup") == 1
        (change,) = ledger.changes_of(conn, "a2")
        assert change.after.id is not None
        rule.find_wrong(conn, desk.context, observation=change.after.id, by="Aiko", now=later)
    desk.send(later + MINUTE)
    assert "12 alerts at once" in desk.slack.readable(desk.slack.messages[2])
    assert all("¥12 billion" not in desk.slack.readable(one) for one in desk.slack.messages)
    assert all("Withdrawn" not in desk.slack.readable(one) for one in desk.slack.messages)


def test_a_story_of_a_flood_begins_its_own_thread_when_it_goes_on(desk: Desk) -> None:
    """And its first message knows what was told in the flood."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(30):
        desk.put(number)
    later = NOW + timedelta(hours=1)
    desk.send(later)
    before = len(desk.slack.messages)
    with reads(desk.context.engine) as conn:
        model = next(a for a in outbox.alerts_between(conn, NOW, later) if a.story == "s7")
    with writing(desk.context.engine) as conn:
        alert = replace(model, key="more", created_at=later + timedelta(hours=1))
        outbox.put_alert(conn, alert, "alert")
        telling.put_for(conn, alert, TEAM, desk.context, now=later + timedelta(hours=1))
    desk.send(later + timedelta(hours=1))
    root, reply = desk.slack.messages[before:]
    assert (root.key or "").startswith("root:")
    assert reply.thread_ts == root.ts


def test_few_alerts_are_no_flood(desk: Desk) -> None:
    """Each has its own thread, at once."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(FLOOD_ABOVE - 1):
        desk.put(number)
    desk.send(NOW + MINUTE)
    assert not [one for one in desk.slack.messages if (one.key or "").startswith("rollup:")]
    assert len(desk.slack.told) == FLOOD_ABOVE


def test_in_a_flood_what_is_urgent_goes_at_once_and_the_rest_waits_a_little(desk: Desk) -> None:
    """Alerts that come one by one, more than anybody reads, are gathered for two minutes."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(FLOOD_ABOVE - 1):
        desk.put(number, now=NOW)
        desk.send(NOW)
    told = len(desk.slack.told)
    assert told == FLOOD_ABOVE
    desk.put(50, now=NOW + MINUTE)
    desk.put(51, now=NOW + MINUTE)
    assert desk.send(NOW + MINUTE) == ["held", "held"]
    desk.put(52, severity="high", now=NOW + MINUTE)
    desk.send(NOW + MINUTE)
    assert [one.key for one in desk.slack.told[told:]] == ["k52"]
    desk.send(NOW + MINUTE + GATHER_FOR)
    assert sorted(one.key or "" for one in desk.slack.told) == sorted(
        {one.key or "" for one in desk.slack.told}
    )
    assert [one.key for one in desk.slack.told[told + 1 :]] == ["k50", "k51"]
    assert any("2 alerts at once" in desk.slack.readable(one) for one in desk.slack.messages)


def test_muted_alerts_are_in_no_flood(desk: Desk) -> None:
    """What a receiver does not want to hear is not counted up to it either."""
    desk.read(FOUNDED)
    desk.send(NOW)
    with writing(desk.context.engine) as conn:
        until = NOW + timedelta(days=1)
        mutes.add(conn, receiver="team", scope="story", subject="s3", until=until, by="A", now=NOW)
    for number in range(20):
        desk.put(number)
    desk.send(NOW + MINUTE)
    keys = {one.key for one in desk.slack.told}
    assert "k3" not in keys
    assert {"k2", "k19"} <= keys
    assert any("19 alerts at once" in desk.slack.readable(one) for one in desk.slack.messages)


def test_a_flood_whose_message_broke_off_is_asked_for_and_sent_once(desk: Desk) -> None:
    """Gathering takes nothing from the promise: each once, whatever breaks."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(20):
        desk.put(number)
    desk.slack.fail("chat.postMessage", SlackFault("drop_after"))
    later = NOW + timedelta(hours=1)
    for _ in range(5):
        desk.send(later)
        later += MINUTE
    keys = [one.key for one in desk.slack.messages]
    assert len(keys) == len(set(keys)) == 2 + 1 + 20


def test_a_copy_that_slack_takes_late_is_deleted(desk: Desk) -> None:
    """The one case in which a message may come twice: the later one goes away by itself."""
    desk.slack.fail("chat.postMessage", SlackFault("late", seconds=1.5))
    desk.read(FOUNDED)
    desk.send(NOW)
    again = NOW + MINUTE
    desk.send(again)
    until = time.monotonic() + 30
    while len(desk.slack.messages) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    keys = [one.key for one in desk.slack.messages]
    assert len(keys) == 3
    assert len(set(keys)) == 2
    desk.send(again + LATE_COPY_AFTER)
    left = desk.slack.messages
    assert sorted(one.key or "" for one in left) == sorted(key or "" for key in set(keys))
    assert left[1].thread_ts == left[0].ts
    calls = desk.calls("conversations.history")
    for look in (*LOOKS, *LOOKS):
        desk.send(again + LATE_COPY_AFTER + look * 2)
    assert desk.calls("chat.delete") == 1
    assert desk.calls("conversations.history") - calls <= len(LOOKS)


def test_a_rehearsal_leaves_nothing_behind_and_says_whether_it_may_be_asked(desk: Desk) -> None:
    """`bot check --online` finds out before the first broken line does."""
    slack = desk.context.sinks["slack"]
    assert isinstance(slack, Slack)
    assert "read back" in slack.rehearse(TEAM, key="rehearsal:1")
    assert desk.slack.messages == []
    desk.slack.fail("chat.postMessage", SlackFault("refuse", error="not_in_channel"))
    with pytest.raises(DeliveryError, match="/invite"):
        slack.rehearse(TEAM, key="rehearsal:2")
    desk.slack.fail("conversations.history", SlackFault("refuse", error="missing_scope"))
    with pytest.raises(DeliveryError, match="scope"):
        slack.rehearse(TEAM, key="rehearsal:3")
    assert desk.slack.messages == []


def test_a_threads_first_message_leads_to_the_thread_that_it_follows(desk: Desk) -> None:
    """Who reads of the next announcement finds the one before with one press, also where Slack fails once."""
    desk.read(FOUNDED)
    desk.send(NOW)
    with reads(desk.context.engine) as conn:
        earlier = stories.latest(conn)[0]
    with writing(desk.context.engine) as conn:
        stories.found(conn, "next", topic=earlier.topic, title="Next", at=NOW, follows=earlier.id)
    desk.slack.fail("chat.getPermalink", SlackFault("error_before"))
    desk.put(1, story="next", now=NOW + MINUTE)
    desk.send(NOW + MINUTE)
    begun = next(one for one in desk.slack.messages[2:] if one.thread_ts is None)
    assert "Follows" not in desk.slack.readable(begun)
    for minutes in (2, 5):
        desk.send(NOW + minutes * MINUTE)
    begun = next(one for one in desk.slack.messages[2:] if one.thread_ts is None)
    assert f"Follows {earlier.title}" in desk.slack.readable(begun)
    where = desk.slack.messages[0].ts.replace(".", "")
    assert any(
        element.get("url", "").endswith(f"/p{where}")
        for block in begun.blocks
        if block["type"] == "rich_text"
        for section in block["elements"]
        for element in section["elements"]
    )
    # What is kept is not asked for again.
    asked = desk.calls("chat.getPermalink")
    desk.put(2, story="next", now=NOW + 6 * MINUTE)
    desk.send(NOW + 6 * MINUTE)
    assert desk.calls("chat.getPermalink") == asked

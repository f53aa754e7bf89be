"""Buttons under an alert: what is pressed is done once, by name, and answered to who pressed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from news_samples import FOUNDED, NOW, ROOT, TEAM, TOPIC

from bot import app
from bot.clients.slack import Slack
from bot.dispatch import work
from bot.dispatch.presses import Presses
from bot.errors import DeliveryError
from bot.jobs import reading
from bot.jobs.context import Context
from bot.jobs.refile import refile
from bot.jobs.send_due import send_due
from bot.model.news import Article
from bot.settings import load_settings
from bot.steps import compare
from bot.storage import ledger, mutes, rulings
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.storage.schema import presses as kept_presses
from bot.watchlist import load_watchlist
from demo.servers.links import Links, linking, pressed
from demo.servers.posts import SlackMessage
from demo.servers.slack import SlackLike

TWO = replace(
    FOUNDED,
    id="a2",
    url="https://wire.example/2",
    published=NOW + timedelta(hours=1),
    title="Physical AI company of SoftBank, NEC, Honda and Sony grows",
    text="The physical AI company of SoftBank, NEC, Honda and Sony grows. "
    "Its capital was raised from ¥10 billion to ¥12 billion. Its model will have 2 trillion parameters.",
)


@dataclass(frozen=True)
class Desk:
    """A bot, the Slack that it talks to, and the link for buttons."""

    context: Context
    slack: SlackLike
    links: Links
    presses: Presses

    def tell(self, *articles: Article) -> list[SlackMessage]:
        """Read articles and send what is due; the alerts that stand there then."""
        for article in articles:
            study = reading.study(article, self.context)
            with writing(self.context.engine) as conn:
                reading.settle(conn, study, self.context, now=article.published)
        self.send()
        return self.slack.told

    def send(self) -> None:
        """Send all that is due."""
        later = NOW + timedelta(hours=2)
        for _ in range(20):
            if send_due(self.context, now=later, token="t") is None:
                return
        pytest.fail("the outbox does not come to an end")

    def press(self, message: SlackMessage, action: str, **how: Any) -> dict[str, Any]:
        """Press a button under a message, and let the bot act; what was sent."""
        payload = payload_of(message, action, **how)
        self.links.send(payload)
        self.act()
        return payload

    def act(self) -> None:
        """Let the bot take what has arrived, until it has acknowledged it."""
        for _ in range(60):
            self.presses.one(NOW)
            if self.links.heard(within_s=0.05):
                return
        pytest.fail("the press was not acknowledged")

    def in_force(self, series: str) -> str | None:
        """What the ledger holds of a series."""
        with reads(self.context.engine) as conn:
            rows = compare.standings(ledger.records(conn, TOPIC, (series,)))
        return rows[0].in_force.figure.text if rows else None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A bot with both tokens, one Slack receiver, and its link open."""
    with SlackLike(token="xoxb-secret") as slack, linking(slack) as links:
        settings = load_settings(
            {
                "BOT_DATA": str(tmp_path),
                "SLACK_BOT_TOKEN": "xoxb-secret",
                "SLACK_APP_TOKEN": "xapp-secret",
                "SLACK_API_URL": slack.api_url,
            },
            data=None,
        )
        watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=(TEAM,))
        with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
            sink = context.sinks["slack"]
            assert isinstance(sink, Slack)
            assert context.buttons is not None
            presses = Presses(context, context.buttons, sink)
            presses.one(NOW)
            links.wait()
            yield Desk(context, slack, links, presses)
            presses.end(NOW)


def buttons(message: SlackMessage) -> dict[str, dict[str, Any]]:
    """The elements of a message's block of buttons, by what they do."""
    (block,) = [one for one in message.blocks if one["type"] == "actions"]
    return {one["action_id"]: {**one, "block_id": block["block_id"]} for one in block["elements"]}


def payload_of(message: SlackMessage, action: str, **how: Any) -> dict[str, Any]:
    """What Slack sends where a button under a message is pressed; the first of several choices."""
    element = buttons(message)[action]
    options = element.get("options")
    value = how.pop("value", None) or (options[0]["value"] if options else element["value"])
    how.setdefault("at", NOW.timestamp())
    return pressed(
        action,
        element["block_id"],
        value,
        channel=message.channel,
        message=message.ts,
        chosen=bool(options),
        **how,
    )


def test_looks_right_is_kept_with_the_name_of_who_said_so(desk: Desk) -> None:
    """A figure that a person has looked at is worth more than one that nobody did."""
    (message,) = desk.tell(FOUNDED)
    desk.press(message, "right")
    with reads(desk.context.engine) as conn:
        (held,) = rulings.in_force(conn, TOPIC)
    assert (held.kind, held.made_by) == ("right", "aiko (Slack U1)")
    (whisper,) = desk.slack.whispers
    assert (whisper["user"], whisper["channel"]) == ("U1", message.channel)
    assert "marked as right" in whisper["text"]


def test_a_wrong_figure_is_withdrawn_and_its_thread_hears_of_it(desk: Desk) -> None:
    """Whoever read the alert reads the correction under it."""
    (message,) = desk.tell(FOUNDED)
    assert desk.in_force("capital") == "¥10 billion"
    desk.press(message, "wrong")
    assert desk.in_force("capital") is None
    desk.send()
    correction = desk.slack.messages[-1]
    assert correction.thread_ts == message.thread_ts
    assert "Withdrawn" in desk.slack.readable(correction)
    assert "aiko" in desk.slack.readable(correction)


def test_of_several_figures_the_one_that_was_chosen_is_withdrawn(desk: Desk) -> None:
    """An alert may tell more than one figure; the others stay."""
    *_, message = desk.tell(FOUNDED, TWO)
    options = {one["text"]["text"]: one["value"] for one in buttons(message)["wrong"]["options"]}
    (capital,) = [value for words, value in options.items() if "12 billion" in words]
    desk.press(message, "wrong", value=capital)
    assert desk.in_force("capital") == "¥10 billion"
    assert len(options) == 2
    with reads(desk.context.engine) as conn:
        counting = [one for one in ledger.records(conn, TOPIC) if not one.withdrawn]
    assert {one.change.after.series for one in counting} >= {"capital"}
    assert len(counting) == 2


def test_a_press_that_arrives_twice_is_done_once(desk: Desk) -> None:
    """Slack may deliver an envelope again, under its old id or a new one."""
    (message,) = desk.tell(FOUNDED)
    payload = desk.press(message, "wrong")
    for envelope in ("envelope-1", None):
        desk.links.send(payload, envelope=envelope)
        desk.act()
    assert len(desk.slack.whispers) == 1
    desk.send()
    assert (
        len([one for one in desk.slack.told if one.key and one.key.startswith("withdrawn:")]) == 1
    )
    with reads(desk.context.engine) as conn:
        (kept,) = conn.execute(kept_presses.select()).all()
    assert kept.made_by == "aiko (Slack U1)"
    assert "withdrawn" in kept.outcome


def test_two_people_press_wrong_and_the_second_is_told_why_nothing_happened(desk: Desk) -> None:
    """No error, and no second correction."""
    (message,) = desk.tell(FOUNDED)
    desk.press(message, "wrong")
    desk.press(message, "wrong", user="U2", name="ben", at=NOW.timestamp() + 5)
    assert "withdrawn from the ledger already" in desk.slack.whispers[-1]["text"]
    desk.send()
    assert (
        len([one for one in desk.slack.told if one.key and one.key.startswith("withdrawn:")]) == 1
    )


def test_a_story_is_muted_here_for_as_long_as_was_chosen(desk: Desk) -> None:
    """The channel hears no more of it until then, and is told how to end that sooner."""
    (message,) = desk.tell(FOUNDED)
    desk.press(message, "mute", value="7")
    with reads(desk.context.engine) as conn:
        (mute,) = mutes.in_force(conn, "team", now=NOW)
    assert mute.until == NOW + timedelta(days=7)
    assert mute.made_by == "aiko (Slack U1)"
    assert f"`bot mutes remove {mute.id}`" in desk.slack.whispers[0]["text"]


def test_why_is_answered_to_who_asked_alone(desk: Desk) -> None:
    """What `bot explain` says, without a terminal, and without a word to the others."""
    (message,) = desk.tell(FOUNDED)
    desk.press(message, "why")
    assert len(desk.slack.told) == 1
    (whisper,) = desk.slack.whispers
    assert whisper["user"] == "U1"
    assert "Seen before?" in str(whisper["blocks"])
    assert "¥10 billion" in str(whisper["blocks"])


def test_a_button_works_after_the_past_was_filed_again(desk: Desk) -> None:
    """The ledger's numbers change then; the alert's buttons still mean the same figure."""
    (message,) = desk.tell(FOUNDED)
    refile(desk.context, now=NOW)
    desk.press(message, "wrong")
    assert desk.in_force("capital") is None


def test_without_an_app_token_there_are_no_buttons(desk: Desk) -> None:
    """A button that nobody listens to is a broken promise."""
    without = replace(desk.context, buttons=None)
    study = reading.study(FOUNDED, without)
    with writing(without.engine) as conn:
        reading.settle(conn, study, without, now=NOW)
    desk.send()
    assert all(one["type"] != "actions" for one in desk.slack.told[0].blocks)
    assert "press" not in {kind.name for kind in work.kinds(without)}
    assert "press" in {kind.name for kind in work.kinds(desk.context)}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda payload: payload.update(type="view_submission"),
        lambda payload: payload.update(actions=[]),
        lambda payload: payload["actions"][0].update(block_id="somebody-else's"),
        lambda payload: payload["actions"][0].update(action_id="transfer_money"),
        lambda payload: payload["actions"][0].update(action_ts="1e999"),
        lambda payload: payload.update(user=None),
    ],
)
def test_what_is_no_button_of_ours_is_acknowledged_and_left_alone(
    desk: Desk, spoil: Callable[[dict[str, Any]], None]
) -> None:
    """Other features of the same app, or a hostile payload, stop nothing."""
    (message,) = desk.tell(FOUNDED)
    payload = payload_of(message, "wrong")
    spoil(payload)
    desk.links.send(payload)
    desk.act()
    assert desk.in_force("capital") == "¥10 billion"
    assert desk.slack.whispers == []


@pytest.mark.parametrize("value", ["x", "-1", "99999999999999999999", "9" * 400])
@pytest.mark.parametrize("action", ["right", "wrong", "mute"])
def test_a_value_that_we_never_gave_is_answered_in_words(
    desk: Desk, action: str, value: str
) -> None:
    """Nothing that arrives is trusted: no fault, no effect beyond the longest mute."""
    (message,) = desk.tell(FOUNDED)
    desk.press(message, action, value=value)
    assert desk.in_force("capital") == "¥10 billion"
    (whisper,) = desk.slack.whispers
    assert "Nothing was changed" in whisper["text"] or "is muted here until" in whisper["text"]


def test_messages_that_are_no_envelopes_are_passed_over(desk: Desk) -> None:
    """Greetings, other people's JSON and half a message end nothing."""
    (message,) = desk.tell(FOUNDED)
    for odd in ("not json", "[1, 2]", {"type": "hello"}, {"envelope_id": 7}):
        desk.links.say(odd)
    desk.press(message, "right")
    assert len(desk.slack.whispers) == 1


@pytest.mark.parametrize("end", ["refresh_requested", None])
def test_a_link_that_ends_is_opened_again(desk: Desk, end: str | None) -> None:
    """Slack renews every link after some hours, announced or not."""
    (message,) = desk.tell(FOUNDED)
    if end:
        desk.links.say({"type": "disconnect", "reason": end})
    else:
        desk.links.hang_up()
    assert desk.presses.one(NOW)
    # Not in a circle: the next link waits a little.
    assert not desk.presses.one(NOW + timedelta(seconds=1))
    assert desk.presses.one(NOW + timedelta(seconds=11))
    desk.links.wait()
    desk.press(message, "right")
    assert len(desk.slack.whispers) == 1


def test_a_link_that_cannot_be_had_is_tried_later_and_later(desk: Desk) -> None:
    """A wrong token or a dead network costs a line in the log, and no hammering."""
    desk.presses.end(NOW)
    desk.slack.link_url = None
    before = len([method for method, _ in desk.slack.calls if method == "apps.connections.open"])
    moment = NOW + timedelta(minutes=1)
    for _ in range(3600):
        assert not desk.presses.one(moment)
        moment += timedelta(seconds=1)
    asked = [method for method, _ in desk.slack.calls if method == "apps.connections.open"]
    assert 5 <= len(asked) - before <= 15


def test_a_wrong_app_token_is_named_with_its_mend_and_never_shown(desk: Desk) -> None:
    """The error says what to set; the token and the link's ticket stay secrets."""
    settings = desk.context.settings
    wrong = app.SlackSocket("xoxb-not-an-app-token", base_url=settings.slack_api_url)
    with pytest.raises(DeliveryError, match="SLACK_APP_TOKEN") as refused:
        wrong.open()
    assert "not-an-app-token" not in str(refused.value)
    desk.slack.link_url = "ws://127.0.0.1:9/link?ticket=secret-ticket"
    assert desk.context.buttons is not None
    with pytest.raises(DeliveryError) as unreachable:
        desk.context.buttons.open()
    assert "secret-ticket" not in str(unreachable.value)
    assert unreachable.value.temporary

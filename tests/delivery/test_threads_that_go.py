"""Threads that are gone or moved, and copies that turn up in them: what a person or a clock does to what was posted."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from test_threads_in_slack import FOUNDED, MINUTE, NOW, RAISED, TEAM, Desk, desk

from bot.jobs.send_due import LATE_COPY_AFTER
from demo.servers.slack import SlackFault

__all__ = ["desk"]

HOUR = timedelta(hours=1)
THIRTEEN = RAISED.text.replace("12 billion", "13 billion")


def empty(desk: Desk) -> None:
    """Delete everything in Slack, as a rule of the workspace does."""
    client = WebClient("xoxb-secret", base_url=desk.slack.api_url)
    for message in desk.slack.messages:
        client.chat_delete(channel=message.channel, ts=message.ts)


def test_an_answer_lost_in_a_thread_that_is_gone_is_looked_for_in_the_channel(desk: Desk) -> None:
    """Asking in the thread alone failed for ever, and the story was told no more."""
    desk.read(FOUNDED)
    desk.send(NOW)
    empty(desk)
    desk.slack.fail("chat.postMessage", SlackFault("drop_after"))
    desk.read(RAISED)
    assert desk.send(RAISED.published) == ["unknown"]
    assert desk.send(RAISED.published + MINUTE)[0] == "sent"
    assert len(desk.slack.keys()) == 1


@pytest.mark.parametrize("refused", [False, True])
def test_a_story_whose_thread_is_gone_goes_on_under_its_next_message(
    desk: Desk, *, refused: bool
) -> None:
    """Slack posts beside a thread that is gone, or refuses; what follows is to stand together again."""
    desk.read(FOUNDED)
    desk.send(NOW)
    empty(desk)
    if refused:
        desk.slack.fail("chat.postMessage", SlackFault("refuse", error="thread_not_found"))
    for later, article in enumerate((RAISED, replace(RAISED, id="a3", text=THIRTEEN)), start=1):
        desk.read(replace(article, published=RAISED.published + later * HOUR))
        desk.send(RAISED.published + later * HOUR)
    first, second = desk.slack.messages
    assert first.thread_ts is None
    assert second.thread_ts == first.ts


def test_a_receiver_whose_channel_changed_begins_a_new_thread_there(desk: Desk) -> None:
    """A reply to a message of another channel stands nowhere, and is looked for in the wrong place."""
    desk.read(FOUNDED)
    desk.send(NOW)
    moved = replace(TEAM, to=("#other",))
    watchlist = replace(desk.context.watchlist, receivers=(moved,))
    desk = replace(desk, context=replace(desk.context, watchlist=watchlist))
    desk.slack.fail("chat.postMessage", SlackFault("drop_after"), times=2)
    desk.read(RAISED)
    for minute in range(4):
        desk.send(RAISED.published + minute * MINUTE)
    old_root, _, root, alert = desk.slack.messages
    assert root.channel != old_root.channel
    assert (alert.channel, alert.thread_ts) == (root.channel, root.ts)


@pytest.mark.parametrize("ahead", [-24, 0, 1, 24])
def test_what_slack_has_is_found_whatever_our_clock_says(desk: Desk, ahead: int) -> None:
    """A clock that runs ahead of Slack's looked for what was sent after it was sent, and sent it again."""
    now = datetime.fromtimestamp(time.time(), UTC) + ahead * HOUR
    desk.read(replace(FOUNDED, published=now))
    desk.slack.fail("chat.postMessage", SlackFault("drop_after"))
    desk.send(now)
    desk.send(now + MINUTE)
    assert len(desk.slack.keys()) == len(set(desk.slack.keys())) == 2


def test_a_late_copy_of_a_reply_is_deleted_too(desk: Desk) -> None:
    """Every alert is a reply, and a channel's history shows none."""
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.put(1, story="s1")
    desk.send(NOW + MINUTE)
    desk.slack.fail("chat.postMessage", SlackFault("late", seconds=1.5))
    later = NOW + HOUR
    desk.put(2, now=later, story="s1")
    desk.send(later)
    again = later + MINUTE
    desk.send(again)
    until = time.monotonic() + 30
    while len(desk.slack.messages) < 6 and time.monotonic() < until:
        time.sleep(0.05)
    assert desk.slack.keys().count("k2") == 2
    desk.send(again + LATE_COPY_AFTER)
    assert desk.slack.keys().count("k2") == 1


def test_a_first_message_whose_looks_are_refused_is_current_as_plain_text(desk: Desk) -> None:
    """A workspace that takes no tables showed yesterday's figure above today's."""
    desk.slack.fail("chat.postMessage", SlackFault("refuse_blocks"))
    desk.read(FOUNDED)
    desk.send(NOW)
    desk.slack.fail("chat.update", SlackFault("refuse_blocks"))
    desk.read(RAISED)
    desk.send(RAISED.published)
    assert "¥12 billion" in desk.slack.messages[0].text
    assert not desk.slack.messages[0].blocks

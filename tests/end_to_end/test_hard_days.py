"""What a bot lives through: no network at all, a sink that fails, a stop in the middle."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.storage import feeds
from demo.servers import SlackFault
from demo.stage import Stage, built
from demo.stream import days


def nobody_at() -> str:
    """An address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/feed.xml"


def until(holds: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for something that must come about."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)


def failures(stage: Stage) -> int:
    """How often polling has failed so far."""
    with stage.memory() as conn:
        return sum(state.failures for state in feeds.states(conn))


def test_a_round_without_any_network_names_every_feed_and_survives(tmp_path: Path):
    """The first start on a train must not look like a broken program."""
    with built(tmp_path / "stage") as stage:
        stage.feeds = [
            {"id": name, "url": nobody_at(), "name": name} for name in ("north", "south", "west")
        ]
        stage.write_feeds()
        status, said, log = stage.run("run", "--once")
        assert status == 0, log
        assert "3 feeds polled, 3 of them failing" in said
        assert all(f"feed {name}:" in said for name in ("north", "south", "west"))
        assert "Traceback" not in log


def test_the_running_bot_outlives_unreachable_feeds_and_stops_when_asked(tmp_path: Path):
    """`make run` on a machine without a network keeps waiting, and ends within ten seconds of SIGTERM."""
    with built(tmp_path / "stage") as stage:
        stage.feeds = [{"id": "north", "url": nobody_at(), "name": "north"}]
        stage.write_feeds()
        with stage.start("run") as bot:
            until(lambda: stage.run("health")[1].startswith("alive") and failures(stage) > 0)
            assert bot.poll() is None
            began = time.monotonic()
            bot.send_signal(signal.SIGTERM)
            _, said = bot.communicate(timeout=15)
        assert time.monotonic() - began < 10
        assert bot.returncode == 0, said
        assert "north" in said
        assert "Traceback" not in said


def test_a_message_that_slack_took_before_the_line_broke_is_not_posted_again(tmp_path: Path):
    """The bot cannot know, so it asks: in this round or in a later one, never by posting at a guess."""
    with built(tmp_path / "stage") as stage:
        stage.open_outlets()
        stage.write_feeds()
        stage.bot("run", "--once")
        stage.publish(next(day for day in days(until=stage.now) if "Something new" in day.about))
        stage.slack.fail("chat.postMessage", SlackFault("drop_after"))
        stage.let_pass()
        stage.bot("run", "--once")
        # The first message of the thread; what it is to hold waits until its end is known.
        assert [one.key.partition(":")[0] for one in stage.slack.messages] == ["root"]
        assert "newsroom" in stage.bot("outbox")
        later = datetime.now(UTC) + timedelta(minutes=5)  # noqa: TID251  (the bot's clock is set ahead)
        stage.bot("run", "--once", at=later)
        assert len(stage.slack.keys()) == len(set(stage.slack.keys())) == 2
        assert len(stage.slack.told) == 1
        assert "newsroom" not in stage.bot("outbox")


def test_a_busy_slack_is_waited_for(tmp_path: Path):
    """429 means later, and nothing is lost meanwhile."""
    with built(tmp_path / "stage") as stage:
        stage.open_outlets()
        stage.write_feeds()
        stage.bot("run", "--once")
        stage.publish(next(day for day in days(until=stage.now) if "Something new" in day.about))
        stage.slack.fail("chat.postMessage", SlackFault("busy", retry_after="30"))
        stage.let_pass()
        said = stage.bot("run", "--once")
        assert "waiting:" in said
        assert stage.slack.messages == []
        later = datetime.now(UTC) + timedelta(minutes=5)  # noqa: TID251  (the bot's clock is set ahead)
        stage.bot("run", "--once", at=later)
        assert len(stage.slack.told) == 1

"""What a bot lives through: no network at all, a sink that fails, a stop in the middle."""

from __future__ import annotations

import signal
import socket
import time
from pathlib import Path

from demo.servers import MailFault, SlackFault
from demo.stage import built
from demo.stream import days


def nobody_at() -> str:
    """An address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/feed.xml"


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
            deadline = time.monotonic() + 60
            while stage.run("health")[0] != 0 and time.monotonic() < deadline:
                assert bot.poll() is None
            began = time.monotonic()
            bot.send_signal(signal.SIGTERM)
            _, said = bot.communicate(timeout=15)
        assert time.monotonic() - began < 10
        assert bot.returncode == 0, said
        assert "north" in said
        assert "Traceback" not in said


def test_a_sink_that_fails_for_a_moment_neither_loses_nor_doubles_an_alert(tmp_path: Path):
    """Slack takes the message and hangs up, mail says later: the next rounds put it right."""
    with built(tmp_path / "stage") as stage:
        stage.open_outlets()
        stage.write_feeds()
        stage.bot("run", "--once")
        stage.publish(next(day for day in days(until=stage.now) if "Something new" in day.about))
        stage.slack.fail("chat.postMessage", SlackFault("drop_after"))
        stage.mail.fail(MailFault("temporary"))
        stage.bot("run", "--once")
        assert len(stage.slack.messages) == 1
        assert len(stage.mail.messages) == 0
        waiting = stage.bot("outbox")
        assert "newsroom" in waiting
        assert "desk" in waiting

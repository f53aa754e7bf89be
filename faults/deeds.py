"""What a bot does besides a round: read as `bot run` reads, listen to its buttons, file by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from bot import failpoints
from bot.cli import options
from bot.clients.slack import Slack
from bot.dispatch import clock, work
from bot.dispatch.polls import Polls
from bot.dispatch.presses import Presses
from bot.jobs import rule
from bot.jobs.context import Context
from bot.steps.figures.measures import can_take
from bot.storage import board, rulings
from bot.storage.engine import writing

BY = "Aiko"
# A press comes within seconds, or the harness has not sent it.
MOST_LOOKS = 20


def do(deed: str, *, feeds: Path, data: Path) -> int:
    """Do one of them as the only bot on this data; the exit status."""
    with options.opened(feeds, data, alone=True) as context:
        DEEDS[deed](context)
    return 0


def read(context: Context) -> None:
    """Poll what is due, and read what is due: a page that cannot be had is put off, not given up."""
    work.start(context, now=clock.now())
    polls = Polls(context)
    while polls.one(clock.now()):
        pass
    polls.save(clock.now())
    while work.read_one(context, clock.now()):
        pass


def listen(context: Context) -> None:
    """Do what is pressed, until one press was acknowledged."""
    slack = context.sinks["slack"]
    if context.buttons is None or not isinstance(slack, Slack):
        raise RuntimeError("this bot has no buttons")
    acknowledged = threading.Event()
    failpoints.arm(lambda name: acknowledged.set() if name == "press.acknowledged" else None)
    presses = Presses(context, context.buttons, slack)
    for _ in range(MOST_LOOKS):
        presses.one(clock.now())
        if acknowledged.is_set():
            presses.end(clock.now())
            return
    raise RuntimeError("nothing was pressed")


def file(context: Context) -> None:
    """File the first figure that a series can take, unless a person did."""
    topic = context.watchlist.topics[0]
    with writing(context.engine) as conn:
        if not rulings.in_force(conn, topic.id):
            found, series = next(
                (one, series)
                for one in board.unfiled(conn)
                for series in can_take(topic, one.filing.figure)
            )
            rule.file_by_hand(
                conn,
                context,
                article=found.article,
                topic=topic.id,
                start=found.filing.figure.start,
                series=series,
                cue="",
                by=BY,
                now=clock.now(),
            )


DEEDS: Mapping[str, Callable[[Context], None]] = {"read": read, "listen": listen, "file": file}

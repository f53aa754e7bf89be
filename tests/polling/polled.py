"""A bot of one feed, polled by hand: the test is its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from misbehaving import Misbehaving
from sqlalchemy import select

from bot.dispatch import work
from bot.jobs.context import Context
from bot.jobs.poll_feed import PollOutcome
from bot.model.feeds import FeedState
from bot.storage import feeds, schema
from bot.storage.engine import reading

RSS = "<rss version='2.0'><channel><title>News</title>{channel}{items}</channel></rss>"
ITEM = "<item><title>Plant {0}</title><link>https://news.example.org/{0}</link></item>"


def rss(*names: object, channel: str = "") -> str:
    """A feed with an item for each name; `channel` is what else stands in it."""
    return RSS.format(channel=channel, items="".join(ITEM.format(name) for name in names))


@dataclass
class Polled:
    """The bot, the server that its feed is at, and the time."""

    context: Context
    server: Misbehaving
    now: datetime

    def __post_init__(self) -> None:
        work.start(self.context, now=self.now)

    def poll(self, after: timedelta | None = None) -> PollOutcome | None:
        """Poll what is due: when it next is, or so much later; None where nothing is due."""
        if after is not None:
            self.now += after
        elif self.state.next_poll_at is not None:
            self.now = max(self.now, self.state.next_poll_at)
        return work.poll_one(self.context, self.now)

    @property
    def state(self) -> FeedState:
        """What is known of the feed."""
        with reading(self.context.engine) as conn:
            return feeds.states(conn)[0]

    @property
    def wait(self) -> timedelta:
        """How long until the next poll."""
        due = self.state.next_poll_at
        assert due is not None
        return due - self.now

    @property
    def titles(self) -> set[str]:
        """What the feed was seen to hold."""
        with reading(self.context.engine) as conn:
            return set(conn.scalars(select(schema.entries.c.title)))

"""A small world for attacks: publishers on sites of their own, the bot that watches them, and what it told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import structlog
from sqlalchemy import select

from bot import app
from bot.dispatch import work
from bot.jobs.context import Context
from bot.model.alerts import Alert, Receiver
from bot.model.feeds import Feed
from bot.model.figures import Observation, Series
from bot.model.news import Article
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.settings import load_settings
from bot.storage import articles, codec, ledger
from bot.storage.engine import reading
from bot.storage.schema import alerts, deliveries, entries
from bot.watchlist import Watchlist
from demo.servers import FeedServer

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
TOPIC = Topic(
    id="bridge",
    name="The bridge at Halvik",
    keywords=KeywordRule(any=(Alias(text="Halvik"),)),
    entities=(
        Entity(
            id="ministry",
            name="Ministry of Transport",
            aliases=(Alias(text="Ministry of Transport"),),
        ),
    ),
    series=(
        Series(id="cost", label="Cost", units=("money",), cues={"en": ("cost", "costs")}),
        Series(id="jobs", label="Jobs", units=("people",), cues={"en": ("jobs", "workers")}),
    ),
)
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<article><h1>{title}</h1><p>{text}</p>
<p>The crossing at Halvik has been closed to lorries since the autumn, and the ferry runs twice a day.</p>
</article></body></html>"""


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item of a feed, as its publisher writes it."""

    title: str
    link: str
    summary: str = "On the bridge at Halvik."
    source: str | None = None
    guid: str | None = None
    published: datetime = NOW - timedelta(minutes=5)

    def markup(self) -> str:
        """The item in RSS."""
        source = (
            f"<source url='https://x.example'>{escape(self.source)}</source>" if self.source else ""
        )
        return (
            f"<item><guid isPermaLink='false'>{escape(self.guid or self.link)}</guid>"
            f"<title>{escape(self.title)}</title><link>{escape(self.link)}</link>{source}"
            f"<description>{escape(self.summary)}</description>"
            f"<pubDate>{format_datetime(self.published)}</pubDate></item>"
        )


@dataclass(frozen=True)
class World:
    """The bot, and the sites by name: each is another publisher, at a port of its own."""

    context: Context
    sites: Mapping[str, FeedServer]

    def page(self, site: str, path: str, text: str, *, title: str = "The bridge at Halvik") -> str:
        """Publish a page, or edit it; its address."""
        html = PAGE.format(title=escape(title), text=escape(text))
        return self.sites[site].put(path, html, content_type="text/html")

    def feed(self, site: str, *items: Item) -> None:
        """What a site's feed holds from now on."""
        listed = "".join(item.markup() for item in items)
        document = f"<rss version='2.0'><channel><title>{site}</title>{listed}</channel></rss>"
        self.sites[site].put("/feed.xml", document, content_type="text/xml")

    def round(self, now: datetime = NOW) -> None:
        """Poll and read all that is due then."""
        while work.poll_one(self.context, now):
            pass
        while work.read_one(self.context, now, last_chance=True):
            pass

    def rounds(self, count: int, *, every: timedelta, start: datetime = NOW) -> datetime:
        """So many rounds; the time of the last."""
        for number in range(count):
            self.round(start + number * every)
        return start + (count - 1) * every

    def told(self) -> list[Alert]:
        """The alerts, in their order."""
        with reading(self.context.engine) as conn:
            kept = conn.scalars(select(alerts.c.alert).order_by(alerts.c.created_at)).all()
        return [codec.decode(Alert, one) for one in kept]

    def texts(self, kind: str) -> list[str]:
        """The words of what waits in the outbox, of one kind."""
        with reading(self.context.engine) as conn:
            rows = conn.execute(select(deliveries).where(deliveries.c.kind == kind)).all()
        return [row.payload["text"] for row in rows]

    def known(self) -> list[Observation]:
        """All that stands in the ledger."""
        with reading(self.context.engine) as conn:
            return [one.change.after for one in ledger.records(conn, TOPIC.id)]

    def article(self, url: str) -> Article:
        """What was read at an address."""
        with reading(self.context.engine) as conn:
            found = articles.get(conn, url)
        assert found is not None, f"nothing was read at {url}"
        return found.article

    def states(self) -> list[str]:
        """What became of the entries, oldest first."""
        with reading(self.context.engine) as conn:
            return list(conn.scalars(select(entries.c.state).order_by(entries.c.id)))


@contextmanager
def watched(
    folder: Path,
    sites: Sequence[str],
    *,
    topic: Topic = TOPIC,
    official: Sequence[str] = (),
    feeds: Mapping[str, Feed] | None = None,
) -> Iterator[World]:
    """A bot that watches one feed of each site, met before it held anything; `official` sites are so by their feed."""
    settings = load_settings({"BOT_DATA": str(folder), "BOT_ALLOW_HOSTS": "127.0.0.1"}, data=None)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(FeedServer()) for name in sites}
        declared = []
        for name, server in servers.items():
            rank = "official" if name in official else "press"
            feed = Feed(id=name, url=server.url("/feed.xml"), name=name.title(), rank=rank)
            special = (feeds or {}).get(name)
            declared.append(replace(special, url=feed.url) if special else feed)
        watchlist = Watchlist(
            topics=(topic,),
            feeds=tuple(declared),
            receivers=(Receiver(id="screen", kind="terminal"),),
        )
        context = stack.enter_context(app.opened(settings, watchlist, log=structlog.get_logger()))
        work.allow_backfill(context, days=1, now=NOW)
        work.start(context, now=NOW)
        world = World(context, servers)
        for name in sites:
            world.feed(name)
        yield world

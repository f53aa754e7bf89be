"""Pages that were told are looked at again; only a figure that moved is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot import app
from bot.dispatch import work
from bot.jobs import reading as jobs_reading
from bot.jobs.context import Context
from bot.jobs.read_article import LOOK_AGAIN, RETRY_AFTER
from bot.model.alerts import Receiver
from bot.model.feeds import Feed
from bot.settings import load_settings
from bot.storage.engine import reading
from bot.storage.schema import deliveries, entries
from bot.watchlist import load_watchlist
from demo.servers import FeedServer

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<nav><a href="/">Home</a> <a href="/tech">Technology</a></nav>
<article><h1>{title}</h1>
<p>SoftBank, NEC, Honda and Sony are setting up a company for physical AI with a capital of {capital}, a person who knows the plan said.</p>
<p>The company will build robots and hopes to hire many people in its first year of work.</p>
<p>{rest}</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><guid>1</guid><title>Four companies build physical AI for robots</title><link>{url}</link>
<description>SoftBank, NEC, Honda and Sony set up a company.</description>
<pubDate>Thu, 02 Jul 2026 08:55:00 GMT</pubDate></item></channel></rss>"""


@dataclass(frozen=True)
class Watch:
    """A bot that watches one feed of one page."""

    context: Context
    web: FeedServer

    def page(self, capital: str, rest: str = "Nobody else would comment on it today.") -> None:
        """Publish the page, or edit it."""
        title = "Four companies build physical AI for robots"
        html = PAGE.format(title=title, capital=capital, rest=rest)
        self.web.put("/1.html", html, content_type="text/html")

    def read(self, now: datetime) -> None:
        """Do all that is due then."""
        while work.poll_one(self.context, now):
            pass
        while work.read_one(self.context, now):
            pass

    def told(self) -> list[str]:
        """What was put out, in the reader's words."""
        with reading(self.context.engine) as conn:
            return [row["text"] for row in conn.scalars(select(deliveries.c.payload))]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """One feed, one page, one reader at the terminal; the feed was met before the page came."""
    settings = load_settings({"BOT_DATA": str(tmp_path), "BOT_ALLOW_HOSTS": "127.0.0.1"}, data=None)
    watchlist = load_watchlist(Path(__file__).parents[2] / "feeds.yaml")
    with FeedServer() as web:
        web.put("/feed.xml", FEED.format(url=web.url("/1.html")), content_type="text/xml")
        watchlist = replace(
            watchlist,
            feeds=(Feed(id="wire", url=web.url("/feed.xml"), name="Wire", language="en"),),
            receivers=(Receiver(id="screen", kind="terminal"),),
            seeds=None,
        )
        with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
            work.allow_backfill(context, days=1, now=NOW)
            work.start(context, now=NOW)
            yield Watch(context, web)


def test_a_figure_that_was_edited_silently_is_told_as_an_edit(watch: Watch) -> None:
    """A publisher that corrects a figure without a word is where a reader is misled most easily."""
    watch.page("¥10 billion")
    watch.read(NOW)
    watch.page("¥12 billion")
    watch.read(NOW + LOOK_AGAIN[0])

    first, second = watch.told()
    assert "Capital: ¥10 billion" in first
    assert "Corrected: Capital: ¥10 billion → ¥12 billion" in second


def test_a_page_that_goes_back_to_what_it_said_before_is_told_each_time(watch: Watch) -> None:
    """Readers were told of the edit; that it was taken back concerns them as much, and so does the next one."""
    now = NOW
    for number, capital in enumerate(("¥10 billion", "¥12 billion", "¥10 billion", "¥12 billion")):
        watch.page(capital)
        watch.read(now)
        now += LOOK_AGAIN[number]

    assert [words.splitlines()[1][2:].partition(" (")[0] for words in watch.told()[1:]] == [
        "Corrected: Capital: ¥10 billion → ¥12 billion",
        "Corrected: Capital: ¥12 billion → ¥10 billion",
        "Corrected: Capital: ¥10 billion → ¥12 billion",
    ]


def test_an_edit_that_moves_no_figure_is_told_to_nobody(watch: Watch) -> None:
    """A mended typo or another advertisement is no news."""
    watch.page("¥10 billion")
    watch.read(NOW)
    watch.page("¥10 billion", rest="A spokesman declined to comment, and closed the door.")
    watch.read(NOW + LOOK_AGAIN[0])

    assert len(watch.told()) == 1


def test_a_consent_page_never_overwrites_what_we_have(watch: Watch) -> None:
    """A wall in front of a page is not an edit of it; when it is gone, the edit behind it is seen."""
    watch.page("¥10 billion")
    watch.read(NOW)
    wall = "<html><title>Before you continue</title><body><p>Accept cookies to continue.</p></body></html>"
    watch.web.put("/1.html", wall, content_type="text/html")
    watch.read(NOW + LOOK_AGAIN[0])
    assert len(watch.told()) == 1

    watch.page("¥12 billion")
    watch.read(NOW + LOOK_AGAIN[0] + LOOK_AGAIN[1])
    assert len(watch.told()) == 2


def test_a_page_is_left_alone_between_looks_and_after_the_last(watch: Watch) -> None:
    """Politeness: five looks in eleven days, and then none."""
    watch.page("¥10 billion")
    watch.read(NOW)
    read_first = watch.web.count("/1.html")
    watch.read(NOW + LOOK_AGAIN[0] - timedelta(minutes=1))
    assert watch.web.count("/1.html") == read_first

    now = NOW
    for _ in range(40):
        now += timedelta(hours=12)
        watch.read(now)
    assert watch.web.count("/1.html") == read_first + len(LOOK_AGAIN)


def test_an_article_that_makes_the_bot_stumble_is_given_up_in_the_open(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read for ever it would take the place of all others; given up in silence, nobody would know what they missed."""

    def stumble(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs_reading, "settle", stumble)
    watch.page("¥10 billion")
    now = NOW
    for _ in range(20):
        watch.read(now)
        now += timedelta(minutes=10)

    told = watch.told()
    assert len(told) == 1
    assert "Four companies build physical AI for robots" in told[0]
    assert "a fault of the bot (ZeroDivisionError)" in told[0]
    assert watch.web.count("/1.html") == 1 + len(RETRY_AFTER)


def test_a_page_that_makes_the_bot_stumble_is_read_from_the_feeds_own_words(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One odd page must not cost what the feed itself says of it."""

    def stumble(*_args: object, **_options: object) -> None:
        raise RecursionError

    monkeypatch.setattr(watch.context.http, "get_page", stumble)
    watch.read(NOW)

    with reading(watch.context.engine) as conn:
        kept = conn.execute(select(entries.c.state, entries.c.reason, entries.c.article_id)).one()
    assert kept.state == "done"
    assert "a fault of the bot (RecursionError)" in kept.reason
    assert kept.article_id is not None

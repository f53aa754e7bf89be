"""`bot run --once` as a person runs it: another process, feeds over HTTP, Slack and mail at their own doors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest

from demo.servers import SlackMessage
from demo.stage import ROOT, Stage, built
from demo.stream import Day, days

SHARED = ROOT.parent / "shared"
REAL_FEEDS = sorted((SHARED / "feeds").glob("*[!d]")) if SHARED.is_dir() else []
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []
TYPES = {".xml": "application/xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml"}


@dataclass
class Look:
    """What one run printed, and what had reached Slack and the desk by then."""

    status: int
    said: str
    log: str
    messages: list[SlackMessage]
    mails: int
    pages_read: int


@dataclass
class Story:
    """The looks of one bot at one world, in their order."""

    stage: Stage
    looks: dict[str, Look] = field(default_factory=dict)

    def look(self, name: str) -> None:
        """Run the bot once."""
        self.looks[name] = Look(
            *self.stage.run("run", "--once"),
            list(self.stage.slack.told),
            len(self.stage.mail.messages),
            sum(one.path.endswith(".html") for one in self.stage.web.requests()),
        )


def day_about(stage: Stage, words: str) -> Day:
    """The day of the demo's stream whose description holds these words."""
    return next(day for day in days(until=stage.now) if words in day.about)


def serve_real_feeds(stage: Stage) -> None:
    """The files that other projects captured, each as a feed of its own."""
    for number, path in enumerate(REAL_FEEDS):
        place = f"/real/{number}"
        stage.web.put(place, path.read_bytes(), content_type=TYPES.get(path.suffix, "text/xml"))
        stage.declare(f"real-{number}", place, path.name)


def serve_archive(stage: Stage, texts: list[Path]) -> None:
    """The seed texts as articles of a feed, dated today."""
    items = []
    for number, path in enumerate(texts):
        text = path.read_text(encoding="utf-8")
        body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())
        title = max(text.split("\n")[:6], key=len)[:120]
        link = stage.web.put(
            f"/archive/{number}.html",
            f"<html lang='en'><body><article><h1>{escape(title)}</h1>{body}</article></body></html>",
        )
        items.append(
            f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>{format_datetime(stage.now - timedelta(hours=3))}</pubDate>"
            "<description>SoftBank, NEC, Honda and Sony on physical AI</description></item>"
        )
    stage.web.put(
        "/archive/feed.xml",
        f"<rss version='2.0'><channel><title>Archive</title>{''.join(items)}</channel></rss>",
        content_type="application/rss+xml",
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A first meeting, then what is known in other words, then news, then nothing."""
    with built(tmp_path_factory.mktemp("story")) as stage:
        stage.open_outlets()
        serve_real_feeds(stage)
        serve_archive(stage, [])
        stage.declare("archive", "/archive/feed.xml", "Archive")
        stage.write_feeds()
        told = Story(stage)
        told.look("first")
        serve_archive(stage, SEEDS)
        stage.publish(day_about(stage, "Twelve ways"))
        stage.let_pass()
        told.look("known")
        stage.publish(day_about(stage, "Something new"))
        stage.let_pass()
        told.look("news")
        told.look("soon")
        stage.let_pass()
        told.look("again")
        yield told


@pytest.mark.parametrize("name", ["first", "known", "news", "soon", "again"])
def test_a_round_ends_well_and_says_what_it_did(story: Story, name: str):
    """One failing feed among many must not fail the run."""
    look = story.looks[name]
    assert look.status == 0, look.log
    assert re.search(r"^\d+ feeds? polled", look.said, re.MULTILINE)
    assert "feed attic:" in look.said
    assert "Traceback" not in look.log


def test_the_first_meeting_is_silent_and_says_so(story: Story):
    """Old items on the first day are what makes people switch a bot off again."""
    assert story.looks["first"].messages == []
    assert story.looks["first"].mails == 0


@pytest.mark.skipif(not REAL_FEEDS, reason="the captured feeds do not lie beside this checkout")
def test_real_feeds_are_polled_and_what_is_no_feed_is_named(story: Story):
    """Feeds in the wild are old, broken and mislabelled; one that is none says so on its own line."""
    stage, said = story.stage, story.looks["first"].said
    for number, path in enumerate(REAL_FEEDS):
        assert stage.web.count(f"/real/{number}") >= 1, path.name
    notafeed = next(n for n, path in enumerate(REAL_FEEDS) if "notafeed" in path.name)
    assert f"real-{notafeed}" in said
    failed = [line for line in said.splitlines() if line.startswith("  feed real-")]
    assert len(failed) <= len(REAL_FEEDS) // 4, failed


@pytest.mark.skipif(not SEEDS, reason="the seed texts do not lie beside this checkout")
def test_seeds_and_a_dozen_rewrites_of_them_are_kept_quiet(story: Story):
    """What a reader knows already is the first thing not to tell."""
    look = story.looks["known"]
    assert [story.stage.slack.readable(one) for one in look.messages] == []
    read = {one.path for one in story.stage.web.requests() if one.status == 200}
    assert {f"/archive/{number}.html" for number in range(len(SEEDS))} <= read


def test_news_is_told_once_with_its_figures(story: Story):
    """The one thing that the bot is for."""
    new = story.looks["news"].messages[len(story.looks["known"].messages) :]
    assert len(new) == 1
    text = story.stage.slack.readable(new[0])
    assert "100" in text
    assert "Coastline Wire" in text
    assert new[0].text.strip()
    assert new[0].key


def test_a_round_at_once_asks_only_the_feeds_that_failed(story: Story):
    """A job that runs every minute must not ask all publishers every minute; who mended a feed is not kept waiting."""
    before, after = story.looks["news"], story.looks["soon"]
    assert "are not asked again so soon" not in before.said
    assert "answered well less than ten minutes ago" in after.said
    assert "feed attic:" in after.said


def test_another_round_tells_nothing_and_reads_no_page_again(story: Story):
    """A cron job that runs each hour must not repeat itself, nor trouble the publishers."""
    assert story.looks["again"].messages == story.looks["news"].messages
    assert story.looks["again"].mails == story.looks["news"].mails
    assert story.looks["again"].pages_read == story.looks["news"].pages_read


def test_unchanged_feeds_are_asked_with_their_validators(story: Story):
    """Politeness is what keeps a poller from being blocked."""
    last = story.stage.web.requests("/estuary/feed.xml")[-1]
    assert last.status == 304
    assert last.headers["user-agent"].startswith("Newsledger/")


def test_no_secret_is_printed_or_kept(story: Story):
    """A token in a log is a token that has to be changed."""
    for look in story.looks.values():
        assert "xoxb-demo" not in look.said + look.log
    for path in story.stage.data.rglob("*"):
        assert not path.is_file() or b"xoxb-demo" not in path.read_bytes()

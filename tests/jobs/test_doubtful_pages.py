"""A doubtful page is decided by what is known of the story, and nothing of it stays where it is off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot import app
from bot.dispatch import replay as replays
from bot.jobs import reading
from bot.jobs.context import Context
from bot.model.alerts import Reading
from bot.model.news import Article
from bot.settings import load_settings
from bot.steps.match.weights import Weights
from bot.storage import ledger
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import Watchlist, load_watchlist

SHARED = Path(__file__).parents[2].parent / "shared" / "eval"
FEEDS = Path(__file__).parents[2] / "feeds.yaml"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOPIC = """
topics:
  - id: bridge
    name: The strait bridge
    keywords: {{any: [strait bridge], certainty: {certainty}}}
    entities: [{{id: casco, name: Casco}}]
    series: [{{id: cost, label: Cost, unit: money, cues: {{en: [cost, costs]}}}}]
feeds: [https://news.example/feed.xml]
"""
OPENING = "The council sat until late, and the town's people had come in numbers to hear it. " * 4
STORY = "The strait bridge costs €800 million, Casco said, and the work on its piers begins in May."
# The bridge stands below the opening only, so that the rule does not decide.
BELOW = f"{OPENING}\n\nCasco's strait bridge costs €800 million, it heard."


def watching(folder: Path, certainty: str = "balanced") -> Watchlist:
    """A watchlist of one topic with this certainty."""
    path = folder / f"{certainty}.yaml"
    path.write_text(TOPIC.format(certainty=certainty), encoding="utf-8")
    return replace(load_watchlist(path), receivers=(), seeds=None)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A bot with an empty ledger, whose score asks for one known value and one page of the story."""
    weights = Weights(bias=-1.5, signs={"known_values": 1.0, "recent": 5.0})
    with app.opened(
        load_settings(), watching(tmp_path), log=structlog.get_logger(), database_url=app.IN_MEMORY
    ) as opened:
        yield replace(opened, topic_weights=weights)


def read(context: Context, name: str, title: str, text: str, *, days: int = 0) -> Reading:
    """An article that is read and settled, so many days after the first."""
    article = Article(
        id=name,
        url=f"https://wire.example/{name}",
        source="Wire",
        rank="press",
        language="en",
        published=NOW + timedelta(days=days),
        dated=True,
        title=title,
        text=text,
    )
    study = reading.study(article, context)
    with writing(context.engine) as conn:
        return reading.settle(conn, study, context, now=article.published)


def test_a_doubtful_page_of_an_unknown_story_is_off_and_leaves_nothing_in_the_ledger(
    context: Context,
) -> None:
    """A stranger's figures would poison the ledger."""
    page = read(context, "a", "A long evening", BELOW)
    assert page.verdict.kind == "off_topic"
    assert page.filings == ()
    with reads(context.engine) as conn:
        assert not list(ledger.latest_values(conn, "bridge", {"cost"}))


def test_a_doubtful_page_whose_figure_the_ledger_knows_is_on(context: Context) -> None:
    """The same sum of the same series, in the days of the story, is the story."""
    read(context, "a", "Strait bridge: the price is known", STORY)
    page = read(context, "b", "A long evening", BELOW, days=1)
    [match] = page.matches
    assert match.matched, match.reason
    assert match.evidence["known_values"] == 1
    assert match.evidence["recent"] == pytest.approx(0.2)


def test_a_doubtful_page_long_after_the_story_has_no_pages_beside_it(context: Context) -> None:
    """A story in full course draws pages that name it loosely; one that is over does not."""
    read(context, "a", "Strait bridge: the price is known", STORY)
    page = read(context, "b", "A long evening", BELOW, days=9)
    [match] = page.matches
    assert match.evidence["recent"] == 0
    assert not match.matched


def test_a_copy_of_a_page_on_the_topic_is_on_it(context: Context) -> None:
    """An agency's text is cut from the top, and the rule is met in what was cut."""
    rest = (
        "Its piers stand forty metres apart, and each of them is founded on rock that divers found in spring. "
        "Trains will cross on the lower deck while lorries take the upper one, with a path for walkers beside it. "
        "The mayor of the northern town wants shops at both ends, and hopes that visitors come from far away. "
        "Casco has hired divers, welders and a choir, and opens an office in the old customs house next month."
    )
    read(context, "a", "Strait bridge: the price is known", f"{STORY} {rest}")
    page = read(context, "b", "Divers, welders and a choir", rest, days=9)
    [match] = page.matches
    assert page.verdict.kind == "duplicate"
    assert match.matched
    assert match.reason.startswith("repeats the text of a, which is on the topic.")


def test_the_topics_certainty_decides_what_is_doubtful(context: Context, tmp_path: Path) -> None:
    """`certainty` is the owner's word in feeds.yaml, and no constant of the code."""
    wide = replace(context, watchlist=watching(tmp_path, "wide"))
    strict = replace(context, watchlist=watching(tmp_path, "strict"))
    read(context, "a", "Strait bridge: the price is known", STORY)
    assert not read(strict, "b", "A long evening", BELOW, days=1).matches[0].matched
    assert read(wide, "c", "Another long evening", f"{BELOW} It rained.", days=9).matches[0].matched


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared evaluation is not beside the repository"
)
def test_the_projects_own_topic_tells_a_labelled_stream_apart() -> None:
    """Rewrites in a dozen languages belong to the story, and its parties' other business does not."""
    labels = (SHARED / "labels_dev.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {row["id"] for row in map(json.loads, labels) if row["on_story"]}
    watchlist = replace(load_watchlist(FEEDS), receivers=(), seeds=None)
    with app.opened(
        load_settings(), watchlist, log=structlog.get_logger(), database_url=app.IN_MEMORY
    ) as context:
        stream = replays.read_stream(SHARED / "stream_dev.jsonl")
        done = replays.replay(stream, context)
        told = {one.id for one, page in done if page.verdict.kind != "off_topic"}
    assert len(told & wanted) >= 0.95 * len(told)
    assert len(told & wanted) >= 0.95 * len(wanted)

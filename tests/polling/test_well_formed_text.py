"""Half a character is in no encoding: wherever text comes in, it is replaced before anything reads it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app
from bot.dispatch.replay import read_stream
from bot.model.feeds import Feed
from bot.model.topics import Alias, KeywordRule, Topic
from bot.model.wellformed import well_formed, well_formed_markup
from bot.steps.match import Matcher
from bot.steps.parse import parse_feed
from bot.steps.read import read_page

HALF = "\ud83d"
NOW = datetime(2026, 5, 1, tzinfo=UTC)
FEED = Feed(id="f", name="F", url="https://news.example/feed")


def test_two_halves_become_one_character() -> None:
    """JSON writes everything beyond the first plane as two escapes, and it is one character."""
    assert well_formed("\ud83d\ude80 up") == "🚀 up"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_whatever_comes_in_can_be_encoded(text: str) -> None:
    """SQLite, Slack and the matcher all encode, and raise where they cannot."""
    well_formed(text).encode()
    well_formed_markup(text).encode()


@pytest.mark.parametrize(
    "reference", ["&#xD83D;", "&#xdfff;", "&#55357;", "&#0055357", "&#X0D800;"]
)
def test_a_reference_to_half_a_character_costs_a_feed_nothing_else(reference: str) -> None:
    """One broken character in one title used to make a parser stumble over the whole feed."""
    body = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
        f"<item><title>Up {reference} again</title><link>https://news.example/a</link></item>"
        "</channel></rss>"
    )
    (entry,) = parse_feed(body, feed=FEED, seen_at=NOW).entries
    assert entry.title.startswith("Up \ufffd")


@pytest.mark.parametrize("written", ["&#8;", "&#x1F;", "&amp;#8;", "&amp;amp;#11;", "&#xFFFF;"])
def test_a_control_character_of_a_feed_is_a_space(written: str) -> None:
    """Nobody sees it, and XML, a mail's header or a terminal may stumble over it."""
    body = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
        f"<item><title>Up{written}again</title><link>https://news.example/a</link></item>"
        "</channel></rss>"
    )
    (entry,) = parse_feed(body, feed=FEED, seen_at=NOW).entries
    assert all(letter >= " " and letter not in "\ufffe\uffff" for letter in entry.title)
    assert entry.title.startswith("Up")


def test_offsets_stay_where_a_control_character_was() -> None:
    """Figures are kept by where they stand."""
    assert well_formed("a\x00b\x0bc\td\n") == "a b c\td\n"


def test_other_references_stay() -> None:
    """Only halves are replaced: 兆 by its number is 兆."""
    assert well_formed_markup("&#20806; &#x5146; &#55295; &#57344;") == (
        "&#20806; &#x5146; &#55295; &#57344;"
    )


def test_a_json_feed_with_half_a_character_is_read() -> None:
    """JSON's escapes are the one way in that no decoder sees."""
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "url": "https://news.example/a", "title": f"Up {HALF} again"}],
        }
    )
    (entry,) = parse_feed(body, feed=FEED, seen_at=NOW).entries
    assert entry.title == "Up \ufffd again"
    topic = Topic(id="t", name="T", keywords=KeywordRule(any=(Alias(text="again"),)))
    assert Matcher([topic]).worth_reading(title=entry.title, text="") is not None


def test_a_page_with_half_a_character_is_read_to_its_end() -> None:
    """The page reader's parser stops at such a character as at the end of the page."""
    paragraph = f"The company {HALF} will spend €5 million on a plant in Brest. "
    page = f"<html><body><article><p>{paragraph * 10}</p></article></body></html>"
    text = read_page(page, url="https://news.example/a", language="en").text
    assert text.count("€5 million") == 10


def test_a_recorded_stream_and_a_batch_are_read(tmp_path: Path) -> None:
    """What other programs recorded is as odd as the pages were."""
    row = {
        "id": "a",
        "url": None,
        "source": "S",
        "language": "en",
        "published": "2026-05-01T00:00:00Z",
        "title": HALF,
        "text": f"It cost €5 million {HALF}.",
    }
    path = tmp_path / "stream.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (recorded,) = read_stream(path)
    recorded.text.encode()
    done = CliRunner().invoke(app, ["figures", "--batch", str(path)])
    assert done.exit_code == 0, done.output
    assert "5000000" in done.stdout.replace(",", "")

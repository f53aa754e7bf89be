"""The demo proves something only if its stream is rich, fresh, and served as feeds are in the wild."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
import trafilatura

from demo import pages, stream

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAYS = stream.days(until=NOW)
PIECES = [piece for day in DAYS for piece in day.pieces]
SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


def test_the_stream_has_articles_enough_in_four_languages_and_more():
    """Fewer than two dozen, or one language alone, would not show what the bot is for."""
    assert len(PIECES) >= 28
    assert {"en", "ja", "zh-Hans", "zh-Hant", "ko", "de"} <= {piece.language for piece in PIECES}
    assert len({piece.id for piece in PIECES}) == len(PIECES)


def test_every_kind_of_change_is_shown():
    """What the demo leaves out, a newcomer never sees."""
    told = {kind for piece in PIECES for kind in piece.told.values()}
    quiet = {piece.quiet for piece in PIECES if piece.quiet}
    assert told == {"new", "conflicting", "settled", "revised", "edited"}
    assert quiet >= {"baseline", "repeat", "refined", "copy", "off_topic"}
    assert all(bool(piece.told) != bool(piece.quiet) for piece in PIECES)


def test_the_days_follow_each_other_and_none_lies_ahead():
    """A date in the future is refused by the bot, and one out of order revises nothing."""
    moments = [piece.published for piece in PIECES]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert moments[-1] < NOW
    assert [day.number for day in DAYS] == list(range(len(DAYS)))


@pytest.mark.parametrize("outlet", stream.outlets(), ids=lambda outlet: outlet.id)
def test_each_feed_is_read_whole_in_its_own_form_and_charset(outlet: stream.Outlet):
    """A feed that only our own parser can read would prove nothing."""
    own = [piece for piece in PIECES if piece.outlet.id == outlet.id]
    body = pages.feed(
        outlet, own, root="http://127.0.0.1:1", first=datetime(2026, 1, 1, tzinfo=UTC)
    )
    read = feedparser.parse(body, sanitize_html=False)  # noqa: TID251  (given bytes, as the ban asks)
    assert not read.bozo
    assert read.version == {"rss": "rss20", "rdf": "rss10", "atom": "atom10"}[outlet.form]
    titles = {entry.title for entry in read.entries}
    assert titles == {outlet.standing_title} | {piece.title for piece in own}
    assert {entry.link.removeprefix("http://127.0.0.1:1") for entry in read.entries} >= {
        piece.path for piece in own
    }


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)
def test_each_page_gives_its_text_and_not_its_furniture(piece: stream.Piece):
    """An expectation about an article holds only where its text arrives whole."""
    html = pages.page(piece).decode(piece.outlet.encoding)
    text = trafilatura.extract(html) or ""
    assert all(" ".join(part.split()) in text for part in piece.text.split("\n\n"))
    assert "kettles" not in text
    assert "0120" not in text


def test_an_edit_stands_where_the_page_stood():
    """The edited page must be found at the address that was read before."""
    paths = {piece.id: piece.path for piece in PIECES}
    edits = [piece for piece in PIECES if piece.edit_of]
    assert len(edits) == 2
    for piece in edits:
        assert piece.path == paths[str(piece.edit_of)]
        original = next(one for one in PIECES if one.id == piece.edit_of)
        assert original.text != piece.text
        assert original.title == piece.title


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts do not lie beside this checkout")
def test_no_sentence_comes_from_a_seed():
    """Facts may be carried over; nine words in a row may not."""
    known = {run for path in SEEDS.glob("*.txt") for run in _runs(path.read_text(encoding="utf-8"))}
    assert known
    for piece in PIECES:
        assert not known & _runs(f"{piece.title} {piece.summary} {piece.text}"), piece.id


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}

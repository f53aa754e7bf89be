"""Feeds as publishers really serve them, and broken in every way that feedparser knows: entries, or a named error."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from bot.errors import ParseError
from bot.jobs import documents
from bot.model.feeds import Feed, Page, ParsedFeed

CAPTURED = Path(__file__).parents[3] / "shared" / "feeds"
FILES = sorted(p for p in CAPTURED.glob("*") if p.suffix != ".md") if CAPTURED.is_dir() else []
FEED = Feed(id="real", url="https://news.example.org/feed", name="Real")
SEEN = datetime(2026, 4, 13, 9, tzinfo=UTC)
SOUND = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>News &amp; more</title><link>https://news.example.org/</link>
<item><title>One &amp; only</title><link>https://news.example.org/1</link><guid>1</guid>
<pubDate>Sun, 12 Apr 2026 09:30:00 +0900</pubDate><description>&lt;p&gt;Text&lt;/p&gt;</description></item>
<item><title>Two</title><link>https://news.example.org/2</link><guid>2</guid>
<content:encoded><![CDATA[<p>Two <b>bold</b></p>]]></content:encoded></item>
<item><title>Three</title><link>https://news.example.org/3</link><guid>3</guid></item>
</channel></rss>"""
Break = Callable[[str], str | bytes]
# What feedparser's own tests of ill-formed documents, and its bozo exceptions, are about.
MALFORMED: dict[str, Break] = {
    "an ampersand on its own": lambda s: s.replace("&amp;", "&"),
    "names that only HTML knows": lambda s: s.replace("&amp;", "&nbsp;&eacute;&hellip;"),
    "a name that nobody knows": lambda s: s.replace("&amp;", "&nonsense;"),
    "a reference to a character that XML forbids": lambda s: s.replace("&amp;", "&#11;&#0;"),
    "a less-than sign in the text": lambda s: s.replace("Two</title>", "1 < 2</title>"),
    "control characters": lambda s: s.replace("One", "O\x00n\x0be\x1f"),
    "blank lines before the declaration": lambda s: f"\n\n  {s}",
    "words before the declaration": lambda s: f"Warning: mysql_connect() failed\n{s}",
    "words after the end": lambda s: f"{s}\n<!-- 0.3 s --> Notice: done",
    "a declaration in the middle": lambda s: s.replace(
        "<channel>", '<?xml version="1.0"?><channel>'
    ),
    "no declaration": lambda s: s.partition("?>")[2],
    "another version of XML": lambda s: s.replace('version="1.0"', 'version="1.1"', 1),
    "a mark at the front": lambda s: "\ufeff" + s,
    "two marks at the front": lambda s: "\ufeff\ufeff" + s,
    "no end": lambda s: s.partition("</channel>")[0],
    "an end within the last item": lambda s: s.partition("<guid>3")[0],
    "an end within a tag": lambda s: s.partition("</guid></item>\n</channel>")[0] + "</gu",
    "an item that is not closed": lambda s: s.replace(
        "</guid></item>\n</channel>", "</guid>\n</channel>"
    ),
    "a tag that is closed twice": lambda s: s.replace("</guid></item>", "</guid></guid></item>"),
    "tags that overlap": lambda s: s.replace(
        "<title>Two</title>", "<title><b><i>Two</b></i></title>"
    ),
    "markup that is not escaped": lambda s: s.replace(
        "Two</title>", "Two<br>lines<img src=x></title>"
    ),
    "a prefix that is not declared": lambda s: s.replace(
        "<guid>2", "<media:x url='a'/><dc:y>z</dc:y><guid>2"
    ),
    "a prefix that is declared as empty": lambda s: s.replace(
        "xmlns:content=", "xmlns:a='' xmlns:content="
    ),
    "an attribute twice": lambda s: s.replace("<guid>2", "<guid a='1' a='2'>2"),
    "an attribute without quotes": lambda s: s.replace("<guid>2", "<guid isPermaLink=false>2"),
    "an attribute without a value": lambda s: s.replace("<guid>2", "<guid isPermaLink>2"),
    "a CDATA section that does not end": lambda s: s.replace("]]>", ""),
    "CDATA within CDATA": lambda s: s.replace("<p>Two", "<![CDATA[<p>Two"),
    "the end of CDATA in the text": lambda s: s.replace("One &amp;", "One ]]> "),
    "a comment with dashes in it": lambda s: s.replace("<guid>2", "<!-- a -- b --><guid>2"),
    "a comment that does not end": lambda s: s.replace("</channel>", "<!-- to do </channel>"),
    "a document type": lambda s: s.replace(
        "<rss", "<!DOCTYPE rss SYSTEM 'http://x.example/rss-0.91.dtd'><rss"
    ),
    "an entity of its own": lambda s: s.replace("<rss", "<!DOCTYPE rss [<!ENTITY a 'x'>]><rss"),
    "an instruction of PHP": lambda s: s.replace("<item>", "<?php echo 1 ?><item>", 1),
    "capital letters": lambda s: re.sub(r"</?\w+", lambda tag: tag.group().upper(), s),
    "another root": lambda s: s.replace("<rss", "<rdf").replace("</rss", "</rdf"),
    "no channel": lambda s: s.replace("<channel>", "").replace("</channel>", ""),
    "no items": lambda s: re.sub(r"<item>.*</item>", "", s, flags=re.DOTALL),
    "empty items": lambda s: re.sub(r"<item>.*</item>", "<item/><item></item>", s, flags=re.DOTALL),
    "the wrong charset named": lambda s: s.replace("Two", "Zwölf").encode("latin-1"),
    "a charset that nobody knows": lambda s: s.replace('"utf-8"', '"x-nonsense"').encode(),
    "UTF-16 that is called UTF-8": lambda s: s.encode("utf-16"),
    "bytes that are no character": lambda s: s.encode().replace(b"Two", b"T\xff\xfew\xc3o"),
    "nothing": lambda _: "",
    "blanks": lambda _: " \n ",
    "a web page": lambda _: "<!DOCTYPE html><html><body><p>Hello</p></body></html>",
    "another kind of XML": lambda _: "<?xml version='1.0'?><svg><title>x</title></svg>",
    "a list of JSON": lambda _: "[1, 2]",
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
}
# feedparser takes these for feeds without entries, or reads them only by half; we say what they are, or read more.
REFUSED = {
    "nothing",
    "blanks",
    "a web page",
    "another kind of XML",
    "a list of JSON",
    "a picture",
}


def read(body: bytes) -> ParsedFeed:
    """The entries of a body, as a job reads it."""
    page = Page(
        url=FEED.url, final_url=FEED.url, status=200, headers={}, body=body, fetched_at=SEEN
    )
    return documents.feed_document(page, feed=FEED, seen_at=SEEN)


def entries_by_feedparser(body: bytes) -> int:
    """How many entries feedparser finds by itself."""
    return len(feedparser.parse(body).entries)  # noqa: TID251  (bytes, beside ours)


@pytest.mark.skipif(not FILES, reason="the captured feeds do not lie beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_captured_feed_gives_as_many_entries_as_feedparser_finds(path: Path):
    """No item may get lost on the way through our own checks and mends."""
    body = path.read_bytes()
    expected = entries_by_feedparser(body)
    if not feedparser.parse(body).get("version"):  # noqa: TID251  (bytes, beside ours)
        with pytest.raises(ParseError, match="is no feed"):
            read(body)
        return
    found = read(body)
    assert len(found.entries) == expected
    assert all(entry.title or entry.summary or entry.url for entry in found.entries)


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_feed_gives_its_entries_or_a_named_error(name: str):
    """Most feeds in the wild are broken in one of these ways, and other readers read them."""
    broken = MALFORMED[name](SOUND)
    body = broken.encode() if isinstance(broken, str) else broken
    if name in REFUSED:
        with pytest.raises(ParseError) as caught:
            read(body)
        assert len(caught.value.reason) > 5
        return
    assert len(read(body).entries) >= entries_by_feedparser(body)


def test_most_malformed_feeds_lose_nothing():
    """What a person would still read as three items is three items."""
    whole = 0
    for name, broken in MALFORMED.items():
        if name in REFUSED or "items" in name:
            continue
        body = broken(SOUND)
        whole += len(read(body.encode() if isinstance(body, str) else body).entries) == 3
    assert whole >= 35

"""Documents that were made to hurt a parser, or might as well have been."""

import json
import multiprocessing
import resource
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.errors import ParseError
from bot.model.feeds import Feed
from bot.steps.parse import parse_feed
from bot.steps.parse.shape import MOST_ITEMS

SEEN = datetime(2026, 4, 13, 9, tzinfo=UTC)
FEED = Feed(id="f", url="https://example.org/feed", name="F")
# What the client lets through.
MOST = 5_000_000
# Time of the processor. The slowest takes 1.5 s on a quiet machine; what grows faster than its length takes minutes.
MOST_SECONDS = 10.0
MOST_MEMORY = 100_000_000


def wrapped(content: str) -> str:
    """Within an item of a feed."""
    return f"<rss version='2.0'><channel><item><title>t</title>{content}</item></channel></rss>"


def full_item(number: int) -> str:
    """An item as feeds have them."""
    return (
        f"<item><title>t{number}</title><link>http://a.example/{number}</link><guid>{number}</guid>"
        "<pubDate>Sun, 12 Apr 2026 09:30:00 GMT</pubDate><description>"
        + "&lt;p&gt;words &amp;amp; more&lt;/p&gt; " * 60
        + "</description></item>"
    )


ENTITIES = "".join(f"<!ENTITY l{number} '{f'&l{number - 1};' * 10}'>" for number in range(1, 10))
HOSTILE = {
    "entities that grow": f"<!DOCTYPE r [<!ENTITY l0 'lol'>{ENTITIES}]><rss><channel>&l9;</channel></rss>",
    "entities in a long subset": f"<!DOCTYPE r [{' ' * 9000}<!ENTITY l0 'lol'>]><rss><channel>&l0;</channel></rss>",
    "entities within the feed": f"<rss><!DOCTYPE r [<!ENTITY l0 'lol'>{ENTITIES}]>&l9;</rss>",
    "an entity that is a file": "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + wrapped("&x;"),
    "deep nesting": "<rss><channel><item>" + "<a>" * 100_000,
    "deep nesting, closed": wrapped("<a>" * 50_000 + "</a>" * 50_000),
    "deep nesting in JSON": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
    "deep nesting, escaped": wrapped("<description>" + "&lt;div&gt;" * 400_000 + "</description>"),
    "ten megabytes of items": "<rss version='2.0'><channel>" + "<item><title>t</title></item>" * 350_000,
    "many large items": "<rss version='2.0'><channel>" + "".join(map(full_item, range(2_000)))[:MOST],
    "many items in JSON": '{"version": "https://jsonfeed.org/version/1", "items": ['
    + '{"id": "1"},' * 400_000
    + "{}]}",
    "a tag without an end": "<rss><" + "a" * MOST,
    "tags without an end": "<rss>" + "<a " * (MOST // 3),
    "document types": "<rss>" + "<!DOCTYPE" * (MOST // 9),
    "document types, opened": "<rss>" + "<!DOCTYPE[" * (MOST // 10),
    "less-than signs": "<rss>" + "<" * MOST,
    "ampersands": wrapped("<description>" + "&" * MOST),
    "ampersands with letters": wrapped("<description>" + "&a" * (MOST // 2)),
    "character references": wrapped("<description>" + "&#65;" * (MOST // 5) + "</description>"),
    "CDATA without an end": "<rss>" + "<![CDATA[" * (MOST // 9),
    "comments without an end": "<rss>" + "<!--" * (MOST // 4),
    "instructions without an end": "<rss>" + "<?" * (MOST // 2),
    "exclamation marks": "<rss>" + "<!" * (MOST // 2),
    "one tag with many attributes": "<rss " + "".join(f"a{n}='1' " for n in range(300_000)) + ">",
    "one attribute many times": "<rss><channel " + "a= " * (MOST // 3) + ">",
    "namespaces": "<rss " + "".join(f"xmlns:n{n}='u:{n}' " for n in range(100_000)) + ">",
    "small tags": wrapped("<b>x</b>" * (MOST // 8)),
    "small tags, crossed": wrapped("<b>x</c>" * (MOST // 8)),
    "ends without beginnings": "<rss><channel>" + "</item>" * (MOST // 7),
    "HTML without ends": wrapped("<description><![CDATA[" + "<p " * (MOST // 3) + "]]></description>"),
    "scripts": wrapped("<description><![CDATA[" + "<script" * (MOST // 7) + "]]></description>"),
    "lines": wrapped("<description>" + "\n" * MOST + "</description>"),
    "short lines": wrapped("<description><![CDATA[" + "a\n" * (MOST // 2) + "]]></description>"),
    "spaces": wrapped("<description>" + " " * MOST + "</description>"),
    "one long word": wrapped("<description>" + "字" * (MOST // 3) + "</description>"),
    "a long address": wrapped("<link>https://a.example/" + "x" * MOST + "</link>"),
    "a long date": wrapped("<pubDate>" + "1 " * (MOST // 2) + "</pubDate>"),
    "skipped hours": "<rss><channel>" + "<skipHours>" * 150,
}  # fmt: skip


def _measure(name: str, answers: "multiprocessing.Queue[tuple[str, float, int]]") -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    try:
        found = f"{len(parse_feed(HOSTILE[name], feed=FEED, seen_at=SEEN).entries)} entries"
    except ParseError as error:
        found = error.reason
    taken = time.process_time() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    answers.put((found, taken, grown * 1024))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_cost_next_to_nothing(name: str):
    """One such feed must neither stop the bot nor take its memory: read in part, or refused by name."""
    forked = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[tuple[str, float, int]] = forked.Queue()
    process = forked.Process(target=_measure, args=(name, answers))
    process.start()
    try:
        found, taken, grown = answers.get(timeout=90)
    finally:
        process.kill()
        process.join()
    assert found
    assert taken < MOST_SECONDS
    assert grown < MOST_MEMORY


@pytest.mark.parametrize(
    "name", ["entities that grow", "entities within the feed", "an entity that is a file"]
)
def test_what_a_document_type_declares_is_thrown_away(name: str):
    """709 bytes of entities took feedparser two seconds, and one may name a file of this machine."""
    found = parse_feed(HOSTILE[name], feed=FEED, seen_at=SEEN)
    said = "".join(f"{entry.title}{entry.summary}" for entry in found.entries)
    assert "lollol" not in said
    assert "root:" not in said


def test_a_document_type_that_is_too_long_is_refused_by_name():
    """It is no feed's, and to look for its end would cost its square."""
    with pytest.raises(ParseError, match="declares entities of its own"):
        parse_feed(HOSTILE["entities in a long subset"], feed=FEED, seen_at=SEEN)


def test_a_feed_that_is_too_long_is_read_as_far_as_is_reasonable():
    """The newest items stand first; who lists ten years of them is read all the same, and it is noted."""
    items = "".join(f"<item><title>t{number}</title></item>" for number in range(MOST_ITEMS + 500))
    found = parse_feed(f"<rss><channel>{items}</channel></rss>", feed=FEED, seen_at=SEEN)
    assert [entry.title for entry in found.entries] == [f"t{n}" for n in range(MOST_ITEMS)]
    assert found.notes == ("only its first 2,000 items were read",)


@pytest.mark.parametrize("kind", ["RSS", "JSON", "RSS with long items"])
def test_of_too_many_items_the_newest_are_read_also_where_they_stand_last(kind: str):
    """A feed that grows at its end and is never cleared would bring nothing new for ever."""
    count = MOST_ITEMS + 100
    days = [SEEN - timedelta(hours=count - number) for number in range(count)]
    if kind == "JSON":
        rows = [
            {"id": str(n), "title": f"t{n}", "date_published": day.isoformat()}
            for n, day in enumerate(days)
        ]
        document = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows})
    else:
        filled = "&lt;p&gt;words &amp;amp; more&lt;/p&gt; " * (60 if "long" in kind else 0)
        items = "".join(
            f"<item><title>t{n}</title><pubDate>{format_datetime(day)}</pubDate><description>{filled}</description></item>"
            for n, day in enumerate(days)
        )
        document = f"<rss version='2.0'><channel><title>All</title>{items}</channel></rss>"
    found = parse_feed(document, feed=FEED, seen_at=SEEN)
    kept = len(found.entries)
    assert 100 < kept <= MOST_ITEMS
    assert [entry.title for entry in found.entries] == [f"t{n}" for n in range(count - kept, count)]
    assert found.title == (None if kind == "JSON" else "All")
    assert found.notes == (f"only its last {kept:,} items were read",)
    large = "<rss version='2.0'><channel>" + "".join(map(full_item, range(2_000)))
    cut = parse_feed(large, feed=FEED, seen_at=SEEN)
    assert 300 < len(cut.entries) < 2_000
    assert cut.entries[-1].summary == cut.entries[0].summary


def test_a_document_type_without_entities_does_no_harm():
    """RSS 0.91 came with one."""
    feed = "<!DOCTYPE rss SYSTEM 'http://my.netscape.com/rss-0.91.dtd'>" + wrapped("")
    assert len(parse_feed(feed, feed=FEED, seen_at=SEEN).entries) == 1

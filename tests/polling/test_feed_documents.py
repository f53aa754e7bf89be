"""Feed documents as publishers write them: every format, most mistakes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from bot.errors import ParseError
from bot.model.feeds import Feed, ParsedFeed
from bot.steps.charset import decode
from bot.steps.parse import parse_feed
from bot.steps.parse.plain import plain

SEEN = datetime(2026, 4, 13, 9, tzinfo=UTC)
FEED = Feed(id="paper", url="https://paper.example/feeds/all.xml", name="The Paper")
SHARED = Path(__file__).parents[2].parent / "shared" / "feeds"
FILES = sorted(path for path in SHARED.glob("*") if path.name != "README.md")


def parse(document: str, feed: Feed = FEED) -> ParsedFeed:
    """What a document says."""
    return parse_feed(document, feed=feed, seen_at=SEEN)


def rss(items: str, channel: str = "") -> str:
    """An RSS 2.0 document."""
    return f'<rss version="2.0"><channel><title>The Paper</title>{channel}{items}</channel></rss>'


def item(title: str = "A headline", rest: str = "<link>https://paper.example/1</link>") -> str:
    """An item of it."""
    return f"<item><title>{title}</title>{rest}</item>"


@pytest.mark.skipif(not FILES, reason="the real files lie beside the checkout, and are not there")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_give_as_many_entries_as_feedparser_finds(path: Path):
    """Whatever we do before and after the parser, no item may get lost."""
    body = path.read_bytes()
    own = len(feedparser.parse(body).entries)  # noqa: TID251  (it is what we compare with)
    if own == 0 and b"<html" in body:
        with pytest.raises(ParseError, match="it seems to be a web page"):
            parse(decode(body, content_type=None))
        return
    found = parse(decode(body, content_type=None))
    assert len(found.entries) == own
    assert len({entry.guid for entry in found.entries}) == len(
        {(entry.guid, entry.url, entry.title) for entry in found.entries}
    )
    assert all(entry.title or entry.summary for entry in found.entries)


FORMATS = {
    "RSS 0.91": '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    f'<rss version="0.91"><channel><title>T</title>{item()}</channel></rss>',
    "RSS 2.0": rss(item()),
    "RDF": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://paper.example/"><title>T</title>'
    f'</channel><item rdf:about="https://paper.example/1">{item()[6:]}</rdf:RDF>',
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A headline</title>'
    '<id>tag:paper.example,2026:1</id><link href="https://paper.example/1"/></entry></feed>',
    "JSON Feed": '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": '
    '[{"id": "1", "url": "https://paper.example/1", "title": "A headline"}]}',
    "no rss element": f"<channel><title>T</title>{item()}</channel>",
    "within a web page": f"<html><body>{rss(item())}</body></html>",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read(name: str):
    """A person does not know which one their paper has, and need not."""
    (entry,) = parse(FORMATS[name]).entries
    assert (entry.title, entry.url) == ("A headline", "https://paper.example/1")
    assert entry.feed_id == "paper"


MISTAKES = {
    "a bare ampersand": (
        rss(item("Sales &amp; profits of AT&T & Co")),
        "Sales & profits of AT&T & Co",
    ),
    "HTML's names": (rss(item("Caf&eacute;&nbsp;&mdash; &yen;100&hellip;")), "Café — ¥100…"),
    "a name that is none": (rss(item("&nosuchname; &x")), "&nosuchname; &x"),
    "text before the XML": ("\n\n \ufeff<?xml version='1.0'?>" + rss(item()), "A headline"),
    "a wrong declaration": (
        "<?xml version='1.0' encoding='shift_jis'?>" + rss(item("日本")),
        "日本",
    ),
    "UTF-16 that is none": ("<?xml version='1.0' encoding='utf-16'?>" + rss(item("日本")), "日本"),
    "no end": (rss(item())[:-16], "A headline"),
    "cut off in a tag": (rss(item()) + "<item><title>B</tit", "A headline"),
    "a tag left open": (rss(item("A headline", "<description><br>x</description>")), "A headline"),
    "tags crossed over": (rss(item("<b><i>A headline</b></i>")), "A headline"),
    "a bare less-than sign": (rss(item("1 < 2")), "1 < 2"),
    "an undeclared prefix": (rss(item("A headline", "<media:thumbnail url='x'/>")), "A headline"),
    "attributes without quotes": (rss(item()).replace('"2.0"', "2.0"), "A headline"),
    "a doubled attribute": (rss(item()).replace("<rss ", "<rss a='1' a='2' "), "A headline"),
    "two roots": (rss(item()) + "<div>advert</div>", "A headline"),
    "a stylesheet": ("<?xml-stylesheet href='x.xsl'?>" + rss(item()), "A headline"),
    "PHP's warnings": (
        "<br />\n<b>Warning</b>: x\n".replace("<br />", "").replace("<b>", "").replace("</b>", "")
        + rss(item()),
        "A headline",
    ),
    "markup in the headline": (
        rss(item("&lt;b&gt;A&lt;/b&gt; &lt;i&gt;headline&lt;/i&gt;")),
        "A headline",
    ),
    "CDATA": (rss(item("<![CDATA[A <b>headline</b> &amp; more]]>")), "A headline & more"),
    "CDATA without an end": (rss(item() + "<item><title><![CDATA[B"), "A headline"),
    "a comment with a feed in it": (f"<!-- {rss(item('Old'))} -->" + rss(item()), "A headline"),
    "capital letters": (
        rss(item()).replace("item>", "ITEM>").replace("title>", "TITLE>"),
        "A headline",
    ),
    "a headline over lines": (rss(item("A\n    headline")), "A headline"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_forgiven(name: str):
    """Real feeds are made by programs that never read one."""
    document, title = MISTAKES[name]
    assert parse(document).entries[0].title == title


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "is empty"),
        ("  \n ", "is empty"),
        ("<!DOCTYPE html><html><body>Hello</body></html>", "a web page; look for its feed"),
        ("<html><head><title>x</title></head></html>", "a web page"),
        ("Service unavailable", "plain text"),
        ('{"error": 404}', "JSON, but no JSON Feed"),
        ("[1, 2]", "JSON, but no JSON Feed"),
        ("{", "begins like JSON"),
        ('{"a":' + "[" * 200_000, "begins like JSON"),
        ("<opml version='2.0'><body/></opml>", "an XML document of another kind (<opml>)"),
        ("<urlset><url/></urlset>", "another kind (<urlset>)"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "another kind (<svg>)"),
    ],
)
def test_what_is_no_feed_is_said_to_be_what_it_is(document: str, words: str):
    """Feedparser gives no entries and no error: the feed would seem well, and silent for ever."""
    with pytest.raises(ParseError) as caught:
        parse(document)
    assert words in caught.value.reason


def test_a_feed_without_items_is_a_feed():
    """A new paper, or a quiet one."""
    assert parse(rss("")).entries == ()
    assert parse('{"version": "https://jsonfeed.org/version/1", "items": []}').entries == ()


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://paper.example/1", "https://paper.example/1"),
        ("/news/1", "https://paper.example/news/1"),
        ("../news/1", "https://paper.example/news/1"),
        ("//cdn.paper.example/1", "https://cdn.paper.example/1"),
        ("?id=1", "https://paper.example/feeds/all.xml?id=1"),
        (" https://paper.example/1\n", "https://paper.example/1"),
        ("https://paper.example/1?a=1&amp;b=2", "https://paper.example/1?a=1&b=2"),
        ("https://paper.example/1?a=1&b=2", "https://paper.example/1?a=1&b=2"),
        ("https://paper.example/日本", "https://paper.example/日本"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)//https://x", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("ftp://paper.example/1", None),
        ("mailto:a@paper.example", None),
        ("http://[::1", None),
        ("https://", None),
        ("", None),
        ("https://paper.example/" + "x" * 5000, None),
    ],
)
def test_only_addresses_of_the_web_are_links(link: str, url: str | None):
    """Feedparser lets javascript: through, and a reader would click on it."""
    (entry,) = parse(rss(item(rest=f"<link>{link}</link>"))).entries
    assert entry.url == url


def test_an_item_goes_by_its_guid_else_its_address_else_what_it_says():
    """Whatever an item is known by must be the same at the next poll."""
    document = rss(
        item("A", "<guid isPermaLink='false'>id-1</guid><link>https://paper.example/1</link>")
        + item("B", "<link>https://paper.example/2</link>")
        + item("C", "<pubDate>Sun, 12 Apr 2026 09:30:00 GMT</pubDate>")
        + item("D", "<guid isPermaLink='false'>" + "x" * 2000 + "</guid>")
    )
    first, again = parse(document).entries, parse(document).entries
    assert first == again
    assert [entry.guid for entry in first[:2]] == ["id-1", "https://paper.example/2"]
    assert len({entry.guid for entry in first}) == 4
    assert max(len(entry.guid) for entry in first) <= 500
    assert first[2].url is None


def test_a_guid_that_is_an_address_is_the_link_where_there_is_no_other():
    """RSS calls it a permalink; some feeds have nothing else."""
    (entry,) = parse(rss(item(rest="<guid>https://paper.example/1</guid>"))).entries
    assert entry.url == "https://paper.example/1"


def test_items_that_share_a_guid_are_told_apart_and_known_again():
    """Some feeds give every item the address of their home page as guid."""
    same = "<guid>https://paper.example/</guid><link>https://paper.example/{}</link>"
    both = parse(rss(item("A", same.format(1)) + item("B", same.format(2)))).entries
    later = parse(
        rss(item("C", same.format(3)) + item("A", same.format(1)) + item("B", same.format(2)))
    ).entries
    assert len({entry.guid for entry in later}) == 3
    assert {entry.guid for entry in both} == {entry.guid for entry in later if entry.title != "C"}


def test_an_item_that_is_listed_twice_keeps_its_guid():
    """It is one item: read once."""
    twice = parse(rss(item() + item())).entries
    assert [entry.guid for entry in twice] == ["https://paper.example/1"] * 2


def test_dates_are_read_from_the_raw_string_in_the_feeds_zone():
    """Feedparser is nine hours late for JST, and for 2026/04/12 at the beginning of this month."""

    def published(raw: str, feed: Feed = FEED, channel: str = "") -> datetime | None:
        (entry,) = parse(rss(item(rest=f"<pubDate>{raw}</pubDate>"), channel), feed).entries
        return entry.published if entry.dated else None

    tokyo = Feed(id="t", url=FEED.url, name="T", timezone="Asia/Tokyo")
    assert published("Sun, 12 Apr 2026 09:30:00 JST") == datetime(2026, 4, 12, 0, 30, tzinfo=UTC)
    assert published("2026/04/12 09:30:00", tokyo) == datetime(2026, 4, 12, 0, 30, tzinfo=UTC)
    korean = "<language>ko-KR</language>"
    assert published("2026-04-12 09:30:00", channel=korean) == datetime(
        2026, 4, 12, 0, 30, tzinfo=UTC
    )
    assert published("2026-04-12 09:30:00") == datetime(2026, 4, 12, 9, 30, tzinfo=UTC)
    assert published("2027-04-12") is None


def test_an_undated_item_is_dated_by_when_it_was_seen_and_marked_so():
    """It has to stand somewhere in time, and nobody may take that for the publisher's word."""
    (entry,) = parse(rss(item(rest="<pubDate>soon</pubDate>"))).entries
    assert (entry.published, entry.dated) == (SEEN, False)


def test_dates_of_atom_and_dublin_core_are_read():
    """RDF feeds, as most Japanese ones are, have dc:date."""
    rdf = FORMATS["RDF"].replace("<item ", "<item xmlns:dc='http://purl.org/dc/elements/1.1/' ")
    dated = rdf.replace("</item>", "<dc:date>2026-04-12T09:30:00+09:00</dc:date></item>")
    assert parse(dated).entries[0].published == datetime(2026, 4, 12, 0, 30, tzinfo=UTC)
    atom = FORMATS["Atom"].replace("</entry>", "<updated>2026-04-12T09:30:00Z</updated></entry>")
    assert parse(atom).entries[0].published == datetime(2026, 4, 12, 9, 30, tzinfo=UTC)
    json = FORMATS["JSON Feed"].replace('"id"', '"date_published": "2026-04-12T09:30:00Z", "id"')
    assert parse(json).entries[0].published == datetime(2026, 4, 12, 9, 30, tzinfo=UTC)


def test_an_aggregators_items_keep_title_and_source_and_nothing_else():
    """Google News leads to a consent page, and its summary is a list of other papers' headlines."""
    wrapper = Feed(id="g", url="https://news.google.com/rss/search?q=x", name="G", wrapper=True)
    rest = (
        "<link>https://news.google.com/rss/articles/abc</link>"
        '<source url="https://nikkei.example">日経</source><description>Others</description>'
    )
    (entry,) = parse(rss(item("NEC to invest - 日経", rest)), wrapper).entries
    assert (entry.title, entry.source, entry.summary) == ("NEC to invest", "日経", "")
    (plain_one,) = parse(rss(item("NEC to invest - 日経", rest))).entries
    assert (plain_one.title, plain_one.source) == ("NEC to invest - 日経", "日経")


def test_the_longest_text_of_an_item_is_its_summary():
    """Some feeds carry the whole article beside a teaser."""
    rest = (
        "<description>Teaser</description><content:encoded "
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>One.</p><p>Two.</p>'
        "<script>three()</script>]]></content:encoded>"
    )
    assert parse(rss(item(rest=rest))).entries[0].summary == "One.\nTwo."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<b>a</b>b <i>c</i>", "ab c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("&lt;b&gt; &amp;amp; &yen;", "<b> &amp; ¥"),
        ("<style>x{}</style>a<script>b</script>c<!-- d -->", "ac"),
        ("<script>never closed", ""),
        ("  a \n\n  b  ", "a\nb"),
        ("<li>3兆円</li><li>1万人</li>", "3兆円\n1万人"),
        ("<p " * 200_000, "<p " * 166_666 + "<p"),
    ],
)
def test_markup_becomes_plain_text(markup: str, text: str):
    """Figures are found in text; a tag within one would hide it."""
    assert plain(markup) == text


def test_what_the_document_says_of_itself_is_kept():
    """Its language and its wishes about polling."""
    found = parse(
        rss(
            item(),
            "<language>ja_JP</language><ttl>120</ttl><skipHours><hour>0</hour><hour>24</hour><hour>3</hour>"
            "<hour>99</hour></skipHours>",
        )
    )
    assert (found.title, found.language, found.ttl) == ("The Paper", "ja-JP", timedelta(hours=2))
    assert found.skip_hours == (0, 3)
    assert found.entries[0].language == "ja-JP"
    syndicated = rss(
        item(),
        "<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>hourly</sy:updatePeriod>"
        "<sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>2</sy:updateFrequency>",
    )
    assert parse(syndicated).hub_interval == timedelta(minutes=30)


@pytest.mark.parametrize("ttl", ["0", "-5", "soon", "", "99999999999999999999"])
def test_a_ttl_that_makes_no_sense_asks_for_nothing_unreasonable(ttl: str):
    """A slip of theirs must not silence the feed."""
    found = parse(rss(item(), f"<ttl>{ttl}</ttl>")).ttl
    assert found is None or found <= timedelta(days=1)


def test_a_persons_word_on_the_language_comes_before_the_feeds():
    """Many feeds say en-us because their program did."""
    japanese = Feed(id="j", url=FEED.url, name="J", language="ja")
    document = rss(item(), "<language>en-us</language>")
    assert parse(document, japanese).entries[0].language == "ja"

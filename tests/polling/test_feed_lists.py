"""Lists of feeds in and out, and what an address would bring: how a person comes to a good feeds.yaml."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from misbehaving import moved, reply
from polled import rss

from bot import app
from bot.dispatch import world
from bot.errors import ConfigError, FetchError, HeldError, ParseError
from bot.jobs.try_feed import try_address
from bot.model.feeds import Feed
from bot.steps import discover, opml
from bot.watchlist import load_watchlist
from bot.watchlist.adding import add_feeds

OURS = Path(__file__).parents[2] / "feeds.yaml"
OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Subscriptions</title></head><body>
<outline text="Tech"><outline text="Inner"><outline text="日経: news &amp; more" type="rss"
  xmlUrl="https://a.example.org/feed?x=1&amp;y=2" language="ja"/></outline></outline>
<outline title="Second" text="2nd" xmlUrl="https://b.example.org/rss"/>
<outline title="Twice" xmlUrl="https://b.example.org/rss"/>
<outline text="no feed" htmlUrl="https://c.example.org/"/>
<outline text="a trap" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the feeds.yaml that the bot comes with."""
    place = tmp_path / "feeds.yaml"
    place.write_bytes(OURS.read_bytes())
    return place


def test_every_feed_of_a_list_is_found_in_whatever_folder():
    """Readers nest their folders as deep as their users like."""
    found = opml.read_outlines(OPML)
    assert [(one.url, one.name, one.language) for one in found] == [
        ("https://a.example.org/feed?x=1&y=2", "日経: news & more", "ja"),
        ("https://b.example.org/rss", "Second", None),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cat=1&lang=ja&n=50", "cat=1&lang=ja&n=50"),
        ("cat=1&amp;lang=ja&#38;n=50&#x26;m=1", "cat=1&lang=ja&n=50&m=1"),
        ("a=1&lt=2&copy=3&", "a=1&lt=2&copy=3&"),
        ("a=1&&b=2&#;c&#xyz;d", "a=1&&b=2&#;c&#xyz;d"),
        ("q=R%26D&amp;amp;&LT;&QUOT;", 'q=R%26D&amp;<"'),
    ],
)
def test_an_address_keeps_its_ampersands_as_they_were_meant(written: str, meant: str):
    """Lists are written by hand and by careless programs; another address is worse than none."""
    text = f"<opml><body><outline text='Q&A&nbsp;&eacute;' xmlUrl='https://x.org/?{written}'/></body></opml>"
    (found,) = opml.read_outlines(text)
    assert found.url == f"https://x.org/?{meant}"
    assert found.name == "Q&A é"


def test_a_list_in_capitals_is_a_list():
    """OPML 1.0 was written so by some, and HTML's habits die slowly."""
    text = (
        "<OPML><BODY><!-- x --><?x y?><OUTLINE TEXT='a' XMLURL='https://x.org/rss'/></BODY></OPML>"
    )
    assert [one.url for one in opml.read_outlines(text)] == ["https://x.org/rss"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no OPML"),
        ("plain text", "no OPML"),
        ("<html><body/></html>", "no OPML"),
        ("<!DOCTYPE o [<!ENTITY a 'b'>]><opml><body/></opml>", "entities of its own"),
        ("<!DOCTYPE o [<!entity % a SYSTEM 'file:///etc/passwd'>%a;]><opml/>", "entities"),
    ],
)
def test_what_is_no_list_is_refused_by_name(text, words):
    """A person may name the wrong file, and a stranger's list may be a trap."""
    with pytest.raises(ParseError, match=words):
        opml.read_outlines(text)


def test_an_import_leaves_every_line_that_was_there(file: Path):
    """Comments, order and quoting are the person's own work."""
    added = add_feeds(file, [{"name": "A: b", "url": "https://new.example.org/feed"}])
    before, after = OURS.read_text("utf-8"), file.read_text("utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    kept = after
    for line in new:
        kept = kept.replace(f"{line}\n", "", 1)
    assert kept == before
    assert added.ids == ("a-b",)
    assert load_watchlist(file).feed("a-b").url == "https://new.example.org/feed"


def test_an_import_twice_adds_nothing_twice(file: Path):
    """People import the same list again after adding to it."""
    rows = [{"name": one.name, "url": one.url} for one in opml.read_outlines(OPML)]
    assert len(add_feeds(file, rows).ids) == 2
    once = file.read_bytes()
    again = add_feeds(file, rows)
    assert (again.ids, again.known) == ((), 2)
    assert file.read_bytes() == once


def test_ids_of_imported_feeds_never_meet(file: Path):
    """An id is what the memory of a feed hangs on."""
    rows = [{"name": "Same", "url": f"https://{host}.example.org/"} for host in "abc"]
    assert add_feeds(file, rows).ids == ("same", "same-2", "same-3")


def test_an_address_with_a_password_is_refused_and_the_rest_comes_in(file: Path):
    """One bad line of a hundred must not cost the other ninety-nine."""
    added = add_feeds(
        file,
        [
            {"name": "Secret", "url": "https://me:hunter2@x.example.org/feed"},
            {"name": "Fine", "url": "https://fine.example.org/feed", "language": "klingon!"},
        ],
    )
    assert added.ids == ("fine",)
    assert len(added.refused) == 1
    assert "hunter2" not in added.refused[0] + file.read_text("utf-8")


@pytest.mark.parametrize(
    ("end", "comes"),
    [
        ("feeds:\n  - https://one.example.org/\n  # the end", True),
        ("feeds:\n- id: one\n  url: https://one.example.org/  # mine\n\nseeds: seeds", True),
        ("feeds:\n  - {id: one, url: https://one.example.org/}\ndigest: {at: '08:00'}\n", True),
        ("digest: {at: '08:00'}", True),
        ("feeds: [https://one.example.org/]\n", False),
    ],
)
def test_an_import_finds_its_place_in_every_way_of_writing(file: Path, end: str, comes):
    """Feeds stand last in our file, but not in everybody's."""
    top = OURS.read_text("utf-8").partition("\nfeeds:")[0]
    file.write_text(f"{top}\n{end}".replace('\ndigest:\n  at: "08:00"\n', "\n"), encoding="utf-8")
    rows = [{"name": "New", "url": "https://new.example.org/feed"}]
    if comes:
        add_feeds(file, rows)
        assert load_watchlist(file).feed("new") is not None
        assert all(line in file.read_text("utf-8") for line in end.splitlines())
    else:
        with pytest.raises(ConfigError, match="a feed a line"):
            add_feeds(file, rows)


def test_a_list_that_goes_out_comes_in_again():
    """What one reader writes, the next must read."""
    feeds = [
        Feed(id="a", url="https://a.example.org/?a=1&b=<2>", name="A & “B” 日経", language="ja")
    ]
    found = opml.read_outlines(opml.outlines(feeds, title="Mine").decode())
    assert [(one.url, one.name, one.language) for one in found] == [
        (feeds[0].url, feeds[0].name, "ja")
    ]


def test_the_feeds_that_a_page_names_are_found():
    """People know a site's address, hardly ever its feed's."""
    html = """<head><link rel="stylesheet" href="/a.css"><LINK REL='alternate' TYPE='application/rss+xml'
      HREF='/rss?a=1&amp;b=2'><link href=atom.xml rel=alternate type=application/atom+xml>
      <link rel="alternate" hreflang="de" href="/de"><link rel=alternate type=application/rss+xml href=javascript:x>
      </head>"""
    assert discover.feeds_named(html, url="https://x.example.org/news/") == (
        "https://x.example.org/rss?a=1&b=2",
        "https://x.example.org/news/atom.xml",
    )


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<base href='/blog/'>{}", "/blog/rss"),
        (
            "{}<BASE target=_top><base href=https://news.x.org/ ><base href=/no/>",
            "//news.x.org/rss",
        ),
        ("<base href=''>{}", "/en/rss"),
        ("<base href='javascript:x'>{}", "/en/rss"),
        ("<baseline href='/no/'>{}", "/en/rss"),
        ("<link rel=icon title='Joe's' href=/i>{}<p title='b'>", "/en/rss"),
    ],
)
def test_a_feed_s_address_is_read_as_a_browser_reads_it(html: str, address: str):
    """A base moves every address of the page, and a title may hold the sign that ends a tag."""
    link = """<link rel="alternate" title="A > B's" type="application/rss+xml" href="rss">"""
    found = discover.feeds_named(html.format(link), url="https://x.org/en/page")
    assert found == (urljoin("https://x.org/", address),)


def test_trying_a_feed_shows_what_would_be_read_and_keeps_nothing(polled):
    """Before a feed is taken up, a person wants to know what it would bring."""
    items = "<item><title>A new plant</title></item><item><title>Football</title></item>"
    polled.server.answers["/other"] = reply(rss(channel=items))
    trial = try_address(polled.context, polled.server.url("/other"), now=polled.now)
    assert [(entry.title, why) for entry, why in trial.matched] == [
        ("A new plant", "mentions “plant” (plants)")
    ]
    assert [entry.title for entry, _ in trial.unmatched] == ["Football"]
    assert polled.titles == set()


def test_trying_a_site_finds_its_feed(polled):
    """The page's own word comes first; what it names and is no feed is said."""
    link = "<link rel=alternate type=application/rss+xml href={}>"
    page = f"<html><head>{link.format('/gone')}{link.format('/rss')}{link.format('/comments')}</head></html>"
    polled.server.answers |= {"/": reply(page), "/rss": reply(rss(1))}
    trial = try_address(polled.context, polled.server.url("/"), now=polled.now)
    assert trial.feed.url == polled.server.url("/rss")
    assert [address for address, _ in trial.passed] == [
        polled.server.url("/"),
        polled.server.url("/gone"),
    ]
    assert trial.others == (polled.server.url("/gone"), polled.server.url("/comments"))


def test_trying_a_site_looks_at_the_usual_places(polled):
    """Many sites have a feed and forget to say so."""
    polled.server.answers |= {
        "/": reply("<html></html>"),
        "/atom.xml": moved("/a"),
        "/a": reply(rss(1)),
    }
    trial = try_address(polled.context, polled.server.url("/"), now=polled.now)
    assert trial.feed.url == polled.server.url("/atom.xml")


def test_trying_what_has_no_feed_says_where_it_was_looked_for(polled):
    """A refusal names what to do next."""
    polled.server.answers["/"] = reply("<html><p>Hello</p></html>")
    with pytest.raises(ParseError, match=r"a web page.*the places where sites usually have one"):
        try_address(polled.context, polled.server.url("/"), now=polled.now)
    with pytest.raises(FetchError, match="404"):
        try_address(polled.context, polled.server.url("/nothing"), now=polled.now)


def test_a_host_that_wants_quiet_is_not_tried_either(polled):
    """Whoever types a command is the same visitor as the bot that runs beside it."""
    polled.server.answers["/feed"] = reply(status=429, Retry_After="86400")
    polled.poll()
    settings, watchlist = polled.context.settings, polled.context.watchlist
    with app.opened(settings, watchlist, log=polled.context.log) as beside:
        with pytest.raises(HeldError, match="left alone until 2026-04-14"):
            try_address(beside, polled.server.url("/"), now=polled.now)
        assert [well for _, well in world.ask_the_world(beside, now=polled.now)][:1] == [False]
    assert len(polled.server.requests) == 1

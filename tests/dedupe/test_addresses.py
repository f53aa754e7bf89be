"""Two links to one page have one address; links to two pages never do."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.steps.dedupe import address_of, article_id, normalise_url
from bot.steps.dedupe.addresses import site_of

PAGE = "https://paper.example/news/2026/robots.html"
DAY = datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "url",
    [
        "http://paper.example/news/2026/robots.html",
        "https://www.paper.example/news/2026/robots.html",
        "HTTPS://Paper.Example:443/news/2026/robots.html",
        "http://paper.example:80/news/2026/robots.html/",
        "https://m.paper.example/news/2026/robots.html",
        "https://mobile.paper.example//news//2026/robots.html",
        "https://amp.paper.example/news/2026/robots.amp.html",
        "https://paper.example/amp/news/2026/robots.html",
        "https://paper.example/news/2026/robots.html/amp/",
        "https://paper.example/news/2026/robots.html?amp=1&outputType=amp",
        "https://paper.example/news/2026/robots.html#comments",
        "https://paper.example/news/2026/robots.html?utm_source=rss&utm_medium=feed&fbclid=x",
        "https://paper.example/news/2026/robots.html?from=timeline&ref=home&share=1&gclid=2",
        "https://reader:secret@paper.example/news/2026/robots.html",
        "https://paper.example/news/./2025/../2026/r%6Fbots.html",
        "https://paper.example/news/2026/robots.html;jsessionid=0A1B",
        "https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/news/2026/robots.html",
        "https://www.google.com/amp/s/paper.example/news/2026/robots.html",
        "https://www.google.com/url?q=https://paper.example/news/2026/robots.html&sa=t",
        "https://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fpaper.example%2fnews%2f2026%2frobots.html",
        "  https://paper.example/news/2026/robots.html\n",
    ],
)
def test_one_page_has_one_address(url: str):
    """A feed, a phone, a share button and a cache each link to a page in their own way."""
    assert normalise_url(url) == PAGE
    if site_of(url) == site_of(PAGE):
        assert article_id(url, "any title", DAY) == article_id(PAGE, "another", DAY)


def test_what_another_site_says_of_a_page_is_not_that_page():
    """A text that was read from a cache or a link's own site is that site's word, whatever it points at."""
    cached = "https://www.google.com/url?q=https://paper.example/news/2026/robots.html&sa=t"
    assert article_id(cached, "any title", DAY) != article_id(PAGE, "any title", DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?p=12", "https://a.example/?p=13"),
        ("https://a.example/view?idxno=1", "https://a.example/view?idxno=2"),
        ("https://a.example/read.php?aid=1&id=2", "https://a.example/read.php?aid=1&id=3"),
        ("https://a.example/x?cid=1", "https://a.example/x?cid=2"),
        ("https://a.example/News", "https://a.example/news"),
        ("https://a.example/x?page=2", "https://a.example/x"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://a.example:8443/x", "https://a.example/x"),
        ("https://a.example/amp", "https://a.example/"),
        ("https://a.example/camp", "https://a.example/c"),
        ("https://ma.example/x", "https://a.example/x"),
        ("https://a.example/#!/1", "https://a.example/#!/2"),
    ],
)
def test_two_pages_have_two(one: str, other: str):
    """A parameter or a path that names the article must stay, or one story would hide another."""
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://例え.jp/記事?id=1", "https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B?id=1"),
        ("https://a.example/%e8%a8%98", "https://a.example/記"),
        ("https://a.example/news/index.html", "https://a.example/news/"),
        ("https://de.m.wiki.example/wiki/AI", "https://de.wiki.example/wiki/AI"),
        ("http://[2001:db8::1]/x", "https://[2001:DB8::1]:443/x/"),
    ],
)
def test_spelling_makes_no_difference(one: str, other: str):
    """Scripts, percent signs and the order of parameters are spelling."""
    assert normalise_url(one) == normalise_url(other)


def test_an_aggregators_wrapper_is_no_address():
    """One page has any number of them, and none leads to the publisher: title and day have to do."""
    one = "https://news.google.com/rss/articles/CBMiAAA?oc=5"
    other = "https://news.google.com/rss/articles/CBMiBBB?oc=5"
    assert address_of(one) is None
    assert article_id(one, "Robots  learn", DAY) == article_id(other, "robots learn", DAY)
    assert article_id(one, "Robots learn", DAY) != article_id(one, "Robots unlearn", DAY)
    assert address_of(None) is None
    assert address_of("") is None


@pytest.mark.parametrize(
    "url",
    ["urn:uuid:1", "mailto:a@b.example", "http://[bad/x", "http://a.example:port/", "///", "%"],
)
def test_what_is_no_web_address_stays_as_it_is(url: str):
    """Feeds put all manner of things where a link belongs, and none may stop the poll."""
    assert normalise_url(url) == url


@given(st.text(max_size=40))
@example("\x0c?")
@example("\\/amp.amp")
@example("..amp")
@example("x" + "/amp" * 5000)
@example("&amp;amp;/amp/amp/index.html/index.html")
@example("www.m.paper.example/a")
def test_any_text_may_stand_where_a_link_belongs(text: str):
    """Hostile feeds exist; and normalising twice is normalising once."""
    for url in (text, f"https://a.example/{text}", f"https://a.example/x?{text}", f"http://{text}"):
        once = normalise_url(url)
        assert normalise_url(once) == once

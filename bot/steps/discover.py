"""Where a site's feeds may be: what its page says, and the places where sites usually have them.

https://www.rssboard.org/rss-autodiscovery
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
)
PLACES = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
MOST_NAMED = 20
# The head of a page; links to feeds further down are links to read.
WITHIN = 200_000
# A title may hold a ">"; a lone quote is a slip.
_TAG = re.compile(
    r"<(?P<name>base|link)\b(?P<said>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def feeds_named(html: str, *, url: str) -> tuple[str, ...]:
    """The addresses of feeds that a page names as its alternates, in its order."""
    tags = [(tag.group("name").lower(), _said(tag)) for tag in _TAG.finditer(html[:WITHIN])]
    # Of several, the first with an address counts: https://html.spec.whatwg.org/#the-base-element.
    base = next((said["href"] for name, said in tags if name == "base" and "href" in said), "")
    beside = _joined(url, base) or url
    found = (
        _joined(beside, said.get("href", ""))
        for name, said in tags
        if name == "link"
        and "alternate" in said.get("rel", "").lower().split()
        and said.get("type", "").lower() in KINDS
    )
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_NAMED]


def usual_places(url: str) -> tuple[str, ...]:
    """Where a site's feed usually is, beside the page at `url` first."""
    here = urlsplit(url).path.rpartition("/")[0]
    places = [f"{here}/feed/", *PLACES] if here else list(PLACES)
    return tuple(dict.fromkeys(urljoin(url, place) for place in places))


def _said(tag: re.Match[str]) -> dict[str, str]:
    """A tag's attributes."""
    return {
        name.lower(): unescape(one or two or bare).strip()
        for name, one, two, bare in _ATTRIBUTE.findall(tag.group("said"))
    }


def _joined(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if href and parts.scheme in {"http", "https"} and parts.hostname else None

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
_LINK = re.compile(r"<link\b([^<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def feeds_named(html: str, *, url: str) -> tuple[str, ...]:
    """The addresses of feeds that a page names as its alternates, in its order."""
    found = []
    for link in _LINK.finditer(html[:WITHIN]):
        said = {
            name.lower(): unescape(one or two or bare).strip()
            for name, one, two, bare in _ATTRIBUTE.findall(link.group(1))
        }
        if (
            "alternate" in said.get("rel", "").lower().split()
            and said.get("type", "").lower() in KINDS
        ):
            address = _joined(url, said.get("href", ""))
            if address is not None:
                found.append(address)
    return tuple(dict.fromkeys(found))[:MOST_NAMED]


def usual_places(url: str) -> tuple[str, ...]:
    """Where a site's feed usually is, beside the page at `url` first."""
    here = urlsplit(url).path.rpartition("/")[0]
    places = [f"{here}/feed/", *PLACES] if here else list(PLACES)
    return tuple(dict.fromkeys(urljoin(url, place) for place in places))


def _joined(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if href and parts.scheme in {"http", "https"} and parts.hostname else None

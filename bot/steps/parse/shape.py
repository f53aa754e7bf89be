"""What a document is, before a parser sees it: a feed, something else, or something that would hurt."""

from __future__ import annotations

import re
from html.entities import html5

from bot.errors import ParseError

# Deeper than any feed; feedparser needs seconds for a nesting of 300 KB.
MOST_DEPTH = 200
MOST_ITEMS = 2_000

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)[^<>]*?(/?)>")
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<(?!\?|!--|!)([A-Za-z_][\w:.-]*)")
_WRAPPED = re.compile(r"<(?:feed|rss|rdf:RDF)[\s>]")
_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_FEED_ROOTS = {"rss", "feed", "rdf", "channel"}


def checked(body: str) -> str:
    """The document, mended where feeds are usually broken, and fit for a parser.

    Raises ParseError, naming what it is instead of a feed, or what in it would hurt.
    """
    text = body.strip()
    if not text:
        raise ParseError("is empty")
    root = _ROOT.search(text)
    name = root.group(1).rpartition(":")[2].lower() if root else ""
    # Some servers wrap the feed into a web page, and every reader reads it all the same.
    if name not in _FEED_ROOTS and not (name == "html" and _WRAPPED.search(text)):
        raise ParseError(f"is no feed: it seems to be {_instead(text, name)}")
    if "<!ENTITY" in text[: root.start() if root else 0].upper():
        raise ParseError("declares entities of its own, which could grow without end")
    items = sum(1 for _ in _ITEM.finditer(text))
    if items > MOST_ITEMS:
        raise ParseError(
            f"holds {items:,} items, more than the {MOST_ITEMS:,} that a feed may have"
        )
    _measure_depth(text)
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    return _mended(text)


def _instead(text: str, root: str) -> str:
    if root == "html" or text[:200].lower().lstrip().startswith("<!doctype html"):
        return "a web page; look for its feed's address"
    if text[0] in "{[":
        return "JSON, but no JSON Feed"
    return f"an XML document of another kind (<{root[:40]}>)" if root else "plain text"


def _measure_depth(text: str) -> None:
    depth = 0
    for closing, _name, empty in (tag.groups() for tag in _TAG.finditer(_CDATA.sub("", text))):
        if closing:
            depth = max(0, depth - 1)
        elif not empty:
            depth += 1
            if depth > MOST_DEPTH:
                raise ParseError(f"is nested more than {MOST_DEPTH} deep")


def _mended(text: str) -> str:
    """Bare ampersands and HTML's names for characters, neither of which XML knows."""
    parts, at = [], 0
    for kept in _CDATA.finditer(text):
        parts += [_mend(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*parts, _mend(text[at:])])


def _mend(text: str) -> str:
    text = _AMPERSAND.sub("&amp;", text)
    return _NAMED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _XML_NAMES:
        return found.group()
    return html5.get(f"{name};", f"&amp;{name};")

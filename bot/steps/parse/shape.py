"""What a document is, before a parser sees it: a feed, something else, or something that would hurt.

One pass over the markup, which ends as soon as it has seen enough. What it gives on is mended where feeds are
usually broken, and small enough in everything that costs a parser time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

from bot.errors import ParseError

# Deeper than any feed; feedparser needs seconds for a nesting of 300 KB.
MOST_DEPTH = 200
MOST_ITEMS = 2_000
MOST_ATTRIBUTES = 200
# What feedparser does in about half a second, counted in character references; a tag costs as much as three,
# and four lines as much as one.
MOST_WORK = 180_000
TAG_WORK = 3
LINES_FOR_ONE = 4

_TOKEN = re.compile(
    r"<!\[CDATA\[(?:.*?)(?:\]\]>|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|<\?.*?(?:\?>|\Z)"
    r"|<!(?i:DOCTYPE)\b[^<>\[]*+(?:\[[^\]]{0,2000}+\]\s*+)?+>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*+)(?P<attributes>[^<>]*+)>"
    r"|<",
    re.DOTALL,
)
_WRAPPED = re.compile(r"<(?:feed|rss|rdf:RDF)[\s>]")
_REFERENCE = re.compile(
    r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|(?P<number>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};))?"
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ITEMS = frozenset({"item", "entry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A document that a parser may see; `cut` is true where only some of its items are left, `items` how many there are."""

    text: str
    cut: bool
    items: int


@dataclass(slots=True)
class _Progress:
    """How far the pass has come: what is open, what was seen, and what it will cost."""

    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    seen_root: bool = False
    items: int = 0
    work: int = 0
    # Of the last item's end: how many parts there were.
    whole: int = 0

    @property
    def full(self) -> bool:
        return self.work > MOST_WORK or self.items >= MOST_ITEMS


def checked(body: str) -> Checked:
    """The document, mended where feeds are usually broken, and fit for a parser.

    Raises ParseError, naming what it is instead of a feed, or what in it would hurt.
    """
    text = body.strip()
    if not text:
        raise ParseError("is empty")
    done, at = _Progress(), 0
    for token in _TOKEN.finditer(text):
        done.parts.append(_mended(text[at : token.start()], done))
        at = token.end()
        # An item that is all too large is not whole: it goes, and what came before it stays.
        if done.work > 2 * MOST_WORK:
            return _cut(done)
        _take(token, done, text)
        if done.full and done.whole == len(done.parts):
            return _cut(done)
    if not done.seen_root:
        raise ParseError(f"is no feed: it seems to be {_instead(text, '')}")
    done.parts.append(_mended(text[at:], done))
    return (
        _cut(done)
        if done.work > 2 * MOST_WORK
        else Checked(text="".join(done.parts), cut=False, items=done.items)
    )


def _cut(done: _Progress) -> Checked:
    """The document up to the end of its last whole item, with what is open there closed."""
    if not done.whole:
        raise ParseError("holds more markup than any feed has, and not one whole item")
    kept = done.parts[: done.whole]
    return Checked(text="".join([*kept, *_closing(kept)]), cut=True, items=done.items)


def _closing(parts: list[str]) -> Iterator[str]:
    # What is open now may be more than what was open at the last item's end: so it is counted anew.
    done = _Progress()
    for part in parts:
        token = _TOKEN.fullmatch(part) if part.startswith("<") else None
        if token is not None and token.group("name"):
            _nest(token, done)
    for name in reversed(done.open):
        yield f"</{name}>"


def _take(token: re.Match[str], done: _Progress, text: str) -> None:
    kind = token.group()[:4].upper()
    name = token.group("name")
    if name is not None:
        if not done.seen_root:
            _check_root(name, text)
            done.seen_root = True
        done.work += TAG_WORK
        _check_attributes(token)
        done.parts.append(token.group())
        _nest(token, done)
    elif kind.startswith("<!["):
        done.work += token.group().count("\n") // LINES_FOR_ONE
        done.parts.append(token.group())
    elif kind == "<!DO" or kind.startswith("<?") or kind == "<!--":
        # What a DOCTYPE declares goes with it: HTML's names are known anyway, and nothing can grow.
        return
    else:
        if text[token.start() : token.start() + 8].upper() == "<!ENTITY":
            raise ParseError("declares entities of its own, which could grow without end")
        done.work += 1
        done.parts.append("&lt;")


def _nest(token: re.Match[str], done: _Progress) -> None:
    name = token.group("name")
    if token.group("close"):
        # What was left open within it (HTML's <br>) ends with it; what was never opened closes nothing.
        if name in done.open:
            while done.open.pop() != name:
                pass
        if name.rpartition(":")[2].lower() in _ITEMS:
            done.items += 1
            done.whole = len(done.parts)
    elif not token.group("attributes").endswith("/"):
        done.open.append(name)
        if len(done.open) > MOST_DEPTH:
            raise ParseError(f"is nested more than {MOST_DEPTH} deep")


def _check_root(name: str, text: str) -> None:
    root = name.rpartition(":")[2].lower()
    # Some servers wrap the feed into a web page, and every reader reads it all the same.
    if root not in _FEED_ROOTS and not (root == "html" and _WRAPPED.search(text)):
        raise ParseError(f"is no feed: it seems to be {_instead(text, root)}")


def _instead(text: str, root: str) -> str:
    if root == "html" or text[:200].lower().lstrip().startswith("<!doctype html"):
        return "a web page; look for its feed's address"
    if text[0] in "{[":
        return "JSON, but no JSON Feed"
    return f"an XML document of another kind (<{root[:40]}>)" if root else "plain text"


def _check_attributes(token: re.Match[str]) -> None:
    attributes = token.group("attributes")
    if len(attributes) > MOST_ATTRIBUTES and attributes.count("=") > MOST_ATTRIBUTES:
        # Long values (an image within the address) have few signs like these outside their quotes.
        outside = re.sub(r"\"[^\"]*+\"|'[^']*+'", "", attributes)
        if outside.count("=") > MOST_ATTRIBUTES:
            raise ParseError(f"has a tag with more than {MOST_ATTRIBUTES} attributes")


def _mended(text: str, done: _Progress) -> str:
    """Bare ampersands and HTML's names for characters, neither of which XML knows."""
    count = text.count("&")
    done.work += count + text.count("\n") // LINES_FOR_ONE
    if not count:
        return text
    # What will be cut off need not be mended.
    return text if done.work > 2 * MOST_WORK else _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found.group("number"):
        return found.group()
    name = found.group("name")
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return found.group()
    return html5.get(f"{name};", f"&amp;{name};")

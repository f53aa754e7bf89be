"""An article's page to its text. trafilatura finds the article; what is no article is refused by name."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura.settings import Document

from bot.errors import ParseError
from bot.model.wellformed import well_formed_markup
from bot.steps.read.furniture import lightened, lines_of, without_markup
from bot.steps.read.lead import lead_of
from bot.steps.read.shape import put_right
from bot.steps.read.walls import is_wall
from bot.steps.read.wordpress import page_of

# trafilatura warns of every page that it finds odd; what becomes of a page, we say ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

SHORTEST = 40
# Longer than any report; what follows is not read.
LONGEST = 200_000
LONGEST_TITLE = 500
# Where its fast mode is as good (polling.md has the measurements): scripts with spaces between words.
FAST = frozenset({"en", "de", "fr", "es", "it", "nl", "pt", "tr", "no", "nb", "da", "sv"})
# What trafilatura lets through from its depths, where a page is odd in a way that it has not met.
STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says; figures' offsets are into `text`, whose paragraphs are lines."""

    title: str
    text: str
    language: str | None
    published: datetime | None
    source: str | None


def read_page(html: str, *, url: str, language: str | None) -> PageText:
    """The article of a page.

    Args:
        html: the page, decoded.
        url: where it came from, after all redirects.
        language: of the feed, if known; the fast way of reading is worse for Chinese and Korean.

    Raises:
        ParseError: where the page is a consent or block page, or holds no article.
    """
    html = well_formed_markup(page_of(html))
    light = put_right(lightened(html))
    document = _extracted(light, url, fast=(language or "")[:2].lower() in FAST)
    text = _joined(document.text or "") if document is not None else ""
    short = len(text) < SHORTEST
    text = max(text, _fallback(light), key=len) if short else _with_lead(text, light)
    title = _title(document, light)
    if is_wall(html, url=url, title=title, text=text):
        raise ParseError(
            "the page asks for consent, a login or proof of being human; it was left alone"
        )
    if not text:
        raise ParseError("the page holds no article that can be found")
    return PageText(
        title=title,
        text=text[:LONGEST],
        language=document.language if document is not None else None,
        published=_day(document.date if document is not None else None),
        source=document.sitename if document is not None else None,
    )


def _extracted(html: str, url: str, *, fast: bool) -> Document | None:
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url,
            fast=fast,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    except STUMBLES:
        # Its paragraphs may still be found without it.
        return None
    return found if isinstance(found, Document) else None


def _title(document: Document | None, html: str) -> str:
    found = (document.title or "") if document is not None else ""
    if not found:
        begin = html.lower().find("<title")
        found = html[begin : begin + LONGEST_TITLE].partition(">")[2] if begin >= 0 else ""
        found = found.partition("</")[0]
    return " ".join(found.split())[:LONGEST_TITLE]


def _fallback(html: str) -> str:
    """The paragraphs of the page's main part, for articles too short for trafilatura."""
    try:
        tree = lxml_html.fromstring(html)
    except (LxmlError, ValueError):
        return ""
    for tag in tree.xpath("//nav | //header | //footer | //aside | //form"):
        tag.drop_tree()
    for place in ("//article", "//main", "//*[@role='main']", "//body"):
        found = tree.xpath(place)
        if found:
            paragraphs = found[0].xpath(".//p | .//li | .//td | .//h2 | .//h3") or found
            return _joined("\n".join(one.text_content() for one in paragraphs))
    return ""


def _with_lead(text: str, html: str) -> str:
    """The text below its lead, where the page has one above the body that was found."""
    try:
        tree = lxml_html.fromstring(html)
    except (LxmlError, ValueError):
        return text
    lead = lead_of(tree, text)
    return _joined("\n".join([*lead, text])) if lead else text


def _joined(text: str) -> str:
    return "\n".join(lines_of(without_markup(text)))


def _day(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

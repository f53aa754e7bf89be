"""What is done with a document that came from outside, all of it in a process that can be killed.

Decoding is part of it: telling an unknown charset reads the whole document too.
"""

from __future__ import annotations

from datetime import datetime

from bot.model.feeds import Feed, Page, ParsedFeed
from bot.steps import charset, discover
from bot.steps.parse import parse_feed
from bot.steps.read import PageText, read_page


def feed_document(page: Page, *, feed: Feed, seen_at: datetime) -> ParsedFeed:
    """The entries of a feed as it came over the wire; raises ParseError."""
    return parse_feed(_text(page), feed=feed, seen_at=seen_at, found_at=page.final_url)


def article_page(page: Page, *, language: str | None) -> PageText:
    """The article of a page as it came over the wire; raises ParseError."""
    return read_page(_text(page), url=page.final_url, language=language)


def feeds_named(page: Page) -> tuple[str, ...]:
    """The addresses of feeds that a page names."""
    return discover.feeds_named(_text(page), url=page.final_url)


def _text(page: Page) -> str:
    return charset.decode(page.body, content_type=page.headers.get("content-type"))

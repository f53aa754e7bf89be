"""What is done with a document that came from outside, all of it in a process that can be killed.

Decoding is part of it: telling an unknown charset reads the whole document too.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from bot.jobs.reading import Study, study_of
from bot.model.feeds import Feed, Page, ParsedFeed
from bot.model.news import Article
from bot.model.topics import Topic
from bot.steps import charset, discover
from bot.steps.match import Matcher
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


def studied(article: Article, topics: bytes, *, only: Sequence[str]) -> Study:
    """What an article says by itself; `topics` as `packed` makes them, `only` as the matcher takes it."""
    known, matcher = _topics(topics)
    return study_of(article, topics=known, matcher=matcher, only=only)


def packed(topics: tuple[Topic, ...]) -> bytes:
    """Topics for `studied`: the same bytes for the same topics, so that they are compiled once."""
    return pickle.dumps(topics)


@lru_cache(maxsize=2)
def _topics(topics: bytes) -> tuple[tuple[Topic, ...], Matcher]:
    known: tuple[Topic, ...] = pickle.loads(topics)  # noqa: S301  (our own, from `packed`)
    return known, Matcher(known)


def _text(page: Page) -> str:
    return charset.decode(page.body, content_type=page.headers.get("content-type"))

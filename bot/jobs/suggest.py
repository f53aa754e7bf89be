"""What the stories' pages of the last weeks teach of their topics: gathered, and proposed to the owner."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.model.suggestions import Suggestion
from bot.steps.match.taught_names import taught_names
from bot.steps.match.taught_words import taught_words
from bot.storage import story_pages
from bot.watchlist import Watchlist

LOOKED_BACK = timedelta(days=30)


def suggestions(conn: Connection, watchlist: Watchlist, *, now: datetime) -> tuple[Suggestion, ...]:
    """Names and keywords that feeds.yaml does not hold, topic by topic; nothing is written."""
    languages = {feed.id: feed.language for feed in watchlist.feeds if feed.language}
    ordinary = story_pages.ordinary_headlines(conn, languages)
    found: list[Suggestion] = []
    for topic in watchlist.topics:
        pages = story_pages.pages_of(conn, topic.id, now - LOOKED_BACK)
        found += [*taught_names(topic, pages), *taught_words(topic, pages, ordinary)]
    return tuple(found)

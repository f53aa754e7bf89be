"""Whose word is it? What was read of an item, made into an article that speaks for nobody else.

A page's text is the word of the host that it was read from, and a feed's summary or headline the word of that feed,
whatever it names or links to. Rank, name, date, headline and identity follow the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.feeds import Entry, Feed
from bot.model.news import Article
from bot.steps import dedupe
from bot.steps.parse.identity import SHARED
from bot.steps.read import PageText
from bot.storage.entries import QueuedEntry
from bot.watchlist import Watchlist

# A page often has a day and no time: a feed of another site that gives a time of that day is believed.
SAME_DAY = timedelta(days=1)
LONGEST_HEADLINE = 200
# So many of an item's words stand on a page that tells it, among other items or not.
MOST_OF_IT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page's text, and the address at which it was found in the end."""

    text: PageText
    url: str


def article_of(
    queued: QueuedEntry,
    found: Found | None,
    watchlist: Watchlist,
    *,
    before: Article | None,
    now: datetime,
) -> Article:
    """The article that an item of a feed is.

    Args:
        queued: the item.
        found: its page as it was read; None where it was not.
        watchlist: for names and ranks.
        before: what the item was read as earlier, if it was.
        now: when it was read.
    """
    feed = watchlist.feed(queued.entry.feed_id)
    if found is not None and _speaks(found, queued.entry, feed):
        return _of_page(queued, found, feed, watchlist, before=before, now=now)
    return _of_feed(queued, feed, watchlist, before=before, now=now)


def _speaks(found: Found, entry: Entry, feed: Feed | None) -> bool:
    """Whether the page is told, and not the feed's summary.

    A paywall's stub says less than its publisher's own summary. Another site's summary never takes a page's place.
    """
    text = found.text.text
    shortest = len(entry.summary) if _own(feed, found.url) else 1
    return bool(text) and len(text) >= shortest and _holds(text, entry)


def _holds(text: str, entry: Entry) -> bool:
    """Whether a page says what its item says; asked where several items share the page's address."""
    if SHARED not in (entry.url or ""):
        return True
    words = [word for word in entry.summary.split() if len(word) > 1]
    found = sum(word in text for word in words)
    return not words or found >= MOST_OF_IT * len(words)


def _of_page(
    queued: QueuedEntry,
    found: Found,
    feed: Feed | None,
    watchlist: Watchlist,
    *,
    before: Article | None,
    now: datetime,
) -> Article:
    entry, page = queued.entry, found.text
    own = _own(feed, found.url)
    url = _address(entry, found)
    headline = page.title or page.text.split("\n", 1)[0][:LONGEST_HEADLINE]
    published, dated = _dated(entry, page, own=own)
    return Article(
        id=_identity(queued, url, None, before=before, own=own),
        url=url,
        source=feed.name if own and feed is not None else watchlist.publisher(found.url),
        rank=watchlist.rank(found.url, feed),
        language=entry.language or page.language or "",
        # Nothing is published after it was read; dated ahead, it would make all that follows it look old.
        published=min(published, now),
        dated=dated,
        title=(entry.title or headline) if own else headline,
        text=page.text,
        text_from="page",
        feed_id=entry.feed_id,
        carried_by=None if url == found.url else found.url,
        credited=entry.source,
    )


def _address(entry: Entry, found: Found) -> str:
    """Where an article stands: at the end of its link's redirects, but for a wrapper's and one that items share."""
    if dedupe.address_of(found.url) is None or SHARED in (entry.url or ""):
        return entry.url or found.url
    return found.url


def _of_feed(
    queued: QueuedEntry,
    feed: Feed | None,
    watchlist: Watchlist,
    *,
    before: Article | None,
    now: datetime,
) -> Article:
    entry = queued.entry
    # A feed that feeds.yaml no longer holds has a name, and no address that anybody vouches for.
    carried_by = feed.url if feed is not None else f"feed:{entry.feed_id}"
    return Article(
        id=_identity(queued, entry.url, carried_by, before=before, own=_own(feed, entry.url)),
        url=entry.url,
        source=feed.name if feed is not None else entry.feed_id,
        rank=watchlist.rank(carried_by, feed),
        language=entry.language or "",
        published=min(entry.published, now),
        dated=entry.dated,
        title=entry.title,
        text=entry.summary or entry.title,
        text_from="summary" if entry.summary else "title",
        feed_id=entry.feed_id,
        carried_by=carried_by,
        credited=entry.source,
    )


def _own(feed: Feed | None, url: str | None) -> bool:
    """Whether an address is of the feed's own site."""
    return feed is not None and bool(url) and dedupe.site_of(url) == dedupe.site_of(feed.url)


def _dated(entry: Entry, page: PageText, *, own: bool) -> tuple[datetime, bool]:
    """When a page was published, and whether that is known: by its own feed, else by the page itself."""
    if own and entry.dated:
        return entry.published, True
    if page.published is None:
        return entry.published, False
    agreed = entry.dated and abs(entry.published - page.published) <= SAME_DAY
    return (entry.published if agreed else page.published), True


def _identity(
    queued: QueuedEntry,
    url: str | None,
    carried_by: str | None,
    *,
    before: Article | None,
    own: bool,
) -> str:
    """Once read, an item of a feed's own site stays the article that it was, wherever its link leads later.

    An item of another feed is told by the page that it leads to, each time anew: so it edits only what that
    page's publisher edited.
    """
    entry = queued.entry
    stays = (
        own
        and before is not None
        and dedupe.address_of(entry.url) is not None
        and dedupe.site_of(before.word_of) == dedupe.site_of(carried_by or url)
    )
    if stays and before is not None:
        return before.id
    return dedupe.article_id(url, entry.title, entry.published, carried_by=carried_by)

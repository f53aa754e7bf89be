"""Try a feed's address once, and say what the bot would see there; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import FetchError, ParseError
from bot.jobs import documents, holds
from bot.jobs.context import Context
from bot.model.feeds import Entry, Feed, Page, ParsedFeed
from bot.steps import discover

DEADLINE_S = 30.0
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was found at an address.

    `matched` are the entries that would be read, each with the reason; `unmatched` those that would not, with
    why. `feed` is where the feed is, `others` are further feeds that the page names, and `passed` are the
    addresses that were no feed, each with what was wrong.
    """

    feed: Feed
    found: ParsedFeed
    matched: tuple[tuple[Entry, str], ...]
    unmatched: tuple[tuple[Entry, str], ...]
    others: tuple[str, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()


def try_feed(
    context: Context, feed: Feed, *, now: datetime, asker: str | None = None
) -> ParsedFeed:
    """Fetch and parse a feed once, without taking anything in; raises FetchError or ParseError.

    `asker` is the page that named it; without one, a person did.
    """
    page = _fetched(context, feed.url, now=now, asker=asker)
    return context.parsers.run(documents.feed_document, page, feed=feed, seen_at=now)


def try_address(context: Context, url: str, *, now: datetime) -> Trial:
    """What the bot would see at an address: of a feed, or of the site whose page it is.

    Where it is a page, the feeds that it names are tried, and then the usual places; the first that is a feed
    is shown. Raises FetchError or ParseError where there is none, saying what was tried.
    """
    feed = _feed_at(context, url)
    page = _fetched(context, url, now=now)
    try:
        found = context.parsers.run(documents.feed_document, page, feed=feed, seen_at=now)
    except ParseError as error:
        return _trial_of_site(context, page, error, now=now)
    return _trial(context, feed, found)


def _trial_of_site(context: Context, page: Page, error: ParseError, *, now: datetime) -> Trial:
    named = context.parsers.run(documents.feeds_named, page)
    passed = [(page.url, error.reason)]
    for address in named or discover.usual_places(page.final_url):
        feed = _feed_at(context, address)
        try:
            found = try_feed(context, feed, now=now, asker=page.final_url)
        except (FetchError, ParseError) as problem:
            passed.append((address, problem.reason))
            continue
        others = tuple(one for one in named if one != address)
        return replace(_trial(context, feed, found), others=others, passed=tuple(passed))
    tried = "the feeds that it names" if named else "the places where sites usually have one"
    raise ParseError(f"the address {error.reason}. No feed was found at {tried} either") from error


def _trial(context: Context, feed: Feed, found: ParsedFeed) -> Trial:
    matched, unmatched = [], []
    for entry in found.entries:
        reason = context.matcher.worth_reading(
            title=entry.title, text=entry.summary, only=feed.topics
        )
        if reason is not None:
            matched.append((entry, reason))
        else:
            unmatched.append((entry, "names nobody and nothing of a topic"))
    return Trial(feed=feed, found=found, matched=tuple(matched), unmatched=tuple(unmatched))


def _feed_at(context: Context, url: str) -> Feed:
    """The feed as feeds.yaml has it, or as it would be with nothing said of it."""
    for feed in context.watchlist.feeds:
        if feed.url == url:
            return feed
    return Feed(id="trial", url=url, name=urlsplit(url).hostname or url)


def _fetched(context: Context, url: str, *, now: datetime, asker: str | None = None) -> Page:
    return context.http.get(
        url,
        now=now,
        deadline=DEADLINE_S,
        max_bytes=MOST_BYTES,
        may_ask=holds.may_ask(context, now),
        asker=asker,
    )

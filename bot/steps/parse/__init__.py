"""A feed's document to its entries. feedparser is the parser, given bytes and nothing that could hurt it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from bot.errors import ParseError
from bot.model.feeds import Entry, Feed, ParsedFeed
from bot.model.wellformed import well_formed, well_formed_markup, well_formed_values
from bot.steps.parse.dates import read_date
from bot.steps.parse.hints import skip_hours
from bot.steps.parse.identity import mark, told_apart
from bot.steps.parse.newest import ascend, newest_of
from bot.steps.parse.plain import literal, plain
from bot.steps.parse.shape import MOST_ITEMS, checked

PLAIN = "text/plain"
LONGEST_TITLE = 1_000
LONGEST_SUMMARY = 50_000
# https://www.rssboard.org/rss-specification (ttl, in minutes); more than a day says nothing useful.
LONGEST_TTL = timedelta(days=1)
# https://web.resource.org/rss/1.0/modules/syndication/
PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
# What feedparser lets through from its depths, where a document is odd in a way that it has not met.
STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
# Longer than any address or name of an item that means one.
LONGEST_URL = 4_000
LONGEST_GUID = 500
# Within an address these are dropped (https://url.spec.whatwg.org/, "remove all ASCII tab or newline").
_BROKEN = re.compile(r"[\t\r\n]")
# The zone of a country's dates without one, where its language has only the one.
ZONE_OF_LANGUAGE = {"ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai"}


def parse_feed(
    body: str, *, feed: Feed, seen_at: datetime, found_at: str | None = None
) -> ParsedFeed:
    """The entries of a feed document, as plain text, with its hints about polling.

    Args:
        body: the document, decoded.
        feed: whose it is; its address, language, time zone and kind decide how entries are read.
        seen_at: when it was fetched; undated entries count as published then.
        found_at: where it was found after all redirects, which its relative links start from (RFC 3986, 5.1.3).

    Raises:
        ParseError: where it is no feed, or holds what would hurt a parser; says which.
    """
    feed = replace(feed, url=found_at or feed.url)
    if body.lstrip()[:1] == "{":
        return _json_feed(body, feed, seen_at)
    text = well_formed_markup(body)
    document, end = checked(text), "first"
    if document.cut:
        document, end = newest_of(text, document, timezone=feed.timezone, seen_at=seen_at)
    found = _parsed(document.text)
    about = found.feed
    language = _language(about.get("language"))
    atom = str(found.get("version") or "").startswith("atom")
    items = [_entry(_Item(item, atom=atom), feed, language, seen_at) for item in found.entries]
    return ParsedFeed(
        title=plain(str(about.get("title") or "")) or None,
        language=language,
        entries=told_apart(items),
        ttl=_ttl(about.get("ttl")),
        hub_interval=_interval(about.get("sy_updateperiod"), about.get("sy_updatefrequency")),
        skip_hours=skip_hours(document.text),
        notes=(_note(end, len(items)),) if document.cut else (),
    )


def _parsed(document: str) -> Any:
    try:
        found = feedparser.parse(
            document.encode(),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except STUMBLES as error:
        raise ParseError(f"makes the parser stumble ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise ParseError("is no feed that can be read")
    return found


class _Item:
    """What an item says, wherever the format puts it."""

    def __init__(self, item: Mapping[str, Any], *, atom: bool = False) -> None:
        self.guid = str(item.get("id") or "").strip()
        self.link = str(item.get("link") or "").strip() or _alternate(item.get("links"))
        self.title = _said(item, "title", atom=atom)
        texts = [_said(item, "summary", atom=atom)]
        texts += [
            (literal if atom and part.get("type") == PLAIN else plain)(str(part.get("value") or ""))
            for part in item.get("content") or ()
        ]
        # Some feeds carry the whole article beside a teaser.
        self.summary = max(texts, key=len)
        self.dates = tuple(
            str(item[key])
            for key in ("published", "updated", "created", "date")
            # Asked by get(), feedparser warns and answers with another date.
            if key in item and item[key]  # noqa: RUF019  (see above)
        )
        source = item.get("source") or {}
        self.source = plain(str(source.get("title") or "")) if isinstance(source, Mapping) else ""


def _said(item: Mapping[str, Any], name: str, *, atom: bool) -> str:
    """A text of an item; only Atom tells reliably whether it holds markup."""
    detail = item.get(f"{name}_detail")
    text = atom and isinstance(detail, Mapping) and detail.get("type") == PLAIN
    return (literal if text else plain)(str(item.get(name) or ""))


def _alternate(links: Any) -> str:
    for link in links or ():
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"]).strip()
    return ""


def _entry(item: _Item, feed: Feed, language: str | None, seen_at: datetime) -> Entry:
    link = _BROKEN.sub("", item.link or item.guid)
    url = _link(link, feed.url, sure=link != item.guid)
    title = " ".join(item.title.split())
    source = item.source or None
    if feed.wrapper and source and title.endswith(f" - {source}"):
        title = title[: -len(source) - 3]
    zone = feed.timezone or ZONE_OF_LANGUAGE.get((feed.language or language or "")[:2].lower())
    dates = (read_date(raw, timezone=zone, seen_at=seen_at) for raw in item.dates)
    published = next((date for date in dates if date is not None), None)
    return Entry(
        feed_id=feed.id,
        guid=_guid(item, url, title),
        url=url,
        title=title[:LONGEST_TITLE],
        summary=("" if feed.wrapper else item.summary)[:LONGEST_SUMMARY],
        published=published or seen_at,
        dated=published is not None,
        language=feed.language or language,
        source=source,
    )


def _guid(item: _Item, url: str | None, title: str) -> str:
    guid = item.guid or url or ""
    if guid and len(guid) <= LONGEST_GUID:
        return guid
    # What has neither name nor headline is told by what it says.
    return mark(guid or "\n".join((title or item.summary, *item.dates)))


def _link(link: str, base: str, *, sure: bool) -> str | None:
    """An http or https address, resolved against the feed's; anything else is no link.

    `sure` says that it stood where links stand, so that it may be a bare name ("crane.html").
    """
    if len(link) > LONGEST_URL:
        return None
    try:
        written = urlsplit(link)
        joined = urljoin(base, link) if link else ""
        parts = urlsplit(joined)
    except ValueError:
        return None
    if written.scheme and not written.netloc:
        return None
    # A bare guid ("item-42") joined to the feed's address would look like a page.
    bare = not link.startswith(("http://", "https://", "/", "./", "../", "?")) and "/" not in link
    if bare and (not sure or not link or " " in link):
        return None
    return joined if parts.scheme in {"http", "https"} and parts.hostname else None


def _language(tag: Any) -> str | None:
    text = str(tag or "").strip().replace("_", "-")
    return text if 2 <= len(text) <= 35 and text.replace("-", "").isalnum() else None  # noqa: PLR2004  (RFC 5646, 4.4)


def _ttl(value: Any) -> timedelta | None:
    try:
        wish = timedelta(minutes=int(str(value).strip()))
    except (ValueError, OverflowError):
        return None
    return min(wish, LONGEST_TTL) if wish > timedelta(0) else None


def _interval(period: Any, frequency: Any) -> timedelta | None:
    hours = PERIODS.get(str(period or "").strip().lower())
    if hours is None:
        return None
    try:
        times = max(1, int(str(frequency or 1)))
    except ValueError:
        times = 1
    return min(timedelta(hours=hours) / times, LONGEST_TTL)


def _json_feed(body: str, feed: Feed, seen_at: datetime) -> ParsedFeed:
    """https://www.jsonfeed.org/version/1.1/."""
    try:
        document = json.loads(body)
        items, end = _rows(document, feed, seen_at)
    except (ValueError, RecursionError) as error:
        raise ParseError("is no feed: it begins like JSON and cannot be read as such") from error
    if not isinstance(document, dict) or "jsonfeed.org" not in str(document.get("version")):
        raise ParseError("is no feed: it seems to be JSON, but no JSON Feed")
    language = _language(document.get("language"))
    return ParsedFeed(
        title=plain(well_formed(_text(document.get("title")))) or None,
        language=language,
        entries=told_apart(
            _entry(
                _Item(
                    {
                        "id": _text(row.get("id")),
                        "link": _text(row.get("url")),
                        "title": _text(row.get("title")),
                        "summary": _text(row.get("content_text"))
                        or _text(row.get("content_html"))
                        or _text(row.get("summary")),
                        "published": _text(row.get("date_published")),
                        "updated": _text(row.get("date_modified")),
                    }
                ),
                feed,
                language,
                seen_at,
            )
            for row in items
        ),
        notes=(_note(end, len(items)),) if end else (),
    )


def _text(value: Any) -> str:
    """A text or number of JSON; of an object the one text that its publisher's software puts there, else none."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("rendered", "value", "text") if key in value), "")
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _rows(document: Any, feed: Feed, seen_at: datetime) -> tuple[list[dict[str, Any]], str | None]:
    """The items of a JSON document, their texts well formed; of too many one end, and its name."""
    rows = document.get("items") if isinstance(document, dict) else None
    items = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    end = None
    if len(items) > MOST_ITEMS:
        dates = [_text(item.get("date_published")) for item in items]
        last = ascend(dates, timezone=feed.timezone, seen_at=seen_at)
        end = "last" if last else "first"
        items = items[-MOST_ITEMS:] if last else items[:MOST_ITEMS]
    return [well_formed_values(item) for item in items], end


def _note(end: str, count: int) -> str:
    return f"only its {end} {count:,} items were read"

"""Read articles that no feed brought: at an address, in a saved page, or all that a feed lists. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import ConfigError, FetchError, ParseError
from bot.jobs import documents, holds
from bot.jobs.context import Context
from bot.model.feeds import Entry, Feed, Page
from bot.model.news import Article
from bot.model.wellformed import well_formed
from bot.steps import dedupe
from bot.steps.read import PageText
from bot.storage.engine import writing

DEADLINE_S = 30.0
MOST_BYTES = 5_000_000
# A feed's archive may go on for years; a rehearsal needs its latest part.
MOST_ENTRIES = 100
LONGEST_HEADLINE = 200
PLAIN_TEXT = frozenset({".txt", ".md"})


def article_at(context: Context, url: str, *, now: datetime) -> Article:
    """The article at an address, asked for as politely as any page. Raises FetchError or ParseError."""
    page = _fetched(context, url, now=now)
    text = context.parsers.run(documents.article_page, page, language=None)
    return _article(context, text, page.final_url, now=now)


def article_in(context: Context, file: Path) -> Article:
    """The article of a saved page, or of a text whose first line is its headline.

    Its time is the page's own, or the file's where the page names none. Raises ConfigError or ParseError.
    """
    body, changed = _read(file)
    if file.suffix.lower() in PLAIN_TEXT:
        title, _, rest = well_formed(body.decode("utf-8-sig", "replace")).strip().partition("\n")
        text = PageText(
            title=title, text=rest.strip() or title, language=None, published=None, source=None
        )
    else:
        page = Page(
            url=file.name,
            final_url=f"file:///{file.name}",
            status=200,
            headers={},
            body=body,
            fetched_at=changed,
        )
        text = context.parsers.run(documents.article_page, page, language=None)
    return _article(context, text, None, now=changed, name=file.stem)


def articles_of_feed(
    context: Context, url: str, *, now: datetime
) -> Iterator[Article | tuple[str, str]]:
    """The articles that a feed lists, oldest first; the address and the reason for those that cannot be read.

    A page that cannot be had is stood in for by the feed's own summary. Raises FetchError or ParseError for the feed.
    """
    name = urlsplit(url).hostname or url
    feed = next(
        (one for one in context.watchlist.feeds if one.url == url),
        Feed(id="trial", url=url, name=name),
    )
    page = _fetched(context, url, now=now, is_feed=True)
    found = context.parsers.run(documents.feed_document, page, feed=feed, seen_at=now)
    latest = sorted(found.entries, key=lambda one: one.published)[-MOST_ENTRIES:]
    for entry in latest:
        try:
            yield _of_entry(context, entry, feed, now=now)
        except (FetchError, ParseError) as error:
            if len(entry.summary) > len(entry.title):
                yield _of_summary(context, entry, feed)
            else:
                yield entry.url or entry.title, error.reason


def _of_entry(context: Context, entry: Entry, feed: Feed, *, now: datetime) -> Article:
    if entry.url is None or feed.wrapper:
        raise ParseError("the item has no page of its own")
    page = _fetched(context, entry.url, now=now)
    text = context.parsers.run(documents.article_page, page, language=entry.language)
    return _article(context, text, page.final_url, now=entry.published, dated=entry.dated)


def _of_summary(context: Context, entry: Entry, feed: Feed) -> Article:
    return Article(
        id=entry.url or entry.guid,
        url=entry.url,
        source=feed.name,
        rank=context.watchlist.rank(feed.url, feed),
        language=entry.language or "",
        published=entry.published,
        dated=entry.dated,
        title=entry.title,
        text=entry.summary,
        text_from="summary",
    )


def _article(
    context: Context,
    text: PageText,
    url: str | None,
    *,
    now: datetime,
    name: str = "",
    dated: bool = False,
) -> Article:
    title = text.title or text.text.split("\n", 1)[0][:LONGEST_HEADLINE]
    own = text.published if not dated else None
    return Article(
        id=dedupe.normalise_url(url) if url else name,
        url=url,
        source=context.watchlist.publisher(url) if url else text.source or name,
        rank=context.watchlist.rank(url, None),
        language=text.language or "",
        # Nothing is published after it was read.
        published=min(own, now) if own is not None else now,
        dated=dated or own is not None,
        title=title,
        text=text.text,
        text_from="page",
    )


def _fetched(context: Context, url: str, *, now: datetime, is_feed: bool = False) -> Page:
    get = context.http.get if is_feed else context.http.get_page
    try:
        return get(
            url,
            deadline=DEADLINE_S,
            max_bytes=MOST_BYTES,
            now=now,
            may_ask=holds.may_ask(context, now),
        )
    except FetchError as error:
        if error.wish is not None:
            with writing(context.engine) as conn:
                holds.hold(conn, error, now=now)
        raise


def _read(file: Path) -> tuple[bytes, datetime]:
    """A file's bytes and when it was changed last; a device or a folder is no article."""
    try:
        if not file.is_file():
            raise ConfigError("is no file that holds an article", file=file)
        found = file.stat()
        if found.st_size > MOST_BYTES:
            raise ConfigError(f"is larger than {MOST_BYTES // 1_000_000} MB", file=file)
        return file.read_bytes(), datetime.fromtimestamp(found.st_mtime, tz=UTC)
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", file=file) from error

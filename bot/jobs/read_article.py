"""Read one article that is due: fetch its page, study it, settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from sqlalchemy import Connection

from bot.errors import BotError, FaultError, FetchError, ParseError, StorageError
from bot.failpoints import failpoint
from bot.jobs import asking, documents, holds, notices, provenance, reading
from bot.jobs.context import Context
from bot.jobs.provenance import Found
from bot.model.alerts import Reading
from bot.model.feeds import Page
from bot.model.news import Article
from bot.steps import dedupe
from bot.storage import articles, entries
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.storage.entries import QueuedEntry

T = TypeVar("T")

# A page that fails for the moment is tried again this much later; then the entry's summary has to do.
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5))
LONGEST_WAIT = timedelta(hours=1)
# A page that was told is looked at again so much later each time, in case it was edited silently.
LOOK_AGAIN = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
# An edit moves a figure; what is left of a page behind a wall is no edit.
LEAST_LEFT = 0.5
PAGE_DEADLINE_S = 30.0
PAGE_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutcome:
    """What became of one entry: its reading, or why it waits, and in either case what went wrong."""

    title: str
    reading: Reading | None
    problem: str | None = None


def read_article(
    context: Context,
    queued: QueuedEntry,
    *,
    now: datetime,
    token: str,
    last_chance: bool = False,
    in_turn: Callable[[], None],
) -> ReadOutcome:
    """Read the page of a queued entry and settle what it says, in one transaction.

    A page that cannot be had for the moment is left for later, unless `last_chance`; one that cannot be
    read at all falls back to the entry's summary, and the article says so (`text_from`). What makes the bot
    stumble is tried as often, then given up, and people are told. `in_turn` waits until it may be settled.
    """
    try:
        if queued.looks:
            return _look_again(context, queued, now=now, token=token, in_turn=in_turn)
        return _read(
            context, queued, now=now, token=token, last_chance=last_chance, in_turn=in_turn
        )
    except StorageError:
        raise
    except Exception as error:  # noqa: BLE001  (one item must neither be read for ever nor be lost in silence)
        return _stumbled(context, queued, error, now=now, token=token, last_chance=last_chance)


def _read(
    context: Context,
    queued: QueuedEntry,
    *,
    now: datetime,
    token: str,
    last_chance: bool,
    in_turn: Callable[[], None],
) -> ReadOutcome:
    problem: str | None = None
    with writing(context.engine) as conn:
        twin = entries.read_before(conn, queued.id)
        if twin is not None:
            return _read_already(conn, queued, twin, token=token)
    try:
        study = _guarded(context, queued, lambda: _page_study(context, queued, now=now))
    except (FetchError, ParseError) as error:
        problem = error.reason
        if error.temporary and not last_chance and queued.attempts < len(RETRY_AFTER):
            wait = max(RETRY_AFTER[queued.attempts], error.retry_after or timedelta(0))
            return _put_off(
                context, queued, problem, due_at=now + min(wait, LONGEST_WAIT), token=token
            )
        study = _study(context, _article(context, queued, None, now=now))
    failpoint("read.studied")
    study = asking.heard(context, study, now=now)
    in_turn()
    with writing(context.engine) as conn:
        twin = entries.read_before(conn, queued.id)
        if twin is not None:
            return _read_already(conn, queued, twin, token=token)
        # The fence first: whoever lost the lease writes nothing.
        if not entries.finish(
            conn,
            queued.id,
            token=token,
            state="done",
            reason=problem,
            article_id=study.article.id,
        ):
            return ReadOutcome(title=queued.entry.title, reading=None, problem="read elsewhere")
        failpoint("read.finished")
        settled = reading.settle(conn, study, context, now=now, baseline=queued.baseline)
        if settled.alerts and study.article.text_from == "page":
            entries.look_again(conn, queued.id, looks=1, due_at=now + LOOK_AGAIN[0])
        failpoint("read.settled")
    failpoint("read.committed")
    return ReadOutcome(title=queued.entry.title, reading=settled, problem=problem)


def _read_already(conn: Connection, queued: QueuedEntry, twin: int, *, token: str) -> ReadOutcome:
    """Finish an item whose page was read through another one meanwhile."""
    reason = entries.same_page_as(twin)
    entries.finish(conn, queued.id, token=token, state="done", reason=reason, article_id=None)
    return ReadOutcome(title=queued.entry.title, reading=None)


def _put_off(
    context: Context, queued: QueuedEntry, problem: str, *, due_at: datetime, token: str
) -> ReadOutcome:
    with writing(context.engine) as conn:
        entries.finish(
            conn,
            queued.id,
            token=token,
            state="due",
            reason=problem,
            article_id=queued.article_id,
            due_at=due_at,
        )
    failpoint("read.put_off")
    return ReadOutcome(title=queued.entry.title, reading=None, problem=problem)


def _stumbled(
    context: Context,
    queued: QueuedEntry,
    error: Exception,
    *,
    now: datetime,
    token: str,
    last_chance: bool,
) -> ReadOutcome:
    """Put an entry off that nobody foresaw; when its tries are over, give it up and say so to people."""
    entry = queued.entry
    context.log.error("a fault of the bot at an article", title=entry.title, exc_info=error)
    problem = FaultError(error).reason
    if not last_chance and queued.attempts < len(RETRY_AFTER):
        due_at = now + RETRY_AFTER[queued.attempts]
        return _put_off(context, queued, problem, due_at=due_at, token=token)
    with writing(context.engine) as conn:
        if entries.finish(
            conn,
            queued.id,
            token=token,
            # What was read before stays read; only its edits are no longer looked for.
            state="failed" if queued.article_id is None else "done",
            reason=problem,
            article_id=queued.article_id,
        ):
            text = f"“{entry.title or entry.url}” of the feed {entry.feed_id} {problem}. It is not read again."
            notices.put_of_many(conn, context, text, kind="entry", now=now)
    return ReadOutcome(title=entry.title, reading=None, problem=problem)


def _look_again(
    context: Context,
    queued: QueuedEntry,
    *,
    now: datetime,
    token: str,
    in_turn: Callable[[], None],
) -> ReadOutcome:
    """Read a page that was told once more: settled only where its text is another one."""
    problem: str | None = None
    study: reading.Study | None = None
    article_id = queued.article_id
    try:
        article, study = _guarded(context, queued, lambda: _edit(context, queued, now=now))
        article_id = article.id
    except (FetchError, ParseError) as error:
        problem = error.reason
    in_turn()
    failpoint("look.studied")
    settled: Reading | None = None
    with writing(context.engine) as conn:
        if not entries.finish(
            conn, queued.id, token=token, state="done", reason=problem, article_id=article_id
        ):
            return ReadOutcome(title=queued.entry.title, reading=None, problem="read elsewhere")
        if queued.looks < len(LOOK_AGAIN):
            due_at = now + LOOK_AGAIN[queued.looks]
            entries.look_again(conn, queued.id, looks=queued.looks + 1, due_at=due_at)
        if study is not None:
            settled = reading.settle(conn, study, context, now=now)
        failpoint("look.settled")
    failpoint("look.committed")
    return ReadOutcome(title=queued.entry.title, reading=settled, problem=problem)


def _edited(now: Article, before: Article) -> bool:
    return (
        now.text_from == "page"
        and now.text != before.text
        and len(now.text) >= LEAST_LEFT * len(before.text)
    )


def _guarded(context: Context, queued: QueuedEntry, work: Callable[[], T]) -> T:
    """What is done with a page; what makes the bot stumble there is a page that cannot be read."""
    try:
        return work()
    except BotError:
        raise
    except Exception as error:
        context.log.exception("a fault of the bot at a page", title=queued.entry.title)
        raise ParseError(FaultError(error).reason) from error


def _page_study(context: Context, queued: QueuedEntry, *, now: datetime) -> reading.Study:
    found = _found(context, queued, now=now)
    return _study(context, _article(context, queued, found, now=now))


def _edit(
    context: Context, queued: QueuedEntry, *, now: datetime
) -> tuple[Article, reading.Study | None]:
    """A page as it stands now, and what it says where that is another text than it was."""
    article = _article(context, queued, _found(context, queued, now=now), now=now)
    with reads(context.engine) as conn:
        known = articles.get(conn, article.id)
    if known is None or not _edited(article, known.article):
        return article, None
    return article, asking.heard(context, _study(context, article), now=now)


def _study(context: Context, article: Article) -> reading.Study:
    """A text is studied where it can be stopped: it may be made to take for ever, as a page may."""
    topics = documents.packed(context.watchlist.topics)
    only = reading.topics_of(article, context)
    return context.parsers.run(documents.studied, article, topics, only=only)


def _found(context: Context, queued: QueuedEntry, *, now: datetime) -> Found | None:
    entry = queued.entry
    feed = context.watchlist.feed(entry.feed_id)
    if entry.url is None or (feed is not None and feed.wrapper):
        return None
    page = _fetched(context, entry.url, now=now, asker=feed.url if feed is not None else "")
    if _is_front(page.final_url) and not _is_front(entry.url):
        raise ParseError("the link leads to the site's front page; the article is not there")
    failpoint("read.fetched")
    text = context.parsers.run(documents.article_page, page, language=entry.language)
    failpoint("read.parsed")
    return Found(text=text, url=page.final_url)


def _fetched(context: Context, url: str, *, now: datetime, asker: str) -> Page:
    try:
        return context.http.get_page(
            url,
            deadline=PAGE_DEADLINE_S,
            max_bytes=PAGE_MOST_BYTES,
            now=now,
            may_ask=holds.may_ask(context, now),
            asker=asker,
        )
    except FetchError as error:
        # Whoever wants to be left alone means all of us, the feeds of the host too.
        if error.wish is not None:
            with writing(context.engine) as conn:
                holds.hold(conn, error, now=now)
            failpoint("read.host_held")
        raise


def _article(
    context: Context, queued: QueuedEntry, found: Found | None, *, now: datetime
) -> Article:
    before = None
    if queued.article_id is not None:
        with reads(context.engine) as conn:
            known = articles.get(conn, queued.article_id)
        before = known.article if known is not None else None
    return provenance.article_of(queued, found, context.watchlist, before=before, now=now)


def _is_front(url: str) -> bool:
    parts = urlsplit(dedupe.normalise_url(url))
    return parts.path in {"", "/"} and not parts.query and not parts.fragment

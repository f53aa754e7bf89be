"""Tables for the terminal: feeds and how they do, what waits to be delivered, what the seeds say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.model.alerts import Delivery
from bot.model.feeds import Entry, Feed, FeedState
from bot.model.mutes import Mute
from bot.model.news import Seed
from bot.render.counting import counted


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def feeds_table(
    feeds: Iterable[Feed],
    states: Iterable[FeedState],
    *,
    now: datetime,
    troubles: Mapping[str, str] = MappingProxyType({}),
) -> RenderableType:
    """Each feed with its health in words: last success, next poll, learned gap, last error.

    `troubles` are what a person ought to know, by feed, where it is more than the last error.
    """
    known = {state.feed_id: state for state in states}
    table = _table("feed", "health", "last success", "next poll", "usual gap", "last error")
    for feed in feeds:
        state = known.get(feed.id)
        table.add_row(
            Text(feed.id),
            Text(health_in_words(feed, state)),
            _ago(state.last_success_at if state else None, now),
            _ahead(state.next_poll_at if state else None, now),
            _span(state.gap) if state and state.gap else "",
            Text(troubles.get(feed.id) or (_last_words(state) if state else "")),
        )
    return table


def _last_words(state: FeedState) -> str:
    """What a feed failed of; where it is well, what of it is not read."""
    return state.last_error or state.note or ""


def trial_table(
    matched: Sequence[tuple[Entry, str]], unmatched: Sequence[tuple[Entry, str]], *, now: datetime
) -> RenderableType:
    """What a feed holds, what would be read of it first; each with its age and the reason."""
    table = _table("read", "age", "headline", "why")
    for would, rows in (("yes", matched), ("no", unmatched)):
        for entry, reason in rows:
            age = _span(now - entry.published) if entry.dated else "undated"
            table.add_row(would, age, Text(entry.title or "(no headline)"), Text(reason))
    return table


def health_in_words(feed: Feed, state: FeedState | None) -> str:
    """One or two words for how a feed is doing."""
    if not feed.enabled:
        return "switched off"
    if state is None or state.last_polled_at is None:
        return "not polled yet"
    if state.gone:
        return "gone (410)"
    if state.told == "silent" and not state.failures:
        return "silent"
    if state.failures:
        return f"failing ({state.failures} in a row)"
    return "well"


def mutes_table(mutes: Sequence[Mute], *, now: datetime) -> RenderableType:
    """Who is not told of what, until when, and who asked for it; one line where there is nothing."""
    if not mutes:
        return Text("Nothing is muted.")
    table = _table("number", "receiver", "what", "until", "asked by", "over")
    for mute in mutes:
        lifted = f"ended by {mute.lifted_by}, {_stamp(mute.lifted_at)}" if mute.lifted_at else ""
        table.add_row(
            str(mute.id),
            Text(mute.receiver),
            Text(f"{mute.scope} {mute.subject}"),
            _stamp(mute.until),
            Text(f"{mute.made_by}, {_stamp(mute.made_at)}"),
            Text(lifted or ("yes" if mute.until <= now else "")),
        )
    return table


def outbox_table(deliveries: Sequence[Delivery]) -> RenderableType:
    """What waits, and what could not be delivered; one line where there is nothing."""
    if not deliveries:
        return Text("Nothing waits, and nothing is dead: every message was delivered.")
    table = _table("number", "receiver", "what", "state", "attempts", "due", "last error")
    for delivery in deliveries:
        table.add_row(
            str(delivery.id),
            Text(f"{delivery.receiver} {delivery.address}".rstrip()),
            delivery.kind,
            delivery.state,
            str(delivery.attempts),
            _stamp(delivery.due_at),
            Text(delivery.last_error or ""),
        )
    return table


def seeds_table(records: Sequence[Seed]) -> RenderableType:
    """The seed records, with what each says in our own words."""
    if not records:
        return Text("No seeds. `bot seeds add FILE_OR_URL` makes a record of a report.")
    table = _table("name", "publisher", "published", "language", "brief")
    for record in records:
        table.add_row(
            Text(record.name),
            Text(record.publisher or "not stated"),
            record.published or "not stated",
            record.language,
            Text(record.brief),
        )
    return table


def seed_line(record: Seed, place: str) -> str:
    """What was made of a report, in one line."""
    figures = counted(len(record.figures), "figure")
    return f"{place}: {figures}. {record.brief}"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")


def _ago(moment: datetime | None, now: datetime) -> str:
    return f"{_span(now - moment)} ago" if moment is not None else "never"


def _ahead(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return ""
    return f"in {_span(moment - now)}" if moment > now else "now"


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{max(seconds, 0)} s"

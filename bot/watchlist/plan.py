"""What will the bot do with these settings? The plan that `bot check` prints, as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from bot.model.alerts import AlertsFrom, Receiver
from bot.model.figures import Nature
from bot.model.second_reader import ModelUse
from bot.model.topics import Topic
from bot.render.counting import counted
from bot.steps.compare import nature_of
from bot.watchlist.gaps import gaps
from bot.watchlist.receivers import Accounts, receivers_in_use
from bot.watchlist.watchlist import Watchlist

_ALERTS: Mapping[AlertsFrom, str] = {
    "certain": "alerts of what is certain",
    "balanced": "alerts",
    "everything": "alerts of what is doubtful too",
}


def plan(watchlist: Watchlist, settings: Accounts, *, now: datetime) -> tuple[str, ...]:
    """Topics, feeds, receivers, the next digest and what else is worth knowing, a line each."""
    receivers, notes = receivers_in_use(watchlist, settings)
    return (
        *(line for topic in watchlist.topics for line in _topic_lines(topic)),
        *gaps(watchlist),
        *_feed_lines(watchlist),
        *(_receiver_line(one) for one in receivers),
        _digest_line(receivers, now),
        _model_line(watchlist.model),
        *notes,
        *_examples(receivers),
    )


def next_digest(receiver: Receiver, *, now: datetime) -> datetime:
    """When a receiver's next digest is due: its time of day in its own zone, after `now`."""
    zone = ZoneInfo(receiver.timezone)
    today = now.astimezone(zone)
    day = today.date()
    if datetime.combine(day, receiver.digest_at, zone) <= today:
        day += timedelta(days=1)
    if receiver.digest_weekday is not None:
        day += timedelta(days=(receiver.digest_weekday - day.weekday()) % 7)
    return datetime.combine(day, receiver.digest_at, zone)


def _topic_lines(topic: Topic) -> Iterator[str]:
    terms = len(topic.keywords.any) + len(topic.keywords.all) + len(topic.keywords.none)
    aliases = sum(len(entity.aliases) for entity in topic.entities)
    yield (
        f"Topic {topic.id}: {topic.name}; {counted(terms, 'keyword')}, "
        f"{counted(len(topic.entities), 'entity', 'entities')} with {counted(aliases, 'alias', 'aliases')}, "
        f"{len(topic.series)} series"
    )
    for nature in get_args(Nature):
        alike = [
            series.id if series.nature else f"{series.id} (by its name)"
            for series in topic.series
            if nature_of(series) == nature
        ]
        if alike:
            yield f"Topic {topic.id}: followed as a {nature}: {', '.join(alike)}"


def _feed_lines(watchlist: Watchlist) -> Iterator[str]:
    enabled = [feed for feed in watchlist.feeds if feed.enabled]
    languages = Counter(feed.language or "any language" for feed in enabled)
    listed = ", ".join(f"{name} {count}" for name, count in languages.most_common())
    if enabled:
        yield f"Feeds: {len(enabled)} polled" + (f" ({listed})" if listed else "")
    else:
        yield "Feeds: none is polled, so nothing will be read; list addresses under `feeds`"
    for feed in watchlist.feeds:
        if not feed.enabled:
            note = watchlist.notes.get(feed.id)
            yield f"Feed {feed.id}: disabled" + (f" ({note})" if note else "")


def _receiver_line(receiver: Receiver) -> str:
    told = " and ".join(
        word
        for word, wanted in (
            (_ALERTS[receiver.alerts_from], receiver.alerts),
            ("digest" if receiver.digest_weekday is None else "weekly digest", receiver.digest),
            ("a daily sign of life", receiver.alive_at is not None),
        )
        if wanted
    )
    to = f" to {', '.join(receiver.to)}" if receiver.to else ""
    only = ", ".join([*receiver.topics, *receiver.series])
    quiet = (
        f", quiet {receiver.quiet_from:%H:%M}-{receiver.quiet_to:%H:%M} {receiver.timezone}"
        if receiver.quiet_from and receiver.quiet_to
        else ""
    )
    severity = "" if receiver.min_severity == "low" else f", from severity {receiver.min_severity}"
    return (
        f"Receiver {receiver.id} ({receiver.kind}): {told}{to}"
        + (f", only {only}" if only else "")
        + f"{severity}{quiet}"
    )


def _digest_line(receivers: tuple[Receiver, ...], now: datetime) -> str:
    due = [(next_digest(one, now=now), one) for one in receivers if one.digest]
    if not due:
        return "Next digest: none, since no receiver wants one (`digest: true`)"
    when, who = min(due, key=lambda one: one[0])
    return f"Next digest: {when:%Y-%m-%d %H:%M} {who.timezone}, to {who.id}"


def _model_line(model: ModelUse | None) -> str:
    if model is None:
        return (
            "Second reader: none; with a language model (`model` in feeds.yaml) far more of what changes is told, "
            "and far less that is wrong"
        )
    asked = "every page that mentions a topic" if model.when == "always" else "pages in doubt"
    return (
        f"Second reader: {model.name} at {model.url}, asked about {asked}, at most {model.daily_limit} times a day; "
        "title and text of these pages go there"
    )


def _examples(receivers: tuple[Receiver, ...]) -> Iterator[str]:
    for receiver in receivers:
        for address in receiver.to:
            if re.search(r"@(?:.*\.)?example\.(?:org|com|net)$", address):
                yield f"Receiver {receiver.id}: {address} is an example; put your own address into feeds.yaml"

"""What is told as JSON, for programs: docs/json-receiver.md describes it, and `VERSION` names its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.model.alerts import Alert, Digest
from bot.model.figures import Change, Figure, Observation
from bot.render import wording

# Fields may be added to a version; one that goes or changes its meaning makes the next.
VERSION = 1


def alert_message(alert: Alert) -> dict[str, Any]:
    """An alert: its topic, its article, and each change with the figure before and after."""
    return {
        "version": VERSION,
        "type": "alert",
        "key": alert.key,
        "severity": alert.severity,
        "created_at": alert.created_at.isoformat(),
        "topic": {"id": alert.topic, "name": alert.topic_name},
        "event": {"id": alert.story, "title": alert.story_title},
        "article": {
            "id": alert.article.id,
            "title": alert.article.title,
            "url": alert.article.url,
            "source": alert.article.source,
            "language": alert.article.language,
            "published": alert.article.published.isoformat(),
        },
        "changes": [_change(one, alert) for one in alert.changes],
    }


def digest_message(digest: Digest) -> dict[str, Any]:
    """A digest: its alerts, as each would be told alone, and how far it reaches."""
    return {
        "version": VERSION,
        "type": "digest",
        "key": digest.key,
        "day": digest.day.isoformat(),
        "timezone": digest.timezone,
        "alerts": [alert_message(one) for one in digest.alerts],
        "refined": [alert_message(one) for one in digest.refined],
        "to_check": [alert_message(one) for one in digest.to_check],
        "read": digest.read,
        "kept_quiet": digest.kept_quiet,
        "feeds": digest.feeds,
        "failing_feeds": [{"feed": feed, "why": why} for feed, why in digest.failing],
        "undelivered": digest.undelivered,
    }


def notice_message(title: str, lines: Sequence[str], *, key: str) -> dict[str, Any]:
    """What the bot says of itself, or that a figure is withdrawn, in words."""
    return {
        "version": VERSION,
        "type": "notice",
        "key": key,
        "title": title,
        "lines": list(lines),
    }


def _change(change: Change, alert: Alert) -> dict[str, Any]:
    series = change.after.series
    return {
        "series": {"id": series, "label": alert.labels.get(series, series)},
        "kind": change.kind,
        "sure": change.sure,
        "why": change.why,
        "percent": None if change.percent is None else format(change.percent, "f"),
        "after": _observation(change.after),
        "before": None if change.before is None else _observation(change.before),
    }


def _observation(one: Observation) -> dict[str, Any]:
    return {
        "figure": _figure(one.figure),
        "words": wording.figure_in_words(one.figure),
        "quote": one.quote,
        "source": one.source,
        "rank": one.rank,
        "official": one.official,
        "url": one.url,
        "published": one.published.isoformat(),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """Numbers are strings: no program may round what a page says."""
    return {
        "as_written": figure.text,
        "start": figure.start,
        "end": figure.end,
        "low": format(figure.low, "f"),
        "high": format(figure.high, "f"),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "period": figure.period,
        "per": figure.per,
        "hedge": figure.hedge,
    }

"""What a day's digest holds: only what is new, once, and honest about its reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.alerts import Alert, Digest, Receiver, Severity
from bot.model.figures import Figure

_LOUDEST: tuple[Severity, ...] = ("high", "normal", "low")


def due_day(at: time, timezone: str, *, now: datetime, weekday: int | None = None) -> date:
    """The latest day for which something is due at a local time, each day or each week on a weekday.

    A local time that a change of clocks skips or repeats is due once: the day is the key, not the hour.
    """
    local = now.astimezone(ZoneInfo(timezone))
    day = local.date() if local.time() >= at else local.date() - timedelta(days=1)
    return day if weekday is None else day - timedelta(days=(day.weekday() - weekday) % 7)


def window(
    at: time, timezone: str, day: date, *, weekday: int | None = None
) -> tuple[datetime, datetime]:
    """The time that a day's digest covers, or a week's: from the last one's hour to its own."""
    zone = ZoneInfo(timezone)
    start = day - timedelta(days=1 if weekday is None else 7)
    return datetime.combine(start, at, zone), datetime.combine(day, at, zone)


def digest_key(receiver: Receiver, day: date) -> str:
    """What makes a digest unique: a receiver gets one for a day, whatever happens in between."""
    return f"digest:{receiver.id}:{day.isoformat()}"


def compose(
    receiver: Receiver,
    day: date,
    *,
    alerts: Sequence[Alert],
    unfiled: Sequence[str],
    read: int,
    kept_quiet: int,
    feeds: int,
    failing: Sequence[tuple[str, str]],
    last_new_at: datetime | None,
    composed_at: datetime,
) -> Digest:
    """A receiver's digest of a day, from what was told or kept for it.

    The story with the loudest alert comes first. What a page says twice stands there once, as it was told last;
    what only became more precise stands in a list of its own, as does what is doubtful.
    """
    wanted = [
        alert
        for alert in alerts
        if (not receiver.topics or alert.topic in receiver.topics)
        and (
            not receiver.series
            or any(change.after.series in receiver.series for change in alert.changes)
        )
    ]
    latest = {_fact(alert): alert for alert in wanted}
    lasting = _loudest_first([alert for alert in wanted if latest[_fact(alert)] is alert])
    once = [alert for alert in lasting if not alert.to_check]
    return Digest(
        key=digest_key(receiver, day),
        receiver=receiver.id,
        day=day,
        timezone=receiver.timezone,
        alerts=tuple(alert for alert in once if not _only_refined(alert)),
        refined=tuple(one for alert in once if (one := _refined(alert)).changes),
        unfiled=tuple(dict.fromkeys(unfiled)),
        read=read,
        kept_quiet=kept_quiet,
        feeds=feeds,
        failing=tuple(failing),
        last_new_at=last_new_at,
        composed_at=composed_at,
        to_check=tuple(alert for alert in lasting if alert.to_check),
    )


def _loudest_first(alerts: Sequence[Alert]) -> list[Alert]:
    """By severity and then in their order, a story's alerts together: they are shown under one name."""
    stories: dict[str, list[Alert]] = {}
    for alert in sorted(alerts, key=lambda one: _LOUDEST.index(one.severity)):
        stories.setdefault(alert.story, []).append(alert)
    return [alert for theirs in stories.values() for alert in theirs]


def _fact(alert: Alert) -> tuple[object, ...]:
    said = (
        (
            change.after.series,
            change.kind,
            str(_stated(change.before.figure)) if change.before else "",
            str(_stated(change.after.figure)),
        )
        for change in alert.changes
    )
    return (alert.topic, alert.article.id, *sorted(said))


def _stated(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.high, figure.unit, figure.period, figure.by)


def _only_refined(alert: Alert) -> bool:
    return all(change.kind == "refined" for change in alert.changes)


def _refined(alert: Alert) -> Alert:
    refined = (change for change in alert.changes if change.kind == "refined")
    return replace(alert, changes=tuple(refined))

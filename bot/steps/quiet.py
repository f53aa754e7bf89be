"""Is it a receiver's quiet hours, and when do they end? Moments are compared, not what a clock on the wall shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.alerts import Receiver

DAY = timedelta(days=1)


def quiet_until(receiver: Receiver, *, now: datetime) -> datetime | None:
    """The end of the receiver's quiet hours where it is within them, in its own time zone, else None.

    Hours across midnight belong to the evening on which they begin. Where clocks go back over one end of them,
    they last from the first time that the beginning is shown to the last time that the end is; an end that is
    skipped is the moment at which clocks go forward.
    """
    start, end = receiver.quiet_from, receiver.quiet_to
    if start is None or end is None or start == end:
        return None
    zone = ZoneInfo(receiver.timezone)
    today = now.astimezone(zone).date()
    nights = (
        (
            _first(day, start, zone),
            _last(day if start < end else day + DAY, end, zone),
        )
        for day in (today - DAY, today)
    )
    ends = [ended for began, ended in nights if began <= now < ended]
    return max(ends).astimezone(now.tzinfo) if ends else None


def _first(day: date, at: time, zone: ZoneInfo) -> datetime:
    return min(_showings(day, at, zone))


def _last(day: date, at: time, zone: ZoneInfo) -> datetime:
    return max(_showings(day, at, zone))


def _showings(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which clocks show a time on a day: one, two, or for a time that is skipped the moment of that.

    https://peps.python.org/pep-0495/#how-to-find-out-if-a-time-is-ambiguous-or-missing
    """
    shown = datetime.combine(day, at, zone)
    one, other = (shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if one <= other:
        return one, other
    # Skipped: read with the offset from before it lies after the change, and the other way round.
    before = other.astimezone(zone).utcoffset()
    while one - other > timedelta(seconds=1):
        middle = other + (one - other) // 2
        if middle.astimezone(zone).utcoffset() == before:
            other = middle
        else:
            one = middle
    changed = one.replace(microsecond=0)
    return changed, changed

"""By how much a date moved: "19 months later", as precisely as the two dates are named and no more."""

from __future__ import annotations

from datetime import date

from bot.model.days import MONTHS_A_YEAR, days_of, same_month
from bot.model.figures import Figure

POINTS_IN_TIME = frozenset({"year", "date"})
_FEW_DAYS = 62
_DAYS_A_MONTH = 365.25 / 12


def how_far(old: Figure, new: Figure) -> str:
    """The move from one year or date to another, both of one unit, in words; empty where it says nothing."""
    if new.unit == "year":
        return _said(int(new.low - old.low), "year") if old.low == old.high else ""
    before, after = days_of(old), days_of(new)
    days = (after[0] - before[0]).days
    if _one_day(before) and _one_day(after) and abs(days) < _FEW_DAYS:
        return _said(days, "day")
    if same_month(*before) and same_month(*after):
        return _in_months(_month(after[0]) - _month(before[0]))
    if _length(before) == _length(after):
        return _in_months(round(days / _DAYS_A_MONTH))
    apart = round((_middle(after) - _middle(before)) / _DAYS_A_MONTH)
    said = _in_months(apart)
    return f"about {said}" if said else ""


def _in_months(months: int) -> str:
    if months and months % MONTHS_A_YEAR == 0:
        return _said(months // MONTHS_A_YEAR, "year")
    return _said(months, "month")


def _said(number: int, unit: str) -> str:
    if not number:
        return ""
    count = abs(number)
    return f"{count} {unit}{'' if count == 1 else 's'} {'later' if number > 0 else 'earlier'}"


def _one_day(span: tuple[date, date]) -> bool:
    return span[0] == span[1]


def _month(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month


def _length(span: tuple[date, date]) -> int:
    """How many months an interval touches."""
    return _month(span[1]) - _month(span[0])


def _middle(span: tuple[date, date]) -> float:
    return (span[0].toordinal() + span[1].toordinal()) / 2

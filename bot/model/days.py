"""Intervals of days: what a date stands for, as figures of unit `date` hold it.

A figure's `low` and `high` are the ordinals (`date.toordinal()`) of the first and the last day of what
is named: "March 2029" is 1 to 31 March 2029. The precision is the interval's length.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.model.figures import Figure

MONTHS_A_YEAR = 12
_ONE_DAY = timedelta(days=1)


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day from one month of a year to another; months above 12 are the next year's."""
    return _first_of(year, first), _first_of(year, last + 1) - _ONE_DAY


def _first_of(year: int, month: int) -> date:
    years, over = divmod(month - 1, MONTHS_A_YEAR)
    return date(year + years, over + 1, 1)


def days_of(figure: Figure) -> tuple[date, date]:
    """First and last day of a figure of unit `date`."""
    return date.fromordinal(int(figure.low)), date.fromordinal(int(figure.high))


def year_named(figure: Figure) -> int | None:
    """The year that a figure of unit `year` or `date` names; None for any other figure.

    A date within a fiscal year is of that year: its `by` says which.
    """
    if figure.unit == "year":
        return int(figure.low)
    if figure.unit != "date":
        return None
    return figure.by.year if figure.by is not None else days_of(figure)[0].year


def as_year(figure: Figure) -> Figure:
    """A date as a figure of unit `year`, for a series that knows no more than years."""
    year = Decimal(year_named(figure) or 0)
    return replace(figure, low=year, high=year, unit="year", by=None)


def as_date(figure: Figure, begins: int = 1) -> Figure:
    """A year as the interval of its days, for a series of dates.

    Args:
        figure: of unit `year` or `date`.
        begins: the month with which the year begins: another one than January for fiscal years.
    """
    if figure.unit == "date":
        return replace(figure, by=None)
    first, last = months(int(figure.low), begins, begins + MONTHS_A_YEAR - 1)
    return replace(
        figure,
        low=Decimal(first.toordinal()),
        high=Decimal(last.toordinal()),
        unit="date",
        by=None,
    )


def written(first: date, last: date) -> str:
    """An interval in words: "14 May 2029", "March 2029", "Q3 2030", "second half of 2030", "2029"."""
    if first == last:
        return f"{first:%-d %B %Y}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole:
        begin = f"{first:%-d}" if same_month(first, last) else f"{first:%-d %B %Y}"
        return f"{begin} to {last:%-d %B %Y}"
    if same_month(first, last):
        return f"{first:%B %Y}"
    if first.year != last.year:
        return f"{first:%B %Y} to {last:%B %Y}"
    return _PARTS.get((first.month, last.month), f"{first:%B} to {last:%B} {{year}}").format(
        year=first.year
    )


def same_month(one: date, other: date) -> bool:
    """Whether two days are of one month of one year."""
    return (one.year, one.month) == (other.year, other.month)


_PARTS = {
    (1, 12): "{year}",
    (1, 6): "first half of {year}",
    (7, 12): "second half of {year}",
    **{(3 * number - 2, 3 * number): f"Q{number} {{year}}" for number in (1, 2, 3, 4)},
}

"""Dates ahead: "March 2029", "Q3 2030", 2027年度末, "next spring" are intervals of days, and figures.

A date at which something was said or done is none, as a year is none that is only a date: what lies
ahead of the article's day is a target, and so is what a target was before it moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.model.days import MONTHS_A_YEAR, months
from bot.model.figures import ForYear
from bot.steps.figures.calendar import Calendar, calendar
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.months import ahead
from bot.steps.figures.quantity import Quantity, Source
from bot.steps.figures.vocabulary import Unit

DATE = Unit("date")
_ONE = Decimal(1)
# No name of a part of a year, with what joins it to the year, is longer.
_REACH = 40
# It begins with a sign, so that the search may leap from one to the next.
_YEAR = re.compile(
    r"[12](?<![0-9.,$€£¥/].)(?<![0-9]-.)(?:(?<=1)9|(?<=2)0)[0-9]{2}(?![0-9/%]|[.,][0-9]|-[0-9]{4})"
)
_ISO = re.compile(r"-([0-9]{2})-([0-9]{2})(?![0-9-])")
# Of a month: the first ten days, the next ten, the rest.
_THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}


@dataclass(frozen=True, slots=True)
class _Named:
    """A date that the text names: its span, its days, and the fiscal year that it is of, if it is."""

    start: int
    end: int
    first: date
    last: date
    fiscal: int | None = None


def resolve(
    source: Source, found: list[Quantity], clauses: Clauses, published: date | None
) -> list[Quantity]:
    """The quantities with the dates among them; a date takes the place of the year within it."""
    named = _with_months(source, list(_named(source, published)), clauses, published)
    if not named:
        return found
    to_come = [_is_ahead(source, one, clauses, published) for one in named]
    dates = [
        _quantity(one)
        for place, one in enumerate(named)
        if to_come[place] or _became(source, named, to_come, place, clauses)
    ]
    if not dates:
        return found
    starts = [one.start for one in dates]
    kept = [one for one in found if not _inside(one, dates, starts)]
    return sorted([*kept, *dates], key=lambda one: one.start)


def _with_months(
    source: Source, named: list[_Named], clauses: Clauses, published: date | None
) -> list[_Named]:
    """The dates with the months ahead that stand without a year, and inside none of them."""
    if published is None:
        return named
    words = calendar(source.grammar.language.tag)
    starts = [one.start for one in named]
    more = []
    for month in ahead(source, words, clauses, published):
        place = bisect_left(starts, month.end) - 1
        if place < 0 or named[place].end <= month.start:
            more.append(_Named(month.start, month.end, month.first, month.last))
    return sorted([*named, *more], key=lambda one: one.start) if more else named


def _inside(one: Quantity, dates: list[Quantity], starts: list[int]) -> bool:
    place = bisect_left(starts, one.end) - 1
    return place >= 0 and one.start < dates[place].end


def _quantity(one: _Named) -> Quantity:
    low, high = Decimal(one.first.toordinal()), Decimal(one.last.toordinal())
    quantity = Quantity(
        one.start, one.end, one.start, one.end, low, high, low, _ONE, _ONE, "date", grouped=False
    )
    quantity.unit, quantity.qualifier = DATE, "exact"
    if one.fiscal is not None:
        quantity.by = ForYear(year=one.fiscal, fiscal=True)
    return quantity


def _is_ahead(source: Source, one: _Named, clauses: Clauses, published: date | None) -> bool:
    """Whether the date lies ahead; without the article's day, whether its sentence looks ahead."""
    if published is not None:
        return one.last > published
    start, end = clauses.sentence(one.start)

    def says(words: re.Pattern[str] | None) -> bool:
        # A month's own name looks like a word of what is to come: "May 2029".
        return words is not None and (
            words.search(source.folded, start, one.start) is not None
            or words.search(source.folded, one.end, end) is not None
        )

    return says(source.grammar.future) and not says(source.grammar.past)


def _became(
    source: Source, named: list[_Named], to_come: list[bool], place: int, clauses: Clauses
) -> bool:
    """Whether a past date is what the date ahead was before: "from May 2025 to October 2027"."""
    one = named[place]
    start, end = clauses.sentence(one.start)
    beside = any(
        to_come[other] and start <= named[other].start < end
        for other in (place - 1, place + 1)
        if 0 <= other < len(named)
    )
    at = len(source.folded[: one.start].rstrip(" "))
    return beside and (
        source.grammar.earlier_before.before(source.folded, at) is not None
        or source.grammar.earlier_after.at(source.folded, one.end) is not None
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """A year that the text names, in digits or by a word that counts from the article's day."""

    start: int
    end: int
    year: int
    by_word: bool = False
    ahead: int = 0
    fiscal: bool = False


def _named(source: Source, published: date | None) -> Iterator[_Named]:
    """The dates of the text in their order; where two overlap, the first one."""
    words = calendar(source.grammar.language.tag)
    free = 0
    for year in _years(source.folded, words, published):
        one = _around(source.folded, words, max(free, year.start - _REACH), year)
        if one is not None and one.start >= free:
            free = one.end
            yield one


def _years(folded: str, words: Calendar, published: date | None) -> list[_Year]:
    found = [_Year(*one.span(), int(one.group())) for one in _YEAR.finditer(folded)]
    if published is None or words.relative is None:
        return found
    for one in words.relative.finditer(folded):
        ahead, fiscal = words.relatives[one.group()]
        year = published.year + ahead - (fiscal and published.month < words.fiscal_from)
        found.append(_Year(*one.span(), year, by_word=True, ahead=ahead, fiscal=fiscal))
    return sorted(found, key=lambda year: year.start)


def _around(folded: str, words: Calendar, opening: int, year: _Year) -> _Named | None:
    """The date that is named around a year; the year itself where a word says that it is ahead."""
    iso = None if year.by_word else _ISO.match(folded, year.end)
    if iso:
        return _day(year.start, iso.end(), (year.year, int(iso[1]), int(iso[2])))
    before = words.before.search(folded, opening, year.start) if words.before else None
    if before:
        return _of_groups(words, before, (before.start(), year.end), year)
    rest = words.after_word if year.by_word else words.after
    after = rest.match(folded, year.end) if rest else None
    if after:
        return _of_groups(words, after, (year.start, after.end()), year)
    if not year.ahead:
        return None
    first = words.fiscal_from if year.fiscal else 1
    span = months(year.year, first, first + MONTHS_A_YEAR - 1)
    return _Named(year.start, year.end, *span, year.year if year.fiscal else None)


def _of_groups(
    words: Calendar, match: re.Match[str], span: tuple[int, int], year: _Year
) -> _Named | None:
    said = match.groupdict()
    fiscal = year.fiscal or said.get("fiscal") is not None
    if said["part"]:
        shift = words.fiscal_from - 1 if fiscal else 0
        first, last = words.parts[said["part"]]
        days = months(year.year, first + shift, last + shift)
        return _Named(*span, *days, year.year if fiscal else None)
    month = words.months.get(said["month"]) or int(said["month"])
    day = said["day"] or said.get("day2")
    if day:
        return _day(*span, (year.year, month, int(day)))
    if not 1 <= month <= MONTHS_A_YEAR:
        return None
    begin, end = months(year.year, month, month)
    if said["third"]:
        first, last = _THIRDS[words.thirds[said["third"]]]
        begin, end = begin.replace(day=first), min(end, begin + timedelta(days=last - 1))
    return _Named(*span, begin, end)


def _day(start: int, end: int, said: tuple[int, int, int]) -> _Named | None:
    try:
        day = date(*said)
    except ValueError:
        return None
    return _Named(start, end, day, day)

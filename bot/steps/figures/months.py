"""Months without a year: "will open in September", 11月に開通する予定だ, read against the article's day.

Only where the words beside the month look ahead: "was closed in September" tells of the past, and of which
year is not said. The month meant is the next one of that name; a day of the article's own month has to lie ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.model.days import MONTHS_A_YEAR, months
from bot.steps.figures.calendar import Calendar
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import Source
from bot.steps.figures.words_beside import space_before

# From the verb to its month there is room for a subject, and none for another clause.
_REACH = 60
_BREAK = re.compile(r"[,;:、，；：\n]")
_DAY_BEFORE = re.compile(r"(?<![\w.,/-])([0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?(?: (?:of|de))?\Z")
_LONGEST_DAY = 8


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or a day of one, that lies ahead: its span in the text and its days."""

    start: int
    end: int
    first: date
    last: date


def ahead(source: Source, words: Calendar, clauses: Clauses, published: date) -> Iterator[Month]:
    """The months ahead that no year stands beside, in their order."""
    if words.month_alone is None or words.looks_ahead is None:
        return
    for match in words.month_alone.finditer(source.folded):
        start, day = _opening(source, match)
        if start is None or not _looks_ahead(source, words, clauses, (start, match.end())):
            continue
        number = words.months.get(match["month"]) or int(match["month"])
        days = _days(number, day, published)
        if days:
            yield Month(start, match.end(), *days)


def _opening(source: Source, match: re.Match[str]) -> tuple[int | None, int | None]:
    """Where the date begins, and its day if one is named; no start where nothing leads to the month."""
    start, day = match.start(), int(match["day"]) if match["day"] else None
    if not source.grammar.language.spaced:
        return start, day
    if source.folded[start - 1 : start].isalnum():
        return None, None
    at = space_before(source, start)
    before = _DAY_BEFORE.search(source.folded, max(0, at - _LONGEST_DAY), at)
    if before and day is None:
        return before.start(), int(before[1])
    led = match["ends"] or source.grammar.month_leads.before(source.folded, at)
    return (start, day) if led or day is not None else (None, None)


def _looks_ahead(source: Source, words: Calendar, clauses: Clauses, span: tuple[int, int]) -> bool:
    """Whether a verb beside the month, in its own clause, says that it is to come."""
    folded, grammar = source.folded, source.grammar
    begin, end = clauses.sentence(span[0])
    if words.looks_ahead is None or (grammar.past and grammar.past.search(folded, begin, end)):
        return False
    if not grammar.language.verb_last:
        opening = max(begin, span[0] - _REACH)
        before = _verbs(source, words.looks_ahead, opening, span[0])
        if before:
            return _one_clause(source, folded[before[-1].end() : span[0]])
    after = _verbs(source, words.looks_ahead, span[1], min(end, span[1] + _REACH))
    return bool(after) and _one_clause(source, folded[span[1] : after[0].start()])


def _verbs(source: Source, words: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
    """The verbs that look ahead; a word with a capital is a name that ends like one ("Sumatra")."""
    return [
        verb
        for verb in words.finditer(source.folded, start, end)
        if not source.text[verb.start()].isupper()
    ]


def _one_clause(source: Source, between: str) -> bool:
    if _BREAK.search(between):
        return False
    return not (source.grammar.language.spaced and source.grammar.listing & {*between.split()})


def _days(month: int, day: int | None, published: date) -> tuple[date, date] | None:
    """The next month of that number after a day, or the day in it; None where there is no such day."""
    if not 1 <= month <= MONTHS_A_YEAR:
        return None
    year = published.year + (month < published.month)
    if day is None:
        return months(year, month, month)
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return (named, named) if named > published else None

"""Years: a figure where they are a target, a start or a fiscal year, and a date everywhere else."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from decimal import Decimal

from bot.model.figures import ForYear
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.lexicon import Lexicon
from bot.steps.figures.quantity import (
    FIRST_YEAR,
    LAST_YEAR,
    POINTS_IN_TIME,
    Quantity,
    Source,
    year_like,
)
from bot.steps.figures.vocabulary import Unit

_SHORT = 100
_NINE = 9
_OPENING = 16
_YEAR = Unit("year")
_DATED = re.compile(r" ?(?:年|년)? ?\d{1,2} ?(?:月|월)")
_FOR_YEAR = frozenset({"people", "units", "count", "tonnes", "households"})


def resolve(
    source: Source, found: list[Quantity], clauses: Clauses, published: date | None
) -> None:
    """Makes years of the numbers that are years, and drops those that are only dates."""
    for quantity in found:
        if quantity.dropped:
            continue
        written = _written_year(source, quantity)
        if written is None:
            continue
        era = source.grammar.eras.before(source.folded, quantity.number_start)
        if era and written < _SHORT:
            written += era[1]
            quantity.start, quantity.low, quantity.high = era[0], Decimal(written), Decimal(written)
        if _fiscal(source, quantity, written):
            continue
        if not FIRST_YEAR <= quantity.low <= LAST_YEAR:
            continue
        role = _role(source, quantity, clauses, published)
        if role is None:
            quantity.dropped = True
        else:
            _become(quantity, role)


def _written_year(source: Source, quantity: Quantity) -> int | None:
    """The number that may be a year, with its counter (年, 년) or bare; None for any other quantity."""
    bare = quantity.scale == 1 and not quantity.grouped and not quantity.prefixed
    if not bare or quantity.low % 1 or quantity.low != quantity.high:
        return None
    if quantity.code == "years":
        counter = source.folded[quantity.number_end : quantity.end]
        written = year_like(quantity) or len(counter) == 1
    else:
        written = quantity.unit is None or (
            quantity.code in {"units", "count"} and _beside(source, quantity)
        )
    return int(quantity.low) if written else None


def _beside(source: Source, quantity: Quantity) -> bool:
    """Whether words of time stand before a bare number that a plural follows ("by 2030 robots will")."""
    if not FIRST_YEAR <= quantity.low <= LAST_YEAR or not source.grammar.language.spaced:
        return False
    at = _space_before(source, quantity.number_start)
    grammar = source.grammar
    return any(
        lexicon.before(source.folded, at) is not None
        for lexicon in (grammar.deadline_before, grammar.year_before, grammar.fiscal_before)
    )


def _space_before(source: Source, at: int) -> int:
    while at and source.folded[at - 1] == " ":
        at -= 1
    return at


def _fiscal(source: Source, quantity: Quantity, year: int) -> bool:
    grammar, folded = source.grammar, source.folded
    if not (FIRST_YEAR <= year <= LAST_YEAR or year < _SHORT):
        return False
    start = quantity.number_start
    hit = grammar.fiscal_before.before(folded, _space_before(source, start))
    if hit and (year >= FIRST_YEAR or hit[1] == "fy"):
        quantity.start = hit[0]
        quantity.end = quantity.number_end
        _become_year(quantity, year, fiscal=True)
        return True
    gap = 1 if folded[quantity.number_end : quantity.number_end + 1] == " " else 0
    after = grammar.fiscal_after.at(folded, quantity.number_end + gap)
    if after and (
        year >= FIRST_YEAR or (year < _SHORT and not grammar.language.spaced and year > _NINE)
    ):
        quantity.end = after[0]
        _become_year(quantity, year, fiscal=True)
        return True
    return False


def _become_year(quantity: Quantity, year: int, *, fiscal: bool) -> None:
    full = Decimal(year if year >= FIRST_YEAR else 2000 + year)
    quantity.low = quantity.high = full
    quantity.unit, quantity.fiscal, quantity.last = _YEAR, fiscal, Decimal(1)


def _become(quantity: Quantity, role: str) -> None:
    quantity.unit = _YEAR
    quantity.by = None
    quantity.period = None
    quantity.qualifier = "exact"
    if role == "number":
        quantity.end = quantity.number_end


def _role(
    source: Source, quantity: Quantity, clauses: Clauses, published: date | None
) -> str | None:
    """Where the figure's text ends ("number", or "year" with its counter), or None for a date."""
    grammar, folded, end = source.grammar, source.folded, quantity.number_end
    before = _space_before(source, quantity.number_start)
    role = "number" if grammar.language.spaced else "year"
    passed = published is not None and quantity.low < published.year
    if passed or _DATED.match(folded, end):
        return None
    if _near(grammar.deadline_before, folded, before) or _follows(
        grammar.deadline_after, folded, end
    ):
        return role
    beside = (
        _near(grammar.year_before, folded, before)
        or _near(grammar.earlier_before, folded, before)
        or _follows(grammar.year_after, folded, end)
        or (grammar.language.year_adverb and _is_adverb(source, before, end))
    )
    ahead = published is not None and quantity.low > published.year
    return role if beside and (ahead or _looks_ahead(source, quantity, clauses)) else None


def _is_adverb(source: Source, before: int, end: int) -> bool:
    """As in "Das Museum soll 2030 öffnen": a year behind a verb, and before what is no noun of its own."""
    word = source.text[source.folded.rfind(" ", 0, before) + 1 : before]
    bound = source.grammar.qualifiers_before.before(source.folded, before)
    plain = word.isalpha() and word.islower() and bound is None
    return plain and source.text[end : end + 1] == " " and source.text[end + 1 : end + 2].islower()


def _looks_ahead(source: Source, quantity: Quantity, clauses: Clauses) -> bool:
    """Whether the sentence speaks of what is to come, and not of what was."""
    grammar = source.grammar
    start, stop = clauses.sentence(quantity.start)
    if grammar.past and grammar.past.search(source.folded, start, stop):
        return False
    return (
        grammar.future is not None and grammar.future.search(source.folded, start, stop) is not None
    )


def _near(lexicon: Lexicon[str], folded: str, at: int) -> bool:
    return lexicon.before(folded, at) is not None


def _follows(lexicon: Lexicon[str], folded: str, at: int) -> bool:
    return lexicon.at(folded, at) is not None or (
        folded[at : at + 1] == " " and lexicon.at(folded, at + 1) is not None
    )


def give_years(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """The year that an amount is for: a deadline or a budget year in its own clause."""
    years = [
        quantity
        for quantity in found
        if not quantity.dropped
        and (
            quantity.code == "year" or (quantity.code == "date" and _is_deadline(source, quantity))
        )
    ]
    starts = [quantity.start for quantity in found]
    for year in years:
        if _starts_here(source, year):
            continue
        start, end = clauses.clause(year.number_start)
        opening, closing = clauses.sentence(year.number_start)
        before = _space_before(source, year.start)
        if (
            _near(source.grammar.deadline_before, source.folded, before)
            and year.start - opening < _OPENING
        ):
            end = clauses.clause(min(end + 1, clauses.length))[1]
        start, end = max(start, opening), min(end, closing)
        if (
            source.grammar.starting
            and not year.fiscal
            and source.grammar.starting.search(source.folded, start, end)
        ):
            continue
        if source.grammar.starting and source.grammar.starting.search(
            source.folded, max(start, year.start - _OPENING), year.start
        ):
            continue
        near = found[bisect_left(starts, start) : bisect_left(starts, end)]
        if any(other.code in POINTS_IN_TIME and other is not year for other in near):
            continue
        for other in near:
            if other.dropped or other.by or other is year:
                continue
            if other.is_money or other.code in _FOR_YEAR:
                other.by = _for_year(year)


def _is_deadline(source: Source, quantity: Quantity) -> bool:
    before = _space_before(source, quantity.start)
    return _near(source.grammar.deadline_before, source.folded, before) or _follows(
        source.grammar.date_deadline_after, source.folded, quantity.end
    )


def _for_year(year: Quantity) -> ForYear:
    if year.code == "year":
        return ForYear(year=int(year.low), fiscal=year.fiscal)
    return year.by or ForYear(year=date.fromordinal(int(year.low)).year)


def _starts_here(source: Source, year: Quantity) -> bool:
    before = _space_before(source, year.start)
    return _near(source.grammar.start_before, source.folded, before) or _follows(
        source.grammar.start_after, source.folded, year.end
    )

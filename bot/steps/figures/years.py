"""Years: a figure where they are a target, a start or a fiscal year, and a date everywhere else."""

from __future__ import annotations

import re
from datetime import date

from bot.model.figures import ForYear
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.grammar import Unit
from bot.steps.figures.lexicon import Lexicon
from bot.steps.figures.quantity import Quantity, Source

_FIRST, _LAST = 1900, 2100
_SHORT = 100
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
        if _fiscal(source, quantity, written):
            continue
        if not _FIRST <= quantity.low <= _LAST:
            continue
        role = _role(source, quantity, clauses, published)
        if role is None:
            quantity.dropped = True
        else:
            _become(quantity, role)


def _written_year(source: Source, quantity: Quantity) -> int | None:
    if quantity.grouped or quantity.scale != 1 or quantity.low != quantity.low.to_integral_value():
        return None
    if quantity.low != quantity.high or quantity.prefixed:
        return None
    if quantity.unit and quantity.code not in {"years", "units", "count"}:
        return None
    if quantity.code == "years" and source.folded[quantity.number_end : quantity.end].strip(
        " -"
    ) not in {"年", "년", "年间", "년간"}:
        return None
    if quantity.code in {"units", "count"} and not _beside(source, quantity):
        return None
    return int(quantity.low)


def _beside(source: Source, quantity: Quantity) -> bool:
    """Whether words of time stand before a bare number that a plural follows ("by 2030 robots will")."""
    if not _FIRST <= quantity.low <= _LAST or not source.grammar.language.spaced:
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
    if not (_FIRST <= year <= _LAST or year < _SHORT):
        return False
    start = quantity.number_start
    hit = grammar.fiscal_before.before(folded, _space_before(source, start))
    if hit and (year >= _FIRST or hit[1] == "fy"):
        quantity.start = hit[0]
        quantity.end = quantity.number_end
        _become_year(quantity, year, fiscal=True)
        return True
    gap = 1 if folded[quantity.number_end : quantity.number_end + 1] == " " else 0
    after = grammar.fiscal_after.at(folded, quantity.number_end + gap)
    if after and (year >= _FIRST or (year < _SHORT and not grammar.language.spaced and year > 9)):  # noqa: PLR2004  (two figures of a year)
        quantity.end = after[0]
        _become_year(quantity, year, fiscal=True)
        return True
    return False


def _become_year(quantity: Quantity, year: int, *, fiscal: bool) -> None:
    from decimal import Decimal  # noqa: PLC0415

    full = Decimal(year if year >= _FIRST else 2000 + year)
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
    grammar, folded = source.grammar, source.folded
    end = quantity.number_end
    if _DATED.match(folded, end):
        return None
    before = _space_before(source, quantity.number_start)
    spaced = grammar.language.spaced
    role = "number" if spaced else "year"
    if spaced:
        quantity.end = end
    if _near(grammar.deadline_before, folded, before) or _follows(
        grammar.deadline_after, folded, end
    ):
        return role if not (published and quantity.low < published.year) else None
    beside = _near(grammar.year_before, folded, before) or _follows(grammar.year_after, folded, end)
    if _near(grammar.earlier_before, folded, before):
        beside = True
    if not beside:
        return None
    if published and quantity.low > published.year:
        return role
    if published and quantity.low < published.year:
        return None
    start, stop = clauses.sentence(quantity.start)
    sentence = folded[start:stop]
    if (
        grammar.past
        and grammar.past.search(sentence)
        and not (published and quantity.low == published.year and not spaced)
    ):
        return None
    return role if grammar.future and grammar.future.search(sentence) else None


def _near(lexicon: Lexicon[str], folded: str, at: int) -> bool:
    return lexicon.before(folded, at) is not None


def _follows(lexicon: Lexicon[str], folded: str, at: int) -> bool:
    return lexicon.at(folded, at) is not None or (
        folded[at : at + 1] == " " and lexicon.at(folded, at + 1) is not None
    )


def give_years(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """The year that an amount is for: a deadline or a budget year in its own clause."""
    years = [quantity for quantity in found if quantity.code == "year" and not quantity.dropped]
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
        if any(other is not year and start <= other.number_start < end for other in years):
            continue
        for other in found:
            if other.dropped or other.by or other is year or not (start <= other.start < end):
                continue
            if other.is_money or other.code in _FOR_YEAR:
                other.by = ForYear(year=int(year.low), fiscal=year.fiscal)


def _starts_here(source: Source, year: Quantity) -> bool:
    folded = source.folded
    before = folded[
        max(0, _space_before(source, year.start) - 12) : _space_before(source, year.start)
    ]
    if before.endswith(
        (
            "from",
            "starting in",
            "beginning in",
            "since",
            "starting",
            "start in",
            "ab",
            "von",
            "从",
            "自",
            "in service in",
        )
    ):
        return True
    return folded.startswith(
        ("から", "부터", "起", "より", "に開始", "に始", "启动", "에 시작"), year.end
    )

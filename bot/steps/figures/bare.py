"""Numbers that no unit stands beside: the clause's noun gives them one, or they are quantities as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import FIRST_YEAR, Quantity, Source, year_like
from bot.steps.figures.vocabulary import Unit

_COUNT = Unit("count", Decimal(1), "noun")
_LARGE = Decimal(1000000)
_THOUSAND = Decimal(1000)
_WHOLE = frozenset({"people", "companies", "units", "count"})
_THOUSANDTHS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_REACH = 40
_MYRIAD = 10000
_LITTLE, _FAR = 1, 50
# "More than 200 were hurt": a bound makes a plain number a quantity; small ones may be ages or hours.
_BOUNDS = frozenset({"more_than", "at_least", "nearly"})
_FEW = 20


def resolve(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Gives a bare number the unit of its clause's noun, or `count` where its form is a quantity's."""
    for place, quantity in enumerate(found):
        if quantity.dropped:
            continue
        if quantity.code == "metres":
            _millions_again(source, found, place)
        if quantity.unit is None or (
            quantity.code in {"count", "units"} and quantity.scale >= _MYRIAD
        ):
            noun = _noun(source, quantity, clauses)
            if noun:
                quantity.unit = noun
                continue
        if quantity.unit is None and source.grammar.numbers_of and not year_like(quantity):
            quantity.unit = _number_of(source, quantity, clauses)
        if quantity.code == "count" and quantity.form != "han":
            quantity.unit = _done_to(source, quantity) or quantity.unit
        if quantity.unit is None and quantity.form != "han" and source.grammar.language.spaced:
            quantity.unit = (
                (None if year_like(quantity) else _same_again(source, found, place, clauses))
                or _part(source, found, place)
                or _counted(source, quantity)
            )
        if quantity.unit is None and _is_quantity(source, quantity):
            quantity.unit = _COUNT


def make_whole(source: Source, found: Sequence[Quantity]) -> None:
    """Of what is counted there are no thousandths, whatever a text's decimal mark."""
    for quantity in found:
        if quantity.code in _WHOLE:
            whole(source, quantity)


def whole(source: Source, quantity: Quantity) -> None:
    """As in "1,204 mortos", "1.204 people": a thousand and some."""
    if quantity.form == "digits" and quantity.scale == 1 and quantity.low == quantity.high:
        written = source.folded[quantity.number_start : quantity.number_end]
        if quantity.low % 1 and _THOUSANDTHS.fullmatch(written):
            quantity.multiply(_THOUSAND)
            quantity.grouped = True


def _millions_again(source: Source, found: list[Quantity], place: int) -> None:
    """As in "1.1m barrels, from 1.6m": a letter means what it meant just before."""
    quantity = found[place]
    if source.folded[quantity.number_end : quantity.end] != "m":
        return
    for other in found[max(0, place - 2) : place]:
        letter = source.folded[other.number_end - 1 : other.number_end]
        if letter == "m" and other.scale == _LARGE and quantity.start - other.end < 2 * _REACH:
            quantity.multiply(_LARGE)
            quantity.unit, quantity.number_end = other.unit, quantity.end


def _noun(source: Source, quantity: Quantity, clauses: Clauses) -> Unit | None:
    if quantity.scale == 1 and quantity.low < _LARGE:
        return None
    start, _ = clauses.sentence(quantity.start)
    before = source.folded[max(start, quantity.start - _REACH) : quantity.start]
    after = source.folded[quantity.end : quantity.end + 12]
    hits = [
        (before.rfind(phrase), unit) for phrase, unit in source.grammar.context if phrase in before
    ]
    if hits:
        place, unit = max(hits, key=lambda hit: hit[0])
        if unit.code == "parameters" or not any(mark in before[place:] for mark in ",、，"):
            return unit
    for phrase, unit in source.grammar.context:
        if (
            phrase in after
            and source.grammar.language.spaced is False
            and unit.code == "parameters"
        ):
            return unit
    return None


def _number_of(source: Source, quantity: Quantity, clauses: Clauses) -> Unit | None:
    """As in "The number of members to five": the noun stands before, and a preposition leads to the number."""
    start, _ = clauses.sentence(quantity.start)
    before = source.folded[max(start, quantity.start - 2 * _REACH) : quantity.start]
    words = before.split()
    if (
        not words
        or words[-1] not in source.grammar.change_to | source.grammar.number_leads
        or source.grammar.numbers_of is None
    ):
        return None
    found = source.grammar.numbers_of.search(before)
    if not found:
        return None
    for word in before[found.end() :].split()[:3]:
        unit = source.grammar.nouns.get(word.strip(",."))
        if unit:
            return unit
    return None


def _same_again(source: Source, found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    """As in "12.3 million passengers, down from 14.1 million": what was just counted, or more of it."""
    quantity = found[place]
    at = quantity.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    grammar, start = source.grammar, clauses.sentence(quantity.start)[0]
    if not (
        grammar.earlier_before.before(source.folded, at)
        or grammar.additional.before(source.folded, at)
        or grammar.more_after.at(source.folded, quantity.end + 1)
        or (_large(quantity) and _leads_to(source, at))
    ):
        return None
    for other in reversed(found[max(0, place - 2) : place]):
        near = other.low > _LITTLE and abs(quantity.low) < other.low * _FAR
        if other.unit and other.unit.kind == "noun" and other.start >= start and near:
            return other.unit
    return None


def _large(quantity: Quantity) -> bool:
    return quantity.grouped or quantity.scale > 1


def _leads_to(source: Source, at: int) -> bool:
    """As in "Cut 500 jobs, to 4,300": where a move ended."""
    begin = source.folded.rfind(" ", 0, at) + 1
    return source.folded[begin:at] in source.grammar.change_to


def _part(source: Source, found: list[Quantity], place: int) -> Unit | None:
    """As in "11 of 31 applicants": a part of what is counted right behind it.

    In words ("two of the five reactors") it picks some out more often than it counts them.
    """
    quantity, folded = found[place], source.folded
    if quantity.scale != 1 or quantity.form != "digits" or place + 1 >= len(found):
        return None
    whole = found[place + 1]
    counted = whole.unit is not None and whole.unit.kind == "noun" and quantity.low < whole.low
    joined = folded[quantity.end : whole.start] in source.grammar.part_of
    return whole.unit if counted and joined else None


def _counted(source: Source, quantity: Quantity) -> Unit | None:
    """As in "Wounding 15", "six dead": the word beside the number tells what it counts."""
    folded, grammar = source.folded, source.grammar
    if quantity.low != quantity.low.to_integral_value() or quantity.low <= _LITTLE:
        return None
    if folded[quantity.end : quantity.end + 1] == " ":
        after = grammar.counted_after.at(folded, quantity.end + 1)
        if after and ends_phrase(source, after[0]):
            return Unit(after[1], Decimal(1), "noun")
    return _done_to(source, quantity) if ends_phrase(source, quantity.end) else None


def _done_to(source: Source, quantity: Quantity) -> Unit | None:
    """As in "Wounded at least 30 others": the verb tells that they are people."""
    folded, grammar, at = source.folded, source.grammar, quantity.start
    for _ in range(2):
        while at and folded[at - 1] == " ":
            at -= 1
        before = grammar.counted_before.before(folded, at)
        if before:
            return Unit(before[1], Decimal(1), "noun")
        step = grammar.qualifiers_before.before(folded, at)
        if not step:
            return None
        at = step[0]
    return None


def ends_phrase(source: Source, at: int) -> bool:
    """Whether the phrase is over: no noun follows that would be what is counted."""
    folded = source.folded
    if at >= len(folded) or folded[at] in ",;.)\n":
        return not folded[at + 1 : at + 2].isdigit()
    if folded[at] != " ":
        return False
    stop = at + 1
    while stop < len(folded) and folded[stop].isalpha():
        stop += 1
    return folded[at + 1 : stop] in source.grammar.stops


def _is_quantity(source: Source, quantity: Quantity) -> bool:
    """Grouped thousands and magnitudes are quantities whatever they count; decimals after a preposition."""
    if (
        quantity.form == "han"
        or quantity.qualifier == "several"
        or source.grammar.language.tag == "und"
    ):
        return False
    if quantity.grouped or quantity.scale > 1:
        return True
    if quantity.form != "digits":
        return False
    at = quantity.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    if quantity.low == quantity.low.to_integral_value():
        bound = source.grammar.qualifiers_before.before(source.folded, at)
        goes_on = source.folded[quantity.end : quantity.end + 1] in {"-", "–", "—", ":", "/"}
        few = not _FEW < quantity.low < FIRST_YEAR
        return bound is not None and bound[1] in _BOUNDS and not (few or goes_on)
    return at < quantity.start and source.grammar.measured_at.before(source.folded, at) is not None

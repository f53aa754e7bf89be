"""Numbers that no unit stands beside: the clause's noun gives them one, or they are quantities as such."""

from __future__ import annotations

from decimal import Decimal

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import FIRST_YEAR, Quantity, Source
from bot.steps.figures.vocabulary import Unit

_COUNT = Unit("count", Decimal(1), "noun")
_LARGE = Decimal(1000000)
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
        if quantity.unit is None and source.grammar.numbers_of:
            quantity.unit = _number_of(source, quantity, clauses)
        if quantity.unit is None and quantity.form != "han" and source.grammar.language.spaced:
            quantity.unit = _same_again(source, found, place, clauses)
        if quantity.unit is None and _is_quantity(source, quantity):
            quantity.unit = _COUNT


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
    ):
        return None
    for other in reversed(found[max(0, place - 2) : place]):
        near = other.low > _LITTLE and abs(quantity.low) < other.low * _FAR
        if other.unit and other.unit.kind == "noun" and other.start >= start and near:
            return other.unit
    return None


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
        goes_on = source.folded[quantity.end : quantity.end + 1] in {"-", ":", "/"}
        few = not _FEW < quantity.low < FIRST_YEAR
        return bound is not None and bound[1] in _BOUNDS and not (few or goes_on)
    return at < quantity.start and source.grammar.measured_at.before(source.folded, at) is not None

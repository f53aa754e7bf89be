"""Counts without their noun: "of these, 32 have died", "brings the total to 27", "the 14th death".

Reports name once what they count, and then give numbers alone. What a number counts is then told by
the count that it is a part of, by a word such as "toll" before it, or by the label of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.nouns import listed
from bot.steps.figures.quantity import Quantity, Source, year_like
from bot.steps.figures.totals import ANYTHING, is_total
from bot.steps.figures.vocabulary import Unit
from bot.steps.figures.words_beside import space_before, steps_before

_ONE = Decimal(1)
_COUNT = Unit("count", _ONE, "noun")
# From the whole to its part there is room for a clause ("of the 54 wells that were tested, 17").
_PART_REACH = 60
_VERB_REACH = 22
_ANTECEDENTS = 3
_TOLL_REACH = 80
_NOUN_REACH = 30
_HEADING_REACH = 400
_OPENING = 24
_LINE = re.compile(r"^[ *•·◦▪-]{0,6}([^\n:\d]{2,40})[:：][ ]?\Z")


def resolve(source: Source, found: list[Quantity], clauses: Clauses) -> list[Quantity]:
    """Gives numbers that no unit stands beside what they count; the ordinals of totals come along."""
    for place, quantity in enumerate(found):
        if quantity.dropped or quantity.unit is not None or not _may_count(quantity):
            continue
        quantity.unit = (
            _of_these(source, found, place, clauses)
            or _part(source, found, place, clauses)
            or _toll(source, found, place, clauses)
            or _in_a_list(source, quantity)
        )
    return _with_ordinals(source, found)


def _may_count(quantity: Quantity) -> bool:
    whole = quantity.low == quantity.low.to_integral_value() and quantity.low == quantity.high
    return whole and quantity.low > 0 and quantity.form != "han" and not year_like(quantity)


def _of_these(source: Source, found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    """As in "Of these, 32 have died", "of which 21 are suppliers", "eleven of them were children"."""
    quantity, folded, grammar = found[place], source.folded, source.grammar
    at = steps_before(source, quantity)
    if folded[at - 1 : at] == ",":
        at -= 1
    before = grammar.of_these.before(folded, at) is not None
    behind = quantity.end + 1 if folded[quantity.end : quantity.end + 1] == " " else quantity.end
    after = None if before else grammar.of_them.at(folded, behind)
    if not before and after is None:
        return None
    return _antecedent(found, place, clauses) or _said_behind(
        source, after[0] if after else quantity.end, clauses
    )


def _antecedent(found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    """The unit of the last count before, in the same sentence or the one before it."""
    start = clauses.sentence(found[place].start)[0]
    opening = clauses.sentence(max(0, start - 1))[0]
    for other in reversed(found[max(0, place - _ANTECEDENTS) : place]):
        if other.start < opening:
            return None
        if other.unit is not None and other.unit.kind == "noun" and not other.dropped:
            return other.unit if other.low >= found[place].low else None
    return None


def _said_behind(source: Source, at: int, clauses: Clauses) -> Unit | None:
    end = clauses.sentence(at)[1]
    for word in source.folded[at : min(end, at + _NOUN_REACH)].split()[:4]:
        unit = listed(source.grammar, word.strip(".,;"))
        if unit:
            return unit
    return None


def _part(source: Source, found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    """As in "Of the 54 wells that were tested, 17 were dry", "Von den 88 Fällen endeten 19 tödlich"."""
    if not place:
        return None
    part, whole, folded = found[place], found[place - 1], source.folded
    if whole.unit is None or whole.unit.kind != "noun" or part.low >= whole.low:
        return None
    if not whole.end < part.start < min(clauses.sentence(whole.start)[1], whole.end + _PART_REACH):
        return None
    between = folded[whole.end : part.start]
    verb_first = "," not in between and between.endswith(" ") and len(between) <= _VERB_REACH
    if not (between.endswith(", ") or (verb_first and source.grammar.language.verb_second)):
        return None
    opener = folded[max(0, whole.start - _OPENING) : whole.start]
    for phrase in source.grammar.part_of:
        if opener.endswith(phrase.lstrip(" ")) and _opens(
            folded, whole.start - len(phrase.lstrip(" ")), clauses
        ):
            return whole.unit
    return None


def _opens(folded: str, at: int, clauses: Clauses) -> bool:
    start = clauses.clause(at)[0]
    return not folded[start:at].strip(" \"'«“„-•*")


def _toll(source: Source, found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    """As in "The death toll has risen to 63", "which brings the total to 27"."""
    grammar, folded, quantity = source.grammar, source.folded, found[place]
    if grammar.toll is None:
        return None
    # "Tot 33" reads like a bound as well; what leads to a total may be one.
    leads = {space_before(source, quantity.start), steps_before(source, quantity)}
    if all(grammar.toll_leads.before(folded, at) is None for at in leads):
        return None
    start = max(
        clauses.sentence(quantity.start)[0],
        quantity.start - _TOLL_REACH,
        found[place - 1].end if place else 0,
    )
    heads = list(grammar.toll.finditer(folded, start, quantity.start))
    if not heads:
        return None
    unit = grammar.tolls.get(heads[-1].group())
    if unit is None:
        return _noun_behind(source, heads[-1].end(), quantity.start)
    if unit.code != ANYTHING:
        return unit
    return _antecedent_of_total(found, place, clauses) or _COUNT


def _antecedent_of_total(found: list[Quantity], place: int, clauses: Clauses) -> Unit | None:
    start = clauses.sentence(found[place].start)[0]
    for other in reversed(found[max(0, place - _ANTECEDENTS) : place]):
        if other.start >= start and other.unit is not None and other.unit.kind == "noun":
            return other.unit
    return None


def _noun_behind(source: Source, start: int, end: int) -> Unit:
    """What "the number of infections" counts: a listed noun, or whatever it is."""
    for word in source.folded[start:end].split()[:3]:
        unit = listed(source.grammar, word.strip(".,;"))
        if unit:
            return unit
    return _COUNT


def _in_a_list(source: Source, quantity: Quantity) -> Unit | None:
    """As in "Deaths: 38", or "- North: 48" under "Confirmed cases by district:"."""
    folded = source.folded
    begin = folded.rfind("\n", max(0, quantity.start - _PART_REACH), quantity.start) + 1
    label = _LINE.match(folded[begin : quantity.start])
    ends = folded[quantity.end : quantity.end + 1] in {"", "\n"}
    if quantity.form != "digits" or not begin or not label or not ends:
        return None
    return _named_in(source, begin, quantity.start) or _heading(source, begin)


def _heading(source: Source, at: int) -> Unit | None:
    """The unit that the heading of a list names: the last line above that ends with a colon."""
    folded = source.folded
    opening = max(0, at - _HEADING_REACH)
    end = folded.rfind(":\n", opening, at)
    if end < 0:
        return None
    start = max(opening, folded.rfind("\n", opening, end) + 1)
    return _named_in(source, start, end) or _COUNT


def _named_in(source: Source, start: int, end: int) -> Unit | None:
    for word in source.folded[start:end].split():
        unit = listed(source.grammar, word.strip(":;,.-*"))
        if unit and unit.kind == "noun":
            return unit
    return None


def _with_ordinals(source: Source, found: list[Quantity]) -> list[Quantity]:
    """As in "The country's 13th death", "la decimocuarta víctima": so many there are now."""
    if not any(noun in source.folded for noun in source.grammar.ordinal_units):
        return found
    starts = [one.start for one in found]
    more = []
    for match in (hit for one in source.grammar.ordinals for hit in one.finditer(source.folded)):
        ordinal = _ordinal(source, match)
        if ordinal is None:
            continue
        place = bisect_left(starts, match.start())
        if place < len(found) and found[place].start < match.end():
            found[place].dropped = True
        more.append(ordinal)
    return sorted([*found, *more], key=lambda one: one.start) if more else found


def _ordinal(source: Source, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    in_words = source.grammar.ordinal_words.get(match["number"])
    value, unit = in_words or Decimal(match["number"]), source.grammar.ordinal_units[match["noun"]]
    if in_words and not is_total(value, unit):
        return None
    form = "words" if in_words else "digits"
    quantity = Quantity(
        start, end, start, match.end("number"), value, value, value, _ONE, _ONE, form, grouped=False
    )
    quantity.unit, quantity.qualifier = unit, "exact"
    return quantity

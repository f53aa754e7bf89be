"""How exact a figure claims to be: the words before and after it."""

from __future__ import annotations

from typing import cast

from bot.model.figures import Qualifier
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.lexicon import Lexicon
from bot.steps.figures.quantity import POINTS_IN_TIME, Quantity, Source

_FILLERS = 3
# "Grew by 4 percent, hasta 12 millones": the word leads to where a move ended, and bounds nothing.
_JUST_BEFORE = 24
_CEILING = 30
_DURATIONS = frozenset(
    {"years", "decades", "months", "weeks", "days", "hours", "minutes", "seconds"}
)


def qualify(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets each quantity's qualifier, and whether it is an increment."""
    before: Quantity | None = None
    for quantity in found:
        if quantity.dropped or quantity.code in POINTS_IN_TIME:
            continue
        follows = _moved_by(before, quantity)
        before = quantity
        at = _space_before(source, quantity.start)
        quantity.additional = quantity.code != "times" and _additional(source, quantity, at)
        if quantity.qualifier is not None:
            continue
        quantity.qualifier = _before(source, quantity, follows=follows) or _after(source, quantity)
        if quantity.qualifier is None and quantity.is_money and source.grammar.ceilings:
            start = max(clauses.sentence(quantity.start)[0], quantity.start - _CEILING)
            if source.grammar.ceilings.search(source.folded, start, quantity.start):
                quantity.qualifier = "up_to"


def _moved_by(before: Quantity | None, quantity: Quantity) -> bool:
    """Whether the number just before says by how much this one moved."""
    if before is None or quantity.start - before.end > _JUST_BEFORE:
        return False
    counted = before.unit is not None and before.unit.kind == "noun" and quantity.code == "count"
    return before.code in {"percent", "times", "points", quantity.code} or counted


def _space_before(source: Source, at: int) -> int:
    while at and source.folded[at - 1] == " ":
        at -= 1
    return at


def _before(source: Source, quantity: Quantity, *, follows: bool) -> Qualifier | None:
    folded, at = source.folded, _space_before(source, quantity.start)
    for _ in range(_FILLERS):
        hit = source.grammar.qualifiers_before.before(folded, at)
        if hit:
            phrase = folded[hit[0] : at]
            if phrase in source.grammar.span_before and quantity.code in _DURATIONS:
                return None
            if follows and phrase in source.grammar.change_to:
                return None
            sum_named = source.grammar.worth and folded.endswith(
                source.grammar.worth, 0, _space_before(source, hit[0])
            )
            if sum_named and quantity.is_money and hit[1] == "more_than":
                return None
            return cast("Qualifier", _second(source, hit) or hit[1])
        filler = source.grammar.fillers.before(folded, at)
        if not filler:
            return None
        at = _space_before(source, filler[0])
    return None


def _second(source: Source, hit: tuple[int, str]) -> str | None:
    """As in "Up to about 300": the bound says more than the vagueness."""
    if hit[1] != "about":
        return None
    before = source.grammar.qualifiers_before.before(source.folded, _space_before(source, hit[0]))
    return (
        before[1]
        if before and before[1] in {"up_to", "at_least", "more_than", "less_than"}
        else None
    )


def _after(source: Source, quantity: Quantity) -> Qualifier | None:
    folded, lexicon = source.folded, source.grammar.qualifiers_after
    if source.grammar.language.spaced:
        for at in (quantity.end, quantity.number_end):
            hit = lexicon.at(folded, at)
            if not hit and folded[at : at + 1] in {" ", ","}:
                hit = lexicon.at(folded, at + 1)
            if hit:
                return cast("Qualifier", hit[1])
        return None
    return _after_unspaced(folded, lexicon, quantity, source.grammar.particles)


def _after_unspaced(
    folded: str, lexicon: Lexicon[str], quantity: Quantity, particles: tuple[str, ...]
) -> Qualifier | None:
    for particle in particles or ("",):
        if not folded.startswith(particle, quantity.end):
            continue
        at = quantity.end + len(particle)
        hit = lexicon.at(folded, at) or (
            lexicon.at(folded, at + 1) if folded[at : at + 1] == " " else None
        )
        if hit:
            return cast("Qualifier", hit[1])
    return None


def _additional(source: Source, quantity: Quantity, at: int) -> bool:
    folded = source.folded
    if _more_inside(source, quantity):
        return True
    for _ in range(2):
        if source.grammar.additional.before(folded, at):
            return quantity.unit is not None
        hit = source.grammar.qualifiers_before.before(folded, at)
        if not hit:
            break
        at = _space_before(source, hit[0])
    return source.grammar.language.spaced and folded.startswith(" on top", quantity.end)


def _more_inside(source: Source, quantity: Quantity) -> bool:
    """As in "Two more villagers fell ill": the word stands between the number and its noun."""
    if quantity.unit is None or quantity.unit.kind != "noun" or quantity.difference:
        return False
    words = source.folded[quantity.number_end : quantity.end].split(" ", 2)
    return len(words) > 1 and words[1] in source.grammar.more_inside

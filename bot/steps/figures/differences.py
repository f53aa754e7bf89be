"""By how much: amounts that say how far a value moved, or how far it is from another, and never what it is.

"Rises by 40 million to 310 million", "£85m more than planned", 計画より150億円多い, 0.25%포인트.
"""

from __future__ import annotations

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import Quantity, Source
from bot.steps.figures.words_beside import follows, space_before, steps_before

# Between by how much a value moved and to what, there is room for a verb and no more.
_MOST_BETWEEN = 40
_THAN_REACH = 24
_POINTS_REACH = 8
_OVERRUN_REACH = 60
_OTHER_KINDS = frozenset(
    {"year", "date", "times", "years", "months", "weeks", "days", "hours", "minutes", "decades"}
)


def mark(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets `difference` where the words around a quantity say so."""
    live = [one for one in found if not one.dropped and one.unit and one.code not in _OTHER_KINDS]
    for place, quantity in enumerate(live):
        after = live[place + 1] if place + 1 < len(live) else None
        quantity.difference = (
            in_points(source, quantity)
            or _moved_to(source, quantity, after, clauses)
            or _compared(source, quantity)
            or _overrun(source, quantity, clauses)
        )


def in_points(source: Source, quantity: Quantity) -> bool:
    """Whether a percentage is written in points, which tell by how much and never to what."""
    if quantity.code != "percent":
        return False
    behind = source.folded[quantity.number_end : quantity.end + _POINTS_REACH].lstrip(" -%")
    return behind.startswith(source.grammar.points)


def _moved_to(source: Source, quantity: Quantity, after: Quantity | None, clauses: Clauses) -> bool:
    """As in "by 40 million to 310 million", 300億円増の2700億円: what it became stands right behind."""
    if after is None or not _alike(quantity, after):
        return False
    end = clauses.sentence(quantity.start)[1]
    if not quantity.end <= after.start < min(end, quantity.end + _MOST_BETWEEN):
        return False
    grammar, gap = source.grammar, source.folded[quantity.end : after.start]
    if gap.lstrip().startswith(grammar.moved_behind):
        return True
    at = space_before(source, quantity.start)
    if not (grammar.moved_by.before(source.folded, at) or grammar.moves.before(source.folded, at)):
        return False
    apart = " " if grammar.language.spaced else ""
    reached = f"{apart}{gap.strip(' ，,')}"
    return reached.endswith(tuple(apart + one for one in grammar.change_to))


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.is_money or other.is_money:
        return one.is_money and other.is_money
    return one.code == other.code or "count" in {one.code, other.code}


def _compared(source: Source, quantity: Quantity) -> bool:
    grammar, folded = source.grammar, source.folded
    at = steps_before(source, quantity)
    if grammar.exceeds.before(folded, at):
        return True
    if _inside(source, quantity):
        return True
    if not follows(folded, quantity.end, grammar.compared_after, spaced=grammar.language.spaced):
        return False
    asked = grammar.language.compared_before
    return not asked or grammar.compared_before.before(folded, at) is not None


def _inside(source: Source, quantity: Quantity) -> bool:
    """As in "13 fewer pupils than planned": the comparison stands around the noun."""
    grammar = source.grammar
    words = source.folded[quantity.number_end : quantity.end].split()
    if not words or words[0] not in grammar.compared_inside:
        return False
    behind = source.folded[quantity.end : quantity.end + _THAN_REACH].split()
    return any(word in grammar.compared_than for word in behind[:2])


def _overrun(source: Source, quantity: Quantity, clauses: Clauses) -> bool:
    """As in "overran its estimate by €240 million", "supera en 20 millones"."""
    grammar = source.grammar
    if grammar.overruns is None:
        return False
    start = max(clauses.clause(quantity.start)[0], quantity.start - _OVERRUN_REACH)
    verb = grammar.overruns.search(source.folded, start, quantity.start)
    if verb is None:
        return False
    at = space_before(source, quantity.start)
    return verb.end() == at or grammar.moved_by.before(source.folded, at) is not None

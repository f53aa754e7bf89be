"""Values that moved: which one was there before, and which one only says the same again."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import POINTS_IN_TIME, Quantity, Source
from bot.steps.figures.words_beside import space_before

_CLOSE = 48
# "Was once to cost X ... and is now to cost Y": two clauses of one sentence.
_TOLD_APART = 120
_FAR = Decimal(20)
_STEPS = 4
_BRACKET = re.compile(r"[ \u3000]*[(（\[［][^\d()（）]{0,14}$")
_SAID_AGAIN = re.compile(
    r"[ ,]{0,2}(?:or|i\.e\.|equivalent to|equal to) (?:about |around |roughly |some |nearly )?$"
)


def relate(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Ties each former value to its successor, and each conversion to what it converts."""
    live = [quantity for quantity in found if not quantity.dropped and quantity.unit]
    for first, second in itertools.pairwise(live):
        _rendering(source, first, second)
    values = [quantity for quantity in live if not quantity.difference]
    for index, quantity in enumerate(values):
        if quantity.rendering_of is None and _former(source, quantity):
            _tie(source, values, index, clauses)
    for first, second in itertools.pairwise(values):
        if _plain_change(source, first, second) or _once_and_now(source, first, second, clauses):
            first.earlier, second.was = True, first


def _rendering(source: Source, first: Quantity, second: Quantity) -> None:
    between = source.folded[first.end : second.start]
    if len(between) > 24 or second.rendering_of:  # noqa: PLR2004  (a bracket, and "equivalent to about")
        return
    both = first.is_money and second.is_money and first.code != second.code
    if both and (_BRACKET.match(between) or _SAID_AGAIN.match(between)):
        second.rendering_of = first.rendering_of or first


def _former(source: Source, quantity: Quantity) -> bool:
    folded, grammar = source.folded, source.grammar
    at = quantity.start
    for _ in range(_STEPS):
        at = space_before(source, at)
        former = grammar.earlier_before.before(folded, at)
        hit = grammar.qualifiers_before.before(folded, at) or grammar.planned.before(folded, at)
        if former and not (hit and hit[0] < former[0]):
            return True
        if not hit:
            break
        at = hit[0]
    end = quantity.end
    if grammar.former_endings and folded[quantity.number_end : end].endswith(
        grammar.former_endings
    ):
        return True
    gap = 2 if folded.startswith(", ", end) else 1 if folded[end : end + 1] == " " else 0
    return grammar.earlier_after.at(folded, end + gap) is not None


def _tie(source: Source, live: list[Quantity], index: int, clauses: Clauses) -> None:
    quantity = live[index]
    start, end = clauses.sentence(quantity.start)
    after = _next(live, index, 1)
    before = _next(live, index, -1)
    for other in (after, before):
        if other is None or other.earlier or other.was or not start <= other.start < end:
            continue
        if other is after and not _leads_on(source, quantity, after):
            continue
        gap = other.start - quantity.end if other is after else quantity.start - other.end
        if gap > _CLOSE:
            continue
        quantity.earlier, other.was = True, quantity
        return


def _leads_on(source: Source, former: Quantity, later: Quantity) -> bool:
    """As in "From 1 to 2": where words have spaces, the second's own preposition stands before it."""
    grammar = source.grammar
    if not grammar.language.spaced or not grammar.change_to:
        return True
    if grammar.former_endings and source.folded[later.number_end : later.end].endswith(
        grammar.change_endings
    ):
        return True
    between = source.folded[former.end : later.start].rstrip()
    return (
        any(between.endswith(" " + phrase) for phrase in grammar.change_to)
        or grammar.earlier_after.at(source.folded, former.end) is not None
        or _planned(source, former)
    )


def _planned(source: Source, former: Quantity) -> bool:
    """As in "Statt der geplanten 120 Wohnungen entstehen 95": no preposition leads to the second."""
    at = space_before(source, former.start)
    return source.grammar.planned.before(source.folded, at) is not None


def _next(live: list[Quantity], index: int, step: int) -> Quantity | None:
    """The next quantity of the same kind; among several, one of the same order of size."""
    kind = live[index]
    near: list[Quantity] = []
    for hop in (1, 2, 3):
        at = index + step * hop
        if not 0 <= at < len(live):
            break
        if live[at].rendering_of is None and _same_kind(kind, live[at]):
            near.append(live[at])
    alike = [other for other in near if other.low and _FAR > abs(kind.low / other.low) > 1 / _FAR]
    # A count of nameless things is of the same things only where it is of like size.
    found = alike or [other for other in near if other.code == kind.code or kind.is_money]
    return found[0] if found else None


def _same_kind(one: Quantity, other: Quantity) -> bool:
    if one.code == other.code or (one.is_money and other.is_money):
        return True
    if one.code in POINTS_IN_TIME and other.code in POINTS_IN_TIME:
        return True
    counted = one.unit and other.unit and one.unit.kind == other.unit.kind == "noun"
    return bool(counted) and "count" in {one.code, other.code}


def _plain_change(source: Source, first: Quantity, second: Quantity) -> bool:
    """8社から9社, 1조엔에서 1조3000억엔으로: the words between say it."""
    if first.earlier or second.was or not _same_kind(first, second) or second.rendering_of:
        return False
    between = source.folded[first.end : second.start].strip()
    return between in {"から", "에서", "から約", "에서 약"}


def _once_and_now(source: Source, first: Quantity, second: Quantity, clauses: Clauses) -> bool:
    """As in "Was once to cost £90 million and is now to cost £160 million": each clause says when."""
    grammar, folded = source.grammar, source.folded
    if grammar.once is None or grammar.now is None or not _same_kind(first, second):
        return False
    tied = first.earlier or first.was or second.earlier or second.was
    if tied or second.rendering_of or second.start - first.end > _TOLD_APART:
        return False
    start, end = clauses.sentence(first.start)
    if not start <= second.start < end:
        return False
    begin = max(start, first.start - _TOLD_APART)
    return (
        grammar.once.search(folded, begin, first.start) is not None
        and grammar.now.search(folded, begin, first.start) is None
        and grammar.now.search(folded, first.end, second.start) is not None
    )

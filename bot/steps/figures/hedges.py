"""How firmly a figure is said: by the words of its sentence, and a denial by those of its own part of it."""

from __future__ import annotations

from typing import cast

from bot.model.figures import Hedge
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import Quantity, Source
from bot.steps.figures.words_beside import follows, space_before, steps_before

# From a "not" to what it denies there is room for a verb and its preposition.
_NEGATION_REACH = 48
_PARTS = ";:；："
_BACK_REACH = 24
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "up_to", "nearly"})


def hedge(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets each quantity's hedge; a denial outweighs a doubt, a doubt a report, a report a plan."""
    known: dict[tuple[int, int], Hedge] = {}
    before: Quantity | None = None
    for quantity in found:
        if quantity.dropped:
            continue
        around = clauses.sentence(quantity.start)
        if around not in known:
            known[around] = _of(source, *around)
        free = before.end if before else 0
        denied = _is_denied(source, quantity, free, clauses)
        quantity.hedge = "denied" if denied else known[around]
        before = quantity


def _of(source: Source, start: int, end: int) -> Hedge:
    """The strongest hedge of a sentence, denials aside; what hangs on an "if" is possible."""
    conditions = source.grammar.conditions
    if conditions is not None and conditions.search(source.folded, start, end):
        return "possible"
    for name, _ in source.grammar.hedges:
        if name != "denied" and _said(source, name, start, end) is not None:
            return cast("Hedge", name)
    return "stated"


def _said(source: Source, name: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a hedge's word stands; one with a capital inside a sentence is a name ("in May")."""
    for hedged, words in source.grammar.hedges:
        if hedged != name:
            continue
        for found in words.finditer(source.folded, start, end):
            at = found.start()
            opens = not source.folded[start:at].strip()
            if not source.text[at].isupper() or opens:
                return found.span()
    return None


def _is_denied(source: Source, quantity: Quantity, free: int, clauses: Clauses) -> bool:
    sentence = clauses.sentence(quantity.start)
    part = _part(source, quantity, *sentence)
    return (
        _said(source, "denied", *part) is not None
        or _not_this(source, quantity)
        or _negated(source, quantity, free, clauses)
        or _denied_after(source, sentence[1], clauses)
    )


def _part(source: Source, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence that a denial reaches: from one turn ("but", 而是, a semicolon) to the next."""
    folded = source.folded
    turns = [at for mark in _PARTS if (at := folded.rfind(mark, start, quantity.start)) >= 0]
    behind = [at for mark in _PARTS if (at := folded.find(mark, quantity.end, end)) >= 0]
    if source.grammar.turns is not None:
        for found in source.grammar.turns.finditer(folded, start, end):
            (turns if found.start() < quantity.start else behind).append(found.start())
    return max([start, *turns]), min([end, *behind])


def _not_this(source: Source, quantity: Quantity) -> bool:
    """As in "800 jobs, not 1,200 jobs", 不是30亿元, 30億円ではなく."""
    grammar, folded = source.grammar, source.folded
    if follows(folded, quantity.end, grammar.not_that, spaced=grammar.language.spaced):
        return True
    if quantity.qualifier in _BOUNDS:
        return False
    return grammar.not_this.before(folded, space_before(source, quantity.start)) is not None


def _negated(source: Source, quantity: Quantity, free: int, clauses: Clauses) -> bool:
    """As in "has not been postponed to 2034": a "not" of the same clause, with no other figure between."""
    grammar = source.grammar
    if grammar.negations is None or quantity.qualifier in _BOUNDS:
        return False
    at = steps_before(source, quantity)
    if grammar.deadline_before.before(source.folded, at) and not grammar.change_to & {
        source.folded[source.folded.rfind(" ", 0, at) + 1 : at]
    }:
        # "Not before 2031" and "not until May" say when, and not when not.
        return False
    start = max(clauses.clause(quantity.start)[0], quantity.start - _NEGATION_REACH, free)
    for found in grammar.negations.finditer(source.folded, start, quantity.start):
        rest = source.folded[found.end() :].lstrip(" ")
        if not rest.startswith(grammar.not_only):
            return True
    return False


def _denied_after(source: Source, end: int, clauses: Clauses) -> bool:
    """As in "A website said that 900 jobs would go. This is not true.": the next sentence takes it back."""
    words = source.grammar.denied_back
    if words is None or end >= clauses.length:
        return False
    following = clauses.sentence(end)
    opening = min(following[1], following[0] + _BACK_REACH)
    found = words.search(source.folded, following[0], following[1])
    return found is not None and found.start() <= opening

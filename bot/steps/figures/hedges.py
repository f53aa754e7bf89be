"""How firmly a figure is said: by the words of its sentence."""

from __future__ import annotations

from typing import cast

from bot.model.figures import Hedge
from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import Quantity, Source


def hedge(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets each quantity's hedge; a denial outweighs a doubt, a doubt a report, a report a plan."""
    known: dict[tuple[int, int], Hedge] = {}
    for quantity in found:
        if quantity.dropped:
            continue
        around = clauses.sentence(quantity.start)
        if around not in known:
            known[around] = _of(source, *around)
        quantity.hedge = known[around]


def _of(source: Source, start: int, end: int) -> Hedge:
    """The strongest hedge of a sentence; a word with a capital inside it is a name ("in May")."""
    for name, words in source.grammar.hedges:
        for found in words.finditer(source.folded, start, end):
            at = found.start()
            if (
                source.text[at].islower()
                or not source.text[at].isupper()
                or not source.folded[start:at].strip()
            ):
                return cast("Hedge", name)
    return "stated"

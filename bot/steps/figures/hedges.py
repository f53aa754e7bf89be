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
            sentence = source.folded[around[0] : around[1]]
            known[around] = next(
                (
                    cast("Hedge", name)
                    for name, words in source.grammar.hedges
                    if words.search(sentence)
                ),
                "stated",
            )
        quantity.hedge = known[around]

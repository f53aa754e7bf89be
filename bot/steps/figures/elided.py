"""A currency that is said once: "€2.4 billion … auditors now speak of 3.1 billion"."""

from __future__ import annotations

from decimal import Decimal

from bot.steps.figures.bare import ends_phrase
from bot.steps.figures.quantity import Quantity, Source

# Millions without a noun are people as often as money; billions beside an amount are amounts.
_LEAST = Decimal(1_000_000_000)
_MILLION = Decimal(1_000_000)
# How many times another amount it may be, and how far from it, in characters.
_ORDER = 50
_FAR_BACK, _FAR_AHEAD = 400, 160
# What stands nearer may be the rest of one number ("3 billion and 400 million reais").
_NEAR = 12
_AFTER_HAN = frozenset(",、，。.;；)）」』”\n ")


def give_currency(source: Source, found: list[Quantity]) -> None:
    """Gives a large number that counts nothing the currency of the amount before it in its paragraph, or behind.

    What else is counted by the billion beside it (people, tonnes) may be meant as well: then nothing is given.
    """
    for place, quantity in enumerate(found):
        if not _bare(source, quantity):
            continue
        other = _large(source, quantity, found[:place][::-1], _FAR_BACK) or _large(
            source, quantity, found[place + 1 :], _FAR_AHEAD
        )
        if other is not None and other.is_money:
            quantity.unit = other.unit


def _bare(source: Source, quantity: Quantity) -> bool:
    """Whether it is a number with a magnitude behind which no noun stands."""
    whole = quantity.scale >= _MILLION and quantity.low >= _LEAST
    if quantity.unit is not None or quantity.end != quantity.number_end or not whole:
        return False
    folded, end, language = source.folded, quantity.end, source.grammar.language
    if language.spaced:
        return ends_phrase(source, end)
    after = folded[end : end + 1]
    hiragana = "ぁ" <= after <= "ん" and after != "の"
    return hiragana or after in source.grammar.counter_particles or after in _AFTER_HAN or not after


def _large(source: Source, quantity: Quantity, others: list[Quantity], far: int) -> Quantity | None:
    """The nearest of the others that is as large a number, in the same paragraph and of the same order."""
    for other in others:
        start, end = sorted((quantity, other), key=lambda one: one.start)
        between = source.folded[start.end : end.start]
        if not _NEAR < len(between) <= far or "\n" in between:
            return None
        if other.unit is not None and (other.is_money or other.low >= _LEAST):
            same = other.low < quantity.high * _ORDER and quantity.low < other.high * _ORDER
            return other if same else None
    return None

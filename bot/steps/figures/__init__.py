"""Figures: every quantity that a text states, with where it stands and what belongs to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.model.figures import Figure
from bot.steps.figures import (
    bare,
    change,
    clauses,
    hedges,
    merge,
    noise,
    periods,
    qualifiers,
    years,
)
from bot.steps.figures.fold import fold
from bot.steps.figures.gather import gather
from bot.steps.figures.grammar import grammar
from bot.steps.figures.quantity import Quantity, Source, story

_SMALL = 100
_WRITTEN = frozenset(
    {
        "percent",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "times",
        "companies",
        "year",
    }
)


# No newsroom writes of more, or of less: longer rows of digits are no amounts, and their arithmetic has no end.
MOST_DIGITS = 26
LEAST_DIGITS = -12


def find_figures(text: str, *, language: str, published: date | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in the order in which they stand.

    Args:
        text: the article's text, as it is; offsets are into it.
        language: a BCP 47 tag; a language without a table is read by its digits and signs alone.
        published: the article's day, if known; a plain year counts as a target only after it.

    Returns:
        One figure for each quantity. Time grows linearly with the text; nothing is raised, whatever
        the text holds.
    """
    ready = grammar(language)
    folded = fold(text, ready.folds)
    source = Source(text, folded, ready, story(folded, ready))
    found = [quantity for quantity in gather(source) if _is_sayable(quantity)]
    if not found:
        return ()
    parts = clauses.split(source.folded)
    found = merge.merge(source, found)
    bare.resolve(source, found, parts)
    years.resolve(source, found, parts, published)
    noise.refuse(source, found, parts)
    found = [quantity for quantity in found if not quantity.dropped]
    qualifiers.qualify(source, found, parts)
    change.relate(source, found, parts)
    periods.give_periods(source, found, parts)
    years.give_years(source, found, parts)
    hedges.hedge(source, found, parts)
    return tuple(
        _figure(source, quantity)
        for quantity in found
        if not quantity.dropped and _is_sayable(quantity)
    )


def _is_sayable(quantity: Quantity) -> bool:
    """Whether anybody would say such a number: each end within the bounds of what is written of."""
    return all(
        not end or LEAST_DIGITS <= end.adjusted() < MOST_DIGITS
        for end in (quantity.low, quantity.high)
    )


def _figure(source: Source, quantity: Quantity) -> Figure:
    return Figure(
        text=source.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        low=_tidy(quantity.low),
        high=_tidy(quantity.high),
        unit=quantity.code or "count",
        resolution=_resolution(quantity),
        qualifier=quantity.qualifier or "exact",
        period=quantity.period,
        by=quantity.by,
        hedge=quantity.hedge,
        was_start=quantity.was.start if quantity.was else None,
        earlier=quantity.earlier,
        additional=quantity.additional,
        rendering_of=quantity.rendering_of.start if quantity.rendering_of else None,
    )


def _tidy(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent ("1E+12" is for nobody to read)."""
    whole = value.to_integral_value()
    return (
        whole.quantize(Decimal(1))
        if value == whole and abs(whole) < Decimal("1e27")
        else value.normalize()
    )


def _resolution(quantity: Quantity) -> Decimal:
    """What one unit of the last significant digit is worth.

    Trailing zeros of an amount are not significant; those of a percentage or a small count are.
    """
    if quantity.code in _WRITTEN or abs(quantity.low) < _SMALL or not quantity.low:
        return quantity.last
    parts = _tidy(quantity.low).as_tuple()
    if isinstance(parts.exponent, int) and parts.exponent < 0:
        return Decimal(10) ** parts.exponent
    zeros = 0
    for digit in reversed(parts.digits):
        if digit:
            break
        zeros += 1
    return max(Decimal(10) ** zeros, quantity.last)

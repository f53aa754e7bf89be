"""Figures: every quantity that a text states, with where it stands and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.model.figures import Figure
from bot.steps.figures import (
    bare,
    change,
    clauses,
    counts,
    dates,
    differences,
    elided,
    hedges,
    merge,
    noise,
    per,
    periods,
    qualifiers,
    years,
)
from bot.steps.figures.convention import comma_parts_thousands
from bot.steps.figures.fold import fold
from bot.steps.figures.gather import gather
from bot.steps.figures.grammar import grammar
from bot.steps.figures.quantity import Quantity, Source, story, year_like

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
        "date",
    }
)


# No newsroom writes of more, or of less: longer rows of digits are no amounts, and their arithmetic has no end.
MOST_DIGITS = 26
LEAST_DIGITS = -12
# In words, small numbers are articles and pronouns ("the two of them"); larger ones are written out to count.
LEAST_IN_WORDS = 11
# A page with more plain numbers than this is a table of something else.
MOST_LOOSE = 60


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
    source = _source(text, language)
    found = [quantity for quantity in gather(source) if _is_sayable(quantity)]
    parts = clauses.split(source.folded)
    elided.give_currency(source, found)
    found = merge.merge(source, found)
    bare.resolve(source, found, parts)
    bare.make_whole(source, found)
    found = counts.resolve(source, found, parts)
    years.resolve(source, found, parts, published)
    found = dates.resolve(source, found, parts, published)
    noise.refuse(source, found, parts)
    found = [quantity for quantity in found if not quantity.dropped]
    qualifiers.qualify(source, found, parts)
    differences.mark(source, found, parts)
    change.relate(source, found, parts)
    periods.give_periods(source, found, parts)
    per.give_things(source, found, parts)
    years.give_years(source, found, parts)
    hedges.hedge(source, found, parts)
    return tuple(
        _figure(source, quantity)
        for quantity in found
        if not quantity.dropped and _is_sayable(quantity)
    )


def loose_numbers(text: str, *, language: str, beside: Sequence[Figure]) -> tuple[Figure, ...]:
    """Plain numbers of a text that are no figures by themselves: a reader may see what they count.

    "In all, 74 are dead": without its noun, a number is not taken for a figure. Where something else than
    the words beside it says what it counts, it can be pointed at all the same. So can a number behind a name
    ("in Texas 728 cases"), which may be the name's.

    Args:
        text: as `find_figures` took it.
        language: a BCP 47 tag.
        beside: the text's figures; a number inside one is none of these.

    Returns:
        Figures of unit `count`, in their order, calendar years and row numbers left out; MOST_LOOSE at most.
    """
    source = _source(text, language)
    taken = [(figure.start, figure.end) for figure in beside]
    found = gather(source)
    for quantity in found:
        bare.whole(source, quantity)
    loose = [
        quantity
        for quantity in found
        if (quantity.unit is None or quantity.unit.kind == "noun")
        and (quantity.form == "digits" or _written_out(source, quantity))
        and _is_sayable(quantity)
        and not year_like(quantity)
        and not any(start < quantity.end and quantity.start < end for start, end in taken)
    ]
    return tuple(_figure(source, quantity) for quantity in loose[:MOST_LOOSE])


def _written_out(source: Source, quantity: Quantity) -> bool:
    hyphen = source.folded[max(0, quantity.start - 1) : quantity.start] == "-"
    return quantity.form == "words" and quantity.low >= LEAST_IN_WORDS and not hyphen


def _source(text: str, language: str) -> Source:
    ready = grammar(language)
    folded = fold(text, ready.folds)
    if ready.language.decimal == "," and comma_parts_thousands(folded):
        ready = grammar(language, comma_parts_thousands=True)
    return Source(text, folded, ready, story(folded, ready))


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
        per=quantity.per,
        by=quantity.by,
        hedge=quantity.hedge,
        was_start=quantity.was.start if quantity.was else None,
        earlier=quantity.earlier,
        additional=quantity.additional,
        difference=quantity.difference,
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

"""What is no plain number: fractions, shares, multiples, open numbers, and numbers between two neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.model.rounding import rounded
from bot.steps.figures import numerals, units
from bot.steps.figures.quantity import Quantity, Source
from bot.steps.figures.vocabulary import Unit

_ONE = Decimal(1)
_SIGNS = {sign: Decimal(numerator) / denominator for sign, numerator, denominator in (
    ("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
)}  # fmt: skip
_HUNDRED = Decimal(100)
_PERCENT = Unit("percent")
_TIMES = Unit("times")
_DAYS = Unit("days")
_ROUNDING = Decimal("0.01")


def _multiple(source: Source, match: re.Match[str]) -> Quantity:
    return _fixed(match, source.grammar.multiples[match.group()], _TIMES, _ONE)


def _days(source: Source, match: re.Match[str]) -> Quantity:
    return _fixed(match, source.grammar.days[match.group()], _DAYS, _ONE)


def _whole(source: Source, match: re.Match[str]) -> Quantity:
    return _fixed(match, source.grammar.wholes[match.group()], _PERCENT, _ONE)


def _fixed(match: re.Match[str], value: Decimal, unit: Unit, last: Decimal) -> Quantity:
    start, end = match.span()
    return Quantity(
        start, end, start, end, value, value, value, _ONE, last, "words", grouped=False, unit=unit
    )


def _ratio(source: Source, match: re.Match[str]) -> Quantity | None:
    """As in "Seven out of ten users", "4 in 10 firms": a share, if it is less than the whole."""
    groups = {name.rstrip("_"): said for name, said in match.groupdict().items() if said}
    above, below = (
        source.grammar.words[said].value if said in source.grammar.words else Decimal(said)
        for said in (groups["part"], groups["of"])
    )
    if above >= below or (below < 3 and source.grammar.language.spaced):  # noqa: PLR2004  ("one in two" is said, "one of two" counted)
        return None
    return _fixed(match, _tidy_share(above, below), _PERCENT, _ONE)


def _tidy_share(above: Decimal, below: Decimal) -> Decimal:
    value = above * _HUNDRED / below
    if value == value.to_integral_value() or value < 1:
        return value
    return rounded(value, 2)


def _portion(source: Source, match: re.Match[str]) -> Quantity | None:
    """As in "Half a million", "en halv gigawatt": a part of one magnitude or unit."""
    start, end = match.span()
    part = source.grammar.portions[match.group()]
    quantity = Quantity(
        start, end, start, end, part, part, part, _ONE, Decimal("0.1"), "words", grouped=False
    )
    word = source.grammar.magnitudes.at(source.folded, match.end() + 1)
    if word and source.folded[match.end()] in " -":
        quantity.multiply(word[1])
        quantity.number_end = quantity.end = word[0]
    units.attach(source, quantity)
    if quantity.unit is None or (quantity.unit.kind == "noun" and quantity.scale == _ONE):
        return None
    return quantity


def _vulgar(source: Source, match: re.Match[str]) -> Quantity | None:
    """A fraction sign alone ("½ tonne", "€¾ million")."""
    start, end = match.span()
    part = source.grammar.halves.get(match.group()) or _SIGNS[match.group()]
    quantity = Quantity(
        start, end, start, end, part, part, part, _ONE, _ROUNDING, "digits", grouped=False
    )
    magnitude_after(source, quantity)
    units.attach(source, quantity)
    return quantity if quantity.unit and quantity.unit.kind != "noun" else None


def magnitude_after(source: Source, quantity: Quantity) -> None:
    """Takes the magnitude that stands behind a fraction ("¾ million")."""
    end = quantity.number_end
    word = source.grammar.magnitudes.at(source.folded, end + 1)
    if word and source.folded[end] == " ":
        quantity.multiply(word[1])
        quantity.number_end = quantity.end = word[0]


def _neighbours(source: Source, match: re.Match[str]) -> Quantity | None:
    """As in 二三百人, 4、5億円, 两三名: a number between two neighbours."""
    start, end = match.span()
    pair, worth = match["pair"], match["worth"]
    low, high = (
        numerals.han(sign + worth, 0, 1 + len(worth), source.grammar)
        for sign in (pair[0], pair[-1])
    )
    if low is None or high is None or low.low >= high.low:
        return None
    quantity = Quantity(
        start, end, start, end, low.low, high.low, low.mantissa, low.scale, low.last, "han",
        grouped=False,
    )  # fmt: skip
    units.attach(source, quantity)
    return quantity if quantity.unit else None


def _several(source: Source, match: re.Match[str]) -> Quantity | None:
    low, high = source.grammar.several[match.group()]
    start, end = match.span()
    exact = low == high
    number_end = end - 3 if match.group().endswith(" of") else end
    quantity = Quantity(
        start, number_end, start, number_end, low, high, low, low, low, "words", grouped=False
    )
    quantity.qualifier = "exact" if exact else "several"
    at = end if number_end != end else number_end
    quantity.number_end = at
    units.attach(source, quantity)
    quantity.number_end = number_end
    if quantity.unit is None:
        quantity.unit = _those(source, quantity)
    return quantity if quantity.unit else None


def _those(source: Source, quantity: Quantity) -> Unit | None:
    """As in "hundreds died": the verb tells that they are people."""
    folded, end = source.folded, quantity.number_end
    hit = source.grammar.counted_after.at(folded, end + 1) if folded[end : end + 1] == " " else None
    return Unit(hit[1], _ONE, "noun") if hit else None


def _fraction(source: Source, match: re.Match[str]) -> Quantity | None:
    kind = match.lastgroup or ""
    if kind == "slash":
        above, below = (Decimal(part.replace(",", "").strip()) for part in match.group().split("/"))
    else:
        values = _above_and_below(source, match, kind)
        if values is None:
            return None
        above, below = values
    if not below or below % 1 or not _fraction_meant(source, match, kind, above, below):
        return None
    value = _tidy_share(above, below)
    end = match.end()
    if kind == "parts":
        read = numerals.han(source.folded, *match.span("above"), source.grammar)
        end = read.end if read else end
    if kind == "parts" and source.folded[end : end + 2].lstrip()[:1] == "k":
        value, end = value * 1000, source.folded.index("k", end) + 1
    if kind == "parts" and (
        cut := next(
            (word for word in source.grammar.price_cut if source.folded.startswith(word, end)), ""
        )
    ):
        value, end = _HUNDRED - value, end + len(cut)
    quantity = _fixed(
        match, value, _PERCENT, _ONE if value == value.to_integral_value() else _ROUNDING
    )
    quantity.end = end
    return quantity


def _above_and_below(
    source: Source, match: re.Match[str], kind: str
) -> tuple[Decimal, Decimal] | None:
    grammar, folded = source.grammar, source.folded
    if kind == "fraction":
        below = Decimal(grammar.denominators[match["below"]])
        word = grammar.words.get(match["above"])
        return (word.value if word else Decimal(match["above"])), below
    above = numerals.han(folded, *match.span("above"), grammar)
    under = numerals.han(folded, *match.span("below"), grammar)
    return (above.low, under.low) if above and under else None


def _fraction_meant(
    source: Source, match: re.Match[str], kind: str, above: Decimal, below: Decimal
) -> bool:
    after = source.folded[match.end() : match.end() + 24].lstrip(" ")
    if kind == "slash":
        if (
            source.grammar.language.script == "han"
            and below == _HUNDRED
            and above > 1
            and not after.startswith(")")
        ):
            return "." in match.group() or "," in match.group()
        return (
            above < below
            and bool(source.grammar.slash_after)
            and after.startswith(source.grammar.slash_after)
        )
    if kind == "parts":
        return True
    if above == 1 and not source.folded[match.start() : match.end()].startswith("one"):
        word = after.split(" ", 1)[0].rstrip(",.;")
        before = source.folded[max(0, match.start() - 12) : match.start()].split()
        return word in source.grammar.genitives or (
            bool(before) and before[-1] in source.grammar.by
        )
    return above < below and not (after.startswith("-") and not after.startswith("-owned"))


# By the name of the scanner's group.
READERS: dict[str, Callable[[Source, re.Match[str]], Quantity | None]] = {
    "multiple": _multiple,
    "whole": _whole,
    "days": _days,
    "several": _several,
    "vulgar": _vulgar,
    "neighbours": _neighbours,
    "portion": _portion,
    "ratio": _ratio,
    "fraction": _fraction,
    "parts": _fraction,
    "slash": _fraction,
}

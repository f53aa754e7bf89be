"""The pass over the text: every number that is none of a name, a date or a place in a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.model.rounding import rounded
from bot.steps.figures import numbers, numerals, units
from bot.steps.figures.lexicon import is_letter
from bot.steps.figures.quantity import Quantity, Reading, Source
from bot.steps.figures.vocabulary import Unit

_ONE = Decimal(1)
# A bare magnitude is a word (億単位, 万全) but for 上亿, "more than a hundred million".
_MAGNITUDES = frozenset("万億亿兆")
_HUNDRED = Decimal(100)
# No quantity is written longer; what is, is a run of signs that would cost its square to read.
_LONGEST = 240
_PERCENT = Unit("percent")
_TIMES = Unit("times")
_ROUNDING = Decimal("0.01")


def gather(source: Source) -> list[Quantity]:
    """All numbers of the text in their order, with the units that stand beside them."""
    found: list[Quantity] = []
    at, scan, folded = 0, source.grammar.scan, source.folded
    while match := scan.search(folded, at):
        kind = match.lastgroup or ""
        at = max(match.end(), at + 1)
        if kind in {"noise", "version"}:
            continue
        quantity = _read(source, match, kind)
        if quantity:
            found.append(quantity)
            at = max(quantity.end, match.start() + 1)
        elif kind == "words":
            # "A seven-year deal": the article led nowhere, the next word may.
            at = match.start() + max(1, len(match.group().split(" ", 1)[0].split("-", 1)[0]))
        elif kind in {"portion", "ratio", "fraction", "several", "slash", "western"}:
            at = (
                match.start()
                + len(
                    folded[match.start() : match.end()]
                    .split(" ", 1)[0]
                    .split("-", 1)[0]
                    .split("/", 1)[0]
                )
                or at
            )
            at = max(at, match.start() + 1)
            again = _number_at(source, match)
            if again:
                found.append(again)
                at = max(again.end, at)
    return found


def _number_at(source: Source, match: re.Match[str]) -> Quantity | None:
    """The number that a fraction turned out not to be ("one third-party firm", "12 of 20")."""
    start = match.start()
    for read in (numbers.digits, numbers.words, numerals.han):
        first = source.folded[start]
        if (read is numbers.digits) != first.isdigit() and read is not numerals.han:
            continue
        reading = read(source.folded, start, match.end(), source.grammar)
        if reading and reading.end > start:
            return _quantity(source, start, reading)
    return None


def _read(source: Source, match: re.Match[str], kind: str) -> Quantity | None:
    if kind in _SPECIAL:
        return _SPECIAL[kind](source, match)
    reading = _reading(source, match, kind)
    quantity = _quantity(source, match.start(), reading) if reading else None
    if kind == "sino" and quantity and not (quantity.is_money or quantity.code == "percent"):
        return None
    return quantity


def _reading(source: Source, match: re.Match[str], kind: str) -> Reading | None:
    folded, start, end, grammar = source.folded, match.start(), match.end(), source.grammar
    if end - start > _LONGEST:
        return None
    if kind in {"digits", "western"}:
        return numbers.digits(folded, start, end, grammar)
    if kind == "words":
        return numbers.words(folded, start, end, grammar)
    if kind == "spelled":
        return numbers.spelled(folded, start, end, grammar)
    if kind == "native":
        return numbers.native(folded, start, end, grammar)
    return numerals.han(folded, start, end, grammar)


def _multiple(source: Source, match: re.Match[str]) -> Quantity:
    return _fixed(match, source.grammar.multiples[match.group()], _TIMES, _ONE)


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
    return quantity if quantity.unit else None


def _fraction(source: Source, match: re.Match[str]) -> Quantity | None:
    kind = match.lastgroup or ""
    if kind == "slash":
        above, below = (Decimal(part.replace(",", "").strip()) for part in match.group().split("/"))
    else:
        values = _above_and_below(source, match, kind)
        if values is None:
            return None
        above, below = values
    if not below or not _fraction_meant(source, match, kind, above, below):
        return None
    value = _tidy_share(above, below)
    end = match.end()
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


def _quantity(source: Source, start: int, reading: Reading) -> Quantity | None:
    folded = source.folded
    if reading.form == "digits" and units.glued_before(source, start):
        return None
    quantity = Quantity(
        start, reading.end, start, reading.end, reading.low, reading.high, reading.mantissa,
        reading.scale, reading.last, reading.form, reading.grouped,
    )  # fmt: skip
    quantity.qualifier = reading.loose
    if folded[start] in _MAGNITUDES:
        if folded[start - 1 : start] not in source.grammar.bare_magnitude:
            return None
        quantity.qualifier = "at_least"
    _half(source, quantity)
    units.attach(source, quantity)
    if reading.form == "digits" and quantity.end == reading.end and quantity.end < len(folded):
        after = folded[quantity.end]
        if (is_letter(after) and quantity.end < len(folded)) or after == "_":
            return None
    _sign(source, quantity)
    return quantity


def _half(source: Source, quantity: Quantity) -> None:
    """What is added to the number before its unit: "one and a half", "2 1/2", "3½"."""
    folded, end = source.folded, quantity.number_end
    gap = 1 if folded[end : end + 1] == " " else 0
    hit = source.grammar.halves.at(folded, end + gap)
    if not hit or source.grammar.language.script == "han" or (gap == 0 and hit[0] - end > 1):
        return
    quantity.low += hit[1] * quantity.scale
    quantity.high += hit[1] * quantity.scale
    quantity.mantissa += hit[1]
    quantity.last = quantity.scale / 10
    quantity.number_end = quantity.end = hit[0]
    word = source.grammar.magnitudes.at(folded, hit[0] + 1)
    if word and folded[hit[0]] == " ":
        quantity.multiply(word[1])
        quantity.number_end = quantity.end = word[0]


def _sign(source: Source, quantity: Quantity) -> None:
    folded, start = source.folded, quantity.start
    if not start:
        return
    if folded[start - 1] == "-" and (
        start == 1 or folded[start - 2] in " (\n\t:|" or not folded[start - 2].isascii()
    ):
        if folded[start : start + 1] == " ":
            return
        width = 1
    else:
        at = start - 1 if folded[start - 1] == " " else start
        hit = source.grammar.minus.before(folded, at)
        longer = source.grammar.qualifiers_before.before(folded, at)
        if not hit or (longer and longer[0] < hit[0]):
            return
        width = start - hit[0]
    if start >= 2 and folded[start - 2].isdigit():  # noqa: PLR2004  (room for a digit before the sign)
        return
    if quantity.unit is None:
        return
    quantity.start -= width
    quantity.low, quantity.high = -quantity.high, -quantity.low


_SPECIAL: dict[str, Callable[[Source, re.Match[str]], Quantity | None]] = {
    "multiple": _multiple,
    "whole": _whole,
    "several": _several,
    "portion": _portion,
    "ratio": _ratio,
    "fraction": _fraction,
    "parts": _fraction,
    "slash": _fraction,
}

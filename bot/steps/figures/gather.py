"""The pass over the text: every number that is none of a name, a date or a place in a list."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.model.figures import Qualifier
from bot.steps.figures import korean, numbers, numerals, portions, units
from bot.steps.figures.lexicon import is_letter
from bot.steps.figures.quantity import Quantity, Reading, Source, year_like
from bot.steps.figures.vocabulary import Unit

_ONE = Decimal(1)
# A bare magnitude is a word (億単位, 万全) but for 上亿, "more than a hundred million".
_MAGNITUDES = frozenset("万億亿兆")
_BARE = _MAGNITUDES | frozenset("百千")
_BOUNDS: dict[str, Qualifier] = {
    "上": "at_least", "近": "nearly", "逾": "more_than", "超": "more_than", "过": "more_than",
}  # fmt: skip
# No quantity is written longer; what is, is a run of signs that would cost its square to read.
_LONGEST = 240
_COUNT = Unit("count", kind="noun")


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
        elif kind in {"portion", "ratio", "fraction", "several", "slash", "western", "neighbours"}:
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
    if kind in portions.READERS:
        return portions.READERS[kind](source, match)
    reading = _reading(source, match, kind)
    quantity = _quantity(source, match.start(), reading) if reading else None
    if quantity and kind in {"sino", "native"} and not korean.meant(source, quantity, kind):
        return None
    return quantity


def _reading(source: Source, match: re.Match[str], kind: str) -> Reading | None:
    folded, start, end, grammar = source.folded, match.start(), match.end(), source.grammar
    if end - start > _LONGEST:
        return None
    if kind in {"digits", "western"}:
        return numbers.digits(folded, start, _first_group(source, start, end), grammar)
    if kind == "words":
        return numbers.words(folded, start, end, grammar)
    if kind == "spelled":
        return numbers.spelled(folded, start, end, grammar)
    if kind == "native":
        return numbers.native(folded, start, end, grammar)
    return numerals.han(folded, start, end, grammar)


def _first_group(source: Source, start: int, end: int) -> int:
    """Where the digits end: a number behind a name is the name's, and groups nothing ("the 737 300 times")."""
    folded = source.folded
    if " " in source.grammar.language.grouping or not source.grammar.language.spaced:
        return end
    group = folded.find(" ", start, end)
    if group < 0 or not folded[group + 1].isdigit():
        return end
    begin = folded.rfind(" ", 0, max(0, start - 1)) + 1
    word = source.text[begin:start].strip()
    named = (
        word[:1].isupper()
        and word.isalpha()
        and folded[begin:start].strip() not in source.grammar.starters
    )
    coin = source.grammar.prefixes.before(folded, start - 1) is not None
    return group if named and begin and not coin else end


def _quantity(source: Source, start: int, reading: Reading) -> Quantity | None:
    folded = source.folded
    if reading.form == "digits" and units.glued_before(source, start):
        return None
    quantity = Quantity(
        start, reading.end, start, reading.end, reading.low, reading.high, reading.mantissa,
        reading.scale, reading.last, reading.form, reading.grouped,
    )  # fmt: skip
    quantity.qualifier = reading.loose
    if folded[start] in _BARE:
        before = folded[start - 1 : start]
        bound = _BOUNDS.get(before) if before in source.grammar.bare_magnitude else None
        some = folded[reading.end : reading.end + 1] in source.grammar.loose_gaps
        if folded[start] in _MAGNITUDES and not (bound or reading.loose or some):
            return None
        quantity.qualifier = bound or quantity.qualifier
    _half(source, quantity)
    units.attach(source, quantity)
    if not quantity.prefixed and units.lone_sign_before(source, start):
        return None
    if reading.form == "words" and _other_word(source, quantity):
        return None
    if quantity.unit is None and not source.grammar.language.spaced:
        _genitive(source, quantity)
    if reading.form == "digits" and quantity.end == reading.end and quantity.end < len(folded):
        after = folded[quantity.end]
        if (is_letter(after) and quantity.end < len(folded)) or after == "_":
            return None
    _sign(source, quantity)
    return quantity


def _other_word(source: Source, quantity: Quantity) -> bool:
    """Whether a number word is another word here: with an ending outside a percentage (ikisi), or a shy one (yüz)."""
    grammar, kind = source.grammar, quantity.unit.kind if quantity.unit else ""
    written = source.folded[quantity.number_start : quantity.number_end].split(" ")
    if written[-1] in grammar.endings and quantity.code != "percent":
        return True
    loose = kind == "noun" and quantity.code == "count"
    return loose and len(written) == 1 and written[0] in grammar.shy_numbers


def _genitive(source: Source, quantity: Quantity) -> None:
    """As in 18の州, 数千の建物: where nothing parts words, の leads from a number to what it counts."""
    folded, end = source.folded, quantity.number_end
    gap = 1 if folded[end : end + 1] == " " else 0
    more_than_one = quantity.low > _ONE and quantity.low == quantity.low.to_integral_value()
    if source.grammar.numeral_genitive == "" or not more_than_one or quantity.end != end:
        return
    before = source.folded[max(0, quantity.start - 2) : quantity.start].rstrip(" ")[-1:]
    if is_letter(before) or "ァ" <= before <= "ヿ":
        return
    sure = quantity.qualifier == "several" or (
        quantity.form == "digits" and not year_like(quantity)
    )
    follows = folded[end + gap + 1 : end + gap + 3].strip()[:1]
    if (
        sure
        and folded[end + gap : end + gap + 1] == source.grammar.numeral_genitive
        and _names(follows)
    ):
        quantity.unit = _COUNT


def _names(char: str) -> bool:
    """Whether a noun may begin with this sign: a katakana or a kanji that is no numeral."""
    return "ァ" <= char <= "ヶ" or (
        "一" <= char <= "龠" and char not in "一二三四五六七八九十百千万億兆分倍方他"
    )


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
    portions.magnitude_after(source, quantity)


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

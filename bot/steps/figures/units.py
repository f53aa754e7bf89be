"""The unit of a number: what stands before it, against it, or a few words after it."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.steps.figures import common, nouns
from bot.steps.figures.lexicon import is_letter
from bot.steps.figures.quantity import Quantity, Source
from bot.steps.figures.vocabulary import Unit

_ONE = Decimal(1)
_PERCENT = Unit("percent", _ONE, "measure")
_SMALL = 10
_GAPS = ("", " ", "-", "  ", " - ", "   ")
_SHORTEST_UNIT = 3
# Short forms that are something else where nothing counted follows (millimetres, teranewtons).
_UNSURE = frozenset({"mm", "tn", "cr", "mil", "md", "mb", "mr", "bi", "tri", "mi"})
# "41C" is a temperature, 4C a class, a size or a plan.
_WARM = 10
_CENTURY = 100


def attach(source: Source, quantity: Quantity) -> None:
    """Gives the quantity its unit, where it has one, and takes the unit into its span."""
    if _currency_before(source, quantity):
        _weak_magnitude(source, quantity, money=True)
        _sign_after_code(source, quantity)
        return
    if _percent_before(source, quantity):
        return
    _weak_magnitude(source, quantity, money=False)
    if quantity.unit is not None:
        return
    if _close_unit(source, quantity):
        _refine(source, quantity)
        return
    if source.grammar.language.spaced:
        nouns.attach(source, quantity)


def _currency_before(source: Source, quantity: Quantity) -> bool:
    folded, at = source.folded, quantity.start
    gap = at
    while gap and folded[gap - 1] == " " and at - gap < 2:  # noqa: PLR2004  (a gap is one space, or two)
        gap -= 1
    hit = source.grammar.prefixes.before(folded, gap)
    if not hit:
        return False
    start, unit = hit
    written = source.text[start:gap].strip()
    sign = folded[start:gap]
    if _no_sign(source, quantity, start, gap):
        return False
    if sign in common.CAPITAL_SIGNS and not written[0].isupper() and " " not in sign:
        shorter = source.grammar.prefixes.get(sign[-1])
        if not shorter:
            return False
        start, unit = gap - 1, shorter
    quantity.start, quantity.unit, quantity.prefixed = start, _by_story(source, unit, sign), True
    if unit.factor != _ONE:
        quantity.multiply(unit.factor)
    return True


def _no_sign(source: Source, quantity: Quantity, start: int, gap: int) -> bool:
    """Whether what stands where a currency may is a word, another number's unit, or a name's letter."""
    sign, written = source.folded[start:gap], source.text[start:gap].strip()
    small = sign.isalpha() and sign in common.CAPITAL_CODES and not written.isupper()
    # Some country's dollar that nobody listed is no amount in ours.
    strange = sign == "$" and is_letter(source.folded[start - 1 : start] or " ")
    lone = sign in common.LETTER_SIGNS and not _amount(source, quantity, gap)
    return small or strange or lone or _counts_before(source, start, sign)


def _amount(source: Source, quantity: Quantity, gap: int) -> bool:
    """Whether a number against one letter is written as amounts are: with a magnitude, thousands or cents."""
    if gap != quantity.start:
        return False
    after = source.grammar.short.at(source.folded, quantity.number_end)
    return quantity.grouped or quantity.scale > _ONE or after is not None or bool(quantity.low % 1)


def _counts_before(source: Source, start: int, sign: str) -> bool:
    """Whether a currency's name belongs to the number before it ("2ドル3セント")."""
    if not sign[-1:].isalpha() or sign.isascii():
        return False
    before = source.folded[max(0, start - 2) : start].rstrip()
    return bool(before) and (
        before[-1].isdigit() or before[-1] in "〇一二三四五六七八九十百千万億亿兆两십백천만억조"
    )


def _by_story(source: Source, unit: Unit, sign: str) -> Unit:
    """¥ is yuan in a story about China, and 元 a Taiwan dollar in one that reckons in them."""
    code = source.story.meant.get(sign)
    return Unit(code, _ONE, "money") if code else unit


def _percent_before(source: Source, quantity: Quantity) -> bool:
    folded, at = source.folded, quantity.start
    while at and folded[at - 1] == " " and quantity.start - at < 2:  # noqa: PLR2004  (a gap is one space, or two)
        at -= 1
    hit = source.grammar.percent_before.before(folded, at)
    if not hit:
        return False
    quantity.start, quantity.unit = hit[0], _PERCENT
    kilo = re.compile(r" ?k(?![a-z])").match(folded, quantity.end)
    if kilo and not source.grammar.language.spaced:
        quantity.multiply(Decimal(1000))
        quantity.end = kilo.end()
    return True


def _weak_magnitude(source: Source, quantity: Quantity, *, money: bool) -> None:
    """A letter for a magnitude: "$5m", "1T-parameter", "30k people"; metres and grams otherwise."""
    folded, at = source.folded, quantity.number_end
    if quantity.form == "han" or quantity.scale != _ONE:
        return
    hit = source.grammar.short.at(folded, at)
    if not hit and folded[at : at + 1] == " ":
        hit = source.grammar.short.at(folded, at + 1)
        if hit and not money and hit[0] == at + 2:
            return
    if not hit:
        return
    end, factor = hit
    letters = folded[at:end].strip()
    if (
        not money
        and (len(letters) == 1 or letters in _UNSURE)
        and not _something_counted(source, end)
    ):
        return
    quantity.multiply(factor)
    quantity.number_end = quantity.end = end
    word = nouns.WORD.match(folded, end)
    if not money and word and word.group(1) in source.grammar.models:
        quantity.unit = Unit("parameters", _ONE, "noun")


def _something_counted(source: Source, at: int) -> bool:
    folded, grammar = source.folded, source.grammar
    if folded[at : at + 1] not in {" ", "-"}:
        return False
    unit = grammar.units.at(folded, at + 1)
    if unit and (
        unit[1].kind in {"money", "noun"} or unit[1].code in {"parameters", "tokens", "people"}
    ):
        return True
    word = nouns.WORD.match(folded, at)
    if not word:
        return False
    name = word.group(1).rstrip(".'")
    if nouns.listed(grammar, name) or name in grammar.models:
        return True
    return name not in grammar.stops and nouns.plural(source, word, name)


def _sign_after_code(source: Source, quantity: Quantity) -> None:
    """As in "75 USD million" and "1,865元新台幣": what still follows a currency."""
    hit = source.grammar.units.at(source.folded, quantity.end)
    if hit and hit[1].kind == "money" and hit[1].code == quantity.code:
        quantity.end = hit[0]


def _close_unit(source: Source, quantity: Quantity) -> bool:
    folded, end = source.folded, quantity.number_end
    for pattern, unit in source.grammar.patterns:
        found = pattern.match(folded, end)
        if found:
            return _take(source, quantity, (found.end(), unit))
    loose = source.grammar.loose_gaps
    for gap in (*_GAPS, *loose):
        if not folded.startswith(gap, end):
            continue
        hit = source.grammar.units.at(folded, end + len(gap))
        if hit and _believable(source, quantity, hit, gap):
            if gap in loose:
                quantity.qualifier = "more_than"
            return _take(source, quantity, hit)
    return quantity.scale != _ONE and _partitive(source, quantity)


def _partitive(source: Source, quantity: Quantity) -> bool:
    """As in "millones de USD", "millions of dollars": a magnitude's unit behind its preposition."""
    for link in source.grammar.partitives:
        if source.folded.startswith(link, quantity.number_end):
            hit = source.grammar.units.at(source.folded, quantity.number_end + len(link))
            if hit and hit[1].kind != "noun" and _believable(source, quantity, hit, " "):
                return _take(source, quantity, hit)
    return False


def _believable(source: Source, quantity: Quantity, hit: tuple[int, Unit], gap: str) -> bool:
    """Whether what is written like a unit is one here."""
    end, unit = hit
    start = quantity.number_end + len(gap)
    written = source.folded[start:end]
    signed = unit.kind == "money" and not written[-1:].isalpha()
    one = (
        unit.kind == "noun" and quantity.form == "words" and quantity.low == _ONE == quantity.scale
    )
    if one or (signed and _next_amount(source, quantity, end, gap)):
        return False
    if written in common.LONE_LETTERS or written in common.CAPITAL_CODES:
        capital = written in common.CAPITAL_CODES
        return (
            source.text[start:end].isupper()
            if capital
            else _lone_letter(source, quantity, written, gap)
        )
    if not source.grammar.language.spaced:
        counts = not _no_counter(source, unit, written, end)
        return counts and (quantity.form != "han" or _kanji_unit(quantity, unit, written))
    if written in source.grammar.verb_units:
        return _phrase_ends(source, end)
    if written in source.grammar.shy_units:
        large = quantity.scale > _ONE or (quantity.grouped and _phrase_ends(source, end))
        return gap != "" and (unit.kind != "money" or large or written == "cent")
    return gap != "-" or unit.kind != "subunit"


def _next_amount(source: Source, quantity: Quantity, end: int, gap: str) -> bool:
    """As in "two $ 500 vouchers": the sign belongs to the number behind it."""
    folded = source.folded
    close = folded[end : end + 1].isdigit() and gap != ""
    return close or (quantity.form == "words" and folded[end : end + 2].lstrip()[:1].isdigit())


def _phrase_ends(source: Source, at: int) -> bool:
    """As in "30,000 rand and", against "1,000 real jobs": no noun follows that could be counted."""
    word = nouns.WORD.match(source.folded, at)
    return word is None or word.group(1).rstrip(".'") in source.grammar.stops


def _no_counter(source: Source, unit: Unit, written: str, end: int) -> bool:
    """An ordinal (3枚目), a score (3대1), or the head of a longer word (737 기종)."""
    after = source.folded[end : end + 1]
    if not after or unit.kind == "money":
        return False
    if source.folded.startswith(source.grammar.ordinal_after or ("\0",), end):
        return True
    if source.grammar.language.script != "hangul" or len(written) > 1:
        return False
    if after.isdigit():
        return unit.code in {"units", "count"}
    return (
        "가" <= after <= "힣"
        and after not in source.grammar.counter_particles
        and unit.code in {"units", "count"}
    )


def _lone_letter(source: Source, quantity: Quantity, letter: str, gap: str) -> bool:
    if letter in {"g", "v", "w", "x"}:
        if letter == "x" and source.text[quantity.number_end] == "X":
            return False
        return gap == "" and (letter in {"x", "w"} or (letter == "g" and quantity.low >= _SMALL))
    if letter in {"c", "f"}:
        warm = quantity.low >= _WARM
        return gap == "" and warm and source.text[quantity.number_end].isupper()
    if letter == "p":
        return gap == ""
    if letter == "t":
        return gap == " " or quantity.low >= _CENTURY
    return gap in {"", " "} and source.text[quantity.number_end + len(gap)].islower()


def _kanji_unit(quantity: Quantity, unit: Unit, written: str) -> bool:
    """一 and bare 十, 百, 千, 万 before a counter are words more often than quantities."""
    if unit.kind == "money" or unit.code in {"percent", "times", "parameters"}:
        return True
    if quantity.low != quantity.high:
        return True
    if unit.code in {"units", "count"}:
        return quantity.low != 1
    # 大二学生, 三巨头: one sign before a noun without a counter is part of a word.
    return quantity.low != 1 or len(written) > 1


def _take(source: Source, quantity: Quantity, hit: tuple[int, Unit]) -> bool:
    end, unit = hit
    if unit.code == "discount":
        _discount(quantity)
        unit = _PERCENT
    if unit.code == "reduction":
        quantity.low = quantity.high = 10 - quantity.low
        unit = Unit("percent", unit.factor)
    written = source.folded[quantity.number_end : end].strip(" -")
    if unit.kind == "money":
        unit = _by_story(source, unit, written)
    if written in source.grammar.weights and _weighed(source, quantity, end):
        unit = Unit(written)
    quantity.unit, quantity.end = unit, end
    if unit.factor != _ONE:
        quantity.low *= unit.factor
        quantity.high *= unit.factor
        quantity.last *= unit.factor
    if unit.kind == "money":
        later = source.grammar.magnitudes.at(source.folded, end + 1)
        if (
            later
            and quantity.scale == _ONE
            and source.folded[end] == " "
            and quantity.form == "digits"
        ):
            quantity.multiply(later[1])
            quantity.end = later[0]
        else:
            _sign_after_code(source, quantity)
    _half_after(source, quantity, unit)
    return True


def _weighed(source: Source, quantity: Quantity, end: int) -> bool:
    at = quantity.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    stuff = quantity.scale == _ONE and source.folded.startswith(" of ", end)
    return stuff or source.grammar.weighed.before(source.folded, at) is not None


def _discount(quantity: Quantity) -> None:
    """75折 is 75 percent of the price, and so is 七五折; 2折 is 20, 2.5折 is 25."""
    if quantity.low <= _SMALL:
        quantity.multiply(Decimal(10))


def _half_after(source: Source, quantity: Quantity, unit: Unit) -> None:
    hit = source.grammar.halves.at(source.folded, quantity.end)
    if hit and not source.grammar.language.spaced:
        quantity.end = hit[0]
    elif source.grammar.language.spaced:
        hit = source.grammar.halves.at(source.folded, quantity.end + 1)
        if not hit or source.folded[quantity.end] != " " or unit.kind == "noun":
            return
        quantity.end = hit[0]
    else:
        return
    quantity.low += hit[1] * unit.factor
    quantity.high += hit[1] * unit.factor
    quantity.last = unit.factor / 10


def _refine(source: Source, quantity: Quantity) -> None:
    """A counter says less than the noun after it (1万块 GPU, 15万亿个词元) or before it (GPU 1万基)."""
    unit, folded = quantity.unit, source.folded
    if unit is None or source.grammar.language.spaced:
        return
    if unit.code not in {"units", "count", "companies", "people"}:
        return
    at = quantity.end
    while at < len(folded) and folded[at] in " 的の의" and at - quantity.end < 2:  # noqa: PLR2004  (a particle and a space)
        at += 1
    noun = source.grammar.nouns.at(folded, at)
    if noun and unit.code in {"units", "count"}:
        quantity.unit = noun[1]
        quantity.end = noun[0]
        return
    before = folded[max(0, quantity.start - 12) : quantity.start]
    if (
        unit.code in {"units", "count"}
        and "gpu" in before
        and not re.search(r"[。、,，.]", before.split("gpu")[-1])
    ):
        quantity.unit = Unit("gpus", _ONE, "noun")


def glued_before(source: Source, start: int) -> bool:
    """Whether letters or figures stand against the number's front that make it part of a name."""
    folded = source.folded
    if not start:
        return False
    before = folded[start - 1]
    if is_letter(before) or before == "_":
        return not _currency_letters(source, start)
    if before in ".,/:" and start > 1 and folded[start - 2].isdigit():
        return True
    return before == "-" and start > 1 and (is_letter(folded[start - 2]))


def lone_sign_before(source: Source, start: int) -> bool:
    """Whether one letter that may be a currency stands against a number, and nothing before it."""
    hit = source.grammar.prefixes.before(source.folded, start)
    return hit is not None and source.folded[hit[0] : start] in common.LETTER_SIGNS


def _currency_letters(source: Source, start: int) -> bool:
    hit = source.grammar.prefixes.before(source.folded, start)
    if hit or source.grammar.fiscal_before.before(source.folded, start):
        return True
    return not source.grammar.language.spaced and source.folded.endswith("gpu", 0, start)

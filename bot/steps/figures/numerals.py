"""Digits, and the numerals of East Asia, which mix with them ("1兆2,500億", 三十几万, 2억 4천 7백만)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bot.model.figures import Qualifier
from bot.steps.figures.grammar import Grammar
from bot.steps.figures.quantity import Reading

_ONE = Decimal(1)
_TEN = Decimal(10)
_LONGEST = Decimal(10) ** 20

_HAN_DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2, "壱": 1, "弐": 2, "貳": 2, "参": 3,
    **{char: value for value, char in enumerate("영일이삼사오육칠팔구")},
}  # fmt: skip
_STEPS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "십": 10,
    "백": 100,
    "천": 1000,
}
_SCALES = {
    "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12, "京": 10**16,
    "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16,
}  # fmt: skip
_LOOSE: dict[str, Qualifier] = {
    "余": "more_than",
    "多": "more_than",
    "여": "more_than",
    "来": "about",
}
_HAN_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+|.", re.DOTALL)
_APOSTROPHE = re.compile(r"[0-9]+'[0-9]{1,2}")
_COMMA_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_POINT_DIGITS = re.compile(r"[0-9]+\.[0-9]{1,2}")


def place(value: Decimal) -> Decimal:
    """What one unit of the last written digit is worth."""
    exponent = value.as_tuple().exponent
    return _TEN ** int(exponent) if isinstance(exponent, int) and exponent < 0 else _ONE


def plain(written: str, grammar: Grammar) -> Decimal | None:
    """The value of digits, grouped and pointed as the language does it."""
    language = grammar.language
    if language.apostrophe_decimal and _APOSTROPHE.fullmatch(written):
        digits = written.replace("'", ".")
    elif language.decimal == "." or (grammar.comma_groups and _COMMA_GROUPS.fullmatch(written)):
        digits = written.replace(",", "").replace("'", "").replace(" ", "")
    elif _POINT_DIGITS.fullmatch(written):
        digits = written
    else:
        for mark in (*language.grouping, "'", " "):
            written = written.replace(mark, "")
        digits = written.replace(".", "").replace(",", ".")
    if digits.count(".") > 1 or not digits.strip("."):
        return None
    return Decimal("0" + digits if digits.startswith(".") else digits)


def han(text: str, start: int, end: int, grammar: Grammar) -> Reading | None:
    """A number of Chinese numerals and digits mixed ("1兆2,500億", 三十几万, 2억 4천 7백만)."""
    least = _compose(text, start, end, grammar, _LEAST)
    low = least.value() if least else None
    if least is None or low is None:
        return None
    high = low
    if least.several:
        most = _compose(text, start, end, grammar, _MOST)
        high = (most.value() if most else None) or low
        least.loose = "several"
    form = "digits" if text[start].isascii() else "han"
    grouped = "," in text[start : least.good]
    return Reading(
        least.good,
        low,
        high,
        low / least.scale,
        least.scale,
        least.last,
        form,
        grouped,
        least.loose,
    )


class _Placeholders(NamedTuple):
    """What 数 and 几 stand for: at the front of a number, and inside it."""

    leading: int
    inner: int


_LEAST, _MOST = _Placeholders(2, 1), _Placeholders(9, 9)


def _compose(
    text: str, start: int, end: int, grammar: Grammar, held: _Placeholders
) -> _Pile | None:
    pile = _Pile()
    at = start
    while at < end:
        sign = _HAN_TOKEN.match(text, at, end)
        if not sign or not _take(pile, sign.group(), grammar, held):
            break
        at = sign.end()
        if sign.group() not in " ・点點":
            pile.good = at
    return pile if pile.good and pile.value() is not None else None


def _take(pile: _Pile, sign: str, grammar: Grammar, held: _Placeholders) -> bool:
    if sign[0].isascii():
        if sign in {" ", "k"}:
            return sign == " " or pile.kilo()
        return sign[0].isdigit() and pile.chunk(sign, grammar)
    for values, act in (
        (_HAN_DIGITS, pile.digit),
        (_STEPS, pile.step),
        (_SCALES, pile.magnitude),
    ):
        if sign in values:
            return act(values[sign])
    if sign in "数几수何":
        pile.several = True
        inner = pile.section or pile.number is not None
        return pile.digit(held.inner if inner else held.leading)
    if sign in _LOOSE:
        pile.loose = _LOOSE[sign]
        return True
    return sign == "り" or (sign in "点點・" and pile.point())


class _Pile:
    """Sections of a number that grow by ten thousands; a greater magnitude takes what lies above it."""

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, Decimal]] = []
        self.section = Decimal(0)
        self.number: Decimal | None = None
        self.digits = 0
        self.fraction = 0
        self.scale = _ONE
        self.last = _ONE
        self.loose: Qualifier | None = None
        self.several = False
        self.good = 0

    def digit(self, value: int) -> bool:
        if self.fraction:
            place_value = _TEN**-self.fraction
            self.number = (self.number or Decimal(0)) + value * place_value
            self.fraction += 1
            self.last = place_value
            return self.fraction < 16  # noqa: PLR2004  (no quantity has more decimals)
        if self.number is not None and not self.digits:
            # 10数 is ten and some, as 十数 is.
            if not self.several or self.number > _LONGEST or self.number % _TEN:
                return False
            self.number += value
            return True
        self.number = (self.number or Decimal(0)) * 10 + value
        self.digits += 1
        self.last = _ONE
        self.scale = _ONE
        return self.digits < 30  # noqa: PLR2004  (no quantity is longer)

    def chunk(self, written: str, grammar: Grammar) -> bool:
        # 零 before digits only holds a place (2千零30).
        free = not self.number or self.fraction
        value = plain(written.rstrip(",."), grammar) if free else None
        if value is None:
            return False
        if self.fraction:
            self.number = (self.number or Decimal(0)) + value * _TEN ** -len(written)
            self.last = _TEN ** -len(written)
            return True
        self.number, self.digits = value, 0
        self.last = place(value)
        self.scale = _ONE
        return True

    def point(self) -> bool:
        if self.number is None and not self.section and not self.parts:
            return False
        if self.number is None:
            self.number, self.section = self.section, Decimal(0)
        elif self.section:
            self.number, self.section = self.number + self.section, Decimal(0)
        self.fraction = 1
        return True

    def kilo(self) -> bool:
        if self.number is None:
            return False
        self.number *= 1000
        return True

    def step(self, worth: int) -> bool:
        if self.fraction and self.section:
            return False
        worth_ = Decimal(worth)
        if self.number is None and self.section and self.section < worth_ * _TEN:
            return False
        self.section += (self.number if self.number is not None else _ONE) * worth_
        self.last = (self.last if self.number is not None else _ONE) * worth_
        self.scale = worth_
        self.number, self.digits, self.fraction = None, 0, 0
        return True

    def magnitude(self, worth: int) -> bool:
        factor = Decimal(worth)
        value = self.section + (self.number or 0)
        while self.parts and self.parts[-1][1] <= factor and self.parts[-1][1] != 0:
            value += self.parts.pop()[0]
        if not value:
            value = _ONE
            self.last = _ONE
        elif self.number is None and self.section:
            self.last = self.scale if self.scale > _ONE else self.last
        self.parts.append((value * factor, factor))
        self.last *= factor
        self.scale = (
            factor if self.number is not None or self.scale <= _ONE else self.scale * factor
        )
        self.section, self.number, self.digits, self.fraction = Decimal(0), None, 0, 0
        return True

    def value(self) -> Decimal | None:
        if not self.parts and not self.section and self.number is None:
            return None
        return (
            sum((value for value, _ in self.parts), Decimal(0)) + self.section + (self.number or 0)
        )

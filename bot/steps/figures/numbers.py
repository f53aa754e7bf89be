"""Numbers as they are written: digits with magnitudes, and words."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.steps.figures import numerals
from bot.steps.figures.grammar import Grammar
from bot.steps.figures.quantity import Reading
from bot.steps.figures.vocabulary import Word

_ONE = Decimal(1)
_TEN = Decimal(10)
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_TEENS = Decimal(20)

_DIGITS = re.compile(r"[0-9.,' ]*[0-9]")


def digits(text: str, start: int, end: int, grammar: Grammar) -> Reading | None:
    """Digits, and the magnitude words after them ("1.25 trillion", "1,2 Milliarden")."""
    found = _DIGITS.match(text, start, end)
    if not found:
        return None
    value = numerals.plain(found.group(), grammar)
    if value is None:
        return None
    scale, at = _ONE, found.end()
    while at < end:
        word = grammar.magnitudes.at(text, at + _gap(text, at))
        if not word or word[0] > end:
            break
        at, scale = word[0], scale * word[1]
    marks = (*grammar.language.grouping, "'", " ", *("," if grammar.comma_groups else ""))
    grouped = any(mark in found.group() for mark in marks) and value >= _THOUSAND
    return Reading(
        at,
        value * scale,
        value * scale,
        value,
        scale,
        numerals.place(value) * scale,
        "digits",
        grouped,
    )


def _gap(text: str, at: int) -> int:
    gap = 0
    while at + gap < len(text) and text[at + gap] in " -":
        gap += 1
    return gap


def words(text: str, start: int, end: int, grammar: Grammar) -> Reading | None:
    """Number words, as far as they make one number ("three hundred and ten", "zweitausend")."""
    adder = _Adder()
    at, good = start, start
    while at < end:
        at += _gap(text, at)
        found = grammar.word.match(text, at, end)
        if not found:
            break
        word = grammar.words[found.group()]
        if not adder.take(word):
            break
        at = found.end()
        if word.kind != "glue":
            good = at
    value = adder.value()
    if value is None:
        return None
    scale = adder.scale
    return Reading(good, value, value, value / scale, scale, scale, "words")


class _Adder:
    """Adds number words up, and refuses one that does not continue the number so far."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section: Decimal | None = None
        self.last = ""
        self.before_glue = ""
        self.scale = _ONE

    def take(self, word: Word) -> bool:
        kind = word.kind
        if kind == "glue":
            if self.last in {"", "glue"}:
                return False
            self.before_glue, self.last = self.last, "glue"
            return True
        joined, last = self.last == "glue", self.before_glue if self.last == "glue" else self.last
        if not self._fits(kind, word.value, last, joined=joined):
            return False
        if kind == "magnitude":
            self._multiply(word.value)
        elif kind == "hundred":
            self.section = (self.section or _ONE) * _HUNDRED
        else:
            self.section = (self.section or Decimal(0)) + word.value
        self.last = kind
        return True

    def _fits(self, kind: str, value: Decimal, last: str, *, joined: bool) -> bool:
        section = self.section or Decimal(0)
        if last == "article":
            return kind in {"magnitude", "hundred"}
        free = last in {"", "hundred", "hundreds", "magnitude"}
        allowed = {
            "magnitude": last != "glue" and not joined,
            "hundred": section < _HUNDRED
            and (section % _TEN != 0 or section < _TEN)
            and not joined,
            "article": last == "",
            "hundreds": last in {"", "magnitude"},
            "tens": free or (joined and last == "unit" and section % _HUNDRED < _TEN),
            # Tens and teens: soixante-douze.
            "unit": free or (last == "tens" and value < _TEENS),
        }
        return allowed[kind]

    def _multiply(self, factor: Decimal) -> None:
        if self.section is None and self.total:
            self.total *= factor
        elif self.total and factor > self.scale:
            self.total = (self.total + (self.section or 0)) * factor
        else:
            self.total += (self.section if self.section is not None else _ONE) * factor
        self.scale = (
            factor
            if self.scale == _ONE or factor < self.scale
            else self.scale * (factor if factor > self.scale and self.section is None else _ONE)
        )
        self.section = None

    def value(self) -> Decimal | None:
        if not self.last or self.last == "article" or self.before_glue == self.last == "":
            return None
        total = self.total + (self.section or 0)
        if self.section is not None:
            self.scale = _ONE
        return total


def spelled(text: str, start: int, end: int, grammar: Grammar) -> Reading | None:
    """Numerals in a syllabary (にせんにひゃく), sign by sign."""
    signs, at = "", start
    while at < end:
        found = grammar.spelled.match(text, at, end)
        if not found:
            return None
        signs += grammar.signs[found.group()]
        at = found.end()
    reading = numerals.han(signs, 0, len(signs), grammar)
    if reading is None or reading.end != len(signs):
        return None
    reading.end = end
    return reading


def native(text: str, start: int, end: int, grammar: Grammar) -> Reading | None:
    """Korean's own number words (열두), which stand before counters."""
    value, at = Decimal(0), start
    while at < end:
        found = grammar.word.match(text, at, end)
        if not found:
            break
        value += grammar.words[found.group()].value
        at = found.end()
    return Reading(at, value, value, value, _ONE, _ONE, "han") if value else None

"""The words of a language's table by what they mean: number words, units, currencies."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.steps.figures import common
from bot.steps.figures.table import Language

ONE = Decimal(1)
# Ounces of metals have codes, and names that are words (금, or).
_METALS = frozenset({"XAU", "XAG", "XPT", "XPD", "XXX", "XTS"})
_SHORT_WORD = 2


class Unit(NamedTuple):
    """A unit as a text writes it: its id, what one of it is worth, and what sort of unit it is."""

    code: str
    factor: Decimal = ONE
    kind: str = "measure"


class Word(NamedTuple):
    """A number word: what it does to the words before it, and its value."""

    kind: str
    value: Decimal


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a "|" list."""
    return tuple(phrase for phrase in text.split("|") if phrase)


def pairs(text: str, parted_by: str | None = None) -> dict[str, str]:
    """The "word=value" pairs of a list."""
    items = text.split(parted_by) if parted_by else text.split()
    return dict(item.rsplit("=", 1) for item in items if item)


def unit_of(key: str, kind: str) -> Unit:
    """A unit from its id, with a factor after "*"."""
    code, _, factor = key.partition("*")
    return Unit(code, Decimal(factor) if factor else ONE, kind)


def by_unit(lists: Mapping[str, str], kind: str) -> dict[str, Unit]:
    """Phrases to their units, from lists by unit."""
    return {
        phrase: unit_of(key, kind) for key, listed in lists.items() for phrase in phrases(listed)
    }


def number_words(language: Language) -> dict[str, Word]:
    """The number words of a language, by what they do to the words before them."""
    words: dict[str, Word] = {}
    for word, value in pairs(language.small).items():
        number = Decimal(value.rstrip("t"))
        small = number < 20 and not value.endswith("t")  # noqa: PLR2004  (how words are built)
        kind = "unit" if small else "tens" if number < 100 else "hundreds"  # noqa: PLR2004  (the same)
        words[word] = Word(kind, number)
    for word in language.hundreds.split("|"):
        if word:
            words[word] = Word("hundred", Decimal(100))
    for word, value in pairs(language.magnitudes).items():
        words[word] = Word("magnitude", Decimal(value))
    for form, word in endings_of(language).items():
        words.setdefault(form, words[word])
    for word in phrases(language.articles):
        words.setdefault(word, Word("article", ONE))
    for word in phrases(language.glue):
        words.setdefault(word, Word("glue", Decimal(0)))
    return words


def endings_of(language: Language) -> dict[str, str]:
    """Small number words with the endings that close a number, by what they are without them."""
    return {
        word + ending: word
        for word in pairs(language.small)
        for ending in phrases(language.number_suffixes)
    }


def units_of(language: Language, nested: Language | None) -> dict[str, Unit]:
    """What may stand after a number: units, currencies, things counted; those of `nested` besides."""
    found = by_unit(common.UNITS, "measure")
    for sign, code in common.SIGNS.items():
        found[sign] = unit_of(code, "money")
    for sign, code in common.SHORT_SIGNS.items():
        found[sign] = unit_of(code, "money")
    for code in common.CODES:
        found[code] = Unit(code.upper(), ONE, "money")
    for code in common.MILLIONS_OF:
        found["m" + code] = Unit(code.upper(), Decimal(1000000), "money")
    for sign, code in pairs(language.symbols).items():
        found[sign] = Unit(code, ONE, "money")
    if nested:
        found |= _money(nested)
        found |= by_unit(nested.units, "measure") | by_unit(nested.nouns, "measure")
    found |= _babel(language.tag)
    found |= _money(language)
    found |= by_unit(language.units, "measure")
    found |= by_unit(language.nouns, "noun")
    return inflected(found, language)


def inflected(found: dict[str, Unit], language: Language) -> dict[str, Unit]:
    """With the endings that a language joins to its nouns, where it has such endings."""
    endings = phrases(language.suffixes)
    own = {
        word
        for lists in (language.units, language.nouns, language.currencies)
        for listed in lists.values()
        for word in phrases(listed)
        if len(word) > _SHORT_WORD and word.isalpha()
    }
    inflected = {word + ending: found[word] for word in own if word in found for ending in endings}
    return inflected | found


def _money(language: Language) -> dict[str, Unit]:
    found = by_unit(language.currencies, "money")
    for code, listed in language.subunits.items():
        for phrase in phrases(listed):
            name, _, factor = phrase.partition("*")
            found[name] = Unit(code, Decimal(factor or "0.01"), "subunit")
    return found


@cache
def _babel(tag: str) -> dict[str, Unit]:
    """CLDR's names of the currencies that are in use, singular and plural, as CLDR writes them."""
    try:
        locale = Locale.parse({"zh": "zh_Hans", "no": "nb"}.get(tag, tag))
    except (UnknownLocaleError, ValueError):
        return {}
    in_use = {
        entry[0]
        for spans in get_global("territory_currencies").values()
        for entry in spans
        if entry[2] is None
    }
    found: dict[str, Unit] = {}
    for code in sorted(in_use - _METALS):
        names = {locale.currencies.get(code, "")}
        names |= set(locale._data["currency_names_plural"].get(code, {}).values())  # noqa: SLF001  (Babel gives plurals only one count at a time)
        for name in names:
            plain = name.casefold() if not name.isascii() else name.lower()
            if plain and "(" not in plain and not any(char.isdigit() for char in plain):
                found[plain] = Unit(code, ONE, "money")
                found[plain.replace(" ", "")] = Unit(code, ONE, "money")
    return found


def prefixes_of(language: Language) -> dict[str, Unit]:
    """Currencies that stand before their number."""
    found = {sign: unit_of(code, "money") for sign, code in common.SIGNS.items()}
    found |= {code: Unit(code.upper(), ONE, "money") for code in common.CODES}
    found |= {
        "m" + code: Unit(code.upper(), Decimal(1000000), "money") for code in common.MILLIONS_OF
    }
    letters = common.LETTER_SIGNS | pairs(language.symbols)
    found |= {sign: Unit(code, ONE, "money") for sign, code in letters.items()}
    for code, listed in language.currencies.items():
        for phrase in phrases(listed):
            if language.spaced and phrase not in {"dollar", "sen", "bitcoin"}:
                continue
            found[phrase] = Unit(code, ONE, "money")
    if not language.spaced:
        for bare in ("元", "円", "圆", "块", "원", "엔"):
            found.pop(bare, None)
    return found

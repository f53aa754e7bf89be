"""Words for totals made ready: "death toll", and the nouns whose ordinal is a total ("the 13th death")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bot.steps.figures.lexicon import one_of
from bot.steps.figures.table import Language
from bot.steps.figures.vocabulary import ONE, Unit, by_unit, pairs, phrases

# The unit of a total of whatever was counted ("brings the total to 27").
ANYTHING = "any"
# "A second case" is more often another story than a total; a tenth one is a total, and a second death is too.
_LEAST = {"people": 2}
_LEAST_OTHERS = 10


def totals(language: Language) -> dict[str, Any]:
    """The fields of a grammar that are about totals and ordinals."""
    tolls = {
        phrase: None if unit == "noun" else Unit(unit, ONE, "noun")
        for unit, listed in language.tolls.items()
        for phrase in phrases(listed)
    }
    edge = r"\b" if language.spaced else ""
    nouns = by_unit(language.ordinal_counts, "noun")
    values = {word: Decimal(value) for word, value in pairs(language.ordinal_words).items()}
    return {
        "tolls": tolls,
        "toll": re.compile(f"{edge}(?:{one_of(tolls)}){edge}") if tolls else None,
        "ordinals": tuple(_patterns(language, one_of(nouns), one_of(values))),
        "ordinal_units": nouns,
        "ordinal_words": values,
    }


def _patterns(language: Language, nouns: str, words: str) -> Iterator[re.Pattern[str]]:
    """A number, then the noun: in digits ("13th"), and in words ("thirteenth")."""
    if not nouns:
        return
    between, edge = (r" (?:[^\W\d_]{3,20} )?", r"\b") if language.spaced else ("", "")
    marks = one_of(phrases(language.ordinal_marks))
    noun = rf"{between}(?P<noun>{nouns}){edge}"
    yield re.compile(rf"(?P<number>[0-9](?<![\w.,-].)[0-9]{{0,4}})(?:{marks}){noun}")
    if words:
        yield re.compile(rf"\b(?P<number>{words}){noun}")


def is_total(value: Decimal, unit: Unit) -> bool:
    """Whether an ordinal in words says how many there are by now."""
    return value >= _LEAST.get(unit.code, _LEAST_OTHERS)

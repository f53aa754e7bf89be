"""A language's table, made ready: lexicons of its phrases and one compiled scanner."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

from bot.steps.figures import scanner
from bot.steps.figures.fold import Folds
from bot.steps.figures.languages import table
from bot.steps.figures.lexicon import Lexicon
from bot.steps.figures.table import Language
from bot.steps.figures.vocabulary import (
    ONE,
    Unit,
    Word,
    by_unit,
    endings_of,
    inflected,
    number_words,
    pairs,
    phrases,
    prefixes_of,
    unit_of,
    units_of,
)

_NESTED = "en"
# The unit of a total of whatever was counted ("brings the total to 27").
ANYTHING = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """All lexicons of one language, and its scanner. See `Language` for what each holds."""

    language: Language
    comma_groups: bool
    tag: str
    scan: scanner.Scanner
    folds: Folds
    words: Mapping[str, Word]
    word: re.Pattern[str]
    signs: Mapping[str, str]
    spelled: re.Pattern[str]
    magnitudes: Lexicon[Decimal]
    short: Lexicon[Decimal]
    several: Mapping[str, tuple[Decimal, Decimal]]
    days: Mapping[str, Decimal]
    endings: Mapping[str, str]
    shy_numbers: frozenset[str]
    halves: Lexicon[Decimal]
    denominators: Mapping[str, int]
    wholes: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    prefixes: Lexicon[Unit]
    units: Lexicon[Unit]
    nouns: Lexicon[Unit]
    patterns: tuple[tuple[re.Pattern[str], Unit], ...]
    stops: frozenset[str]
    genitives: frozenset[str]
    partitives: tuple[str, ...]
    by: frozenset[str]
    percent_before: Lexicon[str]
    measured_at: Lexicon[str]
    indefinite: frozenset[str]
    not_even: tuple[str, ...]
    contests: re.Pattern[str] | None
    stock: tuple[str, ...]
    verb_units: frozenset[str]
    ago_before: Lexicon[str]
    ago_after: Lexicon[str]
    listing: frozenset[str]
    directions: tuple[str, ...]
    coin_glue: frozenset[str]
    tenths: Mapping[str, Decimal]
    lone_coins: frozenset[str]
    slash_after: tuple[str, ...]
    start_before: Lexicon[str]
    start_after: Lexicon[str]
    number_leads: frozenset[str]
    models: frozenset[str]
    shy_units: frozenset[str]
    weights: frozenset[str]
    weighed: Lexicon[str]
    loose_gaps: tuple[str, ...]
    numeral_genitive: str
    ordinal_after: tuple[str, ...]
    counter_particles: frozenset[str]
    bare_magnitude: frozenset[str]
    price_cut: tuple[str, ...]
    reckoned_by: Lexicon[str]
    context: tuple[tuple[str, Unit], ...]
    qualifiers_before: Lexicon[str]
    qualifiers_after: Lexicon[str]
    fillers: Lexicon[str]
    particles: tuple[str, ...]
    rates_before: Lexicon[str]
    rates_after: Lexicon[str]
    spans_after: Lexicon[str]
    span_units: frozenset[str]
    not_rates: Lexicon[str]
    span_money: Lexicon[str]
    span_before: Lexicon[str]
    span_after: Lexicon[str]
    fiscal_before: Lexicon[str]
    fiscal_after: Lexicon[str]
    eras: Lexicon[int]
    deadline_before: Lexicon[str]
    deadline_after: Lexicon[str]
    date_deadline_after: Lexicon[str]
    year_before: Lexicon[str]
    year_after: Lexicon[str]
    starting: re.Pattern[str] | None
    portions: Mapping[str, Decimal]
    numbers_of: re.Pattern[str] | None
    once: re.Pattern[str] | None
    now: re.Pattern[str] | None
    planned: Lexicon[str]
    former_endings: tuple[str, ...]
    change_endings: tuple[str, ...]
    moved_behind: tuple[str, ...]
    compared_before: Lexicon[str]
    compared_after: tuple[str, ...]
    compared_inside: frozenset[str]
    compared_than: tuple[str, ...]
    exceeds: Lexicon[str]
    overruns: re.Pattern[str] | None
    points: tuple[str, ...]
    ceilings: re.Pattern[str] | None
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    earlier_before: Lexicon[str]
    earlier_after: Lexicon[str]
    change_to: frozenset[str]
    moved_by: Lexicon[str]
    moves: Lexicon[str]
    glue: frozenset[str]
    extents: Lexicon[str]
    ranges: frozenset[str]
    either: frozenset[str]
    between: Lexicon[str]
    additional: Lexicon[str]
    of_these: Lexicon[str]
    of_them: Lexicon[str]
    more_inside: frozenset[str]
    tolls: Mapping[str, Unit | None]
    toll: re.Pattern[str] | None
    toll_leads: Lexicon[str]
    ordinals: re.Pattern[str] | None
    ordinal_units: Mapping[str, Unit]
    counted_before: Lexicon[str]
    counted_after: Lexicon[str]
    part_of: tuple[str, ...]
    worth: tuple[str, ...]
    more_after: Lexicon[str]
    minus: Lexicon[str]
    conditions: re.Pattern[str] | None
    negations: re.Pattern[str] | None
    not_only: tuple[str, ...]
    not_this: Lexicon[str]
    not_that: tuple[str, ...]
    turns: re.Pattern[str] | None
    denied_back: re.Pattern[str] | None
    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    labels: Lexicon[str]
    starters: frozenset[str]
    months: frozenset[str]
    boilerplate: re.Pattern[str] | None


@cache
def grammar(tag: str, *, comma_parts_thousands: bool = False) -> Grammar:
    """The grammar for a BCP 47 tag; made once a language, and once for pages that group with a comma."""
    if comma_parts_thousands:
        return replace(grammar(tag), comma_groups=True)
    language = table(tag)
    nested = None if language.script == "latin" else table(_NESTED)
    words = number_words(language)
    magnitudes, after, short = (
        _values(pairs(getattr(nested, name))) | _values(pairs(getattr(language, name)))
        if nested
        else _values(pairs(getattr(language, name)))
        for name in ("magnitudes", "magnitudes_after", "short")
    )
    magnitudes |= after
    made: dict[str, Any] = {
        "language": language,
        "comma_groups": False,
        "tag": tag,
        "scan": scanner.build(language, words, magnitudes),
        "folds": Folds(language.folds.split()),
        "words": words,
        "word": scanner.word_pattern(words),
        "magnitudes": Lexicon(magnitudes),
        "short": Lexicon(short),
        "prefixes": Lexicon(prefixes_of(language)),
        "units": Lexicon(units_of(language, nested)),
        "nouns": Lexicon(inflected(by_unit(language.nouns, "noun"), language)),
        **_numerals(language),
        **_clause_words(language),
        **_counts(language),
    }
    for field in fields(Grammar):
        if field.name not in made:
            made[field.name] = _PLAIN[str(field.type)](getattr(language, field.name), language)
    return Grammar(**made)


def _values(listed: Mapping[str, str]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in listed.items()}


def _numerals(language: Language) -> dict[str, Any]:
    """Whatever has a value: fractions, multiples, open numbers, eras."""
    return {
        "signs": pairs(language.spelled),
        "spelled": re.compile(scanner.any_of(pairs(language.spelled)) or r"(?!)"),
        "several": {
            phrase: (Decimal(low), Decimal(high))
            for phrase, ends in pairs(language.several, "|").items()
            for low, high in [ends.split("-")]
        },
        "days": _values(pairs(language.days, "|")),
        "endings": endings_of(language),
        "halves": Lexicon(_values(pairs(language.halves, "|"))),
        "denominators": {word: int(v) for word, v in pairs(language.denominators).items()},
        "wholes": _values(pairs(language.wholes, "|")),
        "portions": _values(pairs(language.portions, "|")),
        "multiples": {
            w.replace("_", " "): v for w, v in _values(pairs(language.multiples)).items()
        },
        "tenths": _values(pairs(language.tenths)),
        "eras": Lexicon({era: int(year) for era, year in pairs(language.eras).items()}),
    }


def _clause_words(language: Language) -> dict[str, Any]:
    """Words that speak for their whole clause, and patterns after a number."""
    return {
        "patterns": tuple(
            (re.compile(pattern), unit_of(key, "measure")) for pattern, key in language.patterns
        ),
        "context": tuple(
            (phrase, Unit(code, ONE, "context"))
            for code, listed in language.context.items()
            for phrase in phrases(listed)
        ),
        "particles": tuple(sorted(language.particles.split("|"), key=len, reverse=True)),
        "future": _future(language),
        "hedges": tuple(
            (hedge, _with_endings(pattern, language) if hedge == "possible" else pattern)
            for hedge, listed in language.hedges.items()
            if (pattern := _any(listed, language))
        ),
    }


def _counts(language: Language) -> dict[str, Any]:
    """Words for totals, and ordinals that are totals."""
    tolls = {
        phrase: None if unit == "noun" else Unit(unit, ONE, "noun")
        for unit, listed in language.tolls.items()
        for phrase in phrases(listed)
    }
    nouns = by_unit(language.ordinal_counts, "noun")
    marks, named = (scanner.any_of(words) for words in (phrases(language.ordinal_marks), nouns))
    between, ends = (" (?:[^\\W\\d_]{3,20} )?", r"\b") if language.spaced else ("", "")
    ordinal = rf"(?<![\w.,-])(?P<number>[0-9]{{1,5}})(?:{marks}){between}(?P<noun>{named}){ends}"
    return {
        "tolls": tolls,
        "toll": _any("|".join(tolls), language),
        "ordinals": re.compile(ordinal) if nouns else None,
        "ordinal_units": nouns,
    }


def _lexicon(given: str | Mapping[str, str], _language: Language) -> Lexicon[str]:
    if isinstance(given, str):
        return Lexicon({phrase: phrase for phrase in phrases(given)})
    return Lexicon({phrase: name for name, listed in given.items() for phrase in phrases(listed)})


def _any(listed: str, language: Language) -> re.Pattern[str] | None:
    words = phrases(listed)
    if not words:
        return None
    pattern = scanner.any_of(words)
    return re.compile(rf"\b(?:{pattern})\b" if language.spaced else pattern)


def _with_endings(words: re.Pattern[str], language: Language) -> re.Pattern[str]:
    if not language.possible_endings:
        return words
    return re.compile(rf"{words.pattern}|[^\W\d_]{{2,20}}(?:{language.possible_endings})\b")


def _future(language: Language) -> re.Pattern[str] | None:
    words = _any(language.future, language)
    if not words or not language.future_endings:
        return words
    return re.compile(rf"{words.pattern}|[^\W\d_]{{3,20}}(?:{language.future_endings})\b")


# How a field of the table becomes one of the grammar, by the type that it has there.
_PLAIN: dict[str, Callable[[Any, Language], object]] = {
    "str": lambda given, _: given,
    "Lexicon[str]": _lexicon,
    "frozenset[str]": lambda given, _: frozenset(phrases(given)),
    "tuple[str, ...]": lambda given, _: phrases(given),
    "re.Pattern[str] | None": _any,
}

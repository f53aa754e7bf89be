"""A language's table, made ready: lexicons of its phrases and one compiled scanner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.steps.figures import common, scanner
from bot.steps.figures.fold import Folds
from bot.steps.figures.languages import table
from bot.steps.figures.lexicon import Lexicon
from bot.steps.figures.table import Language

ONE = Decimal(1)
_NESTED = "en"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """All lexicons of one language, and its scanner. See `Language` for what each holds."""

    language: Language
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
    halves: Lexicon[Decimal]
    denominators: Mapping[str, int]
    wholes: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    prefixes: Lexicon[Unit]
    units: Lexicon[Unit]
    nouns: Lexicon[Unit]
    singulars: Lexicon[Unit]
    patterns: tuple[tuple[re.Pattern[str], Unit], ...]
    stops: frozenset[str]
    genitives: frozenset[str]
    by: frozenset[str]
    percent_before: Lexicon[str]
    measured_at: Lexicon[str]
    indefinite: frozenset[str]
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
    year_before: Lexicon[str]
    year_after: Lexicon[str]
    starting: re.Pattern[str] | None
    portions: Mapping[str, Decimal]
    numbers_of: re.Pattern[str] | None
    ceilings: re.Pattern[str] | None
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    earlier_before: Lexicon[str]
    earlier_after: Lexicon[str]
    change_to: frozenset[str]
    ranges: frozenset[str]
    either: frozenset[str]
    between: Lexicon[str]
    additional: Lexicon[str]
    minus: Lexicon[str]
    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    labels: Lexicon[str]
    starters: frozenset[str]
    months: frozenset[str]
    boilerplate: re.Pattern[str] | None


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a "|" list."""
    return tuple(phrase for phrase in text.split("|") if phrase)


def pairs(text: str, parted_by: str | None = None) -> dict[str, str]:
    """The "word=value" pairs of a list."""
    items = text.split(parted_by) if parted_by else text.split()
    return dict(item.rsplit("=", 1) for item in items if item)


@cache
def grammar(tag: str) -> Grammar:
    """The grammar for a BCP 47 tag; made once a language."""
    language = table(tag)
    nested = None if language.script == "latin" else table(_NESTED)
    words = _words(language)
    units = _units(language, nested)
    magnitudes = {word: Decimal(value) for word, value in pairs(language.magnitudes).items()}
    short = {word: Decimal(value) for word, value in pairs(language.short).items()}
    if nested:
        magnitudes |= {word: Decimal(value) for word, value in pairs(nested.magnitudes).items()}
        short |= {word: Decimal(value) for word, value in pairs(nested.short).items()}
    nouns = _inflected(_by_unit(language.nouns, "noun"), language)
    lexicon = _marks(language)
    return Grammar(
        language=language,
        tag=tag,
        scan=scanner.build(language, words, magnitudes),
        folds=Folds(language.folds.split()),
        words=words,
        word=scanner.word_pattern(words),
        signs=pairs(language.spelled),
        spelled=re.compile(scanner.any_of(pairs(language.spelled)) or r"(?!)"),
        magnitudes=Lexicon(magnitudes),
        short=Lexicon(short),
        several={
            phrase: (Decimal(ends.split("-")[0]), Decimal(ends.split("-")[1]))
            for phrase, ends in pairs(language.several, "|").items()
        },
        halves=Lexicon({k: Decimal(v) for k, v in pairs(language.halves, "|").items()}),
        denominators={word: int(value) for word, value in pairs(language.denominators).items()},
        wholes={phrase: Decimal(v) for phrase, v in pairs(language.wholes, "|").items()},
        multiples={
            word.replace("_", " "): Decimal(v) for word, v in pairs(language.multiples).items()
        },
        prefixes=Lexicon(_prefixes(language)),
        units=Lexicon(units),
        nouns=Lexicon(nouns),
        singulars=Lexicon(_by_unit(language.singulars, "noun")),
        patterns=tuple(
            (re.compile(pattern), _unit(key, "measure")) for pattern, key in language.patterns
        ),
        stops=frozenset(phrases(language.stops)),
        by=frozenset(phrases(language.by)),
        genitives=frozenset(phrases(language.genitives)),
        context=tuple(
            (phrase, Unit(code, ONE, "context"))
            for code, listed in language.context.items()
            for phrase in phrases(listed)
        ),
        particles=tuple(sorted(language.particles.split("|"), key=len, reverse=True)),
        starting=_any(language.starting, language),
        portions={k: Decimal(v) for k, v in pairs(language.portions, "|").items()},
        numbers_of=_any(language.numbers_of, language),
        ceilings=_any(language.ceilings, language),
        future=_future(language),
        past=_any(language.past, language),
        change_to=frozenset(phrases(language.change_to)),
        ranges=frozenset(phrases(language.ranges)),
        either=frozenset(phrases(language.either)),
        hedges=tuple(
            (hedge, pattern)
            for hedge, listed in language.hedges.items()
            if (pattern := _any(listed, language))
        ),
        starters=frozenset(phrases(language.starters)),
        months=frozenset(phrases(language.months)),
        boilerplate=_any(language.boilerplate, language),
        qualifiers_before=_named(language.qualifiers_before),
        qualifiers_after=_named(language.qualifiers_after),
        rates_before=_named(language.rates_before),
        rates_after=_named(language.rates_after),
        percent_before=lexicon["percent_before"],
        fillers=lexicon["fillers"],
        measured_at=lexicon["measured_at"],
        indefinite=frozenset(phrases(language.indefinite)),
        ago_before=lexicon["ago_before"],
        ago_after=lexicon["ago_after"],
        listing=frozenset(phrases(language.listing)),
        directions=phrases(language.directions),
        coin_glue=frozenset(phrases(language.coin_glue)),
        tenths={sign: Decimal(value) for sign, value in pairs(language.tenths).items()},
        lone_coins=frozenset(phrases(language.lone_coins)),
        slash_after=phrases(language.slash_after),
        start_before=lexicon["start_before"],
        start_after=lexicon["start_after"],
        number_leads=frozenset(phrases(language.number_leads)),
        models=frozenset(phrases(language.models)),
        shy_units=frozenset(phrases(language.shy_units)),
        weights=frozenset(phrases(language.weights)),
        weighed=lexicon["weighed"],
        loose_gaps=phrases(language.loose_gaps),
        ordinal_after=phrases(language.ordinal_after),
        counter_particles=frozenset(phrases(language.counter_particles)),
        bare_magnitude=frozenset(phrases(language.bare_magnitude)),
        price_cut=phrases(language.price_cut),
        reckoned_by=lexicon["reckoned_by"],
        spans_after=_named(language.spans_after),
        span_units=frozenset(phrases(language.span_units)),
        not_rates=lexicon["not_rates"],
        span_money=lexicon["span_money"],
        span_before=lexicon["span_before"],
        span_after=lexicon["span_after"],
        fiscal_before=lexicon["fiscal_before"],
        fiscal_after=lexicon["fiscal_after"],
        eras=Lexicon({era: int(year) for era, year in pairs(language.eras).items()}),
        deadline_before=lexicon["deadline_before"],
        deadline_after=lexicon["deadline_after"],
        year_before=lexicon["year_before"],
        year_after=lexicon["year_after"],
        earlier_before=lexicon["earlier_before"],
        earlier_after=lexicon["earlier_after"],
        between=lexicon["between"],
        additional=lexicon["additional"],
        minus=lexicon["minus"],
        labels=lexicon["labels"],
    )


_MARKS = [
    "percent_before",
    "not_rates",
    "measured_at",
    "start_before",
    "start_after",
    "weighed",
    "reckoned_by",
    "ago_before",
    "ago_after",
    "fillers",
    "span_money",
    "span_before",
    "span_after",
    "fiscal_before",
    "fiscal_after",
    "deadline_before",
    "deadline_after",
    "year_before",
    "year_after",
    "earlier_before",
    "earlier_after",
    "between",
    "additional",
    "minus",
    "labels",
]


def _marks(language: Language) -> dict[str, Lexicon[str]]:
    return {
        name: Lexicon({phrase: phrase for phrase in phrases(getattr(language, name))})
        for name in _MARKS
    }


def _named(lists: Mapping[str, str]) -> Lexicon[str]:
    return Lexicon({phrase: name for name, listed in lists.items() for phrase in phrases(listed)})


def _any(listed: str, language: Language) -> re.Pattern[str] | None:
    words = phrases(listed)
    if not words:
        return None
    pattern = scanner.any_of(words)
    return re.compile(rf"\b(?:{pattern})\b" if language.spaced else pattern)


def _future(language: Language) -> re.Pattern[str] | None:
    words = _any(language.future, language)
    if not words or not language.future_endings:
        return words
    return re.compile(rf"{words.pattern}|[^\W\d_]{{3,20}}(?:{language.future_endings})\b")


def _unit(key: str, kind: str) -> Unit:
    code, _, factor = key.partition("*")
    return Unit(code, Decimal(factor) if factor else ONE, kind)


def _by_unit(lists: Mapping[str, str], kind: str) -> dict[str, Unit]:
    return {phrase: _unit(key, kind) for key, listed in lists.items() for phrase in phrases(listed)}


def _words(language: Language) -> dict[str, Word]:
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
    for word in phrases(language.articles):
        words.setdefault(word, Word("article", ONE))
    for word in phrases(language.glue):
        words.setdefault(word, Word("glue", Decimal(0)))
    return words


def _units(language: Language, nested: Language | None) -> dict[str, Unit]:
    found = _by_unit(common.UNITS, "measure")
    for sign, code in common.SIGNS.items():
        found[sign] = _unit(code, "money")
    for sign, code in common.SHORT_SIGNS.items():
        found[sign] = _unit(code, "money")
    for code in common.CODES:
        found[code] = Unit(code.upper(), ONE, "money")
    for code in common.MILLIONS_OF:
        found["m" + code] = Unit(code.upper(), Decimal(1000000), "money")
    for sign, code in pairs(language.symbols).items():
        found[sign] = Unit(code, ONE, "money")
    if nested:
        found |= _money(nested)
        found |= _by_unit(nested.units, "measure") | _by_unit(nested.nouns, "measure")
    found |= _babel(language.tag)
    found |= _money(language)
    found |= _by_unit(language.units, "measure")
    found |= _by_unit(language.nouns, "noun")
    return _inflected(found, language)


def _inflected(found: dict[str, Unit], language: Language) -> dict[str, Unit]:
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
    found = _by_unit(language.currencies, "money")
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
    for code in sorted(in_use):
        names = {locale.currencies.get(code, "")}
        names |= set(locale._data["currency_names_plural"].get(code, {}).values())  # noqa: SLF001  (Babel gives plurals only one count at a time)
        for name in names:
            plain = name.casefold() if not name.isascii() else name.lower()
            if plain and "(" not in plain and not any(char.isdigit() for char in plain):
                found[plain] = Unit(code, ONE, "money")
                found[plain.replace(" ", "")] = Unit(code, ONE, "money")
    return found


def _prefixes(language: Language) -> dict[str, Unit]:
    """Currencies that stand before their number."""
    found = {sign: _unit(code, "money") for sign, code in common.SIGNS.items()}
    found |= {code: Unit(code.upper(), ONE, "money") for code in common.CODES}
    found |= {
        "m" + code: Unit(code.upper(), Decimal(1000000), "money") for code in common.MILLIONS_OF
    }
    found |= {sign: Unit(code, ONE, "money") for sign, code in pairs(language.symbols).items()}
    for code, listed in language.currencies.items():
        for phrase in phrases(listed):
            if language.spaced and phrase not in {"dollar", "sen", "bitcoin"}:
                continue
            found[phrase] = Unit(code, ONE, "money")
    if not language.spaced:
        for bare in ("元", "円", "圆", "块", "원", "엔"):
            found.pop(bare, None)
    return found

"""What a series is a series of, read from its id, its label and its cue words.

A person's words are held against the bot's own vocabulary, so that a series which is called "Grants" and
has English cues alone is recognised in a German text that speaks of Beihilfen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.model.days import as_date, as_year
from bot.model.dimensions import COUNTED as THINGS
from bot.model.dimensions import SCALES, family
from bot.model.figures import Figure, Series
from bot.steps.figures.fold import fold
from bot.steps.figures.grammar import grammar
from bot.steps.figures.measures.finding import TOKEN, plain, tokenise
from bot.steps.figures.measures.table import EITHER_OR, MEASURES
from bot.steps.figures.measures.vocabulary import vocabulary
from bot.steps.figures.measures.words import names as languages

# What is counted is the noun beside the number.
COUNTED = frozenset({"people", "units", "count"})
POINTS_IN_TIME = frozenset({"year", "date"})
LONG = frozenset({"years", "months"})
# What a bare count may be a count of, where a series says which.
COUNTABLE = frozenset({"people", "companies", "units"})
NAMED = 1.0
# Measures that name what is particular: workers lacking are not workers, a combined sum no public one.
TELLING = frozenset({"combined", "shortage"})
BY_CUES = 0.8
BY_ONE_CUE = 0.5
_FEWEST_LETTERS = 4
# Words of a label that say nothing of what is measured.
_EMPTY = frozenset(
    {"another", "each", "other", "total", "size", "year", "years", "what", "that", "this", "with"}
    | {"from", "into", "over", "only", "part", "them", "they", "their", "number", "amount", "value"}
    | {"figure", "people", "company", "companies", "series", "first", "last", "main"}
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A series as filing sees it. `measures` holds how much it is about each; `named` label words."""

    series: Series
    measures: Mapping[str, float]
    named: tuple[str, ...]
    cues: tuple[str, ...]
    excludes: tuple[str, ...]


def profile(series: Series, language: str) -> Profile:
    """The profile of a series for texts in one language."""
    named, measures = _meaning(
        series.id,
        series.label,
        series.units,
        series.period or "",
        tuple((tag, cues) for tag, cues in series.cues.items()),
    )
    return Profile(
        series=series,
        measures=dict(measures),
        named=named,
        cues=_for_language(series.cues, language),
        excludes=_for_language(series.excludes, language),
    )


def measures_of(label: str) -> frozenset[str]:
    """The measures that a series' label names: those filing knows in every language by the label alone."""
    return frozenset(_named_measures(label))


def admits(series: Series, unit: str, *, money: bool, per: str | None = None) -> bool:
    """Whether a series takes figures of a unit. A bare count may be of whatever is counted.

    A price per thing goes to a series of such prices ("money per share"), or to one of money as such.
    """
    units = set(series.units)
    if money:
        return bool(units & {"money", unit, f"money per {per}"})
    if unit in POINTS_IN_TIME:
        return bool(POINTS_IN_TIME & units)
    if unit == "count":
        return bool(THINGS & units)
    alike = {"count"} if unit in THINGS else _units_like(unit)
    return unit in units or bool(alike & units)


def _units_like(unit: str) -> AbstractSet[str]:
    """The units of one dimension with a unit. Of durations, years and months alone are of one order."""
    if family(unit) == "duration":
        return LONG if unit in LONG else frozenset()
    return SCALES.get(family(unit), {}).keys()


def in_units_of(series: Series, figure: Figure, language: str = "und") -> Figure:
    """The figure in the unit of its series: a bare count, and a year or a date.

    "From 850 to 600" counts what the series counts; homes are a count in a series of counts. A date is
    its year where the series knows years alone; a year is its days where the series is of dates.
    `language` says when fiscal years begin.
    """
    if figure.unit == "date" and "date" not in series.units:
        return as_year(figure)
    if figure.unit in POINTS_IN_TIME and "date" in series.units:
        return as_date(figure, _begins(figure, language))
    if figure.unit == "count" and "count" not in series.units:
        counted = next((unit for unit in series.units if unit in COUNTABLE), None)
        if counted is not None:
            return replace(figure, unit=counted)
    if figure.unit in series.units:
        return figure
    if figure.unit in THINGS and "count" in series.units:
        return replace(figure, unit="count")
    return _converted(series, figure)


def _converted(series: Series, figure: Figure) -> Figure:
    """The figure in the series' own unit of the same dimension: kilograms in a series of tonnes."""
    units = SCALES.get(family(figure.unit), {})
    own = next((unit for unit in series.units if unit in units), None)
    if own is None:
        return figure
    by = units[figure.unit] / units[own]
    return replace(
        figure,
        unit=own,
        low=figure.low * by,
        high=figure.high * by,
        resolution=figure.resolution * by,
    )


def _begins(figure: Figure, language: str) -> int:
    """The month with which the year that a figure names begins."""
    rules = grammar(language)
    said = fold(figure.text, rules.folds).strip("0123456789 ")
    fiscal = rules.fiscal_before.get(said) or rules.fiscal_after.get(said)
    return rules.language.fiscal_from if fiscal else 1


@lru_cache(maxsize=1024)
def _meaning(
    name: str,
    label: str,
    units: tuple[str, ...],
    period: str,
    cues: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """What a series measures, and the words of its label: worked out once for each series."""
    series = Series(id=name, label=label, units=units, period=period, cues=dict(cues))
    return _label_words(series), tuple(_measures(series).items())


def _measures(series: Series) -> dict[str, float]:
    found: dict[str, float] = {}
    for measure in _named_measures(
        f"{series.id.replace('_', ' ').replace('-', ' ')} | {series.label}"
    ):
        found[measure] = NAMED
    counted: dict[str, int] = {}
    for tag, cues in series.cues.items():
        for cue in cues:
            for measure in _measures_in(cue, tag or "en"):
                counted[measure] = counted.get(measure, 0) + 1
    if found.get("budget") is None and _for_one_year(series):
        found["budget"] = NAMED
    for measure, count in counted.items():
        weight = BY_CUES if count > 1 else BY_ONE_CUE
        found[measure] = max(found.get(measure, 0.0), weight)
    return _one_of_each(
        {
            measure: weight
            for measure, weight in found.items()
            if measure == "duration" or not MEASURES[measure].units or _possible(measure, series)
        }
    )


def _for_one_year(series: Series) -> bool:
    """Whether the series is called by a year that its amounts are for."""
    words = set(series.id.lower().replace("-", "_").split("_"))
    return bool(words & {"annual", "yearly"}) and "money" in series.units and not series.period


def _one_of_each(found: dict[str, float]) -> dict[str, float]:
    """Of measures that exclude each other, the one that the series names, where it names one."""
    for group in EITHER_OR:
        inside = {measure: found[measure] for measure in group if measure in found}
        if len(inside) < 2:  # noqa: PLR2004  (nothing to choose from)
            continue
        telling = TELLING & inside.keys()
        if telling:
            keep = set(telling)
        else:
            best = max(inside.values())
            keep = {measure for measure, weight in inside.items() if weight == best}
        for measure in inside.keys() - keep:
            if inside[measure] < NAMED or telling:
                del found[measure]
    return found


def _possible(measure: str, series: Series) -> bool:
    units = MEASURES[measure].units
    return any(
        unit in units
        or (len(unit) == 3 and unit.isupper() and "money" in units)  # noqa: PLR2004  (ISO 4217)
        or (unit in {"count", "units"} and bool(units & {"people", "companies", "count"}))
        for unit in series.units
    )


def _named_measures(name: str) -> Iterable[str]:
    for tag in ("en", *(() if name.isascii() else sorted(languages() - {"en"}))):
        yield from _measures_in(name, tag)


def _measures_in(phrase: str, tag: str) -> Iterable[str]:
    folded = fold(phrase, grammar(tag).folds)
    for hit in vocabulary(tag).measures.find(folded, tokenise(folded)):
        yield from hit.names


def _label_words(series: Series) -> tuple[str, ...]:
    label = f"{series.label} {series.id.replace('_', ' ').replace('-', ' ')}"
    if not label.isascii():
        return tuple(dict.fromkeys(plain(part) for part in series.label.split()))
    return tuple(
        dict.fromkeys(
            word
            for found in TOKEN.finditer(label.lower())
            if len(word := found.group()) >= _FEWEST_LETTERS and word not in _EMPTY
        )
    )


def _for_language(listed: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The words for a language, folded as its texts are; those for any language as well.

    Acronyms and signs (GPU, MW) are the same in every language.
    """
    own = language.split("-", 1)[0]
    folds = grammar(language).folds
    found: dict[str, None] = {}
    for tag, phrases in listed.items():
        mine = tag == "" or tag.split("-", 1)[0] == own or {tag, own} <= {"no", "nb", "nn"}
        for phrase in phrases:
            if mine or (phrase.isascii() and phrase.isupper()):
                found[fold(phrase, folds)] = None
    return tuple(found)

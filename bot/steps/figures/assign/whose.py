"""Whose a series is, and what of it: the names in a reader's words say whose, never what.

"Cost of Hinkley Point C" is a series of costs. Its name is no cue: every figure of the story stands near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.model.figures import Series
from bot.model.topics import Topic
from bot.steps.figures.measures.finding import TOKEN, plain, tokenise
from bot.steps.figures.measures.profiles import Profile, profile
from bot.steps.figures.measures.vocabulary import vocabulary
from bot.steps.figures.per import thing_of

_SHORTEST_ALIAS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A series as filing sees it, its names apart.

    `profile` holds cues and label words without names; `owners` are entity ids, `countries` ISO 3166 codes;
    `per` is the thing that its amounts are for one of, by unit or words.
    """

    profile: Profile
    owners: frozenset[str]
    countries: frozenset[str]
    per: str | None

    @property
    def series(self) -> Series:
        """The series itself."""
        return self.profile.series

    @property
    def named(self) -> bool:
        """Whether the reader's words say whose it is."""
        return bool(self.owners or self.countries)


def wanted(topic: Topic, language: str) -> tuple[Wanted, ...]:
    """Every series of a topic, for texts in a language."""
    aliases = _aliases(topic)
    return tuple(_wanted(series, aliases, language) for series in topic.series)


def _wanted(series: Series, aliases: Sequence[tuple[str, str]], language: str) -> Wanted:
    own = profile(series, language)
    said = [series.label, *(cue for cues in series.cues.values() for cue in cues)]
    owners = set(series.subjects)
    names: set[str] = set()
    for phrase in map(plain, said):
        for alias, owner in aliases:
            if _holds(phrase, alias):
                owners.add(owner)
                names.update(_words(alias))
    countries = {country for phrase in said for country in _countries(phrase)}
    cues = tuple(one for one in own.cues if not _only_names(one, names))
    named = tuple(one for one in own.named if not _only_names(one, names))
    return Wanted(
        profile=replace(own, cues=cues, named=named),
        owners=frozenset(owners),
        countries=frozenset(countries),
        per=_per(series),
    )


def _aliases(topic: Topic) -> tuple[tuple[str, str], ...]:
    """Every name of every party, folded, the longest first."""
    found = {
        (plain(name), entity.id)
        for entity in topic.entities
        for name in (entity.name, *(alias.text for alias in entity.aliases))
        if len(name) >= _SHORTEST_ALIAS
    }
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


def _holds(phrase: str, alias: str) -> bool:
    if not alias.isascii():
        return alias in phrase
    return f" {' '.join(_words(alias))} " in f" {' '.join(_words(phrase))} "


def _words(phrase: str) -> list[str]:
    return [found.group() for found in TOKEN.finditer(phrase)]


def _only_names(phrase: str, names: set[str]) -> bool:
    words = _words(plain(phrase))
    return bool(words) and all(one in names or any(_countries(one)) for one in words)


def _countries(phrase: str) -> Iterable[str]:
    folded = plain(phrase)
    for hit in vocabulary("en").countries.find(folded, tokenise(folded)):
        yield from hit.names


def _per(series: Series) -> str | None:
    for unit in series.units:
        if unit.startswith("money per "):
            return unit.removeprefix("money per ")
    if "money" not in series.units:
        return None
    said = [series.label, *(cue for cues in series.cues.values() for cue in cues)]
    return next(filter(None, map(thing_of, said)), None)

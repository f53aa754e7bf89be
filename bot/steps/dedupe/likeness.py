"""How much do an article and an earlier report have in common?

Words, figures, names and subjects, each by how telling it is: what the reports of many events share tells little.
Words count within one language; across languages figures, names and subjects carry it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.model.news import Article, Fingerprint, Known

# So much of their weighted words reports of different events have in common, and those of one event, by the
# way a language is written: pairs of characters meet by chance more often than words.
NO_COSINE, FULL_COSINE = 0.13, 0.43
COSINES = {"ja": (0.25, 0.62), "zh": (0.12, 0.42), "ko": (0.18, 0.50)}
# Two texts that both name people and places, and hardly the same ones, are of two events, however alike they
# sound; so are those that both state figures, and none in common.
FEWEST_NAMES = 2
COMMON_NAMES = 0.4
OTHER_NAMES = 0.45
OTHER_FIGURES, ANOTHER_FIGURE = 0.6, 0.85
# In German every noun has a capital.
_NOUNS_ARE_NAMES = frozenset({"de", "lb"})
# How far each kind of evidence reaches alone, at its fullest.
WORDS_REACH = 0.75
VALUES_REACH = 0.80
NAMES_REACH = 0.40
CONCEPTS_REACH = 0.70
# So much telling evidence of one kind is two thirds of all that it can say.
SATURATION = 0.7
# Each figure weighs this much of the one before it.
LATER_WEIGHT = 0.8
# What numbers say whose unit was not read: by their digits that are not final zeros, all together, and at most.
NUMBER = "number:"
DIGITS_SAY = (0.0, 0.2, 0.5, 0.9)
NUMBERS_SATURATION = 1.0
NUMBERS_REACH = 0.8
LEAST_WEIGHT = 0.3
# From this much other likeness on, shared names count in full.
WELL_FOUNDED = 0.35

# How much a shared amount says by its unit: everybody's "four companies" is anybody's.
_UNIT_WEIGHTS = {
    "people": 0.7,
    **dict.fromkeys(("companies", "percent", "units"), 0.6),
    **dict.fromkeys(("year", "date", "years", "months", "weeks", "times"), 0.4),
    **dict.fromkeys(("days", "hours", "count"), 0.3),
}
EVERYBODYS = 0.4
LONE_FIGURE = 0.5
LONE_NAME = 0.5
# The parties of a topic are in all its news, also before we have seen any: so many events are taken to
# name them besides those that do.
EVENTS_UNSEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How much an article and a report share, each from 0 to 1."""

    words: float
    values: float
    names: float
    concepts: float

    @property
    def score(self) -> float:
        """All of it together: each kind takes its part of the doubt that the others leave.

        Names only support what else there is: the same companies are in the news for another reason
        every day.
        """
        doubt = (
            (1 - WORDS_REACH * self.words)
            * (1 - VALUES_REACH * self.values)
            * (1 - CONCEPTS_REACH * self.concepts)
        )
        support = min(1.0, (1 - doubt) / WELL_FOUNDED)
        return 1 - doubt * (1 - NAMES_REACH * self.names * support)


class Telling:
    """How telling a word, figure, name or subject is: 1 in one event only, towards 0 in all of them."""

    def __init__(self, events: Mapping[str, Sequence[Known]]) -> None:
        self._events: dict[str, set[str]] = defaultdict(set)
        self._most = len(events) + 1
        for event, members in events.items():
            for known in members:
                for item in _items(known.fingerprint):
                    self._events[item].add(event)

    def __call__(self, item: str) -> float:
        """How telling an item is, from 0 to 1."""
        spread = max(1, len(self._events.get(item, ())))
        if item.startswith("entity/"):
            return _rarity(spread + EVENTS_UNSEEN, self._most + EVENTS_UNSEEN)
        told = _rarity(spread, self._most)
        # A subject comes back with every event about it: that others had it says little against it.
        return (1 + told) / 2 if item.startswith("concept/") else told


def _rarity(spread: int, most: int) -> float:
    return max(0.0, 1 - math.log(spread) / math.log(most))


def _items(fingerprint: Fingerprint) -> Iterable[str]:
    yield from (term for term, _weight in fingerprint.terms)
    yield from (f"entity/{entity}" for entity in fingerprint.entities)
    yield from (f"value/{value}" for value in fingerprint.values)
    yield from (f"concept/{concept}" for concept in fingerprint.concepts)


def _figures(fingerprint: Fingerprint, telling: Telling) -> dict[str, float]:
    return {
        value: weight * _UNIT_WEIGHTS.get(value.partition(":")[0], 1.0)
        for value, weight in _weighed(_read_figures(fingerprint), "value", telling).items()
    }


def _read_figures(fingerprint: Fingerprint) -> list[str]:
    """Those whose unit is known."""
    return [value for value in fingerprint.values if not value.startswith(NUMBER)]


def _same_numbers(one: Fingerprint, other: Fingerprint) -> float:
    """How much the numbers say that both hold, of whatever unit, besides the figures that both hold.

    The more digits a number has, the less it is met by chance: 14 often, 862 hardly ever.
    """
    figures = {value.partition(":")[2] for value in {*_read_figures(one)} & {*_read_figures(other)}}
    common = _amounts(one) & _amounts(other)
    said = sum(
        DIGITS_SAY[min(3, len(amount.partition("e")[0].replace(".", "").rstrip("0")))]
        for amount in common - figures
    )
    return 1 - math.exp(-said / NUMBERS_SATURATION)


def evidence(article: Article, one: Fingerprint, known: Known, telling: Telling) -> Evidence:
    """How much an article and an earlier report have in common, each by what few events share."""
    other = known.fingerprint
    one_language = _language(article.language) == _language(known.language)
    concepts = _shared(
        _weighed(one.concepts, "concept", telling), _weighed(other.concepts, "concept", telling)
    )
    mine, theirs = _figures(one, telling), _figures(other, telling)
    values = _shared(mine, theirs)
    if len(mine.keys() & theirs.keys()) == 1:
        # One figure in common is as often chance as not, unless it is said of the same subject.
        values *= LONE_FIGURE + (1 - LONE_FIGURE) * concepts
    if one_language:
        language = article.language.split("-", 1)[0]
        words = _between(_cosine(one, other, telling), language) * _accord(one, other, language)
    else:
        words = 0.0
        values = 1 - (1 - values) * (1 - NUMBERS_REACH * _same_numbers(one, other))
    its_names, other_names = _names(one, telling), _names(other, telling)
    names = _shared(its_names, other_names)
    if len(its_names.keys() & other_names.keys()) == 1:
        # One name in common is a town, or a company that is in the news every day.
        names *= LONE_NAME
    return Evidence(
        words=words,
        values=values,
        names=names,
        concepts=concepts,
    )


def _between(cosine: float, language: str) -> float:
    none, full = COSINES.get(language, (NO_COSINE, FULL_COSINE))
    return min(1.0, max(0.0, (cosine - none) / (full - none)))


def _accord(one: Fingerprint, other: Fingerprint, language: str) -> float:
    """What is left of the words' say where names and figures speak against them."""
    accord = 1.0
    if language not in _NOUNS_ARE_NAMES:
        mine, theirs = _written_names(one), _written_names(other)
        fewer = min(len(mine), len(theirs))
        if fewer >= FEWEST_NAMES:
            common = min(1.0, len(mine & theirs) / fewer / COMMON_NAMES)
            accord *= OTHER_NAMES + (1 - OTHER_NAMES) * common
    fewer = min(len(_telling_figures(one)), len(_telling_figures(other)))
    if fewer and not _amounts(one) & _amounts(other):
        accord *= OTHER_FIGURES if fewer > 1 else ANOTHER_FIGURE
    return accord


def _written_names(fingerprint: Fingerprint) -> set[str]:
    return {term for term, _weight in fingerprint.terms if term.startswith("@")}


def _telling_figures(fingerprint: Fingerprint) -> list[str]:
    """Those that not everybody has."""
    return [
        value
        for value in _read_figures(fingerprint)
        if _UNIT_WEIGHTS.get(value.partition(":")[0], 1.0) > EVERYBODYS
    ]


def _amounts(fingerprint: Fingerprint) -> set[str]:
    """Its numbers, of whatever unit."""
    return {value.partition(":")[2] for value in fingerprint.values}


def _language(tag: str) -> str:
    """The written language: the two scripts of Chinese are two, since their words do not meet."""
    return tag if tag.startswith("zh") else tag.split("-", 1)[0]


def _weighed(items: Iterable[str], kind: str, telling: Telling) -> dict[str, float]:
    """Items by what they say: less the later they stand, since news leads with what is new."""
    return {
        item: telling(f"{kind}/{item}") * max(LATER_WEIGHT**place, LEAST_WEIGHT)
        for place, item in enumerate(items)
    }


def _names(fingerprint: Fingerprint, telling: Telling) -> dict[str, float]:
    written = {term: telling(term) for term, _weight in fingerprint.terms if term.startswith("@")}
    entities = {entity: telling(f"entity/{entity}") for entity in fingerprint.entities}
    return written | entities


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of the smaller set the two share, by weight; little shared is little said."""
    common = sum(weight for item, weight in one.items() if item in other)
    smaller = min(sum(one.values()), sum(other.values()))
    return common / smaller * (1 - math.exp(-common / SATURATION)) if smaller else 0.0


def _cosine(one: Fingerprint, other: Fingerprint, telling: Telling) -> float:
    a, b = _words(one, telling), _words(other, telling)
    product = sum(weight * b[word] for word, weight in a.items() if word in b)
    return product / (math.hypot(*a.values()) * math.hypot(*b.values())) if product else 0.0


def _words(fingerprint: Fingerprint, telling: Telling) -> dict[str, float]:
    return {
        term: weight * telling(term)
        for term, weight in fingerprint.terms
        if not term.startswith("@")
    }

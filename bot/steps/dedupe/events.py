"""Is an article another report of an event that is known?

It is held against each story among the candidates: which words, figures, names and subjects do they share,
and how telling are those? What many stories share tells little. Words count within one language; across
languages figures, names and subjects carry it. The longer a story has been silent, the more it takes to join
it, and the story's founder or a third of its reports have to agree, so that a story does not drift from one
event to the next.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

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
# What an article needs to join a story that was heard of just now; it rises to 1 with the silence.
JOIN_AT_ONCE = 0.35
HALF_LIFE = timedelta(hours=168)
# From here on a report has something to do with another.
AGREEMENT = 0.12

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
# The parties of a topic are in all its news, also before we have seen any: so many stories are taken to
# name them besides those that do.
STORIES_UNSEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The story that is nearest to an article, by its nearest report.

    `margin` is how far the score is above what is needed, and below it where negative.
    """

    nearest: Known
    score: float
    margin: float
    joined: bool
    reason: str


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
        support = min(1.0, (1 - doubt) / JOIN_AT_ONCE)
        return 1 - doubt * (1 - NAMES_REACH * self.names * support)


def same_event(
    article: Article, fingerprint: Fingerprint, candidates: Sequence[Known]
) -> Event | None:
    """The story that an article is nearest to, and whether it belongs to it; None without candidates."""
    stories: dict[str, list[Known]] = defaultdict(list)
    for known in candidates:
        if known.fingerprint.scheme == fingerprint.scheme:
            stories[known.story].append(known)
    telling = _Telling(stories)
    events = [_against(article, fingerprint, members, telling) for members in stories.values()]
    return max(events, key=lambda event: (event.joined, event.margin), default=None)


def joins_story(article: Article, fingerprint: Fingerprint, reports: Sequence[Known]) -> bool:
    """Whether an article belongs to the story of these reports, whatever other stories there are."""
    event = same_event(article, fingerprint, reports)
    return event is not None and event.joined


def needed(silence: timedelta) -> float:
    """The score from which an article joins a story that was last heard of so long ago."""
    return 1 - (1 - JOIN_AT_ONCE) * math.pow(0.5, silence / HALF_LIFE)


class _Telling:
    """How telling a word, figure, name or subject is: 1 in one story only, towards 0 in all of them."""

    def __init__(self, stories: Mapping[str, Sequence[Known]]) -> None:
        self._stories: dict[str, set[str]] = defaultdict(set)
        self._most = len(stories) + 1
        for story, members in stories.items():
            for known in members:
                for item in _items(known.fingerprint):
                    self._stories[item].add(story)

    def __call__(self, item: str) -> float:
        spread = max(1, len(self._stories.get(item, ())))
        if item.startswith("entity/"):
            return _rarity(spread + STORIES_UNSEEN, self._most + STORIES_UNSEEN)
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


def _against(
    article: Article, fingerprint: Fingerprint, members: Sequence[Known], telling: _Telling
) -> Event:
    pairs = [(known, _evidence(article, fingerprint, known, telling)) for known in members]
    nearest, evidence = max(pairs, key=lambda pair: pair[1].score)
    silence = min(abs(article.published - known.published) for known in members)
    bar = needed(silence)
    joined = evidence.score >= bar and _agree(pairs)
    return Event(
        nearest=nearest,
        score=evidence.score,
        margin=evidence.score - bar,
        joined=joined,
        reason=_reason(nearest, evidence, silence, bar, joined=joined),
    )


def _figures(fingerprint: Fingerprint, telling: _Telling) -> dict[str, float]:
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


def _agree(pairs: Sequence[tuple[Known, Evidence]]) -> bool:
    """Whether the founder of a story, or a third of its reports, has something to do with an article."""
    willing = {known.id for known, evidence in pairs if evidence.score >= AGREEMENT}
    founder = min(
        (known for known, _evidence in pairs), key=lambda known: (known.published, known.id)
    )
    return founder.id in willing or len(willing) >= len(pairs) / 3


def _evidence(article: Article, one: Fingerprint, known: Known, telling: _Telling) -> Evidence:
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


def _weighed(items: Iterable[str], kind: str, telling: _Telling) -> dict[str, float]:
    """Items by what they say: less the later they stand, since news leads with what is new."""
    return {
        item: telling(f"{kind}/{item}") * max(LATER_WEIGHT**place, LEAST_WEIGHT)
        for place, item in enumerate(items)
    }


def _names(fingerprint: Fingerprint, telling: _Telling) -> dict[str, float]:
    written = {term: telling(term) for term, _weight in fingerprint.terms if term.startswith("@")}
    entities = {entity: telling(f"entity/{entity}") for entity in fingerprint.entities}
    return written | entities


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of the smaller set the two share, by weight; little shared is little said."""
    common = sum(weight for item, weight in one.items() if item in other)
    smaller = min(sum(one.values()), sum(other.values()))
    return common / smaller * (1 - math.exp(-common / SATURATION)) if smaller else 0.0


def _cosine(one: Fingerprint, other: Fingerprint, telling: _Telling) -> float:
    a, b = _words(one, telling), _words(other, telling)
    product = sum(weight * b[word] for word, weight in a.items() if word in b)
    return product / (math.hypot(*a.values()) * math.hypot(*b.values())) if product else 0.0


def _words(fingerprint: Fingerprint, telling: _Telling) -> dict[str, float]:
    return {
        term: weight * telling(term)
        for term, weight in fingerprint.terms
        if not term.startswith("@")
    }


def _reason(
    known: Known, evidence: Evidence, silence: timedelta, bar: float, *, joined: bool
) -> str:
    parts = (
        f"words {evidence.words:.2f}, figures {evidence.values:.2f}, names {evidence.names:.2f}, "
        f"subjects {evidence.concepts:.2f}"
    )
    hours = silence / timedelta(hours=1)
    verb = "joins" if joined else "stays apart from"
    return (
        f"{verb} the story of {known.id}: {evidence.score:.2f} ({parts}) where {bar:.2f} is needed "
        f"{hours:.0f} h after its last report"
    )

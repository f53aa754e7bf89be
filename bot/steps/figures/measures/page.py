"""A text ready for filing: folded once, its words found once, and distances between places in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from bot.model.figures import Figure
from bot.model.topics import Mention
from bot.steps.figures.fold import fold
from bot.steps.figures.grammar import grammar
from bot.steps.figures.measures.finding import Hit, places_of, tokenise
from bot.steps.figures.measures.table import MEASURES
from bot.steps.figures.measures.vocabulary import vocabulary

# Distances are in words. What stands between two places makes them further apart than the words do.
COMMA = 3.0
LIST_MARK = 1.5
CONJUNCTION = 2.0
OTHER_FIGURE = 8.0
MOST_NEAR = 16
SENTENCE_BEFORE = 16.0
TITLE = 16.0
HALFWAY = 10.0
# Nearer than near: the word and the number are one phrase.
HEAD = -2.5
HEAD_REACH = 4
HEAD_OF_SENTENCE = 3
CHARACTERS_A_WORD = 2.0
LIST_OF_NAMES = 2

_MARK = re.compile(r"[,;:，；：()（）\[\]|]|(?<= )[-–—](?= )|。")
_BRACKET = re.compile(r"[(（][^()（）\n]{3,160}[)）]")
_LIST_MARK = re.compile(r"[、]")


class Page:
    """A title or a text: its folded form, its words and what the vocabulary finds in it."""

    __slots__ = (
        "_became",
        "_counted",
        "_distances",
        "_kinds",
        "_measured",
        "_parts",
        "brackets",
        "breaks",
        "countries",
        "ends",
        "figures",
        "folded",
        "index",
        "language",
        "lists",
        "measures",
        "sentences",
        "spaced",
        "text",
        "tokens",
        "vocabulary",
    )

    def __init__(
        self,
        text: str,
        *,
        language: str,
        sentences: Sequence[tuple[int, int]] = (),
        figures: Sequence[Figure] = (),
        mentions: Sequence[Mention] = (),
        where: str = "text",
    ) -> None:
        self.text = text
        self.language = language
        self.vocabulary = vocabulary(language)
        self.spaced = self.vocabulary.words.spaced
        self._parts = frozenset(filter(None, self.vocabulary.words.parts.split("|")))
        self.folded = fold(text, grammar(language).folds)
        self.tokens = tokenise(self.folded)
        self.index = places_of(self.tokens)
        self.ends = [start for _, start, _ in self.tokens]
        self.sentences = tuple(sentences) or ((0, len(text)),)
        self.have(figures)
        self.measures = self._outside(
            self.vocabulary.measures.find(self.folded, self.tokens), mentions, where
        )
        self.countries = self.vocabulary.countries.find(self.folded, self.tokens)
        self.lists = {
            name: finder.find(self.folded, self.tokens)
            for name, finder in self.vocabulary.lists.items()
        }
        self.brackets = [found.span() for found in _BRACKET.finditer(self.folded)]
        self.breaks = self._breaks(mentions, where)

    def _outside(self, hits: list[Hit], mentions: Sequence[Mention], where: str) -> list[Hit]:
        """Hits that are not part of a number, such as an amount's dollars, or of a name (Skager Bank)."""
        spans = [
            (one.start, one.end) for one in self.figures if one.is_money or one.unit == "percent"
        ]
        spans += [(one.start, one.end) for one in mentions if one.owner and one.where == where]
        inside = {at for start, end in spans for at in range(start, end)}
        return [hit for hit in hits if not {hit.start, hit.end - 1} <= inside]

    def _breaks(self, mentions: Sequence[Mention], where: str) -> list[tuple[int, float]]:
        spans = [(one.start, one.end) for one in self.figures]
        spans += self.brackets
        # The commas of a list of the story's parties part no clauses.
        spans += [(one.end, one.end + LIST_OF_NAMES) for one in mentions if one.where == where]
        inside = {at for start, end in spans for at in range(start, end)}
        found = [(mark.start(), COMMA) for mark in _MARK.finditer(self.folded)]
        found += [(mark.start(), LIST_MARK) for mark in _LIST_MARK.finditer(self.folded)]
        found += [(hit.start, CONJUNCTION) for hit in self.lists["sets"]]
        return sorted((at, weight) for at, weight in found if at not in inside)

    def have(self, figures: Sequence[Figure]) -> None:
        """Take figures, or other readings of the same ones: with the spans that the page had."""
        self.figures = tuple(figures)
        counted = [one for one in self.figures if one.rendering_of is None]
        self._counted = {one.start: _kind(one) for one in counted}
        self._kinds: dict[str, list[int]] = {}
        self._became: dict[int, list[int]] = {}
        for one in counted:
            self._kinds.setdefault(_kind(one), []).append(one.start)
            if one.was_start is not None:
                self._became.setdefault(one.was_start, []).append(one.start)
        self._distances: dict[tuple[int, int], float | None] = {}
        self._measured: Figure | None = None

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a place; the nearest one before it, if it is in none."""
        number = max(0, bisect_right(self.sentences, (at, len(self.text) + 1)) - 1)
        return self.sentences[number]

    def sentence_before(self, at: int) -> tuple[int, int] | None:
        """The sentence before the one around a place, of the same paragraph."""
        number = bisect_right(self.sentences, (at, len(self.text) + 1)) - 1
        if number < 1:
            return None
        before = self.sentences[number - 1]
        between = self.text[before[1] : self.sentences[number][0]]
        return None if "\n" in between else before

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a place: between the marks of punctuation of its sentence."""
        start, end = self.sentence(at)
        first, last = bisect_left(self.breaks, (start, 0.0)), bisect_left(self.breaks, (end, 0.0))
        marks = [place for place, weight in self.breaks[first:last] if weight >= COMMA]
        before = [place + 1 for place in marks if place < at]
        after = [place for place in marks if place >= at]
        return max([start, *before]), min([end, *after])

    def between(self, start: int, end: int) -> float:
        """How many words stand between two places, with what the marks between them add."""
        if end <= start:
            return 0.0
        if self.spaced:
            count = float(bisect_left(self.ends, end) - bisect_left(self.ends, start))
        else:
            count = (end - start) / CHARACTERS_A_WORD
        first = bisect_left(self.breaks, (start, 0.0))
        last = bisect_left(self.breaks, (end, 0.0))
        opened = bisect_left(self.brackets, (start, 0))
        for opens, closes in self.brackets[opened : bisect_left(self.brackets, (end, 0))]:
            if closes <= end:
                count -= self.between(opens + 1, closes - 1)
        return count + sum(weight for _, weight in self.breaks[first:last])

    def reach(self, figure: Figure, hits: list[Hit]) -> list[Hit]:
        """Those of some hits, in their order in the text, that a figure's sentence or the last one holds.

        Of very many, those that stand nearest: what is further away says nothing beside them.
        """
        sentence = self.sentence(figure.start)
        before = self.sentence_before(figure.start) or sentence
        first, here, last = (
            bisect_left(hits, at, key=_start) for at in (before[0], figure.start, sentence[1])
        )
        return hits[max(first, here - MOST_NEAR) : min(last, here + MOST_NEAR)]

    def distance(self, hit: Hit, figure: Figure) -> float | None:
        """How far a word is from a figure, in words; None where it cannot belong to it."""
        # Each series asks anew for the words around one figure before the next figure's turn comes.
        if self._measured is not figure:
            self._measured, self._distances = figure, {}
        place = (hit.start, hit.end)
        if place not in self._distances:
            self._distances[place] = self._distance(hit, figure)
        return self._distances[place]

    def _distance(self, hit: Hit, figure: Figure) -> float | None:
        sentence = self.sentence(figure.start)
        if hit.start >= sentence[1] or self._of_another(hit, figure, sentence[1]):
            return None
        crowding = self._crowding(hit, figure)
        if hit.start < sentence[0]:
            before = self.sentence_before(figure.start)
            near = before is not None and hit.start >= before[0]
            return SENTENCE_BEFORE + crowding if near else None
        if hit.end > figure.start and hit.start < figure.end:
            return 0.0
        if self._is_head(hit, figure):
            return HEAD + crowding
        if hit.start >= figure.end:
            return self.between(figure.end, hit.start) + crowding
        gap = self.between(hit.end, figure.start)
        # What a sentence begins with, it is about.
        return gap * (0.5 if self._heads(hit, sentence) else 1.0) + crowding

    def _is_head(self, hit: Hit, figure: Figure) -> bool:
        """Whether the word is what the number is a number of: "savings of 350", 9億ドルの削減効果."""
        if self.spaced:
            before = hit.end <= figure.start
            between = (
                self.folded[hit.end : figure.start]
                if before
                else self.folded[figure.end : hit.start]
            )
            return between.strip() in self._parts and bool(between.strip())
        after = self.folded[figure.end : hit.start] if hit.start >= figure.end else ""
        return 0 < len(after) <= HEAD_REACH and any(after.startswith(one) for one in self._parts)

    def _heads(self, hit: Hit, sentence: tuple[int, int]) -> bool:
        if self.spaced:
            words_before = bisect_left(self.ends, hit.start) - bisect_left(self.ends, sentence[0])
            return words_before <= HEAD_OF_SENTENCE
        return hit.start - sentence[0] <= HEAD_OF_SENTENCE * CHARACTERS_A_WORD

    def _crowding(self, hit: Hit, figure: Figure) -> float:
        """What other figures of the same kind, between the word and this one, take away from it."""
        first, last = min(hit.start, figure.start), max(hit.end, figure.end)
        kind = _kind(figure)
        starts = self._kinds.get(kind, [])
        own = {figure.start, figure.was_start, figure.rendering_of}
        own |= set(self._became.get(figure.start, ()))
        inside = [at for at in own if at is not None and self._counted.get(at) == kind]
        mine = sum(first < at < last for at in inside)
        return OTHER_FIGURE * (bisect_left(starts, last) - bisect_right(starts, first) - mine)

    def _of_another(self, hit: Hit, figure: Figure, end: int) -> bool:
        """Whether a word belongs to another figure: as its noun, or as the next one's word.

        A word after the figure is the next one's where it stands right before that one ("a combined ¥3
        trillion"), or in its clause and not in this one's.
        """
        if self._noun_of(hit) not in {None, figure.start}:
            return True
        if hit.start < figure.end:
            return False
        following = next(
            (
                other.start
                for other in within(self.figures, hit.end, end)
                if alike(other, figure)
                and other.rendering_of is None
                and figure.start not in {other.was_start, other.rendering_of}
                and other.start != figure.was_start
            ),
            None,
        )
        if following is None:
            return False
        if self.between(hit.end, following) <= 1:
            return True
        first = bisect_left(self.breaks, (figure.end, 0.0))
        last = bisect_left(self.breaks, (hit.start, 0.0))
        return any(weight >= COMMA for _, weight in self.breaks[first:last])

    def _noun_of(self, hit: Hit) -> int | None:
        """The start of the figure that a word is a part of ("40 **engineers**"), if of any."""
        number = bisect_right(self.figures, hit.start, key=_start) - 1
        holds = number >= 0 and hit.end <= self.figures[number].end
        return self.figures[number].start if holds else None


class _Placed(Protocol):
    """Something that begins somewhere in a text."""

    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def within(placed: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of some things, in the order of the text, that begin between two places."""
    return placed[bisect_left(placed, start, key=_start) : bisect_left(placed, end, key=_start)]


def _start(one: _Placed) -> int:
    return one.start


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures could be mistaken for each other: two amounts, two counts."""
    return _kind(one) == _kind(other)


def _kind(figure: Figure) -> str:
    return "money" if figure.is_money else figure.unit


def decay(distance: float) -> float:
    """What is left of a word's weight at a distance."""
    return 1.0 / (1.0 + distance / HALFWAY)


def fits_unit(measure: str, figure: Figure) -> bool:
    """Whether a measure can be said in the figure's unit."""
    units = MEASURES[measure].units
    return not units or figure.unit in units or (figure.is_money and "money" in units)

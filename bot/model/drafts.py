"""A topic drafted from examples: what it is made of, and where each part of it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.figures import Figure, Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A measure that a word beside a figure names; `distance` in words, marks between them counted."""

    measure: str
    word: str
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article that a topic is drafted from, with its figures and the measures named near each.

    `headed` are the measures that its headline names.
    `place` is the address or file that it came from; `copy_of` the number of an earlier example of the same text.
    """

    place: str
    source: str
    language: str
    published: datetime
    title: str
    text: str
    figures: tuple[Figure, ...]
    near: tuple[tuple[Near, ...], ...]
    sentences: tuple[tuple[int, int], ...]
    headed: frozenset[str] = frozenset()
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to write a party or a keyword; `examples` are the numbers (from 1) that hold it; `why` says more."""

    text: str
    language: str
    examples: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedParty:
    """A party that the examples name."""

    id: str
    name: str
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A figure of an example: the example's number (from 1) and the figure."""

    example: int
    figure: Figure
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedSeries:
    """A series that several examples have figures of. `why` says how it was found.

    `cues` are words that stand beside them, by language; `own_words` are the bot's own for it, in further languages.
    """

    id: str
    label: str
    unit: str
    figures: tuple[Placed, ...]
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nature: Nature | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted topic. `all` are further words that a page must hold, by language; `unplaced` belong to no series."""

    id: str
    name: str
    any: tuple[Spelling, ...]
    all: tuple[Spelling, ...]
    parties: tuple[DraftedParty, ...]
    series: tuple[DraftedSeries, ...]
    unplaced: tuple[Placed, ...]

"""The vocabularies of the languages, compiled once each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.steps.figures.measures.finding import Finder
from bot.steps.figures.measures.table import Words
from bot.steps.figures.measures.words import words

_LISTS = (
    "asides",
    "changes",
    "former",
    "former_after",
    "others",
    "past",
    "sets",
    "sources",
    "on_top",
    "steady",
    "turns",
    "venture",
    "wholes",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words, compiled."""

    words: Words
    measures: Finder
    countries: Finder
    lists: Mapping[str, Finder]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The compiled vocabulary of a language; compiled once."""
    own = words(language)
    whole = own.tag != "zh"
    return Vocabulary(
        words=own,
        measures=Finder(own.measures, spaced=own.spaced, whole=whole),
        countries=Finder(own.countries, spaced=own.spaced, whole=whole),
        lists={
            name: Finder({name: getattr(own, name)}, spaced=own.spaced, whole=whole)
            for name in _LISTS
        },
    )

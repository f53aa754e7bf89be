"""The thing that is counted, where it is a noun some words after the number."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.steps.figures.grammar import Grammar
from bot.steps.figures.quantity import Quantity, Source, year_like
from bot.steps.figures.vocabulary import Unit

_ONE = Decimal(1)
_COUNT = Unit("count", _ONE, "noun")
_REACH = 4
# "6.44 million more workers": these end no noun phrase.
_COMPARED = frozenset({"more", "less"})
WORD = re.compile(r"(?: ?- ?|[ \u00a0]{1,2}|['\"])([^\W\d_][\w'.&/-]*)")
_OF = re.compile(r" (?:of|of the|of its|of their|of his|of our|of these|of those|of all)(?= )")


def attach(source: Source, quantity: Quantity) -> None:
    """The thing that is counted: a known noun within a few words, or else a plural."""
    at = quantity.number_end
    if source.folded[at : at + 1] == "-":
        _hyphenated(source, quantity)
        return
    if quantity.low == 1 and quantity.scale == _ONE:
        return
    of = _OF.match(source.folded, at)
    hit = _counted(source, of.end() if of else at)
    loose = hit is not None and hit[1] is _COUNT
    # "101'i", "5'te": a case ending leads to a verb where any word could be what is counted.
    ending = (
        source.grammar.language.plural == "*"
        and source.folded[at : at + 1] == "'"
        and source.grammar.qualifiers_after.at(source.folded, at) is None
    )
    if hit and not (loose and (year_like(quantity) or ending)):
        quantity.end, quantity.unit = hit


def _hyphenated(source: Source, quantity: Quantity) -> None:
    """As in "four-company venture"; "three-way" and "four-fingered" count nothing."""
    word = WORD.match(source.folded, quantity.number_end)
    head = word.group(1).split("-")[0] if word else ""
    unit = source.grammar.nouns.get(head)
    if word and unit:
        quantity.unit, quantity.end = unit, word.start(1) + len(head)


def _counted(source: Source, at: int) -> tuple[int, Unit] | None:
    """Where the noun ends, and its unit; words that cannot stand inside a noun phrase end the search."""
    folded, grammar, found = source.folded, source.grammar, None
    for step in range(_REACH + 1):
        word = WORD.match(folded, at)
        if not word:
            break
        name = word.group(1).rstrip(".'")
        end = word.start(1) + len(name)
        unit = listed(grammar, name)
        if unit:
            return end, unit
        if name in grammar.words and grammar.words[name].kind in {"unit", "tens"}:
            break
        if name in grammar.stops - _COMPARED and not _initials(source, word):
            break
        if found is None and step < _REACH - 1 and plural(source, word, name):
            found = end
        if end < word.end():
            break
        at = word.end()
    return (found, _COUNT) if found is not None else None


def _initials(source: Source, word: re.Match[str]) -> bool:
    """Whether a word in the way is an abbreviation: IT and US are no pronouns."""
    written = source.text[word.start(1) : word.end(1)]
    return len(written) > 1 and written.isupper()


def plural(source: Source, match: re.Match[str], word: str) -> bool:
    """Whether a word that no list knows looks like things counted, as its language writes them."""
    endings = source.grammar.language.plural
    if endings == "A":
        return source.text[match.start(1)].isupper()
    if endings == "*":
        return len(word) > 2  # noqa: PLR2004  (shorter ones are particles)
    if word in endings.split("|"):
        return True
    if len(word) < 4 or word.endswith(("ss", "us", "is", "'s")):  # noqa: PLR2004  (its, was, has)
        return False
    return bool(endings) and word.endswith(tuple(endings.split("|")))


def listed(grammar: Grammar, word: str) -> Unit | None:
    """The unit of a noun that the language lists, or None."""
    hit = grammar.nouns.get(word)
    if hit is None and word.endswith("'s"):
        hit = grammar.nouns.get(word[:-2])
    return hit

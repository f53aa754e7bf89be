"""Do all figures of one measure say the same thing? A page that gives several values speaks of several things.

What parts them stands beside them: the place or party that a sentence names (the dead of one town), or a word
(the tariff on cars). A part is made where several examples have it, or the headline does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.model.drafts import DraftedParty, Example
from bot.steps.draft.scripts import HAN, KATAKANA, folded, has, is_spaced
from bot.steps.draft.sharing import Member, in_headline, origins

MOST_PARTS = 3
LEAST = 2
# Words shorter than this are little words in most languages.
_SHORTEST = 5
_WORD = re.compile(r"[^\W\d_]{5,}")
_RUN = re.compile(f"[{HAN}]{{2,6}}|[{KATAKANA}]{{3,}}")
_CLAUSE = re.compile(r"[,;:，、；：()（）]")


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one measure that are of one thing. `name` is empty for what is left; `words` by language."""

    members: tuple[Member, ...]
    name: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    why: str = ""


def parts_of(
    group: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> tuple[Part, ...]:
    """The parts of a group, the named ones first; the whole of it where no page gives several values."""
    left, parts = list(group), list[Part]()
    if _several(left):
        parts += _by_party(left, examples, parties)
        left = _without(left, parts)
    while _several(left) and len(parts) < MOST_PARTS:
        part = _by_word(left, examples, parties)
        if part is None:
            break
        parts.append(part)
        left = _without(left, [part])
    return (*parts, Part(tuple(left))) if left else tuple(parts)


def _several(group: Sequence[Member]) -> int:
    """How many values beyond the first the examples give; former ones are none."""
    values: dict[int, set[object]] = defaultdict(set)
    for one in group:
        if not one.figure.earlier:
            values[one.example].add(one.value)
    return sum(len(found) - 1 for found in values.values())


def _without(group: Sequence[Member], parts: Sequence[Part]) -> list[Member]:
    taken = {id(one) for part in parts for one in part.members}
    return [one for one in group if id(one) not in taken]


def _by_party(
    group: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> list[Part]:
    """A part for each party beside the one that most of the figures are of."""
    by_party: dict[str, list[Member]] = defaultdict(list)
    for one in group:
        party = _party_beside(one, examples[one.example - 1], parties)
        if party:
            by_party[party].append(one)
    ranked = sorted(
        by_party, key=lambda name: (-len(origins(by_party[name])), -len(by_party[name]))
    )
    known = {one.id: one for one in parties}
    return [
        Part(
            tuple(by_party[name]),
            known[name].name,
            _spellings(known[name]),
            f"{known[name].name} stands beside these",
        )
        for name in ranked[1 : 1 + MOST_PARTS]
        if len(origins(by_party[name])) >= LEAST and _tells_apart(by_party[name], group)
    ]


def _party_beside(one: Member, example: Example, parties: Sequence[DraftedParty]) -> str:
    """The party that stands nearest to a figure in its sentence."""
    start, end = _sentence(one, example)
    sentence, at = folded(example.text[start:end]), one.figure.start - start
    nearest: list[tuple[int, str]] = []
    for party in parties:
        for spelling in party.spellings:
            place = sentence.find(folded(spelling.text))
            if place >= 0 and has(sentence, folded(spelling.text)):
                nearest.append((abs(place - at), party.id))
    return min(nearest)[1] if nearest else ""


def _spellings(party: DraftedParty) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for spelling in party.spellings:
        found[spelling.language].append(spelling.text)
    return {tag: tuple(texts[:2]) for tag, texts in found.items()}


def _by_word(
    group: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> Part | None:
    """The figures that share a word of one language which the others lack."""
    known = [folded(spelling.text) for party in parties for spelling in party.spellings]
    said = {folded(near.word) for one in group for near in one.near}

    def names_nothing_else(word: str) -> bool:
        return not any(word in name or name in word for name in known) and not any(
            word in other or other in word for other in said
        )

    held: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for one in group:
        example = examples[one.example - 1]
        for word in filter(names_nothing_else, _words_beside(one, example)):
            held[example.language, word].append(one)
    best = max(held, key=_worth(held, group, examples), default=None)
    if best is None or not _parts_off(held[best], group, best[1], examples):
        return None
    tag, word = best
    return Part(tuple(held[best]), word, {tag: (word,)}, f"“{word}” stands beside these")


def _worth(
    held: Mapping[tuple[str, str], list[Member]],
    group: Sequence[Member],
    examples: Sequence[Example],
) -> Callable[[tuple[str, str]], tuple[bool, int, int, str]]:
    def worth(key: tuple[str, str]) -> tuple[bool, int, int, str]:
        own = held[key]
        return (_parts_off(own, group, key[1], examples), len(origins(own)), len(own), key[1])

    return worth


def _parts_off(
    own: Sequence[Member], group: Sequence[Member], word: str, examples: Sequence[Example]
) -> bool:
    """Whether a word parts figures from others, and several examples or a headline say so."""
    shared = len(origins(own)) >= LEAST
    headed = len(own) >= LEAST and any(
        in_headline(one, examples) and has(folded(examples[one.example - 1].title), word)
        for one in own
    )
    return (shared or headed) and _tells_apart(own, group)


def _tells_apart(own: Sequence[Member], group: Sequence[Member]) -> bool:
    """Whether fewer values stand side by side once these are a series of their own."""
    rest = [one for one in group if one not in own]
    return bool(rest) and _several(own) + _several(rest) < _several(group)


def _words_beside(one: Member, example: Example) -> set[str]:
    """The words of a figure's clause: longer words, or runs of characters."""
    start, end = _sentence(one, example)
    before = max(
        [start, *(m.end() for m in _CLAUSE.finditer(example.text, start, one.figure.start))]
    )
    after = _CLAUSE.search(example.text, one.figure.end, end)
    clause = folded(example.text[before : after.start() if after else end])
    if is_spaced(example.language):
        return set(_WORD.findall(clause))
    return {
        run[first:last]
        for run in _RUN.findall(clause)
        for first in range(len(run))
        for last in range(first + 2, len(run) + 1)
    }


def _sentence(one: Member, example: Example) -> tuple[int, int]:
    at = one.figure.start
    return next(
        ((start, end) for start, end in example.sentences if start <= at < end),
        (0, len(example.text)),
    )

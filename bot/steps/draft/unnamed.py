"""Figures that several examples share though no measure is named beside them: known by the words that stand there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.model.drafts import DraftedParty, Example
from bot.steps.draft.scripts import HAN, HANGUL, KATAKANA, folded, is_spaced
from bot.steps.draft.sharing import BESIDE, NEAR, Member, in_headline, is_telling, origins

LEAST = 2
MOST_WORDS = 2
# So far from the figure, in characters, a word still belongs to it.
_REACH = 60
# And so far at most one that several pages share.
_NEAR = 12
_FEW_LETTERS = 4
_WORD = re.compile(rf"[{HANGUL}]{{2,}}|[^\W\d_]{{{_FEW_LETTERS},}}")
_RUN = re.compile(f"[{HAN}]{{2,5}}|[{KATAKANA}]{{3,}}")
_CLAUSE = re.compile(r"[,;:，、；：。()（）.!?\n](?!\d)")


def shared_values(left: Sequence[Member], examples: Sequence[Example]) -> list[list[Member]]:
    """The groups of one value that several examples give, or whose number stands in a headline."""
    groups: dict[tuple[str, Decimal, Decimal], list[Member]] = defaultdict(list)
    for one in left:
        if _may_be_known(one):
            groups[one.value].append(one)
    return [
        group
        for group in groups.values()
        if is_telling(group[0])
        and len(origins(group)) >= LEAST
        and (
            len(origins(group)) > LEAST
            or any(in_headline(one, examples) for one in group)
            or _exact(group[0])
        )
    ]


def shared_words(
    left: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> list[list[Member]]:
    """The groups of one unit and language that have one of the nearest words in common, over several examples."""
    known = {folded(spelling.text) for party in parties for spelling in party.spellings}
    held: dict[tuple[str, str, str], list[Member]] = defaultdict(list)
    for one in left:
        example = examples[one.example - 1]
        if _may_be_known(one) and not one.figure.earlier:
            ranked = sorted(_beside(one, example), key=lambda beside: beside[1])
            near = [word for word, distance in ranked if distance <= _NEAR and word not in known]
            for word in dict.fromkeys(near[:MOST_WORDS]):
                held[one.kind, example.language, word].append(one)
    found: list[list[Member]] = []
    taken: set[int] = set()
    for key in sorted(held, key=lambda key: (-len(origins(held[key])), -len(held[key]), key)):
        group = [one for one in held[key] if id(one) not in taken]
        if len(origins(group)) >= LEAST:
            found.append(group)
            taken |= {id(one) for one in group}
    return found


def words_of(
    group: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> dict[str, tuple[str, ...]]:
    """The words by which a group is known, by language: those nearest to its figures, shared ones first."""
    known = {folded(spelling.text) for party in parties for spelling in party.spellings}
    by_language: dict[str, list[Member]] = defaultdict(list)
    for one in group:
        by_language[examples[one.example - 1].language].append(one)
    found: dict[str, tuple[str, ...]] = {}
    for tag, own in by_language.items():
        nearest: dict[str, int] = {}
        held: Counter[str] = Counter()
        for one in own:
            for word, distance in _beside(one, examples[one.example - 1]):
                if not any(word in name or name in word for name in known):
                    nearest[word] = min(distance, nearest.get(word, distance))
                    held[word] += 1
        ranked = sorted(nearest, key=lambda word: (-min(held[word], LEAST), nearest[word], word))
        if ranked:
            found[tag] = tuple(ranked[:MOST_WORDS])
    return found


def label_of(words: dict[str, tuple[str, ...]], group: Sequence[Member]) -> str:
    """What such a series is called: its English words, or those of the first example."""
    chosen = words.get("en") or next(iter(words.values()), ())
    return " ".join(chosen).capitalize() or group[0].figure.text


def _may_be_known(one: Member) -> bool:
    """Whether a figure may make a series by words alone: no day, and nothing that stock exchanges say."""
    market = any(near.measure in BESIDE and near.distance <= NEAR for near in one.near)
    return one.measure is None and one.kind != "date" and not market


def _exact(one: Member) -> bool:
    """Whether two pages cannot have the number by chance: three digits that count."""
    return len(abs(one.figure.high).normalize().as_tuple().digits) > LEAST


def _beside(one: Member, example: Example) -> Iterator[tuple[str, int]]:
    """The words of a figure's clause, each with its distance in characters."""
    figure, text = one.figure, example.text
    before = list(_CLAUSE.finditer(text, max(0, figure.start - _REACH), figure.start))
    first = before[-1].end() if before else max(0, figure.start - _REACH)
    after = _CLAUSE.search(text, figure.end, figure.end + _REACH)
    last = after.start() if after else min(len(text), figure.end + _REACH)
    pattern = _WORD if is_spaced(example.language) else _RUN
    # A count holds its noun; of other figures the words inside are the unit.
    behind = figure.start if figure.unit in {"count", "units"} else figure.end
    for start, stop in ((first, figure.start), (behind, last)):
        for match in pattern.finditer(text, start, stop):
            word = folded(match.group())
            distance = (
                figure.start - match.end() if stop == figure.start else match.start() - figure.end
            )
            yield word, max(0, distance)

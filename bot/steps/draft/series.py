"""Which series do several examples have figures of, how is each known, and which figures are of none?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from bot.model.drafts import DraftedParty, DraftedSeries, Example, Near, Placed
from bot.steps.draft.labels import label_of, nature_of
from bot.steps.draft.parties import slug
from bot.steps.draft.scripts import folded
from bot.steps.draft.sharing import RESULTS, Member, in_headline, members, origins
from bot.steps.draft.splitting import Part, parts_of
from bot.steps.draft.unnamed import label_of as named_by
from bot.steps.draft.unnamed import shared_values, shared_words, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the bot knows of series without any example.

    `units` are those that a series may have; `words` its own for each measure, by language; `by_label` the measures
    that filing knows in every language where a series is called by them.
    """

    units: AbstractSet[str]
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    by_label: AbstractSet[str] = frozenset()


LEAST_EXAMPLES = 2
MOST_CUES = 4
SAME_VALUE = "the same value, and no word that is known says of what: give it a better name"
SAME_WORD = "the same word beside them, and none that is known says of what: give it a better name"
_NOUN = re.compile(r"\d[\d.,  ]* ([^\W\d_]{4,})$")
# What has no unit of its own is counted in these, the most telling first.
_THINGS = ("people", "companies", "households", "units", "count")


def series(
    examples: Sequence[Example], parties: Sequence[DraftedParty], knowledge: Knowledge
) -> tuple[tuple[DraftedSeries, ...], tuple[Placed, ...]]:
    """The series that the examples share, those of most examples first, and the figures of none."""
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    left: list[Member] = []
    for one in members(examples):
        if one.measure is None:
            left.append(one)
        else:
            groups[one.kind, one.measure].append(one)
    made: list[DraftedSeries] = []
    for (_kind, measure), group in groups.items():
        if _unit(group) not in knowledge.units or not _is_shared(measure, group, examples):
            left += group
            continue
        made += _all_parts(measure, parts_of(group, examples, parties), examples, knowledge)
    for groups_of, why in ((shared_values(left, examples), SAME_VALUE), (None, SAME_WORD)):
        for group in groups_of or shared_words(left, examples, parties):
            if _unit(group) in knowledge.units:
                made.append(_by_words(group, examples, parties, why))
                left = [one for one in left if one not in group]
    ranked = sorted(made, key=lambda one: -len({placed.example for placed in one.figures}))
    unplaced = sorted(left, key=lambda one: (one.example, one.figure.start))
    return _numbered(ranked), tuple(_placed(one) for one in unplaced)


def _is_shared(measure: str, group: Sequence[Member], examples: Sequence[Example]) -> bool:
    """Whether several examples have such a figure; one is enough whose number stands in its headline."""
    said = len(origins(group))
    if measure in RESULTS:
        return said >= max(LEAST_EXAMPLES, (len(origins_of(examples)) + 1) // 2)
    if said >= LEAST_EXAMPLES:
        return True
    return any(in_headline(one, examples) for one in group) or _is_headed(measure, group, examples)


def origins_of(examples: Sequence[Example]) -> set[int]:
    """The examples, copies of one text counted once."""
    return {one.copy_of or number for number, one in enumerate(examples, start=1)}


def _is_headed(measure: str, group: Sequence[Member], examples: Sequence[Example]) -> bool:
    """Whether the headlines of several examples speak of what is measured."""
    heads = {one.copy_of or at for at, one in enumerate(examples, start=1) if measure in one.headed}
    return bool(group) and len(heads) >= LEAST_EXAMPLES


def _all_parts(
    measure: str, parts: Sequence[Part], examples: Sequence[Example], knowledge: Knowledge
) -> Iterator[DraftedSeries]:
    """A series for each part. What is left of a measure is known by its words, a part by its own."""
    spoken = len(parts) > 1 or measure not in knowledge.by_label
    for part in parts:
        cues = dict(part.words)
        own_words: Mapping[str, tuple[str, ...]] = {}
        if not part.name:
            cues = _cue_words(measure, part.members, examples)
            cues = _with_nouns(cues, part.members, examples)
            own_words = knowledge.words.get(measure, {}) if spoken else {}
        yield _drafted(measure, part, cues, own_words)


def _drafted(
    measure: str,
    part: Part,
    cues: Mapping[str, tuple[str, ...]],
    own_words: Mapping[str, tuple[str, ...]],
) -> DraftedSeries:
    label = label_of(measure)
    return DraftedSeries(
        id=slug(f"{measure} {part.name}") or measure,
        label=f"{label}: {part.name}" if part.name else label,
        unit=_unit(part.members),
        figures=tuple(_placed(one) for one in part.members),
        cues={tag: words[:MOST_CUES] for tag, words in cues.items()},
        own_words={tag: words for tag, words in own_words.items() if not _said(tag, cues)},
        nature=nature_of(measure),
        why=part.why,
    )


def _by_words(
    group: Sequence[Member], examples: Sequence[Example], parties: Sequence[DraftedParty], why: str
) -> DraftedSeries:
    """A series that several examples share, though no measure is named beside it."""
    words = words_of(group, examples, parties)
    label = named_by(words, group)
    return DraftedSeries(
        id=slug(label) or _unit(group).replace(" ", "_"),
        label=label,
        unit=_unit(group),
        figures=tuple(_placed(one) for one in group),
        cues=words,
        nature="plan",
        why=why,
    )


def _said(tag: str, cues: Mapping[str, tuple[str, ...]]) -> bool:
    return any(other.split("-", 1)[0] == tag for other in cues)


def _cue_words(
    measure: str, group: Iterable[Member], examples: Sequence[Example]
) -> dict[str, tuple[str, ...]]:
    """The words that named the measure beside the figures, by language, the nearest first."""
    near: dict[str, list[Near]] = defaultdict(list)
    for one in group:
        near[examples[one.example - 1].language] += [
            found for found in one.near if found.measure == measure
        ]
    return {
        tag: tuple(
            dict.fromkeys(folded(one.word) for one in sorted(found, key=lambda one: one.distance))
        )
        for tag, found in near.items()
        if found
    }


def _with_nouns(
    cues: Mapping[str, tuple[str, ...]], group: Sequence[Member], examples: Sequence[Example]
) -> dict[str, tuple[str, ...]]:
    """With the nouns that the figures themselves hold ("82 turbines"): a count is known by what it counts."""
    found = {tag: list(words) for tag, words in cues.items()}
    for one in group:
        noun = _NOUN.search(one.figure.text)
        if one.figure.unit in {"count", "units"} and noun:
            found.setdefault(examples[one.example - 1].language, []).append(folded(noun[1]))
    return {tag: tuple(dict.fromkeys(words)) for tag, words in found.items()}


def _unit(group: Sequence[Member]) -> str:
    figures = [one.figure for one in group]
    if any(figure.is_money for figure in figures):
        return group[0].kind
    if group[0].kind == "date":
        return "year"
    units = Counter(figure.unit for figure in figures)
    if group[0].kind == "count":
        telling = [unit for unit in _THINGS if units[unit] * 3 >= len(figures)]
        return telling[0] if telling else units.most_common(1)[0][0]
    return units.most_common(1)[0][0]


def _placed(one: Member) -> Placed:
    return Placed(example=one.example, figure=one.figure, why=one.why)


def _numbered(made: Sequence[DraftedSeries]) -> tuple[DraftedSeries, ...]:
    taken: Counter[str] = Counter()
    found = []
    for one in made:
        name = one.id.replace("-", "_")
        taken[name] += 1
        found.append(replace(one, id=name if taken[name] == 1 else f"{name}_{taken[name]}"))
    return tuple(found)

"""What speaks for and against a figure being of a series: a number for each sign of `docs/filing.md`.

A feature is 0 where its sign is not there. Words only: what the ledger knows is `known.py`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene, named_around, noun_fits, refused
from bot.steps.figures.assign.story_signs import story_signs
from bot.steps.figures.assign.whose import Wanted
from bot.steps.figures.assign.words_near import meaning, near
from bot.steps.figures.measures.page import decay, within
from bot.steps.figures.measures.profiles import admits

_MOST_LEAD = 1.5
_SAID = "said"
NAMED_NEAR = 160
_UNITS_OF_EVERYTHING = frozenset(
    {"percent", "people", "companies", "count", "units", "years", "months", "year", "date"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A figure with the series that may take it, and what the words say of each.

    `signs` holds, by series id, the features by name; those that are 0 are left out. `words` holds the words that
    a feature found, in the same way. `refused` says why no series may take it. `sentence` is the span around it,
    `moves` where words of change and of former values stand in it, `subject` the party that it is said of, and
    `measures` what the words say that it is a measure of, by series.
    """

    figure: Figure
    sentence: tuple[int, int]
    moves: tuple[tuple[int, str], ...]
    subject: str | None
    refused: str = ""
    signs: dict[str, dict[str, float]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)


def draft(figure: Figure, scene: Scene) -> Drafted:
    """The words' part of every feature, for every series that may take a figure."""
    fitting = [one for one in scene.wanted if not refused(figure, one, scene)]
    page = scene.page
    start, end = page.sentence(figure.start)
    moves = [
        (hit.start, name)
        for name in ("changes", "former")
        for hit in within(page.lists[name], start, end)
    ]
    blank = Drafted(
        figure=figure,
        sentence=(start, end),
        moves=tuple(sorted(moves)),
        subject=_subject(figure, scene),
    )
    if not fitting:
        return replace(blank, refused=_why_refused(figure, scene))
    own = story_signs(figure, scene)
    found = {one.series.id: _pair(figure, one, scene, only=len(fitting) == 1) for one in fitting}
    signs = {name: those for name, (those, _) in found.items()}
    _hold_against_each_other(signs)
    return replace(
        blank,
        signs={
            name: {**own, **{key: value for key, value in those.items() if value}}
            for name, those in signs.items()
        },
        words={name: words for name, (_, words) in found.items()},
        measures={
            one.series.id: max(measures, key=lambda name: measures[name])
            for one in fitting
            if (measures := one.profile.measures)
        },
    )


def _why_refused(figure: Figure, scene: Scene) -> str:
    """Why no series takes a figure: the reason of one that takes its unit, where there is one."""
    reasons = {
        refused(figure, one, scene)
        for one in scene.wanted
        if admits(one.series, figure.unit, money=figure.is_money, per=figure.per)
    }
    return min(reasons, default=f"no series of the topic takes {figure.unit}")


def _subject(figure: Figure, scene: Scene) -> str | None:
    """The entity that stands nearest before the figure, in its sentence or the one before it."""
    start, end = scene.page.sentence(figure.start)
    own = [one for one in within(scene.about.mentions, start - NAMED_NEAR, end) if one.owner]
    before = [one for one in own if start <= one.start < figure.start]
    if before:
        return before[-1].owner
    after = [one for one in own if figure.end <= one.start < end]
    if after:
        return after[0].owner
    earlier = [one for one in own if figure.start - NAMED_NEAR <= one.start < start]
    return earlier[-1].owner if earlier else None


def _pair(
    figure: Figure, one: Wanted, scene: Scene, *, only: bool
) -> tuple[dict[str, float], dict[str, str]]:
    """A series' own features, and the words that they found."""
    evidence, name, profile = scene.evidence, one.series.id, one.profile
    cue = near(figure, evidence.cues[name], scene)
    label = near(figure, evidence.labels[name], scene)
    meant, market = meaning(figure, one, scene)
    rare = figure.unit not in _UNITS_OF_EVERYTHING and not figure.is_money
    signs = {
        "cue": cue.best,
        "cue_clause": float(cue.clause),
        "label": label.best,
        "label_clause": float(label.clause),
        "market": market.best,
        "no_cues": float(not profile.cues),
        "no_measure": float(not profile.measures),
        "noun_other": float(not noun_fits(figure, one, evidence)),
        "only_rare": float(only and rare),
        "per_text_only": float(figure.per is not None and figure.per != one.per),
        "per_series_only": float(figure.is_money and figure.per is None and one.per is not None),
        # Not a feature itself: what `lead` and `nothing_said` are made of.
        _SAID: 1.2 * cue.best + label.best + 0.6 * meant,
        **_whose(figure, one, scene),
    }
    words = {"cue": cue.said, "cue_clause": cue.said, "label": label.said, "market": market.said}
    return signs, words


def _whose(figure: Figure, one: Wanted, scene: Scene) -> dict[str, float]:
    """The parties and countries that the reader named for a series: here, or others in their place."""
    if not one.named:
        return {"unnamed": 1.0}
    page = scene.page
    there = named_around(figure, one, scene)
    own = [at for at, mine in there if mine]
    before = [mine for at, mine in there if at < figure.start]
    gaps = [
        page.between(at, figure.start) if at < figure.start else page.between(figure.end, at)
        for at in own
    ]
    titled = any(hit.owner in one.owners for hit in scene.titled) or any(
        one.countries & set(hit.names) for hit in scene.title.countries
    )
    return {
        "owner_near": decay(min(gaps)) if gaps else 0.0,
        "owner_absent": float(not own and not titled),
        "another_before": float(bool(before) and not before[-1]),
        "another_subject": float(bool(before) and not before[0]),
    }


def _hold_against_each_other(signs: dict[str, dict[str, float]]) -> None:
    """Adds what only shows beside the other series: whose words stand nearest."""
    said = {name: those.pop(_SAID) for name, those in signs.items()}
    for name, those in signs.items():
        best = max((value for other, value in said.items() if other != name), default=0.0)
        those["lead"] = max(-_MOST_LEAD, min(_MOST_LEAD, said[name] - best))
        those["nothing_said"] = float(said[name] == 0)

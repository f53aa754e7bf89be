"""What speaks for and against a figure being of a series: a number for each sign of `docs/filing.md`.

A feature is 0 where its sign is not there. Words only: what the ledger knows is `known.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene, candidates, noun_fits
from bot.steps.figures.assign.story_signs import story_signs
from bot.steps.figures.assign.whose import Wanted
from bot.steps.figures.assign.words_near import meaning, near
from bot.steps.figures.measures import particulars
from bot.steps.figures.measures.page import decay, within

_MOST_LEAD = 1.5
_UNITS_OF_EVERYTHING = frozenset(
    {"percent", "people", "companies", "count", "units", "years", "months", "year", "date"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A figure with the series that may take it, and what the words say of each.

    `signs` holds, by series id, the features by name; those that are 0 are left out.
    """

    figure: Figure
    signs: dict[str, dict[str, float]]


def draft(figure: Figure, scene: Scene) -> Drafted:
    """The words' part of every feature, for every series that may take a figure."""
    fitting = candidates(figure, scene)
    own = story_signs(figure, scene) if fitting else {}
    signs = {one.series.id: _pair(figure, one, scene, fitting) for one in fitting}
    _hold_against_each_other(signs)
    return Drafted(
        figure=figure,
        signs={
            name: {**own, **{key: value for key, value in those.items() if value}}
            for name, those in signs.items()
        },
    )


def _pair(
    figure: Figure, one: Wanted, scene: Scene, fitting: Sequence[Wanted]
) -> dict[str, float]:
    evidence, name = scene.evidence, one.series.id
    cue = near(figure, evidence.cues[name], scene)
    label = near(figure, evidence.labels[name], scene)
    said, mild, grave = meaning(figure, one, scene)
    points = [
        *particulars.by_year(figure, one.profile, evidence),
        *particulars.by_share(figure, one.profile, evidence),
        *particulars.by_period(figure, one.profile),
        *particulars.by_noun(figure, one.profile, evidence),
    ]
    return {
        "cue": cue.best,
        "cues_more": cue.more,
        "cue_clause": cue.clause,
        "cue_beside": cue.beside,
        "cue_inside": cue.inside,
        "cue_headline": cue.title,
        "label": label.best,
        "labels_more": label.more,
        "label_clause": label.clause,
        "meaning": said.best,
        "meaning_clause": said.clause,
        "other_measure": mild,
        "market": grave,
        "no_cues": float(not one.profile.cues),
        "no_measure": float(not one.profile.measures),
        "particular": sum(point.points for point in points) / 2,
        "noun_other": float(not noun_fits(figure, one, evidence)),
        "unit_alike": float(
            not (figure.unit in one.series.units or (figure.is_money and "money" in one.series.units))
        ),
        "only": float(len(fitting) == 1),
        "only_rare": float(
            len(fitting) == 1 and figure.unit not in _UNITS_OF_EVERYTHING and not figure.is_money
        ),
        **_per(figure, one),
        **_whose(figure, one, scene),
    }


def _per(figure: Figure, one: Wanted) -> dict[str, float]:
    """What an amount is for one of, and how often: in the text and in the reader's words."""
    rate = (figure.period or "").startswith("per")
    wanted = bool((one.series.period or "").startswith("per"))
    return {
        "per_same": float(figure.per is not None and figure.per == one.per),
        "per_text_only": float(figure.per is not None and figure.per != one.per),
        "per_series_only": float(figure.per is None and one.per is not None and figure.is_money),
        "rate_text_only": float(rate and not wanted),
        "rate_series_only": float(wanted and not rate),
    }


def _whose(figure: Figure, one: Wanted, scene: Scene) -> dict[str, float]:
    """The parties and countries that the reader named for a series: here, or others in their place."""
    if not one.named:
        return {"unnamed": 1.0}
    page = scene.page
    start, end = page.sentence(figure.start)
    first, last = page.clause(figure.start)
    parties = [
        (hit.start, hit.owner in one.owners)
        for hit in within(scene.evidence.mentions, start, end)
        if hit.owner
    ]
    places = [
        (hit.start, bool(one.countries & set(hit.names)))
        for hit in within(page.countries, start, end)
        if one.countries
    ]
    there = sorted(parties + places)
    own = [at for at, mine in there if mine]
    before = [entry for entry in there if entry[0] < figure.start]
    distance = min(
        (page.between(at, figure.start) if at < figure.start else page.between(figure.end, at) for at in own),
        default=None,
    )
    titled = any(hit.owner in one.owners for hit in scene.titled) or any(
        one.countries & set(hit.names) for hit in scene.title.countries
    )
    return {
        "owner_near": decay(distance) if distance is not None else 0.0,
        "owner_clause": float(any(first <= at < last for at in own)),
        "owner_headline": float(titled),
        "owner_absent": float(not own and not titled),
        "another_before": float(bool(before) and not before[-1][1]),
        "another_subject": float(bool(before) and not before[0][1]),
        "declared_elsewhere": float(
            bool(one.series.subjects) and bool(parties) and not any(mine for _, mine in parties)
        ),
    }


def _hold_against_each_other(signs: dict[str, dict[str, float]]) -> None:
    """Adds what only shows beside the other series: whose words and whose name stand nearest."""
    said = {
        name: 1.2 * those["cue"] + those["label"] + 0.6 * those["meaning"]
        for name, those in signs.items()
    }
    owned = {name: those.get("owner_near", 0.0) for name, those in signs.items()}
    for name, those in signs.items():
        best = max((value for other, value in said.items() if other != name), default=0.0)
        those["lead"] = max(-_MOST_LEAD, min(_MOST_LEAD, said[name] - best))
        those["ahead"] = float(said[name] > best)
        those["nothing_said"] = float(said[name] == 0)
        rival = max((value for other, value in owned.items() if other != name), default=0.0)
        those["rival_owner"] = float(rival > owned[name])



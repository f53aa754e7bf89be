"""Which series may take a figure at all: what the reader wrote of unit, range, subjects and excludes is law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.figures import Figure
from bot.model.topics import Mention
from bot.steps.figures.assign.others import counts_others
from bot.steps.figures.assign.whose import Wanted
from bot.steps.figures.measures.evidence import Evidence
from bot.steps.figures.measures.page import Page, within
from bot.steps.figures.measures.profiles import COUNTABLE, COUNTED, admits, in_units_of
from bot.steps.figures.measures.story import Story

# What these count is by how much something moves or differs.
TELLS_DIFFERENCES = frozenset({"cuts", "savings", "growth", "lead", "error"})
# An exclude speaks of a figure within so many words.
EXCLUDES_WITHIN = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A page, its headline and its story, with the topic's series: what every feature looks at."""

    page: Page
    title: Page
    evidence: Evidence
    about: Story
    wanted: tuple[Wanted, ...]
    titled: tuple[Mention, ...]


def scene(
    *,
    page: Page,
    title: Page,
    evidence: Evidence,
    about: Story,
    wanted: tuple[Wanted, ...],
    mentions: Sequence[Mention],
) -> Scene:
    """Put together what every feature looks at; words are looked for once."""
    return Scene(
        page=page,
        title=title,
        evidence=evidence,
        about=about,
        wanted=wanted,
        titled=tuple(one for one in mentions if one.where == "title"),
    )


def refused(figure: Figure, one: Wanted, scene: Scene) -> str:
    """Why a series may not take a figure; "" where it may."""
    series, others = one.series, counts_others(figure, scene.page)
    tells_differences = TELLS_DIFFERENCES & one.profile.measures.keys()
    word = excluded_by(figure, one, scene)
    rate = figure.unit in COUNTED and (figure.period or "").startswith("per")
    reasons = (
        (
            not admits(series, figure.unit, money=figure.is_money, per=figure.per),
            f"“{series.label}” takes no {figure.unit}",
        ),
        (
            figure.difference and not tells_differences,
            "says by how much a value moved or differs, and not what it is",
        ),
        (others, f"“{others}” counts only those beside the ones named"),
        (
            rate and not series.period,
            f"it is so many {figure.period}, and “{series.label}” is of no rate",
        ),
        (
            not in_range(figure, one, scene.page.language),
            f"“{series.label}” has no such values by its range",
        ),
        (
            series.subjects and _of_others(figure, one, scene),
            f"its sentence names others alone before it, and “{series.label}” is of certain parties",
        ),
        (word, f"“{word}” excludes it"),
    )
    return next((why for holds, why in reasons if holds), "")


def in_range(figure: Figure, one: Wanted, language: str) -> bool:
    """Whether a value may be one of the series by the range that the reader gave."""
    bounds = one.series.range
    if bounds is None:
        return True
    counted = in_units_of(one.series, figure, language)
    return bounds[0] <= counted.low and counted.high <= bounds[1]


def named_around(figure: Figure, one: Wanted, scene: Scene) -> list[tuple[int, bool]]:
    """Where parties (and countries, if the series has one) stand in a figure's sentence, and whether they are its own."""
    start, end = scene.page.sentence(figure.start)
    parties = [
        (hit.start, hit.owner in one.owners)
        for hit in within(scene.evidence.mentions, start, end)
        if hit.owner
    ]
    places = [
        (hit.start, bool(one.countries & set(hit.names)))
        for hit in within(scene.page.countries, start, end)
        if one.countries
    ]
    return sorted(parties + places)


def _of_others(figure: Figure, one: Wanted, scene: Scene) -> bool:
    before = [mine for at, mine in named_around(figure, one, scene) if at < figure.start]
    return bool(before) and not any(before)


def excluded_by(figure: Figure, one: Wanted, scene: Scene) -> str:
    """The reader's exclude that stands near a figure, in its sentence; "" where none does."""
    page = scene.page
    start, _ = page.sentence(figure.start)
    for hit in page.reach(figure, scene.evidence.excludes[one.series.id]):
        if hit.start < start:
            continue
        left, right = (
            (hit.end, figure.start) if hit.start < figure.start else (figure.end, hit.start)
        )
        if page.between(left, right) <= EXCLUDES_WITHIN:
            return page.text[hit.start : hit.end]
    return ""


def noun_fits(figure: Figure, one: Wanted, evidence: Evidence) -> bool:
    """Whether what is counted ("two wind farms") can be what the series counts."""
    units, profile = one.series.units, one.profile
    if figure.is_money or figure.unit not in {*COUNTABLE, "count"}:
        return True
    if figure.unit in {"count", "units"}:
        words = figure.text.split()
        bare = len(words) < 2 or not evidence.page.spaced  # noqa: PLR2004  (a number and a noun)
        # Without words of a person for this language, the bot's own are too few to refuse a noun.
        if bare or (figure.unit in units and not profile.cues):
            return True
    elif figure.unit in units:
        return True
    place = (figure.start, figure.end)
    hits = [
        *within(evidence.cues[one.series.id][0], *place),
        *within(evidence.labels[one.series.id][0], *place),
        *(h for h in within(evidence.page.measures, *place) if profile.measures.keys() & h.names),
    ]
    return any(hit.end <= figure.end for hit in hits)

"""How near the words of a series stand to a figure: its cues, its label, and the bot's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene
from bot.steps.figures.assign.whose import Wanted
from bot.steps.figures.measures.evidence import headline_place
from bot.steps.figures.measures.finding import Hit
from bot.steps.figures.measures.page import TITLE, Page, decay
from bot.steps.figures.measures.profiles import COUNTED
from bot.steps.figures.measures.table import MEASURES

# Shares, results and debts are foreign to a story whatever they are counted in.
ALIEN_IN_ANY_UNIT = 1.5
# A word inside a figure ("five **years**") says less of what it is a figure of.
INSIDE = 0.6
_HEADLINE_FIGURE = 4
_USUAL_WEIGHT = 2.2


@dataclass(slots=True)
class Near:
    """What was found of one kind of words: how near the nearest stands (0 to 1), whether in the clause, and which."""

    best: float = 0.0
    clause: bool = False
    said: str = ""


def near(figure: Figure, hits: tuple[list[Hit], list[Hit]], scene: Scene) -> Near:
    """Where the words of a kind stand to a figure, in text and headline."""
    page, found = scene.page, Near()
    clause = page.clause(figure.start)
    for hit, where, distance in placed(figure, hits, scene):
        strength = decay(max(0.0, distance))
        if where is page:
            if figure.start <= hit.start and hit.end <= figure.end:
                strength *= 1.0 if figure.unit in COUNTED else INSIDE
            elif clause[0] <= hit.start < clause[1]:
                found.clause = True
        if strength > found.best:
            found.best, found.said = strength, where.text[hit.start : hit.end]
    return found


def meaning(figure: Figure, one: Wanted, scene: Scene) -> tuple[float, Near]:
    """How near a word for what a series is of stands; and words of markets and accounts, if it is of none of these."""
    measures, market = one.profile.measures, Near()
    best = 0.0
    every = (scene.page.measures, scene.title.measures)
    for hit, where, distance in placed(figure, every, scene):
        inside = where is scene.page and figure.start <= hit.start and hit.end <= figure.end
        strength = decay(max(0.0, distance))
        known = bool(measures.keys() & hit.names)
        for name in hit.names:
            if name in measures:
                weight = measures[name] * MEASURES[name].weight / _USUAL_WEIGHT
                part = (0.0 if name == "duration" else INSIDE) if inside else 1.0
                best = max(best, strength * weight * part)
            elif not known and MEASURES[name].alien >= ALIEN_IN_ANY_UNIT and strength > market.best:
                market.best, market.said = strength, where.text[hit.start : hit.end]
    return best, market


def placed(
    figure: Figure, hits: tuple[list[Hit], list[Hit]], scene: Scene
) -> Iterable[tuple[Hit, Page, float]]:
    """The hits that can belong to a figure, with their distance in words: in the text, then in the headline."""
    page, title = scene.page, scene.title
    for hit in page.reach(figure, hits[0]):
        distance = page.distance(hit, figure)
        if distance is not None:
            yield hit, page, distance
    shown = headline_place(figure, title)
    for hit in hits[1]:
        if shown is None:
            yield hit, title, TITLE
            continue
        distance = title.distance(hit, shown)
        if distance is not None:
            yield hit, title, distance + _HEADLINE_FIGURE

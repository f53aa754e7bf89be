"""How near the words of a series stand to a figure: its cues, its label, and the bot's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene
from bot.steps.figures.assign.whose import Wanted
from bot.steps.figures.measures.evidence import headline_place
from bot.steps.figures.measures.finding import Hit
from bot.steps.figures.measures.page import TITLE, Page, decay, fits_unit
from bot.steps.figures.measures.profiles import COUNTED
from bot.steps.figures.measures.table import MEASURES

# Shares, results and debts are foreign to a story whatever they are counted in.
ALIEN_IN_ANY_UNIT = 1.5
BESIDE = 2.0
_INSIDE = 0.6
_HEADLINE_FIGURE = 4
_USUAL_WEIGHT = 2.2


@dataclass(slots=True)
class Near:
    """What was found of one kind of words: `best` and `more` from 0 to 1, the rest 0 or 1."""

    best: float = 0.0
    more: float = 0.0
    clause: float = 0.0
    beside: float = 0.0
    inside: float = 0.0
    behind: float = 0.0
    before: float = 0.0
    title: float = 0.0
    said: str = ""


def near(figure: Figure, hits: tuple[list[Hit], list[Hit]], scene: Scene) -> Near:
    """Where the words of a kind stand to a figure; a rare word counts as much as a frequent one."""
    page, found = scene.page, Near()
    clause, sentence = page.clause(figure.start), page.sentence(figure.start)
    strengths: dict[str, float] = {}
    for hit, where, distance in placed(figure, hits, scene):
        strength = decay(max(0.0, distance))
        if where is scene.title:
            found.title = 1.0
        elif figure.start <= hit.start and hit.end <= figure.end:
            found.inside = 1.0
            strength *= 1.0 if figure.unit in COUNTED else _INSIDE
        else:
            found.clause = max(found.clause, float(clause[0] <= hit.start < clause[1]))
            found.beside = max(found.beside, float(distance <= BESIDE))
            found.behind = max(found.behind, float(hit.start >= figure.end))
            found.before = max(found.before, float(hit.start < sentence[0]))
        if strength > max(strengths.values(), default=0.0):
            found.said = where.text[hit.start : hit.end]
        strengths[hit.text] = max(strength, strengths.get(hit.text, 0.0))
    ranked = sorted(strengths.values(), reverse=True)
    found.best = ranked[0] if ranked else 0.0
    found.more = min(1.0, sum(ranked[1:3]))
    return found


def meaning(figure: Figure, one: Wanted, scene: Scene) -> tuple[Near, float, float]:
    """The vocabulary's words for what a series is of; then words of other measures, mild and grave."""
    page, found, measures = scene.page, Near(), one.profile.measures
    clause = page.clause(figure.start)
    mild = grave = 0.0
    every = (page.measures, scene.title.measures)
    for hit, where, distance in placed(figure, every, scene):
        inside = where is page and figure.start <= hit.start and hit.end <= figure.end
        strength = decay(max(0.0, distance))
        known = bool(measures.keys() & hit.names)
        for name in hit.names:
            measure = MEASURES[name]
            if name in measures:
                given = strength * measures[name] * measure.weight / _USUAL_WEIGHT
                given *= (0.0 if name == "duration" else _INSIDE) if inside else 1.0
                if given > found.best:
                    found.best, found.said = given, where.text[hit.start : hit.end]
                if where is page and clause[0] <= hit.start < clause[1]:
                    found.clause = 1.0
            elif known:
                continue
            elif measure.alien >= ALIEN_IN_ANY_UNIT:
                grave = max(grave, strength)
            elif name in scene.evidence.claimed and fits_unit(name, figure):
                mild = max(mild, strength)
    return found, mild, grave


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

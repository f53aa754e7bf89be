"""How strongly a figure belongs to a series: what speaks for it and what against, in points and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.model.figures import Figure
from bot.steps.figures.measures.evidence import Evidence, Point, headline_place
from bot.steps.figures.measures.finding import Hit
from bot.steps.figures.measures.page import TITLE, Page, decay, fits_unit
from bot.steps.figures.measures.particulars import (
    by_noun,
    by_period,
    by_share,
    by_subject,
    by_year,
)
from bot.steps.figures.measures.profiles import COUNTED, NAMED, TELLING, Profile
from bot.steps.figures.measures.table import EITHER_OR, MEASURES

CUE = 3.0
SMALL_CUE = 1.2
CUE_INSIDE = 0.5
MEASURE_INSIDE = 0.7
LABEL_WORD = 2.0
EXCLUDED = 4.0
VOCABULARY = 0.9
EITHER_OR_FACTOR = 1.0
ONLY_SERIES_OF_A_RARE_UNIT = 0.8
ONLY_SERIES = 0.35
IN_HEADLINE = 0.4
NOT_SAID = 1.0
NOT_BUDGETED = 0.8
UNCLAIMED = 0.4
MOST_TAKEN_AWAY = 0.6
# Shares, results and debts are foreign to a story whatever they are counted in.
ALIEN_IN_ANY_UNIT = 1.5
# The second and third word for the same thing say less than the first.
DIMINISHING = (1.0, 0.5, 0.25)
SMALL_CUE_LETTERS = 2
SMALL_CUE_CHARACTERS = 1
COMMON_UNITS = frozenset(
    {"percent", "people", "companies", "count", "units", "years", "months", "year", "date"}
)


def score(figure: Figure, profile: Profile, evidence: Evidence, *, only: bool) -> list[Point]:
    """Every point for and against a figure being of a series.

    Args:
        figure: the figure; the series admits its unit.
        profile: the series.
        evidence: what the text says around it.
        only: whether no other series of the topic takes the figure's unit.
    """
    points = [
        *_bounded([*_by_cues(figure, profile, evidence), *_by_measures(figure, profile, evidence)]),
        *_by_excludes(figure, profile, evidence),
        *by_year(figure, profile, evidence),
        *by_share(figure, profile, evidence),
        *by_period(figure, profile),
        *by_subject(figure, profile, evidence),
        *by_noun(figure, profile, evidence),
    ]
    if only:
        rare = figure.unit not in COMMON_UNITS and not figure.is_money
        bonus = ONLY_SERIES_OF_A_RARE_UNIT if rare else ONLY_SERIES
        points.append(Point(bonus, f"no other series takes {figure.unit}"))
    if headline_place(figure, evidence.title) is not None:
        points.append(Point(IN_HEADLINE, "the headline has the same number"))
    return points


def _bounded(points: list[Point]) -> Iterable[Point]:
    """Words of other measures take away no more than a part of what speaks for the series.

    Those of stock exchanges, accounts and lenders do: where they stand near, hardly anything is the
    story's own.
    """
    gained = sum(point.points for point in points if point.points > 0)
    lost = -sum(point.points for point in points if point.points < 0 and not point.grave)
    keep = min(1.0, gained * MOST_TAKEN_AWAY / lost) if lost else 1.0
    for point in points:
        mild = point.points < 0 and not point.grave
        yield replace(point, points=point.points * keep) if mild else point


def _by_cues(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    name = profile.series.id
    found = _strengths(figure, evidence.cues[name], evidence, _cue_weight)
    found += _strengths(figure, evidence.labels[name], evidence, lambda _hit, _page: LABEL_WORD)
    return _added(found, "the topic's cue")


def _cue_weight(hit: Hit, page: Page) -> float:
    letters = len(hit.text)
    small = letters <= (SMALL_CUE_LETTERS if page.spaced else SMALL_CUE_CHARACTERS)
    return SMALL_CUE if small or hit.text in _SMALL_WORDS else CUE


# Words that every text has, whatever it is about.
_SMALL_WORDS = frozenset(
    {"each", "from", "over", "with", "from fiscal", "years", "year", "から", "まで", "까지", "부터"}
    | {
        "for",
        "per",
        "the",
        "and",
        "all",
        "von",
        "der",
        "die",
        "des",
        "les",
        "het",
        "van",
        "los",
        "del",
    }
    | {"年内", "年間", "년간", "anni", "jahre", "jaar"}
)


def _by_measures(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    mine: list[tuple[float, str]] = []
    strangers: dict[str, Point] = {}
    for hit, page, distance in _near(
        figure, (evidence.page.measures, evidence.title.measures), evidence
    ):
        word = page.text[hit.start : hit.end]
        known = bool(set(hit.names) & profile.measures.keys())
        inside = page is evidence.page and figure.start <= hit.start and hit.end <= figure.end
        for measure in hit.names:
            if not fits_unit(measure, figure) and MEASURES[measure].alien < ALIEN_IN_ANY_UNIT:
                continue
            strength = MEASURES[measure].weight * decay(distance)
            share = profile.measures.get(measure)
            if share is not None:
                strength *= _inside(measure) if inside else 1.0
                mine.append((strength * share * VOCABULARY, f"“{word}” ({measure})"))
            elif not known or hit.names[0] == measure:
                against = strength * _alienness(measure, profile, evidence)
                known_point = strangers.get(measure)
                if known_point is None or -against < known_point.points:
                    grave = MEASURES[measure].alien >= ALIEN_IN_ANY_UNIT
                    strangers[measure] = Point(-against, f"“{word}” says {measure}", grave)
    yield from _added(mine, "the word")
    yield from _unsaid(figure, profile, {reason for _, reason in mine})
    ranked = sorted(strangers.values(), key=lambda point: point.points)
    for factor, point in zip((1.0, 0.5), ranked, strict=False):
        yield replace(point, points=point.points * factor)


def _inside(measure: str) -> float:
    """What a word is worth that is part of the figure: "five years" says nothing of what lasts."""
    return 0.0 if measure == "duration" else MEASURE_INSIDE


def _unsaid(figure: Figure, profile: Profile, said: set[str]) -> Iterable[Point]:
    """What a series asks for and the text does not say."""
    for measure in TELLING & profile.measures.keys():
        if not any(f"({measure})" in one for one in said):
            yield Point(-NOT_SAID, f"nothing says {measure}", grave=True)
    for_one_year = figure.by is not None and figure.by.fiscal
    budgeted = for_one_year or any("(budget)" in one for one in said)
    if profile.measures.get("budget") == NAMED and not budgeted:
        yield Point(-NOT_BUDGETED, "nothing says that it is a year's budget", grave=True)


def _alienness(measure: str, profile: Profile, evidence: Evidence) -> float:
    """How much a measure that the series is not about speaks against it.

    Little, where no series of the topic is about it: then the word only adds to the picture.
    """
    alien = MEASURES[measure].alien
    if alien < ALIEN_IN_ANY_UNIT and measure not in evidence.claimed:
        return alien * UNCLAIMED
    if any(measure in group and group & profile.measures.keys() for group in EITHER_OR):
        return max(alien, EITHER_OR_FACTOR * 0.6)
    return alien


def _by_excludes(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    best = 0.0
    word = ""
    for hit in evidence.page.reach(figure, evidence.excludes[profile.series.id]):
        distance = evidence.page.distance(hit, figure)
        sentence = evidence.page.sentence(figure.start)
        if distance is None or hit.start < sentence[0]:
            continue
        points = EXCLUDED * decay(distance)
        if points > best:
            best, word = points, evidence.page.text[hit.start : hit.end]
    if best:
        yield Point(-best, f"“{word}” excludes it")


def _strengths(
    figure: Figure,
    hits: tuple[list[Hit], list[Hit]],
    evidence: Evidence,
    weigh: Callable[[Hit, Page], float],
) -> list[tuple[float, str]]:
    found = []
    for hit, page, distance in _near(figure, hits, evidence):
        weight = weigh(hit, page)
        if page is evidence.page and figure.start <= hit.start and hit.end <= figure.end:
            weight *= 1.0 if figure.unit in COUNTED else CUE_INSIDE
        found.append((weight * decay(distance), f"“{page.text[hit.start : hit.end]}”"))
    return found


def _near(
    figure: Figure, hits: tuple[list[Hit], list[Hit]], evidence: Evidence
) -> Iterable[tuple[Hit, Page, float]]:
    """The hits that can belong to a figure, with their distance: in the text, then in the headline."""
    for hit in evidence.page.reach(figure, hits[0]):
        distance = evidence.page.distance(hit, figure)
        if distance is not None:
            yield hit, evidence.page, distance
    shown = headline_place(figure, evidence.title)
    for hit in hits[1]:
        if shown is None:
            yield hit, evidence.title, TITLE
            continue
        distance = evidence.title.distance(hit, shown)
        if distance is not None:
            yield hit, evidence.title, distance + 4


def _added(found: list[tuple[float, str]], what: str) -> Iterable[Point]:
    """The strongest words, each different one once."""
    best: dict[str, float] = {}
    for points, spelt in found:
        word = spelt.lower()
        if points > best.get(word, 0.0):
            best[word] = points
    ranked = sorted(best.items(), key=lambda entry: -entry[1])
    for factor, (word, points) in zip(DIMINISHING, ranked, strict=False):
        yield Point(points * factor, f"{what} {word}")

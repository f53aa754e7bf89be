"""How strongly a figure belongs to a series: what speaks for it and what against, in points and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.model.figures import Figure
from bot.model.topics import Mention
from bot.steps.figures.measures.finding import Hit, cue_hits
from bot.steps.figures.measures.page import TITLE, Page, alike, decay, fits_unit, within
from bot.steps.figures.measures.profiles import NAMED, TELLING, Profile
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
YEAR_OF_ANOTHER = 2.4
FOR_A_YEAR = 1.2
NOT_FOR_A_YEAR = 0.5
SHARE_OF_SOMETHING = 2.0
NOT_SAID = 1.0
NOT_BUDGETED = 0.8
UNCLAIMED = 0.4
MOST_TAKEN_AWAY = 0.6
# Shares, results and debts are foreign to a story whatever they are counted in.
ALIEN_IN_ANY_UNIT = 1.5
# What is counted is the noun beside the number.
COUNTED = frozenset({"people", "units", "count"})
SPAN_OF_ANOTHER = 2.0
RUNS_OVER_YEARS = 0.8
# The second and third word for the same thing say less than the first.
DIMINISHING = (1.0, 0.5, 0.25)
SMALL_CUE_LETTERS = 2
SMALL_CUE_CHARACTERS = 1
COMMON_UNITS = frozenset(
    {"percent", "people", "companies", "count", "units", "years", "months", "year"}
)
YEAR_REACH = 90
HEAD_REACH = 30


@dataclass(frozen=True, slots=True)
class Point:
    """Points for or against, with the sentence that says why."""

    points: float
    reason: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What text and headline say around their figures, for every series of a topic."""

    page: Page
    title: Page
    profiles: tuple[Profile, ...]
    cues: Mapping[str, tuple[list[Hit], list[Hit]]]
    labels: Mapping[str, tuple[list[Hit], list[Hit]]]
    excludes: Mapping[str, list[Hit]]
    mentions: tuple[Mention, ...]
    claimed: frozenset[str]


def gather(
    page: Page, title: Page, profiles: Sequence[Profile], mentions: Sequence[Mention]
) -> Evidence:
    """Find the words of every series once, in text and headline."""
    return Evidence(
        page=page,
        title=title,
        profiles=tuple(profiles),
        cues={one.series.id: _both(one.cues, page, title) for one in profiles},
        labels={one.series.id: _both(one.named, page, title) for one in profiles},
        excludes={one.series.id: _hits(one.excludes, page) for one in profiles},
        mentions=tuple(one for one in mentions if one.where == "text"),
        claimed=frozenset(measure for one in profiles for measure in one.measures),
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
        *_by_year(figure, profile, evidence),
        *_by_share(figure, profile, evidence),
        *_by_period(figure, profile),
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


def _by_year(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    if figure.unit == "year":
        if any(
            other.by is not None and other.unit != "year" and other.by.year == figure.low
            for other in within(
                evidence.page.figures, figure.start - YEAR_REACH, figure.start + YEAR_REACH
            )
        ):
            yield Point(-YEAR_OF_ANOTHER, "the year belongs to an amount beside it")
        return
    if figure.unit == "years":
        span = f"P{figure.low.normalize():f}Y"
        if any(
            other.period == span
            for other in within(
                evidence.page.figures, figure.start - YEAR_REACH, figure.start + YEAR_REACH
            )
        ):
            yield Point(-SPAN_OF_ANOTHER, "an amount beside it runs over these years")
    elif "budget" in profile.measures:
        if figure.by is not None and figure.by.fiscal:
            yield Point(FOR_A_YEAR, f"it is for fiscal {figure.by.year}")
        elif figure.period is not None and not figure.period.startswith("per P1Y"):
            yield Point(-FOR_A_YEAR, "it runs over more than a year")
    elif figure.is_money and figure.by is not None and figure.by.fiscal and not figure.period:
        yield Point(-NOT_FOR_A_YEAR, f"it is for fiscal {figure.by.year} alone")


def _by_period(figure: Figure, profile: Profile) -> Iterable[Point]:
    """An amount that runs over years is of a series whose cues speak of years."""
    runs = figure.is_money and (figure.period or "").startswith("P")
    if runs and "duration" in profile.measures:
        yield Point(RUNS_OVER_YEARS, f"it runs over {figure.period}, as the series does")


def _by_share(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    """A share of something that is not the company: "nine tenths of the equipment"."""
    if figure.unit != "percent" or "stake" not in profile.measures or not evidence.page.spaced:
        return
    page = evidence.page
    parts = set(filter(None, page.vocabulary.words.parts.split("|")))
    after = [token for token in page.tokens if figure.end <= token[1] < figure.end + HEAD_REACH]
    if not after or after[0][0] not in parts:
        return
    end = after[-1][2]
    words = [*page.measures, *evidence.cues[profile.series.id][0]]
    known = any(
        figure.end <= hit.start < end and (set(hit.names) & _OWNED or hit.text in profile.cues)
        for hit in words
    )
    if not known and not any(figure.end <= one.start < end for one in evidence.mentions):
        yield Point(-SHARE_OF_SOMETHING, "it is a share of something else")


# What a share can be a share of.
_OWNED = frozenset({"stake", "founders", "participants", "capital"})


def headline_place(figure: Figure, title: Page) -> Figure | None:
    """The figure of the headline that says the same number, if there is one."""
    for other in title.figures:
        if alike(other, figure) and other.low == figure.low and other.high == figure.high:
            return other
    return None


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


def _both(words: Sequence[str], page: Page, title: Page) -> tuple[list[Hit], list[Hit]]:
    return _hits(words, page), _hits(words, title)


def _hits(words: Sequence[str], page: Page) -> list[Hit]:
    return cue_hits(
        words, page.folded, page.tokens, page.index, language=page.language, spaced=page.spaced
    )

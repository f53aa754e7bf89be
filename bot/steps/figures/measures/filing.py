"""Filing: to which series of the topic each figure belongs, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model.figures import Figure, Filing
from bot.model.topics import Mention, Topic
from bot.steps.figures import find_figures
from bot.steps.figures.measures import evidence as evidences
from bot.steps.figures.measures import foreign, former, rivals, scoring, story
from bot.steps.figures.measures.evidence import Evidence, Point
from bot.steps.figures.measures.foreign import Against
from bot.steps.figures.measures.page import Page, within
from bot.steps.figures.measures.profiles import (
    COUNTABLE,
    POINTS_IN_TIME,
    Profile,
    admits,
    in_units_of,
    profile,
)
from bot.steps.figures.measures.story import Story

# What a figure needs to be filed, and by how much the best series has to be ahead of the next. Where a person gave
# cue words, a figure without any of them near has to be plain by other words.
ENOUGH = 1.5
ENOUGH_WITHOUT_CUES = 1.0
AHEAD = 0.12
ALMOST = 0.8
PLAINLY = 2.0
NAMED_NEAR = 160
# What these count is by how much something moves or differs.
TELLS_DIFFERENCES = frozenset({"cuts", "savings", "growth", "lead", "error"})

_Scored = tuple[float, Profile, list[Point]]


def file_figures(
    figures: Sequence[Figure],
    *,
    title: str,
    text: str,
    topic: Topic,
    mentions: Sequence[Mention],
    sentences: Sequence[tuple[int, int]],
    language: str,
) -> tuple[Filing, ...]:
    """File every figure of an article under a series of the topic, or under none.

    Args:
        figures: of the text, in their order.
        title: the headline; it helps, and holds no figures of its own.
        text: what the figures' offsets are into.
        topic: whose series they may belong to.
        mentions: where the topic's entities and terms stand.
        sentences: spans of the text's sentences.
        language: BCP 47.

    Returns:
        One filing for each figure, in the same order, with its reasons; none for dates where no series
        takes them. A former value and a conversion are filed with the figure that they belong to. What
        is filed takes the series' unit: a bare count, a year, a date.
    """
    figures = _without_needless_dates(figures, topic)
    page = Page(text, language=language, sentences=sentences, figures=figures, mentions=mentions)
    figures = former.pair(page)
    page.have(figures)
    headline = Page(
        title,
        language=language,
        figures=find_figures(title, language=language),
        mentions=mentions,
        where="title",
    )
    profiles = [profile(series, language) for series in topic.series]
    evidence = evidences.gather(page, headline, profiles, mentions)
    about = story.story(topic, page, headline, mentions)
    choices = [_file(figure, topic, evidence, about) for figure in figures]
    filings = rivals.one_value_each(choices, page)
    filings = _untied(filings, choices, page)
    filings = _with_companions(filings, topic, language)
    return tuple(
        replace(filing, subject=_subject(filing.figure, page, about)) for filing in filings
    )


def _file(figure: Figure, topic: Topic, evidence: Evidence, about: Story) -> list[Filing]:
    """The filings that a figure may have, the best first: never none, and one where it is unfiled."""
    fitting = [
        one
        for one in evidence.profiles
        if admits(one.series, figure.unit, money=figure.is_money, per=figure.per)
        and _noun_fits(figure, one, evidence)
        and not (figure.difference and not TELLS_DIFFERENCES & one.measures.keys())
    ]
    unfiled = Filing(figure=figure, topic=topic.id, series=None)
    if not fitting:
        why = f"no series of the topic takes {figure.unit}"
        if figure.difference:
            why = "says by how much a value moved or differs, and not what it is"
        return [replace(unfiled, reasons=(why,))]
    aliens = foreign.against(figure, evidence.page, about)
    against = sum(one.points for one in aliens)
    scored = sorted(
        (_scored(figure, one, evidence, against, only=len(fitting) == 1) for one in fitting),
        key=lambda entry: -entry[0],
    )
    best, _, points = scored[0]
    doubt = _doubt(scored)
    if doubt:
        return [replace(unfiled, score=round(best, 3), reasons=(doubt, *_reasons(points, aliens)))]
    return [
        Filing(
            figure=in_units_of(one.series, figure, evidence.page.language),
            topic=topic.id,
            series=one.series.id,
            measure=max(one.measures, key=lambda name: one.measures[name], default=None),
            score=round(total, 3),
            reasons=_reasons(given, aliens),
        )
        for total, one, given in scored
        if total >= _enough(one) and best - total <= ALMOST
    ]


def _without_needless_dates(figures: Sequence[Figure], topic: Topic) -> Sequence[Figure]:
    """Every article is full of dates: they are looked at where a series is about one."""
    if any(POINTS_IN_TIME & set(series.units) for series in topic.series):
        return figures
    return [figure for figure in figures if figure.unit != "date"]


def _noun_fits(figure: Figure, one: Profile, evidence: Evidence) -> bool:
    """Whether what is counted ("two wind farms") can be what the series counts."""
    units = one.series.units
    if figure.is_money or figure.unit not in {*COUNTABLE, "count"}:
        return True
    if figure.unit in {"count", "units"}:
        words = figure.text.split()
        bare = len(words) < 2 or not evidence.page.spaced  # noqa: PLR2004  (a number and a noun)
        # Without words of a person for this language, the bot's own are too few to refuse a noun.
        if bare or (figure.unit in units and not one.cues):
            return True
    elif figure.unit in units:
        return True
    place = (figure.start, figure.end)
    hits = [
        *within(evidence.cues[one.series.id][0], *place),
        *within(evidence.labels[one.series.id][0], *place),
        *(hit for hit in within(evidence.page.measures, *place) if one.measures.keys() & hit.names),
    ]
    return any(hit.end <= figure.end for hit in hits)


def _enough(one: Profile) -> float:
    return ENOUGH if one.cues else ENOUGH_WITHOUT_CUES


def _doubt(scored: list[_Scored]) -> str:
    """Why a figure is filed nowhere; "" where it is."""
    best, profiled, _ = scored[0]
    label = profiled.series.label
    needed = _enough(profiled)
    if best < needed:
        return f"{best:.2f} points for “{label}” at best; {needed} are needed"
    if len(scored) > 1 and best - scored[1][0] < AHEAD:
        other = scored[1][1].series.label
        return f"“{label}” and “{other}” are as likely ({best:.2f} and {scored[1][0]:.2f} points)"
    return ""


def _scored(
    figure: Figure, one: Profile, evidence: Evidence, against: float, *, only: bool
) -> _Scored:
    points = scoring.score(figure, one, evidence, only=only)
    return sum(point.points for point in points) - against, one, points


def _reasons(points: list[Point], aliens: list[Against]) -> tuple[str, ...]:
    ranked = sorted(points, key=lambda point: -abs(point.points))
    return tuple(
        [f"{point.reason}: {point.points:+.2f}" for point in ranked if point.points]
        + [f"{one.reason}: {-one.points:+.2f}" for one in aliens]
    )


def _untied(filings: list[Filing], choices: list[list[Filing]], page: Page) -> list[Filing]:
    """Former values that plainly belong to another series than what they are said to have become.

    "Costs 6.8 billion, and the state gives a grant of 2.5" reads like a move in languages whose word for
    "of" is that for "from"; what the two are figures of tells them apart.
    """
    result = list(filings)
    became = _successors(filings)
    for number, filing in enumerate(filings):
        figure = filing.figure
        first = became.get(figure.start)
        own = choices[number][0]
        if not figure.earlier or first is None or own.series is None:
            continue
        after = filings[first]
        if _tells_of_a_change(page, figure):
            continue
        if after.series == own.series or own.score < PLAINLY:
            continue
        if any(one.series == after.series for one in choices[number]):
            continue
        result[number] = replace(own, figure=replace(own.figure, earlier=False))
        result[first] = replace(after, figure=replace(after.figure, was_start=None))
    return result


def _tells_of_a_change(page: Page, figure: Figure) -> bool:
    start, end = page.sentence(figure.start)
    return any(within(page.lists[name], start, end) for name in ("changes", "former"))


def _successors(filings: Sequence[Filing]) -> dict[int, int]:
    """By the start of a former value: which filing is of what it became, the first one."""
    return {
        one.figure.was_start: number
        for number, one in reversed(list(enumerate(filings)))
        if one.figure.was_start is not None
    }


def _with_companions(filings: Sequence[Filing], topic: Topic, language: str) -> list[Filing]:
    """A former value and a conversion go where the figure goes that they belong to."""
    series = {one.id: one for one in topic.series}
    became = _successors(filings)
    at = {one.figure.start: number for number, one in reversed(list(enumerate(filings)))}
    result = []
    for filing in filings:
        figure = filing.figure
        if figure.rendering_of is not None:
            first, why = (
                at.get(figure.rendering_of),
                "says the same in another currency or notation",
            )
        elif figure.earlier:
            first, why = became.get(figure.start), "is the former value of"
        else:
            result.append(filing)
            continue
        if first is None:
            result.append(replace(filing, series=None) if figure.earlier else filing)
            continue
        other = filings[first]
        if other.series is not None and figure.unit in POINTS_IN_TIME:
            figure = in_units_of(series[other.series], figure, language)
        result.append(
            replace(
                filing,
                figure=figure,
                series=other.series,
                measure=other.measure,
                score=other.score,
                reasons=(f"{why} “{other.figure.text}”",),
            )
        )
    return result


def _subject(figure: Figure, page: Page, about: Story) -> str | None:
    """The entity that stands nearest before the figure, in its sentence or the one before it."""
    start, end = page.sentence(figure.start)
    own = [one for one in within(about.mentions, start - NAMED_NEAR, end) if one.owner]
    before = [one for one in own if start <= one.start < figure.start]
    if before:
        return before[-1].owner
    after = [one for one in own if figure.end <= one.start < end]
    if after:
        return after[0].owner
    earlier = [one for one in own if figure.start - NAMED_NEAR <= one.start < start]
    return earlier[-1].owner if earlier else None

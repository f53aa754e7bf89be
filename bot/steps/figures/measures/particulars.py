"""Points that only some units have: years and the amounts beside them, periods, shares."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.days import year_named
from bot.model.figures import Figure
from bot.steps.figures.measures.evidence import Evidence, Point
from bot.steps.figures.measures.page import within
from bot.steps.figures.measures.profiles import COUNTED, Profile

YEAR_OF_ANOTHER = 2.4
FOR_A_YEAR = 1.2
NOT_FOR_A_YEAR = 0.5
SHARE_OF_SOMETHING = 2.0
SPAN_OF_ANOTHER = 2.0
RUNS_OVER_YEARS = 0.8
A_RATE = 1.5
SUBJECT_OF_ANOTHER = 5.0
PREDICATE = 0.6
PREDICATE_REACH = 3.0
NOUN_OF_ANOTHER = 2.0
YEAR_REACH = 90
HEAD_REACH = 30


def by_year(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    """Years: one that belongs to an amount, an amount that is for one."""
    year = year_named(figure)
    if year is not None:
        if any(
            other.by is not None and year_named(other) is None and other.by.year == year
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


def by_period(figure: Figure, profile: Profile) -> Iterable[Point]:
    """An amount that runs over years is of a series whose cues speak of years; so many a year are no stock."""
    if (
        figure.unit in COUNTED
        and (figure.period or "").startswith("per")
        and not profile.series.period
    ):
        yield Point(-A_RATE, f"it is so many {figure.period}, and the series is of no rate")
    runs = figure.is_money and (figure.period or "").startswith("P")
    if runs and "duration" in profile.measures:
        yield Point(RUNS_OVER_YEARS, f"it runs over {figure.period}, as the series does")


def by_noun(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    """What is counted, and what is said of it: "two volunteers died" are deaths, for all their noun."""
    if figure.unit not in COUNTED or not evidence.page.spaced:
        return
    own = evidence.cues[profile.series.id][0]
    if any(
        hit.start >= figure.end and evidence.page.between(figure.end, hit.start) <= PREDICATE_REACH
        for hit in within(own, figure.end, evidence.page.sentence(figure.start)[1])
    ):
        yield Point(PREDICATE, "is what the words right behind it say")
    elif not within(own, figure.start, figure.end):
        other = _counted_by(figure, evidence)
        if other:
            yield Point(-NOUN_OF_ANOTHER, f"“{other}” counts such by name")


def _counted_by(figure: Figure, evidence: Evidence) -> str:
    """The label of a series whose cue is the very noun of the figure; "" where none is."""
    return next(
        (
            one.series.label
            for one in evidence.profiles
            if within(evidence.cues[one.series.id][0], figure.start, figure.end)
        ),
        "",
    )


def by_subject(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    """A series of certain parties takes no figure of a sentence that names only others before it."""
    subjects = profile.series.subjects
    start, _ = evidence.page.sentence(figure.start)
    named = {one.owner for one in within(evidence.mentions, start, figure.start) if one.owner}
    if subjects and named and not named & set(subjects):
        yield Point(-SUBJECT_OF_ANOTHER, "its sentence names others alone before it", grave=True)


def by_share(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
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

"""Points that only some units have: years and the amounts beside them, periods, shares."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.figures import Figure
from bot.steps.figures.measures.evidence import Evidence, Point
from bot.steps.figures.measures.page import within
from bot.steps.figures.measures.profiles import Profile

YEAR_OF_ANOTHER = 2.4
FOR_A_YEAR = 1.2
NOT_FOR_A_YEAR = 0.5
SHARE_OF_SOMETHING = 2.0
SPAN_OF_ANOTHER = 2.0
RUNS_OVER_YEARS = 0.8
YEAR_REACH = 90
HEAD_REACH = 30


def by_year(figure: Figure, profile: Profile, evidence: Evidence) -> Iterable[Point]:
    """Years: one that belongs to an amount, an amount that is for one."""
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


def by_period(figure: Figure, profile: Profile) -> Iterable[Point]:
    """An amount that runs over years is of a series whose cues speak of years."""
    runs = figure.is_money and (figure.period or "").startswith("P")
    if runs and "duration" in profile.measures:
        yield Point(RUNS_OVER_YEARS, f"it runs over {figure.period}, as the series does")


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

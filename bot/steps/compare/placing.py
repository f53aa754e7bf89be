"""Which row an observation speaks of, and what it says there: its unit, and the sum that an increment makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model.claims import Row
from bot.model.dimensions import family, year_of
from bot.model.figures import Figure, Observation, Rates, Series
from bot.steps.compare import claims, intervals, quiet
from bot.steps.compare.case import Case


def row_for(
    observation: Observation, rows: Sequence[Row], rates: Rates, series: Series | None
) -> Row | None:
    """The row of its series that an observation speaks of; None where it begins one.

    One that knows its value, or its year's, or the latest. Two figures are of two rows only where both say for
    which year or per what they are, and where no text says that the one became the other.
    """
    unit, per = observation.figure.unit, observation.figure.per
    cases = [
        case
        for row in rows
        if row.family == family(unit)
        and (case := Case(after=observation, row=row, rates=rates, series=series))
        and _of_one_thing(case)
        and (case.now.comparable or row.family == "money" or case.knows_it())
    ]
    year = year_of(observation)
    same = [case for case in cases if case.row.year == year]
    either = [case for case in cases if case.row.year is None or year is None or observation.moved]
    for found in (
        [case for case in same if case.knows_it()],
        [case for case in cases if case.knows_it()],
        same,
        either,
    ):
        if found:
            return max(found, key=lambda case: (_per(case.row) == per, case.row.year or 0)).row
    return None


def _of_one_thing(case: Case) -> bool:
    """Whether both are amounts per the same thing; one that does not say per what is, if it is of that order.

    "$15 a share", then "$18": that is per share too. "$40 billion" is the whole.
    """
    one, other = case.after.figure.per, _per(case.row)
    if one == other:
        return True
    return None in (one, other) and case.now.comparable and case.times() < quiet.SLIP


def _per(row: Row) -> str | None:
    return row.in_force.figure.per


def in_its_unit(
    observation: Observation, rows: Sequence[Row], series: Series | None
) -> Observation:
    """A number in a unit that its series does not have is of what is in force there."""
    kind = family(observation.figure.unit)
    if series is None or not rows or kind == "money":
        return observation
    known = {family(one) for one in series.units} | {row.family for row in rows}
    if kind in known or kind != "count":
        return observation
    unit = rows[-1].in_force.figure.unit
    return replace(observation, figure=replace(observation.figure, unit=unit))


def summed(observation: Observation, rows: Iterable[Row]) -> Observation:
    """The sum that an increment makes, where the text ties it to a known value; else what it says.

    "A further 300 on top of the 500" is 800, computed. "732 more are injured", tied to nothing, is 732.
    """
    figure, was = observation.figure, observation.was
    if not figure.additional:
        return observation
    plain = replace(figure, additional=False)
    tied = was is not None and was.unit == figure.unit and _stood(was, observation, rows)
    if was is None or not tied:
        return replace(observation, figure=plain)
    return replace(observation, figure=_sum(plain, was), moved=True)


def with_own_former(
    observation: Observation, page: Sequence[Observation], rows: Sequence[Row]
) -> Observation:
    """The observation without a former value that is another series' value: nothing moved from there to here.

    "The plant costs 9 billion, up from the 2 billion that the state pays" leaves the cost where it was.
    """
    was = observation.was
    if was is None or observation.figure.additional:
        return observation
    own = [row for row in rows if row.series == observation.series]
    if any(claims.says(claim, was) for row in own for claim in row.claims):
        return observation
    others = [row for row in rows if row.series != observation.series]
    elsewhere = any(
        claims.says(claim, was) for row in others for claim in row.of("in force", "side", "former")
    ) or any(
        one.series != observation.series and intervals.as_written(one.figure, was) for one in page
    )
    return replace(observation, was=None, moved=False) if elsewhere else observation


def _stood(was: Figure, observation: Observation, rows: Iterable[Row]) -> bool:
    """Whether another article said that value, which is or was in force."""
    return any(
        intervals.as_written(one.figure, was) and one.article != observation.article
        for row in rows
        for claim in row.of("in force", "former")
        for one in claim.voices
    )


def _sum(figure: Figure, was: Figure) -> Figure:
    return replace(
        figure,
        low=figure.low + was.low,
        high=figure.high + was.high,
        resolution=min(figure.resolution, was.resolution),
    )

"""Compare: what a new observation does to the ledger.

`standings` folds the records up; `compare` holds observations against them, one after the other. Pure: the
records and the exchange rates come in, changes with their reasons come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.model.dimensions import DAYS, family, family_of, year_of
from bot.model.figures import Change, Observation, Rates, Record, Series, Standing
from bot.model.topics import Topic
from bot.steps.compare import intervals
from bot.steps.compare.arithmetic import amount
from bot.steps.compare.grounds import runs
from bot.steps.compare.increments import summed
from bot.steps.compare.judging import Judge
from bot.steps.compare.rows import Row, enter, fold, standing

__all__ = ["compare", "concerned", "standings"]

_UNRECORDED = datetime.max.replace(tzinfo=UTC)


def standings(records: Iterable[Record]) -> tuple[Standing, ...]:
    """The ledger's rows, a series and dimension each, in the order in which they began."""
    return tuple(standing(row) for row in fold(records))


def concerned(observations: Sequence[Observation], topic: Topic) -> frozenset[str]:
    """The series whose records `compare` needs: the observed ones, and the sums that durations belong to."""
    observed = {one.series for one in observations}
    if any(family(one.figure.unit) == "duration" for one in observations):
        observed |= {one.id for one in topic.series if "money" in one.units}
    return frozenset(observed)


def compare(
    observations: Sequence[Observation],
    *,
    records: Iterable[Record],
    rates: Rates,
    topic: Topic | None = None,
) -> tuple[Change, ...]:
    """What each observation does to the ledger, in their order.

    Args:
        observations: of one article, as `observations_of` makes them.
        records: what the ledger holds of their series, oldest first; of other series is no harm.
        rates: historical exchange rates.
        topic: for its series' nature and thresholds.

    Returns:
        One change for each observation, but for the denial of a value that is not in force, which
        changes nothing.
    """
    rows = fold(records)
    series = {one.id: one for one in topic.series} if topic else {}
    changes: list[Change] = []
    for observation in observations:
        change = _change(observation, rows, rates, series.get(observation.series), observations)
        if change is None:
            continue
        changes.append(change)
        enter(rows, Record(change=change, recorded_at=_UNRECORDED))
    return tuple(changes)


def _change(
    observation: Observation,
    rows: list[Row],
    rates: Rates,
    series: Series | None,
    page: Sequence[Observation],
) -> Change | None:
    own = [row for row in rows if row.series == observation.series]
    denied = observation.figure.hedge == "denied"
    stated = observation.figure
    observation = summed(observation, own)
    row = _row_for(observation, own, rates, series)
    if row is not None:
        change = Judge(observation, row, rates, series, page).change()
        if observation.figure != stated:
            total = amount(observation.figure.low, observation.figure.unit)
            change = replace(
                change, why=f"computed: with “{stated.text}” on top, {total}; {change.why}"
            )
        return change if change.told or not denied else None
    if denied:
        return None
    known = _runs_as_long(observation, rows)
    if known is not None:
        why = f"as long as “{known.figure.text}” runs ({known.source})"
        return Change(kind="confirmed", after=observation, before=known, why=why, told=False)
    stranger = _unconvertible(observation, own, rates)
    why = stranger or _why_new(observation, own)
    return Change(kind="new", after=observation, why=why, told=not stranger)


def _row_for(
    observation: Observation, own: list[Row], rates: Rates, series: Series | None
) -> Row | None:
    """The row that an observation speaks of: its year's, or the one that it agrees with."""
    judges = [
        Judge(observation, row, rates, series)
        for row in own
        if row.family == family_of(observation)
    ]
    comparable = [judge for judge in judges if judge.held(judge.row.in_force).comparable]
    year = year_of(observation)
    exact = next((judge for judge in comparable if judge.row.year == year), None)
    agreeing = [judge for judge in comparable if judge.held(judge.row.in_force).agrees]
    if exact is not None and (
        year is not None or not agreeing or any(one is exact for one in agreeing)
    ):
        return exact.row
    if year is None:
        return _latest(agreeing or comparable)
    # A year that no row has yet: a known value said again with its deadline, or a figure of its own. A
    # deadline makes no other sum of a sum; a budget year does.
    by = observation.figure.by
    deadline = observation.figure.is_money and by is not None and not by.fiscal
    yearless = [judge for judge in comparable if judge.row.year is None]
    return next(
        (
            judge.row
            for judge in yearless
            if deadline or judge.moves_from_here() or judge.knows_it()
        ),
        None,
    )


def _unconvertible(observation: Observation, own: list[Row], rates: Rates) -> str:
    """Why an amount can be held against none of its series: nobody quotes its currency; "" if not so."""
    unit = observation.figure.unit
    amounts = [row for row in own if row.family == family_of(observation) == "money"]
    if not amounts or any(
        unit == row.in_force.figure.unit
        or rates.window(unit, row.in_force.figure.unit, observation.published.date()) is not None
        for row in amounts
    ):
        return ""
    return f"no exchange rate is known for {unit}: it cannot be converted, and is kept beside"


def _runs_as_long(observation: Observation, rows: list[Row]) -> Observation | None:
    """The amount in force that is known to run over just the years that the observation gives.

    "For a period of five years" is no news to a reader who knows of a trillion over five years.
    """
    if family_of(observation) != "duration" or observation.moved:
        return None
    days = intervals.said(observation.figure).value
    for row in rows:
        over = runs(row) if row.family == "money" else None
        if over is not None and over * DAYS["years"] == days:
            return row.in_force
    return None


def _latest(judges: list[Judge]) -> Row | None:
    return max((judge.row for judge in judges), key=lambda row: row.year or 0, default=None)


def _why_new(observation: Observation, own: list[Row]) -> str:
    year = year_of(observation)
    if not own:
        return "the first figure of this series"
    known = ", ".join(row.dimension for row in own)
    if year is not None and all(row.year != year for row in own):
        return f"the first figure for {year} (known so far: {known})"
    return f"the first figure in {observation.figure.unit} (known so far: {known})"

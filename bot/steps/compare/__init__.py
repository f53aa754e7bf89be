"""Hold what an article says against what the ledger knows, and give each figure its verdict.

`fold` makes rows of the ledger's records, `enter` folds some more in; `compare` judges observations against them;
`standings` shows what is in force. All are pure: rows and exchange rates come in, changes with their reasons out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.model.claims import Claim, Row
from bot.model.dimensions import DAYS, family, year_of
from bot.model.figures import Change, Observation, Rates, Record, Series, Standing
from bot.model.topics import Topic
from bot.steps.compare import intervals, placing, table
from bot.steps.compare.arithmetic import amount
from bot.steps.compare.case import Case
from bot.steps.compare.folding import SCHEME, enter, fold, place_of
from bot.steps.compare.natures import nature_of
from bot.steps.compare.verdicts import change_of

__all__ = ["SCHEME", "compare", "concerned", "enter", "fold", "nature_of", "standings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What all judgements of one article share: `stood` is what was in force before it, by the row's place."""

    observations: Sequence[Observation]
    stood: Mapping[int, Claim]
    rates: Rates
    series: Mapping[str, Series]


def standings(records: Iterable[Record], *, at: datetime | None = None) -> tuple[Standing, ...]:
    """What is in force in each row, by the records up to `at` (default: all of them), in the order met."""
    end = at or datetime.max.replace(tzinfo=UTC)
    rows: tuple[Row, ...] = ()
    histories: list[list[Record]] = []
    for record in records:
        if record.withdrawn or record.change.after.published > end:
            continue
        place = place_of(rows, record.change)
        rows = enter(rows, (record.change,))
        if place is None:
            histories.append([record])
        else:
            histories[place].append(record)
    return tuple(_standing(row, history) for row, history in zip(rows, histories, strict=True))


def _standing(row: Row, history: Sequence[Record]) -> Standing:
    return Standing(
        topic=row.in_force.topic,
        series=row.series,
        dimension=row.dimension,
        in_force=row.in_force,
        since=row.since,
        dispute=tuple(one.first for one in row.of("side")[::-1]),
        superseded=tuple(one.first for one in row.claims if one.state == "former"),
        confirmations=tuple(one for one in row.current.voices if one is not row.in_force),
        history=tuple(history),
    )


def concerned(observations: Sequence[Observation], topic: Topic) -> set[str]:
    """The series whose rows `compare` needs: their own, and the sums for a duration or a former value."""
    needed = {one.series for one in observations}
    if any(family(one.figure.unit) == "duration" for one in observations):
        needed |= {one.id for one in topic.series if "money" in one.units}
    former = {family(one.was.unit) for one in observations if one.was is not None}
    needed |= {one.id for one in topic.series if former & {family(unit) for unit in one.units}}
    return needed


def compare(
    observations: Sequence[Observation],
    *,
    known: Iterable[Row],
    rates: Rates,
    topic: Topic | None,
) -> tuple[Change, ...]:
    """What each observation does to the ledger: its verdict, with the arithmetic.

    Args:
        observations: an article's, in the order of its text.
        known: the rows of the series concerned; an article's own figures are folded in as it is judged.
        rates: historical exchange rates.
        topic: whose series give thresholds and natures; None knows none.

    Returns:
        Changes, the most precise figure first, none for a denial of anything that is not in force.
    """
    rows = tuple(known)
    page = _Page(
        observations=observations,
        stood={at: row.current for at, row in enumerate(rows)},
        rates=rates,
        series={one.id: one for one in topic.series} if topic else {},
    )
    changes: list[Change] = []
    for observation in _most_precise_first(observations):
        change = _change(observation, rows, page)
        if change is not None:
            changes.append(change)
            rows = enter(rows, (change,))
    return tuple(changes)


def _most_precise_first(observations: Sequence[Observation]) -> list[Observation]:
    """Of one page's figures the most precise speaks first; what rounds it off is a repeat of it.

    Of several currencies the one that the page names first does: the others convert it. But one that it names
    with "about" alone converts another that it names exactly, and not only in brackets.
    """
    begins: dict[tuple[str, str], tuple[bool, int]] = {}
    for one in observations:
        place, figure = (one.series, one.figure.unit), one.figure
        rough = figure.qualifier == "about" or figure.rendering_of is not None
        before = begins.get(place, (True, figure.start))
        begins[place] = (rough and before[0], min(figure.start, before[1]))
    return sorted(
        observations,
        key=lambda one: (
            begins[one.series, one.figure.unit],
            intervals.said(one.figure).width,
            one.figure.start,
        ),
    )


def _change(observation: Observation, rows: tuple[Row, ...], page: _Page) -> Change | None:
    series = page.series.get(observation.series)
    own = [row for row in rows if row.series == observation.series]
    stated = placing.with_own_former(observation, page.observations, rows)
    after = placing.summed(placing.in_its_unit(stated, own, series), own)
    row = placing.row_for(after, own, page.rates, series)
    if row is not None:
        at = next(place for place, one in enumerate(rows) if one is row)
        case = Case(
            after=after,
            row=row,
            rates=page.rates,
            series=series,
            page=page.observations,
            stood=page.stood.get(at),
        )
        verdict = table.judge(case)
        return None if verdict is None else _computed(change_of(case, verdict), observation)
    if observation.figure.hedge == "denied":
        return None
    longest = _runs_as_long(after, rows)
    if longest is not None:
        why = f"as long as “{longest.figure.text}” runs ({longest.source})"
        return Change(kind="confirmed", after=after, before=longest, why=why, told=False)
    return Change(kind="new", after=after, why=_why_new(after, own))


def _computed(change: Change, stated: Observation) -> Change:
    """The change, which says so where its value is a sum of ours."""
    figure, said = change.after.figure, stated.figure
    if (figure.low, figure.high) == (said.low, said.high):
        return change
    total = amount(figure.low, figure.unit)
    return replace(change, why=f"computed: with “{said.text}” on top, {total}; {change.why}")


def _runs_as_long(observation: Observation, rows: Iterable[Row]) -> Observation | None:
    """A known sum that runs as long as a first duration of another series says.

    "For a period of five years" is no news to a reader who knows of a trillion over five years.
    """
    if family(observation.figure.unit) != "duration" or observation.moved:
        return None
    days = intervals.said(observation.figure).value
    return next(
        (
            row.in_force
            for row in rows
            if row.family == "money" and row.runs is not None and row.runs * DAYS["years"] == days
        ),
        None,
    )


def _why_new(observation: Observation, own: Sequence[Row]) -> str:
    if not own:
        return "the first figure of this series"
    known = ", ".join(row.dimension for row in own)
    year = year_of(observation)
    of = f"for {year}" if year is not None else f"in {observation.figure.unit}"
    return f"the first figure {of} (known so far: {known})"

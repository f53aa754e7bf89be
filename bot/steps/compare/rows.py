"""The ledger folded up: one row for each series and dimension, made from the records in their order.

What a record was called when it was written decides what it does to its row; nothing is judged anew, so
that the ledger shows what readers were told. `before` says which row a record belongs to, and which side
of it: the value in force, a side of a dispute, or a superseded value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.dimensions import family_of, year_of
from bot.model.figures import Change, Observation, Record, Standing
from bot.steps.compare import intervals


@dataclass(slots=True)
class Side:
    """One side of a dispute: who said it first, and who said it since."""

    first: Observation
    voices: list[Observation] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A series in one dimension, as it stands while records are folded into it.

    `grounded`: there was a reason to believe the value in force (it moved, or an official source said
    it), so that an older report cannot take its place. `told` is the value that readers were last told.
    """

    series: str
    family: str
    year: int | None
    in_force: Observation
    since: datetime
    told: Observation
    grounded: bool = False
    voices: list[Observation] = field(default_factory=list)
    disputed_at: int = 0
    sides: list[Side] = field(default_factory=list)
    superseded: list[Observation] = field(default_factory=list)
    history: list[Record] = field(default_factory=list)
    keys: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def dimension(self) -> str:
        """The unit's family, and the year where the figures are for one."""
        return f"{self.family} {self.year}" if self.year is not None else self.family

    def everyone(self) -> Iterable[Observation]:
        """Every observation that the row knows of, whichever side it is on."""
        yield self.in_force
        yield from self.voices
        for side in self.sides:
            yield side.first
            yield from side.voices
        yield from self.superseded


def key(one: Observation) -> tuple[object, ...]:
    """What tells two observations apart, with or without an id of the database."""
    if one.id is not None:
        return (one.id,)
    return (one.article, one.figure.start, one.figure.low, one.figure.high, one.edited)


def fold(records: Iterable[Record]) -> list[Row]:
    """The rows that the records make; withdrawn ones count for nothing."""
    rows: list[Row] = []
    for record in records:
        if not record.withdrawn:
            enter(rows, record)
    return rows


def enter(rows: list[Row], record: Record) -> None:
    """Fold one more record in."""
    change = record.change
    row = _row_of(rows, change)
    if row is None:
        row = Row(
            series=change.after.series,
            family=family_of(change.after),
            year=year_of(change.after),
            in_force=change.after,
            since=change.after.published,
            told=change.after,
            grounded=change.after.official,
        )
        rows.append(row)
    else:
        _EFFECTS[change.kind](row, change)
    row.keys.add(key(change.after))
    row.history.append(record)


def _row_of(rows: list[Row], change: Change) -> Row | None:
    same = [row for row in rows if row.series == change.after.series]
    if change.before is not None:
        wanted = key(change.before)
        for row in same:
            if wanted in row.keys:
                return row
    if change.kind == "new":
        return None
    # The observation that it spoke of was withdrawn: the dimension says where it belongs.
    return next(
        (
            row
            for row in same
            if (row.family, row.year) == (family_of(change.after), year_of(change.after))
        ),
        None,
    )


def _confirmed(row: Row, change: Change) -> None:
    after = change.after
    said = key(change.before) if change.before else None
    side = next((one for one in row.sides if key(one.first) == said), None)
    if side is not None:
        side.voices.append(after)
        return
    if said in {key(one) for one in row.superseded}:
        return
    row.voices.append(after)
    row.grounded = row.grounded or after.official
    if change.settles:
        _close(row)


def _refined(row: Row, change: Change) -> None:
    settles = change.settles
    row.voices.append(row.in_force)
    row.in_force = change.after
    row.grounded = row.grounded or change.after.official
    if settles:
        _close(row)


def _revised(row: Row, change: Change) -> None:
    after = change.after
    former = [row.in_force, *row.voices]
    agreeing: list[Observation] = []
    for side in row.sides:
        if intervals.as_written(side.first.figure, after.figure):
            agreeing += [side.first, *side.voices]
        else:
            former.append(side.first)
    row.superseded += _distinct(former, known=row.superseded)
    row.in_force, row.since, row.told = after, after.published, after if change.told else row.told
    row.voices, row.sides, row.disputed_at = agreeing, [], 0
    row.grounded = True


def _conflicting(row: Row, change: Change) -> None:
    after = change.after
    if after.figure.hedge == "denied":
        return
    older = after.published < row.in_force.published
    if older and not change.told:
        row.superseded += _distinct([after], known=row.superseded)
        return
    if not row.sides:
        row.disputed_at = len(row.voices)
    if older and not row.grounded:
        # Of two reports with nothing to choose between them, the earlier one stands.
        after, row.in_force = row.in_force, after
        row.since, row.told = row.in_force.published, row.in_force
        row.sides.append(Side(first=after, voices=row.voices))
        row.voices, row.disputed_at = [], 0
        return
    row.sides.append(Side(first=after))


def _close(row: Row) -> None:
    row.superseded += _distinct([side.first for side in row.sides], known=row.superseded)
    row.sides, row.disputed_at = [], 0


def _distinct(found: Iterable[Observation], *, known: Iterable[Observation]) -> list[Observation]:
    """Those that say something that is not among the superseded values yet."""
    seen = {_words(one) for one in known}
    kept = []
    for one in found:
        if _words(one) not in seen:
            seen.add(_words(one))
            kept.append(one)
    return kept


def _words(one: Observation) -> tuple[object, ...]:
    figure = one.figure
    return (figure.low, figure.high, figure.unit, figure.qualifier, figure.period)


_EFFECTS = {
    "new": _confirmed,
    "confirmed": _confirmed,
    "refined": _refined,
    "revised": _revised,
    "conflicting": _conflicting,
}


def standing(row: Row) -> Standing:
    """The row as the model shows it."""
    return Standing(
        topic=row.in_force.topic,
        series=row.series,
        dimension=row.dimension,
        in_force=row.in_force,
        since=row.since,
        dispute=tuple(side.first for side in row.sides),
        superseded=tuple(row.superseded),
        confirmations=tuple(row.voices),
        history=tuple(row.history),
    )

"""The ledger folded up: one row for each series and family of units, made from the records in their order.

What a record was called when it was written decides what it does to its row; nothing is judged anew, so that
the ledger shows what readers were told. `before` says which claim a record belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.model.claims import Claim, Row, State
from bot.model.dimensions import family, year_of
from bot.model.figures import Change, ChangeKind, Observation, Record
from bot.steps.compare import claims, intervals

Rows = tuple[Row, ...]
# The name of these rules. Rows that were folded by others are made again from the records: give it another
# name whenever the same records would make other rows.
SCHEME = "claims 1"
# A row remembers so many of its latest former and noted values: it does not grow with its ledger.
FORMER_KEPT = 24
NOTED_KEPT = 8


def fold(records: Iterable[Record]) -> Rows:
    """The rows that the records make; withdrawn ones count for nothing."""
    return enter((), (record.change for record in records if not record.withdrawn))


def enter(rows: Rows, changes: Iterable[Change]) -> Rows:
    """The rows with some more changes folded in, in their order."""
    found = list(rows)
    for change in changes:
        place = place_of(found, change)
        if place is None:
            found.append(_begun(change.after))
        else:
            found[place] = _joined(found[place], change)
    return tuple(found)


def place_of(rows: Iterable[Row], change: Change) -> int | None:
    """Which of the rows a change belongs to; None where it begins one."""
    after, before = change.after, change.before
    same = [(at, row) for at, row in enumerate(rows) if row.series == after.series]
    if before is not None:
        for at, row in same:
            if any(claims.holds(claim, before) for claim in row.claims):
                return at
    if change.kind == "new":
        return None
    # The observation that it was held against was withdrawn: the dimension says where it belongs.
    alike = [(at, row) for at, row in same if row.family == family(after.figure.unit)]
    year = year_of(after)
    return min(alike, key=lambda one: one[1].year != year, default=(None, None))[0]


def _begun(first: Observation) -> Row:
    return Row(
        series=first.series,
        family=family(first.figure.unit),
        year=year_of(first),
        claims=(Claim(voices=(first,), state="in force", spent=True),),
        since=first.published,
        told=first,
        runs=intervals.said(first.figure).over,
    )


def _joined(row: Row, change: Change) -> Row:
    over = intervals.said(change.after.figure).over
    if row.runs is None and over is not None:
        row = replace(row, runs=over)
    return _forgetting(_EFFECTS[change.kind](row, change))


def _confirmed(row: Row, change: Change) -> Row:
    after = change.after
    at = _claim_at(row, change)
    if at is None:
        # What it repeated was withdrawn.
        return _kept(row, after, "noted")
    claim = row.claims[at]
    row = _put(row, at, claims.heard(claim, after, best=change.kind == "refined"))
    if change.settles:
        row = (
            _enthroned(row, at, after.published)
            if claim.state != "in force"
            else _closed(row, lost=True)
        )
    fiscal = after.figure.by is not None and after.figure.by.fiscal
    if row.year is None and claim.state == "in force" and fiscal:
        row = replace(row, year=year_of(after))
    return row


def _revised(row: Row, change: Change) -> Row:
    after = change.after
    at = _said_at(row, after)
    if at is None:
        row = replace(row, claims=(*row.claims, Claim(voices=(after,), state="noted")))
        at = len(row.claims) - 1
    else:
        row = _put(row, at, claims.heard(row.claims[at], after, best=True))
    row = _enthroned(row, at, after.published)
    return replace(row, told=after) if change.told else row


def _conflicting(row: Row, change: Change) -> Row:
    return _kept(row, change.after, "side")


def _noted(row: Row, change: Change) -> Row:
    return _kept(row, change.after, "noted")


def _denied(row: Row, change: Change) -> Row:
    """What is denied is out: a side is no side any more, a value in force goes back to the one that stands."""
    stands = _claim_at(row, change)
    if stands is not None and row.claims[stands].state == "former":
        return _enthroned(row, stands, change.after.published)
    said = _said_at(row, change.after)
    sides = [at for at, claim in enumerate(row.claims) if claim.state == "side"]
    gone = said if said in sides else sides[-1] if sides else None
    return (
        row
        if gone is None
        else _put(row, gone, replace(row.claims[gone], state="former", spent=True))
    )


_EFFECTS: Mapping[ChangeKind, Callable[[Row, Change], Row]] = {
    "new": _confirmed,
    "confirmed": _confirmed,
    "refined": _confirmed,
    "revised": _revised,
    "conflicting": _conflicting,
    "denied": _denied,
    "noted": _noted,
}


def _kept(row: Row, after: Observation, state: State) -> Row:
    """The row with a value that is not in force: by the claim of that state that says the number already."""
    at = next(
        (
            at
            for at, claim in enumerate(row.claims)
            if claim.state == state and claims.says(claim, after.figure)
        ),
        None,
    )
    if at is not None:
        return _put(row, at, claims.heard(row.claims[at], after))
    return replace(row, claims=(*row.claims, Claim(voices=(after,), state=state)))


def _enthroned(row: Row, at: int, since: datetime) -> Row:
    """The row with another of its claims in force; the open sides lost nothing by it."""
    claim = replace(row.claims[at], state="in force", spent=True)
    others = (
        replace(one, state="former") if one.state == "in force" else one
        for place, one in enumerate(row.claims)
        if place != at
    )
    return _closed(replace(row, claims=(*others, claim), since=since))


def _closed(row: Row, *, lost: bool = False) -> Row:
    """The row with no open dispute; its sides are spent only where they lost it."""
    return replace(
        row,
        claims=tuple(
            replace(one, state="former", spent=one.spent or lost) if one.state == "side" else one
            for one in row.claims
        ),
    )


def _claim_at(row: Row, change: Change) -> int | None:
    """The claim that a change was held against; else one that says its number."""
    before = change.before
    if before is not None:
        for at, claim in enumerate(row.claims):
            if claims.holds(claim, before):
                return at
    return _said_at(row, change.after)


def _said_at(row: Row, after: Observation) -> int | None:
    """The latest claim that says the very number."""
    return next(
        (
            at
            for at in reversed(range(len(row.claims)))
            if claims.says(row.claims[at], after.figure)
        ),
        None,
    )


def _put(row: Row, at: int, claim: Claim) -> Row:
    return replace(row, claims=(*row.claims[:at], claim, *row.claims[at + 1 :]))


def _forgetting(row: Row) -> Row:
    """The row without the oldest of too many former and noted values."""
    gone: set[int] = set()
    for state, most in (("former", FORMER_KEPT), ("noted", NOTED_KEPT)):
        places = [at for at, one in enumerate(row.claims) if one.state == state]
        gone.update(places[: max(0, len(places) - most)])
    if not gone:
        return row
    return replace(row, claims=tuple(one for at, one in enumerate(row.claims) if at not in gone))

"""The ledger's rows, kept beside its records: settling an article does not depend on how long the ledger is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.claims import Row
from bot.model.figures import Change, Observation
from bot.model.topics import Topic
from bot.steps import compare
from bot.storage import ledger, standings

Judged = Callable[[Sequence[Change]], tuple[Change, ...]]


def known(conn: Connection, topic: str, series: Collection[str]) -> tuple[Row, ...]:
    """The rows of some series as they stand; those that are not kept are folded from the records, and kept.

    `conn` is a writing transaction.
    """
    kept = standings.load(conn, topic, series, scheme=compare.SCHEME)
    missing = sorted(set(series) - set(kept))
    if missing:
        made = _by_series(compare.fold(ledger.records(conn, topic, missing)), missing)
        standings.keep(conn, topic, made, scheme=compare.SCHEME)
        kept |= made
    return tuple(row for one in sorted(kept) for row in kept[one])


def enter(
    conn: Connection,
    observations: Sequence[Observation],
    topic: Topic,
    context: Context,
    *,
    now: datetime,
    tell: bool,
    judged: Judged = tuple,
) -> tuple[Change, ...]:
    """Hold observations against what the ledger knows of their series, and write them down there.

    Without `tell` the changes are marked as told to nobody. `judged` says how sure each of them is.
    """
    if not observations:
        return ()
    rows = known(conn, topic.id, compare.concerned(observations, topic))
    found = compare.compare(observations, known=rows, rates=context.rates, topic=topic)
    found = judged(found)
    if not tell:
        found = tuple(replace(change, told=False) for change in found)
    written = ledger.record(conn, found, now=now)
    touched = {change.after.series for change in written}
    after = compare.enter(rows, written)
    standings.keep(conn, topic.id, _by_series(after, touched), scheme=compare.SCHEME)
    return written


def _by_series(rows: Sequence[Row], series: Collection[str]) -> dict[str, tuple[Row, ...]]:
    return {one: tuple(row for row in rows if row.series == one) for one in series}

"""How a world stands after a kill, without what no two runs have alike: to know it again, and recover from it once.

Many places stand before the same writes: a feed that is had, a page that is parsed, a transaction that is not
committed. Each is killed at; where all stands as after another kill, what the next start does is the same.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Hashable, Iterable
from datetime import UTC, datetime, timedelta

from faults import checks
from faults.world import World

# Drawn anew in each run, or said by a server's clock: only whether there is one counts. An alert's own time stands
# in its JSON.
DRAWN = {"attempt_id", "sink_ref", "alert"}
# Written with the fingerprints, in the same transaction.
DERIVED = {"marks", "passages"}
LEASES = {"lease_token", "lease_until"}
# Counted when an item is taken: how many are taken at the moment of a kill is chance, since many are read at once.
TAKEN = ("entries", "attempts")
# Two runs are at the same place within this of each other; what is due later than that is due in another look.
ALIKE = timedelta(minutes=10)


def standing(world: World, moment: datetime) -> Hashable:
    """The data folder and what the readers have, comparable with the same of another run of that moment.

    A time counts by the ten minutes in which it lies after the run's `moment`; of leases, which tables have any.
    """
    place = checks.database(world)
    if not place.exists():
        return None
    with contextlib.closing(sqlite3.connect(place)) as conn:
        tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        data = tuple(
            (name, _table(conn, name, moment))
            for (name,) in tables.fetchall()
            if name not in DERIVED
        )
    texts = sorted((one.key or "", one.channel, one.text) for one in world.slack.messages)
    return (
        data,
        frozenset(checks.posts(world.slack.messages).items()),
        tuple(texts),
        frozenset(checks.mails(world.mail.messages).items()),
    )


def _table(conn: sqlite3.Connection, name: str, moment: datetime) -> Hashable:
    found = conn.execute(f"SELECT * FROM {name}")  # noqa: S608  (our own names)
    columns = [column[0] for column in found.description]
    rows = found.fetchall()
    leased = (
        any(row[columns.index("lease_token")] for row in rows) if LEASES & set(columns) else False
    )
    kept = [column for column in columns if (name, column) != TAKEN]
    return leased, tuple(
        sorted((tuple(_kept(columns, row, moment, kept)) for row in rows), key=repr)
    )


def _kept(
    columns: Iterable[str], row: Iterable[object], moment: datetime, kept: Iterable[str]
) -> Iterable[object]:
    wanted = set(kept)
    for column, value in zip(columns, row, strict=True):
        if column not in wanted:
            continue
        if column in DRAWN:
            yield value is not None
        elif column not in LEASES:
            yield _coarse(value, moment) if isinstance(value, str) else value


def _coarse(value: str, moment: datetime) -> object:
    # As the database writes them, or as JSON does.
    if value.strip('"')[:2] != "20":
        return value
    try:
        found = datetime.fromisoformat(value.strip('"'))
    except ValueError:
        return value
    time = found if found.tzinfo else found.replace(tzinfo=UTC)
    return value if time < moment else (time - moment) // ALIKE

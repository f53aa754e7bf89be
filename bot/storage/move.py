"""The bot's memory moved from one store to the other: copied table by table, then checked row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, text, tuple_
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError
from bot.storage import codec, refusals
from bot.storage.engine import is_shared, reading, writing
from bot.storage.schema import metadata

ROWS_AT_ONCE = 500


def move(source: Engine, target: Engine) -> dict[str, int]:
    """Copy every row of one database into another that is empty, in one transaction; how many of each table.

    What was written is read again and compared before it is committed. Whoever calls holds both databases. Raises
    StorageError, with nothing written, where the target holds anything or a row came out as another one.
    """
    moved: dict[str, int] = {}
    try:
        with reading(source) as old, writing(target) as new:
            _refuse_used(new)
            for table in metadata.sorted_tables:
                moved[table.name] = _copy(old, new, table)
            for table in metadata.sorted_tables:
                _check(old, new, table)
            if is_shared(target):
                _go_on_counting(new)
    except DBAPIError as error:
        raise refusals.explained(error, target.url) from error
    return moved


def _refuse_used(new: Connection) -> None:
    for table in metadata.sorted_tables:
        if new.execute(select(table).limit(1)).first() is not None:
            raise StorageError(
                f"the database {new.engine.url.database} is in use already (its table {table.name} is not empty);"
                " name one that is empty"
            )


def _copy(old: Connection, new: Connection, table: Table) -> int:
    copied = 0
    for rows in _batches(old, table):
        new.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001  (a public name of SQLAlchemy)
        copied += len(rows)
    return copied


def _check(old: Connection, new: Connection, table: Table) -> None:
    """Both have the same rows in the same order, and none beside them."""
    rows = zip(_rows(old, table), _rows(new, table), strict=True)
    try:
        for number, (was, became) in enumerate(rows, start=1):
            if _digest(was) != _digest(became):
                raise StorageError(
                    f"row {number} of the table {table.name} came out as another one; nothing was moved"
                )
    except ValueError as error:
        raise StorageError(
            f"the table {table.name} has another number of rows; nothing was moved"
        ) from error


def _rows(conn: Connection, table: Table) -> Iterator[Row[Any]]:
    for rows in _batches(conn, table):
        yield from rows


def _batches(conn: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """All rows by their key, some hundred at a time."""
    key = tuple(table.primary_key.columns)
    wanted = select(table).order_by(*key).limit(ROWS_AT_ONCE)
    rows = conn.execute(wanted).all()
    while rows:
        yield rows
        last = [rows[-1]._mapping[column] for column in key]  # noqa: SLF001  (a public name of SQLAlchemy)
        rows = conn.execute(wanted.where(tuple_(*key) > tuple_(*last))).all()


def _digest(row: Row[Any]) -> bytes:
    """What a row holds, as far as any reader of it can tell."""
    values = [value.hex() if isinstance(value, bytes) else value for value in row]
    plain = codec.dumps([_plain(value) for value in values])
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _go_on_counting(new: Connection) -> None:
    """Let the server number new rows after those that were moved."""
    for table in metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None:
            continue
        sequence = new.scalar(
            text("SELECT pg_get_serial_sequence(:table, :key)"),
            {"table": table.name, "key": key.name},
        )
        last = new.scalar(select(func.max(key)))
        if sequence is not None and last is not None:
            new.execute(
                text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last}
            )

"""From a file to a server and back: every row as it was, or nothing at all."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from bot.errors import StorageError
from bot.storage import meta, move
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import Moment, entries, metadata, observations

NOW = datetime(2026, 4, 13, 9, 0, 0, 123_456, tzinfo=UTC)
# Values that stores treat differently: other scripts, quotes, empty words, long numbers.
ODD = ["日本 🗾 “x”", "", "it's 100 % {ok}", "\t\n", "Ω" * 500]


def value(kind: Any, number: int) -> Any:
    """A value for a column that no other row has."""
    if isinstance(kind, Moment):
        return NOW
    values: dict[str, Any] = {
        "int": number,
        "bool": bool(number % 2),
        "float": number / 7,
        "bytes": bytes(range(256)) + bytes([number]),
        "str": f"{ODD[number % len(ODD)]}{number}",
        "dict": {"b": [number, None, ODD[number % len(ODD)]], "a": 0.1 + number},
    }
    return values[kind.python_type.__name__]


def filled(engine: Engine) -> None:
    """Some rows in every table."""
    with writing(engine) as conn:
        for table in metadata.sorted_tables:
            for number in range(1, 8):
                row = {column.name: value(column.type, number) for column in table.columns}
                conn.execute(insert(table).values(**row))
        conn.execute(update(observations).where(observations.c.id == 1).values(before_id=None))


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with reading(engine) as conn:
        return {
            table.name: [
                tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }


def test_what_goes_to_a_server_and_back_is_the_same(
    tmp_path: Path, new_postgres: Callable[[], str]
):
    """A newsroom that tries a server must be able to go home with everything."""
    old = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    server = open_database(new_postgres())
    back = open_database(f"sqlite:///{tmp_path / 'back.db'}")
    filled(old)
    moved = move.move(old, server)
    assert set(moved.values()) == {7}
    assert move.move(server, back) == moved
    assert everything(server) == everything(old)
    assert everything(back) == everything(old)
    for one in (old, server, back):
        one.dispose()


def test_a_server_goes_on_counting_after_the_rows_that_were_moved(
    tmp_path: Path, new_postgres: Callable[[], str]
):
    """A number given twice would stop the first poll after the move."""
    old = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    server = open_database(new_postgres())
    filled(old)
    move.move(old, server)
    row = {column.name: value(column.type, 50) for column in entries.columns if column.name != "id"}
    with writing(server) as conn:
        made = conn.execute(insert(entries).values(**row)).inserted_primary_key
    assert made is not None
    assert made[0] == 8
    for one in (old, server):
        one.dispose()


def test_a_database_that_is_in_use_takes_nothing(tmp_path: Path, new_postgres: Callable[[], str]):
    """Two memories in one would tell everything twice."""
    old = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    server = open_database(new_postgres())
    filled(old)
    with writing(server) as conn:
        meta.remember(conn, "x", "1")
    before = everything(server)
    with pytest.raises(StorageError, match="in use already"):
        move.move(old, server)
    assert everything(server) == before
    for one in (old, server):
        one.dispose()


def test_a_row_that_comes_out_as_another_one_undoes_the_move(
    tmp_path: Path, new_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch
):
    """A copy that is nearly right is found out months later."""
    old = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    server = open_database(new_postgres())
    filled(old)
    copy = move._copy

    def slipping(source: Any, target: Any, table: Any) -> int:
        copied = copy(source, target, table)
        if table is entries:
            target.execute(update(entries).where(entries.c.id == 3).values(title="another"))
        return copied

    monkeypatch.setattr(move, "_copy", slipping)
    with pytest.raises(StorageError, match="row 3 of the table entries"):
        move.move(old, server)
    assert not any(everything(server).values())
    for one in (old, server):
        one.dispose()

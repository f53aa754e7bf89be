"""The database: opened, brought up to date, read from and written to.

`writing()` takes the write lock before it reads anything, since a transaction that reads first and then
writes loses updates or fails halfway; `reading()` takes none. Whatever the database refuses comes out of
both as a StorageError with a mend in it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from bot.errors import StorageError
from bot.storage import codec, meta, postgres, refusals, schema, upgrade
from bot.storage.folder import hold_database, make_folder

__all__ = [
    "beat",
    "hold_database",
    "is_shared",
    "last_beat",
    "open_database",
    "reading",
    "release_leases",
    "writing",
]

# How long one process waits for another's write; within a process, writers queue and nobody starves.
BUSY_S = 15.0
# How long a writer waits for its turn within the process. A transaction takes milliseconds: this ends a
# write that was begun inside another one, which would wait for itself for ever.
LONGEST_TURN_S = 60.0
BEAT = "beat"
NOT_KNOWN = (
    "DATABASE_URL is not a database address that this program knows; "
    "write it as sqlite:////path/to/bot.db or postgresql://user:password@host/newsledger"
)

_write_turns: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


def open_database(url: str) -> Engine:
    """Open the database at an SQLAlchemy URL of SQLite or PostgreSQL, creating a file and migrating as need be.

    `sqlite://` is a fresh database in memory, one connection that threads take in turns. A file that we may
    only read is opened for reading alone. Raises StorageError where it cannot be opened, is damaged, was
    written by a newer program, or would have to be migrated and may only be read.
    """
    try:
        place = make_url(url)
        only_read = _only_read(place)
        engine = _engine(place, only_read=only_read)
    except ArgumentError as error:
        raise StorageError(NOT_KNOWN) from error
    _write_turns[engine] = threading.Lock()
    try:
        if only_read:
            with reading(engine) as conn:
                upgrade.refuse_outdated(conn)
        else:
            with writing(engine) as conn:
                upgrade.upgrade(conn)
    except StorageError:
        engine.dispose()
        raise
    return engine


def is_shared(engine: Engine) -> bool:
    """Whether the database is a server's, so that several machines may be at work on it."""
    return engine.dialect.name == "postgresql"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads one state of the database, whatever others write meanwhile."""
    with _transaction(engine, writes=False) as conn:
        yield conn


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start: all of it stands afterwards, or none."""
    turn = _write_turns.setdefault(engine, threading.Lock())
    if not turn.acquire(timeout=LONGEST_TURN_S):
        raise StorageError(
            f"a write took longer than {LONGEST_TURN_S:.0f} s; nothing of this step was written",
            temporary=True,
        )
    try:
        with _transaction(engine, writes=True) as conn:
            yield conn
    finally:
        turn.release()


def release_leases(conn: Connection) -> int:
    """Take back the leases of a process that died; only for the one who holds the database file.

    On a server others may be at work with theirs: there, a dead process's leases run out (six minutes at most).
    """
    if is_shared(conn.engine):
        return 0
    return sum(
        conn.execute(
            update(table)
            .where(table.c.lease_token.is_not(None))
            .values(lease_token=None, lease_until=None)
        ).rowcount
        for table in (schema.feeds, schema.entries, schema.deliveries, schema.second_readings)
    )


def beat(conn: Connection, *, now: datetime) -> None:
    """Leave a sign of life."""
    meta.remember_time(conn, BEAT, now)


def last_beat(conn: Connection) -> datetime | None:
    """When the bot last left a sign of life; None where it never ran on this database."""
    return meta.recall_time(conn, BEAT)


@contextmanager
def _transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    try:
        with engine.connect() as conn, conn.execution_options(writes=writes).begin():
            yield conn
    except DBAPIError as error:
        raise refusals.explained(error, engine.url) from error
    except PoolTimeoutError as error:
        raise StorageError(
            "every connection to the database is in use; a transaction was left open",
            temporary=True,
        ) from error


def _only_read(place: URL) -> bool:
    """Whether the file is there and may be read, and either it or its folder may not be written to.

    SQLite keeps its log beside the file, so that it needs both to write.
    """
    if place.get_backend_name() != "sqlite" or place.database in (None, "", ":memory:"):
        return False
    file = Path(str(place.database))
    return os.access(file, os.R_OK) and not (
        os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    )


def _for_reading(place: URL) -> URL:
    """The address of a file that may only be read (https://sqlite.org/uri.html).

    Without a log beside it nobody writes to it, and SQLite, which would make one, is told that it does not change.
    """
    file = Path(str(place.database)).absolute()
    log = file.with_name(f"{file.name}-wal")
    query = {"uri": "true", "mode": "ro"} | ({} if log.exists() else {"immutable": "1"})
    return place.set(database=file.as_uri(), query=query)


def _engine(place: URL, *, only_read: bool) -> Engine:
    if place.get_backend_name() == "postgresql":
        return postgres.connect(place)
    if place.get_backend_name() != "sqlite":
        raise StorageError(NOT_KNOWN)
    in_memory = place.database in (None, "", ":memory:")
    if not in_memory and not only_read:
        make_folder(str(place.database))
        _refuse_empty(Path(str(place.database)))
    engine = create_engine(
        _for_reading(place) if only_read else place,
        json_serializer=codec.dumps,
        # Threads that poll, read, send and serve pages; an in-memory database is its one connection.
        poolclass=QueuePool,
        pool_size=1 if in_memory else 8,
        max_overflow=0 if in_memory else 24,
        pool_timeout=BUSY_S,
        connect_args={"check_same_thread": False, "timeout": BUSY_S},
    )
    event.listen(engine, "connect", _set_up_to_read if only_read else _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _refuse_empty(file: Path) -> None:
    """A file that lost its content must not begin anew in silence: all that was told would be told again."""
    try:
        size = file.stat().st_size
    except OSError:
        # It is not there yet, or SQLite says why it cannot be had.
        return
    if not size:
        raise StorageError(
            f"{file} is empty; restore it from a backup with `bot restore FILE`, or delete it to begin anew"
        )


def _set_up_to_read(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late (before the first write) and is never IMMEDIATE: ours comes.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: with NORMAL a power loss may take the last commits, and an alert would be told twice.
    # 16 MB of pages: the upper levels of the look-up tables of ten million articles stay in memory.
    # A database that is new can give room back piece by piece; of one that is not, this changes nothing.
    pragmas = (
        "auto_vacuum=INCREMENTAL",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-16384",
    )
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(conn: Connection) -> None:
    writes = conn.get_execution_options().get("writes", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

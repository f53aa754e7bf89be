"""The folder that the database lies in: made where it is missing; and the database, held by one bot at a time."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StorageError
from bot.storage import postgres

if sys.platform != "win32":
    import fcntl

LOCK_ENDING = ".lock"
LONGEST_HOLDER = 20
# A full disk, a used-up quota, a limit on the size of files.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def file_of(database_url: str) -> Path | None:
    """The file of an SQLite database, wherever links lead; None where the address names none (in memory, a server)."""
    try:
        place = make_url(database_url)
    except ArgumentError:
        return None
    if place.get_backend_name() != "sqlite" or place.database in (None, "", ":memory:"):
        return None
    return Path(str(place.database)).resolve()


def server_of(database_url: str) -> URL | None:
    """The address of a PostgreSQL database; None where the URL names none."""
    try:
        place = make_url(database_url)
    except ArgumentError:
        return None
    return place if place.get_backend_name() == "postgresql" else None


def make_folder(database: str) -> None:
    """Make the folder that a database file lives in.

    Raises StorageError where that is not possible.
    """
    _make(Path(database).parent)


@contextmanager
def hold_database(database_url: str, *, alone: bool = True) -> Iterator[None]:
    """Be the one bot on a database until the block is left, or the process ends in whatever way.

    The file counts, not the data folder: DATABASE_URL may name one file for two folders. Raises StorageError where
    another bot holds it. The lock is the system's (flock), so it never outlives its process; where the system has
    none (Windows), nobody is kept out. A database in memory is nobody else's. On a PostgreSQL server the lock is the
    server's, and any number of workers that are not `alone` may hold it together.
    """
    file = file_of(database_url)
    if file is None:
        place = server_of(database_url)
        with nullcontext() if place is None else postgres.hold(place, alone=alone):
            yield
        return
    _make(file.parent)
    lock = file.with_name(file.name + LOCK_ENDING)
    try:
        held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _not_written(file.parent, error) from error
    try:
        _take(held, file)
        try:
            # Only for the words that a second bot is refused with.
            os.ftruncate(held, os.write(held, f"{os.getpid()}\n".encode()))
        except OSError as error:
            raise _not_written(file.parent, error) from error
        yield
    finally:
        os.close(held)


def _take(held: int, file: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(held, LONGEST_HOLDER).decode("ascii", "replace").strip()
        who = f" (process {holder})" if holder else ""
        raise StorageError(
            f"another bot is running on {file}{who}; stop it, or give this one its own folder "
            "with --data, or its own file in DATABASE_URL"
        ) from error


def _not_written(folder: Path, error: OSError) -> StorageError:
    room = error.errno in _NO_ROOM
    mend = (
        "free some space there"
        if room
        else "give the bot's user the right to, or choose another folder with --data"
    )
    return StorageError(f"{folder} cannot be written to ({error.strerror}); {mend}", temporary=room)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the folder {folder} cannot be made ({error.strerror}); "
            "choose another with --data or BOT_DATA"
        ) from error

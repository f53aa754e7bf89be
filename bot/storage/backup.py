"""A copy of a running bot's memory, whole and of one moment; and the way back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bot.errors import StorageError
from bot.storage.folder import file_of

PAGES_AT_ONCE = 1000


def back_up(database_url: str, target: Path) -> int:
    """Copy the database to a new file, while a bot may be writing to it; the copy's size in bytes.

    Raises StorageError where there is none, where it is no file of SQLite, or where `target` is there or cannot
    be written.
    """
    source = _file_of(database_url)
    if not source.is_file():
        raise StorageError(f"{source} is not there: there is nothing to copy yet")
    # Not Path.exists, which fails where the folder may not be looked into.
    if os.path.exists(target):  # noqa: PTH110
        raise StorageError(f"{target} is there already; name a file that is not")
    part = target.with_name(f"{target.name}.part")
    try:
        with _opened(source) as there, _opened(part, new=True) as here:
            there.backup(here, pages=PAGES_AT_ONCE)
        _check(part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StorageError(f"{target} cannot be written ({error})") from error
    return target.stat().st_size


def restore(database_url: str, source: Path) -> Path | None:
    """Put a copy in the place of the database, for the one who holds it; where the old one is now.

    The copy is checked first; what was there is kept beside it. Raises StorageError where it is no whole copy.
    """
    target = _file_of(database_url)
    if not os.path.isfile(source):  # noqa: PTH113  (as above)
        raise StorageError(f"{source} is no file that can be read")
    _check(source)
    part = target.with_name(f"{target.name}.part")
    kept: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with _opened(source) as there, _opened(part, new=True) as here:
            there.backup(here)
        if target.exists():
            kept = _free(target)
            # With what was not yet taken over from its log: the two belong together.
            for ending in ("", "-wal", "-shm"):
                beside = target.with_name(target.name + ending)
                if beside.exists():
                    beside.replace(kept.with_name(kept.name + ending))
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{target} cannot be written ({error})") from error
    return kept


def _file_of(database_url: str) -> Path:
    file = file_of(database_url)
    if file is None:
        raise StorageError(
            "only a database in a file is copied and restored; for PostgreSQL use pg_dump and pg_restore"
        )
    return file


def _free(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return kept


@contextmanager
def _opened(path: Path, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    if new:
        # What was read and told is nobody else's on the machine.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        yield conn


def _check(copy: Path) -> None:
    try:
        with _opened(copy) as conn:
            (sound,) = conn.execute("PRAGMA quick_check(1)").fetchone()
            revisions = conn.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error as error:
        raise StorageError(f"{copy} is no copy of the bot's memory ({error})") from error
    if sound != "ok" or not revisions:
        raise StorageError(f"{copy} is damaged, or no copy of the bot's memory ({sound})")

"""What the database refuses, in a person's words and with a mend."""

from __future__ import annotations

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError

# By the start of SQLite's own error name (https://sqlite.org/rescode.html): the extended codes of one
# kind have the same mend. Whether waiting can help stands last.
_SQLITE: tuple[tuple[str, str, bool], ...] = (
    ("SQLITE_FULL", "the disk is full; nothing of this step was written. Free some space", True),
    ("SQLITE_BUSY", "another program holds the database locked; stop it, or wait", True),
    ("SQLITE_LOCKED", "another program holds the database locked; stop it, or wait", True),
    (
        "SQLITE_CORRUPT",
        "the database is damaged; restore it from a backup with `bot restore FILE`",
        False,
    ),
    ("SQLITE_NOTADB", "this file is not a database; move it away, or choose another folder", False),
    ("SQLITE_READONLY", "the database may not be written to; give the bot's user the right", False),
    ("SQLITE_PERM", "the database may not be written to; give the bot's user the right", False),
    ("SQLITE_CANTOPEN", "the database cannot be opened; check the folder and its rights", False),
    ("SQLITE_IOERR", "the disk failed to read or write; nothing of this step was written", True),
)


def explained(error: DBAPIError, place: URL) -> StorageError:
    """A StorageError that says what the database refused, where, and how to mend it.

    The statement and its values are left out: they may hold what no log should.
    """
    where = place.database or "the database in memory"
    name = getattr(error.orig, "sqlite_errorname", None) or _guessed(error.orig)
    for start, words, temporary in _SQLITE:
        if name.startswith(start):
            return StorageError(f"{where}: {words}", temporary=temporary)
    return StorageError(
        f"{where}: the database refused ({type(error.orig).__name__}: {error.orig})",
        temporary=error.connection_invalidated,
    )


def _guessed(error: BaseException | None) -> str:
    """The error's name where the driver gives none (errors that Python's module raises itself)."""
    text = str(error)
    if isinstance(error, sqlite3.Error) and "unable to open" in text:
        return "SQLITE_CANTOPEN"
    return ""

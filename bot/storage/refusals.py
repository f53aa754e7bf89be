"""What the database refuses, in a person's words and with a mend."""

from __future__ import annotations

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

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

# By the start of PostgreSQL's own code (https://www.postgresql.org/docs/15/errcodes-appendix.html).
_POSTGRES: tuple[tuple[str, str, bool], ...] = (
    ("53100", "the server's disk is full; nothing of this step was written. Free some space", True),
    (
        "53300",
        "the server takes no more connections; raise max_connections, or run fewer workers",
        True,
    ),
    ("53", "the server lacks room or memory; nothing of this step was written", True),
    ("55P03", "others write without end; nothing of this step was written", True),
    ("40", "another transaction was in the way; nothing of this step was written", True),
    ("25006", "the server may only be read at the moment; nothing of this step was written", True),
    ("57P03", "the server is starting or stopping; wait", True),
    ("57P", "the server ended the connection; nothing of this step was written", True),
    (
        "57014",
        "the server ended a statement that took too long; nothing of this step was written",
        True,
    ),
    (
        "25P03",
        "the server ended a transaction that stood still; nothing of this step was written",
        True,
    ),
    ("08", "the connection to the server was lost", True),
    ("28", "the server refuses this user or password; check DATABASE_URL", False),
    ("3D000", "the server has no such database; make it, or check DATABASE_URL", False),
    ("42501", "the user may not do this in the database; make the user its owner", False),
    ("XX", "the server failed within; look into its log", False),
)


def explained(error: DBAPIError, place: URL) -> StorageError:
    """A StorageError that says what the database refused, where, and how to mend it.

    The statement and its values are left out: they may hold what no log should.
    """
    where = place.database or "the database in memory"
    if place.get_backend_name() == "postgresql":
        return _by_the_server(error, f"{place.host or 'the server'}/{where}")
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


def _by_the_server(error: DBAPIError, where: str) -> StorageError:
    code = getattr(error.orig, "sqlstate", None) or _guessed_code(str(error.orig))
    for start, words, temporary in _POSTGRES:
        if code.startswith(start):
            return StorageError(f"{where}: {words}", temporary=temporary)
    if not code and isinstance(error, OperationalError):
        return StorageError(
            f"{where}: the server cannot be reached, or the connection was lost; nothing is known to be written",
            temporary=True,
        )
    # The server's own words may hold a value: only its name for the fault is told.
    return StorageError(
        f"{where}: the server refused ({type(error.orig).__name__}, code {code or 'unknown'})",
        temporary=error.connection_invalidated,
    )


def _guessed_code(words: str) -> str:
    """The code of a refusal to connect, which the driver hands on in the server's words alone."""
    said = (
        ("password authentication failed", "28P01"),
        ("no password supplied", "28P01"),
        ("no pg_hba.conf entry", "28000"),
        ("role ", "28000"),
        ('database "', "3D000"),
        ("too many clients", "53300"),
        ("remaining connection slots", "53300"),
        ("starting up", "57P03"),
        ("shutting down", "57P03"),
    )
    _before, fatal, reason = words.partition("FATAL:")
    return next((code for part, code in said if fatal and part in reason), "")

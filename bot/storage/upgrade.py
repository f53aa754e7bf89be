"""Bring a database up to this program's schema, or refuse one that is ahead of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect

from bot.errors import StorageError
from bot.storage.schema import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def config(conn: Connection | None = None) -> Config:
    """Alembic's configuration, from the installed package: no alembic.ini has to be anywhere."""
    made = Config()
    # The option is %-interpolated, and a path may hold a percent sign.
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = conn
    return made


@lru_cache(maxsize=1)
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())


def refuse_outdated(conn: Connection) -> None:
    """Raise StorageError where a database that may only be read is of another version than this program."""
    if MigrationContext.configure(conn).get_current_revision() != _scripts().get_current_head():
        raise StorageError(
            "the database was written by another version of Newsledger and may only be read here;"
            " start this version once where it may be written to"
        )


def upgrade(conn: Connection) -> None:
    """Make the tables, or apply the migrations that are missing, inside the caller's write transaction.

    A new database gets today's tables at once; a test holds them to what the migrations make. Raises StorageError
    where the database was written by a newer program.
    """
    scripts, context = _scripts(), MigrationContext.configure(conn)
    current = context.get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is None and not inspect(conn).get_table_names():
        metadata.create_all(conn, checkfirst=False)
        context.stamp(scripts, "head")
        return
    if current is not None:
        try:
            scripts.get_revision(current)
        except CommandError as error:
            raise StorageError(
                f"the database was written by a newer Newsledger (schema {current}); "
                "update this one, or use another data folder"
            ) from error
    command.upgrade(config(conn), "head")

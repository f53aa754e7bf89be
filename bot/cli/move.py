"""`bot move`: the bot's memory from a file to a PostgreSQL server, or back."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import out
from bot.errors import ConfigError
from bot.render.counting import counted
from bot.settings import load_settings
from bot.storage import move as moving
from bot.storage.engine import hold_database, open_database


def move(
    source: Annotated[str, typer.Argument(help="The database as it is: its address.")],
    target: Annotated[str, typer.Argument(help="An empty database, or a file that is not there.")],
) -> None:
    """Copy all that the bot knows into an empty database, and compare it row by row. No bot may be running on either.

    The source stays as it is; set DATABASE_URL to the target to go on there. A password is better given in the
    environment (PGPASSWORD) than on the command line.

    Example: `bot move sqlite:///var/newsledger.db postgresql://bot@db.example.org/newsledger`
    """
    old, new = (_address(url) for url in (source, target))
    if old == new:
        raise ConfigError("is the source itself; name another database", key="TARGET")
    with hold_database(old), hold_database(new):
        databases = open_database(old), open_database(new)
        try:
            moved = moving.move(*databases)
        finally:
            for database in databases:
                database.dispose()
    for table, rows in moved.items():
        out.print(f"{rows:>9}  {table}", highlight=False)
    out.print(f"{counted(sum(moved.values()), 'row')} moved, and found the same in both.")


def _address(url: str) -> str:
    """An address as the settings take it; raises ConfigError that names what is wrong with it."""
    try:
        return load_settings({"DATABASE_URL": url}).database_url
    except ConfigError as error:
        raise ConfigError(error.reason, key="the address of a database") from None

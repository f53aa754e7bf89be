"""`bot backup` and `bot restore`: a copy of the bot's memory, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DataFolder, out
from bot.settings import load_settings
from bot.storage import backup as copies
from bot.storage.engine import hold_database


def backup(
    file: Annotated[Path, typer.Argument(help="The copy, a file that is not there yet.")],
    data: DataFolder = None,
) -> None:
    """Copy the bot's memory into one file, of one moment, while it may be running.

    Example: `bot backup /backups/newsledger-monday.db`
    """
    size = copies.back_up(load_settings(data=data).database_url, file)
    out.print(f"{file}: {size / 1_000_000:.1f} MB", markup=False, highlight=False, soft_wrap=True)


def restore(
    file: Annotated[Path, typer.Argument(help="A copy that `bot backup` made.")],
    data: DataFolder = None,
) -> None:
    """Put a copy in the place of the bot's memory; what was there is kept beside it. The bot must not be running.

    Example: `bot restore /backups/newsledger-monday.db`
    """
    url = load_settings(data=data).database_url
    with hold_database(url):
        kept = copies.restore(url, file)
    former = f"; what was there is {kept.name}" if kept is not None else ""
    out.print(f"restored from {file}{former}", markup=False, highlight=False, soft_wrap=True)

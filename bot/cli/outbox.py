"""`bot outbox`: what waits to be delivered, and what could not be."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.render import listings
from bot.storage import outbox
from bot.storage.engine import reading, writing

app = typer.Typer(invoke_without_command=True)


@app.callback()
def waiting(asked: typer.Context, feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """What waits to be delivered, and what could not be.

    Example: `bot outbox`
    """
    if asked.invoked_subcommand is not None:
        return
    with opened(feeds, data) as context, reading(context.engine) as conn:
        out.print(listings.outbox_table(outbox.undelivered(conn)))


@app.command()
def retry(
    number: Annotated[
        int,
        typer.Argument(
            min=1, max=outbox.LARGEST, help="The delivery's number, as `bot outbox` shows it."
        ),
    ],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Send a dead delivery again at the next opportunity.

    Example: `bot outbox retry 12`
    """
    with opened(feeds, data) as context, writing(context.engine) as conn:
        if not outbox.revive(conn, number, now=clock.now()):
            raise ConfigError(f"no dead delivery has the number {number}; `bot outbox` lists them")
    out.print(f"delivery {number} goes out again")

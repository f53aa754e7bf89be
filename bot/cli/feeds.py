"""`bot feeds`: how the feeds are doing."""

from __future__ import annotations

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.render import listings
from bot.storage import feeds as states
from bot.storage.engine import reading

app = typer.Typer(invoke_without_command=True)


@app.callback()
def feeds(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Each feed's last success, next poll, learned gap and last error in words.

    Example: `bot feeds`
    """
    with opened(feeds, data) as context:
        with reading(context.engine) as conn:
            known = states.states(conn)
        out.print(listings.feeds_table(context.watchlist.feeds, known, now=clock.now()))

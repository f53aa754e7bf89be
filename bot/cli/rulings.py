"""`bot rulings`: what persons decided about figures, and how to take it back."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import (
    FEEDS_FILE,
    AsJson,
    DataFolder,
    FeedsFile,
    opened,
    out,
    print_json,
    whoever_types,
)
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.render.corrections import ruling_in_words
from bot.storage import codec, rulings
from bot.storage.engine import reading, writing
from bot.storage.outbox import LARGEST

app = typer.Typer(no_args_is_help=True)


@app.callback()
def ruling() -> None:
    """What persons decided about figures: right, wrong, filed by hand, dismissed.

    Example: `bot rulings list`
    """


@app.command("list")
def show(
    everything: Annotated[
        bool, typer.Option("--all", help="Those that were taken back, too.")
    ] = False,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Every ruling that holds: who decided what about which figure, and when.

    Example: `bot rulings list --all`
    """
    with opened(feeds, data) as context, reading(context.engine) as conn:
        found = rulings.past_and_present(conn)
        labels = {
            (topic.id, series.id): series.label
            for topic in context.watchlist.topics
            for series in topic.series
        }
    for one in found:
        if one.lifted_at is not None and not everything:
            continue
        if as_json:
            print_json(codec.encode(one))
        else:
            out.print(ruling_in_words(one, labels), markup=False, highlight=False, soft_wrap=True)
    if not found and not as_json:
        out.print("Nobody has decided anything by hand.")


@app.command()
def lift(
    number: Annotated[
        int, typer.Argument(min=1, max=LARGEST, help="The ruling's number, as `list` shows it.")
    ],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Take a ruling back. What it did stays until the past is filed again.

    Example: `bot rulings lift 3 && bot ledger refile`
    """
    with opened(feeds, data) as context, writing(context.engine) as conn:
        if rulings.lift(conn, number, by=whoever_types(), now=clock.now()) is None:
            raise ConfigError(
                f"no ruling that holds has the number {number}; see `bot rulings list`"
            )
    out.print(f"Ruling {number} holds no longer; `bot ledger refile` files the past without it.")

"""The command line: one file for each group of commands, nothing but words and wiring."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import (
    backup,
    board,
    digest,
    events,
    feeds,
    figures,
    ledger,
    model,
    move,
    mutes,
    outbox,
    rehearse,
    replay,
    rulings,
    run,
    seeds,
    topics,
    trial,
    worker,
)


def _say_version(wanted: bool) -> None:  # noqa: FBT001  (how typer calls it)
    if wanted:
        typer.echo(f"Newsledger {version('newsledger')}")
        raise typer.Exit


app = typer.Typer(
    name="bot",
    help="Newsledger polls news feeds about a story and tells its readers only which figures changed.",
    epilog="Start with `bot check`, then `bot run`. Settings: feeds.yaml and the environment; see README.md.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)


@app.callback()
def _bot(
    asked: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, help="Say which version this is.", callback=_say_version
        ),
    ] = False,
) -> None:
    del asked


app.command()(run.run)
app.command()(worker.worker)
app.command()(run.check)
app.command()(run.health)
app.command()(board.board)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(move.move)
app.command()(figures.figures)
app.command()(replay.replay)
app.command()(rehearse.rehearse)
app.command()(ledger.explain)
app.add_typer(ledger.app, name="ledger")
app.add_typer(events.app, name="events")
app.command(
    "stories",
    hidden=True,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(events.retired)
app.command("test-filter")(trial.try_filter)
app.command()(digest.digest)
app.add_typer(feeds.app, name="feeds")
app.add_typer(model.app, name="model")
app.add_typer(mutes.app, name="mutes")
app.add_typer(outbox.app, name="outbox")
app.add_typer(rulings.app, name="rulings")
app.add_typer(seeds.app, name="seeds")
app.add_typer(topics.app, name="topics")

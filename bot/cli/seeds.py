"""`bot seeds`: what is already known when the watch begins."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.jobs import add_seed
from bot.jobs.seed_facts import Facts
from bot.render import listings

app = typer.Typer(help="What is already known when the watch begins.", no_args_is_help=True)


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(help="Text files, HTML files or addresses.")],
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[
        str | None, typer.Option(help="Its headline (default: its first line).")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Its address, where it is known.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Its date: 2026-04-13, 2026-04 or 2026.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="BCP 47 tag; found out if not given.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="The record's name (default: from the file).")
    ] = None,
    brief: Annotated[
        str | None, typer.Option(help="What it says, in your own words (default: its figures).")
    ] = None,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Make a record of a report: its figures and its fingerprint, none of its text.

    Example: `bot seeds add report.txt --publisher "The Daily" --published 2026-04-13`
    """
    with opened(feeds, data) as context:
        for source in sources:
            facts = Facts(
                publisher=publisher,
                title=title,
                url=url,
                published=published,
                language=language,
                name=name if len(sources) == 1 else None,
                brief=brief,
            )
            record, place = add_seed.add_seed(context, source, facts, now=clock.now())
            out.print(listings.seed_line(record, str(place)), soft_wrap=True, highlight=False)


@app.command("list")
def list_seeds(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """The records, with what each says.

    Example: `bot seeds list`
    """
    with opened(feeds, data) as context:
        out.print(listings.seeds_table(add_seed.read_records(context.watchlist.seeds)))


@app.command()
def check(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Read every record and say whether it is sound, and whether the running ledger has it.

    Example: `bot seeds check`
    """
    with opened(feeds, data) as context:
        for line in add_seed.check_records(context):
            out.print(line, soft_wrap=True, markup=False, highlight=False)

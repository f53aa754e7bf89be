"""`bot ledger` and `bot explain`: the figures in force, and why an article was or was not told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, AsJson, DataFolder, FeedsFile, opened, out, print_json
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.jobs import refile as refiling
from bot.model.figures import Record, Standing
from bot.model.topics import Topic
from bot.render import console
from bot.render.counting import counted
from bot.render.explanation import explanation
from bot.render.ledger_csv import ledger_csv
from bot.steps import compare
from bot.storage import articles, codec, outbox, second_readings, story_pages
from bot.storage import ledger as records
from bot.storage.engine import reading

app = typer.Typer(invoke_without_command=True)


@app.callback()
def ledger(
    asked: typer.Context,
    topic: Annotated[str | None, typer.Option(help="One topic only, by its id.")] = None,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Every observation as one table, for spreadsheets.")
    ] = False,
) -> None:
    """The figures in force: since when, who says so, in which languages, and what was before.

    Example: `bot ledger --topic japan-physical-ai`
    """
    if asked.invoked_subcommand is not None:
        return
    if as_json and as_csv:
        raise ConfigError("one of --json and --csv, not both", key="--csv")
    with opened(feeds, data) as context:
        watched = [one for one in context.watchlist.topics if topic in (None, one.id)]
        if not watched:
            known = ", ".join(one.id for one in context.watchlist.topics)
            raise ConfigError(f"no topic has the id {topic!r}; there are: {known}", key="--topic")
        with reading(context.engine) as conn:
            standing = {one.id: _in_order(one, records.records(conn, one.id)) for one in watched}
    if as_csv:
        rows = (row for one in watched for row in standing[one.id])
        typer.echo(ledger_csv(rows), nl=False)
        return
    for one in watched:
        if as_json:
            for row in standing[one.id]:
                print_json(_row(row))
        else:
            out.print(console.ledger_table(one, standing[one.id]))


@app.command()
def refile(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """File all that was read again, after a topic's series changed; nothing is told. A bot may run meanwhile.

    Example: `bot ledger refile`
    """
    with opened(feeds, data) as context:
        read, filed = refiling.refile(context, now=clock.now())
    out.print(f"{counted(read, 'article')} read again, {counted(filed, 'figure')} filed.")


def _in_order(topic: Topic, entered: Iterable[Record]) -> list[Standing]:
    """The rows in the order of the topic's series and of their pages: the same however articles came in."""
    place = {series.id: number for number, series in enumerate(topic.series)}

    def order(row: Standing) -> tuple[int, datetime, str]:
        began = min(one.change.after.published for one in row.history)
        return place.get(row.series, len(place)), began, row.dimension

    return sorted(compare.standings(entered), key=order)


def _row(row: Standing) -> dict[str, object]:
    sources = (row.in_force, *row.confirmations)
    return {
        "topic": row.topic,
        "series": row.series,
        "dimension": row.dimension,
        "in_force": codec.figure_json(row.in_force.figure),
        "since": row.since.isoformat(),
        "source": row.in_force.source,
        "official": row.in_force.official,
        "sources": sorted({one.source for one in sources}),
        "languages": sorted({one.language for one in sources}),
        "disputed_by": [
            {**codec.figure_json(one.figure), "source": one.source} for one in row.dispute
        ],
        "history": [
            {
                **codec.figure_json(record.change.after.figure),
                "kind": record.change.kind,
                "why": record.change.why,
                "source": record.change.after.source,
                "article": record.change.after.article,
                "url": record.change.after.url,
                "published": record.change.after.published.isoformat(),
            }
            for record in sorted(row.history, key=_published)
        ],
    }


def _published(record: Record) -> tuple[datetime, str, int]:
    """History in the order of its pages, which is the same however they came in."""
    after = record.change.after
    return after.published, after.article, after.figure.start


def explain(
    article: Annotated[str, typer.Argument(help="The article's address or id.")],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Why an article was or was not told: each decision with its reason and its numbers.

    Example: `bot explain https://example.org/news/1`
    """
    with opened(feeds, data) as context, reading(context.engine) as conn:
        stored = articles.get(conn, article)
        if stored is None:
            passed = story_pages.never_read(conn, article)
            if passed is None:
                raise ConfigError(
                    f"no article has the address or id {article!r}; `bot feeds` shows what is polled"
                )
            feed, title = passed
            asked = ", ".join(one.id for one in context.watchlist.topics)
            out.print(
                f"“{title}” (feed {feed}) was not read: headline and summary mention none of the names and"
                f" keywords, and not all parts of one ({asked}).",
                soft_wrap=True,
                markup=False,
                highlight=False,
            )
            return
        out.print(
            explanation(
                stored,
                changes=records.changes_of(conn, stored.article.id),
                deliveries=outbox.deliveries_of(conn, stored.article.id),
                topics=context.watchlist.topics,
                second=second_readings.of_article(conn, stored.article.id),
            )
        )

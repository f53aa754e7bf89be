"""`bot mutes`: what a receiver is not told for a time, and how to begin and end that."""

from __future__ import annotations

from datetime import timedelta
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
from bot.jobs.context import Context
from bot.model.mutes import MuteScope
from bot.render import listings
from bot.storage import codec, mutes, stories
from bot.storage.engine import reading, writing
from bot.storage.outbox import LARGEST

app = typer.Typer(no_args_is_help=True)


@app.callback()
def muting() -> None:
    """Topics, series and stories that a receiver is not told of for a time; the digest holds them.

    Example: `bot mutes list`
    """


@app.command("list")
def show(
    everything: Annotated[
        bool, typer.Option("--all", help="Those that are over and those that were lifted, too.")
    ] = False,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """What is muted now, for whom, until when, and who asked for it.

    Example: `bot mutes list --all`
    """
    now = clock.now()
    with opened(feeds, data) as context, reading(context.engine) as conn:
        found = mutes.past_and_present(conn) if everything else mutes.in_force(conn, now=now)
    if as_json:
        for one in found:
            print_json(codec.encode(one))
    else:
        out.print(listings.mutes_table(found, now=now))


@app.command()
def add(
    scope: Annotated[MuteScope, typer.Argument(help="What is muted: a topic, a series, a story.")],
    subject: Annotated[
        str, typer.Argument(help="Its id; a series of one topic alone: TOPIC/SERIES.")
    ],
    receiver: Annotated[str, typer.Option(help="Who is not told, by the id in feeds.yaml.")],
    hours: Annotated[int, typer.Option(min=1, max=8760, help="For so many hours.")] = 24,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Keep a topic, a series or a story from one receiver for a time; its digest still holds it.

    Example: `bot mutes add story 3f2a9c1b7d40 --receiver team --hours 48`
    """
    now = clock.now()
    until = now + timedelta(hours=hours)
    with opened(feeds, data) as context:
        # Whose account is not set up here may be told by another machine, or tomorrow.
        receivers = (*context.watchlist.receivers, *context.watchlist.out_of_reach)
        _known("receiver", receiver, [one.id for one in receivers])
        with writing(context.engine) as conn:
            if scope == "story":
                if stories.get(conn, subject) is None:
                    raise ConfigError(f"no event has the id {subject!r}; `bot events` lists them")
            else:
                _known(scope, subject, _ids(context, scope))
            number = mutes.add(
                conn,
                receiver=receiver,
                scope=scope,
                subject=subject,
                until=until,
                by=whoever_types(),
                now=now,
            )
        digested = any(one.id == receiver and one.digest for one in receivers)
    out.print(
        f"{receiver} is not told of {scope} {subject} until {until:%Y-%m-%d %H:%M UTC}; "
        f"{'its digest holds' if digested else 'it gets no digest, so that the board alone holds'} what is kept "
        f"back. `bot mutes remove {number}` ends it sooner.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def remove(
    number: Annotated[
        int,
        typer.Argument(min=1, max=LARGEST, help="The mute's number, as `bot mutes list` shows it."),
    ],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """End a mute before its time. What it kept back stands in the digest, and is not sent later.

    Example: `bot mutes remove 3`
    """
    with opened(feeds, data) as context, writing(context.engine) as conn:
        if not mutes.lift(conn, number, by=whoever_types(), now=clock.now()):
            raise ConfigError(f"no mute in force has the number {number}; see `bot mutes list`")
    out.print(f"mute {number} is over")


def _ids(context: Context, scope: MuteScope) -> list[str]:
    topics = context.watchlist.topics
    if scope == "topic":
        return [one.id for one in topics]
    return [
        *dict.fromkeys(series.id for topic in topics for series in topic.series),
        *(f"{topic.id}/{series.id}" for topic in topics for series in topic.series),
    ]


def _known(what: str, name: str, ids: list[str]) -> None:
    if name not in ids:
        raise ConfigError(f"no {what} has the id {name!r}; there are: {', '.join(ids) or 'none'}")

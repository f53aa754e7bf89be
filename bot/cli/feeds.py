"""`bot feeds`: how the feeds are doing, what one would bring, and lists of them in and out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import (
    FEEDS_FILE,
    DataFolder,
    FeedsFile,
    opened,
    out,
    settings_and_watchlist,
)
from bot.clients.files import read_file
from bot.dispatch import clock
from bot.errors import ConfigError, ParseError
from bot.jobs.try_feed import try_address
from bot.model.feeds import FeedState
from bot.render import listings
from bot.render.counting import counted
from bot.steps import charset, health, opml
from bot.storage import feeds as states
from bot.storage.engine import reading
from bot.watchlist.adding import add_feeds

MOST_BYTES = 10_000_000

app = typer.Typer(invoke_without_command=True)


@app.callback()
def feeds(context: typer.Context, feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Each feed's last success, next poll, learned gap and last error in words.

    Example: `bot feeds`
    """
    if context.invoked_subcommand is not None:
        return
    with opened(feeds, data) as opened_context:
        now = clock.now()
        with reading(opened_context.engine) as conn:
            known = states.states(conn)
            held = states.held_hosts(conn, now)
        table = listings.feeds_table(
            opened_context.watchlist.feeds, known, now=now, troubles=_troubles(known, held, now)
        )
        out.print(table)


@app.command("try")
def try_feed(
    url: Annotated[str, typer.Argument(help="A feed's address, or a site's.")],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """What the bot would see at an address, and which of it it would read; nothing is kept.

    Example: `bot feeds try https://www.theregister.com/`
    """
    now = clock.now()
    with opened(feeds, data) as context:
        trial = try_address(context, url if "://" in url else f"https://{url}", now=now)
    for address, problem in trial.passed:
        _say(f"{address} {problem}")
    _say(f"feed: {trial.feed.url}" + (f" ({trial.found.title})" if trial.found.title else ""))
    _say(
        f"{counted(len(trial.found.entries), 'entry', 'entries')}, {len(trial.matched)} of them would be read; "
        f"language {trial.found.language or 'not stated'}"
    )
    for note in trial.found.notes:
        _say(note)
    for address in trial.others:
        _say(f"another feed of the site: {address}")
    if trial.found.entries:
        out.print(listings.trial_table(trial.matched, trial.unmatched, now=now))


@app.command("import")
def import_feeds(
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    feeds: FeedsFile = FEEDS_FILE,
) -> None:
    """Write the feeds of an OPML file into feeds.yaml, behind those that are there; comments stay.

    Example: `bot feeds import subscriptions.opml`
    """
    body = read_file(file, most=MOST_BYTES)
    if not body.strip():
        raise ConfigError("is empty; export the list of feeds from the reader as OPML", file=file)
    try:
        listed = opml.read_outlines(charset.decode(body, content_type=None))
    except ParseError as error:
        raise ConfigError(error.reason, file=file) from error
    if not listed:
        raise ConfigError("names no feed: no outline has an xmlUrl", file=file)
    rows = [
        {"name": one.name, "url": one.url, **({"language": one.language} if one.language else {})}
        for one in listed
    ]
    added = add_feeds(feeds, rows)
    _say(
        f"{counted(len(added.ids), 'feed')} added to {feeds}, {added.known} were there already, "
        f"{len(added.refused)} refused"
    )
    for name in added.ids:
        _say(f"  added {name}")
    for words in added.refused:
        _say(f"  refused {words}")


@app.command("export")
def export_feeds(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Print the feeds as OPML 2.0, for a feed reader.

    Example: `bot feeds export > newsledger.opml`
    """
    _settings, watchlist = settings_and_watchlist(feeds, data)
    listed = [feed for feed in watchlist.feeds if feed.enabled]
    sys.stdout.buffer.write(opml.outlines(listed, title="Newsledger"))
    sys.stdout.buffer.flush()


def _troubles(
    known: Iterable[FeedState], held: Mapping[str, datetime], now: datetime
) -> dict[str, str]:
    """What a person ought to know of feeds, by id."""
    words = {}
    for state in known:
        host = states.host_of(state.url)
        found = health.trouble(state, now=now, watched_since=None)
        if host in held:
            words[state.feed_id] = (
                f"{host} asked to be left alone until {held[host]:%Y-%m-%d %H:%M UTC}"
            )
        elif found is not None:
            words[state.feed_id] = found.words
    return words


def _say(words: str) -> None:
    out.print(words, soft_wrap=True, markup=False, highlight=False)

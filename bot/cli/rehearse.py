"""`bot rehearse`: what would be told of some articles, before a topic is live."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot import app, logs
from bot.cli.options import FEEDS_FILE, FeedsFile, err, out
from bot.cli.replay import write_text
from bot.dispatch import clock, places
from bot.dispatch import replay as replays
from bot.errors import ConfigError
from bot.model.topics import Topic
from bot.render import rehearsal
from bot.settings import load_settings
from bot.watchlist import Watchlist, load_topic, load_watchlist


def rehearse(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="URL_OR_FOLDER...",
            help="Addresses, saved pages, folders of them, or recorded streams (.jsonl).",
        ),
    ],
    topic: Annotated[
        str, typer.Option(help="A topic of feeds.yaml by its id, or a file that holds one topic.")
    ],
    feeds: FeedsFile = FEEDS_FILE,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Write it as a page too.")
    ] = None,
) -> None:
    """What would be told of these articles in their order, and one line of why for each figure.

    Time is each article's own. The ledger begins empty, nothing is sent, and nothing is kept.

    Example: `bot rehearse --topic draft.yaml saved-pages/`
    """
    wanted = _topic(topic, feeds)
    settings = load_settings(data=None)
    log = logs.configure(settings.log, secrets=settings.secrets())
    watchlist = replace(Watchlist.of_topic(wanted), receivers=(), seeds=None)
    with app.opened(settings, watchlist, log=log, database_url=app.IN_MEMORY) as context:
        found = places.gather(articles, context, now=clock.now())
        scenes = []
        for _, read in replays.replay(map(places.recorded_of, found.articles), context):
            one = rehearsal.scene(read, (wanted,))
            scenes.append(one)
            for line in rehearsal.scene_in_words(one):
                out.print(line, soft_wrap=True, markup=False, highlight=False)
    for place, reason in found.passed:
        err.print(f"{place}: {reason}", soft_wrap=True, markup=False, highlight=False)
    if not scenes:
        raise ConfigError("none of these could be read as an article")
    if html is not None:
        write_text(html, rehearsal.rehearsal_page(scenes, name=wanted.name, passed=found.passed))


def _topic(named: str, feeds: Path) -> Topic:
    """The topic of a file, or of feeds.yaml by its id."""
    if Path(named).suffix in {".yaml", ".yml"}:
        return load_topic(Path(named))
    for one in load_watchlist(feeds).topics:
        if one.id == named:
            return one
    raise ConfigError(
        f"no topic of {feeds} has the id {named!r}; a file that holds one topic ends in .yaml",
        key="--topic",
    )

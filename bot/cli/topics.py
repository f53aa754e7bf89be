"""`bot topics`: what the stories' pages teach of their topics, and how it comes into feeds.yaml."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, AsJson, DataFolder, FeedsFile, opened, out, print_json
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.jobs.suggest import suggestions
from bot.model.suggestions import Suggestion
from bot.render.suggested import SHOWN, suggestion_in_words
from bot.storage import codec
from bot.storage.engine import reading
from bot.watchlist.teaching import accept as write

app = typer.Typer(no_args_is_help=True)


@app.callback()
def topics() -> None:
    """Names and keywords that pages of a story teach; feeds.yaml is changed by `accept` alone.

    Example: `bot topics suggest`
    """


@app.command()
def suggest(
    topic: Annotated[str | None, typer.Option(help="One topic only, by its id.")] = None,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """What could be added to feeds.yaml, each with its number and the pages that say so.

    Example: `bot topics suggest --topic bridge`
    """
    with opened(feeds, data) as context:
        with reading(context.engine) as conn:
            found = suggestions(conn, context.watchlist, now=clock.now())
        wanted = [one for one in found if topic in (None, one.topic)]
        for one in wanted:
            if as_json:
                print_json({"id": one.id, **codec.encode(one)})
                continue
            _say(f"{one.id}  {suggestion_in_words(one, context.watchlist.topics)}")
            for page in one.pages[:SHOWN]:
                _say(f"          {page.source}: {page.words} {page.url or ''}")
    if not wanted and not as_json:
        _say(
            "Nothing: the pages of the last 30 days use no names and words but those of feeds.yaml."
        )


@app.command()
def accept(
    ids: Annotated[list[str], typer.Argument(help="The numbers that `suggest` shows.")],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Write suggestions into feeds.yaml; comments and all else stay. They hold from the next start on.

    Example: `bot topics accept 3f2a9c1b`
    """
    with opened(feeds, data) as context, reading(context.engine) as conn:
        found = {one.id: one for one in suggestions(conn, context.watchlist, now=clock.now())}
    for wanted in ids:
        if wanted not in found:
            raise ConfigError(
                f"no suggestion has the number {wanted!r}; `bot topics suggest` shows them"
            )
    for wanted in ids:
        one: Suggestion = found[wanted]
        write(feeds, one)
        _say(
            f"“{one.text}” is in {feeds} now ({one.language}); it holds when the bot starts again."
        )


def _say(words: str) -> None:
    out.print(words, soft_wrap=True, markup=False, highlight=False)

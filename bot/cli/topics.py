"""`bot topics`: a topic drafted from examples, and what the stories' pages teach of those that are live."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import app as base
from bot import logs
from bot.cli.options import FEEDS_FILE, AsJson, DataFolder, FeedsFile, err, opened, out, print_json
from bot.dispatch import clock, places
from bot.errors import ConfigError
from bot.jobs.draft_topic import FEWEST, MOST, draft_topic
from bot.jobs.suggest import suggestions
from bot.model.suggestions import Suggestion
from bot.render.drafted import draft_as_yaml
from bot.render.suggested import SHOWN, suggestion_in_words
from bot.settings import load_settings
from bot.storage import codec
from bot.storage.engine import reading
from bot.watchlist import Watchlist
from bot.watchlist.teaching import accept as write

app = typer.Typer(no_args_is_help=True)


@app.callback()
def topics() -> None:
    """A topic drafted from articles, and what pages of a story teach; feeds.yaml is changed by `accept` alone.

    Example: `bot topics draft page-1.html page-2.html https://news.example/page-3`
    """


@app.command()
def draft(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE_OR_URL...",
            help="Three to ten articles: addresses, saved pages, texts whose first line is the headline.",
        ),
    ],
    indented: Annotated[
        bool, typer.Option("--indented", help="As it stands under `topics:` of a feeds.yaml.")
    ] = False,
) -> None:
    """Write a topic from articles that have the story in common: names, keywords, parties, series.

    Each line says where it comes from. No language model is asked. Nothing of it is live before a person
    puts it into feeds.yaml; `bot rehearse --topic FILE` shows what it would tell.

    Example: `bot topics draft saved/*.html > draft.yaml`
    """
    settings = load_settings(data=None)
    log = logs.configure(settings.log, secrets=settings.secrets())
    nothing = Watchlist(topics=())
    with base.opened(settings, nothing, log=log, database_url=base.IN_MEMORY) as context:
        found = places.gather(articles, context, now=clock.now(), most=MOST)
        for place, reason in found.passed:
            err.print(f"{place}: {reason}", soft_wrap=True, markup=False, highlight=False)
        if len(found.articles) < FEWEST:
            raise ConfigError(
                f"{len(found.articles)} of these could be read; a draft needs {FEWEST} articles at least"
            )
        drafted, examples = context.parsers.run(draft_topic, found.articles)
    print(draft_as_yaml(drafted, examples, indented=indented), end="")  # noqa: T201  (a file, whatever the terminal's width)


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

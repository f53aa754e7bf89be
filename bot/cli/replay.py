"""`bot replay`: what would have been told of recorded articles, and why; and how a stream is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from bot import app, logs
from bot.cli.options import FEEDS_FILE, FeedsFile, err, out
from bot.dispatch import clock, places
from bot.dispatch import replay as replays
from bot.dispatch.recorded_answers import Answers, read_answers
from bot.errors import ConfigError
from bot.jobs import add_seed
from bot.jobs.context import Context
from bot.render import console
from bot.settings import load_settings
from bot.watchlist import Watchlist, load_topic, load_watchlist

SEEDS = Path("seeds")
NO_SEEDS = "none"


def replay(
    stream: Annotated[
        Path | None,
        typer.Argument(
            help="Recorded articles, one JSON object a line, or a folder of saved pages."
        ),
    ] = None,
    feeds: FeedsFile = FEEDS_FILE,
    topic: Annotated[
        Path | None, typer.Option(help="A topic on its own, instead of those of feeds.yaml.")
    ] = None,
    seeds: Annotated[
        str, typer.Option(help="The folder of what is known already, or none.", metavar="DIR")
    ] = str(SEEDS),
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep the ledger in this new folder, for `bot explain --data DIR`."
        ),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.jsonl",
            help="Write what a language model would be asked about each article, and do nothing else.",
        ),
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="IN.jsonl",
            help="Read with these recorded answers of a language model; may be given several times.",
        ),
    ] = None,
    from_feed: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The articles that a feed lists, read from their pages."),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(metavar="OUT.jsonl", help="Write the articles as a stream, to replay again."),
    ] = None,
    to_json: Annotated[
        Path | None, typer.Option("--json", help="Write the results here, one JSON object a line.")
    ] = None,
) -> None:
    """Run recorded articles through the real pipeline, on a fresh ledger; nothing is sent.

    Nothing is fetched either, but for `--from-feed`.

    Example: `bot replay stream.jsonl --topic topic.yaml --seeds none --json out.jsonl`
    """
    watchlist = Watchlist.of_topic(load_topic(topic)) if topic else load_watchlist(feeds)
    if seeds != NO_SEEDS and not Path(seeds).is_dir():
        raise ConfigError(
            f"there is no folder {seeds}; name one, or say `--seeds none`", key="--seeds"
        )
    watchlist = replace(watchlist, receivers=(), seeds=None if seeds == NO_SEEDS else Path(seeds))
    settings = load_settings(data=keep)
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise ConfigError(
            "is not empty; a replay begins on a fresh ledger", file=keep, key="--keep"
        )
    given = read_answers(answers) if answers else None
    log = logs.configure(settings.log, secrets=settings.secrets())
    with app.opened(
        settings, watchlist, log=log, database_url=None if keep else app.IN_MEMORY
    ) as context:
        recorded = _recorded(stream, from_feed, context)
        if record is not None:
            _write(record, (replays.stream_row(one) for one in recorded))
        if questions is not None:
            _write(questions, replays.questions(recorded, context))
            return
        # What was known then was known before the first article of the stream.
        began = min((one.published for one in recorded), default=clock.now())
        add_seed.load_seeds(context, now=began)
        rows = _replayed(recorded, context, given, quiet=to_json is not None)
    if to_json is not None:
        _write(to_json, rows)
    if given is not None:
        err.print(given.tally(), markup=False, highlight=False)


def _recorded(
    stream: Path | None, from_feed: str | None, context: Context
) -> tuple[replays.Recorded, ...]:
    """The articles of a stream, of a folder of saved pages, or of a feed."""
    if (stream is None) == (from_feed is None):
        raise ConfigError("name a stream or a folder, or say `--from-feed URL`: one of them")
    if from_feed is not None:
        found = places.of_feed(from_feed, context, now=clock.now())
    elif stream is not None and stream.is_dir():
        found = places.gather([str(stream)], context, now=clock.now())
    else:
        assert stream is not None  # noqa: S101  (said above, for the type checker)
        return replays.read_stream(stream)
    for place, reason in found.passed:
        err.print(f"{place}: {reason}", soft_wrap=True, markup=False, highlight=False)
    return tuple(map(places.recorded_of, found.articles))


def _replayed(
    recorded: tuple[replays.Recorded, ...], context: Context, given: Answers | None, *, quiet: bool
) -> list[dict[str, Any]]:
    """Each article's result line; what would have been told of it is printed on the way."""
    rows = []
    done = replays.replay(recorded, context, given)
    if err.is_terminal:
        done = iter(track(done, total=len(recorded), console=err, transient=True))
    for row, read in done:
        rows.append(replays.as_json(row, read))
        for alert in read.alerts:
            out.print(console.alert_text(alert), soft_wrap=True, markup=False, highlight=False)
        if not read.alerts and not quiet:
            line = f"{row.id}: {read.triage.decision} — {read.triage.reason}"
            out.print(line, soft_wrap=True, markup=False, highlight=False, style="dim")
    return rows


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    write_text(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))


def write_text(path: Path, text: str) -> None:
    """Write what was asked for into a file. Raises ConfigError where it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror})", file=path) from error

"""`bot replay`: what would have been told of recorded articles, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from bot import app, logs
from bot.cli.options import FEEDS_FILE, FeedsFile, err, out
from bot.dispatch import clock
from bot.dispatch import replay as replays
from bot.errors import ConfigError
from bot.jobs import add_seed
from bot.render import console
from bot.settings import load_settings
from bot.watchlist import Watchlist, load_topic, load_watchlist

SEEDS = Path("seeds")
NO_SEEDS = "none"


def replay(
    stream: Annotated[Path, typer.Argument(help="Recorded articles, one JSON object a line.")],
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
    to_json: Annotated[
        Path | None, typer.Option("--json", help="Write the results here, one JSON object a line.")
    ] = None,
) -> None:
    """Run recorded articles through the real pipeline, on a fresh ledger; nothing is fetched or sent.

    Example: `bot replay stream.jsonl --topic topic.yaml --seeds none --json out.jsonl`
    """
    watchlist = Watchlist.of_topic(load_topic(topic)) if topic else load_watchlist(feeds)
    if seeds != NO_SEEDS and not Path(seeds).is_dir():
        raise ConfigError(
            f"there is no folder {seeds}; name one, or say `--seeds none`", key="--seeds"
        )
    watchlist = replace(watchlist, receivers=(), seeds=None if seeds == NO_SEEDS else Path(seeds))
    recorded = replays.read_stream(stream)
    settings = load_settings(data=keep)
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise ConfigError(
            "is not empty; a replay begins on a fresh ledger", file=keep, key="--keep"
        )
    log = logs.configure(settings.log, secrets=settings.secrets())
    lines: list[str] = []
    with app.opened(
        settings, watchlist, log=log, database_url=None if keep else app.IN_MEMORY
    ) as context:
        # What was known then was known before the first article of the stream.
        began = min((one.published for one in recorded), default=clock.now())
        add_seed.load_seeds(context, now=began)
        done = replays.replay(recorded, context)
        if err.is_terminal:
            done = iter(track(done, total=len(recorded), console=err, transient=True))
        for row, read in done:
            lines.append(json.dumps(replays.as_json(row, read), ensure_ascii=False))
            for alert in read.alerts:
                out.print(console.alert_text(alert), soft_wrap=True, markup=False, highlight=False)
            if not read.alerts and to_json is None:
                quiet = f"{row.id}: {read.triage.decision} — {read.triage.reason}"
                out.print(quiet, soft_wrap=True, markup=False, highlight=False, style="dim")
    if to_json is not None:
        try:
            to_json.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"cannot be written ({error.strerror})", file=to_json) from error

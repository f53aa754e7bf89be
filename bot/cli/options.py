"""Options that several commands share, and how commands get at what is set."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import app, logs
from bot.jobs.context import Context
from bot.settings import Settings, load_settings
from bot.watchlist import Watchlist, load_watchlist

FeedsFile = Annotated[
    Path, typer.Option("--feeds", help="The file that says what is watched.", metavar="FILE")
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Where the bot keeps its memory (default: BOT_DATA, or var).", metavar="DIR"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
FEEDS_FILE = Path("feeds.yaml")
# A hundred years; more is a slip of the hand, and calendars end.
MOST_DAYS = 36_500

out = Console()
err = Console(stderr=True)


def settings_and_watchlist(feeds: Path, data: Path | None) -> tuple[Settings, Watchlist]:
    """Read the environment and feeds.yaml; raises ConfigError for what is wrong in either."""
    settings = load_settings(data=data)
    return settings, load_watchlist(feeds)


@contextmanager
def opened(
    feeds: Path, data: Path | None, *, alone: bool = False, worker: bool = False
) -> Iterator[Context]:
    """A context over what is set, closed at the end; `alone` refuses a second bot on the same data, `worker` only a lone one."""
    settings, watchlist = settings_and_watchlist(feeds, data)
    log = logs.configure(settings.log, secrets=settings.secrets())
    with app.opened(settings, watchlist, log=log, alone=alone, worker=worker) as context:
        yield context


def print_json(row: Any) -> None:
    """One object, on one line, untouched by the terminal's width or colours."""
    print(json.dumps(row, ensure_ascii=False))  # noqa: T201  (the answer itself, for programs)


def whoever_types() -> str:
    """Who gives a command, as it is kept beside what was decided."""
    try:
        return f"{getpass.getuser()} at the command line"
    except (OSError, KeyError):
        # An account without a name, as in a container.
        return "somebody at the command line"

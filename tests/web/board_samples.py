"""A board over a small ledger: the invented airline story, read by the real bot into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from bot import app, logs
from bot.cli import app as commands
from bot.jobs.context import Context
from bot.settings import load_settings
from bot.watchlist import load_watchlist
from bot.web.access import Access
from bot.web.application import create
from bot.web.server import serving

CASES = Path(__file__).parents[2] / "eval" / "cases"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Board:
    """A board that is being served."""

    url: str
    client: httpx.Client
    context: Context
    access: Access


@pytest.fixture(scope="session")
def read_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the stream was read; its feeds.yaml is in it."""
    folder = tmp_path_factory.mktemp("board")
    done = CliRunner().invoke(
        commands,
        [
            "replay",
            str(CASES / "stream_kestrel.jsonl"),
            "--topic",
            str(CASES / "topic_kestrel.yaml"),
            "--seeds",
            "none",
            "--keep",
            str(folder / "data"),
        ],
    )
    assert done.exit_code == 0, done.output
    topic = YAML(typ="safe").load((CASES / "topic_kestrel.yaml").read_text(encoding="utf-8"))
    with (folder / "feeds.yaml").open("w", encoding="utf-8") as written:
        YAML().dump(
            {
                "topics": [topic],
                "feeds": [{"id": "wire", "url": "https://skyline-wire.example/feed"}],
                "receivers": [{"id": "screen", "kind": "terminal", "digest": True}],
            },
            written,
        )
    return folder


@pytest.fixture
def serve(read_folder: Path) -> Callable[..., AbstractContextManager[Board]]:
    """Serve the board with a password, a proxy's header or neither."""

    @contextmanager
    def serving_it(folder: Path = read_folder, **access: str) -> Iterator[Board]:
        settings = load_settings({}, data=folder / "data")
        watchlist = load_watchlist(folder / "feeds.yaml")
        log = logs.configure("text", secrets=())
        with app.opened(settings, watchlist, log=log) as context:
            # Port 0: the system gives one that is free.
            given = Access(host="127.0.0.1", port=0, now=lambda: NOW, **access)
            with (
                serving(create(context, given, now=lambda: NOW), given),
                httpx.Client(base_url=given.address, timeout=20) as client,
            ):
                yield Board(given.address, client, context, given)

    return serving_it


@pytest.fixture
def board(serve: Callable[..., AbstractContextManager[Board]]) -> Iterator[Board]:
    """The board as a newcomer has it: on loopback, with no password."""
    with serve() as served:
        yield served

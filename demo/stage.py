"""The demo's world: three local servers, a data folder, and a feeds.yaml that points the bot at them."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from ruamel.yaml import YAML
from sqlalchemy import Connection, update

from bot.cli import app as command_line
from bot.dispatch import clock
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import feeds
from demo import pages
from demo.servers import FeedServer, MailServer, SlackLike, WebFault
from demo.stream import Day, Outlet, Piece, outlets

ROOT = Path(__file__).parents[1]
TOKEN = "xoxb-demo"  # noqa: S105  (our own server's)

# Every feed's standing item is older than the stream.
_BEFORE = timedelta(days=40)


@dataclass(slots=True, kw_only=True)
class Stage:
    """What the demo and the end-to-end tests play on."""

    folder: Path
    web: FeedServer
    slack: SlackLike
    mail: MailServer
    now: datetime
    feeds: list[dict[str, object]] = field(default_factory=list)
    published: dict[str, list[Piece]] = field(default_factory=dict)
    # The address of a PostgreSQL database, if the bot is not to have a file.
    server: str = ""

    @property
    def feeds_file(self) -> Path:
        """The temporary feeds.yaml."""
        return self.folder / "feeds.yaml"

    @property
    def data(self) -> Path:
        """The bot's data folder."""
        return self.folder / "data"

    @property
    def database(self) -> str:
        """The address of the bot's database."""
        return self.server or f"sqlite:///{self.data / 'newsledger.db'}"

    def url(self, piece: Piece) -> str:
        """Where a piece's page is."""
        return self.web.url(piece.path)

    def open_outlets(self) -> None:
        """Serve each outlet's feed with its standing item, and declare it."""
        for outlet in outlets():
            self.open_outlet(outlet)

    def open_outlet(self, outlet: Outlet) -> None:
        """Serve one outlet's feed with its standing item, and declare it."""
        self.published[outlet.id] = []
        self._serve_feed(outlet)
        self.declare(
            outlet.id, outlet.feed_path, outlet.name, language=outlet.language, rank=outlet.rank
        )
        if outlet.broken:
            self.web.misbehave(outlet.feed_path, WebFault("error"))

    def declare(self, feed_id: str, path: str, name: str, **more: object) -> None:
        """Add a feed of ours to what the bot watches; `write_feeds` puts it down."""
        row: dict[str, object] = {"id": feed_id, "url": self.web.url(path), "name": name, **more}
        self.feeds.append(row)

    def write_feeds(self) -> None:
        """Write feeds.yaml: the repository's own topic, our feeds, Slack and mail as receivers.

        The desk wants its digest half an hour before each day's news comes.
        """
        morning = f"{self.now - timedelta(minutes=30):%H:%M}"
        yaml = YAML()
        whole = yaml.load(ROOT / "feeds.yaml")
        # Whoever wants no stranger in the story asks for it: the parties found other companies together.
        whole["topics"][0]["keywords"]["certainty"] = "strict"
        own = {
            "topics": whole["topics"],
            "feeds": self.feeds,
            "receivers": [
                {"id": "newsroom", "kind": "slack", "channel": "#news"},
                {
                    "id": "desk",
                    "kind": "mail",
                    "to": "desk@example.org",
                    "alerts": False,
                    "digest": {"at": morning},
                },
            ],
            "seeds": str(ROOT / "seeds"),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        yaml.dump(own, self.feeds_file)

    def environment(self) -> dict[str, str]:
        """The settings that lead the bot to our servers and nowhere else."""
        return {
            "BOT_ALLOW_HOSTS": self.web.host,
            "BOT_LOG": "text",
            "MAIL_FROM": "newsledger@example.org",
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": TOKEN,
            "SMTP_URL": self.mail.url,
            **({"DATABASE_URL": self.server} if self.server else {}),
        }

    def publish(self, day: Day) -> None:
        """Put a day's pages on the web, and into their outlets' feeds."""
        for piece in day.pieces:
            self.web.put(piece.path, pages.page(piece), content_type=pages.page_type(piece.outlet))
            if piece.page == "broken":
                self.web.misbehave(piece.path, WebFault("error", status=403))
            self.published[piece.outlet.id].append(piece)
        for outlet in {piece.outlet.id: piece.outlet for piece in day.pieces}.values():
            self._serve_feed(outlet)

    def let_pass(self) -> None:
        """As if it were long since the feeds were polled: a round leaves out those that were polled just now."""
        engine = open_database(self.database)
        try:
            with writing(engine) as conn:
                conn.execute(update(feeds).values(last_success_at=None))
        finally:
            engine.dispose()

    @contextlib.contextmanager
    def memory(self) -> Iterator[Connection]:
        """The bot's database, to read from."""
        engine = open_database(self.database)
        try:
            with reading(engine) as conn:
                yield conn
        finally:
            engine.dispose()

    def bot(self, *arguments: str, at: datetime | None = None) -> str:
        """Run a command of the bot, in this process, and return what it printed.

        `at` sets the bot's clock, which goes on from there. Raises what the command raises (BotError),
        and SystemExit where it ends with a failure.
        """
        said, log = io.StringIO(), io.StringIO()
        settings = [*arguments, "--feeds", str(self.feeds_file), "--data", str(self.data)]
        with (
            _surrounded_by(self.environment()),
            _clock_set_to(at),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(log),
        ):
            command_line(settings, standalone_mode=False)
        with (self.folder / "bot.log").open("a", encoding="utf-8") as kept:
            kept.write(log.getvalue())
        return said.getvalue()

    def command(self, *arguments: str) -> list[str]:
        """The command line of the same for another process."""
        where = ["--feeds", str(self.feeds_file), "--data", str(self.data)]
        return [sys.executable, "-m", "bot", *arguments, *where]

    @contextlib.contextmanager
    def start(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A command of the bot in a process of its own, with our settings and nothing else.

        Killed at the end of the block, if it has not ended by then.
        """
        process = subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
            self.command(*arguments),
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), **self.environment()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *arguments: str, timeout: float = 120) -> tuple[int, str, str]:
        """Run a command in a process of its own: its exit status, its output and its log."""
        with self.start(*arguments) as process:
            said, log = process.communicate(timeout=timeout)
        return process.returncode, said, log

    def _serve_feed(self, outlet: Outlet) -> None:
        text = pages.feed(
            outlet, self.published[outlet.id], root=self.web.root, first=self.now - _BEFORE
        )
        self.web.put(outlet.feed_path, text, content_type=pages.feed_type(outlet))


@contextlib.contextmanager
def built(folder: Path, *, until: datetime | None = None) -> Iterator[Stage]:
    """A stage in an empty folder, with its servers running until the block is left.

    `until` is when the stream ends: now, if it is left out.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    end = until or datetime.now(UTC).replace(microsecond=0)  # noqa: TID251  (a test's stream ends now)
    with FeedServer() as web, SlackLike(token=TOKEN) as slack, MailServer() as mail:
        yield Stage(folder=folder, web=web, slack=slack, mail=mail, now=end)


@contextlib.contextmanager
def _clock_set_to(moment: datetime | None) -> Iterator[None]:
    """The bot reads its clock in one place; here it is read from `moment` on."""
    if moment is None:
        yield
        return
    began = time.monotonic()

    def passed() -> datetime:
        return moment + timedelta(seconds=time.monotonic() - began)

    with patch.object(clock, "now", passed):
        yield


@contextlib.contextmanager
def _surrounded_by(settings: Mapping[str, str]) -> Iterator[None]:
    """These environment variables and no other setting of the bot's, for as long as the block lasts."""
    before = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(("BOT_", "SLACK_", "SMTP_", "MAIL_", "DATABASE_")):
            del os.environ[name]
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)

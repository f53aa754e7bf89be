"""A world of its own for one bot after another: the parties on loopback, and a data folder that can be put back."""

from __future__ import annotations

import atexit
import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from demo.servers import FeedServer, Mail, MailServer, SlackLike, SlackMessage
from demo.stage import ROOT, TOKEN, Stage
from demo.stream import Day, days
from faults.orders import At, DiskFault, Ended, Machine, Order

UNTIL = datetime(2026, 7, 14, 9, 30, tzinfo=UTC)
# Whoever is told by the demo, and two more: a mail to two addresses for each alert, a digest in a second channel.
READERS: tuple[dict[str, object], ...] = (
    {"id": "readers", "kind": "mail", "to": ["ann@example.org", "bo@example.org"]},
    {
        "id": "editors",
        "kind": "slack",
        "channel": "#editors",
        "alerts": False,
        "digest": {"at": "09:00"},
        "alive": "09:15",
    },
)
LONGEST_END_S = 10.0


class Slack(SlackLike):
    """Something like Slack whose channels can be put back to what they held before."""

    def put_back(self, messages: Sequence[SlackMessage]) -> None:
        """Hold these messages and no other, and no order to fail."""
        with self.lock:
            self._messages = list(messages)
            self._calls.clear()
            self._faults.clear()

    def arrive(self) -> None:
        """Let what was taken late be seen from now on."""
        with self.lock:
            self._messages = [replace(one, visible_at=0.0) for one in self._messages]


class Post(MailServer):
    """A mail server whose store can be put back."""

    def put_back(self, mails: Sequence[Mail]) -> None:
        """Hold these mails and no other, and no order to fail."""
        with self._lock:
            self._messages = list(mails)
            self._faults.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A world as it stood: the bot's data folder, and what its readers had."""

    folder: Path
    messages: tuple[SlackMessage, ...]
    mails: tuple[Mail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How one start of the bot ended, what it printed and logged, and which places it passed."""

    ended: Ended
    said: str
    log: str
    passed: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class World:
    """One stage, and the process from which its bots are forked."""

    stage: Stage
    slack: Slack
    mail: Post
    wire: Connection
    snapshots: int = 0
    starts: int = 0

    def open(
        self,
        *,
        receivers: Sequence[Mapping[str, object]] = (),
        only: Sequence[Mapping[str, object]] | None = None,
        model: Mapping[str, object] | None = None,
    ) -> None:
        """Write feeds.yaml for what the stage declares, and let the zygote read it.

        `receivers` are told beside the demo's, `only` in their place; `model` is the second reader.
        """
        self.stage.write_feeds()
        yaml = YAML()
        whole = yaml.load(self.stage.feeds_file)
        whole["receivers"] += [dict(one) for one in receivers]
        if only is not None:
            whole["receivers"] = [dict(one) for one in only]
        if model is not None:
            whole["model"] = dict(model)
        yaml.dump(whole, self.stage.feeds_file)
        self._ask("load", self.stage.feeds_file)

    def start(
        self,
        *arguments: str,
        moment: datetime,
        at: At | None = None,
        disk: DiskFault | None = None,
        without: Sequence[str] = (),
        settings: Mapping[str, str] | None = None,
        deed: str = "",
        statements: bool = False,
        machine: Machine | None = None,
    ) -> tuple[int, Path]:
        """Start the bot; its process, and the folder that its output goes to. A machine has a data folder of its own."""
        data = (
            self.stage.data if machine is None else self.stage.folder / f"machine-{machine.number}"
        )
        plain = self._order(*arguments, moment=moment, data=data)
        order = replace(
            plain,
            settings={**plain.settings, **(settings or {})},
            deed=deed,
            # Naming each takes a tenth of a bot's time.
            statements=statements or disk is not None or (at is not None and at.is_statement),
            at=at,
            disk=disk,
            without=tuple(without),
            machine=machine,
        )
        return self._ask("start", order), order.output

    def rehearse(self, days: Sequence[Day]) -> None:
        """Let the zygote itself be a bot on these days."""
        for day in days:
            self.stage.publish(day)
            self.rehearse_round(day.at)

    def rehearse_round(self, moment: datetime) -> None:
        """Let the zygote itself do a round."""
        self._ask("rehearse", self._order("run", "--once", moment=moment, data=self.stage.data))

    def _order(self, *arguments: str, moment: datetime, data: Path) -> Order:
        self.starts += 1
        output = self.stage.folder / "runs" / str(self.starts % 16)
        (output / "passed.json").unlink(missing_ok=True)
        feeds = self.stage.feeds_file
        return Order(
            arguments=(*arguments, "--feeds", str(feeds), "--data", str(data)),
            feeds=feeds,
            data=data,
            settings={**self.stage.environment(), "SLACK_WEBHOOK_URL": self.slack.webhook_url},
            output=output,
            moment=moment,
        )

    def wait(self, child: int, output: Path) -> Run:
        """Wait for a bot to end, or to stop where it was told to."""
        return self.told_by(self._ask("wait", child), output)

    def look(self, child: int) -> Ended | None:
        """How a bot ended, or that it stopped; None where it is at work."""
        found: Ended | None = self._ask("look", child)
        return found

    def told_by(self, ended: Ended, output: Path) -> Run:
        """What a bot that ended left behind in the folder of its output."""
        passed = output / "passed.json"
        return Run(
            ended=ended,
            said=(output / "said").read_text(encoding="utf-8"),
            log=(output / "log").read_text(encoding="utf-8"),
            passed=tuple(json.loads(passed.read_text())) if passed.exists() else (),
        )

    def bot(self, *arguments: str, moment: datetime, **more: Any) -> Run:
        """Run the bot to its end."""
        return self.wait(*self.start(*arguments, moment=moment, **more))

    def go_on(self, child: int) -> None:
        """Let a stopped bot go on."""
        self.signal(child, signal.SIGCONT)

    def signal(self, child: int, number: signal.Signals) -> None:
        """Send a signal to a bot."""
        self._ask("signal", (child, number))

    def ledger(self, moment: datetime) -> str:
        """What `bot ledger --json` prints."""
        return self.bot("ledger", "--json", moment=moment).said

    def snapshot(self) -> Snapshot:
        """Take down how all stands."""
        self.snapshots += 1
        folder = self.stage.folder / f"snapshot-{self.snapshots}"
        shutil.rmtree(folder, ignore_errors=True)
        if self.stage.data.exists():
            shutil.copytree(self.stage.data, folder)
        return Snapshot(
            folder=folder, messages=tuple(self.slack.messages), mails=tuple(self.mail.messages)
        )

    def put_back(self, snapshot: Snapshot) -> None:
        """Let all stand as it did, but for the web: what was published stays published."""
        shutil.rmtree(self.stage.data, ignore_errors=True)
        if snapshot.folder.exists():
            shutil.copytree(snapshot.folder, self.stage.data)
        self.slack.put_back(snapshot.messages)
        self.mail.put_back(snapshot.mails)

    def _ask(self, what: str, given: object) -> Any:
        self.wire.send((what, given))
        return self.wire.recv()


@contextlib.contextmanager
def built(folder: Path, *, until: datetime) -> Iterator[World]:
    """A world in an empty folder, its servers running until the block is left."""
    with _built(folder, until=until, wire=_zygote()) as world:
        yield world


@contextlib.contextmanager
def _built(folder: Path, *, until: datetime, wire: Connection) -> Iterator[World]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with FeedServer() as web, Slack(token=TOKEN) as slack, Post() as mail:
        stage = Stage(folder=folder, web=web, slack=slack, mail=mail, now=until)
        yield World(stage=stage, slack=slack, mail=mail, wire=wire)


@cache
def _zygote() -> Connection:
    """The line to this process's zygote, which has been a bot once; it ends with us."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "faults.zygote", str(theirs.fileno())]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])  # noqa: S603  (our own)
    wire = Connection(ours.detach())
    atexit.register(_part, wire, process)
    with (
        tempfile.TemporaryDirectory(prefix="newsledger-rehearsal-") as folder,
        _built(Path(folder) / "world", until=UNTIL, wire=wire) as world,
    ):
        world.stage.open_outlets()
        world.open(receivers=READERS)
        world.rehearse(days(until=UNTIL))
    return wire


def _part(wire: Connection, process: subprocess.Popen[bytes]) -> None:
    """It ends when nobody holds the other end of its line."""
    wire.close()
    process.wait(LONGEST_END_S)


def fast_folder() -> Path | None:
    """A folder in memory, where there is such a disk: no kill -9 takes what the system holds, so nothing is lost by it."""
    memory = Path("/dev/shm")  # noqa: S108  (a folder of our own is made in it)
    return memory if memory.is_dir() else None


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)

"""A world whose bots are workers on machines of their own, over one PostgreSQL server: started, told, and looked at."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from bot.storage import postgres
from demo.servers import Mail, SlackMessage
from demo.servers.postgres import PostgresServer, programs
from demo.servers.proxy import Proxy
from demo.stream import Day, days
from faults.checks import last_line
from faults.orders import At, Ended, Machine
from faults.shared import Shared
from faults.world import READERS, UNTIL, Run, World, built, fast_folder

ALL = "poll,read,send,digest"
# Longer than any case takes on a busy machine.
LONGEST_S = 90.0
# Nothing moves on for so long: what is left waits for a lease, or for who does not go on.
STILL_S = 0.25
# So many of the demo's news are enough for two workers to have some each.
PIECES = 3
LOOK_S = 0.004
# So long a machine that found nothing is left alone: each look costs it some transactions.
APART_S = 0.03
# What is due at a time, for whoever takes it up: a feed waits while another one of its host is being fetched.
DUE = """
SELECT (SELECT count(*) FROM feeds WHERE declared AND next_poll_at <= %(now)s AND NOT EXISTS
           (SELECT 1 FROM feeds WHERE lease_until > %(now)s)),
       (SELECT count(*) FROM entries WHERE state = 'due' AND due_at <= %(now)s
           AND (lease_until IS NULL OR lease_until <= %(now)s)),
       (SELECT count(*) FROM deliveries WHERE state NOT IN ('sent', 'muted', 'dead') AND due_at <= %(now)s
           AND (lease_until IS NULL OR lease_until <= %(now)s)),
       (SELECT count(*) FROM roots WHERE due_at <= %(now)s),
       (SELECT count(*) FROM sweeps WHERE due_at <= %(now)s)
"""

# What has one leader: two kinds of receivers, digests, the health of feeds, tidying.
LED_KINDS = 5
# A lock of the server for each kind of work that somebody leads.
LED = f"""
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND granted AND datname = current_database() AND classid = {postgres.WORK}
"""  # noqa: S608  (our own number)


@dataclass(slots=True, kw_only=True)
class Worker:
    """A worker that was started: its number, its process, and how it ended if it did."""

    number: int
    child: int
    output: Path
    ended: Ended | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it neither ended nor was stopped."""
        return self.ended is None


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A world, the server of its bots, the line that one of them has to it, and what all share."""

    world: World
    server: PostgresServer
    line: Proxy
    shared: Shared
    place: Path
    moment: datetime
    before: str = ""
    messages: tuple[SlackMessage, ...] = ()
    mails: tuple[Mail, ...] = ()
    workers: list[Worker] = field(default_factory=list)
    _asking: psycopg.Connection[tuple[object, ...]] | None = None

    @property
    def database(self) -> str:
        """The name of the database of the case."""
        return self.world.stage.server.rpartition("/")[2]

    @property
    def now(self) -> datetime:
        """The time by the server's clock."""
        return self.moment + timedelta(seconds=self.shared.passed_s())

    def put_back(self) -> None:
        """Let all stand as before the news, and the time run from there."""
        self.workers.clear()
        self.hang_up()
        used = self.world.stage.server
        self.world.stage.server = self.server.url(self.server.copy(self.before))
        if used and used != self.server.url(self.before):
            self.server.drop(used.rpartition("/")[2])
        self.world.slack.put_back(self.messages)
        self.world.mail.put_back(self.mails)
        self.line.mend()
        self.shared.begin()

    def start(
        self,
        number: int,
        *,
        queues: str = ALL,
        at: At | None = None,
        ahead_s: float = 0.0,
        by_line: bool = False,
        without: Sequence[str] = (),
    ) -> Worker:
        """Start a worker; `by_line` it reaches the server over the line that can be cut."""
        port = self.line.port if by_line else self.server.port
        url = self.world.stage.server.replace(f":{self.server.port}/", f":{port}/")
        child, output = self.world.start(
            "worker",
            "--queues",
            queues,
            moment=self.moment,
            at=at,
            settings={"DATABASE_URL": url},
            machine=Machine(shared=self.place, number=number, ahead_s=ahead_s),
            without=without,
        )
        self.workers.append(Worker(number=number, child=child, output=output))
        return self.workers[-1]

    def look(self) -> list[Worker]:
        """Who is at work."""
        for one in self.workers:
            if one.is_at_work:
                one.ended = self.world.look(one.child)
        return [one for one in self.workers if one.is_at_work]

    def wait_until_ready(self) -> None:
        """Wait until each that was started waits for the word to begin, or one of them has ended or was stopped."""
        until = time.monotonic() + LONGEST_S
        many = len(self.look())
        while len(alive := self.look()) == many and not all(
            self.shared.is_ready(one.number) for one in alive
        ):
            if time.monotonic() > until:
                raise RuntimeError("a worker did not start")
            time.sleep(LOOK_S)

    def wait_until_led(self) -> None:
        """Wait until each kind of work that has one leader has it, or one that works has ended."""
        until = time.monotonic() + LONGEST_S
        while len(self.look()) == len(self.workers) and not self.is_led:
            if time.monotonic() > until:
                raise RuntimeError("nobody leads")
            time.sleep(LOOK_S)

    @property
    def is_led(self) -> bool:
        """Whether each kind of work that has one leader has it now."""
        return self.ask(LED)[0][0] == LED_KINDS

    def settle_led(self) -> None:
        """Settle until all has a leader again: the server lets go what a dead one led a moment after its death."""
        until = time.monotonic() + LONGEST_S
        self.settle()
        while not self.is_led and time.monotonic() < until:
            self.settle()

    def settle(self, *, until_ended: bool = False) -> None:
        """Let those at work do what is due, until nothing is, or nothing moves on; or until one of them has ended."""
        until = time.monotonic() + LONGEST_S
        before: tuple[int, ...] = ()
        since = time.monotonic()
        many = len(self.look())
        # What no row says is due, such as a digest: whoever leads it now looks.
        self.shared.tell(one.number for one in self.look())
        while (alive := self.look()) and time.monotonic() < until:
            if until_ended and len(alive) < many:
                return
            time.sleep(LOOK_S)
            resting = [one.number for one in alive if self.shared.rests(one.number)]
            if not resting:
                continue
            due = self.due()
            if due != before:
                before, since = due, time.monotonic()
            moves_on = any(due) and time.monotonic() - since < STILL_S
            if len(resting) == len(alive) and not moves_on:
                return
            if moves_on:
                # Who rests may take up what another one has made.
                self.shared.tell(resting)
                time.sleep(APART_S)

    def due(self) -> tuple[int, ...]:
        """How many feeds, articles, deliveries, first messages and looks for copies are due."""
        return tuple(self.ask(DUE, now=self.now.replace(tzinfo=None))[0])  # type: ignore[arg-type]

    def ask(self, question: str, **given: object) -> list[tuple[object, ...]]:
        """What the database of the case answers."""
        if self._asking is None or self._asking.closed:
            self._asking = psycopg.connect(self.world.stage.server, autocommit=True)
        try:
            return self._asking.execute(question.encode(), given or None).fetchall()
        except psycopg.OperationalError:
            # The server was restarted, or the database is another one by now.
            self._asking.close()
            return self.ask(question, **given)

    def hang_up(self) -> None:
        """Ask no more, until something is asked again."""
        if self._asking is not None:
            self._asking.close()

    def end(self) -> list[str]:
        """Stop all that run, as a service is stopped: what went wrong."""
        faults = []
        for one in self.look():
            self.world.signal(one.child, signal.SIGTERM)
        for one in self.workers:
            if one.is_at_work:
                run = self.world.wait(one.child, one.output)
                one.ended = run.ended
                if run.ended.status:
                    faults.append(
                        f"worker {one.number} ended with {run.ended.status}: {last_line(run.log)}"
                    )
        return faults

    def log(self, worker: Worker) -> Run:
        """What a worker that ended said, and the places that it passed."""
        if worker.ended is None:
            raise RuntimeError("it is at work")
        return self.world.told_by(worker.ended, worker.output)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Cluster]:
    """A cluster before its news: feeds that were met a day ago, and pages that say something new."""
    installed = programs()
    if installed is None:
        raise RuntimeError("no PostgreSQL server of version 15 or later is installed")
    with (
        built(folder, until=UNTIL) as world,
        PostgresServer(installed, within=fast_folder()) as server,
        contextlib.closing(Proxy(server.port)) as line,
    ):
        place = folder / "shared"
        meeting, news = _days()
        cluster = Cluster(
            world=world,
            server=server,
            line=line,
            shared=Shared(place),
            place=place,
            moment=news.at,
        )
        server.create("met")
        world.stage.server = server.url("met")
        for outlet in {piece.outlet.id: piece.outlet for piece in news.pieces}.values():
            world.stage.open_outlet(outlet)
        alerts, editors = READERS
        world.open(receivers=({**alerts, "to": "ann@example.org"}, editors))
        world.rehearse_round(meeting)
        world.stage.publish(news)
        cluster.before = "met"
        cluster.messages, cluster.mails = tuple(world.slack.messages), tuple(world.mail.messages)
        cluster.put_back()
        world.rehearse_round(news.at)
        try:
            yield cluster
        finally:
            cluster.hang_up()
            for one in cluster.workers:
                if one.ended is None or one.ended.stopped:
                    world.signal(one.child, signal.SIGKILL)


def _days() -> tuple[datetime, Day]:
    """The demo's news of which none speaks of what another one does, all at once; and a day before them.

    So the same is told in whichever order they are read, and that order is free where a machine is lost.
    """
    stream = days(until=UNTIL)
    pieces = [
        piece
        for day in stream
        for piece in day.pieces
        if piece.told and all(kind == "new" for kind in piece.told.values())
    ]
    at = stream[-1].at
    return at - timedelta(days=1), Day(
        number=1, about="all at once", at=at, pieces=tuple(pieces[:PIECES])
    )

"""A bot that something befalls: what a forked process does before it runs the bot's own `main`."""

from __future__ import annotations

import gc
import http.client
import json
import os
import resource
import signal
import smtplib
import sqlite3
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar
from urllib.parse import urlsplit

from sqlalchemy import Engine, event

from bot import __main__ as command_line
from bot import app, failpoints, logs
from bot.cli import options
from bot.clients import mail, slack
from bot.clients.http import ways
from bot.clients.parsers import Parsers
from bot.dispatch import clock, replay
from bot.jobs import add_seed, documents, poll_feed, read_article, send_digest
from bot.model.feeds import Feed, Page
from bot.settings import load_settings
from bot.steps.read import PageText
from bot.storage import engine
from demo import pages
from demo.stream import days, outlets
from faults import deeds, guards, machine
from faults.orders import At, DiskFault, Order
from faults.world import UNTIL

P = ParamSpec("P")
T = TypeVar("T")
WRITES = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "COMMIT", "CREATE", "ALTER", "DROP")


def be(order: Order) -> NoReturn:
    """Be the bot of this order; never returns."""
    # It lives for a moment, and what it was forked from is shared as long as nobody touches it.
    gc.disable()
    status = 1
    try:
        _take_place(order)
        passed = _Passed(order.at)
        failpoints.arm(passed)
        _listen_to_the_wire(passed)
        if order.statements:
            _listen_to_the_disk(passed, order.disk)
        if not order.parsers_apart:
            Parsers.run = _parse_here  # type: ignore[method-assign]
        if order.machine is not None:
            machine.join(order.machine, moment=order.moment)
        for guard in order.without:
            guards.GUARDS[guard].take_away()
        status = _run(order)
        passed.write(order)
    except BaseException:  # noqa: BLE001  (whatever it is, this process must not become a second zygote)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def rehearse(order: Order) -> None:
    """Be the bot of this order without an end, so that all that is made once is there for those to come."""
    said, environment, now = [os.dup(1), os.dup(2)], dict(os.environ), clock.now
    run = Parsers.run
    Parsers.run = _parse_here  # type: ignore[method-assign]
    try:
        _take_place(order)
        if _run(order):
            log = (order.output / "log").read_text(encoding="utf-8")
            raise RuntimeError(f"the rehearsal failed: {log[-500:]}")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, place in enumerate(said, start=1):
            os.dup2(place, number)
            os.close(place)
        os.environ.clear()
        os.environ.update(environment)
        clock.now, Parsers.run = now, run  # type: ignore[method-assign]


def _take_place(order: Order) -> None:
    order.output.mkdir(parents=True, exist_ok=True)
    for number, name in ((1, "said"), (2, "log")):
        place = os.open(order.output / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(place, number)
        os.close(place)
    os.environ.clear()
    os.environ.update(order.settings)
    began = time.monotonic()

    def passing() -> datetime:
        return order.moment + timedelta(seconds=time.monotonic() - began)

    clock.now = passing
    # As long as the web has to answer: a party that never does is given up after it, not a quarter of a minute.
    ways.READ_S = engine.BUSY_S = order.timeouts_s
    poll_feed.DEADLINE_S = read_article.PAGE_DEADLINE_S = 2 * order.timeouts_s
    for client in (slack.Slack, slack.SlackWebhook, mail.Mail):
        client.__init__.__kwdefaults__["timeout_s"] = order.timeouts_s


def _run(order: Order) -> int:
    sys.argv = ["bot", *order.arguments]
    try:
        if order.deed:
            return deeds.do(order.deed, feeds=order.feeds, data=order.data)
        command_line.main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    return 0


# The demo's pages as they read, by their bytes and language: reading them is not what is tried here.
PAGES: dict[tuple[bytes, str | None], PageText] = {}


def _parse_here(_parsers: Parsers, parse: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Any:
    if parse is documents.article_page and isinstance(page := args[0], Page):
        known = PAGES.get((page.body, kwargs.get("language")))  # type: ignore[arg-type]  # its own argument
        if known is not None:
            return known
    return parse(*args, **kwargs)


def warm(feeds_file: Path) -> None:
    """Read and file the demo's pages once, in memory, and compose a digest: the first of each takes long."""
    watchlist = options.load_watchlist(feeds_file)
    add_seed.read_records(watchlist.seeds)
    settings = load_settings({}, data=feeds_file.parent)
    log = logs.configure("text", secrets=())
    at = datetime(2026, 1, 1, tzinfo=UTC)
    feed = Feed(id="warm", name="warm", url="http://warm.test/")
    with app.opened(settings, watchlist, log=log, database_url=app.IN_MEMORY) as context:
        # To the day on which the world's stream ends: pages say when they were published.
        stream = days(until=UNTIL)
        for piece in (piece for day in stream for piece in day.pieces):
            page = Page(
                url=feed.url,
                final_url=feed.url,
                status=200,
                headers={"content-type": pages.page_type(piece.outlet)},
                body=pages.page(piece),
                fetched_at=at,
            )
            for language in (piece.language, None):
                PAGES[page.body, language] = documents.article_page(page, language=language)
            recorded = replay.Recorded(
                id=piece.id,
                url=None,
                source=piece.outlet.name,
                language=piece.language,
                published=piece.published,
                title=piece.title,
                text=piece.text,
            )
            list(replay.replay([recorded], context))
        rss = pages.feed(outlets()[0], (), root=feed.url, first=at)
        documents.feed_document(replace(page, body=rss), feed=feed, seen_at=at)
        send_digest.preview(context, day=None, now=at)


class _Passed:
    """Every place that was passed, in order; and what happens at one of them."""

    def __init__(self, at: At | None) -> None:
        self._at = at
        self._guard = threading.Lock()
        self._order: list[str] = []
        self._counts: Counter[str] = Counter()

    def __call__(self, point: str) -> None:
        with self._guard:
            self._order.append(point)
            self._counts[point] += 1
            hit = self._at is not None and (point, self._counts[point]) == (
                self._at.point,
                self._at.occurrence,
            )
        if hit and self._at is not None:
            # To this thread, which must not go on: a signal to the process may be taken by another first.
            signal.pthread_kill(
                threading.get_ident(),
                signal.SIGSTOP if self._at.act == "stop" else signal.SIGKILL,
            )

    def write(self, order: Order) -> None:
        (order.output / "passed.json").write_text(json.dumps(self._order), encoding="utf-8")


def _listen_to_the_wire(passed: _Passed) -> None:
    """Name the moment at which a request is on its way and its answer is not here yet, and the one after."""
    here = threading.local()
    putrequest, getresponse = (
        http.client.HTTPConnection.putrequest,
        http.client.HTTPConnection.getresponse,
    )

    def naming(connection: Any, method: str, url: str, *rest: Any, **more: Any) -> None:
        here.method = urlsplit(url).path.rpartition("/")[2]
        putrequest(connection, method, url, *rest, **more)

    def answering(connection: Any) -> http.client.HTTPResponse:
        passed(f"wire.{here.method}.sent")
        answer = getresponse(connection)
        passed(f"wire.{here.method}.answered")
        return answer

    http.client.HTTPConnection.putrequest = naming  # type: ignore[method-assign]
    http.client.HTTPConnection.getresponse = answering  # type: ignore[method-assign]
    getreply, putcmd = smtplib.SMTP.getreply, smtplib.SMTP.putcmd

    def commanding(server: smtplib.SMTP, cmd: str, args: str = "") -> None:
        here.command = cmd.split(" ", maxsplit=1)[0].upper()
        putcmd(server, cmd, args)

    def replied(server: smtplib.SMTP) -> tuple[int, bytes]:
        command = getattr(here, "command", "CONNECT")
        # What is said in between hands over nothing yet.
        named = command in {"CONNECT", "BODY", "QUIT"}
        if named:
            passed(f"wire.mail.{command}.sent")
        answer = getreply(server)
        # The second answer to DATA is the one to the mail itself.
        here.command = "BODY" if command == "DATA" else "CONNECT"
        if named:
            passed(f"wire.mail.{command}.answered")
        return answer

    smtplib.SMTP.putcmd = commanding  # type: ignore[method-assign]
    smtplib.SMTP.getreply = replied  # type: ignore[method-assign]


def _listen_to_the_disk(passed: _Passed, fault: DiskFault | None) -> None:
    """Name every statement that writes, and let the disk fail at one of them."""
    turn = _DiskTurn(passed, fault)
    if fault is not None and fault.kind == "file_size":
        # SIGXFSZ is ignored by Python: the write fails, as it does on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.room, resource.RLIM_INFINITY))

    class Cursor(sqlite3.Cursor):
        def execute(self, statement: str, *parameters: Any) -> Any:
            if statement == "BEGIN IMMEDIATE":
                self.connection.writes = True  # type: ignore[attr-defined]
            turn.write(statement)
            return super().execute(statement, *parameters)

        def executemany(self, statement: str, *parameters: Any) -> Any:
            turn.write(statement)
            return super().executemany(statement, *parameters)

    class Connection(sqlite3.Connection):
        writes = False

        def cursor(self, *_given: Any) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            if self.writes:
                turn.write("COMMIT")
            super().commit()
            self.writes = False

    @event.listens_for(Engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _args: Any, parameters: dict[str, Any]) -> None:
        parameters["factory"] = Connection

    if fault is not None and fault.kind == "pages":
        _leave_room(fault.room)


def _leave_room(pages: int) -> None:
    @event.listens_for(Engine, "connect")
    def no_more(connection: Any, _record: Any) -> None:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={used + pages}")


class _DiskTurn:
    def __init__(self, passed: _Passed, fault: DiskFault | None) -> None:
        self._passed = passed
        self._fault = fault
        self._writes = 0

    def write(self, statement: str) -> None:
        words = statement.split(None, 3)
        if not statement.lstrip().startswith(WRITES):
            return
        table = words[2 if words[1] in {"INTO", "FROM"} else 1] if len(words) > 1 else ""
        self._passed(f"sql.{words[0]} {table}".rstrip())
        self._writes += 1
        fault = self._fault
        if (
            fault is None
            or fault.kind in {"pages", "file_size"}
            or self._writes != fault.occurrence
        ):
            return
        refusal = sqlite3.OperationalError(
            "database or disk is full" if fault.kind == "SQLITE_FULL" else "disk I/O error"
        )
        refusal.sqlite_errorname = fault.kind
        raise refusal

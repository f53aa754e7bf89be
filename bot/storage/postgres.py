"""A PostgreSQL server as the store: connected to, locked, and asked for the time.

One lock stands for SQLite's write lock: an advisory lock that a writing transaction takes before it reads anything
and that the server lets go at its commit (https://www.postgresql.org/docs/15/explicit-locking.html). So whatever is
decided from what was read is still true when it is written, and rows become visible in the order of their numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from bot.errors import StorageError
from bot.storage import codec, refusals

OLDEST = 150_000  # 15.0, as the server numbers itself
# Numbers of advisory locks, which belong to one database: any number will do, if nobody else there has it.
WRITES, BOTS = 0x4E4C_0001, 0x4E4C_0002
# The first half of the lock of a kind of work; the second half is made of its name.
WORK = 0x4E4C
# What the server ends by itself, so that a machine that was cut off holds nobody up.
_OPTIONS = {
    "lock_timeout": "60s",
    "idle_in_transaction_session_timeout": "30s",
    "statement_timeout": "120s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "client_connection_check_interval": "5s",
    # Look-ups take rows in the order of an index.
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
}
# The same from our side (https://www.postgresql.org/docs/15/libpq-connect.html).
_CONNECTING = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "client_encoding": "utf8",
    "application_name": "newsledger",
    "options": " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items()),
}
# Codepoints in order, as SQLite has them: articles of one minute are settled in the order of their names.
_PLAIN_ORDERS = frozenset({"c", "posix", "c.utf-8", "c.utf8"})
HOW_TO_MAKE_IT = (
    "CREATE DATABASE newsledger TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
)


def driver_url(place: URL) -> URL:
    """The address with the driver that this program has."""
    return place.set(drivername="postgresql+psycopg")


def connect(place: URL) -> Engine:
    """An engine whose transactions write in turn; raises StorageError where the server is not fit for it."""
    engine = create_engine(
        driver_url(place),
        json_serializer=codec.dumps,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        pool_timeout=15.0,
        # A server that was restarted is met with a fresh connection, not with an error.
        pool_pre_ping=True,
        connect_args=_CONNECTING,
    )
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as conn:
            _refuse_unfit(conn)
    except DBAPIError as error:
        engine.dispose()
        raise refusals.explained(error, engine.url) from error
    except StorageError:
        engine.dispose()
        raise
    return engine


@contextmanager
def hold(place: URL, *, alone: bool) -> Iterator[None]:
    """Be the one bot on a database (`alone`), or one of its workers, until the block is left or the process ends.

    Raises StorageError where another holds it otherwise. A hold that is lost with its connection does no harm: what
    is claimed is under leases, and nobody takes back those of others.
    """
    with _session(place) as conn:
        shared = "" if alone else "_shared"
        if not conn.scalar(text(f"SELECT pg_try_advisory_lock{shared}({BOTS})")):
            raise StorageError(
                f"another bot is running on the database {place.database}; stop it, or give this one its own"
                if alone
                else f"`bot run` has the database {place.database} to itself; stop it before workers start"
            )
        yield


class Leads:
    """Which kinds of work this process does for all that are on the database: each has one leader at a time.

    The locks belong to a connection of their own, so that they end with a process that is killed. Safe to share among
    threads.
    """

    def __init__(self, place: URL) -> None:
        self._engine = create_engine(
            driver_url(place),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=_CONNECTING,
        )
        self._asking = threading.Lock()
        self._conn: Connection | None = None
        self._led: set[str] = set()

    def has(self, work: str) -> bool:
        """Whether this process leads a kind of work, now that it was asked; once it does, it goes on until it ends.

        Raises StorageError where the server does not answer: then it leads nothing.
        """
        with self._asking:
            try:
                return self._has(work)
            except DBAPIError as error:
                self._drop()
                raise refusals.explained(error, self._engine.url) from error

    def close(self) -> None:
        """Let everything go."""
        with self._asking:
            self._drop()
            self._engine.dispose()

    def _has(self, work: str) -> bool:
        if self._conn is None:
            self._conn = self._engine.connect()
        if work in self._led:
            # A lock is held as long as its connection: this fails where it is gone.
            self._conn.execute(text("SELECT 1"))
            return True
        asked = text("SELECT pg_try_advisory_lock(:of, hashtext(:work))")
        if self._conn.scalar(asked, {"of": WORK, "work": work}):
            self._led.add(work)
        return work in self._led

    def _drop(self) -> None:
        self._led.clear()
        if self._conn is not None:
            with suppress(DBAPIError):
                self._conn.close()
        self._conn = None


def clock_lag(engine: Engine, *, clock: Callable[[], datetime]) -> timedelta:
    """How far this machine's clock is behind the server's (negative: ahead), by the quickest of three questions.

    `clock` gives the machine's time. The server's clock is the one that all workers share.
    """
    found: list[tuple[timedelta, timedelta]] = []
    try:
        with engine.connect() as conn:
            for _ in range(3):
                before = clock()
                theirs = conn.scalar(text("SELECT clock_timestamp()"))
                after = clock()
                if isinstance(theirs, datetime):
                    middle = before + (after - before) / 2
                    found.append((after - before, theirs.astimezone(UTC) - middle))
    except DBAPIError as error:
        raise refusals.explained(error, engine.url) from error
    return min(found)[1]


@contextmanager
def _session(place: URL) -> Iterator[Connection]:
    engine = create_engine(
        driver_url(place),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args=_CONNECTING,
    )
    try:
        conn = engine.connect()
    except DBAPIError as error:
        raise refusals.explained(error, engine.url) from error
    try:
        yield conn
    finally:
        # It may be broken by now, and is over either way.
        with suppress(DBAPIError):
            conn.close()
        engine.dispose()


def _begin(conn: Connection) -> None:
    if conn.get_execution_options().get("writes", False):
        # Each statement sees what was committed before it (READ COMMITTED): the first one waits, the next see all.
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITES})")
    else:
        conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _refuse_unfit(conn: Connection) -> None:
    found = conn.exec_driver_sql(
        "SELECT current_setting('server_version_num')::int, pg_encoding_to_char(encoding), datcollate, datlocprovider"
        " FROM pg_database WHERE datname = current_database()"
        if (conn.dialect.server_version_info or (0,)) >= (15,)
        else "SELECT current_setting('server_version_num')::int, '', '', ''"
    ).one()
    version, encoding, order, provider = found
    if version < OLDEST:
        raise StorageError("the PostgreSQL server is older than 15; use 15 or later")
    if encoding != "UTF8" or provider != "c" or order.lower() not in _PLAIN_ORDERS:
        raise StorageError(
            f"the database {conn.engine.url.database} is encoded as {encoding} and sorted as {order}; it has to be UTF8"
            f" and sorted by codepoint. Make one with: {HOW_TO_MAKE_IT}"
        )

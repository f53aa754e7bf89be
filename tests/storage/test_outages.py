"""Two senders on one server, and the server or the network fails under them: each message leaves once."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, make_url, select

from bot.errors import StorageError
from bot.model.alerts import Delivery, Receiver
from bot.storage import outbox
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import deliveries
from demo.servers.postgres import PostgresServer
from demo.servers.proxy import Proxy

MESSAGES = 60
LEASE = timedelta(seconds=4)
PATIENCE_S = 180.0


def now() -> datetime:
    """The time; leases run out by it."""
    return datetime.now(UTC)  # noqa: TID251  (a test's own clock)


class Sink:
    """What has arrived, and how often."""

    def __init__(self) -> None:
        self.arrived: list[str] = []

    def send(self, key: str) -> None:
        """Take a message."""
        time.sleep(0.01)
        self.arrived.append(key)


def one_delivery(database: Engine, sink: Sink, token: str) -> bool:
    """As the bot does it: claim, say that it begins, send, say that it arrived; ask first where that is not known."""
    with writing(database) as conn:
        claimed = outbox.claim_due(conn, now=now(), lease=LEASE, token=token)
    if claimed is None:
        return False
    if not (claimed.state == "unknown" and claimed.key in sink.arrived):
        if not _begun(database, claimed, token):
            return True
        sink.send(claimed.key)
    with writing(database) as conn:
        outbox.mark_sent(conn, claimed.id, token=token, sink_ref=claimed.key, now=now())
    return True


def _begun(database: Engine, claimed: Delivery, token: str) -> bool:
    with writing(database) as conn:
        return outbox.mark_sending(conn, claimed.id, token=token, attempt_id=token, now=now())


def left(database: Engine) -> int:
    """How many messages nobody has as far as the outbox knows; all of them while the server is away."""
    try:
        with reading(database) as conn:
            waiting = select(func.count()).where(deliveries.c.state != "sent")
            return conn.scalar(waiting) or 0
    except StorageError as error:
        if not error.temporary:
            raise
        return MESSAGES


def send_all(database: Engine, sink: Sink, name: str, until: float, refused: list[str]) -> None:
    """Send until nothing is left; what the database refuses for now is tried again."""
    number = 0
    while left(database) and time.monotonic() < until:
        number += 1
        try:
            if not one_delivery(database, sink, f"{name}{number}"):
                time.sleep(0.05)
        except StorageError as error:
            if not error.temporary:
                raise
            refused.append(error.reason)
            time.sleep(0.05)


@contextmanager
def restarted(server: PostgresServer, proxy: Proxy) -> Iterator[None]:
    """The server crashes, and comes again."""
    del proxy
    server.stop(at_once=True)
    yield
    server.start()


@contextmanager
def cut_off(server: PostgresServer, proxy: Proxy) -> Iterator[None]:
    """One of the two can reach the server no more, and later can."""
    del server
    proxy.cut()
    yield
    proxy.mend()


@pytest.mark.long
@pytest.mark.parametrize("outage", [restarted, cut_off])
def test_an_outage_under_load_loses_nothing_and_doubles_nothing(
    new_postgres: Callable[[], str], postgres_server: PostgresServer, outage: Callable[..., object]
):
    """Servers are updated at night, and cables are pulled: no reader may notice."""
    url, sink, refused = new_postgres(), Sink(), list[str]()
    with closing(Proxy(postgres_server.port)) as proxy:
        far = make_url(url).set(port=proxy.port).render_as_string(hide_password=False)
        databases = [open_database(url), open_database(far)]
        with writing(databases[0]) as conn:
            for number in range(MESSAGES):
                outbox.put(
                    conn,
                    receiver=Receiver(id="slack", kind="slack"),
                    key=f"k{number}",
                    kind="alert",
                    payload={},
                    thread=None,
                    due_at=now(),
                    now=now(),
                )
        until = time.monotonic() + PATIENCE_S
        senders = [
            threading.Thread(target=send_all, args=(database, sink, f"s{number}-", until, refused))
            for number, database in enumerate(databases)
        ]
        for sender in senders:
            sender.start()
        while len(sink.arrived) < MESSAGES // 4 and time.monotonic() < until:
            time.sleep(0.005)
        with outage(postgres_server, proxy):  # type: ignore[attr-defined]
            time.sleep(0.5)
        for sender in senders:
            sender.join()
        assert left(databases[0]) == 0
        for database in databases:
            database.dispose()
    assert sorted(sink.arrived) == sorted(f"k{number}" for number in range(MESSAGES))
    assert refused

"""What only a PostgreSQL server can get wrong: many writers, other orders of words, connections that end."""

import itertools
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, make_url, select, text

from bot.errors import StorageError
from bot.model.alerts import Receiver
from bot.storage import meta, outbox, postgres
from bot.storage.engine import (
    hold_database,
    open_database,
    reading,
    release_leases,
    writing,
)
from bot.storage.schema import entries
from demo.servers.postgres import PostgresServer

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
LEASE = timedelta(minutes=3)


@pytest.fixture
def url(new_postgres: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_postgres()


@pytest.fixture
def database(url: str):
    """It, opened."""
    engine = open_database(url)
    yield engine
    engine.dispose()


def entry(number: int) -> dict[str, object]:
    """A row of the reading queue."""
    return {
        "feed_id": "a",
        "guid": f"g{number}",
        "title": "",
        "summary": "",
        "published": NOW,
        "dated": True,
        "first_seen_at": NOW,
        "state": "due",
    }


def test_two_programs_that_read_and_then_write_lose_no_update(url: str):
    """Two engines once counted to 202 where 400 was right."""
    engines = [open_database(url) for _ in range(2)]

    def count(engine: Engine) -> None:
        for _ in range(50):
            with writing(engine) as conn:
                so_far = int(meta.recall(conn, "count") or 0)
                meta.remember(conn, "count", str(so_far + 1))

    threads = [threading.Thread(target=count, args=(one,)) for one in engines * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engines[0]) as conn:
        assert meta.recall(conn, "count") == "200"
    for engine in engines:
        engine.dispose()


def test_rows_are_seen_in_the_order_of_their_numbers(url: str):
    """A row that becomes visible after a later one would be passed over by whoever goes on from the last number."""
    writers = [open_database(url) for _ in range(3)]
    seen: list[list[int]] = []

    def write(engine: Engine, first: int) -> None:
        for number in range(first, first + 20):
            with writing(engine) as conn:
                conn.execute(insert(entries), entry(number))

    threads = [
        threading.Thread(target=write, args=(engine, 100 * number))
        for number, engine in enumerate(writers)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        with reading(writers[0]) as conn:
            seen.append(list(conn.scalars(select(entries.c.id).order_by(entries.c.id))))
    for earlier, later in itertools.pairwise(seen):
        assert later[: len(earlier)] == earlier
    assert len(seen) > 2
    for engine in writers:
        engine.dispose()


def test_reading_sees_one_state_and_cannot_write(database: Engine):
    """A digest that is gathered while others write must not hold half of what they wrote."""
    with reading(database) as conn:
        assert meta.recall(conn, "x") is None
        with writing(database) as other:
            meta.remember(other, "x", "1")
        assert meta.recall(conn, "x") is None
    with pytest.raises(StorageError), reading(database) as conn:
        meta.remember(conn, "x", "2")


def test_a_dead_bots_leases_run_out_and_are_not_taken_back(database: Engine):
    """On a server the owner may be alive on another machine, in the middle of sending."""
    with writing(database) as conn:
        outbox.put(
            conn,
            receiver=Receiver(id="slack", kind="slack"),
            key="k",
            kind="alert",
            payload={},
            thread=None,
            due_at=NOW,
            now=NOW,
        )
    with writing(database) as conn:
        first = outbox.claim_due(conn, now=NOW, lease=LEASE, token="t")
    assert first is not None
    with writing(database) as conn:
        outbox.mark_sending(conn, first.id, token="t", attempt_id="a1", now=NOW)
    with writing(database) as conn:
        assert release_leases(conn) == 0
        assert outbox.claim_due(conn, now=NOW, lease=LEASE, token="u") is None
        again = outbox.claim_due(conn, now=NOW + LEASE, lease=LEASE, token="u")
    assert again is not None
    assert again.state == "unknown"


def test_a_lone_bot_and_workers_keep_each_other_out(url: str):
    """`bot run` believes that it is the only one; workers know that they are not."""
    with (
        hold_database(url, alone=False),
        hold_database(url, alone=False),
        pytest.raises(StorageError, match="another bot is running"),
        hold_database(url),
    ):
        pass
    with (
        hold_database(url),
        pytest.raises(StorageError, match="to itself; stop it before workers start"),
        hold_database(url, alone=False),
    ):
        pass
    with hold_database(url):
        pass


def test_a_kind_of_work_has_one_leader_and_the_next_one_after_it(url: str):
    """Two workers that both make the digest would send two."""
    first, second = postgres.Leads(make_url(url)), postgres.Leads(make_url(url))
    assert first.has("digest")
    assert first.has("digest")
    assert not second.has("digest")
    assert second.has("tidy")
    first.close()
    assert second.has("digest")
    second.close()


def test_a_leader_whose_connection_ended_leads_nothing_until_it_asks_again(
    url: str, postgres_server: PostgresServer
):
    """The lock went with the connection: another worker may have it by now."""
    first, second = postgres.Leads(make_url(url)), postgres.Leads(make_url(url))
    assert first.has("digest")
    end = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    database = open_database(url)
    with database.connect() as conn:
        conn.execute(end)
    with pytest.raises(StorageError) as caught:
        first.has("digest")
    assert caught.value.temporary
    assert second.has("digest")
    assert not first.has("digest")
    for one in (first, second):
        one.close()
    database.dispose()


def test_a_connection_that_the_server_ended_is_made_anew(database: Engine):
    """A database that is restarted for an update must not need a restart of every bot."""
    with writing(database) as conn:
        meta.remember(conn, "x", "1")
    with database.connect() as conn:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        conn.execute(text(others))
    with reading(database) as conn:
        assert meta.recall(conn, "x") == "1"


def test_the_distance_between_the_clocks_is_measured(database: Engine):
    """A lease is a time: by two clocks five minutes apart, one is over that is not."""

    def fast() -> datetime:
        return datetime.now(UTC) + timedelta(minutes=5)  # noqa: TID251  (a wrong clock)

    lag = postgres.clock_lag(database, clock=fast)
    assert abs(lag + timedelta(minutes=5)) < timedelta(seconds=2)


@pytest.mark.parametrize(
    ("wrong", "said", "temporary"),
    [
        ({"database": "nowhere"}, "no such database", False),
        ({"username": "nobody"}, "refuses this user", False),
        ({"port": 1}, "cannot be reached", True),
    ],
)
def test_a_server_that_refuses_is_explained_without_the_password(
    url: str, wrong: dict[str, object], said: str, *, temporary: bool
):
    """A password in an error ends in a ticket."""
    place = make_url(url).set(password="hush-hush", **wrong)
    with pytest.raises(StorageError, match=said) as caught:
        open_database(place.render_as_string(hide_password=False))
    assert caught.value.temporary is temporary
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "made",
    [
        "ENCODING 'SQL_ASCII' TEMPLATE template0",
        "LOCALE_PROVIDER icu ICU_LOCALE 'en' TEMPLATE template0",
    ],
)
def test_a_database_of_another_encoding_or_order_is_refused_with_the_mend(
    postgres_server: PostgresServer, made: str
):
    """Articles of one minute would be settled in another order than in SQLite."""
    postgres_server.create(f"other_order {made}")
    with pytest.raises(StorageError, match="CREATE DATABASE newsledger"):
        open_database(postgres_server.url("other_order"))
    postgres_server.drop("other_order")

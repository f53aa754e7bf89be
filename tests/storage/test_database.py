"""Opening, migrating, locking and refusing: the database as a whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text, update
from sqlalchemy.exc import StatementError

from bot.errors import StorageError
from bot.storage import engine, meta, schema
from bot.storage.engine import hold_database, open_database, reading, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


def url_of(folder: Path) -> str:
    """A database in a folder that is not there yet."""
    return f"sqlite:///{folder / 'deep' / 'bot.db'}"


def test_the_folder_is_made_and_a_second_opening_finds_what_was_written(tmp_path: Path):
    """A newcomer has no folder yet, and a restart must forget nothing."""
    first = open_database(url_of(tmp_path))
    with writing(first) as conn:
        meta.remember(conn, "greeting", "日本")
    first.dispose()
    second = open_database(url_of(tmp_path))
    with reading(second) as conn:
        assert meta.recall(conn, "greeting") == "日本"
    second.dispose()


def test_migrations_make_exactly_the_tables_that_the_program_uses():
    """Otherwise a database that grew by migrations would differ from what the code expects."""
    database = open_database("sqlite://")
    with reading(database) as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        made = dict(conn.execute(text("SELECT name, sql FROM sqlite_master")).tuples().all())
    # What Alembic does not compare, and the look-up tables' size rests on.
    assert all(made[name].rstrip().endswith("WITHOUT ROWID") for name in ("passages", "marks"))
    database.dispose()


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path):
    """Writing into a schema that we do not know would damage it."""
    database = open_database(url_of(tmp_path))
    with writing(database) as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.dispose()
    with pytest.raises(StorageError, match=r"newer Newsledger \(schema 9999\).*update"):
        open_database(url_of(tmp_path))


def test_what_is_no_database_is_not_overwritten(tmp_path: Path):
    """Somebody's file under our name is theirs."""
    place = tmp_path / "deep" / "bot.db"
    place.parent.mkdir()
    place.write_bytes(b"my diary, page one. " * 100)
    with pytest.raises(StorageError, match="not a database; move it away"):
        open_database(url_of(tmp_path))
    assert place.read_bytes().startswith(b"my diary")


def test_a_damaged_database_says_so(tmp_path: Path):
    """The person must hear `restore`, not a traceback."""
    database = open_database(url_of(tmp_path))
    with writing(database) as conn:
        for number in range(2000):
            meta.remember(conn, f"key {number}", "x" * 200)
    database.dispose()
    place = tmp_path / "deep" / "bot.db"
    with sqlite3.connect(place) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    body = bytearray(place.read_bytes())
    middle = len(body) // 2
    body[middle : middle + 4096 * 40] = b"\xff" * 4096 * 40
    place.write_bytes(body)

    def use() -> None:
        damaged = open_database(url_of(tmp_path))
        try:
            with reading(damaged) as conn:
                conn.execute(select(schema.meta)).all()
        finally:
            damaged.dispose()

    with pytest.raises(StorageError, match="damaged; restore"):
        use()


def test_a_bad_database_address_is_explained_without_its_password():
    """DATABASE_URL may hold a password, and an error ends up in a log."""
    for url in ("no address at all", "strange://user:hush@host/db", "mysql://me:hush@host/db"):
        with pytest.raises(StorageError, match="DATABASE_URL") as caught:
            open_database(url)
        assert "hush" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path):
    """The data folder's parent may be a file, or somebody else's."""
    (tmp_path / "deep").write_text("a file")
    with pytest.raises(StorageError, match="cannot be made"):
        open_database(url_of(tmp_path))


def test_a_full_disk_leaves_nothing_half_written_and_the_next_write_goes_on(tmp_path: Path):
    """A full disk is the commonest failure of an unattended bot."""
    database = open_database(url_of(tmp_path))

    def fill() -> None:
        with writing(database) as conn:
            meta.remember(conn, "first", "half of the step")
            pages = conn.scalar(text("PRAGMA page_count"))
            conn.execute(text(f"PRAGMA max_page_count = {pages}"))
            meta.remember(conn, "second", "x" * 1_000_000)

    with pytest.raises(StorageError, match=r"disk is full.*Free some space") as caught:
        fill()
    assert caught.value.temporary
    with writing(database) as conn:
        assert meta.recall(conn, "first") is None
        conn.execute(text("PRAGMA max_page_count = 1000000"))
        meta.remember(conn, "first", "whole")
    with reading(database) as conn:
        assert meta.recall(conn, "first") == "whole"
    database.dispose()


def test_a_lock_held_by_another_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A backup tool that locks the file must not look like a bug of ours."""
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    database = open_database(url_of(tmp_path))
    other = sqlite3.connect(tmp_path / "deep" / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="locked") as caught, writing(database):
        pass
    assert caught.value.temporary
    with reading(database) as conn:
        assert meta.recall(conn, "anything") is None
    other.rollback()
    other.close()
    database.dispose()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_database_that_may_not_be_written_to_is_explained(tmp_path: Path):
    """Wrong rights on a volume are the commonest fault of a container."""
    open_database(url_of(tmp_path)).dispose()
    place = tmp_path / "deep" / "bot.db"
    place.chmod(0o444)
    place.parent.chmod(0o555)
    with pytest.raises(StorageError, match="right"):
        open_database(url_of(tmp_path))
    place.parent.chmod(0o755)


def test_what_a_bug_raises_inside_a_transaction_takes_all_of_it_back():
    """Never half-written, whoever fails."""
    database = open_database("sqlite://")

    def fail() -> None:
        with writing(database) as conn:
            meta.remember(conn, "a", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(database) as conn:
        assert meta.recall(conn, "a") is None
    database.dispose()


@pytest.mark.parametrize("where", ["in memory", "on disk"])
def test_writers_that_read_first_lose_no_update(where: str, tmp_path: Path):
    """With the driver's own deferred transactions, five of six such updates were lost."""
    database = open_database("sqlite://" if where == "in memory" else url_of(tmp_path))
    with writing(database) as conn:
        meta.remember(conn, "count", "0")

    def add_fifty() -> None:
        for _ in range(50):
            with writing(database) as conn:
                meta.remember(conn, "count", str(int(meta.recall(conn, "count") or 0) + 1))

    threads = [threading.Thread(target=add_fifty) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(database) as conn:
        assert meta.recall(conn, "count") == "400"
    database.dispose()


def test_a_write_inside_a_write_is_an_error_and_not_a_standstill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A bot that waits for itself looks alive and does nothing."""
    monkeypatch.setattr(engine, "LONGEST_TURN_S", 0.05)
    database = open_database(url_of(tmp_path))

    def write_inside() -> None:
        with writing(database), writing(database):
            pass

    with pytest.raises(StorageError, match="a write took longer"):
        write_inside()
    with writing(database) as conn:
        meta.remember(conn, "still", "writable")
    database.dispose()


def test_a_reader_sees_one_state_while_others_write(tmp_path: Path):
    """A digest that is composed while articles come in must not count one of them twice."""
    database = open_database(url_of(tmp_path))
    with reading(database) as reader:
        assert meta.recall(reader, "k") is None
        with writing(database) as conn:
            meta.remember(conn, "k", "new")
        assert meta.recall(reader, "k") is None
    with reading(database) as reader:
        assert meta.recall(reader, "k") == "new"
    database.dispose()


def test_a_second_bot_on_one_folder_is_refused_and_a_dead_one_is_not_in_the_way(tmp_path: Path):
    """Two bots on one outbox would race each other; a crashed one must not block its own restart."""
    with (
        hold_database(url_of(tmp_path)),
        pytest.raises(StorageError, match=rf"another bot is running on .*process {os.getpid()}"),
        hold_database(url_of(tmp_path)),
    ):
        pass
    holder = (
        "import sys, time; from bot.storage.engine import hold_database\n"
        f"with hold_database({url_of(tmp_path)!r}):\n print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with (
        pytest.raises(StorageError, match=f"process {process.pid}"),
        hold_database(url_of(tmp_path)),
    ):
        pass
    process.kill()
    process.communicate()
    with hold_database(url_of(tmp_path)):
        pass


def test_links_to_one_database_are_one_database(tmp_path: Path):
    """The same file by another name is the same outbox."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "other.db").symlink_to(tmp_path / "deep" / "bot.db")
    with (
        hold_database(url_of(tmp_path)),
        pytest.raises(StorageError, match="another bot is running"),
        hold_database(f"sqlite:///{tmp_path / 'other.db'}"),
    ):
        pass
    with hold_database("sqlite://"), hold_database("sqlite://"):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_no_room_for_the_lock_is_said_in_words(tmp_path: Path):
    """It ended in a traceback, before anybody was told that the disk is full."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bot.db.lock").symlink_to("/dev/full")
    with (
        pytest.raises(StorageError, match=r"No space left on device\); free some space") as caught,
        hold_database(url_of(tmp_path)),
    ):
        pass
    assert caught.value.temporary


WRITER = """
import sys
from bot.storage import meta
from bot.storage.engine import open_database, writing
database = open_database(sys.argv[1])
with writing(database) as conn:
    number = int(meta.recall(conn, "left") or 0)
while True:
    number += 1
    with writing(database) as conn:
        meta.remember(conn, "left", str(number))
        meta.remember(conn, "right", str(number))
    print(number, flush=True)
"""


def test_no_acknowledged_commit_is_lost_to_a_kill_and_none_is_torn(tmp_path: Path):
    """Whatever kills the process, the next start reads what was committed, whole."""
    for acknowledged_before_the_kill in (3, 40, 200):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, url_of(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(acknowledged_before_the_kill):
            acknowledged = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        database = open_database(url_of(tmp_path))
        with reading(database) as conn:
            left, right = meta.recall(conn, "left"), meta.recall(conn, "right")
            assert conn.scalar(text("PRAGMA integrity_check")) == "ok"
        database.dispose()
        assert left == right
        # One more may have been committed than anybody heard of.
        assert int(left or 0) in (acknowledged, acknowledged + 1)


def test_a_sign_of_life_is_read_back():
    """`bot health` tells a living bot from a hung one by it."""
    database = open_database("sqlite://")
    with writing(database) as conn:
        assert engine.last_beat(conn) is None
        engine.beat(conn, now=NOW)
        assert engine.last_beat(conn) == NOW
    database.dispose()


def test_times_keep_their_zone_and_naive_ones_are_refused():
    """SQLite keeps no zone: 9:00 in Tokyo must not come back as 9:00 in London."""
    database = open_database("sqlite://")
    tokyo = datetime.fromisoformat("2026-04-13T18:00:00+09:00")
    with writing(database) as conn:
        conn.execute(
            schema.feeds.insert().values(feed_id="a", url="u", declared_url="u", next_poll_at=tokyo)
        )
        assert conn.scalar(select(schema.feeds.c.next_poll_at)) == NOW
    naive = update(schema.feeds).values(next_poll_at=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError, match="without a zone"), writing(database) as conn:
        conn.execute(naive)
    database.dispose()

"""A copy of the bot's memory while it runs, and the way back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app as commands
from bot.errors import StorageError
from bot.storage import backup, meta
from bot.storage.engine import hold_database, open_database, reading, writing


def url_of(folder: Path) -> str:
    """The address of a folder's database."""
    return f"sqlite:///{folder / 'newsledger.db'}"


def recalled(folder: Path, key: str) -> str | None:
    """What a folder's database holds under a key."""
    database = open_database(url_of(folder))
    with reading(database) as conn:
        found = meta.recall(conn, key)
    database.dispose()
    return found


def test_a_copy_made_while_the_bot_writes_is_of_one_moment(tmp_path: Path) -> None:
    """Copied file by file, a database in use is two halves of two moments."""
    database = open_database(url_of(tmp_path))
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with writing(database) as conn:
                meta.remember(conn, "left", str(number))
                meta.remember(conn, "right", str(number))

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(5):
        assert backup.back_up(url_of(tmp_path), tmp_path / f"copy-{number}.db") > 0
    stop.set()
    writer.join()
    database.dispose()
    for number in range(5):
        folder = tmp_path / f"restored-{number}"
        assert backup.restore(url_of(folder), tmp_path / f"copy-{number}.db") is None
        assert recalled(folder, "left") == recalled(folder, "right")


def test_a_restored_bot_remembers_what_it_knew_and_what_it_replaced_is_kept(tmp_path: Path) -> None:
    """The wrong copy restored must not be the end of the right one."""
    for word in ("then", "now"):
        database = open_database(url_of(tmp_path))
        with writing(database) as conn:
            meta.remember(conn, "word", word)
        database.dispose()
        if word == "then":
            backup.back_up(url_of(tmp_path), tmp_path / "copy.db")
    done = CliRunner().invoke(
        commands, ["restore", str(tmp_path / "copy.db"), "--data", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    assert recalled(tmp_path, "word") == "then"
    (kept,) = tmp_path.glob("newsledger.db.before-restore-1")
    (tmp_path / "old").mkdir()
    for file in tmp_path.glob("newsledger.db.before-restore-1*"):
        file.rename(tmp_path / "old" / file.name.replace(".before-restore-1", ""))
    assert kept.name == "newsledger.db.before-restore-1"
    assert recalled(tmp_path / "old", "word") == "now"


def test_what_is_no_copy_replaces_nothing(tmp_path: Path) -> None:
    """A page of an error saved under the copy's name would have been the bot's whole memory."""
    open_database(url_of(tmp_path)).dispose()
    for content in (b"", b"<html>404</html>", b"SQLite format 3\x00" + b"\x00" * 4000):
        (tmp_path / "wrong.db").write_bytes(content)
        with pytest.raises(StorageError, match="copy of the bot's memory"):
            backup.restore(url_of(tmp_path), tmp_path / "wrong.db")
    assert recalled(tmp_path, "word") is None


def test_nothing_is_restored_under_a_running_bot(tmp_path: Path) -> None:
    """It would write on into a file that is no longer there."""
    open_database(url_of(tmp_path)).dispose()
    backup.back_up(url_of(tmp_path), tmp_path / "copy.db")
    with hold_database(url_of(tmp_path)):
        done = CliRunner().invoke(
            commands, ["restore", str(tmp_path / "copy.db"), "--data", str(tmp_path)]
        )
    assert done.exit_code != 0
    assert isinstance(done.exception, StorageError)
    assert "another bot is running" in str(done.exception)


def test_a_copy_never_replaces_a_file(tmp_path: Path) -> None:
    """Last week's copy is somebody's."""
    open_database(url_of(tmp_path)).dispose()
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(StorageError, match="is there already"):
        backup.back_up(url_of(tmp_path), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"

"""The data folder: made where it is missing, and held by one bot at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.errors import StorageError

if sys.platform != "win32":
    import fcntl

LOCK_NAME = "bot.lock"


def make_folder(database: str) -> None:
    """Make the folder that a database file lives in.

    Raises StorageError where that is not possible.
    """
    _make(Path(database).parent)


@contextmanager
def hold_data_folder(path: Path | str) -> Iterator[None]:
    """Be the one bot on a data folder until the block is left, or the process ends in whatever way.

    Raises StorageError where another bot holds it. The lock is the system's (flock), so it never
    outlives its process; where the system has none (Windows), nobody is kept out.
    """
    folder = Path(path)
    _make(folder)
    try:
        lock = (folder / LOCK_NAME).open("a+", encoding="ascii")
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written to ({error.strerror}); "
            "give the bot's user the right to, or choose another folder with --data"
        ) from error
    with lock:
        _take(lock, folder)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _take(lock: TextIO, folder: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read(20).strip()
        who = f" (process {holder})" if holder else ""
        raise StorageError(
            f"another bot is running on {folder}{who}; stop it, or give this one its own folder "
            "with --data"
        ) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the folder {folder} cannot be made ({error.strerror}); "
            "choose another with --data or BOT_DATA"
        ) from error

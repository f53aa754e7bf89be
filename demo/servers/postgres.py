"""A PostgreSQL server of one's own: on a free port of loopback, in a folder that goes with it."""

from __future__ import annotations

import contextlib
import getpass
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

OLDEST = 15
START_S = 90.0
# What is tried need not outlive the machine's power.
QUICK = {"fsync": "off", "full_page_writes": "off"}
PLAIN = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "timezone": "UTC",
}


def programs() -> Path | None:
    """The folder of an installed server's programs, the newest first; None where there is none of version 15 or later."""
    named = shutil.which("postgres")
    wheel = find_spec("pgserver")
    places = [
        *([Path(named).resolve().parent] if named else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True),
        *([Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []),
    ]
    return next((place for place in places if _version(place) >= OLDEST), None)


def _number(place: Path) -> int:
    return int(place.parent.name) if place.parent.name.isdigit() else 0


def _version(place: Path) -> int:
    program = place / "postgres"
    if not program.is_file() or not (place / "initdb").is_file():
        return 0
    said = subprocess.run(  # noqa: S603  (a program of the system's, and fixed words)
        [program, "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"\d+", said.stdout)
    return int(found[0]) if found else 0


class PostgresServer:
    """A server that runs as long as the block is in use; it does not run as root, who is refused.

    Its data lie in a folder of their own `within` another one, or where the system puts what is temporary.
    """

    def __init__(self, folder: Path, *, within: Path | None = None, **options: str) -> None:
        self._programs = folder
        self._options = PLAIN | QUICK | options
        self._place = Path(tempfile.mkdtemp(prefix="newsledger-pg-", dir=within))
        self._user = _unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    def __enter__(self) -> Self:
        if self._user is not None:
            shutil.chown(self._place, self._user)
        subprocess.run(  # noqa: S603  (as above)
            [
                *(self._programs / "initdb", "--pgdata", self._place / "data", "--auth", "trust"),
                *("--username", "bot", "--locale", "C", "--encoding", "UTF8", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            **self._as_user(),
        )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self._place, ignore_errors=True)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = self._begun()
        until = time.monotonic() + START_S
        while True:
            try:
                psycopg.connect(self._dsn("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
                # After a crash its memory is still held for as long as one of its children ends.
                if self._process.poll() is not None:
                    self._process = self._begun()
            else:
                return

    def _begun(self) -> subprocess.Popen[bytes]:
        settings = [f"--{name}={value}" for name, value in self._options.items()]
        with (self._place / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603  (as above)
                [
                    *(self._programs / "postgres", "-D", self._place / "data"),
                    *(f"--port={self.port}", *settings),
                ],
                stdout=log,
                stderr=log,
                # Ctrl-C is for whoever started us: who stops the server is this object.
                start_new_session=True,
                **self._as_user(),
            )

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it; `at_once` is as a crash, after which it recovers from its log."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait(START_S)
            self._process = None

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://bot@127.0.0.1:{self.port}/{name}"

    def create(self, name: str) -> None:
        """Make an empty database."""
        self._do(f"CREATE DATABASE {name}")

    def copy(self, pattern: str) -> str:
        """Make a database as another one is, and give its name."""
        name = f"copy_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {pattern} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        """Delete a database, whoever is connected."""
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as conn:
            conn.execute(statement.encode())

    def _dsn(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=bot dbname={name} connect_timeout=5"

    def _as_user(self) -> dict[str, object]:
        if self._user is None:
            return {"cwd": self._place}
        group = pwd.getpwnam(self._user).pw_gid
        return {"user": self._user, "group": group, "extra_groups": [], "cwd": self._place}


def _unprivileged() -> str | None:
    """Whom the server runs as where we are root; None where it can run as who we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError(f"{getpass.getuser()} may not run a PostgreSQL server, and nobody else can")

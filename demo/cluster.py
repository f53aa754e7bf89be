"""`python -m demo.cluster`: a PostgreSQL server, two workers and a board on this machine, to try a cluster out.

It needs the programs of a PostgreSQL server of version 15 or later. What it keeps goes with it when it is stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from demo.servers.postgres import PostgresServer, programs
from demo.stage import ROOT

# Longer than a worker takes to stop cleanly.
STOP_S = 30.0
LOOK_S = 0.2
NO_SERVER = "no PostgreSQL server of version 15 or later is installed; with Debian: apt-get install postgresql"


def main() -> int:
    """Run until stopped; 0 then, 1 where there is no server or one of the processes ended by itself."""
    parser = argparse.ArgumentParser(prog="python -m demo.cluster", description=__doc__)
    parser.add_argument("--feeds", type=Path, default=ROOT / "feeds.yaml")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--web", default="127.0.0.1:8484", metavar="HOST:PORT")
    given = parser.parse_args()
    installed = programs()
    if installed is None:
        print(NO_SERVER, file=sys.stderr)
        return 1
    # Everything is stopped in order, also where who started us in the background had us ignore Ctrl-C.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    with PostgresServer(installed, fsync="on", full_page_writes="on") as server:
        server.create("newsledger")
        url = server.url("newsledger")
        commands = [("worker",)] * given.workers + [("board", "--web", given.web)]
        try:
            with running(commands, feeds=given.feeds, database=url) as processes:
                print(f"DATABASE_URL={url}", flush=True)
                while all(process.poll() is None for process in processes):
                    time.sleep(LOOK_S)
                return 1
        except KeyboardInterrupt:
            return 0


@contextlib.contextmanager
def running(
    commands: Sequence[tuple[str, ...]], *, feeds: Path, database: str
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """These commands of the bot on a database, stopped at the end of the block."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            process = subprocess.Popen(  # noqa: S603  (our own interpreter and program)
                [sys.executable, "-m", "bot", *command, "--feeds", str(feeds)],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database},
                # Ctrl-C reaches us alone, and each of them is stopped by us.
                start_new_session=True,
            )
            processes.append(process)
        yield processes
    finally:
        for process in processes:
            process.terminate()
        until = time.monotonic() + STOP_S
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())

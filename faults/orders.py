"""What a bot is to be run with, and how it ended: what goes over the line to the process that it is forked from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A place that is passed, and for the how many-th time; `act` is what happens there."""

    point: str
    occurrence: int = 1
    act: Literal["kill", "stop"] = "kill"

    def __str__(self) -> str:
        return f"{self.point}#{self.occurrence}"

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement of SQL, and no place with a name in the bot's code."""
        return self.point.startswith("sql.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskFault:
    """How the disk fails: the `occurrence`-th write refused by the driver, or no room (pages, bytes of a file)."""

    kind: Literal["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "pages", "file_size"]
    occurrence: int = 1
    room: int = 0

    def __str__(self) -> str:
        where = f"{self.room} more" if self.kind in {"pages", "file_size"} else self.occurrence
        return f"{self.kind}@{where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """One of several machines on a server: its number, and how far its own clock is ahead of the server's.

    `shared` is the file in which the harness keeps the time and its word to begin (`faults.shared`).
    """

    shared: Path
    number: int
    ahead_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One start of the bot: its command line, its environment, its clock, and what befalls it.

    `deed` names what it does in place of a command (`faults.deeds`); with `statements` each that writes is a place
    that it passes. `without` names guards that are taken away (`faults.guards`). `moment` is what its clock says at the start;
    `clock_jumps` are what is added to it from the n-th look at it on.
    """

    arguments: tuple[str, ...]
    feeds: Path
    data: Path
    settings: Mapping[str, str]
    output: Path
    moment: datetime
    deed: str = ""
    statements: bool = False
    at: At | None = None
    disk: DiskFault | None = None
    without: tuple[str, ...] = ()
    timeouts_s: float = 1.0
    parsers_apart: bool = False
    machine: Machine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a bot ended. `status` is its exit status, or minus the signal; `stopped`: it waits for SIGCONT."""

    pid: int
    status: int
    stopped: bool = False
    hung: bool = False

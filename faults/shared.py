"""What the harness and its machines share: the time, the word to look for work, and who is at work now.

A file in memory, of which each number is written by one party: the harness, or the machine that it is of.
"""

from __future__ import annotations

import mmap
import time
from collections.abc import Iterable
from pathlib import Path

MACHINES = 3
BEGAN, AHEAD, OF_MACHINES = 0, 1, 2
TOLD, SEEN, BUSY = 0, 1, 2
SIZE = 8 * (OF_MACHINES + 3 * MACHINES)


class Shared:
    """The numbers of one case, in a file that all have open."""

    def __init__(self, place: Path) -> None:
        if not place.exists():
            place.write_bytes(bytes(SIZE))
        with place.open("r+b") as file:
            self._numbers = memoryview(mmap.mmap(file.fileno(), SIZE)).cast("d")

    def begin(self) -> None:
        """Set everything back, and let the time run from now on."""
        for place in range(len(self._numbers)):
            self._numbers[place] = 0.0
        self._numbers[BEGAN] = time.monotonic()

    def passed_s(self) -> float:
        """Seconds since the case began, with those that were skipped."""
        return time.monotonic() - self._numbers[BEGAN] + self._numbers[AHEAD]

    def skip(self, seconds: float) -> None:
        """Let so much time pass at once, for the server and all machines."""
        self._numbers[AHEAD] += seconds

    def tell(self, machines: Iterable[int]) -> None:
        """Tell these machines to look for work; what is told first is to begin."""
        for machine in machines:
            self._numbers[_place(machine, TOLD)] += 1

    def told(self, machine: int) -> float:
        """How often a machine was told."""
        return self._numbers[_place(machine, TOLD)]

    def see(self, machine: int, told: float) -> None:
        """A machine takes note of what it was told; once it does, it is ready."""
        self._numbers[_place(machine, SEEN)] = told + 1

    def is_ready(self, machine: int) -> bool:
        """Whether a machine has started."""
        return self._numbers[_place(machine, SEEN)] > 0

    def set_busy(self, machine: int, steps: int) -> None:
        """A machine says how many steps it is taking now."""
        self._numbers[_place(machine, BUSY)] = steps

    def rests(self, machine: int) -> bool:
        """Whether a machine has heard all that it was told, and takes no step."""
        heard = self._numbers[_place(machine, SEEN)] == self.told(machine) + 1
        return heard and self._numbers[_place(machine, BUSY)] == 0


def _place(machine: int, what: int) -> int:
    return OF_MACHINES + 3 * machine + what

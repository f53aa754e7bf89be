"""Named places where the fault harness may end the process or spoil a step; nothing happens at them otherwise.

There is no setting for it, so that nobody can arm them in a bot that works: only a process that the harness
itself starts (`python -m faults`) calls `arm`.
"""

from __future__ import annotations

from collections.abc import Callable

_armed: list[Callable[[str], None]] = []


def failpoint(name: str) -> None:
    """Pass a named place: one on each side of every boundary where a crash could lose or double something."""
    for act in _armed:
        act(name)


def arm(act: Callable[[str], None]) -> None:
    """Let `act` be called with the name of every place that is passed from now on."""
    _armed.append(act)

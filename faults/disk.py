"""A disk that is full, or fails, at each write: nothing damaged, a clear word, and on it goes afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from faults import checks, scenes
from faults.checks import Result
from faults.orders import DiskFault
from faults.scenes import Scene
from faults.world import World

KINDS: tuple[Literal["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"], ...] = (
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_FSYNC",
)
PAGES = (0, 1, 2, 3, 5, 8)
FILE_BYTES = (2_000, 4_096, 20_000, 60_000, 120_000, 200_000, 280_000, 360_000)
# Of a statement that comes often, so many of its times, spread evenly.
TIMES = 6


def faults_of(scene: Scene) -> list[DiskFault]:
    """The refusals of the driver at each statement that writes, in turns, and disks with little room."""
    writes = [point for point in scene.calm.passed if point.startswith("sql.")]
    often = Counter(writes)
    seen: Counter[str] = Counter()
    found = []
    for number, statement in enumerate(writes, start=1):
        seen[statement] += 1
        step = max(1, often[statement] // TIMES)
        if seen[statement] % step == 0:
            found.append(DiskFault(kind=KINDS[len(found) % 3], occurrence=number))
    found += [DiskFault(kind="pages", room=room) for room in PAGES]
    return found + [DiskFault(kind="file_size", room=room) for room in FILE_BYTES]


def disk(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All of it, or a share."""
    with scenes.small(folder) as (world, scene):
        for fault in faults_of(scene)[share::shares]:
            yield failing(world, scene, fault)


def failing(world: World, scene: Scene, fault: DiskFault) -> Result:
    """One round on a disk that fails, and the rounds after it was mended."""
    world.put_back(scene.before)
    run = world.bot("run", "--once", moment=scene.moment, disk=fault)
    faults = []
    said = checks.last_line(run.log)
    if run.ended.hung or "Traceback" in run.log:
        faults.append(f"fell over: {said}")
    elif run.ended.status not in (0, 1):
        faults.append(f"ended with {run.ended.status}: {said}")
    elif run.ended.status == 1 and not ("disk" in said or "opened" in said or "written" in said):
        faults.append(f"no clear word: {said}")
    recovered = checks.recover(world, scene.moment)
    return checks.verdict(
        world,
        scene.calm,
        group="disk",
        case=str(fault),
        recovered=([*faults, *recovered[0]], recovered[1]),
    )

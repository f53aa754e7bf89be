"""Kill -9 at every named place, at each time that it is passed in the demo's stream."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from faults import checks, scenes
from faults.checks import Result
from faults.orders import At
from faults.scenes import Scene
from faults.world import World, minutes


def places(passed: tuple[str, ...], *, statements: bool = False) -> list[At]:
    """Each named place, once for each time that it was passed; single statements of SQL only if asked for."""
    counts: Counter[str] = Counter()
    found = []
    for point in passed:
        if statements or not point.startswith("sql."):
            counts[point] += 1
            found.append(At(point=point, occurrence=counts[point]))
    return found


def enumerated(
    folder: Path, *, share: int, shares: int, days: range = range(99)
) -> Iterator[Result]:
    """Every kill of the demo's stream, or a share of them."""
    with scenes.demo(folder) as (world, played):
        number = 0
        for day, scene in enumerate(played):
            for at in _telling(places(scene.calm.passed)) if day in days else ():
                number += 1
                if number % shares == share:
                    yield killed(world, scene, at)


def _telling(found: list[At]) -> list[At]:
    """All of them, but of the polls, which are alike for each of a dozen feeds, a day's first, second and last."""
    last = {at.point: at.occurrence for at in found}
    return [
        at
        for at in found
        if not at.point.startswith("poll.") or at.occurrence in {1, 2, last[at.point]}
    ]


def killed(world: World, scene: Scene, at: At) -> Result:
    """One kill, and the starts after it."""
    world.put_back(scene.before)
    run = world.bot("run", "--once", moment=scene.moment, at=at)
    recovered = checks.recover(world, scene.moment)
    if run.ended.status != -9:
        recovered[0].append(f"was not killed: it ended with {run.ended.status}")
    return checks.verdict(
        world, scene.calm, group="kills", case=f"{scene.name} {at}", recovered=recovered
    )


def pairs(folder: Path, *, seed: int, count: int, share: int, shares: int) -> Iterator[Result]:
    """Two kills one after the other, drawn by seed: the second at any place or statement of the recovery."""
    with scenes.small(folder) as (world, scene):
        for number in range(share, count, shares):
            yield pair(world, scene, seed=seed * 1_000_003 + number)


def pair(world: World, scene: Scene, *, seed: int) -> Result:
    """Two kills, by their seed."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated, not a secret)
    first = chance.choice(places(scene.calm.passed, statements=True))
    world.put_back(scene.before)
    world.bot("run", "--once", moment=scene.moment, at=first)
    # What the recovery will pass is not known: mostly what is left of the undisturbed run.
    rest = places(scene.calm.passed, statements=True)
    second = chance.choice(rest[: max(1, len(rest) * 2 // 3)])
    if chance.random() < 0.5:
        second = At(point=chance.choice(rest).point)
    world.bot("run", "--once", moment=scene.moment + minutes(1), at=second)
    recovered = checks.recover(world, scene.moment + minutes(2))
    return checks.verdict(
        world,
        scene.calm,
        group="pairs",
        case=f"seed {seed}: {first}, then {second}",
        recovered=recovered,
    )

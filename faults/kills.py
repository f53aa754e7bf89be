"""Kill -9 at every named place, at each time that it is passed in the demo's stream."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from faults import checks, scenes
from faults.checks import Result
from faults.orders import At
from faults.scenes import Scene
from faults.standing import standing
from faults.world import World, minutes

# How all stood after a kill whose recovery was played, and held; and which it was.
Known = dict[Hashable, str]

SENDING = ("wire.chat.postMessage.sent", "wire.chat.postMessage.answered")
ASKING = (
    "wire.conversations.history.sent",
    "wire.conversations.history.answered",
    "wire.conversations.replies.answered",
    "send.asked",
    "send.noting",
    "send.noted",
)


def places(passed: tuple[str, ...], *, statements: bool = False) -> list[At]:
    """Each named place, once for each time that it was passed; single statements of SQL only if asked for."""
    counts: Counter[str] = Counter()
    found = []
    for point in passed:
        if statements or not point.startswith("sql."):
            counts[point] += 1
            found.append(At(point=point, occurrence=counts[point]))
    return found


def enumerated(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """Every kill of the demo's stream, or those of a share of its days."""
    with scenes.demo(folder) as (world, played):
        for day, scene in enumerate(played):
            if day % shares == share:
                yield from of_scene(world, scene, places(scene.calm.passed))


def of_scene(world: World, scene: Scene, found: Iterable[At]) -> Iterator[Result]:
    """A kill at each of these places; the starts after it, unless all stands as after another of them."""
    known: Known = {}
    for at in found:
        world.put_back(scene.before)
        run = world.bot("run", "--once", moment=scene.moment, at=at)
        faults = (
            [] if run.ended.status == -9 else [f"was not killed: it ended with {run.ended.status}"]
        )
        case = Result(group="kills", case=f"{scene.name} {at}", faults=tuple(faults))
        yield _recovered(world, scene, case, last=at, later=scene.moment, known=known)


def _recovered(
    world: World, scene: Scene, case: Result, *, last: At, later: datetime, known: Known
) -> Result:
    """What the starts after a kill come to; what was played from the same standing is not played again."""
    # What is on its way may arrive yet.
    stands = None if last.point.endswith(".sent") else standing(world, scene.moment)
    if case.held and stands in known:
        return replace(case, stands_as=known[stands])
    faults, seconds = checks.recover(world, later)
    result = checks.verdict(
        world,
        scene.calm,
        group=case.group,
        case=case.case,
        recovered=([*case.faults, *faults], seconds),
    )
    if result.held and stands is not None:
        known[stands] = case.case
    return result


def pairs(folder: Path, *, seed: int, count: int, share: int, shares: int) -> Iterator[Result]:
    """Two kills one after the other, drawn by seed: the second at any place or statement of the recovery."""
    with scenes.small(folder) as (world, scene):
        known: Known = {}
        yield from while_asking(world, scene, share=share, shares=shares, known=known)
        for number in range(share, count, shares):
            yield pair(world, scene, seed=seed * 1_000_003 + number, known=known)


def while_asking(
    world: World, scene: Scene, *, share: int, shares: int, known: Known
) -> Iterator[Result]:
    """Each kill while sending, with each kill while Slack is asked about it: what no undisturbed run passes."""
    both = [(first, second) for first in SENDING for second in ASKING]
    alerts = sum(":" not in key for key, _thread in scene.calm.posts)
    for first, second in both[share::shares]:
        # A first message is asked for in the channel, a last one in its thread.
        at = At(point=first, occurrence=1 if "history" in second else alerts)
        yield _killed_twice(world, scene, at, At(point=second), drawn="", known=known)


def refiled(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """Kills while the past is filed again by hand, and another try: all of it stands, or none."""
    with scenes.small(folder) as (world, scene):
        world.put_back(scene.before)
        world.bot("run", "--once", moment=scene.moment)
        told = world.snapshot()
        later = scene.moment + minutes(1)
        run = world.bot("ledger", "refile", moment=later)
        calm = checks.calm(world, later, run.passed)
        for at in places(run.passed)[share::shares]:
            world.put_back(told)
            killed = world.bot("ledger", "refile", moment=later, at=at).ended.status
            again = world.bot("ledger", "refile", moment=later).ended.status
            faults = [] if (killed, again) == (-9, 0) else [f"ended with {killed}, then {again}"]
            yield checks.verdict(
                world, calm, group="kills", case=f"refile {at}", recovered=(faults, 0.0)
            )


def pair(world: World, scene: Scene, *, seed: int, known: Known) -> Result:
    """Two kills, by their seed."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated, not a secret)
    first = chance.choice(places(scene.calm.passed, statements=True))
    # What the recovery will pass is not known: mostly what is left of the undisturbed run.
    rest = places(scene.calm.passed, statements=True)
    second = chance.choice(rest[: max(1, len(rest) * 2 // 3)])
    if chance.random() < 0.5:
        second = At(point=chance.choice(rest).point)
    return _killed_twice(world, scene, first, second, drawn=f"seed {seed}: ", known=known)


def _killed_twice(
    world: World, scene: Scene, first: At, second: At, *, drawn: str, known: Known
) -> Result:
    world.put_back(scene.before)
    world.bot("run", "--once", moment=scene.moment, at=first)
    world.bot("run", "--once", moment=scene.moment + minutes(1), at=second)
    case = Result(group="pairs", case=f"{drawn}{first}, then {second}")
    later = scene.moment + minutes(2)
    return _recovered(world, scene, case, last=second, later=later, known=known)

"""A second bot on the same data folder, by mistake: it is refused, and harms nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from faults import checks, scenes
from faults.checks import Result
from faults.orders import At
from faults.scenes import Scene
from faults.world import World, minutes

POINTS = (
    "start.declared",
    "poll.claimed",
    "poll.state_saved",
    "read.claimed",
    "read.settled",
    "send.claimed",
    "send.marked",
    "wire.chat.postMessage.sent",
    "send.answered",
    "digest.put",
    "beat.committed",
)


def two_bots(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """The first is stopped at a place (within transactions too), the second is started, the first goes on."""
    with scenes.small(folder) as (world, scene):
        for point in POINTS[share::shares]:
            yield beside(world, scene, At(point=point, act="stop"))


def beside(
    world: World,
    scene: Scene,
    at: At,
    *,
    without: tuple[str, ...] = (),
    refused: bool = True,
    later: float = 5,
) -> Result:
    """Stop a bot at a place, let a second one run, and let the first go on."""
    world.put_back(scene.before)
    child, output = world.start("run", "--once", moment=scene.moment, at=at, without=without)
    faults = []
    if not world.wait(child, output).ended.stopped:
        faults.append(f"was not stopped at {at}")
    second = world.bot("run", "--once", moment=scene.moment + minutes(later), without=without)
    if refused and (second.ended.status != 1 or "another bot is running" not in second.log):
        faults.append(f"the second was not refused: {checks.last_line(second.log)}")
    world.go_on(child)
    first = world.wait(child, output)
    if first.ended.status:
        faults.append(f"the first ended with {first.ended.status}: {checks.last_line(first.log)}")
    recovered = checks.recover(world, scene.moment + minutes(later), without=without)
    return checks.verdict(
        world,
        scene.calm,
        group="two bots",
        case=f"the first stopped at {at}",
        recovered=([*faults, *recovered[0]], recovered[1]),
    )

"""The harness tried itself: with each guard taken away in turn, it has to find a fault, and none with it in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from demo.servers import SlackFault
from faults import checks, network, scenes, two_bots
from faults.checks import Result
from faults.guards import GUARDS
from faults.network import LATE_S, POST
from faults.orders import At
from faults.scenes import Scene
from faults.world import World, minutes

CLAIM = "sql.UPDATE entries"
# A stand-in with a mistake in it would make any guard look needed.
OURS = ("TypeError", "AttributeError", "NameError", "KeyError")
Disturb = Callable[[World, Scene, tuple[str, ...]], Result]


def killed(point: str, occurrence: int = 1) -> Disturb:
    """A kill at a place."""

    def disturb(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
        world.put_back(scene.before)
        at = At(point=point, occurrence=occurrence)
        world.bot("run", "--once", moment=scene.moment, at=at, without=without)
        return _verdict(world, scene, without, case=f"killed at {at}")

    return disturb


def refused(fault: SlackFault, *, times: int = 1, looks_after: tuple[float, ...] = ()) -> Disturb:
    """A post that fails, and looks soon after it, before what was taken late can be seen."""

    def disturb(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
        world.put_back(scene.before)
        world.slack.fail(POST, fault, times=times)
        for later in (0.0, *looks_after):
            world.bot("run", "--once", moment=scene.moment + minutes(later), without=without)
        world.slack.arrive()
        return _verdict(world, scene, without, case=fault.kind)

    return disturb


def stopped(point: str, occurrence: int = 1, *, locked: bool = False) -> Disturb:
    """A bot that is stopped at a place for five minutes, with another one beside it."""

    def disturb(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
        at = At(point=point, occurrence=occurrence, act="stop")
        # Where the folder's lock is not what is tried, it is out of the way, as on a system without one.
        others = without if locked else (*without, "database lock")
        return two_bots.beside(world, scene, at, without=others, refused=False)

    return disturb


def stopped_claiming(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
    """A bot that is stopped when it has read which entry is due, and not written that it is its own."""
    before = scene.calm.passed[: scene.calm.passed.index("read.claimed")]
    return stopped(CLAIM, before.count(CLAIM))(world, scene, without)


def undisturbed(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
    """Nothing befalls it."""
    world.put_back(scene.before)
    world.bot("run", "--once", moment=scene.moment, without=without)
    return _verdict(world, scene, without, case="undisturbed")


def taken_late(world: World, scene: Scene, without: tuple[str, ...]) -> Result:
    """Slack takes a message later than the settle window, when it was sent again already."""
    return network.taken_late(
        world, scene, "taken late", without=without, looked_after=1.0, standing=1
    )


def _verdict(world: World, scene: Scene, without: tuple[str, ...], *, case: str) -> Result:
    recovered = checks.recover(world, scene.moment, without=without)
    return checks.verdict(world, scene.calm, group="guards", case=case, recovered=recovered)


TRIALS: Mapping[str, Disturb] = {
    "sending mark": killed("wire.chat.postMessage.answered"),
    "look-up": killed("send.answered"),
    "metadata": killed("send.answered"),
    "settle window": refused(SlackFault("late", seconds=LATE_S), looks_after=(0.2,)),
    "unknown state": refused(SlackFault("drop_after")),
    "no retries of the SDK": refused(SlackFault("drop_after")),
    "fence": stopped("send.claimed"),
    "database lock": stopped("send.marked", locked=True),
    "write lock first": stopped_claiming,
    "transaction": killed("read.finished", 2),
    "outbox with the ledger": killed("read.committed", 1),
    "order in a thread": refused(SlackFault("busy", retry_after="2")),
    "root mark": undisturbed,
    "sweep": taken_late,
    "entries by guid": undisturbed,
    "baseline": undisturbed,
    "digest's day and key": undisturbed,
    "Message-ID": killed("wire.mail.BODY.answered"),
    "temporary refusals": refused(SlackFault("busy", retry_after="2")),
}


def guards(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """Each trial twice: with its guard, where all must hold, and without it, where something must not."""
    with scenes.both(folder) as (world, played):
        meeting, scene = played
        late = scenes.met_late(world, meeting, scene)
        for name in list(TRIALS)[share::shares]:
            yield from tried(world, late if name == "baseline" else scene, name)


def tried(world: World, scene: Scene, name: str) -> Iterator[Result]:
    """One trial with its guard, and without it."""
    with_it = TRIALS[name](world, scene, ())
    yield _of(name, with_it, with_it.faults)
    without_it = TRIALS[name](world, scene, (name,))
    found = "; ".join(without_it.faults)
    missed: tuple[str, ...] = ()
    if not found:
        missed = (f"nothing was found without {name}",)
    elif any(mistake in found for mistake in OURS):
        missed = (f"what stands in for {name} fell over itself: {found}",)
    yield _of(f"without {name}", without_it, missed)


def _of(name: str, found: Result, faults: tuple[str, ...]) -> Result:
    guard = GUARDS[name.removeprefix("without ")]
    note = "; ".join(found.faults) if name.startswith("without ") else guard.keeps
    return Result(
        group="guards",
        case=f"{name}: {found.case}",
        faults=faults,
        lost=found.lost,
        doubled=found.doubled,
        doubled_mails=found.doubled_mails,
        recovery_s=found.recovery_s,
        note=note,
    )

"""Kill -9 at the places that the demo's stream does not pass: quiet hours, mutes, floods, refusals, what persons do.

Each is a turn: what stands before it, what is done, and what comes after, undisturbed as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from demo.servers import MailFault, SlackFault, WebFault
from demo.servers.links import linking, pressed
from demo.stream import days
from faults import checks, kills, network, scenes
from faults.checks import Result
from faults.orders import At
from faults.scenes import Scene
from faults.world import READERS, UNTIL, Run, Snapshot, World, minutes

# What is passed again and again there is in the stream too, where each time is tried.
MOST_TIMES = 3
# A day with one alert that is not urgent.
ONE_ALERT = 3
BUTTONS = {"SLACK_APP_TOKEN": "xapp-demo"}
PRESSED = ("right", "wrong", "mute", "why")
# Nothing is told at night, which is when the news comes here.
NIGHT: dict[str, object] = {
    "id": "night",
    "kind": "slack",
    "channel": "#night",
    "quiet": "09:00-10:30",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something that is done, which is killed at the places whose names begin with one of `of`.

    `act` does it, `after` is what happens next in any case, and from `later` on the bot is started again until
    nothing waits.
    """

    name: str
    of: tuple[str, ...]
    before: Snapshot
    act: Callable[[At | None], Run]
    after: Callable[[], object]
    later: datetime


def unusual(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All turns, or a share."""
    with scenes.small(folder / "small") as (world, scene):
        for make in TURNS[share::shares]:
            world.open(receivers=READERS)
            yield from played(world, make(world, scene))
    if share == 0:
        with scenes.flood(folder / "flood") as (world, scene):
            yield from played(world, flooded(world, scene))
    if share == 1 % shares:
        with scenes.flood(folder / "more", but=ONE_ALERT) as (world, scene):
            yield from played(world, one_more(world, scene))


def played(world: World, turn: Turn) -> Iterator[Result]:
    """The turn undisturbed, and then with a kill at each of its places."""
    world.put_back(turn.before)
    run = turn.act(None)
    faults, _ = _end(world, turn)
    if run.ended.status or faults:
        raise RuntimeError(f"{turn.name}, undisturbed: {faults or checks.last_line(run.log)}")
    calm = checks.calm(world, turn.later, run.passed)
    found = [
        at
        for at in kills.places(run.passed)
        if at.point.startswith(turn.of) and at.occurrence <= MOST_TIMES
    ]
    if not found:
        raise RuntimeError(f"{turn.name}: no place of {turn.of} was passed")
    for at in found:
        world.put_back(turn.before)
        status = turn.act(at).ended.status
        faults, seconds = _end(world, turn)
        if status != -9:
            faults.append(f"was not killed: it ended with {status}")
        yield checks.verdict(
            world, calm, group="kills", case=f"{turn.name} {at}", recovered=(faults, seconds)
        )


def _end(world: World, turn: Turn) -> tuple[list[str], float]:
    turn.after()
    return checks.recover(world, turn.later)


def _round(world: World, moment: datetime, at: At | None) -> Run:
    return world.bot("run", "--once", moment=moment, at=at)


def quiet(world: World, scene: Scene) -> Turn:
    """News within a receiver's quiet hours, and a second look before they end."""
    world.open(receivers=(*READERS, NIGHT))

    def again() -> None:
        world.bot("run", "--once", moment=scene.moment + minutes(1))

    return Turn(
        name="quiet hours",
        of=("send.held",),
        before=scene.before,
        act=partial(_round, world, scene.moment),
        after=again,
        later=scene.moment + minutes(90),
    )


def muted(world: World, scene: Scene) -> Turn:
    """News of a topic that a receiver has muted."""
    world.put_back(scene.before)
    topic = "japan-physical-ai"
    world.bot("mutes", "add", "topic", topic, "--receiver", "newsroom", moment=scene.moment)
    return Turn(
        name="muted",
        of=("send.muted",),
        before=world.snapshot(),
        act=partial(_round, world, scene.moment),
        after=_nothing,
        later=scene.moment + minutes(1),
    )


def refused_for_now(world: World, scene: Scene) -> Turn:
    """A Slack that is busy three times."""

    def act(at: At | None) -> Run:
        world.slack.fail(network.POST, SlackFault("busy", retry_after="2"), times=3)
        return _round(world, scene.moment, at)

    return Turn(
        name="refused for now",
        of=("send.failure_noted",),
        before=scene.before,
        act=act,
        after=_nothing,
        later=scene.moment,
    )


def given_up(world: World, scene: Scene) -> Turn:
    """A mail server that will not have two mails, until a person has spoken with its owner."""

    def act(at: At | None) -> Run:
        world.mail.fail(MailFault("permanent"), times=2)
        return _round(world, scene.moment, at)

    def mended() -> None:
        world.mail.put_back(world.mail.messages)
        world.bot("run", "--once", moment=scene.moment + minutes(1))
        network.revive(world, scene)

    return Turn(
        name="given up",
        of=("send.given_up",),
        before=scene.before,
        act=act,
        after=mended,
        later=scene.moment + minutes(2),
    )


def put_off(world: World, scene: Scene) -> Turn:
    """A page whose host wants to be left alone for a minute, read by a bot that keeps running."""
    pieces = [piece for found in world.stage.published.values() for piece in found if piece.told]
    page = min(pieces, key=lambda piece: piece.published).path

    def act(at: At | None) -> Run:
        world.stage.web.misbehave(page, WebFault("busy", retry_after="60"), times=1)
        return world.bot(deed="read", moment=scene.moment, at=at)

    return Turn(
        name="put off",
        of=("read.host_held", "read.put_off"),
        before=scene.before,
        act=act,
        after=lambda: world.stage.web.mend(page),
        later=scene.moment + minutes(2),
    )


def swept(world: World, scene: Scene) -> Turn:
    """A copy that Slack took late, when the bot looks for it."""
    world.put_back(scene.before)
    world.slack.fail(network.POST, SlackFault("late", seconds=network.LATE_S))
    for later in (0.0, 1.0):
        world.bot("run", "--once", moment=scene.moment + minutes(later))
    world.slack.arrive()
    return Turn(
        name="late copy",
        of=("sweep.", "wire.chat.delete"),
        before=world.snapshot(),
        act=partial(_round, world, scene.moment + minutes(4)),
        after=_nothing,
        later=scene.moment + minutes(5),
    )


def pressing(action: str, world: World, scene: Scene) -> Turn:
    """A button under an alert; what is not acknowledged, or seems not to be, is pressed again."""
    world.put_back(scene.before)
    world.bot("run", "--once", moment=scene.moment, settings=BUTTONS)
    later = scene.moment + minutes(1)
    press = _press_of(world, action, at=later)

    def act(at: At | None) -> Run:
        with linking(world.slack) as links:
            child, output = world.start(deed="listen", moment=later, at=at, settings=BUTTONS)
            links.wait()
            links.send(press, envelope="one")
            return world.wait(child, output)

    return Turn(
        name=f"pressed {action}",
        of=("press.", "rule."),
        before=world.snapshot(),
        act=act,
        after=lambda: act(None),
        later=later + minutes(1),
    )


def _press_of(world: World, action: str, *, at: datetime) -> Mapping[str, Any]:
    """What Slack sends where a button is pressed under the first alert; of several choices the first."""
    alert = next(one for one in world.slack.messages if any(_buttons(one.blocks)))
    block, element = next(
        (block, element)
        for block, element in _buttons(alert.blocks)
        if element["action_id"] == action
    )
    options = element.get("options")
    return pressed(
        action,
        block["block_id"],
        options[0]["value"] if options else element["value"],
        channel=alert.channel,
        message=alert.ts,
        at=at.timestamp(),
        chosen=bool(options),
    )


def _buttons(blocks: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])


def filed(world: World, scene: Scene) -> Turn:
    """A figure that no series took is filed by hand."""
    world.put_back(scene.before)
    world.bot("run", "--once", moment=scene.moment)
    later = scene.moment + minutes(1)

    def act(at: At | None) -> Run:
        return world.bot(deed="file", moment=later, at=at)

    return Turn(
        name="filed by hand",
        of=("rule.",),
        before=world.snapshot(),
        act=act,
        after=lambda: act(None),
        later=later + minutes(1),
    )


def flooded(world: World, scene: Scene) -> Turn:
    """More alerts at once than anybody wants to read one by one."""
    world.put_back(scene.before)
    world.bot(deed="read", moment=scene.moment)
    return Turn(
        name="flood",
        of=("send.", "root."),
        before=world.snapshot(),
        act=partial(_round, world, scene.moment + minutes(1)),
        after=_nothing,
        later=scene.moment + minutes(2),
    )


def one_more(world: World, scene: Scene) -> Turn:
    """One alert more, right after as many as nobody calls a flood: it waits a little for others."""
    world.put_back(scene.before)
    world.bot(deed="read", moment=scene.moment)
    world.bot("run", "--once", moment=scene.moment + minutes(8))
    world.stage.publish(next(day for day in days(until=UNTIL) if day.number == ONE_ALERT))
    return Turn(
        name="one more",
        of=("send.put_off",),
        before=world.snapshot(),
        act=partial(_round, world, scene.moment + minutes(11)),
        after=_nothing,
        later=scene.moment + minutes(13),
    )


def _nothing() -> None:
    """What comes after is the next start alone."""


TURNS: tuple[Callable[[World, Scene], Turn], ...] = (
    quiet,
    muted,
    refused_for_now,
    given_up,
    put_off,
    swept,
    *(partial(pressing, action) for action in PRESSED),
    filed,
)

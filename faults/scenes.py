"""What is played: the demo's stream, day by day, and a small fast one for what needs many starts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from demo.stream import Day, days, outlets
from faults import checks
from faults.checks import Calm
from faults.world import READERS, UNTIL, Snapshot, World, built, minutes

SMALL_DAYS = (0, 2, 5, 6, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A moment of a stream: how all stood before the bot looked, and what came of it undisturbed."""

    name: str
    before: Snapshot
    moment: datetime
    calm: Calm


@contextlib.contextmanager
def demo(folder: Path) -> Iterator[tuple[World, Iterator[Scene]]]:
    """The demo's stream: a scene a day, each with the day's news just published.

    Each begins a minute later than the day before: what is due after a day is due in every play, however slow
    the one before was.
    """
    with built(folder, until=UNTIL) as world:
        world.stage.open_outlets()
        # One address is enough here: what two add is tried in the small scenes, many times over.
        alerts, editors = READERS
        world.open(receivers=({**alerts, "to": "ann@example.org"}, editors))
        yield (
            world,
            _played(world, [(day, day.at + minutes(day.number)) for day in days(until=UNTIL)]),
        )


@contextlib.contextmanager
def small(
    folder: Path, *, receivers: Sequence[dict[str, object]] = READERS
) -> Iterator[tuple[World, Scene]]:
    """Told stories of the demo's at once, after a first meeting, from the outlets that they came in."""
    with both(folder, receivers=receivers) as (world, played):
        _meeting, scene = played
        yield world, scene


@contextlib.contextmanager
def both(
    folder: Path, *, receivers: Sequence[dict[str, object]] = READERS
) -> Iterator[tuple[World, Iterator[Scene]]]:
    """The same, with the scene of the first meeting before it."""
    with built(folder, until=UNTIL) as world:
        chosen = [day for day in days(until=UNTIL) if day.number in SMALL_DAYS]
        needed = {piece.outlet.id for day in chosen for piece in day.pieces}
        for outlet in outlets():
            if outlet.id in needed and not outlet.broken:
                world.stage.open_outlet(outlet)
        world.open(receivers=receivers)
        first, *others = chosen
        merged = Day(
            number=1,
            about="all at once",
            at=others[-1].at,
            pieces=tuple(piece for day in others for piece in day.pieces),
        )
        # A day before the news, so that a digest falls due between the two.
        meeting = (first, merged.at - timedelta(days=1))
        yield world, _played(world, [meeting, (merged, merged.at)])


@contextlib.contextmanager
def flood(folder: Path, *, but: int | None = None) -> Iterator[tuple[World, Scene]]:
    """All of the demo's news at once, after a first meeting; `but` for the day with this number."""
    with built(folder, until=UNTIL) as world:
        world.stage.open_outlets()
        world.open(receivers=READERS)
        first, *others = days(until=UNTIL)
        merged = Day(
            number=1,
            about="all at once",
            at=others[-1].at,
            pieces=tuple(piece for day in others if day.number != but for piece in day.pieces),
        )
        meeting = (first, merged.at - timedelta(days=1))
        _meeting, scene = _played(world, [meeting, (merged, merged.at)])
        yield world, scene


def met_late(world: World, meeting: Scene, scene: Scene) -> Scene:
    """The first meeting of feeds that hold all the news already: known, and told to nobody."""
    world.put_back(meeting.before)
    run = world.bot("run", "--once", moment=scene.moment)
    after = checks.calm(world, scene.moment, run.passed)
    return Scene(name="met late", before=meeting.before, moment=scene.moment, calm=after)


def _played(world: World, stream: Sequence[tuple[Day, datetime]]) -> Iterator[Scene]:
    for day, moment in stream:
        world.stage.publish(day)
        before = world.snapshot()
        run = world.bot("run", "--once", moment=moment, statements=True)
        if run.ended.status:
            raise RuntimeError(f"the undisturbed bot failed: {checks.last_line(run.log)}")
        after = checks.calm(world, moment, run.passed)
        end = world.snapshot()
        yield Scene(name=f"day {day.number}", before=before, moment=moment, calm=after)
        world.put_back(end)

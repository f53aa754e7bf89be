"""Clocks that jump: each digest that falls due comes once, and each thing told stands in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from demo.stream import Day, days, outlets
from faults import checks
from faults.checks import Result
from faults.world import World, built

HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A zone, a digest's hour in it, the moments at which the bot looks, and the days that must have one."""

    name: str
    zone: str
    at: str
    looks: tuple[datetime, ...]
    due: tuple[date, ...]
    news_before: int = 1


def cases() -> list[Clock]:
    """An hour and a day forwards and backwards, both changes of summer time, skipped and repeated hours, a new year."""
    noon = datetime(2026, 7, 13, 12, tzinfo=UTC)
    return [
        Clock(
            name="an hour forwards, over the digest's own",
            zone="UTC",
            at="12:30",
            looks=(noon, noon + timedelta(minutes=20), noon + timedelta(minutes=80), noon + DAY),
            due=(date(2026, 7, 13),),
        ),
        Clock(
            name="an hour backwards, to before the digest's own",
            zone="UTC",
            at="12:30",
            looks=(noon, noon + HALF_HOUR, noon - HALF_HOUR, noon, noon + HOUR, noon + DAY + HOUR),
            due=(date(2026, 7, 13), date(2026, 7, 14)),
        ),
        Clock(
            name="an hour backwards, with news in the hour that comes again",
            zone="UTC",
            at="12:30",
            looks=(noon, noon + HALF_HOUR, noon - HALF_HOUR, noon, noon + HOUR, noon + DAY + HOUR),
            due=(date(2026, 7, 13), date(2026, 7, 14)),
            news_before=2,
        ),
        Clock(
            name="a day forwards",
            zone="UTC",
            at="12:30",
            looks=(noon, noon + HOUR, noon + DAY + HOUR, noon + 2 * DAY + HOUR),
            due=(date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)),
        ),
        Clock(
            name="a day backwards, and the day again",
            zone="UTC",
            at="12:30",
            looks=(
                noon,
                noon + HOUR,
                noon + DAY + HOUR,
                noon + HOUR,
                noon + 6 * HOUR,
                noon + DAY + HOUR,
                noon + 2 * DAY + HOUR,
            ),
            due=(date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)),
        ),
        Clock(
            name="a day backwards, with news in the day that comes again",
            zone="UTC",
            at="12:30",
            looks=(
                noon,
                noon + HOUR,
                noon + DAY + HOUR,
                noon + HOUR,
                noon + DAY + HOUR,
                noon + 2 * DAY + HOUR,
            ),
            due=(date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)),
            news_before=3,
        ),
        Clock(
            name="a year forwards, and set right",
            zone="UTC",
            at="12:30",
            looks=(noon, noon + 365 * DAY, noon + HOUR, noon + DAY + HOUR, noon + 2 * DAY + HOUR),
            due=(date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)),
            news_before=3,
        ),
        _each_half_hour(
            "summer time begins, digest in the hour that is skipped",
            "Europe/Berlin",
            "02:30",
            date(2026, 3, 28),
            3,
        ),
        _each_half_hour(
            "summer time ends, digest in the hour that comes twice",
            "Europe/Berlin",
            "02:30",
            date(2026, 10, 24),
            3,
        ),
        _each_half_hour(
            "summer time begins, New York", "America/New_York", "02:15", date(2026, 3, 7), 3
        ),
        _each_half_hour(
            "summer time ends, New York", "America/New_York", "01:30", date(2026, 10, 31), 3
        ),
        _each_half_hour("the year ends", "Asia/Tokyo", "00:00", date(2026, 12, 30), 3),
    ]


def _each_half_hour(name: str, zone: str, at: str, first: date, count: int) -> Clock:
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=10)
    looks = [begin + number * 3 * HOUR for number in range(8 * count)]
    around = datetime(first.year, first.month, first.day, tzinfo=UTC) + DAY
    # Close by where the clock changes, every half hour.
    looks += [around + number * HALF_HOUR for number in range(-2, 18)]
    return Clock(
        name=name,
        zone=zone,
        at=at,
        looks=tuple(sorted(set(looks))),
        due=tuple(first + number * DAY for number in range(count)),
    )


def clocks(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All of it, or a share."""
    for number, case in enumerate(cases()):
        if number % shares == share:
            with built(folder / str(number), until=case.looks[-1]) as world:
                yield jumping(world, case)


def jumping(world: World, case: Clock) -> Result:
    """Look at each moment, with news before the second look, and count digests and what stands in them."""
    first, news = [day for day in days(until=case.looks[0]) if day.number in (0, 2)]
    _open(world, case, first, news)
    faults: list[str] = []
    for number, moment in enumerate(case.looks):
        if number == case.news_before:
            world.stage.publish(news)
        run = world.bot("run", "--once", moment=moment)
        if run.ended.status:
            faults.append(
                f"at {moment:%m-%d %H:%M} it ended with {run.ended.status}: {checks.last_line(run.log)}"
            )
    last = case.looks[-1]
    faults += checks.recover(world, last)[0]
    told = world.slack.keys()
    keys = Counter(key for key in told if key.startswith("digest:"))
    wanted = {f"digest:newsroom:{day.isoformat()}" for day in case.due}
    twice = sum(count - 1 for count in keys.values())
    missing = wanted - set(keys)
    if twice:
        faults.append(f"{twice} digests too many")
    if missing:
        faults.append(f"no digest for {', '.join(sorted(key[-10:] for key in missing))}")
    faults += _told_once(world)
    return Result(
        group="clocks",
        case=f"{case.name} ({len(case.looks)} looks)",
        faults=tuple(faults),
        lost=len(missing),
        doubled=twice,
    )


def _told_once(world: World) -> Sequence[str]:
    # Digests and notices about feeds have a kind before their key.
    alerts = [one for one in world.slack.messages if ":" not in (one.key or "")]
    digests = [one for one in world.slack.messages if (one.key or "").startswith("digest:")]
    faults = []
    if len(alerts) != 1:
        faults.append(f"{len(alerts)} alerts in place of 1")
    holding = [one for one in digests if "Engineers" in world.slack.readable(one)]
    if len(holding) != 1:
        faults.append(f"the news stands in {len(holding)} digests in place of 1")
    return faults


def _open(world: World, case: Clock, first: Day, news: Day) -> None:
    needed = {piece.outlet.id for day in (first, news) for piece in day.pieces}
    for outlet in outlets():
        if outlet.id in needed and not outlet.broken:
            world.stage.open_outlet(outlet)
    world.stage.publish(first)
    world.open(
        receivers=(),
        only=(
            {
                "id": "newsroom",
                "kind": "slack",
                "channel": "#news",
                "timezone": case.zone,
                "digest": {"at": case.at},
            },
        ),
    )

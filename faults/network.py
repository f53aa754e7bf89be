"""Every way in which a call can fail, at every call: of Slack, of the mail server, of a feed and of a page."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from demo.servers import MailFault, SlackFault, WebFault
from faults import checks, scenes
from faults.checks import Result
from faults.scenes import Scene
from faults.world import World, minutes

POST = "chat.postMessage"
READS = ("conversations.history", "conversations.replies")
SILENCE_S = 2.5
# Until it is told to arrive.
LATE_S = 3600.0
# An incoming webhook answers in plain text, and with a status; blocks it refuses as it does a channel.
OF_THE_API = {
    "not JSON",
    "invalid_blocks",
    "ratelimited with 200",
    "internal_error with 200",
    "invalid_auth",
}
# After these a person is asked for; a reply that is sent before its root begins the thread.
FOR_A_PERSON = {"not_in_channel", "invalid_auth"}

SLACK_FAULTS: dict[str, SlackFault] = {
    "reset before it was taken": SlackFault("drop_before"),
    "reset after it was taken": SlackFault("drop_after"),
    "500 before": SlackFault("error_before"),
    "500 after": SlackFault("error_after"),
    "no answer, not taken": SlackFault("silent_before", seconds=SILENCE_S),
    "no answer, taken": SlackFault("silent_after", seconds=SILENCE_S),
    "429, whole seconds": SlackFault("busy", retry_after="2"),
    "429, a fraction": SlackFault("busy", retry_after="1.5"),
    "429, a date": SlackFault("busy", retry_after="Tue, 14 Jul 2026 09:31:00 GMT"),
    "429, nonsense": SlackFault("busy", retry_after="soon"),
    "ratelimited with 200": SlackFault("refuse", error="ratelimited"),
    "internal_error with 200": SlackFault("refuse", error="internal_error"),
    "not_in_channel": SlackFault("refuse", error="not_in_channel"),
    "invalid_auth": SlackFault("refuse", error="invalid_auth"),
    "invalid_blocks": SlackFault("refuse_blocks"),
    "not JSON": SlackFault("garbled_after"),
    "half an answer": SlackFault("half_after"),
}
MAIL_FAULTS: dict[str, MailFault] = {
    "451 to DATA": MailFault("temporary"),
    "554 to DATA": MailFault("permanent"),
    "550 to RCPT": MailFault("refuse"),
    "reset before it was taken": MailFault("close_before"),
    "reset after it was taken": MailFault("close_after"),
    "no answer, taken": MailFault("silent_after"),
}
WEB_FAULTS: dict[str, WebFault] = {
    "500": WebFault("error", status=500),
    "503": WebFault("error", status=503),
    "404": WebFault("error", status=404),
    "429": WebFault("busy", retry_after="30"),
    "no answer": WebFault("slow", seconds=SILENCE_S),
    "a byte now and then": WebFault("drip", seconds=SILENCE_S),
    "half a body": WebFault("truncated"),
    "reset": WebFault("drop"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What fails where."""

    call: str
    fault: str
    times: int = 1

    def __str__(self) -> str:
        often = f", {self.times} times" if self.times > 1 else ""
        return f"{self.call}: {self.fault}{often}"


def cases() -> list[Case]:
    """Every row for every call; for a post also at each of several posts in a row."""
    found = [
        Case(call=POST, fault=fault, times=times) for fault in SLACK_FAULTS for times in (1, 3)
    ]
    found += [
        Case(call=call, fault=fault)
        for call in READS
        for fault in SLACK_FAULTS
        if fault != "invalid_blocks"
    ]
    found += [
        Case(call="webhook", fault=fault) for fault in SLACK_FAULTS if fault not in OF_THE_API
    ]
    found += [
        Case(call="mail", fault=fault, times=times) for fault in MAIL_FAULTS for times in (1, 3)
    ]
    found += [Case(call="feed", fault=fault) for fault in WEB_FAULTS]
    found += [Case(call="page", fault=fault) for fault in WEB_FAULTS]
    found += [
        Case(call=party, fault="connection refused")
        for party in ("slack", "mail server", "webhook server")
    ]
    return found


def network(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All of it, or a share."""
    asked = cases()[share::shares]
    with scenes.small(folder / "slack") as (world, scene):
        for case in asked:
            if not case.call.startswith("webhook"):
                yield failing(world, scene, case)
        yield from late(world, scene) if share == 0 else ()
    webhook = ({"id": "hook", "kind": "webhook", "digest": {"at": "09:00"}},)
    with scenes.small(folder / "webhook", receivers=webhook) as (world, scene):
        for case in asked:
            if case.call.startswith("webhook"):
                yield failing(world, scene, case)


def failing(world: World, scene: Scene, case: Case) -> Result:
    """One round in which a call fails, a person who mends what asks for a person, and the rounds after it."""
    world.put_back(scene.before)
    places = _spoil(world, case)
    problems: list[str] = []
    run = world.bot("run", "--once", moment=scene.moment, settings=_closed(case))
    if run.ended.status or "Traceback" in run.log:
        problems.append(f"the round ended with {run.ended.status}: {checks.last_line(run.log)}")
    if case.call in READS:
        world.bot("run", "--once", moment=scene.moment + minutes(1))
    revive(world, scene)
    for place in places:
        world.stage.web.mend(place)
    first, seconds = checks.recover(world, scene.moment + minutes(2))
    revive(world, scene)
    again, _ = checks.recover(world, scene.moment + minutes(50))
    recovered = ([*problems, *first, *again], seconds)
    found = checks.verdict(world, scene.calm, group="network", case=str(case), recovered=recovered)
    return _as_promised(world, scene, case, found)


def _closed(case: Case) -> dict[str, str]:
    """The settings that lead to a port at which nobody listens, where that is the fault."""
    if case.fault != "connection refused":
        return {}
    return {
        "slack": {"SLACK_API_URL": "http://127.0.0.1:9/api/"},
        "mail server": {"SMTP_URL": "smtp://127.0.0.1:9"},
        "webhook server": {"SLACK_WEBHOOK_URL": "http://127.0.0.1:9/services/x"},
    }[case.call]


def _spoil(world: World, case: Case) -> list[str]:
    """Order the fault; the paths of the web that are to be mended afterwards."""
    if case.fault == "connection refused":
        return []
    if case.call == "mail":
        world.mail.fail(MAIL_FAULTS[case.fault], times=case.times)
        return []
    if case.call in {"feed", "page"}:
        places = _places(world, case.call)
        for place in places:
            world.stage.web.misbehave(place, WEB_FAULTS[case.fault], times=1)
        return places
    if case.call in READS:
        # Somebody has to ask: a reply whose answer was lost, or a first message.
        world.slack.fail(POST, SlackFault("drop_after"), times=2)
    world.slack.fail(case.call, SLACK_FAULTS[case.fault], times=case.times)
    return []


def _as_promised(world: World, scene: Scene, case: Case, found: Result) -> Result:
    if case.call.startswith("webhook") and found.faults == (f"{found.doubled} too many at Slack",):
        return replace(found, faults=(), note=f"at least once: {found.doubled} came twice")
    if case.fault in FOR_A_PERSON and set(found.faults) <= {
        checks.OTHER_THREAD,
        checks.NOT_CURRENT,
    }:
        return replace(
            found, faults=(), note="each once; the thread begins with what was sent first"
        )
    if case.call == "page":
        return _told_from_summary(world, scene, found)
    return found


def late(world: World, scene: Scene) -> Iterator[Result]:
    """Slack takes a message long after it broke off: within the settle window, without one, and after it.

    In the last two a second copy stands for a while, as the promise says, and is swept away.
    """
    for name, without, looked_after, standing in (
        ("taken late, within the settle window", (), 12 / 60, 0),
        ("taken late, with no settle window", ("settle window",), 12 / 60, 1),
        ("taken later than the settle window", (), 1.0, 1),
    ):
        for what, after in (("a first message", 0), ("a reply", 1)):
            yield taken_late(
                world,
                scene,
                f"{what} {name}",
                without=without,
                looked_after=looked_after,
                standing=standing,
                after=after,
            )


def taken_late(
    world: World,
    scene: Scene,
    name: str,
    *,
    without: tuple[str, ...],
    looked_after: float,
    standing: int,
    after: int = 0,
) -> Result:
    """One message that Slack takes late, `after` so many, and how many copies stand until the bot sweeps."""
    world.put_back(scene.before)
    world.slack.fail(POST, SlackFault("late", seconds=LATE_S), after=after)
    world.bot("run", "--once", moment=scene.moment, without=without)
    world.bot("run", "--once", moment=scene.moment + minutes(looked_after), without=without)
    world.slack.arrive()
    keys = [one.key for one in world.slack.messages if one.key]
    doubled = len(keys) - len(set(keys))
    recovered = checks.recover(world, scene.moment + minutes(4), without=without)
    found = checks.verdict(
        world, scene.calm, group="network", case=f"{POST}: {name}", recovered=recovered
    )
    if doubled != standing:
        fault = f"{doubled} copies stood meanwhile, not {standing}"
        found = replace(found, faults=(*found.faults, fault))
    return replace(found, note=f"a copy stood for {minutes(2)}") if standing else found


def revive(world: World, scene: Scene) -> None:
    """What a person does about deliveries that were given up: `bot outbox retry`, each."""
    with contextlib.closing(sqlite3.connect(checks.database(world))) as conn:
        dead = conn.execute("SELECT id FROM deliveries WHERE state = 'dead'").fetchall()
    for (number,) in dead:
        world.bot("outbox", "retry", str(number), moment=scene.moment + minutes(1))


def _places(world: World, call: str) -> list[str]:
    """Every feed, so that the articles come in the same order when they come; or the page that is read last."""
    pieces = [piece for found in world.stage.published.values() for piece in found if piece.told]
    if call == "feed":
        return sorted({piece.outlet.feed_path for piece in pieces})
    return [max(pieces, key=lambda piece: piece.published).path]


def _told_from_summary(world: World, scene: Scene, found: Result) -> Result:
    """A round that is an article's only chance tells it from the feed's own summary, in as many messages."""
    kept = tuple(
        fault
        for fault in found.faults
        if "at Slack" not in fault and "mails" not in fault and fault != "the ledger differs"
    )
    told, calmly = len(world.slack.messages), sum(scene.calm.posts.values())
    if told != calmly:
        kept += (f"{told} messages in place of {calmly}",)
    return replace(found, faults=kept, lost=0, doubled=0, note="told from the feed's summary")

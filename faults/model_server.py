"""Everything that the second reader's server can do: each way to fail, and a kill at each place of asking.

Whatever it does, readers are told what they are told without it, and no later than by its timeout.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from demo.servers import ModelFault, ModelServer
from faults import checks, scenes
from faults.checks import Result
from faults.orders import At
from faults.scenes import Scene
from faults.unusual import Turn, played
from faults.world import READERS, Run, World, minutes

TIMEOUT_S = 1
# A round on a busy machine takes as much longer now and then, whatever the model does.
SLACK_S = 4.0
LATER = minutes(15)
LATE = ("again.withdrawn", "again.settled", "again.committed")
LIES = ("9 trillion", "EVIL")

FAULTS: dict[str, ModelFault] = {
    "500": ModelFault("error", status=500),
    "429, for a minute": ModelFault("error", status=429, retry_after="60"),
    "401": ModelFault("error", status=401),
    "404": ModelFault("error", status=404),
    "a redirect": ModelFault("error", status=302),
    "no answer in time": ModelFault("slow", seconds=2.5),
    "a byte now and then": ModelFault("drip", seconds=2.5),
    "reset": ModelFault("drop"),
    "cut off": ModelFault("cut"),
    "prose": ModelFault("prose"),
    "an empty answer": ModelFault("empty"),
    "not JSON": ModelFault("not_json"),
    "three megabytes": ModelFault("huge"),
    "half a million brackets": ModelFault("deep"),
}
CLOSED = "connection refused"
MALICIOUS = "malicious"
_AMOUNT = re.compile(r"\[(\d+): [^\]]*(?:円|yen|¥|\$|dollar|엔|달러|日元|美元)")


def answering(told: str, page: str) -> dict[str, Any]:
    """A model that takes every amount for the state's support: what it says is not what is tried here."""
    del told
    figures = [
        {
            "n": int(found[1]),
            "series": "public_support",
            "role": "current",
            "of": None,
            "moved_from": None,
        }
        for found in _AMOUNT.finditer(page)
    ]
    return {"on": True, "figures": figures, "proposals": {"names": [], "keywords": []}}


def model_server(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All of it, or a share."""
    cases = [*FAULTS, CLOSED, MALICIOUS]
    with ExitStack() as stack:
        server = stack.enter_context(ModelServer(answering))
        world, scene = stack.enter_context(scenes.small(folder))
        usual = _seconds(world, scene)
        for case in cases[share::shares]:
            yield failing(world, scene, server, case, usual=usual)
        server.mend()
        turns = (asked, asked_again, failed_again)
        for make in turns[share::shares]:
            world.open(receivers=READERS, model=use(server.url))
            yield from played(world, make(world, scene, server))


def use(url: str) -> dict[str, object]:
    """The block of feeds.yaml."""
    return {"url": url, "name": "a-model", "timeout": f"{TIMEOUT_S}s"}


def _seconds(world: World, scene: Scene) -> float:
    """How long a round takes without a model."""
    world.put_back(scene.before)
    began = time.monotonic()
    world.bot("run", "--once", moment=scene.moment)
    return time.monotonic() - began


def failing(world: World, scene: Scene, server: ModelServer, case: str, *, usual: float) -> Result:
    """A round, and those after it, while the server does this and nothing else."""
    url = "http://127.0.0.1:9/v1" if case == CLOSED else server.url
    world.open(receivers=READERS, model=use(url))
    world.put_back(scene.before)
    if case != CLOSED:
        server.fail(FAULTS.get(case) or ModelFault("malicious"))
    began = time.monotonic()
    run = world.bot("run", "--once", moment=scene.moment)
    took = time.monotonic() - began
    problems = [] if run.ended.status == 0 else [f"ended with {run.ended.status}"]
    if "Traceback" in run.log:
        problems.append(f"stumbled: {checks.last_line(run.log)}")
    if took > usual + TIMEOUT_S + SLACK_S:
        problems.append(f"the round took {took:.1f} s, and {usual:.1f} s without a model")
    faults, seconds = checks.recover(world, scene.moment + minutes(1))
    recovered = ([*problems, *faults], seconds)
    found = checks.verdict(world, scene.calm, group="model", case=case, recovered=recovered)
    return found if case != MALICIOUS else _without_lies(world, found, problems + faults)


def _without_lies(world: World, found: Result, problems: list[str]) -> Result:
    """What a malicious server may do: choose badly among what the pages say, and nothing else."""
    shown = " ".join(f"{one.text} {one.blocks}" for one in world.slack.messages)
    told = [f"a reader was told “{lie}”" for lie in LIES if lie in shown]
    return replace(
        found,
        faults=(*problems, *told, *checks.left_over(world)),
        lost=0,
        doubled=0,
        doubled_mails=0,
    )


def asked(world: World, scene: Scene, server: ModelServer) -> Turn:
    """Pages are read with a model that answers."""
    del server

    def act(at: At | None) -> Run:
        return world.bot("run", "--once", moment=scene.moment, at=at)

    return Turn(
        name="a second reader",
        of=("ask.",),
        before=scene.before,
        act=act,
        after=lambda: None,
        later=scene.moment + minutes(1),
    )


def asked_again(world: World, scene: Scene, server: ModelServer) -> Turn:
    """Pages that had no answer are asked about again, and answered."""
    return _late(
        world, scene, server, name="a late answer", of=("again.claimed", "again.asked", *LATE)
    )


def failed_again(world: World, scene: Scene, server: ModelServer) -> Turn:
    """Pages that had no answer are asked about again, and fail once more before they are found off the story.

    In which order late answers come is nobody's promise; that a page off the story counts no more is the same in any.
    """
    turn = _late(world, scene, server, name="no late answer", of=("again.put_off",))

    def act(at: At | None) -> Run:
        server.fail(FAULTS["prose"])
        return world.bot("run", "--once", moment=scene.moment + LATER, at=at)

    def off() -> None:
        server.fail(ModelFault("off"))

    return replace(turn, act=act, after=off)


def _late(
    world: World, scene: Scene, server: ModelServer, *, name: str, of: tuple[str, ...]
) -> Turn:
    world.put_back(scene.before)
    server.fail(FAULTS["prose"])
    world.bot("run", "--once", moment=scene.moment)
    server.mend()
    later = scene.moment + LATER

    def act(at: At | None) -> Run:
        server.mend()
        return world.bot("run", "--once", moment=later, at=at)

    return Turn(
        name=name,
        of=of,
        before=world.snapshot(),
        act=act,
        after=lambda: None,
        later=later + minutes(90),
    )

"""A bounded part of the fault harness; `make faults` plays all of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from demo.servers import ModelServer
from demo.stage import ROOT
from faults import disk, kills, model_server, network, report, scenes, trials, two_bots, unusual
from faults.checks import Result
from faults.guards import GUARDS
from faults.orders import At
from faults.scenes import Scene
from faults.standing import standing
from faults.world import READERS, World, fast_folder

pytestmark = pytest.mark.long

PAIRS = 10
Small = tuple[World, Scene]


@pytest.fixture(scope="module")
def small() -> Iterator[Small]:
    """A small stream of told stories, after a first meeting, in a folder that is quick to write to."""
    folder = Path(tempfile.mkdtemp(prefix="newsledger-faults-", dir=fast_folder()))
    try:
        with scenes.small(folder / "world") as (world, scene):
            yield world, scene
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failed(results: Iterable[Result]) -> list[tuple[str, tuple[str, ...]]]:
    """What did not hold, by the case that plays it again."""
    return [(one.case, one.faults) for one in results if not one.held]


def test_a_kill_at_named_places_loses_and_doubles_nothing(small: Small):
    """Whoever reads must not be able to tell that the machine stopped, at whichever step it did."""
    places = [at for at in kills.places(small[1].calm.passed) if at.occurrence == 1]
    assert len(places) > 40
    assert failed(kills.of_scene(*small, places[::3])) == []


@pytest.mark.parametrize("turn", ["refused_for_now", "put_off", "swept", "wrong", "filed"])
def test_a_kill_in_what_is_unusual_does_no_harm(small: Small, turn: str):
    """What happens once a month is cut off as easily as what happens each minute."""
    make = partial(unusual.pressing, turn) if turn == "wrong" else getattr(unusual, turn)
    assert failed(unusual.played(small[0], make(*small))) == []


def test_each_place_in_the_code_was_killed_at_in_the_last_whole_run():
    """A place that nobody ends the bot at says nothing; `make faults` fails for one, and renews the page."""
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    table = page.partition("### The places")[2].partition("###")[0]
    assert len(report.named()) >= 60
    assert {name for name in report.named() if f"| `{name}` |" not in table} == set()


def test_all_stands_the_same_only_where_nothing_that_counts_differs(small: Small):
    """A recovery that is not played again must be the very one that was played."""
    world, scene = small
    seen = {}
    for point in ("read.finished", "settle.saved", "read.committed", "send.marked"):
        world.put_back(scene.before)
        world.bot("run", "--once", moment=scene.moment, at=At(point=point))
        seen[point] = standing(world, scene.moment)
    assert seen["read.finished"] == seen["settle.saved"]
    assert len(set(seen.values())) == 3


def test_a_second_kill_while_recovering_does_no_harm_either(small: Small):
    """What is mending something is as likely to be cut off."""
    assert failed(kills.pair(*small, seed=seed, known={}) for seed in range(PAIRS)) == []


def test_calls_that_fail_lose_and_double_nothing(small: Small):
    """Networks break after the other side has taken what was sent, which is the worst of moments."""
    cases = [case for case in network.cases() if not case.call.startswith("webhook")]
    assert failed(network.failing(*small, case) for case in cases[::8]) == []


def test_a_second_reader_that_fails_changes_nothing_for_readers(small: Small):
    """A model is asked before an alert is made: what it does must never cost one, or make two of it."""
    world, scene = small
    with ModelServer(model_server.answering) as server:
        cases = ("prose", "reset", model_server.CLOSED, model_server.MALICIOUS)
        results = [model_server.failing(world, scene, server, one, usual=60.0) for one in cases]
    world.open(receivers=READERS)
    assert failed(results) == []


def test_a_copy_that_is_taken_late_is_swept_away(small: Small):
    """The promise has one exception, and it lasts for minutes."""
    assert failed(network.late(*small)) == []


def test_a_failing_disk_damages_nothing_and_is_named(small: Small):
    """A full disk is the commonest end of a small machine."""
    assert failed(disk.failing(*small, fault) for fault in disk.faults_of(small[1])[::10]) == []


def test_a_second_bot_on_the_same_data_is_refused(small: Small):
    """Two bots by mistake is what happens when one is started by hand beside a service."""
    at = At(point="send.marked", act="stop")
    assert failed([two_bots.beside(*small, at)]) == []


@pytest.mark.parametrize(
    "guard", ["sending mark", "look-up", "transaction", "order in a thread", "root mark", "sweep"]
)
def test_the_harness_fails_without_a_guard(small: Small, guard: str):
    """A check that cannot fail proves nothing."""
    with_it, without_it = trials.tried(*small, guard)
    assert failed([with_it, without_it]) == []
    assert without_it.note


def test_each_guard_has_its_trial():
    """A guard that is never taken away is a guard that nobody knows to work."""
    assert set(trials.TRIALS) == set(GUARDS)
    assert len(GUARDS) >= 10


def test_the_tables_name_what_failed():
    """A table that hides a failure is worse than none."""
    results = [
        Result(group="kills", case="day 1 send.marked#2", faults=("1 lost at Slack",), lost=1),
        Result(group="kills", case="day 1 send.noted#1"),
    ]
    text = report.in_text(results, 3.0)
    assert "FAILED  kills: day 1 send.marked#2: 1 lost at Slack" in text
    table = report.in_markdown(results, 3.0, seed=1)
    assert "| `send.marked` | 1 | 1 |" in table
    assert "| `send.noted` | 1 | 0 |" in table

"""A bounded part of the fault harness's cluster; `make faults` plays all of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.servers.postgres import programs
from faults import cluster, cluster_world
from faults.cluster import ANSWERED, CLOCKS_APART_S, LEADER, RESTARTED
from faults.cluster_checks import Outcome
from faults.cluster_world import Cluster
from faults.orders import At
from faults.world import fast_folder

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        programs() is None, reason="no PostgreSQL server of version 15 or later is installed"
    ),
]

Pair = tuple[Cluster, Outcome]
# Which of the two comes by a place first is chance.
TRIES = 8


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """Two workers over one server, and what they come to if nothing befalls them."""
    folder = Path(tempfile.mkdtemp(prefix="newsledger-faults-", dir=fast_folder()))
    try:
        with cluster_world.opened(folder / "world") as made:
            yield made, cluster.undisturbed(made, [LEADER])[0]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_machine_that_dies_is_missed_by_no_reader(pair: Pair):
    """A machine is taken from under its worker right after Slack took a message, and its clock was wrong besides."""
    made, calm = pair
    played = (
        cluster.killed(made, calm, name=LEADER, at=At(point=ANSWERED), apart_s=CLOCKS_APART_S)
        for _ in range(TRIES)
    )
    found = next(one for one in played if one is not None)
    assert found.faults == ()


def test_a_database_that_is_away_loses_and_doubles_nothing(pair: Pair):
    """Servers are restarted while a worker is in the middle of something."""
    made, calm = pair
    played = (
        cluster.stopped(made, calm, name=LEADER, at=At(point="send.marked"), trouble=RESTARTED)
        for _ in range(TRIES)
    )
    found = next(one for one in played if one is not None)
    assert found.faults == ()

"""A digest is a day's, whatever the machine's clock does in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import clocks
from faults.world import built

CASES = {case.name: case for case in clocks.cases()}


@pytest.mark.parametrize(
    "name",
    [
        "an hour backwards, with news in the hour that comes again",
        "a day backwards, with news in the day that comes again",
        "a year forwards, and set right",
    ],
)
def test_news_under_a_clock_that_was_set_back_stands_in_one_digest(tmp_path: Path, name: str):
    """Machines start with a wrong clock and mend it; what is told then must not fall between two digests."""
    case = CASES[name]
    with built(tmp_path / "world", until=case.looks[-1]) as world:
        found = clocks.jumping(world, case)
    assert found.held, found.faults

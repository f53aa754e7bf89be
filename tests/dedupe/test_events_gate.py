"""The gate on copies and events: pairs of invented reports, and planted edits, stay above their floors."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from eval import gate, pairs, planted, replay
from eval.corpora import rows
from eval.report import Section


@pytest.mark.parametrize(
    ("prefix", "evaluate"),
    [("pairs.", pairs.evaluate), ("planted.", lambda: (planted.evaluate(),))],
)
def test_copies_and_events_stay_above_their_floors(
    prefix: str, evaluate: Callable[[], Sequence[Section]]
):
    """A wrong merge hides a fact, and a missed one tells it twice."""
    pinned = gate.load()
    part = dataclasses.replace(
        pinned,
        floors={name: floor for name, floor in pinned.floors.items() if name.startswith(prefix)},
    )
    assert part.floors
    part = dataclasses.replace(part, seal=part.sealed())
    measured = gate.measures_of(evaluate())
    assert gate.failures(part, measured, gate.corpora_present()) == []
    for name, goal in gate.MUST_REACH.items():
        if name.startswith(prefix):
            assert measured[name] >= goal, name


def test_the_pairs_are_of_every_kind_in_four_languages():
    """Two hundred pairs say something only if they are of different kinds and tongues."""
    told = {row["id"]: row for row in rows(pairs.TEXTS)}
    asked = list(rows(pairs.PAIRS))
    assert len(asked) >= 200
    assert {row["language"].split("-")[0] for row in told.values()} == {"en", "ja", "ko", "zh"}
    kinds = {pair["kind"].split(" ")[0] for pair in asked}
    assert kinds == {"paraphrase", "follow-up", "look-alike", "translation"}
    for pair in asked:
        same = told[pair["one"]]["event"] == told[pair["other"]]["event"]
        assert pair["same"] == same


def test_pairs_across_languages_count_by_the_pair():
    """One story too many in one language must not be made up for by another."""
    articles = [{"id": name, "language": name[:2]} for name in ("en-1", "ja-1", "ja-2", "ko-1")]
    groups = [("en-1", "a", "s"), ("ja-1", "a", "s"), ("ja-2", "a", "t"), ("ko-1", "b", "s")]
    # Together and rightly so: en-1 with ja-1; wrongly: ko-1 with both; apart and wrongly so: en-1 with ja-2.
    assert replay.across_languages(groups, articles) == pytest.approx(
        2 * (1 / 3) * 0.5 / (1 / 3 + 0.5)
    )
    assert replay.across_languages(groups[1:3], articles) == 1.0

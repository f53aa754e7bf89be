"""The gate on the ledger: what `bot replay` tells stays right, quiet and traceable."""

from __future__ import annotations

import dataclasses

import pytest

from eval import gate, replay

# The shortest stream is played again and in other orders too; `make eval` does so with each.
PLAYED_AGAIN = "polaris"


def failures(stream: replay.Stream) -> list[str]:
    """The gate's failures for one stream."""
    pinned = gate.load()
    measures = replay.evaluate_stream(stream, once=stream.name != PLAYED_AGAIN).measures
    floors = {name: floor for name, floor in pinned.floors.items() if name in measures}
    assert f"{stream.name}.strict_f1" in floors, f"no floor is pinned for {stream.name}"
    part = dataclasses.replace(pinned, floors=floors)
    part = dataclasses.replace(part, seal=part.sealed())
    return gate.failures(part, measures, gate.corpora_present())


@pytest.mark.parametrize("name", [*replay.OURS, "japan", "hydrogen"])
def test_a_labelled_stream_stays_above_its_floors(name):
    """Every rule of filing, comparing and telling meets here, on stories that no rule knows."""
    stream = next((stream for stream in replay.streams() if stream.name == name), None)
    if stream is None:
        pytest.skip("../shared/eval is not there")
    assert failures(stream) == []


def article(**told) -> dict:
    """An article of a stream, with what a test needs of it."""
    base = {"id": "a", "language": "en", "title": "T", "text": "It costs €5m.", "published": "2026"}
    return {**base, **told}


AFTER = {
    "text": "€5m",
    "start": 9,
    "end": 12,
    "low": "5e6",
    "high": "5e6",
    "unit": "EUR",
    "by": None,
}
LABEL = {"metric": "cost", "value": 5e6, "unit": "EUR", "status": "new", "as_written": "€5m"}
ANSWER = {
    "topics": ["t"],
    "verdict": "new",
    "nearest": None,
    "story": "a",
    "alert": True,
    "changes": [{"series": "cost", "kind": "new", "after": AFTER}],
}


def scored(label: dict, answer: dict) -> replay.Told:
    """One article's score."""
    whole = {"id": "a", "on_story": True, "cluster": "c", "duplicate_of": None, **label}
    return replay.score([article()], {"a": whole}, [answer])


def test_a_told_event_is_right_where_series_value_and_kind_agree():
    """The scorer must give credit where it is due, or every floor is worthless."""
    told = scored({"figures": [LABEL]}, ANSWER)
    assert (told.wanted, told.told, told.strict, told.traceable) == (1, 1, 1, 1)
    assert told.findings == []


def test_the_right_value_under_the_wrong_series_is_half_right():
    """Two series of one unit must not mix; the value alone is no full credit."""
    answer = {**ANSWER, "changes": [{**ANSWER["changes"][0], "series": "grant"}]}
    told = scored({"figures": [LABEL]}, answer)
    assert (told.value_right, told.strict) == (1, 0)
    assert "told as grant" in told.findings[0].detail


def test_a_span_that_does_not_slice_the_text_is_noticed():
    """Every figure that is shown can be pointed at, character by character."""
    shifted = {**AFTER, "start": 8, "end": 11}
    answer = {**ANSWER, "changes": [{**ANSWER["changes"][0], "after": shifted}]}
    told = scored({"figures": [LABEL]}, answer)
    assert (told.changes, told.traceable) == (1, 0)


def test_an_alert_about_nothing_new_breaks_the_quiet():
    """Crying wolf is counted by article, however many figures it tells."""
    told = scored({"figures": [{**LABEL, "status": "known"}]}, ANSWER)
    assert (told.quiet, told.quiet_kept, told.news) == (1, 0, 0)


def test_events_are_grouped_well_only_where_both_sides_agree():
    """B-cubed: lumping costs precision, splitting costs recall."""
    apart = [("a", "c", "1"), ("b", "c", "2")]
    lumped = [("a", "c", "1"), ("b", "d", "1")]
    assert replay.b_cubed(apart) == (1.0, 0.5)
    assert replay.b_cubed(lumped) == (0.5, 1.0)

"""The weights that were fitted without a story, by which that story is judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bot.steps import certainty
from bot.steps.dedupe.weights import EventWeights
from bot.steps.figures.assign import model as filing
from bot.steps.match.weights import Weights

FILE = Path(__file__).parent / "left_out_topic.json"
EVENTS = FILE.with_name("left_out_events.json")
FILING = FILE.with_name("left_out_filing.json")
CERTAINTY = FILE.with_name("left_out_certainty.json")


def weights_without(story: str) -> Weights | None:
    """The topic's weights without a story; None for one that taught none of the weights in use."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return Weights(**kept[story]) if story in kept else None


def save(weights: Mapping[str, Weights]) -> None:
    """Keep the weights by the story that they were fitted without."""
    kept = {
        name: {"bias": one.bias, "signs": dict(one.signs)} for name, one in sorted(weights.items())
    }
    FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def event_weights_without(story: str) -> EventWeights | None:
    """The weights of events without a story; None for one that taught none of the weights in use."""
    kept = json.loads(EVENTS.read_text(encoding="utf-8")) if EVENTS.is_file() else {}
    return EventWeights(**kept[story]) if story in kept else None


def save_events(weights: Mapping[str, EventWeights]) -> None:
    """Keep the weights of events by the story that they were fitted without."""
    kept = {name: asdict(one) for name, one in sorted(weights.items())}
    EVENTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def filing_without(story: str) -> filing.Weights | None:
    """Filing's weights without a story; None for one that taught none of the weights in use."""
    kept = json.loads(FILING.read_text(encoding="utf-8")) if FILING.is_file() else {}
    return filing.Weights(**kept[story]["weights"]) if story in kept else None


def save_filing(
    weights: Mapping[str, filing.Weights], scores: Mapping[str, Mapping[str, float]]
) -> None:
    """Keep filing's weights and its scores by the story that they were fitted without."""
    kept = {
        name: {"scores": scores[name], "weights": {"bias": one.bias, "signs": dict(one.signs)}}
        for name, one in sorted(weights.items())
    }
    FILING.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def certainty_without(story: str) -> certainty.Weights | None:
    """The weights of how sure a change is, without a story; None for one that taught none of those in use."""
    kept = json.loads(CERTAINTY.read_text(encoding="utf-8")) if CERTAINTY.is_file() else {}
    return certainty.Weights(**kept[story]) if story in kept else None


def save_certainty(weights: Mapping[str, certainty.Weights]) -> None:
    """Keep the weights of how sure a change is by the story that they were fitted without."""
    kept = {name: asdict(one) for name, one in sorted(weights.items())}
    CERTAINTY.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")

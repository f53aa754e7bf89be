"""How much each sign says that a doubtful page is the story: printed by `python -m eval.fit_topic`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Of a logistic model: log odds of a page without any sign, and what each sign adds to them."""

    bias: float
    signs: Mapping[str, float]


FITTED = Weights(
    bias=-1.99,
    signs={
        "scarcest": 0.59,
        "loosely": 0.32,
        "principal": 1.12,
        "parties": 0.4,
        "company": 0.93,
        "known_values": 0.33,
        "likeness": 0.76,
        "recent": 1.07,
    },
)

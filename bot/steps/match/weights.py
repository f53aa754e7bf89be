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
    bias=-2.06,
    signs={
        "scarcest": 0.6,
        "loosely": 0.31,
        "principal": 1.14,
        "parties": 0.43,
        "company": 0.86,
        "known_values": 0.36,
        "likeness": 0.88,
        "recent": 1.04,
    },
)

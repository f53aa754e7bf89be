"""How much each sign says that a change is news: made by `python -m eval.fit_certainty`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`certain` and `balanced` are the probabilities from which a change is so.

    `precision` is which share of left-out stories' changes were right from each of them, and of all.
    """

    bias: float
    signs: Mapping[str, float]
    certain: float
    balanced: float
    precision: Mapping[str, float] = field(default_factory=dict)


FITTED = Weights(
    bias=-0.254,
    signs={
        "filed": 0.197,
        "second": -1.962,
        "new": -0.348,
        "heard": -1.257,
        "title": 0.877,
        "news": 0.592,
        "orders": -0.686,
    },
    certain=0.68,
    balanced=0.36,
    precision={"certain": 0.818, "balanced": 0.556, "everything": 0.396},
)

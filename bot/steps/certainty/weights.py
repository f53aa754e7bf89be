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
    bias=-0.068,
    signs={
        "filed": 0.209,
        "second": -2.114,
        "new": -0.281,
        "heard": -1.257,
        "title": 0.82,
        "news": 0.76,
        "orders": -0.714,
    },
    certain=0.76,
    balanced=0.3,
    precision={"certain": 0.824, "balanced": 0.536, "everything": 0.45},
)

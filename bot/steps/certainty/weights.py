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
    bias=-0.268,
    signs={
        "filed": 0.197,
        "second": -2.332,
        "new": -0.203,
        "heard": -1.196,
        "title": 0.894,
        "news": 0.645,
        "orders": -0.611,
    },
    certain=0.7,
    balanced=0.3,
    precision={"certain": 0.81, "balanced": 0.535, "everything": 0.413},
)

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
    bias=-0.322,
    signs={
        "filed": 0.226,
        "second": -2.112,
        "new": -0.407,
        "heard": -1.349,
        "title": 0.943,
        "place": 0.099,
        "moved": 0.409,
        "was": -0.222,
        "was_known": -2.332,
        "news": 0.614,
        "orders": -0.736,
        "doubtful_before": -0.014,
        "hedged": -0.006,
    },
    certain=0.74,
    balanced=0.33,
    precision={"certain": 0.824, "balanced": 0.53, "everything": 0.396},
)

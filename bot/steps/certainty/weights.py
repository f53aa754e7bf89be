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
    bias=-0.177,
    signs={
        "filed": 0.258,
        "second": -2.374,
        "new": -0.354,
        "heard": -1.262,
        "title": 0.904,
        "news": 0.645,
        "orders": -0.635,
    },
    certain=0.68,
    balanced=0.4,
    precision={"certain": 0.828, "balanced": 0.602, "everything": 0.414},
)

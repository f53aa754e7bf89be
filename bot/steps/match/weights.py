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
    bias=-1.86,
    signs={
        "keyword_sentences": 0.42,
        "loosely": 0.3,
        "principal_in_headline": 0.41,
        "principal_in_opening": 0.76,
        "parties_in_headline": 0.35,
        "parties_in_opening": 0.06,
        "known_values": 0.48,
        "likeness": 0.91,
        "recent": 1.02,
    },
)

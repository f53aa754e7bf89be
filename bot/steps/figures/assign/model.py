"""The choice between a topic's series and none: a conditional logit.

The odds of a series against none are exp(bias + the sum of weight times feature). The weights are fitted by
`python -m eval.fit_filing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`bias` is the utility of a series without any sign; `signs` what each feature adds to it."""

    bias: float
    signs: Mapping[str, float]


def probabilities(
    signs: Mapping[str, Mapping[str, float]], weights: Weights
) -> tuple[tuple[str, float], ...]:
    """How likely a figure is of each series, the likeliest first; what is left of 1 is that of none."""
    if not signs:
        return ()
    names = list(signs)
    utility = np.array(
        [
            weights.bias
            + sum(weights.signs.get(key, 0.0) * value for key, value in signs[name].items())
            for name in names
        ]
    )
    highest = max(0.0, float(utility.max()))
    odds = np.exp(utility - highest)
    shares = odds / (odds.sum() + np.exp(-highest))
    return tuple(
        sorted(
            zip(names, (float(one) for one in shares), strict=True),
            key=lambda entry: (-entry[1], entry[0]),
        )
    )


def contributions(
    signs: Mapping[str, float], weights: Weights, *, most: int
) -> tuple[tuple[str, float], ...]:
    """The features that weigh most, for or against, with what each adds; those that add nothing are left out."""
    found = {key: weights.signs.get(key, 0.0) * value for key, value in signs.items()}
    ranked = sorted(found.items(), key=lambda entry: (-abs(entry[1]), entry[0]))
    return tuple((key, value) for key, value in ranked[:most] if round(value, 2))

"""Logistic regression with a quadratic penalty, by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS = 50


def fitted(signs: Numbers, wanted: Numbers, share: Numbers, *, penalty: float) -> list[float]:
    """The bias and a weight for each sign, to two decimals.

    Args:
        signs: examples by signs.
        wanted: 1 or 0 for each example.
        share: how much each example counts.
        penalty: what pulls the weights, though not the bias, towards zero.
    """
    columns = np.hstack([np.ones((len(signs), 1)), signs])
    pull = np.full(columns.shape[1], penalty)
    pull[0] = 0.0
    weights = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        given = 1 / (1 + np.exp(-columns @ weights))
        gradient = columns.T @ (share * (given - wanted)) + pull * weights
        curvature = (columns.T * (share * given * (1 - given))) @ columns + np.diag(pull)
        weights -= np.linalg.solve(curvature, gradient)
    return [round(float(weight), 2) for weight in weights]

"""What the topic's earlier figures say: a value that was a series' before is likely to be so again.

A value far from everything known of a series is hardly one of it; one that was nobody's is nobody's again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.model.dimensions import family
from bot.model.figures import Figure
from bot.model.known import KnownValue

Numbers = NDArray[np.float64]

# Two values are the same within so much of the larger one, or within half their last digit up to the second number.
_EXACTLY = 0.004
_LOOSELY = 0.04
_CURRENCIES = 0.05
_WHOLE = frozenset({"date", "years"})
# One, two and three are said of everything.
_TELLS_NOTHING = 3
_LIKELY = 0.35
# Powers of ten: within 40 percent, more than six times.
_NEAR = 0.15
_FAR = 0.8
_FURTHEST = 2.0
_SMOOTH = 0.3
# What counts something that goes on is rarely more than half as much again from one page to the next.
_GROWN = 1.5


@dataclass(frozen=True, slots=True)
class Shelf:
    """The known values of one family of units, as arrays; `shares` has a column for each series, the last for none."""

    low: Numbers
    high: Numbers
    dollars: Numbers
    resolution: Numbers
    units: tuple[str, ...]
    shares: Numbers
    columns: dict[str, int]


def shelves(known: Sequence[KnownValue], series: Sequence[str]) -> dict[str, Shelf]:
    """The known values of a topic by family of units, oldest first."""
    by_family: dict[str, list[KnownValue]] = {}
    for one in known:
        by_family.setdefault(family(one.unit), []).append(one)
    columns = {name: at for at, name in enumerate(series)}
    return {name: _shelf(values, columns) for name, values in by_family.items()}


def _shelf(values: Sequence[KnownValue], columns: dict[str, int]) -> Shelf:
    shares = np.zeros((len(values), len(columns) + 1))
    for row, one in enumerate(values):
        for name, share in one.likely:
            if name in columns:
                shares[row, columns[name]] = share
        shares[row, -1] = max(0.0, 1.0 - float(shares[row].sum()))
    return Shelf(
        low=np.array([float(one.low) for one in values]),
        high=np.array([float(one.high) for one in values]),
        dollars=np.array([np.nan if one.dollars is None else one.dollars for one in values]),
        resolution=np.array([float(one.resolution) for one in values]),
        units=tuple(one.unit for one in values),
        shares=shares,
        columns=columns,
    )


def ledger_signs(
    figure: Figure, dollars: float | None, candidates: Sequence[str], shelf: Shelf | None
) -> dict[str, dict[str, float]]:
    """The ledger's part of every feature, by candidate; those that are 0 are left out.

    Args:
        figure: as the text states it.
        dollars: its high end in US dollars; None for what is no money or has no rate.
        candidates: series ids.
        shelf: what is known in the figure's family of units; None where nothing is.
    """
    if shelf is None:
        return {name: {"never_said": 1.0} for name in candidates}
    same = same_as(figure, dollars, shelf)
    mass = same.astype(float) @ shelf.shares
    total = float(mass.sum())
    apart = _apart(figure, dollars, shelf)
    nearest = {name: _nearest(apart, shelf, name) for name in candidates}
    every = np.delete(mass, -1)
    found = {}
    for name in candidates:
        at = shelf.columns[name]
        others = np.delete(every, at)
        signs = {
            "known_same": float(np.log1p(mass[at])),
            "known_share": float(mass[at]) / (total + _SMOOTH),
            "known_rival": float(np.log1p(others.max())) if len(others) else 0.0,
            "known_nobodys": float(np.log1p(mass[-1])),
            "known_much": float(np.log1p(shelf.shares[:, at].sum())),
            **_by_size(name, nearest),
            **_latest(figure, dollars, same, shelf, at),
            "never_said": float(not total),
        }
        found[name] = {key: value for key, value in signs.items() if value}
    return found


def same_as(figure: Figure, dollars: float | None, shelf: Shelf) -> NDArray[np.bool_]:
    """Which of the known values are the figure's own."""
    low, high = float(figure.low), float(figure.high)
    if family(figure.unit) == "count" and high <= _TELLS_NOTHING:
        return np.zeros(len(shelf.units), dtype=bool)
    if family(figure.unit) in _WHOLE:
        return (shelf.low <= high) & (low <= shelf.high)
    largest = np.maximum(np.abs(shelf.high), abs(high))
    last = np.maximum(shelf.resolution, float(figure.resolution)) / 2
    slack = np.maximum(_EXACTLY * largest, np.minimum(last, _LOOSELY * largest))
    exactly = (np.abs(shelf.low - low) <= slack) | (np.abs(shelf.high - high) <= slack)
    if not figure.is_money:
        return exactly
    own: NDArray[np.bool_] = np.array([unit == figure.unit for unit in shelf.units], dtype=bool)
    if dollars is None:
        alone: NDArray[np.bool_] = exactly & own
        return alone
    with np.errstate(invalid="ignore"):
        loosely = np.abs(shelf.dollars - dollars) <= _CURRENCIES * np.maximum(
            shelf.dollars, dollars
        )
    same: NDArray[np.bool_] = np.where(own, exactly, loosely)
    return same


def _apart(figure: Figure, dollars: float | None, shelf: Shelf) -> Numbers:
    """How many powers of ten lie between the figure and each known value; NaN where none can be told."""
    own = dollars if figure.is_money else float(figure.high)
    known = shelf.dollars if figure.is_money else shelf.high
    if own is None or own <= 0:
        return np.full(len(shelf.units), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        apart: Numbers = np.abs(np.log10(np.where(known > 0, known, np.nan) / own))
    return apart


def _nearest(apart: Numbers, shelf: Shelf, name: str) -> float | None:
    of_it = apart[shelf.shares[:, shelf.columns[name]] > _LIKELY]
    of_it = of_it[~np.isnan(of_it)]
    return float(of_it.min()) if len(of_it) else None


def _by_size(name: str, nearest: dict[str, float | None]) -> dict[str, float]:
    own = nearest[name]
    if own is None:
        return {}
    return {
        "known_any": 1.0,
        "orders_apart": min(_FURTHEST, own),
        "size_near": float(own < _NEAR),
        "size_far": float(own > _FAR),
    }


def _latest(
    figure: Figure, dollars: float | None, same: NDArray[np.bool_], shelf: Shelf, at: int
) -> dict[str, float]:
    """Whether the value that was last said of a series is the same, or the figure a little above it."""
    of_it = np.flatnonzero(shelf.shares[:, at] > _LIKELY)
    if not len(of_it):
        return {}
    last = of_it[-1]
    own, known = (
        (dollars, shelf.dollars[last])
        if figure.is_money
        else (float(figure.high), shelf.high[last])
    )
    above = own is not None and bool(known < own <= known * _GROWN) and not same[last]
    return {"latest_same": float(same[last]), "latest_grown": float(above)}

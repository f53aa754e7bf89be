"""Increments: "a further ¥300 billion on top" moves a value that it is tied to, and else stands alone."""

from __future__ import annotations

from dataclasses import replace

from bot.model.figures import Figure, Observation
from bot.steps.compare import intervals
from bot.steps.compare.rows import Row


def summed(observation: Observation, rows: list[Row]) -> Observation:
    """The observation with the sum that its increment makes, where the text ties it to a known value.

    The text ties it by stating the value that it comes on top of (`was`). The sum is computed, and the
    change says so; the figure keeps the span and the words of the increment.
    """
    figure, was = observation.figure, observation.was
    if not figure.additional or was is None or was.unit != figure.unit:
        return observation
    for row in rows:
        known = (row.in_force, *row.superseded)
        if any(intervals.as_written(one.figure, was) for one in known):
            return replace(observation, figure=_sum(figure, was), moved=True)
    return observation


def _sum(figure: Figure, was: Figure) -> Figure:
    return replace(
        figure,
        low=figure.low + was.low,
        high=figure.high + was.high,
        resolution=min(figure.resolution, was.resolution),
        additional=False,
    )

"""What pages said before: figures of a topic, and what each most likely is a figure of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """A figure of an earlier page or of a seed.

    `likely` holds series ids with how likely each is; what is left of 1 is that it was nobody's. `dollars` is the
    high end in US dollars at the day's rate, for money whose rate is known. `start` is the offset of the figure in
    the article's text.
    """

    article: str
    start: int
    unit: str
    low: Decimal
    high: Decimal
    resolution: Decimal
    dollars: float | None
    likely: tuple[tuple[str, float], ...]

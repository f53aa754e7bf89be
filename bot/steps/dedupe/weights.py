"""How much each sign says that an article reports an event: printed by `python -m eval.fit_events`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWeights:
    """Of a logistic model: log odds without any sign, and what each sign of `events.Signs` adds to them."""

    bias: float
    silence: float
    age: float
    likeness: float
    moved: float
    news: float
    headline: float


FITTED = EventWeights(
    bias=-0.63,
    silence=-2.21,
    age=-0.41,
    likeness=4.54,
    moved=-1.85,
    news=-0.67,
    headline=-1.3,
)

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
    bias=0.75,
    silence=-1.6,
    age=-0.69,
    likeness=3.54,
    moved=-1.23,
    news=-1.24,
    headline=-1.28,
)

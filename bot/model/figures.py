"""Figures, the series that make them comparable, and the ledger of what is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

Qualifier = Literal[
    "exact", "about", "nearly", "up_to", "at_least", "more_than", "less_than", "several"
]
Hedge = Literal["stated", "reported", "planned", "possible", "denied"]
Rank = Literal["official", "press", "aggregator", "unknown"]
ChangeKind = Literal["new", "confirmed", "refined", "revised", "conflicting", "denied", "noted"]
Nature = Literal["toll", "situation", "plan"]
Sureness = Literal["certain", "likely", "doubtful"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForYear:
    """The year that a figure is for: a deadline or a budget year."""

    year: int
    fiscal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as a text states it.

    `text[start:end]` of the article is `text`, always. `low` and `high` are in base units and equal
    unless a range; `unit` is an ISO 4217 code or a registered unit. `resolution` is what one unit of
    the last significant digit is worth ("1.3 trillion": 1e11; "¥4,312": 1), from which the interval
    that the figure stands for is made. `period` is "P5Y", "per P1Y" or "per P1Y over P5Y"; `per` is the thing that an amount is for one of
    ("share", "tonne", "MWh"), if any.
    `was_start` points at the start of the earlier value that the text states for this figure, which is
    a figure of the text too, with `earlier` set. `difference` marks by how much a value moved, or by
    how much it is above or below another: it is never the value itself. `rendering_of` is the start of the figure that this
    one repeats in another currency or notation.
    """

    text: str
    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    resolution: Decimal
    qualifier: Qualifier = "exact"
    period: str | None = None
    per: str | None = None
    by: ForYear | None = None
    hedge: Hedge = "stated"
    was_start: int | None = None
    earlier: bool = False
    additional: bool = False
    difference: bool = False
    rendering_of: int | None = None

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency: only ISO codes are three capitals."""
        return len(self.unit) == 3 and self.unit.isupper()  # noqa: PLR2004  (ISO 4217's own length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What makes two figures comparable: a topic's measure in a unit.

    `units` holds "money" or registered units; `cues` and `excludes` are words by language ("" for any
    language); `subjects` are entity ids that it may belong to (none: any of the topic's); `period` is
    the period that its figures have by nature ("per P1Y"). `tell_if_percent` keeps smaller moves out
    of alerts. `weight` orders series that changed together. `nature` says what its later values are likely to
    be: a `toll` counts what has happened and grows, a `situation` goes up and down from day to day, a `plan`
    stands until somebody moves it; None leaves it to the words of its name. `range` is the lowest and the
    highest value that it can have, in base units; a figure outside is none of it.
    """

    id: str
    label: str
    units: tuple[str, ...]
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    period: str | None = None
    tell_if_percent: Decimal | None = None
    weight: int = 1
    nature: Nature | None = None
    range: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where a figure belongs and why: `series` is None where it belongs to none of the topic's.

    `reasons` are sentences that a person can check; `score` is how likely it is, from 0 to 1. `likely` are the
    two likeliest series with how likely each is; what is left of 1 is that the figure is nobody's. `heard` says
    whether an earlier page of the topic said the value, of whatever. `ruled` says what a person decided about it,
    if one did.
    """

    figure: Figure
    topic: str
    series: str | None
    subject: str | None = None
    measure: str | None = None
    score: float = 0.0
    likely: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    heard: bool = False
    ruled: Literal["", "right", "wrong", "filed", "dismissed"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One source said this figure for this series, then. Never altered, only added to.

    `source` is the publisher, `origin` the article whose text it repeats (its own id unless a copy), so
    that wire copies count once. `dated` is false where the publication date is not known. `moved` is
    the text's own word that the value changed ("raised from"), with `was` the earlier value it states.
    `quote` is the sentence that holds the figure. `certainty` is how likely it is of this series at all.
    """

    topic: str
    series: str
    figure: Figure
    article: str
    origin: str
    source: str
    rank: Rank
    official: bool
    language: str
    published: datetime
    dated: bool
    url: str | None
    quote: str
    moved: bool = False
    was: Figure | None = None
    edited: bool = False
    certainty: float = 1.0
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an observation did to the ledger, and the arithmetic that says so.

    `kind` is `noted` where it is kept, told to nobody and never in force: an older count, a part, an estimate.
    `before` is the observation that it was held against: what was in force (None for new), what is repeated, or,
    for a denial, what stands. `settles` is true where it ends a known dispute; `corrects` where whoever said the
    value in force takes it back. `told` is false where the rules keep it quiet (a repeated former value), or where
    it is `doubtful`: `sure` says how sure it is that it is news of its series, and `among` has the labels of the
    series that a doubtful one most likely is of.
    `percent` is the move from `before`, computed by us; `converted` is the amount in another currency at the
    rate of `converted_on`. `echo` says whose value it repeats, where that is
    not the one in force: a superseded one, or a known side of a dispute.
    """

    kind: ChangeKind
    after: Observation
    before: Observation | None = None
    why: str = ""
    settles: bool = False
    corrects: bool = False
    told: bool = True
    sure: Sureness = "certain"
    among: tuple[str, ...] = ()
    percent: Decimal | None = None
    converted: Decimal | None = None
    converted_unit: str | None = None
    converted_on: date | None = None
    echo: Literal["", "superseded", "dispute"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A line of the ledger as it is kept: the observation and what it was called then."""

    change: Change
    recorded_at: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One row of the ledger: a series in one dimension (unit family, year).

    `in_force` is the most precise of the agreeing observations; `dispute` the open other side;
    `history` all records, oldest first.
    """

    topic: str
    series: str
    dimension: str
    in_force: Observation
    since: datetime
    dispute: tuple[Observation, ...] = ()
    superseded: tuple[Observation, ...] = ()
    confirmations: tuple[Observation, ...] = ()
    history: tuple[Record, ...] = ()


class Rates(Protocol):
    """Historical exchange rates, as a step may ask for them."""

    def window(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:
        """Lowest and highest rate (target for one unit of source) of the 400 days before `day`.

        None where either currency is not known then.
        """
        ...

    def on(self, source: str, target: str, day: date) -> tuple[Decimal, date] | None:
        """The last published rate on or before `day`, with its date; None where there is none."""
        ...

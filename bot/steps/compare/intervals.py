"""What a written figure stands for: an interval, its kind of quantity, and over what time it counts.

"¥1.3 trillion" is 1.25 to 1.35 trillion yen; "more than 10 percent" begins at 10 and has no end; "¥200
billion a year for five years" is a rate that makes a total. All arithmetic is Decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.model.dimensions import COUNTED, DAYS, TONNES, family
from bot.model.figures import Figure

INFINITE = Decimal("Infinity")
HALF = Decimal("0.5")
ROUND_SHARE = Decimal("0.05")
ABOUT_SHARE = Decimal("0.1")
SMALL_COUNT = 100

STANDS_FOR_ITSELF = frozenset({"year", "companies", "years", "months", "weeks"})
UPWARD = frozenset({"at_least", "more_than"})
DOWNWARD = frozenset({"up_to", "less_than"})

_DURATION = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
_YEARS = {"Y": Decimal(1), "M": Decimal(1) / 12, "W": Decimal(7) / Decimal("365.25")}


@dataclass(frozen=True, slots=True)
class Said:
    """A figure made comparable: half-open from `low` to `high` in `unit`, of one `family`.

    `rate` is true where it counts a year's worth; `over` is the number of years that it runs over, if
    the text says. `bound` is "up" where the text names a floor, "down" where it names a ceiling.
    """

    low: Decimal
    high: Decimal
    value: Decimal
    unit: str
    family: str
    bound: str | None = None
    rate: bool = False
    over: Decimal | None = None

    @property
    def width(self) -> Decimal:
        """How wide the interval is, as a share of the value; infinite where it is open."""
        if self.bound:
            return INFINITE
        return (self.high - self.low) / (abs(self.value) or Decimal(1))

    def scaled(self, low: Decimal, high: Decimal, unit: str | None = None) -> Said:
        """The interval with its ends multiplied, in another unit if one is given."""
        return replace(
            self,
            low=self.low * (low if self.low >= 0 else high),
            high=self.high * (high if self.high >= 0 else low),
            value=self.value * (low + high) / 2,
            unit=unit or self.unit,
        )


def said(figure: Figure, *, nature: str | None = None, point: bool = False) -> Said:
    """What a figure stands for.

    Args:
        figure: as the text states it.
        nature: the period that the series has by nature ("per P1Y"): its figures need not repeat it.
        point: read the bound of "up to" and "at least" as a value of its own, to hold two bounds
            of one kind against each other.
    """
    low, high = _ends(figure)
    bound = None
    if not point and figure.qualifier in UPWARD:
        bound, high = "up", INFINITE
    elif not point and figure.qualifier in DOWNWARD:
        bound, low = "down", -INFINITE
    rate, per_year, over = _period(figure.period or nature)
    kind = family(figure.unit)
    factor = _factor(figure.unit) * per_year
    return Said(
        low=low * factor,
        high=high * factor,
        value=(figure.low + figure.high) / 2 * factor,
        unit=figure.unit if kind != "duration" else "days",
        family=kind,
        bound=bound,
        rate=rate,
        over=over,
    )


def overlap(one: Said, other: Said) -> bool:
    """Whether two intervals share a value; the upper ends are outside."""
    if one.low == other.low:
        return True
    return one.low < other.high and other.low < one.high


def same_bound(one: Figure, other: Figure) -> bool:
    """Whether both name a ceiling, or both a floor."""
    return any(one.qualifier in kind and other.qualifier in kind for kind in (UPWARD, DOWNWARD))


def as_written(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same number of the same thing, however they are spelt."""
    first, second = (_factor(figure.unit) for figure in (one, other))
    return (
        family(one.unit) == family(other.unit)
        and (not one.is_money or one.unit == other.unit)
        and one.low * first == other.low * second
        and one.high * first == other.high * second
    )


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    if figure.qualifier == "several":
        return figure.low, figure.high
    return figure.low - _half(figure, figure.low), figure.high + _half(figure, figure.high)


def _half(figure: Figure, value: Decimal) -> Decimal:
    """Half a unit of the last significant digit, as far as the design lets it reach."""
    size = abs(value)
    step = figure.resolution
    small = figure.unit in COUNTED and size < SMALL_COUNT
    if figure.unit in STANDS_FOR_ITSELF or small:
        step = min(step, Decimal(1))
    half = step * HALF
    # A bare round magnitude ("3 trillion") has one digit, and claims less than half a unit of it.
    if step >= 10 and size < step * 10:  # noqa: PLR2004  (one significant digit)
        half = min(half, size * ROUND_SHARE)
    if figure.qualifier in {"about", "nearly"} and figure.unit != "year":
        half = max(half, size * ABOUT_SHARE)
    return half


def _factor(unit: str) -> Decimal:
    return DAYS.get(unit) or TONNES.get(unit) or Decimal(1)


def _period(period: str | None) -> tuple[bool, Decimal, Decimal | None]:
    """(whether it is a rate, what makes it a year's, over how many years)."""
    if period is None:
        return False, Decimal(1), None
    lengths = [
        Decimal(number) * _YEARS.get(unit, Decimal(1) / Decimal("365.25"))
        for number, unit in _DURATION.findall(period)
        # "Every 0 days" says nothing of time.
        if Decimal(number)
    ]
    if not lengths:
        return False, Decimal(1), None
    if not period.startswith("per"):
        return False, Decimal(1), lengths[0]
    return True, 1 / lengths[0], lengths[1] if len(lengths) > 1 else None

"""What a written figure stands for: a window, its kind of quantity, and over what time it counts.

A number claims its own last digit and no more: "35.4" is not "about 35", "85,800" is "85,000" cut short. A
bound is a number cut short on one side: "more than 1,000" stands for 1,000 to 1,100. All arithmetic is Decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from functools import lru_cache

from bot.model.dimensions import COUNTED, family, scale
from bot.model.figures import Figure

HALF = Decimal("0.5")
# How far a round number reaches at most: a bare one, and one with "about", "nearly" or "more than".
ROUND_SHARE = Decimal("0.05")
HEDGED_SHARE = Decimal("0.1")
# A count is round from two zeros on: 220 people are not 221.
TWO_ZEROS = 100
# A number is precise where its last digit is worth less than this share of it.
PRECISE_SHARE = Decimal("0.01")

STANDS_FOR_ITSELF = frozenset({"companies", "years", "months", "weeks"})
UPWARD = frozenset({"at_least", "more_than"})
DOWNWARD = frozenset({"up_to", "less_than", "nearly"})

_DURATION = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
_YEARS = {"Y": Decimal(1), "M": Decimal(1) / 12, "W": Decimal(7) / Decimal("365.25")}
_FISCAL = re.compile(
    r"年度|财年|財年|회계|fiscal|FY|ejercicio|exercice|Geschäftsjahr|boekjaar|regnskabsår|regnskapsår|mali yıl",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure made comparable: as written from `least` to `most`, standing for `low` to `high`.

    `unit` is the first unit of its family (a currency its own); dates are days, as `date.toordinal` counts them.
    `spread` is true where the text gives a range; `rate` where it counts a year's worth; `over` is the number of
    years that it runs over, if the text says.
    """

    least: Decimal
    most: Decimal
    low: Decimal
    high: Decimal
    unit: str
    family: str
    spread: bool = False
    rate: bool = False
    over: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The middle of what is written."""
        return (self.least + self.most) / 2

    @property
    def width(self) -> Decimal:
        """How wide the window is, as a share of the value."""
        return (self.high - self.low) / (abs(self.value) or Decimal(1))

    def scaled(self, by: Decimal, unit: str | None = None) -> Said:
        """The same times a positive number, in another unit if one is given."""
        return replace(
            self,
            least=self.least * by,
            most=self.most * by,
            low=self.low * by,
            high=self.high * by,
            unit=unit or self.unit,
        )


@lru_cache(maxsize=4096)
def said(figure: Figure, *, nature: str | None = None) -> Said:
    """What a figure stands for; `nature` is the period that its series has by nature ("per P1Y")."""
    least, most = _ends(figure)
    below, above = _reach(figure)
    kind = family(figure.unit)
    # A date is no quantity: "two years from 2028" has a period, and 2028 is not to be divided by it.
    rate, per_year, over = _period(None if kind == "date" else figure.period or nature)
    factor, unit = scale(figure.unit)
    return Said(
        least=least * per_year,
        most=most * per_year,
        low=(least - below * factor) * per_year,
        high=(most + above * factor) * per_year,
        unit=unit,
        family=kind,
        spread=figure.low < figure.high and figure.unit != "date",
        rate=rate,
        over=over,
    )


def meet(one: Said, other: Said) -> bool:
    """Whether one can be the other, rounded: the window of either holds what the other says.

    Two ranges that only touch say two things. A date agrees with a coarser one around it.
    """
    if one.family == "date":
        # Two fiscal years are told apart by what is written; one of them may be the next calendar year.
        if one.high > one.most and other.high > other.most:
            return one.least == other.least and one.most == other.most
        return _shared(one.least, one.most, other.low, other.high, whole=1) or _shared(
            one.low, one.high, other.least, other.most, whole=1
        )
    if one.spread and other.spread:
        return _shared(one.least, one.most, other.least, other.most)
    return _holds(one, other) or _holds(other, one)


def within(one: Said, other: Said, low: Decimal, high: Decimal) -> bool:
    """Whether what the one says, times anything from `low` to `high`, is in the window of the other."""
    return one.least * low < max(other.high, other.most) and one.most * high >= other.low


def of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures are for one of the same thing ("per share"). A text that says it once need not say it again."""
    return one.per == other.per or None in {one.per, other.per}


def as_written(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same number of the same thing, however they are spelt."""
    return (
        family(one.unit) == family(other.unit)
        and of_one_thing(one, other)
        and (not one.is_money or one.unit == other.unit)
        and _ends(one) == _ends(other)
    )


def precise(figure: Figure) -> bool:
    """Whether it is a number to the last digit, and no round one."""
    size = max(abs(figure.low), abs(figure.high))
    step = _step(figure)
    return figure.qualifier not in {"about", "several"} and (
        step <= 1 or step <= size * PRECISE_SHARE
    )


def _shared(low: Decimal, high: Decimal, least: Decimal, most: Decimal, *, whole: int = 0) -> bool:
    """Whether two ranges share more than half of the shorter one; `whole` is 1 where they count whole days."""
    shared = min(high, most) - max(low, least) + whole
    return shared * 2 > min(high - low, most - least) + whole


def _holds(one: Said, other: Said) -> bool:
    """Windows are half-open above, but for what is written itself."""
    if other.least > one.most:
        return other.least < one.high
    return other.most >= one.low


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    """From where to where it is written, in the first unit of its family; of a year, its first and last day."""
    if figure.unit == "year":
        return _day(figure.low, 1, 1), _day(figure.high, 12, 31)
    factor, _ = scale(figure.unit)
    return figure.low * factor, figure.high * factor


def _day(year: Decimal, month: int, day: int) -> Decimal:
    number = max(MINYEAR, min(MAXYEAR, int(year)))
    return Decimal(date(number, month, day).toordinal())


def _reach(figure: Figure) -> tuple[Decimal, Decimal]:
    """How far it reaches below and above what is written, in its own unit (days for dates)."""
    if family(figure.unit) == "date":
        return Decimal(0), _to_its_end(figure)
    if figure.qualifier == "several":
        return Decimal(0), Decimal(0)
    if figure.low < figure.high:
        # A range has said how far it reaches.
        share = (figure.high - figure.low) * HEDGED_SHARE
        return share, share
    return _of_a_number(figure)


def _to_its_end(figure: Figure) -> Decimal:
    """How many days a year reaches into the next one: a fiscal year ends there."""
    if figure.unit != "year" or not _FISCAL.search(figure.text):
        return Decimal(0)
    return _day(figure.high + 1, 12, 31) - _day(figure.high, 12, 31)


def _of_a_number(figure: Figure) -> tuple[Decimal, Decimal]:
    size, step = abs(figure.low), _step(figure)
    # "3 trillion" has one digit, and claims less than half a unit of it.
    rounded, cut = min(step * HALF, size * ROUND_SHARE), min(step, size * ROUND_SHARE)
    hedged = max(rounded, min(step, size * HEDGED_SHARE))
    counted = figure.unit in COUNTED
    if figure.qualifier == "about":
        return hedged, hedged
    if figure.qualifier in DOWNWARD:
        return hedged, Decimal(0)
    if figure.qualifier in UPWARD:
        # "More than 10 percent" is ten and something.
        return Decimal(0), hedged if counted else step
    return (Decimal(0), Decimal(0)) if counted and step == 1 else (rounded, cut)


def _step(figure: Figure) -> Decimal:
    """What one unit of the last significant digit is worth."""
    exact = figure.qualifier == "exact"
    counted = figure.unit in COUNTED and figure.resolution < TWO_ZEROS
    if (
        figure.unit in STANDS_FOR_ITSELF
        or (counted and figure.qualifier != "about")
        # "100 percent" is not 95.
        or (figure.unit == "percent" and exact)
    ):
        return min(figure.resolution, Decimal(1))
    return figure.resolution


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

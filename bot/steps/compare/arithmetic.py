"""Whether two figures agree, with the arithmetic in a sentence that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.model import days
from bot.model.dimensions import COUNTED, scale
from bot.model.figures import Figure, Observation, Rates
from bot.model.rounding import rounded
from bot.steps.compare import intervals
from bot.steps.compare.intervals import Said

_MAGNITUDES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_SHORT = {
    "JPY": "yen",
    "USD": "dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "KRW": "won",
    "CNY": "yuan",
    "percent": "percent",
    "count": "",
}
_DIGITS = 4
# A newsroom rounds the rate it converts at; in the first days many take an old one.
ROUNDED_RATE = Decimal("0.025")
OLD_RATE = Decimal("0.075")
FIRST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether two figures agree. `derived`: one was converted or multiplied.

    `figures` are the two as their texts have them, `how` is at which rates the one was converted, `after` and
    `before` are on one footing (same unit, both rates or both totals), if there is one; where none could be
    found, nothing can be said, and `hindrance` says why.
    """

    agrees: bool
    figures: tuple[Figure, Figure]
    hindrance: str = ""
    how: str = ""
    derived: bool = False
    after: Said | None = None
    before: Said | None = None

    @property
    def comparable(self) -> bool:
        """Whether there is a footing on which the two can be held against each other."""
        return not self.hindrance

    @property
    def why(self) -> str:
        """The arithmetic, in a sentence that a person can check."""
        if self.after is None or self.before is None:
            return self.hindrance
        after, before = self.figures
        verdict = "they overlap" if self.agrees else "they are apart"
        return (
            f"“{after.text}”{self.how} is {span(self.after)}; "
            f"“{before.text}” in force is {span(self.before)}: {verdict}"
        )


def agreement(
    after: Observation,
    before: Observation,
    *,
    rates: Rates,
    nature: str | None = None,
    runs: Decimal | None = None,
) -> Agreement:
    """Hold one observation's figure against another's.

    Args:
        after: the one that is judged; its day decides on the exchange rates.
        before: the one that it is held against.
        rates: historical exchange rates.
        nature: the period that the series has by nature.
        runs: over how many years a total of this series is known to run.
    """
    figures = (after.figure, before.figure)
    one = intervals.said(after.figure, nature=nature)
    other = intervals.said(before.figure, nature=nature)
    if one.family != other.family:
        hindrance = f"{after.figure.unit} cannot be held against {before.figure.unit}"
        return Agreement(agrees=False, figures=figures, hindrance=hindrance)
    footing = _one_currency(one, other, rates, (after.published.date(), before.published.date()))
    if footing is None:
        hindrance = (
            f"no exchange rate is known for {one.unit} to {other.unit}: it cannot be converted"
        )
        return Agreement(agrees=False, figures=figures, hindrance=hindrance)
    converted, how, rate = footing
    # The same number is the same thing, with or without its period.
    footed = _bare(after.figure, before.figure) or _one_time(converted, other, runs)
    if footed is None:
        hindrance = (
            f"“{after.figure.text}” and “{before.figure.text}” are a rate and a total,"
            " and no source says over how many years"
        )
        return Agreement(agrees=False, figures=figures, hindrance=hindrance)
    stated = one.rate
    one, other = footed
    agrees = intervals.meet(one, other) or (
        # Either the figures were rounded, or the rate: not both.
        rate is not None and intervals.within(one, other, *rate)
    )
    return Agreement(
        agrees=agrees,
        figures=figures,
        how=how,
        derived=bool(how)
        or one.rate != stated
        or scale(after.figure.unit)[0] != scale(before.figure.unit)[0],
        after=one,
        before=other,
    )


def _bare(after: Figure, before: Figure) -> tuple[Said, Said] | None:
    """The two without their periods, where they are the same number of one unit."""
    if after.unit != before.unit or after.period == before.period:
        return None
    one, other = (intervals.said(replace(figure, period=None)) for figure in (after, before))
    return (one, other) if intervals.meet(one, other) else None


def percent(agreed: Agreement) -> Decimal | None:
    """The move from before to after in percent, rounded to a tenth; None for dates and from nothing."""
    one, other = agreed.after, agreed.before
    if one is None or other is None or one.family == "date" or not other.value:
        return None
    return rounded((one.value - other.value) / abs(other.value) * 100, 1)


def amount(value: Decimal, unit: str) -> str:
    """A value in words, to four digits: "1.25 trillion yen", "14.5 percent", "2029"."""
    number, magnitude = _scaled(value, value)
    return " ".join(part for part in (_plain(number), magnitude, _unit(unit)) if part)


def span(one: Said) -> str:
    """An interval in words: "0.95–1.05 trillion yen", "the year 2029", "2029-03-01 to 2029-03-31"."""
    if one.family == "date":
        first, last = (date.fromordinal(int(day)) for day in (one.least, one.most))
        return days.written(first, last)
    if one.unit in COUNTED and one.high - one.low <= 1:
        return f"exactly {amount(one.value, one.unit)}"
    low, magnitude = _scaled(one.low, one.high)
    high, _ = _scaled(one.high, one.high)
    return " ".join(
        part for part in (f"{_plain(low)}–{_plain(high)}", magnitude, _unit(one.unit)) if part
    )


def _one_currency(
    one: Said, other: Said, rates: Rates, days: tuple[date, date]
) -> tuple[Said, str, tuple[Decimal, Decimal] | None] | None:
    """At the rates of the days on which the two were said, and what newsrooms round off."""
    if one.unit == other.unit or one.family != "money":
        return one, "", None
    found = [rate[0] for day in days if (rate := rates.on(one.unit, other.unit, day)) is not None]
    if not found:
        return None
    slack = OLD_RATE if abs((days[0] - days[1]).days) <= FIRST_DAYS else ROUNDED_RATE
    low, high = min(found) * (1 - slack), max(found) * (1 + slack)
    how = f" at {_plain(low)}–{_plain(high)} {_unit(other.unit)} ({one.unit}, {days[0]})"
    mean = (low + high) / 2
    return one.scaled(mean, other.unit), how, (low / mean, high / mean)


def _one_time(one: Said, other: Said, runs: Decimal | None) -> tuple[Said, Said] | None:
    """Both as rates or both as totals; None where a rate's length is not known."""
    if one.rate == other.rate:
        return one, other
    years = one.over or other.over or runs
    if years is None:
        return None
    if one.rate:
        return replace(one.scaled(years), rate=False), other
    return one, replace(other.scaled(years), rate=False)


def _scaled(value: Decimal, by: Decimal) -> tuple[Decimal, str]:
    for size, word in _MAGNITUDES:
        if abs(by) >= size:
            return value / size, word
    return value, ""


def _plain(value: Decimal) -> str:
    short = value if abs(value) >= 10**_DIGITS else rounded(value, _places(value))
    text = f"{short:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    if len(whole.lstrip("-")) > _DIGITS:
        whole = f"{int(whole):,}"
    return f"{whole}.{part}" if part else whole


def _places(value: Decimal) -> int:
    """The decimal places that show so many digits, or a tenth of a millionth at least."""
    return _DIGITS - 1 - max(value.adjusted() if value else 0, -3)


def _unit(unit: str) -> str:
    return _SHORT.get(unit, unit)

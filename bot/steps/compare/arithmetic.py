"""Whether two figures agree, with the arithmetic in a sentence that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.model.dimensions import COUNTED
from bot.model.figures import Figure, Observation, Rates
from bot.model.rounding import rounded
from bot.steps.compare import intervals
from bot.steps.compare.intervals import INFINITE, Said

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
    "year": "",
}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether two figures agree; `why` is the arithmetic. `derived`: one was converted or multiplied.

    `after` and `before` are on one footing (same unit, both rates or both totals), if there is one;
    `comparable` is false where no footing could be found, and nothing can be said.
    """

    agrees: bool
    why: str
    comparable: bool = True
    derived: bool = False
    after: Said | None = None
    before: Said | None = None


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
    bounds = intervals.same_bound(after.figure, before.figure)
    one = intervals.said(after.figure, nature=nature, point=bounds)
    other = intervals.said(before.figure, nature=nature, point=bounds)
    if one.family != other.family:
        return Agreement(
            agrees=False,
            comparable=False,
            why=f"{after.figure.unit} cannot be held against {before.figure.unit}",
        )
    footing = _one_currency(one, other, rates, after.published.date())
    if footing is None:
        return Agreement(
            agrees=False,
            comparable=False,
            why=f"no exchange rate is known for {one.unit} to {other.unit}: it cannot be converted",
        )
    converted, how = footing
    footed = _one_time(converted, other, runs)
    if footed is None:
        return Agreement(
            agrees=False,
            comparable=False,
            why=f"“{after.figure.text}” and “{before.figure.text}” are a rate and a total,"
            " and no source says over how many years",
        )
    one, other = footed
    agrees = intervals.overlap(one, other)
    return Agreement(
        agrees=agrees,
        why=_sentence(after.figure, one, before.figure, other, how, agrees=agrees),
        derived=bool(how) or one.rate != intervals.said(after.figure, nature=nature).rate,
        after=one,
        before=other,
    )


def percent(agreed: Agreement) -> Decimal | None:
    """The move from before to after in percent, rounded to a tenth; None for years and from nothing."""
    one, other = agreed.after, agreed.before
    if one is None or other is None or one.family == "year" or not other.value:
        return None
    return rounded((one.value - other.value) / abs(other.value) * 100, 1)


def amount(value: Decimal, unit: str) -> str:
    """A value in words, to four digits: "1.25 trillion yen", "14.5 percent", "2029"."""
    number, magnitude = _scaled(value, value)
    return " ".join(part for part in (_plain(number), magnitude, _unit(unit)) if part)


def span(one: Said) -> str:
    """An interval in words: "0.95–1.05 trillion yen", "from 10 percent", "2029"."""
    if one.high == INFINITE:
        return f"{amount(one.low, one.unit)} or more"
    if one.low == -INFINITE:
        return f"at most {amount(one.high, one.unit)}"
    if one.unit == "year":
        return f"the year {one.value:f}"
    if one.unit in COUNTED and one.high - one.low <= 1:
        return f"exactly {amount(one.value, one.unit)}"
    low, magnitude = _scaled(one.low, one.high)
    high, _ = _scaled(one.high, one.high)
    return " ".join(
        part for part in (f"{_plain(low)}–{_plain(high)}", magnitude, _unit(one.unit)) if part
    )


def _one_currency(one: Said, other: Said, rates: Rates, day: date) -> tuple[Said, str] | None:
    if one.unit == other.unit or one.family != "money":
        return one, ""
    window = rates.window(one.unit, other.unit, day)
    if window is None:
        return None
    low, high = window
    how = (
        f" at {_plain(low)}–{_plain(high)} {_unit(other.unit)} ({one.unit}, 400 days before {day})"
    )
    return one.scaled(low, high, other.unit), how


def _one_time(one: Said, other: Said, runs: Decimal | None) -> tuple[Said, Said] | None:
    """Both as rates or both as totals; None where a rate's length is not known."""
    if one.rate == other.rate:
        return one, other
    years = one.over or other.over or runs
    if years is None:
        return None
    if one.rate:
        return replace(one.scaled(years, years), rate=False), other
    return one, replace(other.scaled(years, years), rate=False)


def _sentence(
    after: Figure, one: Said, before: Figure, other: Said, how: str, *, agrees: bool
) -> str:
    verdict = "they overlap" if agrees else "they are apart"
    return (
        f"“{after.text}”{how} is {span(one)}; “{before.text}” in force is {span(other)}: {verdict}"
    )


def _scaled(value: Decimal, by: Decimal) -> tuple[Decimal, str]:
    for size, word in _MAGNITUDES:
        if abs(by) >= size and by.is_finite():
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

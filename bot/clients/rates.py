"""Exchange rates of the European Central Bank, from the file that CurrencyConverter ships: no network.

The file ends when the package was released. A later day is answered with the last published rates, and
the date that comes with a rate says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache

from currency_converter import CurrencyConverter, RateNotFoundError

WINDOW = timedelta(days=400)
# A window with fewer days than this says nothing about the range that newsrooms may have used.
FEWEST_DAYS = 20


@lru_cache(maxsize=1)
def _published() -> CurrencyConverter:
    """The package's file. Reading it takes a quarter of a second: once in a process, where a rate is asked for."""
    return CurrencyConverter(decimal=True)


class EcbRates:
    """The ECB's reference rates as `model.figures.Rates`. Safe to share between threads."""

    def __init__(self) -> None:
        # Many articles of one day ask for the same few windows.
        self._window = lru_cache(maxsize=4096)(self._find_window)
        self._on = lru_cache(maxsize=65536)(self._find_on)

    @cached_property
    def _last(self) -> date:
        """The last day that the file knows."""
        last: date = max(bounds.last_date for bounds in _published().bounds.values())
        return last

    def window(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:
        """Lowest and highest rate (target for one unit of source) of the 400 days before `day`.

        Where the file ends earlier, the 400 days before its end. None for a currency that the ECB does
        not quote then.
        """
        return self._window(source, target, min(day, self._last))

    def on(self, source: str, target: str, day: date) -> tuple[Decimal, date] | None:
        """The last published rate on or before `day`, with its date; None where there is none."""
        day = min(day, self._last)
        for back in range(10):
            found = self._on(source, target, day - timedelta(days=back))
            if found is not None:
                return found, day - timedelta(days=back)
        return None

    def _find_window(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:
        found = [
            rate
            for back in range(WINDOW.days + 1)
            if (rate := self._on(source, target, day - timedelta(days=back))) is not None
        ]
        return (min(found), max(found)) if len(found) >= FEWEST_DAYS else None

    def _find_on(self, source: str, target: str, day: date) -> Decimal | None:
        if source == target:
            return Decimal(1)
        first, second = self._in_euros(source, day), self._in_euros(target, day)
        return second / first if first and second else None

    def _in_euros(self, currency: str, day: date) -> Decimal | None:
        """How many units of a currency one euro was, on a day on which it was published."""
        bounds = _published().bounds.get(currency)
        if currency != "EUR" and (
            bounds is None or not bounds.first_date <= day <= bounds.last_date
        ):
            return None
        try:
            rate = _published().convert(1, "EUR", currency, date=day)
        except (RateNotFoundError, ValueError):
            return None
        return Decimal(rate)

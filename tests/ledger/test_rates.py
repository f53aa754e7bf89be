"""Exchange rates: the central bank's file, offline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.clients.rates import EcbRates


@pytest.fixture(scope="module")
def rates() -> EcbRates:
    """Reading the file takes a third of a second: once is enough."""
    return EcbRates()


def test_the_window_holds_the_lowest_and_highest_rate_of_400_days(rates: EcbRates) -> None:
    """Newsrooms convert at stale rates; the window says which are believable."""
    window = rates.window("USD", "JPY", date(2024, 7, 31))
    assert window is not None
    low, high = window
    assert Decimal(136) < low < Decimal(143)
    assert Decimal(160) < high < Decimal(163)


def test_a_window_read_backwards_is_its_reciprocal(rates: EcbRates) -> None:
    """Which side is converted makes no difference."""
    there = rates.window("EUR", "NOK", date(2024, 5, 2))
    back = rates.window("NOK", "EUR", date(2024, 5, 2))
    assert there is not None
    assert back is not None
    assert abs(1 / there[0] - back[1]) < Decimal("1e-9")


def test_a_weekend_takes_the_last_published_rate_and_says_of_which_day(rates: EcbRates) -> None:
    """The date beside a rate is the day on which it was published."""
    found = rates.on("EUR", "USD", date(2024, 6, 9))
    assert found is not None
    assert found[1] == date(2024, 6, 7)


def test_a_day_after_the_end_of_the_file_takes_its_last_rates(rates: EcbRates) -> None:
    """The file is as old as the package; what it gives says how old it is."""
    found = rates.on("EUR", "USD", date(2100, 1, 1))
    assert found is not None
    assert found[1] < date(2100, 1, 1)
    assert rates.window("EUR", "USD", date(2100, 1, 1)) is not None


def test_a_currency_that_nobody_quotes_has_no_rate(rates: EcbRates) -> None:
    """The ledger then says that it cannot be converted."""
    assert rates.window("TWD", "USD", date(2026, 4, 1)) is None
    assert rates.on("XYZ", "USD", date(2026, 4, 1)) is None
    assert rates.window("RUB", "EUR", date(2026, 4, 1)) is None

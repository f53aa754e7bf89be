"""How dates and their moves are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.model.days import months
from bot.model.figures import Figure
from bot.render.moved_dates import how_far
from bot.render.wording import value_in_words


def figure(first: date, last: date) -> Figure:
    """A figure of these days."""
    return Figure(
        text="",
        start=0,
        end=0,
        low=Decimal(first.toordinal()),
        high=Decimal(last.toordinal()),
        unit="date",
        resolution=Decimal(1),
    )


def month(year: int, first: int, last: int | None = None) -> Figure:
    """A figure of whole months."""
    return figure(*months(year, first, last or first))


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (figure(date(2029, 5, 14), date(2029, 5, 14)), "14 May 2029"),
        (month(2029, 3), "March 2029"),
        (month(2030, 7, 9), "Q3 2030"),
        (month(2030, 1, 6), "first half of 2030"),
        (month(2029, 1, 12), "2029"),
        (month(2028, 4, 15), "April 2028 to March 2029"),
        (month(2028, 3, 5), "March to May 2028"),
        (figure(date(2029, 3, 21), date(2029, 3, 31)), "21 to 31 March 2029"),
    ],
)
def test_a_date_is_named_as_precisely_as_it_is_known(shown: Figure, words: str) -> None:
    """Two ordinals of days are for nobody to read."""
    assert value_in_words(shown) == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (month(2029, 3), month(2030, 10), "19 months later"),
        (month(2029, 3), month(2030, 3), "1 year later"),
        (month(2029, 3), month(2029, 2), "1 month earlier"),
        (month(2029, 1, 12), month(2031, 1, 12), "2 years later"),
        (month(2029, 1, 3), month(2029, 4, 6), "3 months later"),
        (
            figure(date(2029, 3, 1), date(2029, 3, 1)),
            figure(date(2029, 3, 13), date(2029, 3, 13)),
            "12 days later",
        ),
        (month(2029, 4), month(2030, 7, 9), "about 16 months later"),
        (month(2029, 3), month(2029, 3), ""),
    ],
)
def test_a_move_is_told_in_the_unit_that_both_dates_allow(
    old: Figure, new: Figure, words: str
) -> None:
    """To say "put back by 580 days" would claim to know more than the two texts say."""
    assert how_far(old, new) == words

"""Dates ahead as figures: intervals of days, in every language, and none where a date tells nothing."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.days import days_of, written
from bot.model.figures import Figure
from bot.steps.figures import find_figures
from bot.steps.figures.calendar import HAN_MONTHS, calendar
from bot.steps.figures.languages import names

DAY = date(2026, 6, 15)


def dates(text: str, language: str = "en", published: date | None = DAY) -> list[Figure]:
    """The dates of a text."""
    found = find_figures(text, language=language, published=published)
    return [one for one in found if one.unit == "date"]


def said(text: str, language: str = "en", published: date | None = DAY) -> list[str]:
    """The dates of a text in one spelling."""
    return [written(*days_of(one)) for one in dates(text, language, published)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The pier is to open on 2 July 2028.", "2 July 2028"),
        ("The pier is to open on July 2nd, 2028.", "2 July 2028"),
        ("The pier is to open on 2028-07-02.", "2 July 2028"),
        ("The pier is to open in early July 2028.", "1 to 10 July 2028"),
        ("The pier is to open in July 2028.", "July 2028"),
        ("The pier is to open in H2 2028.", "second half of 2028"),
        ("The pier is to open in the winter of 2028.", "December 2028 to February 2029"),
    ],
)
def test_the_precision_is_the_length_of_the_interval(text: str, meant: str) -> None:
    """A reader who was told July is told more when the day is named."""
    assert said(text) == [meant]


def test_a_date_that_is_past_says_when_something_happened() -> None:
    """Else every "said on 3 March" would be a figure beside the story's deadline."""
    assert said("The county said on 3 March 2026 that the pier is safe.") == []


def test_a_past_date_is_a_figure_where_it_is_what_a_date_ahead_was_before() -> None:
    """The news is "put back from", and needs both."""
    first, second = dates("The opening was put back from May 2026 to October 2028.")
    assert first.earlier
    assert second.was_start == first.start


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    """A misprint must not stop a page from being read."""
    assert said("The pier is to open on 31 April 2028.") == []


def test_words_that_count_from_the_articles_day_need_that_day() -> None:
    """In an undated text, "next year" could be any year."""
    assert said("The pier will open next year.") == ["2027"]
    assert said("The pier will open next year.", published=None) == []


def test_a_japanese_fiscal_year_begins_in_april() -> None:
    """In February, 来年度 begins two months later; in May, eleven months later."""
    text = "来年度に着工する予定だ。"
    assert said(text, "ja", date(2027, 2, 1)) == ["April 2027 to March 2028"]
    assert said(text, "ja", date(2027, 5, 1)) == ["April 2028 to March 2029"]


@pytest.mark.parametrize("tag", sorted(names() - {"und", "ja", "ko", "zh"}))
def test_every_name_of_a_month_has_its_number(tag: str) -> None:
    """Short forms follow the full names in the tables, and are matched to them by their letters."""
    months = {name: at for name, at in calendar(tag).months.items() if name not in HAN_MONTHS}
    assert set(months.values()) == set(range(1, 13))
    for name, number in months.items():
        full = next(one for one, at in months.items() if at == number)
        assert name[0] == full[0]


def test_short_forms_that_look_like_two_months_are_told_apart() -> None:
    """Mrt is maart and not mei, jun is no jul."""
    dutch, english = calendar("nl").months, calendar("en").months
    assert (dutch["mrt"], dutch["jun"], dutch["jul"]) == (3, 6, 7)
    assert (english["jun"], english["jul"], english["sept"]) == (6, 7, 9)

"""Months without a year, years in words, and ordinals in words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.steps.figures import find_figures

JUNE = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("The canal is due to reopen in December.", "en", date(2026, 12, 1)),
        ("The canal is due to reopen in February.", "en", date(2027, 2, 1)),
        ("Der Kanal soll im Dezember öffnen.", "de", date(2026, 12, 1)),
        ("運河は12月に開通する予定だ。", "ja", date(2026, 12, 1)),
    ],
)
def test_a_month_ahead_is_the_next_one_of_its_name(text: str, language: str, first: date) -> None:
    """A newsroom leaves the year out where it is the nearest; a year too early would be told as a move."""
    (figure,) = find_figures(text, language=language, published=JUNE)
    assert figure.unit == "date"
    assert date.fromordinal(int(figure.low)) == first


@pytest.mark.parametrize(
    "text",
    [
        "The canal was closed in February.",
        "The dam broke in March, and the canal will be drained.",
        "Sumatra was hit in March.",
    ],
)
def test_a_month_that_nothing_puts_ahead_is_no_figure(text: str) -> None:
    """A month of the past read as one to come is an invention."""
    assert find_figures(text, language="en", published=JUNE) == ()


def test_without_the_articles_day_a_month_has_no_year() -> None:
    """Nothing says which year is meant, so nothing is found."""
    assert find_figures("The canal will reopen in December.", language="en") == ()


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("This is the county's fourth death.", "en", 4),
        ("Es la undécima víctima del año.", "es", 11),
        ("Der zwölfte Todesfall wurde gemeldet.", "de", 12),
    ],
)
def test_an_ordinal_in_words_states_a_total(text: str, language: str, count: int) -> None:
    """Reports of deaths count this way where they give no other number."""
    assert [one.low for one in find_figures(text, language=language)] == [count]


def test_a_second_case_is_another_story_and_no_total() -> None:
    """A case is a trial as often as an infection; only from ten on it is surely a count."""
    assert find_figures("A second case will go to court.", language="en") == ()


def test_one_letter_is_yen_before_an_amount_alone() -> None:
    """Y9tn is money; Y2 is a name."""
    figures = find_figures("The Y2 gate cost Y9tn.", language="en")
    assert [(int(one.low), one.unit) for one in figures] == [(9 * 10**12, "JPY")]

"""Series of dates and of years: what they take, and in which unit."""

from __future__ import annotations

from datetime import date

from bot.model.days import days_of, written
from bot.model.figures import Filing, Series
from bot.model.topics import Alias, KeywordRule, Topic
from bot.steps import sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures


def filings(text: str, unit: str, language: str = "en") -> tuple[Filing, ...]:
    """The filings of a text for a topic with one series, of the opening, in this unit."""
    topic = Topic(
        id="pier",
        name="Pier",
        keywords=KeywordRule(any=(Alias(text="pier"),)),
        series=(
            Series(
                id="opening",
                label="Opening",
                units=(unit,),
                cues={"en": ("open", "opening"), "ja": ("開業",)},
            ),
        ),
    )
    return file_figures(
        find_figures(text, language=language, published=date(2026, 6, 15)),
        title="The pier",
        text=text,
        topic=topic,
        mentions=(),
        sentences=sentences.split(text, language),
        language=language,
    )


def test_a_series_of_dates_takes_the_days() -> None:
    """The month is what readers plan by."""
    (filing,) = filings("The pier is to open in March 2029.", "date")
    assert (filing.series, filing.figure.unit) == ("opening", "date")
    assert written(*days_of(filing.figure)) == "March 2029"


def test_a_series_of_years_takes_the_year_of_what_is_finer() -> None:
    """Watchlists that were written before dates were read go on to work."""
    (filing,) = filings("The pier is to open in March 2029.", "year")
    assert (filing.series, filing.figure.unit, filing.figure.low) == ("opening", "year", 2029)


def test_a_series_of_dates_takes_a_plain_year_as_its_days() -> None:
    """What opens by 2029 agrees with March 2029, and is less precise."""
    (filing,) = filings("The pier is to open by 2029.", "date")
    assert written(*days_of(filing.figure)) == "2029"


def test_a_fiscal_year_has_the_days_of_its_language() -> None:
    """March 2030 is within Japan's fiscal 2029: the two must not be told as a dispute."""
    (filing,) = filings("開業は2029年度の予定だ。", "date", "ja")
    assert written(*days_of(filing.figure)) == "April 2029 to March 2030"


def test_the_end_of_a_fiscal_year_is_of_that_year_for_a_series_of_years() -> None:
    """2027年度末 is in March 2028, and is fiscal 2027."""
    (filing,) = filings("開業は2027年度末になる見通しだ。", "year", "ja")
    assert filing.figure.low == 2027


def test_dates_are_no_unfiled_figures_where_no_series_is_about_one() -> None:
    """Every article has dates; a page of unfiled ones would hide the figures that matter."""
    found = filings("The pier has 40 lamps and is to open in March 2029.", "people")
    assert [one.figure.text for one in found] == ["40 lamps"]


def test_a_former_date_goes_with_what_it_became_in_the_series_own_unit() -> None:
    """The ledger holds the two against each other."""
    text = "The opening of the pier was put back from March 2029 to October 2030."
    former, now = filings(text, "year")
    assert former.figure.earlier
    assert (former.series, former.figure.unit, former.figure.low) == ("opening", "year", 2029)
    assert (now.series, now.figure.low, now.figure.was_start) == (
        "opening",
        2030,
        former.figure.start,
    )


def test_by_how_much_something_differs_is_filed_nowhere() -> None:
    """So many fewer than planned is no count of anything that the story follows."""
    found = filings("The pier opened with 13 fewer guests than planned.", "people")
    assert [(one.series, one.figure.difference) for one in found] == [(None, True)]

"""Years that are figures, spans that belong to an amount, and rates."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.figures import ForYear
from bot.steps.figures import find_figures


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry should sail by 2031."),
        ("en", "Trials are to begin in fiscal 2031."),
        ("ja", "2031年までに就航を目指す。"),
        ("ja", "2031年度に試験を始める。"),
        ("ja", "令和13年度に試験を始める。"),
        ("zh-Hans", "目标是2031年投入运营。"),
        ("ko", "2031년까지 취항하는 것이 목표다."),
        ("de", "Die Fähre soll 2031 fahren, bis 2031 wird gebaut."),
        ("fr", "Le ferry entrera en service en 2031."),
        ("es", "El ferry estará listo en 2031."),
        ("tr", "Feribot 2031 yılına kadar hazır olacak."),
    ],
)
def test_a_target_a_start_and_a_fiscal_year_are_figures(language: str, text: str) -> None:
    """They are what a story's deadlines are compared by."""
    figures = find_figures(text, language=language)
    assert (2031, "year") in [(figure.low, figure.unit) for figure in figures]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry was built in 1998."),
        ("en", "The ferry sailed on 3 May 2019."),
        ("ja", "2019年に進水した船だ。"),
        ("zh-Hans", "这艘船成立于2019年的船厂建造。"),
        ("ko", "2019년에 진수된 배다."),
        ("de", "Die Fähre wurde 1998 gebaut."),
    ],
)
def test_a_past_year_is_a_date_and_no_figure(language: str, text: str) -> None:
    """Every article is full of dates."""
    assert find_figures(text, language=language) == ()


def test_a_year_after_publication_is_a_target_without_more_words() -> None:
    """The day of publication says what is still to come."""
    text = "Passengers in 2033 get a new pier."
    assert find_figures(text, language="en", published=date(2026, 4, 1))[0].low == 2033
    assert find_figures(text, language="en", published=date(2034, 4, 1)) == ()


@pytest.mark.parametrize(
    ("language", "text", "periods"),
    [
        ("en", "The state lends $40 million over six years.", ["P6Y"]),
        ("en", "The state lends $40 million a year.", ["per P1Y"]),
        ("en", "The state lends $40 million a year for six years.", ["per P1Y over P6Y", None]),
        ("en", "Rent is $900 per month.", ["per P1M"]),
        ("en", "The lease runs for six years.", [None]),
        ("en", "Sales were $3 million a year ago.", [None]),
        ("ja", "国は6年間で40億円を貸す。", ["P6Y"]),
        ("ja", "毎年40億円を貸す。", ["per P1Y"]),
        ("zh-Hans", "国家六年内借出40亿元。", ["P6Y"]),
        ("ko", "정부는 6년간 40억원을 빌려준다.", ["P6Y"]),
        ("de", "Der Staat leiht 40 Millionen Euro über sechs Jahre.", ["P6Y"]),
        ("fr", "L'État prête 40 millions d'euros par an.", ["per P1Y"]),
    ],
)
def test_a_period_belongs_to_its_amount(
    language: str, text: str, periods: list[str | None]
) -> None:
    """A span that only says over what a sum runs is no figure; beside a rate it is one."""
    assert [figure.period for figure in find_figures(text, language=language)] == periods


def test_an_amount_carries_the_year_that_it_is_for() -> None:
    """A budget of another year is another figure, not a change."""
    figures = find_figures("The port asked for $90 million for fiscal 2028.", language="en")
    assert figures[0].by == ForYear(year=2028, fiscal=True)
    figures = find_figures("By 2035, the port will need 900 pilots.", language="en")
    assert figures[1].by == ForYear(year=2035)

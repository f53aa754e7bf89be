"""The unit of a figure: currencies by language and code, things counted, parameters, capacities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.steps.figures import find_figures


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "A fee of ¥500 is due.", "JPY"),
        ("en", "Beijing set a fee of ¥500.", "CNY"),
        ("zh-Hans", "收费¥500。", "CNY"),
        ("ja", "料金は¥500です。", "JPY"),
        ("ja", "料金は500元だ。", "CNY"),
        ("zh-Hant", "收費500元，新台幣計價。", "TWD"),
        ("zh-Hans", "收费500日元。", "JPY"),
        ("ko", "요금은 500엔이다.", "JPY"),
        ("ko", "요금은 500원이다.", "KRW"),
        ("en", "A fee of USD500 is due.", "USD"),
        ("en", "A fee of 500 Swiss francs is due.", "CHF"),
        ("en", "A fee of R$500 is due.", "BRL"),
        ("en", "A fee of HK$500 is due.", "HKD"),
        ("en", "She took a $500 loan.", "USD"),
        ("no", "Gebyret er 500 kroner.", "NOK"),
        ("da", "Gebyret er 500 kr. om dagen.", "DKK"),
        ("de", "Die Gebühr beträgt 500 Franken.", "CHF"),
        ("tr", "Ücret 500 liradır.", "TRY"),
    ],
)
def test_a_currency_depends_on_what_stands_beside_it_and_on_the_language(
    language: str, text: str, unit: str
) -> None:
    """¥ is two currencies, kr. is three, $ is a dozen."""
    figures = find_figures(text, language=language)
    assert [figure.unit for figure in figures] == [unit]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "A 13B-parameter network fits on a phone.", "13e9", "parameters"),
        ("en", "The 70B model is free.", "70e9", "parameters"),
        ("ja", "パラメーター数は80億に増えた。", "8e9", "parameters"),
        ("zh-Hans", "参数规模达到3000亿。", "3e11", "parameters"),
        ("ko", "매개변수는 300억 개다.", "3e10", "parameters"),
        ("en", "Four Korean shipyards and 12 engineers signed.", "12", "people"),
        ("en", "It runs on 4,000 Nvidia GPUs.", "4000", "gpus"),
        ("zh-Hans", "机房装有5000块GPU。", "5000", "gpus"),
        ("ja", "容量は25万キロワットだ。", "250000000", "watts"),
        ("zh-Hans", "装机容量80兆瓦。", "80000000", "watts"),
        ("en", "The pipe is 85 km long.", "85000", "metres"),
        ("en", "It weighs 200 pounds.", "200", "pounds"),
        ("en", "3.2m people live there.", "3200000", "people"),
        ("en", "The mast is 32m tall.", "32", "metres"),
        ("ko", "참여한 곳은 다섯 곳이다.", "5", "companies"),
        ("de", "Zwölf Unternehmen bieten mit.", "12", "companies"),
        ("en", "The depot holds 7,400 crates.", "7400", "count"),
    ],
)
def test_what_is_counted_is_found_around_the_number(
    language: str, text: str, value: str, unit: str
) -> None:
    """The noun stands after it, a few words on, or earlier in the clause."""
    found = [(figure.low, figure.unit) for figure in find_figures(text, language=language)]
    assert (Decimal(value), unit) in found


def test_latin_units_are_read_inside_japanese() -> None:
    """Newsrooms mix scripts: MW, GPU and billion stand in Japanese text as they are."""
    figures = find_figures("消費電力は30MW、費用は$2.5 billionだった。", language="ja")
    assert [(figure.low, figure.unit) for figure in figures] == [
        (Decimal(30_000_000), "watts"),
        (Decimal(2_500_000_000), "USD"),
    ]


def test_a_language_without_a_table_is_read_by_its_digits_and_signs() -> None:
    """A feed in a new language must give something, and never fail."""
    figures = find_figures("Hinta on €45 ja osuus 12 %.", language="fi")
    assert [(figure.low, figure.unit) for figure in figures] == [(45, "EUR"), (12, "percent")]

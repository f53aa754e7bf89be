"""Numbers read as they are written, whatever the script and the style."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.figures import Figure
from bot.steps.figures import find_figures, loose_numbers


def only(text: str, language: str) -> Figure:
    """The one figure of a text."""
    (figure,) = find_figures(text, language=language)
    return figure


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The bridge cost $1,204,500.", "1204500"),
        ("en", "Two hundred and forty-one thousand dollars went missing.", "241000"),
        ("en", "The port needs half a billion dollars.", "500000000"),
        ("en", "The port needs one and a half million dollars.", "1500000"),
        ("en", "The port needs 2 1/2 million dollars.", "2500000"),
        ("en", "A prize of 12,34,567 rupees was paid.", "1234567"),
        ("en", "It came to fifteen dollars and twenty cents.", "15.2"),
        ("ja", "港の改修に3億4千5百万円をかけた。", "345000000"),
        ("ja", "港の改修に七十二万円をかけた。", "720000"),
        ("ja", "港の改修に１２．５億円をかけた。", "1250000000"),
        ("ja", "切符は10円5銭だった。", "10.05"),
        ("zh-Hans", "港口改造花费壹佰贰拾万元。", "1200000"),
        ("zh-Hans", "港口改造花费三点二亿元。", "320000000"),
        ("zh-Hant", "港口改造花費1萬億元。", "1000000000000"),
        ("zh-Hans", "车票五元三角。", "5.3"),
        ("ko", "항만 공사에 3억 2천 5백만 원이 들었다.", "325000000"),
        ("ko", "항만 공사에 12조3000억원이 들었다.", "12300000000000"),
        ("ko", "표값은 삼십만 원이다.", "300000"),
        ("de", "Der Hafen kostet dreihundertzwölf Millionen Euro.", "312000000"),
        ("fr", "Le port coûte quatre-vingt-douze millions d'euros.", "92000000"),
        ("es", "El puerto cuesta dos mil millones de euros.", "2000000000"),
        ("it", "Il porto costa duecentoquaranta milioni di euro.", "240000000"),
        ("nl", "De haven kost vijfentwintig miljoen euro.", "25000000"),
        ("tr", "Liman on iki milyar liraya mal oldu.", "12000000000"),
        ("pt", "O porto custa R$ 3,4 bilhões.", "3400000000"),
        ("no", "Havnen koster 2,4 milliarder kroner.", "2400000000"),
        ("da", "Havnen koster 7,5 mia. kr. at bygge.", "7500000000"),
    ],
)
def test_a_number_has_its_value_in_every_style(language: str, text: str, value: str) -> None:
    """A magnitude misread is a factor of a thousand, and the reader's trust."""
    figure = only(text, language)
    assert figure.low == figure.high == Decimal(value)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "The repair takes ¥4-5 billion.", 4e9, 5e9),
        ("en", "The repair takes between $20 million and $30 million.", 20e6, 30e6),
        ("en", "Seven or eight firms bid.", 7, 8),
        ("ja", "応募は12～15社だった。", 12, 15),
        ("ja", "応募は６社か７社だった。", 6, 7),
        ("zh-Hans", "投标企业有六到七家。", 6, 7),
        ("ko", "응모한 곳은 4~5개사였다.", 4, 5),
        ("de", "Die Reparatur kostet 4 bis 5 Millionen Euro.", 4e6, 5e6),
    ],
)
def test_a_range_shares_its_magnitude_and_unit(
    language: str, text: str, low: float, high: float
) -> None:
    """The first end of a range is rarely written out."""
    figure = only(text, language)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("ja", "被害は数百億円にのぼる。", 2e10, 9e10),
        ("ja", "十数人が残った。", 11, 19),
        ("zh-Hans", "损失达二十几万元。", 210000, 290000),
        ("ko", "피해는 수천만 원이다.", 2e7, 9e7),
        ("en", "Hundreds of workers stayed.", 200, 900),
    ],
)
def test_an_open_number_is_two_to_nine_of_its_magnitude(
    language: str, text: str, low: float, high: float
) -> None:
    """It is neither exact nor unknown, and must not be compared as either."""
    figure = only(text, language)
    assert figure.qualifier == "several"
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("language", "text", "percent"),
    [
        ("en", "A fifth of the fleet was sold.", "20"),
        ("en", "Three-quarters of the fleet was sold.", "75"),
        ("en", "Nine out of ten ships were sold.", "90"),
        ("ja", "船団の五分の二を売った。", "40"),
        ("ja", "船団の2割5分を売った。", "25"),
        ("zh-Hans", "船队的百分之十二点五已出售。", "12.5"),
        ("ko", "선단의 5분의 1을 팔았다.", "20"),
        ("tr", "Filonun yüzde 35'i satıldı.", "35"),
        ("de", "Ein Viertel der Flotte wurde verkauft.", "25"),
    ],
)
def test_a_share_is_a_percentage_however_it_is_said(language: str, text: str, percent: str) -> None:
    """割, 成, fractions and words compare only as one unit."""
    figure = only(text, language)
    assert (figure.low, figure.unit) == (Decimal(percent), "percent")


def test_the_signs_of_a_table_are_negative_and_a_bracket_is_not() -> None:
    """▲ is a minus in Japanese tables; a conversion in brackets is no loss."""
    assert only("利益は▲4.5%だった。", "ja").low == Decimal("-4.5")
    conversion = find_figures("It paid ¥2 trillion ($13 billion).", language="en")[1]
    assert conversion.low == Decimal(13_000_000_000)


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("It paid $1.3 trillion.", "1e11"),
        ("It paid $4,312.", "1"),
        ("It paid $12,000.", "1000"),
        ("It holds 30 percent.", "1"),
        ("It holds 16.4 percent.", "0.1"),
        ("It has 20 partners.", "1"),
    ],
)
def test_resolution_is_the_worth_of_the_last_digit_that_counts(text: str, resolution: str) -> None:
    """Zeros at the end of an amount are rounding; those of a percentage or a count are not."""
    assert only(text, "en").resolution == Decimal(resolution)


def test_a_page_that_groups_with_commas_is_read_by_its_own_use():
    """Mexican Spanish parts thousands with a comma, and its decimals may still have one."""
    text = "Hubo 2,719 muertos y 4,521 heridos en el sismo de magnitud 7,7."
    found = {figure.text: figure.low for figure in find_figures(text, language="es")}
    assert found["2,719 muertos"] == Decimal(2719)
    assert found["4,521 heridos"] == Decimal(4521)
    european = find_figures("Subió un 1,644 por ciento, a 2,5 millones.", language="es")
    assert european[0].low == Decimal("1.644")


def test_plain_numbers_are_offered_beside_the_figures():
    """Whoever reads the sentence sees what 74 counts; the finder does not take it for a figure."""
    text = "After the fire of 2019, thirty people were hurt; in all, 74 are safe."
    figures = find_figures(text, language="en")
    loose = loose_numbers(text, language="en", beside=figures)
    assert [(one.text, one.unit) for one in loose] == [("74", "count")]

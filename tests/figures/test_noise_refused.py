"""What looks like a number and is none."""

from __future__ import annotations

import pytest

from bot.steps.figures import find_figures


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gemini-3 and Qwen-7 were compared in Hall 12."),
        ("en", "The Airbus A350 left Gate 14 at 6:45 p.m."),
        ("en", "See page 7 of 19 or call +44 20 7946 0018."),
        ("en", "4 min read"),
        ("en", "Estimated reading time is 6 minutes."),
        ("en", "2. How the harbour works"),
        ("en", "Article 12 and Section 301 were quoted."),
        ("en", "The 19th-century quay was closed on 4 July 2021."),
        ("en", "Visit https://example.org/2027/11/05?id=4400 today."),
        ("en", "One of the pilots stayed three days ago."),
        ("en", "Bundesliga side drew 2-2."),
        ("en", "It is a company, and no one knows it."),
        ("ja", "第三者が十分に調べ、一部を直した。"),
        ("ja", "この記事は4分で読めます。"),
        ("ja", "5月3日午後4時、03-5550-0101まで。"),
        ("ja", "三菱と五十鈴、八百屋の話だ。"),
        ("zh-Hans", "一方面十分感谢，千万不要迟到。"),
        ("zh-Hans", "本文第3页，阅读时间约4分钟。"),
        ("ko", "한편 두말할 것 없이 제3공장은 닫혔다."),
        ("ko", "5월 3일 오후 4시, 문의 02-555-0101"),
        ("de", "Seite 3 von 8, Lesezeit: 4 Minuten"),
        ("fr", "Temps de lecture : 4 minutes, page 3"),
        ("tr", "Sayfa 3, saat 14.30"),
    ],
)
def test_names_dates_and_furniture_are_no_figures(language: str, text: str) -> None:
    """One version number told as news costs more trust than a missed count."""
    assert [figure.text for figure in find_figures(text, language=language)] == []


def test_a_figure_beside_noise_is_still_found() -> None:
    """Refusing a name must not take the sentence with it."""
    text = "The Boeing 787 crew of Flight 12 flew 9,400 km."
    assert [figure.text for figure in find_figures(text, language="en")] == ["9,400 km"]

"""Which language a text is in."""

from __future__ import annotations

import pytest

from bot.steps.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour was closed for the day, and the ferries stayed in the bay."),
        ("de", "Der Hafen war den ganzen Tag geschlossen, und die Fähren blieben in der Bucht."),
        ("fr", "Le port est resté fermé toute la journée et les ferries sont dans la baie."),
        ("es", "El puerto estuvo cerrado todo el día y los barcos se quedaron en la bahía."),
        ("it", "Il porto è rimasto chiuso per tutto il giorno e le navi sono nella baia."),
        ("nl", "De haven was de hele dag dicht en de boten bleven in het water."),
        ("tr", "Liman bütün gün kapalı kaldı ve gemiler daha sonra bir koya sığındı."),
        ("pt", "O porto ficou fechado o dia todo e os barcos não saíram da baía."),
        ("no", "Havnen var stengt hele dagen, og fergene ble liggende mot land."),
        ("da", "Havnen var lukket hele dagen, og færgerne blev liggende af sted mod land."),
        ("ja", "港は終日閉鎖され、フェリーは湾に残った。"),
        ("ko", "항구는 하루 종일 닫혔고 배는 만에 남았다."),
        ("zh-Hans", "港口关闭了一整天，渡轮还留在海湾里，这让乘客们很着急。"),
        ("zh-Hant", "港口關閉了一整天，渡輪還留在海灣裡，這讓乘客們很著急。"),
    ],
)
def test_script_and_little_words_tell_the_language(language: str, text: str) -> None:
    """The tables of figures are chosen by it."""
    assert detect(text) == language


def test_a_hint_is_believed_where_the_text_says_little() -> None:
    """A headline of names has no little words."""
    assert detect("SoftBank, NEC, Honda", hint="de") == "de"
    assert detect("", hint="nb-NO") == "no"


def test_a_hint_does_not_outweigh_the_script() -> None:
    """Feeds often carry the language of their site, not of the article."""
    assert detect("港は終日閉鎖され、フェリーは湾に残った。", hint="en") == "ja"


def test_nothing_at_all_is_english() -> None:
    """A caller always gets a tag."""
    assert detect("\ud800\x00 12 34") == "en"

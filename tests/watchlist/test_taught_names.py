"""Which new names of a party do pages of the story teach? New sentences in fourteen languages, labelled first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model.suggestions import StoryPage
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps.match import Matcher
from bot.steps.match.taught_names import taught_names

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TOPIC = Topic(
    id="bridge",
    name="The strait bridge",
    keywords=KeywordRule(any=(Alias(text="strait bridge"),)),
    entities=(
        Entity(
            id="alfa",
            name="Alfa Bau",
            aliases=tuple(
                Alias(text=t)
                for t in ("Alfa Bau", "アルファ建設", "알파건설", "阿尔法建设", "Альфа Строй")
            ),
        ),
        Entity(id="casco", name="Casco", aliases=(Alias(text="Casco"), Alias(text="カスコ"))),
    ),
)


def page(number: int, text: str, language: str, **more: str) -> StoryPage:
    """A page of the story with this text, by a publisher of its own unless told otherwise."""
    title = more.get("title", "The strait bridge")
    [match] = Matcher([TOPIC]).match(title=title, text=text)
    return StoryPage(
        id=f"p{number}",
        origin=more.get("origin", f"p{number}"),
        url=f"https://paper{number}.example/{number}",
        source=more.get("source", f"Paper {number}"),
        language=language,
        published=NOW,
        title=title,
        text=text,
        mentions=match.mentions,
    )


def taught(*texts: str, language: str = "en") -> list[tuple[str, str]]:
    """The owner and the name of each suggestion from pages with these texts."""
    pages = [page(number, text, language) for number, text in enumerate(texts)]
    return [(one.owner, one.text) for one in taught_names(TOPIC, pages)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Northspan, formerly Alfa Bau, signed on Monday.", "Northspan"),
        ("en", "The bid of Northspan (formerly known as Alfa Bau) was low.", "Northspan"),
        ("en", "Alfa Bau, now called Northspan, wants more time.", "Northspan"),
        ("en", "Alfa Bau has changed its name to Northspan.", "Northspan"),
        ("en", "Alfa Bau (アルファ土木) builds the piers.", "アルファ土木"),
        ("de", "Northspan, früher Alfa Bau, unterschrieb am Montag.", "Northspan"),
        ("de", "Die Firma Northspan (ehemals Alfa Bau) baut.", "Northspan"),
        ("de", "Alfa Bau heißt jetzt Northspan.", "Northspan"),
        ("fr", "Northspan, anciennement Alfa Bau, a signé lundi.", "Northspan"),
        ("fr", "Le groupe Northspan (ex-Alfa Bau) a signé.", "Northspan"),
        ("es", "Northspan, antes Alfa Bau, firmó el lunes.", "Northspan"),
        ("es", "Northspan, anteriormente conocida como Alfa Bau, firmó.", "Northspan"),
        ("pt", "A Northspan, antiga Alfa Bau, assinou.", "Northspan"),
        ("it", "Northspan, già Alfa Bau, ha firmato lunedì.", "Northspan"),
        ("nl", "Northspan, voorheen Alfa Bau, tekende maandag.", "Northspan"),
        ("sv", "Northspan, tidigare Alfa Bau, skrev på.", "Northspan"),
        ("no", "Northspan, tidligere Alfa Bau, skrev under.", "Northspan"),
        ("tr", "Northspan (eski adıyla Alfa Bau) imzaladı.", "Northspan"),
        ("ru", "Компания Нордмост (ранее «Альфа Строй») подписала договор.", "Нордмост"),
        ("ja", "ノーススパン（旧アルファ建設）が契約した。", "ノーススパン"),
        (
            "ja",
            "北日本ノース・スパン開発（旧アルファ建設）が契約した。",
            "北日本ノース・スパン開発",
        ),
        ("ja", "アルファ建設は社名をノーススパンに変更した。", "ノーススパン"),
        ("ja", "ノーススパン（Casco）が契約した。", "ノーススパン"),
        ("zh-Hans", "北跨集团（原阿尔法建设）签约。", "北跨集团"),
        ("zh-Hans", "阿尔法建设更名为北跨集团。", "北跨集团"),
        ("ko", "노스스팬(옛 알파건설)이 계약했다.", "노스스팬"),
        ("ko", "알파건설은 사명을 노스스팬으로 변경했다.", "노스스팬"),
    ],
)
def test_a_name_that_stands_where_a_known_party_stands_is_suggested(
    language: str, text: str, name: str
) -> None:
    """A company that is renamed in mid-story would be lost by every later page."""
    owner = "casco" if "（Casco）" in text else "alfa"
    assert taught(text, f"{text} ", language=language) == [(owner, name)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Alfa Bau (9984.T) fell by 3%."),
        ("en", "Alfa Bau (Berlin) is one of two bidders."),
        ("en", "Casco, formerly led by Ann Berg, won."),
        ("en", "The formerly private Alfa Bau is listed now."),
        ("ja", "アルファ建設（東証1234）の株が下げた。"),
        ("ja", "アルファ建設（旧社屋は売却済み）が契約した。"),
        ("de", "Alfa Bau war früher kleiner."),
        ("ko", "알파건설(서울)이 계약했다."),
        ("en", "Casco (formerly Alfa Bau's partner) won."),
    ],
)
def test_what_only_looks_like_a_name_beside_a_party_is_not_suggested(
    language: str, text: str
) -> None:
    """A stock code, a town or an aside as alias would bring strangers in."""
    assert taught(text, f"{text} ", language=language) == []


def test_one_publisher_alone_teaches_nothing() -> None:
    """A slip of one page, and its copies, is not what the story calls itself."""
    text = "Northspan, formerly Alfa Bau, signed."
    pages = [page(number, text, "en", source="Wire") for number in range(3)]
    assert taught_names(TOPIC, pages) == ()
    copies = [page(number, text, "en", origin="p0") for number in range(3)]
    assert taught_names(TOPIC, copies) == ()


def test_what_stands_in_brackets_beside_two_parties_names_neither() -> None:
    """A town or a rank is said of several of them."""
    text = "Alfa Bau（北浜）とCasco（北浜）が契約した。"
    assert taught(text, f"{text} ", language="ja") == []


def test_a_suggestion_comes_with_the_pages_that_say_so() -> None:
    """The owner decides by the publishers' words, not by ours."""
    pages = [
        page(1, "Northspan, formerly Alfa Bau, signed.", "en"),
        page(2, "It was sold. Northspan (formerly Alfa Bau) is its new name.", "en"),
    ]
    [found] = taught_names(TOPIC, pages)
    assert [one.article for one in found.pages] == ["p1", "p2"]
    assert found.pages[0].words == "Northspan, formerly Alfa Bau, signed."
    assert found.language == "en"
    assert len(found.id) == 8


def test_a_known_name_is_not_suggested_again() -> None:
    """What is in feeds.yaml is decided."""
    text = "Alfa Bau (アルファ建設) builds. Casco, formerly Alfa Bau, does not."
    assert taught(text, f"{text} ") == []

"""Which keywords do the headlines of a story teach for a language that has none?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.model.suggestions import StoryPage
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps.match.taught_words import FEWEST_ORDINARY, taught_words

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TOPIC = Topic(
    id="flood",
    name="The flood of Lowmere",
    keywords=KeywordRule(any=(Alias(text="Lowmere flood", language="en"),)),
    entities=(Entity(id="lowmere", name="Lowmere", aliases=(Alias(text="Lowmere"),)),),
)
SPANISH = [
    "La inundación de Lowmere deja 14 muertos",
    "Inundaciones en Lowmere: sube el río",
    "Lowmere pide ayuda tras la inundación",
    "La inundación corta la vía del norte",
]
JAPANESE = [
    "Lowmereの洪水被害が拡大",
    "洪水被害、Lowmereで死者14人",
    "Lowmereの洪水被害に支援金",
    "政府、洪水被害を調査",
]
ORDINARY = [f"El concejo aprueba el plan número {number}" for number in range(FEWEST_ORDINARY)]


def pages(headlines: Sequence[str], language: str, *, source: str = "") -> list[StoryPage]:
    """A page of the story for each headline, each by a publisher of its own unless one is given."""
    return [
        StoryPage(
            id=f"{language}{number}",
            origin=f"{language}{number}",
            url=None,
            source=source or f"Paper {number}",
            language=language,
            published=NOW,
            title=title,
            text="",
        )
        for number, title in enumerate(headlines)
    ]


def test_a_word_that_most_headlines_of_the_story_share_is_suggested() -> None:
    """The reader thought of English, and the story is in the Spanish papers as well."""
    [found] = taught_words(TOPIC, pages(SPANISH, "es"), {"es": ORDINARY})
    assert (found.kind, found.text, found.language) == ("keyword", "inundación", "es")
    assert found.shared == 1.0
    assert [one.words for one in found.pages] == SPANISH


def test_a_script_without_spaces_gives_the_longest_piece_that_they_share() -> None:
    """洪水被害 says more than 洪水, and 水被 is no word."""
    ordinary = [f"議会が計画{number}を可決" for number in range(FEWEST_ORDINARY)]
    [found] = taught_words(TOPIC, pages(JAPANESE, "ja"), {"ja": ordinary})
    assert found.text == "洪水被害"


def test_a_word_of_ordinary_headlines_is_not_suggested() -> None:
    """It would put the whole paper on the topic."""
    ordinary = [*ORDINARY, *["Otra inundación en otro valle"] * 3]
    assert taught_words(TOPIC, pages(SPANISH, "es"), {"es": ordinary}) == ()


def test_a_language_that_has_keywords_learns_none() -> None:
    """The owner has spoken there."""
    assert taught_words(TOPIC, pages(SPANISH, "en"), {"en": ORDINARY}) == ()


def test_few_headlines_of_few_publishers_teach_nothing() -> None:
    """Three headlines share words by chance, and one paper shares its style."""
    assert taught_words(TOPIC, pages(SPANISH[:3], "es"), {"es": ORDINARY}) == ()
    assert taught_words(TOPIC, pages(SPANISH, "es", source="One"), {"es": ORDINARY}) == ()


def test_without_ordinary_headlines_nothing_is_known_of_a_word() -> None:
    """A feed that is new has none to compare with."""
    assert taught_words(TOPIC, pages(SPANISH, "es"), {"es": ORDINARY[:10]}) == ()


def test_a_partys_name_is_no_keyword() -> None:
    """It stands in every headline of the story, and in those of its other business."""
    found = taught_words(TOPIC, pages(SPANISH, "es"), {"es": ORDINARY})
    assert all("lowmere" not in one.text.lower() for one in found)

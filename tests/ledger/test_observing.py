"""Observations: what an article says, as the ledger takes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model.figures import Observation, Series
from bot.model.news import Article
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps import sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.figures.measures import is_official, observations_of

TOPIC = Topic(
    id="mill",
    name="Paper mill at Orsa",
    keywords=KeywordRule(any=(Alias(text="Orsa"),)),
    entities=(
        Entity(
            id="orsa",
            name="Orsa Paper",
            aliases=(Alias(text="Orsa Paper"), Alias(text="オルサ製紙")),
            domains=("orsa.example",),
        ),
        Entity(id="ministry", name="Ministry of Works", aliases=(Alias(text="Ministry of Works"),)),
    ),
    series=(
        Series(id="cost", label="Cost of the mill", units=("money",), cues={"en": ("cost",)}),
        Series(
            id="grant",
            label="Grant",
            units=("money",),
            subjects=("ministry",),
            cues={"en": ("grant",)},
        ),
        Series(id="jobs", label="Jobs", units=("people",)),
    ),
)


def article(
    text: str, *, source: str = "Daily", url: str | None = None, title: str = "Orsa"
) -> Article:
    """An article as it was read."""
    return Article(
        id="a",
        url=url,
        source=source,
        rank="press",
        language="en",
        published=datetime(2026, 5, 1, tzinfo=UTC),
        dated=True,
        title=title,
        text=text,
    )


def observe(text: str, *, title: str = "Orsa") -> tuple[Observation, ...]:
    """The observations of a text."""
    spans = sentences.split(text, "en")
    filings = file_figures(
        find_figures(text, language="en"),
        title=title,
        text=text,
        topic=TOPIC,
        mentions=(),
        sentences=spans,
        language="en",
    )
    return observations_of(
        filings,
        article=article(text, title=title),
        origin="a",
        topic=TOPIC,
        sentences=spans,
        edited=False,
    )


def test_a_conversion_is_one_observation() -> None:
    """A sum in brackets says the same again."""
    (one,) = observe("The mill will cost ¥90 billion ($600 million).")
    assert one.figure.text == "¥90 billion"
    assert one.quote == "The mill will cost ¥90 billion ($600 million)."


def test_a_value_that_is_said_twice_is_observed_once() -> None:
    """At its first mention."""
    (one,) = observe("The cost is $600 million. Nobody doubts the cost of $600 million.")
    assert one.figure.start == 12


@pytest.mark.parametrize(
    ("text", "was"),
    [
        (
            "The Ministry of Works pays an additional grant of $40 million on top of the grant of $300 million.",
            300_000_000,
        ),
        (
            "The cost of the mill is $300 million; a further $40 million in cost is for the road.",
            None,
        ),
    ],
)
def test_an_addition_is_tied_to_a_total_only_where_its_sentence_adds_them(
    text: str, was: int | None
) -> None:
    """Two counts side by side are no sum: a wrong total would be told as news."""
    further = [one for one in observe(text) if one.figure.additional]
    assert [one.was.low if one.was else None for one in further] == [was]


def test_a_move_is_read_from_the_words_beside_the_value() -> None:
    """With its former value where the text has it."""
    (one,) = observe("The cost of the mill has been raised from $500 million to $600 million.")
    assert one.moved
    assert one.was is not None
    assert one.was.text == "$500 million"


@pytest.mark.parametrize(
    ("text", "title", "moved"),
    [
        ("The cost of the mill rises to $600 million.", "Orsa", True),
        ("The cost of the mill remains $600 million.", "Orsa cost rises", False),
        ("The mill will cost $600 million.", "Cost of the Orsa mill rises", True),
        ("The mill will cost $600 million.", "Orsa mill gets a name", False),
        ("The mill will cost $600 million. The cost was increased last night.", "Orsa", True),
    ],
)
def test_headline_and_next_sentence_can_say_that_it_moved(
    text: str,
    title: str,
    moved: bool,  # noqa: FBT001  (a case of the table)
) -> None:
    """What stays the same has not moved, whatever the headline says."""
    (one,) = observe(text, title=title)
    assert one.moved is moved


def test_a_party_is_official_in_its_own_newsroom() -> None:
    """By name with a word for a newsroom beside it, or by its domain."""
    assert is_official(article("", source="Orsa Paper (press release)"), TOPIC)
    assert is_official(article("", source="オルサ製紙 報道発表"), TOPIC)
    assert is_official(article("", url="https://news.orsa.example/1"), TOPIC)


def test_a_name_in_another_publishers_name_is_not_official() -> None:
    """A magazine about the party is no party."""
    assert not is_official(article("", source="Orsa Paper Watchers Weekly"), TOPIC)
    assert not is_official(article("", url="https://notorsa.example/1"), TOPIC)


def test_a_party_is_official_for_what_is_its_own_to_say() -> None:
    """The ministry for its grant, and not the mill."""
    mill = article("", source="Orsa Paper (press release)")
    assert not is_official(mill, TOPIC, series="grant")
    assert is_official(mill, TOPIC, series="jobs")


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("The mill costs a further €300 million on top of the cost of €2 billion.", "€2 billion"),
        (
            "The cost of the mill is €300 million, and the mill will cost a further €300 million by 2031.",
            None,
        ),
    ],
)
def test_an_increment_that_is_named_again_comes_on_top_of_nothing(
    text: str, was: str | None
) -> None:
    """Twice the same sum is no sum of two: what is told would be a number that nobody wrote."""
    found = [one for one in observe(text) if one.figure.additional]
    assert [one.was.text if one.was else None for one in found] == [was]

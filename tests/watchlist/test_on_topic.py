"""Which articles are on a topic: the rule as a person means it."""

from __future__ import annotations

import pytest

from bot.model.figures import Series
from bot.model.topics import Alias, AtLeast, Entity, KeywordRule, Match, Topic
from bot.steps.match import Matcher, judged


def aliases(*texts: str) -> tuple[Alias, ...]:
    """Aliases as a file would give them."""
    return tuple(Alias(text=text) for text in texts)


def entity(name: str, *more: str) -> Entity:
    """A party, with its first word as id."""
    return Entity(id=name.lower().split()[0], name=name, aliases=aliases(name, *more))


ALLIANCE = Topic(
    id="bridge",
    name="The Fehmarn bridge",
    keywords=KeywordRule(
        any=aliases("strait bridge", "toll"), none=aliases("ferry strike"), entities=2
    ),
    entities=(
        entity("Alfa Bau"),
        entity("Brückner"),
        entity("Casco"),
        entity("Delta Rail"),
        entity("Strait Bridge Company", "Strait Bridge Consortium"),
    ),
    series=(Series(id="cost", label="Cost", units=("money",), cues={"en": ("construction",)}),),
)


def match(title: str, text: str = "", topic: Topic = ALLIANCE) -> Match:
    """One article held against one topic."""
    return Matcher([topic]).match(title=title, text=text)[0]


@pytest.mark.parametrize(
    ("title", "text", "on"),
    [
        ("Strait bridge: Casco raises its bid", "Casco and Brückner want 10 percent.", True),
        ("Strait bridge opens", "Nobody was named.", False),
        ("Casco and Brückner build a school", "It costs 2 million.", False),
        ("Casco and Brückner raise the toll", "The tunnel is theirs.", True),
        ("Toll", "Alfa Bau, Brückner, Casco and Delta Rail agreed on a toll.", True),
        ("Strait Bridge Company pays a dividend", "It is the first.", True),
    ],
    ids=[
        "a telling keyword and two parties",
        "a keyword without parties",
        "parties without a keyword",
        "an everyday word and two parties",
        "an everyday word and four parties",
        "the story's own body",
    ],
)
def test_a_rule_of_keywords_and_parties(title: str, text: str, on: bool) -> None:  # noqa: FBT001
    """Each way in which an article may, or may not, be on a topic."""
    result = match(title, text)
    assert result.matched is on, result.reason


LONG = (
    "Alfa Bau earned more in spring than in winter, and said that orders for its cranes came in well. "
    * 4
)


def test_what_is_met_below_the_opening_only_is_doubtful() -> None:
    """A results article that mentions the bridge once, far down, is most likely about results."""
    result = match("Alfa Bau lifts forecast", f"{LONG}It also builds the strait bridge with Casco.")
    assert result.doubtful
    assert not result.matched
    decided = judged(result, "balanced", known_values=0, likeness=0.0, recent=0)
    assert not decided.matched
    assert "50% is asked for (certainty: balanced)" in decided.reason


def test_what_is_known_of_the_story_decides_a_doubtful_page() -> None:
    """A page like those of the story, with its values, while the story runs, is the story."""
    text = f"{LONG}Alfa Bau builds the strait bridge. Casco pays. The strait bridge is late."
    result = match("Casco and Brückner: a habit of ours", text)
    assert result.doubtful
    decided = judged(result, "balanced", known_values=3, likeness=0.9, recent=9)
    assert decided.matched
    assert "values that the ledger knows" in decided.reason


def test_certainty_moves_what_a_doubtful_page_needs() -> None:
    """Whoever misses nothing asks for `wide`, whoever wants no stranger for `strict`."""
    result = match("Casco grows", f"{LONG}The strait bridge of Casco and Brückner is late.")
    at = {
        certainty: judged(result, certainty, known_values=1, likeness=0.3, recent=3).matched
        for certainty in ("strict", "balanced", "wide")
    }
    assert at["wide"] >= at["balanced"] >= at["strict"]
    assert at["wide"]
    assert not at["strict"]


QUAKE = Topic(
    id="quake",
    name="Earthquake of Taldora",
    keywords=KeywordRule(any=aliases("Taldora earthquake", "Erdbeben in Taldora", "タルドラ地震")),
    entities=(entity("Taldora", "タルドラ", "Taldorë"),),
)


@pytest.mark.parametrize(
    ("title", "on"),
    [
        ("Earthquake leaves hundreds dead in Taldora", True),
        ("Taldora hit by two earthquakes", True),
        ("Nach dem Erdbeben: Taldora bittet um Hilfe", True),
        ("タルドラで大きな地震、死者100人超", True),
        ("Taldorë opens an earthquake museum", True),
        ("Taldora elects a parliament", False),
        ("Earthquake in the north of Chile", False),
    ],
)
def test_the_parts_of_a_keyword_say_the_same_in_another_order(title: str, on: bool) -> None:  # noqa: FBT001
    """People write "earthquake in Taldora" as often as "Taldora earthquake", under any name of it."""
    assert match(title, topic=QUAKE).matched is on


@pytest.mark.parametrize(
    ("keyword", "language", "title"),
    [
        ("coastal wildfires", "en", "Coastal wildfire relief reaches the towns"),
        ("battery company", "en", "Battery companies ask for aid"),
        ("Gezeitenkraftwerk", "de", "Bau der Gezeitenkraftwerke beginnt"),
        ("centrale solaire", "fr", "Des centrales solaires pour l'île"),
        ("parque eólico", "es", "Los parques eólicos crecen"),
    ],
)
def test_a_keyword_is_met_in_every_form_of_its_words(
    keyword: str, language: str, title: str
) -> None:
    """Nobody lists the plural beside the singular."""
    rule = KeywordRule(any=(Alias(text=keyword, language=language),))
    assert match(title, topic=Topic(id="k", name="K", keywords=rule)).matched


def test_a_keyword_with_an_equals_sign_is_taken_as_written() -> None:
    """A product's name is no everyday noun in the plural."""
    topic = Topic(id="k", name="K", keywords=KeywordRule(any=aliases("=foundation model")))
    assert match("A foundation model", topic=topic).matched
    assert not match("Two foundations modelled", topic=topic).matched


def test_a_none_term_in_the_headline_or_the_opening_speaks_against() -> None:
    """What an article is about stands at its top."""
    assert not match("Ferry strike hits strait bridge partners Casco and Brückner").matched
    body = "Casco and Brückner, of the strait bridge, fear a ferry strike."
    assert not match("A hard summer", body).matched


def test_a_none_term_further_down_excludes_nothing() -> None:
    """An aside about another story is no reason to miss this one."""
    opening = (
        "Casco and Brückner said that the strait bridge will be built by the end of the decade. "
        * 3
    )
    assert match("Strait bridge", f"{opening}\n\nA ferry strike goes on elsewhere.").matched


def test_a_none_term_in_an_opening_excludes_nothing_under_a_headline_with_a_keyword() -> None:
    """The headline says what the page is about; its opening may mention another story."""
    text = "Casco and Brückner start work after a ferry strike."
    assert match("Strait bridge begun", text).matched


@pytest.mark.parametrize(
    "sentence",
    [
        "Brückner and Casco have nothing to do with the strait bridge here.",
        "Brückner und Casco sind an der strait bridge nicht beteiligt.",
        "Brückner与Casco没有参与strait bridge。",
        "BrücknerとCascoはstrait bridgeに参加していない。",
        "Brückner와 Casco는 strait bridge에 참여하지 않는다.",
        "Brückner et Casco ne participent pas au strait bridge.",
    ],
)
def test_a_sentence_that_disclaims_counts_for_nothing(sentence: str) -> None:
    """Naming who has no part in it is what distractors do."""
    assert not match("Alfa Bau builds a school", sentence).matched


def test_all_and_at_least_are_taken_literally() -> None:
    """A person who asks for each word gets no guesses."""
    rule = KeywordRule(
        all=aliases("hydrogen"),
        at_least=(AtLeast(count=2, of=aliases("grant", "cost", "jobs")),),
    )
    topic = Topic(id="h", name="H", keywords=rule)
    assert match("Hydrogen grant at no cost", topic=topic).matched
    one = match("Hydrogen grant, and a second grant", topic=topic)
    assert not one.matched
    assert "1 of the 2" in one.reason
    missing = match("Grant and jobs", topic=topic)
    assert "“hydrogen”" in missing.reason


def test_an_everyday_word_is_enough_where_nothing_else_is_asked_for() -> None:
    """A person who watches `any: [brexit]` means it."""
    topic = Topic(id="b", name="B", keywords=KeywordRule(any=aliases("brexit")))
    assert match("Brexit talks", topic=topic).matched


def test_a_partys_own_name_as_keyword_does_not_make_it_the_whole_story() -> None:
    """`any: [Casco Marine]` with two parties still asks for two."""
    topic = Topic(
        id="c",
        name="C",
        keywords=KeywordRule(any=aliases("Casco Marine"), entities=2),
        entities=(entity("Casco", "Casco Marine", "CSC"), entity("Brückner")),
    )
    assert not match("Casco Marine grows", topic=topic).matched
    assert match("Casco Marine and Brückner grow", topic=topic).matched


def test_a_longer_excluded_phrase_hides_the_keyword_in_it() -> None:
    """A robot vacuum is no robot, where its owner says so."""
    rule = KeywordRule(any=aliases("robot"), none=aliases("robot vacuum"))
    topic = Topic(id="r", name="R", keywords=rule)
    assert not match("Best of the year", "The robot vacuum cleans.", topic=topic).matched


def test_each_topic_gets_its_own_answer_in_one_pass() -> None:
    """An article may be on several topics, and its mentions belong to each."""
    other = Topic(id="tolls", name="Tolls", keywords=KeywordRule(any=aliases("toll")))
    results = Matcher([ALLIANCE, other]).match(title="Toll rises", text="Casco is glad.")
    assert [(one.topic, one.matched) for one in results] == [("bridge", False), ("tolls", True)]
    assert [one.term for one in results[0].mentions] == ["toll", "Casco"]
    assert [one.term for one in results[1].mentions] == ["toll"]


def test_a_reason_names_the_keyword_its_place_and_the_parties() -> None:
    """`bot explain` shows this sentence to a person."""
    reason = match("Strait bridge: Casco bids", "Brückner as well.").reason
    assert reason == "“strait bridge” in the headline (Brückner, Casco)"


def test_a_headline_with_one_name_is_worth_reading() -> None:
    """Feeds give headlines alone; the page decides."""
    matcher = Matcher([ALLIANCE])
    assert matcher.worth_reading(title="Casco grows", text="") == "mentions “Casco” (bridge)"
    assert matcher.worth_reading(title="Strait bridge late", text="") is not None
    assert matcher.worth_reading(title="Toll rises", text="") is not None
    assert matcher.worth_reading(title="Ferry strike", text="") is None


def test_all_by_language_holds_where_one_language_is_complete() -> None:
    """`all` in two languages asks for the words of one, not for a bilingual article."""
    words = (
        Alias(text="hydrogen", language="en"),
        Alias(text="island", language="en"),
        Alias(text="Wasserstoff", language="de"),
    )
    topic = Topic(id="h", name="H", keywords=KeywordRule(all=words))
    assert match("Hydrogen from an island", topic=topic).matched
    assert match("Wasserstoff von der Insel", topic=topic).matched
    assert not match("Hydrogen from a plant", topic=topic).matched


def test_a_keyword_in_the_lists_of_several_languages_is_mentioned_once() -> None:
    """物理AI is Japanese and Chinese, and one word."""
    words = tuple(Alias(text="物理AI", language=tag) for tag in ("ja", "zh-Hans", "zh-Hant"))
    topic = Topic(id="p", name="P", keywords=KeywordRule(any=words))
    assert len(match("物理AI", topic=topic).mentions) == 1


def test_a_keyword_is_found_in_the_form_that_another_language_gives_it() -> None:
    """Robots are Roboter, robots, robotlar; what only begins alike is another word."""
    topic = Topic(id="r", name="R", keywords=KeywordRule(any=aliases("robot")))
    assert all(match(word, topic=topic).matched for word in ("Roboter", "Robotern", "robotları"))
    assert not match("robotron", topic=topic).matched


def test_a_feed_may_be_held_against_some_topics_only() -> None:
    """A feed's `topics` in feeds.yaml says which."""
    other = Topic(id="tolls", name="Tolls", keywords=KeywordRule(any=aliases("toll")))
    matcher = Matcher([ALLIANCE, other])
    found = matcher.match(title="Toll rises", text="Casco is glad.", only=("tolls",))
    assert [one.topic for one in found] == ["tolls"]
    assert matcher.worth_reading(title="Casco", text="", only=("tolls",)) is None

"""Which articles are on a topic: the rule as a person means it."""

from __future__ import annotations

import pytest

from bot.model.topics import Alias, AtLeast, Entity, KeywordRule, Match, Topic
from bot.steps.match import Matcher


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
        entity("Strait Bridge Company", "Fehlink"),
    ),
)


def match(title: str, text: str = "", topic: Topic = ALLIANCE) -> Match:
    """One article held against one topic."""
    return Matcher([topic]).match(title=title, text=text)[0]


@pytest.mark.parametrize(
    ("title", "text", "on"),
    [
        ("Strait bridge: Casco raises its bid", "Casco and Brückner want 10 percent.", True),
        ("Casco and Brückner raise the toll", "The tunnel is theirs.", True),
        ("Brückner's quarter", "Casco and Brückner earn less. The toll fell.", True),
        ("Strait bridge opens", "Nobody was named.", False),
        ("Casco and Brückner build a school", "It costs 2 million.", False),
        ("Strait Bridge Company pays a dividend", "It is the first.", False),
    ],
    ids=[
        "a phrase and two parties in the headline and the opening",
        "a short keyword and two parties in the headline",
        "all of it in the opening",
        "a keyword without parties",
        "parties without a keyword",
        "one party of two, though its name holds the keyword",
    ],
)
def test_a_page_is_on_where_headline_and_opening_meet_the_rule(
    title: str,
    text: str,
    on: bool,  # noqa: FBT001
) -> None:
    """The reader's rule is the reader's: nothing that feeds.yaml does not say refuses such a page."""
    result = match(title, text)
    assert result.matched is on, result.reason
    assert result.doubtful is not on


LONG = (
    "Alfa Bau earned more in spring than in winter, and said that orders for its cranes came in well. "
    * 4
)


@pytest.mark.parametrize("below", [LONG, LONG * 20])
def test_how_long_a_page_is_and_what_else_it_says_refuses_nothing(below: str) -> None:
    """A page whose headline meets the rule and whose text has the keyword once was lost before."""
    result = match("Casco and Brückner at the strait bridge", below)
    assert result.matched, result.reason


def test_a_page_that_meets_the_rule_below_its_opening_is_doubtful() -> None:
    """A results article that mentions the bridge once, far down, is about results, or it is not."""
    result = match("Alfa Bau lifts forecast", f"{LONG}It also builds the strait bridge with Casco.")
    assert not result.matched
    assert result.doubtful
    assert "below the opening" in result.reason


def test_a_page_that_misses_a_part_of_the_rule_is_doubtful_and_says_which() -> None:
    """Whoever asks `bot explain` learns what to write into feeds.yaml."""
    result = match("Strait bridge opens", "Casco is glad.")
    assert result.doubtful
    assert result.reason == "names 1 of the 2 parties that it asks for (Casco)"
    missing = match("Casco and Brückner build a school").reason
    assert missing == "mentions none of the keywords of `any`"


def test_a_page_without_any_mention_is_off_beyond_doubt() -> None:
    """Nearly all of a feed is such pages, and each costs nothing more."""
    result = match("A garden opens", "It has roses.")
    assert not result.matched
    assert not result.doubtful
    assert result.reason == "none of its names or keywords is mentioned"


def test_a_none_term_in_the_headline_speaks_against() -> None:
    """What an article is about stands at its top."""
    result = match("Ferry strike hits strait bridge partners Casco and Brückner")
    assert not result.matched
    assert not result.doubtful
    assert result.reason == "“ferry strike” in the headline speaks against it"


def test_a_none_term_in_the_opening_speaks_against_under_a_headline_without_keyword() -> None:
    """The headline says what the page is about; where it does not, the opening does."""
    body = "Casco and Brückner, of the strait bridge, fear a ferry strike."
    assert not match("A hard summer", body).matched
    assert match("A hard summer for the strait bridge", body).matched


def test_a_none_term_further_down_excludes_nothing() -> None:
    """An aside about another story is no reason to miss this one."""
    opening = (
        "Casco and Brückner said that the strait bridge will be built by the end of the decade. "
        * 3
    )
    assert match("Strait bridge", f"{opening}\n\nA ferry strike goes on elsewhere.").matched


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
    assert matcher.worth_reading(title="Toll rises", text="") == "mentions “toll” (bridge)"
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


def test_a_feed_may_be_held_against_some_topics_only() -> None:
    """A feed's `topics` in feeds.yaml says which."""
    other = Topic(id="tolls", name="Tolls", keywords=KeywordRule(any=aliases("toll")))
    matcher = Matcher([ALLIANCE, other])
    found = matcher.match(title="Toll rises", text="Casco is glad.", only=("tolls",))
    assert [one.topic for one in found] == ["tolls"]
    assert matcher.worth_reading(title="Casco", text="", only=("tolls",)) is None


def test_a_headline_with_all_parts_of_a_keyword_is_worth_reading() -> None:
    """A headline has its own order of words, and no page text beside it."""
    rule = KeywordRule(any=aliases("strait bridge"))
    matcher = Matcher([Topic(id="b", name="B", keywords=rule)])
    said = matcher.worth_reading(title="A bridge over the strait", text="")
    assert said == "mentions the words of “strait bridge” (b)"
    assert matcher.worth_reading(title="A bridge over the river", text="") is None


def test_a_long_headline_that_the_text_repeats_is_not_its_opening() -> None:
    """The lede below it would count as further down, and the page as doubtful."""
    title = "“A long summer”: what the towns on both sides of the water hope for after years of waiting and talk"
    lede = "Casco and Brückner begin work on the strait bridge in May, they said."
    assert match(title, f"{title}\n{lede}\n{LONG}").matched
    assert not match(title, f"{title}\n{LONG}\n{lede}").matched

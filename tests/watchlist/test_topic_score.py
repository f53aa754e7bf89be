"""Pages that the rule does not decide: which signs they carry, and how the score decides with them."""

from __future__ import annotations

import pytest

from bot.model.topics import Alias, Certainty, Entity, KeywordRule, Match, Topic
from bot.steps.match import Matcher, judged
from bot.steps.match.about import SIGNS, THRESHOLDS
from bot.steps.match.weights import FITTED, Weights

ALFA, CASCO, DELTA = (
    Entity(id=name.lower(), name=name, aliases=(Alias(text=name),))
    for name in ("Alfa", "Casco", "Delta")
)
TOPIC = Topic(
    id="bridge",
    name="Casco's bridge",
    keywords=KeywordRule(any=(Alias(text="strait bridge"),), entities=1),
    entities=(ALFA, CASCO, DELTA),
)
OPENING = (
    "The meeting took the whole day, and the town's people had come in numbers to hear it said. "
    * 3
)


def match(title: str, text: str = "") -> Match:
    """One article held against the topic of the bridge."""
    return Matcher([TOPIC]).match(title=title, text=text)[0]


def test_a_doubtful_page_carries_each_sign_of_its_own_as_a_number() -> None:
    """What decides is shown, so it has to be kept."""
    text = f"{OPENING}Casco builds the strait bridge. Alfa pays for the strait bridge."
    assert match("Casco meets the town", text).evidence == {
        "scarcest": 2.0,
        "loosely": 1.0,
        "principal": 1.0,
        "parties": 1.0,
        "company": 0.0,
    }


def test_the_scarcest_of_what_the_rule_asks_for_counts() -> None:
    """Five sentences about a party say nothing of a bridge that is never named."""
    assert match("Casco", "Casco. Casco grows. Casco is old.").evidence["scarcest"] == 0


def test_three_parties_in_one_sentence_are_the_whole_company() -> None:
    """A page in a language without keywords names them all the same."""
    together = match("Neues Werk", "Alfa, Casco und Delta bauen gemeinsam.")
    apart = match("Neues Werk", "Alfa baut. Casco baut. Delta baut.")
    assert together.evidence["company"] == 1
    assert apart.evidence["company"] == 0


def test_every_sign_has_a_weight_and_words() -> None:
    """A sign without words would be missing from `bot explain`, one without a weight from the score."""
    assert set(FITTED.signs) == set(SIGNS)


@pytest.mark.parametrize("sign", list(SIGNS))
def test_no_sign_of_the_story_speaks_against_the_story(sign: str) -> None:
    """A fit on few pages may turn a sign round; a reader could not follow such a reason."""
    assert FITTED.signs[sign] > 0


def decided(
    page: Match,
    certainty: Certainty = "balanced",
    *,
    known_values: int = 0,
    likeness: float = 0.0,
    recent: int = 0,
) -> Match:
    """The page decided with what is known, by weights that a reader can add up."""
    weights = Weights(bias=-1.0, signs={"known_values": 0.5, "likeness": 2.0, "recent": 1.0})
    return judged(
        page,
        certainty,
        known_values=known_values,
        likeness=likeness,
        recent=recent,
        weights=weights,
    )


DOUBTFUL = match("Casco grows")


def test_a_page_that_is_like_a_page_of_the_story_is_on() -> None:
    """A near-copy of a page on the topic was off the topic before, for a word."""
    assert not decided(DOUBTFUL).matched
    assert decided(DOUBTFUL, likeness=0.9).matched


def test_values_that_the_ledger_knows_speak_for_a_page() -> None:
    """The same three figures beside a party are the same story."""
    assert decided(DOUBTFUL, known_values=3).matched


@pytest.mark.parametrize(
    ("certainty", "on"), [("strict", False), ("balanced", True), ("wide", True)]
)
def test_certainty_moves_the_threshold(certainty: Certainty, on: bool) -> None:  # noqa: FBT001
    """One reader wants no stranger in the ledger, another no page lost."""
    page = decided(DOUBTFUL, certainty, likeness=0.6)
    assert page.matched is on
    assert THRESHOLDS["strict"] > page.score > THRESHOLDS["balanced"]


def test_a_decided_page_says_its_score_each_part_and_what_it_missed() -> None:
    """An owner who disagrees sees what to change: the rule, or the certainty."""
    page = decided(DOUBTFUL, likeness=0.75, recent=5)
    assert page.reason == (
        "82% likely the story (likeness to a page of the story +1.5; pages of the story within three days"
        " +1.0); 50% is asked for (certainty: balanced). mentions none of the keywords of `any`"
    )


def test_what_is_known_changes_nothing_for_a_page_that_the_rule_decided() -> None:
    """The reader's rule stands above the score, both ways."""
    on, off = match("Casco at the strait bridge"), match("A garden opens")
    assert judged(on, "strict", known_values=0, likeness=0.0, recent=0) is on
    assert judged(off, "wide", known_values=3, likeness=1.0, recent=9) is off

"""How sure a change is: likely ones are told, doubtful ones wait, and what somebody decided is certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.model.figures import Change, ChangeKind, Figure, Filing, Observation, Series
from bot.model.news import Article
from bot.model.topics import KeywordRule, Topic
from bot.steps.certainty import FITTED, judge

NOW = datetime(2026, 5, 4, tzinfo=UTC)
TEXT = "The harbour wall will cost 48 million dollars, the port authority said."
TOPIC = Topic(
    id="harbour",
    name="Harbour",
    keywords=KeywordRule(),
    series=(
        Series(id="cost", label="Cost of the wall", units=("money",)),
        Series(id="grant", label="Grant", units=("money",)),
    ),
)
ARTICLE = Article(
    id="a",
    url=None,
    source="Harbour Post",
    rank="press",
    language="en",
    published=NOW,
    dated=True,
    title="Harbour wall",
    text=TEXT,
)
FIGURE = Figure(
    text="48 million dollars",
    start=TEXT.index("48"),
    end=TEXT.index("48") + len("48 million dollars"),
    low=Decimal(48_000_000),
    high=Decimal(48_000_000),
    unit="USD",
    resolution=Decimal(1_000_000),
)
# Only how likely the filing is counts, so that the tests hold for any fit.
EVEN = replace(FITTED, bias=0.0, signs={"filed": 1.0}, certain=0.8, balanced=0.5)


def filed(share: float) -> Filing:
    """The figure under the cost, as likely as that."""
    return Filing(
        figure=FIGURE,
        topic="harbour",
        series="cost",
        score=share,
        likely=(("cost", share), ("grant", 0.1)),
    )


def change(certainty: float, kind: ChangeKind = "new", *, told: bool = True) -> Change:
    """What the figure did to the ledger."""
    after = Observation(
        topic="harbour",
        series="cost",
        figure=FIGURE,
        article="a",
        origin="a",
        source="Harbour Post",
        rank="press",
        official=False,
        language="en",
        published=NOW,
        dated=True,
        url=None,
        quote=TEXT,
        certainty=certainty,
    )
    return Change(kind=kind, after=after, told=told, why="the first figure of this series")


@pytest.mark.parametrize(
    ("share", "sure"),
    [(0.9, "certain"), (0.6, "likely"), (0.3, "doubtful")],
)
def test_a_change_is_told_as_long_as_it_is_likely_enough(share: float, sure: str) -> None:
    """Quiet beats wrong: what is doubtful is told to nobody, and is marked for whoever looks."""
    (judged,) = judge([change(share)], [filed(share)], ARTICLE, topic=TOPIC, weights=EVEN)
    assert (judged.sure, judged.told) == (sure, sure != "doubtful")


def test_a_doubtful_change_names_what_it_may_be_of() -> None:
    """A person decides by one look: the two likeliest series stand beside the figure, by their labels."""
    (judged,) = judge([change(0.3)], [filed(0.3)], ARTICLE, topic=TOPIC, weights=EVEN)
    assert judged.among == ("Cost of the wall", "Grant")
    assert "“Cost of the wall” or “Grant”, or of none" in judged.why


def test_what_somebody_decided_is_certain() -> None:
    """A person's ruling and a second reader's answer are not weighed again by what we found likely."""
    (judged,) = judge([change(1.0)], [filed(0.1)], ARTICLE, topic=TOPIC, weights=EVEN)
    assert (judged.sure, judged.told) == ("certain", True)


@pytest.mark.parametrize("kind", ["confirmed", "refined", "denied", "noted"])
def test_only_news_is_doubted(kind: ChangeKind) -> None:
    """A repeat tells nobody anything; to mark it would fill the list of what is to be checked."""
    given = change(0.3, kind)
    assert judge([given], [filed(0.3)], ARTICLE, topic=TOPIC, weights=EVEN) == (given,)


def test_what_the_rules_keep_quiet_is_not_to_be_checked() -> None:
    """A move below its series' threshold is known and small: nobody has to look at it."""
    given = change(0.3, "revised", told=False)
    assert judge([given], [filed(0.3)], ARTICLE, topic=TOPIC, weights=EVEN) == (given,)


def test_a_value_that_an_earlier_page_said_is_less_likely_news() -> None:
    """A later page is not told for what an earlier one said, though that one was filed nowhere."""
    weights = replace(FITTED, certain=1.0, balanced=0.0)
    fresh, old = filed(0.6), replace(filed(0.6), heard=True)
    low = replace(weights, balanced=0.45)
    (first,) = judge([change(0.6)], [fresh], ARTICLE, topic=TOPIC, weights=weights)
    (again,) = judge([change(0.6)], [old], ARTICLE, topic=TOPIC, weights=low)
    assert first.told
    assert not again.told


def test_a_first_figure_in_a_copy_is_no_news() -> None:
    """The text was read before: what is filed of it only now was there then, and a move is another thing."""
    first, moved = change(0.9), change(0.9, "revised")
    copied = [replace(one, after=replace(one.after, origin="b")) for one in (first, moved)]
    judged = judge(copied, [filed(0.9)], ARTICLE, topic=TOPIC, weights=EVEN)
    assert [one.sure for one in judged] == ["doubtful", "certain"]


def test_the_thresholds_are_in_order_and_say_their_precision() -> None:
    """Who asks for certainty hears less, and of what he hears more is right."""
    assert 0 < FITTED.balanced < FITTED.certain < 1
    shares = FITTED.precision
    assert shares["everything"] < shares["balanced"] < shares["certain"]

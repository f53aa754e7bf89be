"""Assign: names say whose, the reader's word is law, and what is known counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.model.figures import Filing, Series
from bot.model.known import KnownValue
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps import sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import draft_figures, file_drafted
from bot.steps.figures.assign.table import FEATURES
from bot.steps.figures.assign.weights import FITTED
from bot.steps.figures.assign.whose import wanted
from bot.steps.match import Matcher

DAM = Topic(
    id="dam",
    name="Dam on the Orrin",
    keywords=KeywordRule(any=(Alias(text="Orrin"),)),
    entities=(
        Entity(id="orrin", name="Orrin Dam", aliases=(Alias(text="Orrin Dam"),)),
        Entity(id="brightwater", name="Brightwater", aliases=(Alias(text="Brightwater"),)),
        Entity(id="castell", name="Castell", aliases=(Alias(text="Castell"),)),
    ),
    series=(
        Series(
            id="cost",
            label="Cost of Orrin Dam",
            units=("money",),
            cues={"en": ("cost", "Orrin Dam")},
        ),
        Series(
            id="brightwater_stake",
            label="Stake of Brightwater",
            units=("percent",),
            subjects=("brightwater",),
            cues={"en": ("stake", "hold")},
        ),
        Series(
            id="fee",
            label="Fee per household",
            units=("money",),
            cues={"en": ("fee",)},
            excludes={"en": ("one-off",)},
        ),
        Series(
            id="homes",
            label="Homes flooded",
            units=("count",),
            cues={"en": ("homes",)},
            range=(Decimal(20), Decimal(5000)),
        ),
    ),
)


def filings(
    text: str, *, title: str = "The Orrin Dam", known: tuple[KnownValue, ...] = ()
) -> dict[str, Filing]:
    """The filings of a text, by the figure's words."""
    (match,) = Matcher([DAM]).match(title=title, text=text)
    drafted = draft_figures(
        find_figures(text, language="en", published=date(2026, 5, 1)),
        title=title,
        text=text,
        topic=DAM,
        mentions=match.mentions,
        sentences=sentences.split(text, "en"),
        language="en",
    )
    return {one.figure.text: one for one in file_drafted(drafted, DAM, known=known)}


def test_a_partys_name_is_no_cue() -> None:
    """Every figure of the story stands near its name, so that a name says whose it is and never what."""
    cost = next(one for one in wanted(DAM, "en") if one.series.id == "cost")
    assert cost.profile.cues == ("cost",)
    assert cost.owners == {"orrin"}


def test_words_of_a_label_name_the_thing_that_a_price_is_for() -> None:
    """A fee per household is no sum of billions."""
    fee = next(one for one in wanted(DAM, "en") if one.series.id == "fee")
    assert fee.per == "household"


def test_a_sentence_about_another_party_has_no_stake_of_the_declared_one() -> None:
    """`subjects` is law: whoever else holds shares, they are not Brightwater's."""
    found = filings("Castell will hold a stake of 49% in the Orrin Dam.")
    assert found["49%"].series is None
    found = filings("Brightwater will hold a stake of 49% in the Orrin Dam.")
    assert found["49%"].series == "brightwater_stake"


def test_an_excluding_word_near_a_figure_excludes_it() -> None:
    """`excludes` is law, however many cues stand beside."""
    found = filings("Each household pays a one-off fee of €75 for the Orrin Dam.")
    assert found["€75"].series != "fee"


@pytest.mark.parametrize("number", ["12 homes", "80,000 homes"])
def test_a_value_outside_the_range_is_none_of_the_series(number: str) -> None:
    """`range` is law: a slip of reading cannot open a series."""
    found = filings(f"The flood at the Orrin Dam reached {number}.")
    assert all(one.series != "homes" for one in found.values())


def test_a_value_that_was_a_series_before_is_likelier_to_be_so_again() -> None:
    """Most of what a page says was said before: the ledger is evidence."""
    text = "Ministers heard on Monday that €3.2 billion was needed for the Orrin Dam."
    before = filings(text)["€3.2 billion"]
    known = KnownValue(
        article="a",
        start=0,
        unit="EUR",
        low=Decimal(3_200_000_000),
        high=Decimal(3_200_000_000),
        resolution=Decimal(100_000_000),
        dollars=None,
        likely=(("cost", 0.9),),
    )
    after = filings(text, known=(known, replace(known, article="b")))["€3.2 billion"]
    assert dict(after.likely)["cost"] > dict(before.likely)["cost"]


def test_what_a_known_value_became_is_of_the_same_series() -> None:
    """A new value is seldom said elsewhere: the former one that stands beside it says what it is of."""
    text = "The bill rose from €3.2 billion to €4.1 billion, ministers heard on Monday."
    before = filings(text)["€4.1 billion"]
    known = KnownValue(
        article="a",
        start=0,
        unit="EUR",
        low=Decimal(3_200_000_000),
        high=Decimal(3_200_000_000),
        resolution=Decimal(100_000_000),
        dollars=None,
        likely=(("cost", 0.9),),
    )
    after = filings(text, known=(known,))["€4.1 billion"]
    assert dict(after.likely)["cost"] > dict(before.likely)["cost"]


def test_what_is_likely_adds_up_to_no_more_than_certain() -> None:
    """What is left of 1 is that a figure is nobody's."""
    for one in filings("The Orrin Dam will cost €3 billion, and 300 homes were flooded.").values():
        assert 0 <= sum(share for _, share in one.likely) <= 1.001


def test_every_feature_has_a_weight_and_a_sentence() -> None:
    """A feature without either would be counted in silence, or explained by nothing."""
    assert FITTED.signs.keys() == FEATURES.keys()

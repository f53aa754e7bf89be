"""One absurd number must cost itself, and nothing that comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publishers import NOW, Item, watched

from bot.model.alerts import Alert
from bot.model.figures import Change, Figure, Observation, Record
from bot.model.news import Article
from bot.render import wording
from bot.steps.compare import compare, fold, standings
from bot.steps.figures import find_figures

DAY = datetime(2026, 5, 1, tzinfo=UTC)
# Far beyond what the finder lets through: a ledger may have been written by an earlier program.
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False) | st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-9999, 9999),
    st.integers(-80, 80),
)
PERIODS = st.sampled_from(
    [None, "P5Y", "P0Y", "per P0D", "per P1Y over P0Y", "per P1M", "P999999Y"]
)
UNITS = st.sampled_from(["JPY", "USD", "percent", "people", "year", "years", "watts", "tonnes"])


class Rates:
    """A yen is a little, or next to nothing."""

    def window(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:  # noqa: ARG002  (the protocol's signature)
        """Lowest and highest."""
        return Decimal("1e-9"), Decimal("1e9")

    def on(self, source: str, target: str, day: date) -> tuple[Decimal, date] | None:  # noqa: ARG002  (the same)
        """The last."""
        return Decimal("1e-9"), day


@st.composite
def observed(draw: st.DrawFn) -> Observation:
    """Any figure in any unit, said by anybody."""
    low, high = (
        sorted((draw(AMOUNTS), draw(AMOUNTS))) if draw(st.booleans()) else [draw(AMOUNTS)] * 2
    )
    at = draw(st.integers(0, 400))
    figure = Figure(
        text=f"{low}",
        start=at,
        end=at + 1,
        low=low,
        high=high,
        unit=draw(UNITS),
        resolution=abs(draw(AMOUNTS)),
        qualifier=draw(st.sampled_from(["exact", "about", "at_least", "up_to", "several"])),
        period=draw(PERIODS),
        hedge=draw(st.sampled_from(["stated", "reported", "possible", "denied"])),
        additional=draw(st.booleans()),
    )
    return Observation(
        topic="t",
        series="s",
        figure=figure,
        article=f"a{at}",
        origin=f"a{at}",
        source=draw(st.sampled_from(["A", "B", "C"])),
        rank="press",
        official=draw(st.booleans()),
        language="en",
        published=DAY + timedelta(hours=at),
        dated=True,
        url=None,
        quote="",
        moved=draw(st.booleans()),
    )


@settings(max_examples=120)
@given(st.lists(observed(), min_size=1, max_size=6))
def test_any_ledger_can_be_folded_compared_and_put_into_words(said: Sequence[Observation]) -> None:
    """A ledger that raises for one row raises at every later report of it, and nobody is told again."""
    records: list[Record] = []
    for one in said:
        for change in compare([one], known=fold(records), rates=Rates(), topic=None):
            records.append(Record(change=change, recorded_at=one.published))
            assert wording.spoken(_alert(change))
            assert wording.headline(_alert(change))
    assert len(standings(records)) <= len(records)


def _alert(change: Change) -> Alert:
    article = Article(
        id="a",
        url=None,
        source="A",
        rank="press",
        language="en",
        published=DAY,
        dated=True,
        title="",
        text="",
    )
    return Alert(
        key="k",
        topic="t",
        topic_name="T",
        story="s",
        story_title="",
        article=article,
        changes=(change,),
        labels={},
        severity="low",
        created_at=DAY,
    )


@pytest.mark.parametrize(
    "absurd",
    [
        "The bridge at Halvik costs ¥0.000000000000001, it was said.",
        "The bridge at Halvik costs 0.0000000000000000000000001 euros, it was said.",
        f"The bridge at Halvik costs {'9' * 26} euros, it was said.",
        f"The bridge at Halvik costs {'9' * 24} trillion euros, it was said.",
        "The bridge at Halvik costs 4 euros every 0 days over 0 years, it was said.",
    ],
)
def test_an_absurd_baseline_does_not_silence_the_next_report(tmp_path: Path, absurd: str) -> None:
    """It was taken silently, and every later figure of its series failed without a word."""
    with watched(tmp_path, ["gossip", "ministry"], official=["ministry"]) as world:
        long_ago = NOW - timedelta(days=3)
        world.feed(
            "gossip",
            Item(title="Halvik", link="https://g.invalid/1", summary=absurd, published=long_ago),
        )
        world.round()
        told = "The bridge at Halvik costs 400 million euros, the ministry said on Thursday."
        link = world.page("ministry", "/1.html", told)
        world.feed("ministry", Item(title="The bridge at Halvik", link=link))
        world.round(NOW + timedelta(hours=3))
        states, alerts = world.states(), world.told()
    assert "failed" not in states
    assert any(one.article.source == "Ministry" for one in alerts)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("八四分之百四兆兆", "zh-Hans"),
        ("全体の三分の九京京円", "ja"),
        ("1/00000000000000000000000000001 of it", "en"),
        ("0.0000000000000000001 percent of " + "9" * 40, "en"),
    ],
)
def test_no_row_of_digits_makes_the_finder_stumble(text: str, language: str) -> None:
    """The finder promises to raise nothing, whatever a text holds."""
    for figure in find_figures(text, language=language):
        assert text[figure.start : figure.end] == figure.text

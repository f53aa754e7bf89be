"""What a person reads: values, differences, certainty."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from alert_samples import alert_of, figure, observation, revised

from bot.model.figures import Change, ForYear
from bot.render import console, slack_story, wording


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1.3e12", "JPY", "¥1.3 trillion"),
        ("6.7e9", "USD", "$6.7 billion"),
        ("9.9e12", "KRW", "₩9.9 trillion"),
        ("4.5e9", "TWD", "NT$4.5 billion"),
        ("4312", "JPY", "¥4,312"),
        ("-453e8", "JPY", "−¥45.3 billion"),
        ("140e6", "watts", "140 MW"),
        ("25e18", "flops", "25 EFLOPS"),
        ("252000", "metres", "252 km"),
        ("104", "people", "104 people"),
        ("1", "companies", "1 company"),
        ("2e12", "parameters", "2 trillion parameters"),
        ("10000", "gpus", "10,000 GPUs"),
        ("66.67", "percent", "66.67%"),
        ("2030", "year", "2030"),
        ("644000", "count", "644,000"),
    ],
)
def test_an_amount_reads_as_a_newspaper_would_write_it(value, unit, words) -> None:
    """A reader compares amounts at a glance, so magnitudes and symbols must be the usual ones."""
    assert wording.amount(Decimal(value), unit) == words


def test_a_revision_says_from_what_to_what_and_how_far() -> None:
    """The first line alone must tell what changed."""
    line = wording.change_in_words(revised(), {"public_support": "Public support"})

    assert line == "Public support: ¥1 trillion → ¥1.3 trillion over 5 years (+30%, +¥300 billion)"


def test_a_sum_that_comes_on_top_is_not_read_as_the_whole() -> None:
    """It stands beside the total in a table: taken for it, the support would have shrunk."""
    assert wording.figure_in_words(figure("更に3,000億円", "3e11", additional=True)) == (
        "a further ¥300 billion"
    )


def test_the_first_message_has_a_row_for_each_row_of_the_ledger() -> None:
    """What was told in the thread and is still so must not leave the table for its series' sake."""
    rows = [
        ("public_support", figure("1兆円", "1e12")),
        ("public_support", figure("5%", "5", "percent")),
        ("compute", figure("10,000 GPUs", "10000", "gpus")),
        ("compute", figure("140 MW", "140e6", "watts")),
        ("public_support", figure("2兆円", "2e12", by=ForYear(year=2030, fiscal=True))),
    ]
    told = [
        alert_of(
            Change(kind="new", after=replace(observation(series, said), id=number)), key=series
        )
        for number, (series, said) in enumerate(rows)
    ]
    moved = Change(
        kind="revised",
        before=told[4].changes[0].after,
        after=replace(observation("public_support", figure("3兆円", "3e12")), id=9),
    )
    message = slack_story.story_message([*told, alert_of(moved)], key="root:k")
    table = next(block for block in message["blocks"] if block["type"] == "table")
    assert [row[2]["text"] for row in table["rows"][1:]] == [
        "¥1 trillion",
        "5%",
        "10,000 GPUs",
        "140 MW",
        "¥3 trillion",
    ]


def test_a_percentage_moves_by_points_not_by_percent() -> None:
    """From 10 to 20 percent is ten points; "+100 %" would be misread."""
    change = Change(
        kind="revised",
        before=observation("stake", figure("14%", "14", "percent")),
        after=observation("stake", figure("20%", "20", "percent")),
        percent=Decimal("42.9"),
    )

    assert wording.moved(change) == "+6 points"


def test_a_year_moves_by_years() -> None:
    """A deadline moved from 2030 to 2029 is one year earlier, not minus 0.05 percent."""
    change = Change(
        kind="revised",
        before=observation("target", figure("2030", "2030", "year")),
        after=observation("target", figure("2029", "2029", "year")),
    )

    assert wording.moved(change) == "1 year earlier"


def test_a_dispute_names_both_sides() -> None:
    """Nobody can weigh two values without knowing who says which."""
    change = Change(
        kind="conflicting",
        before=observation("capital", figure("¥10 billion", "1e10"), "Harbour Wire"),
        after=observation("capital", figure("120億円", "1.2e10"), "湊経済"),
    )

    assert (
        wording.change_in_words(change, {"capital": "Capital"})
        == "Capital: ¥10 billion (Harbour Wire) or ¥12 billion (湊経済)"
    )


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P5Y", "over 5 years"),
        ("per P1Y", "a year"),
        ("per P1Y over P5Y", "a year over 5 years"),
        ("per P1M", "a month"),
        ("P1Y", "over 1 year"),
    ],
)
def test_a_period_is_read_out(period, words) -> None:
    """A rate taken for a total is the worst misreading of all."""
    assert wording.period_in_words(period) == words


def test_qualifier_range_and_budget_year_are_read_out() -> None:
    """The words "up to" and "for fiscal 2027" change what a number means."""
    said = figure(
        "¥2-3 trillion",
        "2e12",
        high="3e12",
        qualifier="up_to",
        by=ForYear(year=2027, fiscal=True),
    )

    assert wording.figure_in_words(said) == "up to ¥2 trillion to ¥3 trillion for fiscal 2027"


def test_an_unconfirmed_figure_says_so() -> None:
    """The unconfirmed never shouts."""
    said = observation("capital", replace(figure("¥1bn", "1e9"), hedge="reported"))

    assert wording.how_sure(said) == "●●○ press · reported, not confirmed"


def test_the_terminal_shows_marks_and_escapes_as_text() -> None:
    """A headline may hold what moves a cursor or turns the direction of a line."""
    alert = alert_of(story_title="evil\x1b[2J\u202etitle")

    shown = console.alert_text(alert)

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "▲ Changed: Public support" in shown

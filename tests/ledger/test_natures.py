"""What later values of a series do: tolls grow, situations move, plans stand; and units of one dimension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.model.figures import Series
from bot.steps.compare import nature_of
from tests.ledger.test_compare import (
    MORE,
    ONE,
    Book,
    heard,
    money,
    people,
    said,
    said_within_the_day,
)

DEATHS = Series(id="deaths", label="Deaths", units=("people",), nature="toll")
MISSING = Series(id="missing", label="Missing", units=("people",), nature="situation")


def toll(count: int, resolution: int = 1, *, by: str = "A", at: int = 0, **more: object):
    """A count of the dead."""
    return said(people(count, resolution, **more), by=by, at=at, series="deaths")


def test_a_toll_grows_without_a_word_of_change() -> None:
    """The next day's count is news and no dispute."""
    change = heard(toll(120), toll(164, by="B", at=1), series=DEATHS)
    assert (change.kind, change.told, change.corrects) == ("revised", True, False)


@pytest.mark.parametrize(("count", "resolution"), [(70, 10), (120, 1), (80, 1)])
def test_a_lower_count_of_a_toll_is_an_older_one(count: int, resolution: int) -> None:
    """Late copies carry old counts: a much lower, a hardly lower and a rough one are kept and told to nobody."""
    change = heard(toll(121), toll(count, resolution, by="B", at=2), series=DEATHS)
    assert change.told is False


def test_a_precise_count_a_little_lower_corrects_a_toll() -> None:
    """Two were counted twice: the reader is told that the count was corrected."""
    change = heard(toll(121), toll(118, by="B", at=2), series=DEATHS)
    assert (change.kind, change.told, change.corrects) == ("revised", True, True)


def test_a_floor_below_a_known_toll_says_nothing_and_above_it_is_news() -> None:
    """More than 100 are known to be more than 100."""
    low = toll(100, 100, by="B", at=1, qualifier="more_than")
    assert heard(toll(140), low, series=DEATHS).kind == "noted"
    high = toll(200, 100, by="B", at=1, qualifier="more_than")
    assert heard(toll(140), high, series=DEATHS).kind == "revised"


def test_a_slip_just_under_ten_times_above_a_toll_that_several_hold_never_reigns() -> None:
    """198 become 1,980 by a slip of the hand, while the count went from 205 to 198 in the sources."""
    book = Book(DEATHS)
    change = book.hear(toll(205), toll(205, by="B"), toll(1960, 10, by="C", at=1))
    assert change is not None
    assert (change.kind, change.told) == ("noted", False)


def test_a_wrong_count_that_began_a_toll_falls_once_two_have_counted_below_it() -> None:
    """The whole state's 279 stood where one county counts 10: its 12 would otherwise be an older count for ever."""
    book = Book(DEATHS)
    first = book.hear(toll(279), toll(10, by="B", at=1))
    assert first is not None
    assert first.told is False
    second = book.hear(toll(12, by="C", at=3))
    assert second is not None
    assert (second.kind, second.told) == ("revised", True)
    assert book.in_force() == people(12)


@pytest.mark.parametrize(
    "later",
    [
        [toll(12, by="B", at=3)],
        [toll(279, by="D", at=2), toll(12, by="C", at=3)],
        [toll(8, by="C", at=3)],
        [toll(90, by="C", at=3)],
    ],
    ids=["of one publisher", "the high count was repeated", "no growth", "another thing"],
)
def test_lower_counts_stay_older_ones_where_nothing_says_that_the_high_one_is_wrong(later) -> None:
    """Late copies and parts of a toll are lower too."""
    book = Book(DEATHS)
    change = book.hear(toll(279), toll(10, by="B", at=1), *later)
    assert change is not None
    assert change.told is False


def test_a_toll_ten_times_higher_is_believed_once_another_voice_counted_nearly_so_many() -> None:
    """A count that grows is never said twice in the same words."""
    book = Book(DEATHS)
    change = book.hear(toll(5), toll(70, 10, by="B", at=1), toll(76, by="C", at=2))
    assert change is not None
    assert (change.kind, change.told) == ("revised", True)


def test_two_that_repeat_the_former_count_bring_it_back_from_a_lone_voice() -> None:
    """One wrong number does not reign."""
    book = Book(MISSING)
    hours = [
        replace(said(people(300), by=name, at=at), series="missing")
        for name, at in (("A", 0), ("C", 3), ("D", 4))
    ]
    wrong = replace(said(people(900), by="B", at=2), series="missing")
    change = book.hear(hours[0], wrong, *hours[1:])
    assert change is not None
    assert (change.kind, change.settles, change.echo) == ("confirmed", True, "superseded")
    assert book.in_force() == people(300)


def test_a_plan_is_no_news_within_a_hundredth() -> None:
    """Two papers round one sum differently."""
    near = money("¥1,004 billion", Decimal("1004e9"), Decimal("1e9"))
    exact = money("¥1,010 billion", Decimal("1010e9"), Decimal("1e9"))
    assert heard(said(exact), said(near, by="B", at=3)).kind == "noted"


def test_a_share_is_no_rounding_of_another_where_what_is_left_of_the_whole_differs() -> None:
    """94.2 percent in favour leave 5.8 against, and 94.6 leave 5.4; of 40.2 and 40.5 neither side says much."""
    vote = Series(id="s", label="Votes for the plan", units=("percent",))
    for one, other, kind in (("94.6", "94.2", "revised"), ("40.5", "40.2", "noted")):
        first, second = (
            money(f"{value}%", Decimal(value), Decimal("0.1"), unit="percent")
            for value in (one, other)
        )
        assert heard(said(first), said(second, by="B", at=3), series=vote).kind == kind


def test_hearsay_alone_does_not_move_a_plan() -> None:
    """It is told beside what stands."""
    rumour = said(replace(MORE, hedge="reported"), by="B", at=9)
    assert heard(said(ONE), rumour).kind == "conflicting"


def test_a_forgotten_value_yields_to_the_known_side_of_an_old_dispute() -> None:
    """What nobody has said for a quarter of a year disputes nothing."""
    change = heard(said(ONE), said_within_the_day(MORE, by="B"), said(MORE, by="C", at=120))
    assert (change.kind, change.settles) == ("revised", True)


def test_a_former_value_of_another_series_moves_nothing() -> None:
    """The plant costs 1.3 trillion, up from the trillion that the state gives: the cost stays where it was."""
    book = Book()
    cost = money("¥1.29 trillion", Decimal("1.29e12"), Decimal("1e10"))
    support = said(ONE, by="B", at=1, series="support")
    odd = replace(
        said(money("¥1.298 trillion", Decimal("1.298e12"), Decimal("1e9")), by="B", at=1),
        moved=True,
        was=ONE,
        article="B-1",
    )
    book.hear(said(cost), support)
    change = book.hear(odd)
    assert change is not None
    assert change.kind == "refined"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("acres", "1000", "100"), ("m2", "4050000", "10000"), "confirmed"),
        (("acres", "1000", "100"), ("m2", "6000000", "100000"), "revised"),
        (("months", "18", "1"), ("years", "1.5", "0.1"), "confirmed"),
        (("months", "60", "1"), ("years", "6", "1"), "revised"),
        (("miles", "100", "10"), ("metres", "161000", "1000"), "confirmed"),
        (("horsepower", "1000", "100"), ("watts", "746000", "1000"), "confirmed"),
    ],
)
def test_units_of_one_dimension_stand_in_one_row(
    first: tuple[str, str, str], second: tuple[str, str, str], kind: str
) -> None:
    """Acres and hectares are held against each other; a conversion never counts as more precise."""
    one, other = (
        money(f"{value} {unit}", Decimal(value), Decimal(step), unit=unit)
        for unit, value, step in (first, second)
    )
    assert heard(said(one), said(other, by="B", at=2)).kind == kind


@pytest.mark.parametrize(
    ("low", "high", "kind"),
    [("2029-03-01", "2029-03-31", "refined"), ("2030-01-01", "2030-03-31", "revised")],
)
def test_a_finer_date_within_a_coarser_one_agrees(low: str, high: str, kind: str) -> None:
    """March 2029 says 2029 more precisely; the first quarter of 2030 is another date."""
    days = [Decimal(date.fromisoformat(one).toordinal()) for one in (low, high)]
    finer = money(low, days[0], 1, high=days[1], unit="date")
    whole = money("2029", 2029, 1, unit="year")
    assert heard(said(whole), said(finer, by="B", at=2)).kind == kind


def test_a_hundred_percent_is_not_ninety_six() -> None:
    """A percentage's last digit is worth one at most."""
    whole = money("100%", 100, 100, unit="percent")
    part = money("96%", 96, 1, unit="percent")
    assert heard(said(whole), said(part, by="B", at=2)).kind == "revised"


def test_two_fiscal_years_are_two_and_the_next_calendar_year_may_be_one() -> None:
    """The end of fiscal 2027 is in 2028; fiscal 2028 is not."""
    fiscal = money("2027年度末", 2027, 1, unit="year")
    assert (
        heard(said(fiscal), said(money("2028", 2028, 1, unit="year"), by="B", at=2)).kind
        != "revised"
    )
    later = money("2028年度", 2028, 1, unit="year")
    assert heard(said(fiscal), said(later, by="B", at=2)).kind == "revised"


def test_the_nature_is_the_topics_word_else_the_names() -> None:
    """A series that is called "Injured" counts a toll, unless feeds.yaml says otherwise."""
    injured = Series(id="injured", label="Injured in the storm", units=("people",))
    assert nature_of(injured) == "toll"
    assert nature_of(replace(injured, nature="situation")) == "situation"
    assert nature_of(Series(id="cost", label="Cost", units=("money",))) == "plan"


def test_a_price_is_the_same_price_where_its_text_does_not_say_again_for_one_of_what() -> None:
    """“$55 per share” and, in the next paper, “$55 in cash”: told twice as new, it looks like two prices."""
    first = said(replace(money("$55", 55, 1), per="share"))
    assert heard(first, said(money("$55", 55, 1), by="B", at=2)).kind == "confirmed"
    assert heard(first, said(money("$58", 58, 1), by="B", at=2)).kind == "revised"
    by_weight = said(replace(money("$58", 58, 1), per="tonne"), by="B", at=2)
    assert heard(first, by_weight).kind not in {"confirmed", "revised"}


@pytest.mark.parametrize(
    ("label", "unit", "nature"),
    [
        ("Cases of cholera in the delta", "people", "toll"),
        ("Bestätigte Fälle", "people", "toll"),
        ("Casos de dengue", "people", "toll"),
        ("感染者数", "people", "toll"),
        ("확진자", "people", "toll"),
        ("Sinkings so far", "count", "toll"),
        ("Active cases", "people", "situation"),
        ("Compensation for victims", "money", "plan"),
        ("Damages in pending cases", "EUR", "plan"),
        ("Cases among children", "percent", "plan"),
        ("Fire contained", "percent", "situation"),
        ("Bottles a crate", "count", "plan"),
    ],
)
def test_what_has_happened_is_a_toll_and_a_sum_of_money_is_none(
    label: str, unit: str, nature: str
) -> None:
    """Cases of a disease are counted on as the dead are; what victims are paid may well be cut."""
    assert nature_of(Series(id="s", label=label, units=(unit,))) == nature

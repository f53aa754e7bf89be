"""What news counts without a noun, and the ranges and bounds that only look like moves."""

from __future__ import annotations

import pytest

from bot.steps.figures import find_figures


def found(text: str, language: str) -> list[tuple[str, int, int, str]]:
    """Each figure as written, with its bounds and unit."""
    return [
        (one.text, int(one.low), int(one.high), one.unit)
        for one in find_figures(text, language=language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("A blast killed six and injured 15 in the port.", "en", [6, 15]),
        ("Eleven dead, 40 injured.", "en", [11, 40]),
        ("Trois morts et 12 blessés.", "fr", [3, 12]),
        ("The yard employs 4,300.", "en", [4300]),
    ],
)
def test_casualties_and_staff_are_people(text: str, language: str, people: list[int]) -> None:
    """The verb or the adjective beside a bare number says what it counts."""
    assert [(low, unit) for _, low, _, unit in found(text, language)] == [
        (count, "people") for count in people
    ]


def test_a_part_counts_what_its_whole_counts() -> None:
    """Eleven of 31 applicants are eleven applicants."""
    assert found("11 of 31 applicants were refused.", "en") == [
        ("11", 11, 11, "people"),
        ("31 applicants", 31, 31, "people"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El precio va de 100 a 400 euros.", "es"),
        ("Il prezzo varia da 100 a 400 euro.", "it"),
        ("Prices ranged from 100 to 400 euros.", "en"),
    ],
)
def test_what_ranges_from_one_to_another_has_two_ends(text: str, language: str) -> None:
    """From 100 to 400 is a move, and after a word such as "ranges" it is none."""
    assert [(low, high, unit) for _, low, high, unit in found(text, language)] == [
        (100, 400, "EUR")
    ]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Costs fell by €300 million to €2.7 billion.", "en", [300_000_000, 2_700_000_000]),
        ("Die Kosten sanken um 300 Euro auf 900 Euro.", "de", [300, 900]),
        ("Sales rose by $200 million to $1.2 billion.", "en", [200_000_000, 1_200_000_000]),
    ],
)
def test_what_moved_by_one_amount_to_another_has_two_figures(
    text: str, language: str, values: list[int]
) -> None:
    """Read as a range, the amount by which costs fell would become their lower bound."""
    assert [(low, high) for _, low, high, _ in found(text, language)] == [(v, v) for v in values]


@pytest.mark.parametrize(
    "text", ["Prices rose by 3 to 5 percent.", "It rose by 5 to 10 million euros."]
)
def test_what_moved_by_a_range_has_one(text: str) -> None:
    """Both ends share one unit: by how much is not known better."""
    assert len(found(text, "en")) == 1


def test_a_credit_over_a_sum_is_of_that_sum() -> None:
    """German says "Kredit über" where English says "of": no lower bound is meant."""
    (figure,) = find_figures("Ein Kredit über 5 Millionen Euro.", language="de")
    assert figure.qualifier == "exact"


def test_a_screen_and_a_race_are_no_figures() -> None:
    """They are names that hold a number."""
    assert found("The 1080p screen showed the 100m sprint.", "en") == []

"""The units of feeds.yaml: each one that the documentation names is read as it says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.model.topics import Topic
from bot.render.wording import amount
from bot.steps.figures import find_figures
from bot.watchlist import load_topic
from bot.watchlist.values import UNITS

DOCS = Path(__file__).parents[2] / "docs" / "feeds-yaml.md"
ROWS = re.findall(r"^\| `([^`]+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
EXAMPLES = [(unit, example) for unit, example in ROWS if unit in UNITS]
# Named in the text below the table, and one that only Chinese, Japanese and Korean have a word of.
ELSEWHERE = {"count", "shares"}


def topic(folder: Path, unit: str) -> Topic:
    """A topic with one series of this unit."""
    file = folder / "topic.yaml"
    file.write_text(
        f"id: farm\nname: Farm\nkeywords: {{any: [farm]}}\nseries:\n  - {{id: one, label: One, unit: {unit}}}\n",
        encoding="utf-8",
    )
    return load_topic(file)


@pytest.mark.parametrize(("unit", "example"), EXAMPLES)
def test_each_example_of_the_documentation_is_read_in_its_unit(unit: str, example: str) -> None:
    """Whoever copies an example expects it to work."""
    found = find_figures(f"{example}.", language="en", published=date(2026, 5, 1))

    read = {
        (f"money per {one.per}" if one.per else "money") if one.is_money else one.unit
        for one in found
    }
    assert read == {unit}


def test_every_unit_has_an_example() -> None:
    """A unit that nobody can look up is guessed at."""
    assert {unit for unit, _example in EXAMPLES} == set(UNITS) - ELSEWHERE


@pytest.mark.parametrize("noun", ["turbines", "hospital beds", "wind farms"])
def test_what_is_counted_is_a_unit_and_a_cue(noun: str, tmp_path: Path) -> None:
    """82 turbines are a count, and their word says of what."""
    (series,) = topic(tmp_path, noun).series

    (read,) = find_figures(f"The site has 82 {noun}.", language="en")
    assert read.unit in series.units
    assert series.cues[""] == (noun,)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("persent", "did you mean percent?"),
        ("dollars", "it is read as money"),
        ("megawatts", "it is read as watts"),
        ("tons", "it is read as tonnes"),
    ],
)
def test_another_word_for_a_unit_is_answered_with_the_unit(
    written: str, mend: str, tmp_path: Path
) -> None:
    """Taken for a noun, it would wait for a count that is never read."""
    with pytest.raises(ConfigError, match=re.escape(mend)):
        topic(tmp_path, written)


@pytest.mark.parametrize(
    ("value", "written"),
    [("58.9", "£58.90"), ("0.5", "£0.50"), ("58", "£58"), ("1500000", "£1.5 million")],
)
def test_a_price_has_two_decimals_or_none(value: str, written: str) -> None:
    """Nobody writes "£58.9"."""
    assert amount(Decimal(value), "GBP") == written

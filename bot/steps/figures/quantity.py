"""A number on its way to a figure: what the steps of the engine hand on and add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.model.figures import ForYear, Hedge, Qualifier
from bot.steps.figures.grammar import Grammar
from bot.steps.figures.vocabulary import Unit

FIRST_YEAR, LAST_YEAR = 1900, 2100
# What is named here is a place in the calendar: it has no rate, no bound and no label.
POINTS_IN_TIME = frozenset({"year", "date"})


@dataclass(frozen=True, slots=True)
class Story:
    """What a text's own words say about its money: the currency that a sign means in it."""

    meant: Mapping[str, str]


def story(folded: str, grammar: Grammar) -> Story:
    """Reads the story's money off its words."""
    meant = {
        sign: code
        for sign, code, words, against, tag in grammar.language.story_money
        if sign in folded
        and grammar.tag.lower().startswith(tag)
        and any(word in folded for word in words.split("|"))
        and not any(word in folded for word in against.split("|") if word)
    }
    return Story(meant)


@dataclass(frozen=True, slots=True)
class Source:
    """The text in its two forms, of one length, and the language's grammar."""

    text: str
    folded: str
    grammar: Grammar
    story: Story


@dataclass(slots=True)
class Reading:
    """A number as it is written.

    `mantissa` is what stands before the magnitude `scale` (1 where none is written), `last` is the
    worth of its last digit. `form` is "digits", "words" or "han". `loose` is a qualifier that the
    number holds in itself (数千, 百多).
    """

    end: int
    low: Decimal
    high: Decimal
    mantissa: Decimal
    scale: Decimal
    last: Decimal
    form: str
    grouped: bool = False
    loose: Qualifier | None = None


@dataclass(slots=True)
class Quantity:
    """A number with what belongs to it. `start` and `end` grow with unit and noun."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: Decimal
    high: Decimal
    mantissa: Decimal
    scale: Decimal
    last: Decimal
    form: str
    grouped: bool
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    period: str | None = None
    per: str | None = None
    by: ForYear | None = None
    hedge: Hedge = "stated"
    was: Quantity | None = None
    earlier: bool = False
    additional: bool = False
    difference: bool = False
    rendering_of: Quantity | None = None
    dropped: bool = False
    fiscal: bool = False
    prefixed: bool = False

    @property
    def code(self) -> str | None:
        """The unit's id."""
        return self.unit.code if self.unit else None

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.unit is not None and self.unit.kind in {"money", "subunit"}

    def multiply(self, factor: Decimal) -> None:
        """Takes a magnitude that is written elsewhere ("2-3 trillion")."""
        self.low *= factor
        self.high *= factor
        self.last *= factor
        self.scale *= factor


def year_like(quantity: Quantity) -> bool:
    """Whether a number is written as years are: "2024 Olympics" counts nothing."""
    return (
        quantity.form == "digits"
        and not quantity.grouped
        and quantity.scale == 1
        and FIRST_YEAR <= quantity.low <= LAST_YEAR
        and not quantity.low % 1
    )

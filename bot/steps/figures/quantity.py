"""A number on its way to a figure: what the steps of the engine hand on and add to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.model.figures import ForYear, Hedge, Qualifier
from bot.steps.figures.grammar import Grammar, Unit


@dataclass(frozen=True, slots=True)
class Source:
    """The text in its two forms, of one length, and the language's grammar."""

    text: str
    folded: str
    grammar: Grammar


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
    by: ForYear | None = None
    hedge: Hedge = "stated"
    was: Quantity | None = None
    earlier: bool = False
    additional: bool = False
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

"""What readers know of a series: claims, each a value with everybody who said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from bot.model.figures import Observation

State = Literal["in force", "side", "former", "noted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value, and who said it.

    `voices` begins with the first who said it; of all the others those are kept on which a decision can rest
    (the latest of each source, and of each way in which it was written). `best_at` is the place of the most
    precise one. `state`: in force, a side of an open dispute, a former value, or merely noted (kept, and told
    to nobody). `spent`: it was in force once, or lost a dispute; that a text says that something moved does
    not bring it back.
    """

    voices: tuple[Observation, ...]
    state: State
    best_at: int = 0
    spent: bool = False

    @property
    def first(self) -> Observation:
        """Who said it first."""
        return self.voices[0]

    @property
    def best(self) -> Observation:
        """Who said it most precisely."""
        return self.voices[self.best_at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A series in one family of units (and for one year, where its figures are for several).

    `claims` stand in the order in which they came, or came into force; one of them is in force. `since` is when
    that one was published. `told` is the value that readers were last told. `runs` is the number of years that
    a total of this row runs over, where any source said so.
    """

    series: str
    family: str
    claims: tuple[Claim, ...]
    since: datetime
    told: Observation
    year: int | None = None
    runs: Decimal | None = None

    @property
    def current(self) -> Claim:
        """The claim in force."""
        return next(one for one in self.claims if one.state == "in force")

    @property
    def in_force(self) -> Observation:
        """The value in force, as it was said most precisely."""
        return self.current.best

    @property
    def dimension(self) -> str:
        """The family of units, and the year where the figures are for one."""
        return f"{self.family} {self.year}" if self.year is not None else self.family

    def of(self, *states: State) -> tuple[Claim, ...]:
        """The claims in these states, the latest first."""
        return tuple(one for one in reversed(self.claims) if one.state in states)

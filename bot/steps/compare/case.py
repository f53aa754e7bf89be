"""One observation before one row, and the small questions that the decision table asks of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from bot.model.claims import Claim, Row
from bot.model.figures import Nature, Observation, Rates, Series
from bot.steps.compare import claims, intervals
from bot.steps.compare.arithmetic import Agreement, agreement
from bot.steps.compare.natures import nature_of

# Two reports within a day are of one time.
ONE_DAY = timedelta(days=1)
# A value that nobody has said for so long is nobody's opinion any more.
FORGOTTEN = timedelta(days=90)
# So many independent voices settle a dispute, or take a value back that one voice replaced.
ENOUGH_VOICES = 2
# Two sources of one plan differ by so much without meaning it.
NOISE = Decimal("0.01")
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Case:
    """An observation and the row that it speaks of.

    `page` is all that its article says now; `stood` is what was in force before the article was read.
    """

    after: Observation
    row: Row
    rates: Rates
    series: Series | None
    page: Sequence[Observation] = ()
    stood: Claim | None = None

    @cached_property
    def now(self) -> Agreement:
        """The observation against the value in force."""
        return self.held(self.row.current)

    @property
    def nature(self) -> Nature:
        """What later values of the series are likely to be."""
        return nature_of(self.series)

    def held(self, claim: Claim) -> Agreement:
        """The observation against a claim: as somebody said it in the same currency, if anybody did."""
        own = claims.in_money(claim, self.after.figure.unit)
        held = self.held_against(own or claim.best)
        if held.agrees:
            return held
        for one in claims.said_otherwise(claim, self.after.figure):
            other = self.held_against(one)
            if other.agrees:
                return other
        return held

    def held_against(self, before: Observation) -> Agreement:
        """The observation against another one of its row."""
        return agreement(
            self.after,
            before,
            rates=self.rates,
            nature=self.series.period if self.series else None,
            runs=self.row.runs,
        )

    def knows_it(self) -> bool:
        """Whether readers know the value already: in force, a side of a dispute, or a former value."""
        return any(self.held(one).agrees for one in self.row.of("in force", "side", "former"))

    # What the text says of a move

    def from_here(self) -> bool:
        """Whether the earlier value that the text states is the one in force."""
        was = self.after.was
        if was is None:
            return False
        earlier = replace(self.after, figure=was, was=None, moved=False)
        return replace(self, after=earlier).now.agrees

    def moves_from_here(self) -> bool:
        """Whether the text says that the value moved, and from the one that is in force."""
        return self.after.moved and self.from_here()

    # What the page says beside it

    def page_says(self, claim: Claim, *, before: int | None = None) -> bool:
        """Whether the page says that value too (ahead of the place `before`, if one is given)."""
        return any(
            (before is None or one.figure.start < before)
            and one.figure.start != self.after.figure.start
            and replace(self, after=one).held(claim).agrees
            for one in self.page
            if one.series == self.after.series
        )

    def page_went_back(self) -> bool:
        """Whether the value in force is its own page's, which was edited and does not state it any more."""
        stood = self.row.in_force
        return (
            self.after.edited
            and stood.article == self.after.article
            and not any(
                one.series == stood.series and intervals.as_written(one.figure, stood.figure)
                for one in self.page
            )
        )

    # Whose word it is

    def word(self) -> str:
        """Whose word is enough: the official source's, an edited page's, or one's own; "" for any other."""
        if self.after.official:
            return f"{self.after.source} is the official source"
        if self.after.edited:
            return "the page said otherwise before: it was edited"
        return f"{self.after.source} itself said otherwise before" if self.own() else ""

    def own(self) -> bool:
        """Whether its publisher alone said the value in force, in another article."""
        current = self.row.current
        return (
            bool(self.after.source)
            and claims.sources(current) == {self.after.source}
            and all(one.article != self.after.article for one in current.voices)
        )

    def lone_voice(self) -> bool:
        """Whether one unofficial source alone said the value in force."""
        current = self.row.current
        return len(claims.sources(current)) == 1 and not current.first.official

    def since(self, claim: Claim) -> set[str]:
        """Who repeated a claim, this one among them, since another one was last said."""
        others = [
            one
            for other in self.row.of("in force", "side")
            if other is not claim
            for one in other.voices
        ]
        last = max((one.published for one in others), default=None)
        spoken = {one.origin for one in others} | {claim.first.origin}
        voices = {
            one.origin: one.source
            for one in (*claim.voices, self.after)
            if one.origin not in spoken and (last is None or one.published > last)
        }
        return set(voices.values()) - {one.source for one in others} - {claim.first.source}

    def last_said(self) -> datetime:
        """When somebody last said the value in force."""
        return max(one.published for one in self.row.current.voices)

    def forgotten(self) -> bool:
        """Whether nobody has said the value in force for a quarter of a year."""
        return self.after.published - self.last_said() > FORGOTTEN

    def older(self) -> bool:
        """Whether it was published before the value in force."""
        return self.after.published < self.row.current.first.published

    # How far the two are apart

    def spreads(self) -> bool:
        """A range with the value in force well inside it is another estimate, and no rounding of it.

        Where a rate was needed to compare the two, it says nothing: rates alone widen a range.
        """
        one, other = self.now.after, self.now.before
        return bool(
            not self.now.derived
            and one
            and other
            and one.spread
            and not other.spread
            and one.least < other.low
            and one.most > other.high
        )

    def times(self) -> Decimal:
        """How many times the one is the other; 1 where that cannot be said, and for dates."""
        one, other = self.now.after, self.now.before
        if one is None or other is None or one.value <= 0 or other.value <= 0 or self.is_date():
            return Decimal(1)
        return max(one.value / other.value, other.value / one.value)

    def near(self) -> bool:
        """Whether the two are less than a hundredth apart; of a share, what is left of the whole too (94.2 and 94.6)."""
        one, other = self.now.after, self.now.before
        if one is None or other is None or self.is_date() or self.times() > 1 + NOISE:
            return False
        if self.row.family != "percent" or one.value > WHOLE or other.value > WHOLE:
            return True
        return abs(one.value - other.value) <= NOISE * (WHOLE - max(one.value, other.value))

    def is_date(self) -> bool:
        """Whether dates are compared."""
        return self.row.family == "date"

    def lower(self) -> bool:
        """Whether it is below the value in force."""
        one, other = self.now.after, self.now.before
        return one is not None and other is not None and one.value < other.value

    def falls(self) -> bool:
        """Whether it is a toll's count below the one in force."""
        return self.nature == "toll" and self.lower()

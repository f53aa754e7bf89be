"""What an observation does to its row: confirmed, refined, revised or conflicting, and why.

The order of the questions is the order of the rules in docs/semantics.md: does it agree with what is in
force; did it move; is it an old value or a known side; is there a reason to believe it; else it conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.model.figures import Change, ChangeKind, Observation, Rates, Series
from bot.steps.compare import grounds, intervals
from bot.steps.compare.arithmetic import Agreement, agreement, percent
from bot.steps.compare.rows import Row

# Two reports of one day have no order that means anything.
ONE_DAY = timedelta(days=1)
# A value this many times another, without a word that it moved, is rather of another thing.
IMPLAUSIBLE = 10


@dataclass(frozen=True, slots=True)
class Judge:
    """One observation before one row; `page` is all that its article states now."""

    after: Observation
    row: Row
    rates: Rates
    series: Series | None
    page: Sequence[Observation] = ()

    def change(self) -> Change:
        """What the observation is called, by the first rule that has an answer."""
        now = self.held(self.row.in_force)
        if self.after.figure.hedge == "denied":
            return self._denial(now)
        rules: tuple[Callable[[Agreement], Change | None], ...] = (
            self._moved_within,
            self._agrees,
            self._agrees_in_another_currency,
            self._moved,
            self._known_side,
            self._superseded,
            self._too_old,
            self._reason,
        )
        for rule in rules:
            found = rule(now)
            if found is not None:
                return found
        return self._conflicting(now)

    def held(self, before: Observation) -> Agreement:
        """The observation against another one of its row."""
        return agreement(
            self.after,
            before,
            rates=self.rates,
            nature=self.series.period if self.series else None,
            runs=grounds.runs(self.row),
        )

    def moves_from_here(self) -> bool:
        """Whether the text says that the value moved, and from the one that is in force in this row."""
        return self.after.moved and self._was_agrees()

    def knows_it(self) -> bool:
        """Whether the row has the value already: in force, on a side of a dispute or superseded."""
        first = [self.row.in_force, *(side.first for side in self.row.sides)]
        return any(self.held(one).agrees for one in (*first, *self.row.superseded))

    def _moved_within(self, now: Agreement) -> Change | None:
        """The text says that it moved, by less than the intervals can show."""
        if not now.agrees or not self.after.moved or self._older():
            return None
        if now.derived or intervals.as_written(self.after.figure, self.row.in_force.figure):
            return None
        if not self._moved_from_here(now):
            return None
        return self._make(
            "revised",
            now,
            f"{now.why}, but the text says that it moved",
            settles=bool(self.row.sides),
        )

    def _moved_from_here(self, now: Agreement) -> bool:
        was = self.after.was
        if was is not None:
            return intervals.as_written(was, self.row.in_force.figure) or (
                intervals.said(was).bound is not None
                and self._was_agrees()
                and not intervals.as_written(was, self.after.figure)
            )
        # Without the earlier value, a move is believed where the value leaves what was said before.
        before = now.before
        return bool(before and before.bound) or intervals.same_bound(
            self.after.figure, self.row.in_force.figure
        )

    def _agrees(self, now: Agreement) -> Change | None:
        if not now.agrees:
            return None
        settled = grounds.settles(
            self.after,
            self.row,
            self.row.sides[0] if self.row.sides else None,
            self.row.voices[self.row.disputed_at :],
        )
        if settled:
            kind: ChangeKind = "refined" if self._more_precise(now) else "confirmed"
            return self._make(
                kind, now, f"{now.why}; {settled}: the dispute is settled", settles=True
            )
        if self._older():
            return self._make("confirmed", now, now.why, told=False)
        if self._more_precise(now):
            return self._make("refined", now, f"{now.why}; the new one is more precise")
        firm = grounds.firmer(self.after, self.row)
        if (
            firm
            and not now.derived
            and intervals.as_written(self.after.figure, self.row.in_force.figure)
        ):
            return self._make("refined", now, f"{now.why}; {firm}")
        return self._make("confirmed", now, now.why, told=False)

    def _agrees_in_another_currency(self, now: Agreement) -> Change | None:  # noqa: ARG002  (a rule's signature)
        """Two conversions of one sum, at the rates of two days, need not agree with each other."""
        if not self.after.figure.is_money or self.after.moved:
            return None
        own = self.row.in_force.figure.unit
        for voice in self.row.voices:
            if voice.figure.unit in {own, self.after.figure.unit}:
                continue
            held = self.held(voice)
            if held.agrees:
                return self._make("confirmed", held, held.why, before=voice, told=False)
        return None

    def _moved(self, now: Agreement) -> Change | None:
        if not self.after.moved or self._older() or not now.comparable:
            return None
        was = self.after.was
        if was is not None and not self._was_agrees():
            known = self._among(self.row.superseded)
            # The move that it tells of is an old one: the value has moved on since.
            if known is not None:
                return None
        said = (
            f": the text says that it moved, from “{was.text}”"
            if was
            else ": the text says that it moved"
        )
        return self._make("revised", now, f"{now.why}{said}", settles=bool(self.row.sides))

    def _known_side(self, now: Agreement) -> Change | None:
        """A further voice in an open dispute: quiet, unless it settles it for the other side."""
        for side in self.row.sides:
            held = self.held(side.first)
            if not held.agrees:
                continue
            settled = grounds.settles(
                self.after, self.row, side, side.voices
            ) or grounds.correction(self.after, self.row)
            if settled and not self._older():
                return self._make(
                    "revised", now, f"{now.why}; {settled}: the dispute is settled", settles=True
                )
            return self._make(
                "confirmed",
                held,
                f"agrees with the other side of a known dispute ({side.first.source}): {held.why}",
                before=side.first,
                told=False,
                echo="dispute",
            )
        return None

    def _superseded(self, now: Agreement) -> Change | None:  # noqa: ARG002  (a rule's signature)
        if (self.after.official or self._page_went_back()) and not self._older():
            return None
        found = self._among(self.row.superseded)
        if found is None:
            return None
        old, held = found
        return self._make(
            "confirmed",
            held,
            f"repeats the superseded value of {old.source}, {old.published.date()}: {held.why}",
            before=old,
            told=False,
            echo="superseded",
        )

    def _page_went_back(self) -> bool:
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

    def _too_old(self, now: Agreement) -> Change | None:
        if not self._older():
            return None
        apart = self.row.in_force.published - self.after.published
        if (
            apart < ONE_DAY
            and not self.row.grounded
            and self.after.published >= self.row.since - ONE_DAY
        ):
            return None
        return self._make(
            "conflicting",
            now,
            f"{now.why}, but it was published before the value in force, and revises nothing",
            told=False,
        )

    def _reason(self, now: Agreement) -> Change | None:
        """The reasons to believe that a value moved although its text does not say so."""
        if self._older() or not now.comparable:
            return None
        if self.after.official:
            reason = f"{self.after.source} is the official source"
        else:
            reason = grounds.edited(self.after) or grounds.correction(self.after, self.row)
        if not reason:
            return None
        return self._make("revised", now, f"{now.why}; {reason}", settles=bool(self.row.sides))

    def _conflicting(self, now: Agreement) -> Change:
        far = grounds.times_apart(now)
        if far >= IMPLAUSIBLE:
            why = f"{now.why}: {far:.0f} times apart, and nothing says that it moved; one voice is not believed"
            return self._make("conflicting", now, why, told=False)
        return self._make("conflicting", now, f"{now.why}, and nothing says that it moved")

    def _denial(self, now: Agreement) -> Change:
        why = f"{self.after.source} has “{self.after.figure.text}” denied: {now.why}"
        told = now.agrees and not self._older()
        return self._make("conflicting", now, why, told=told)

    def _older(self) -> bool:
        return self.after.published < self.row.in_force.published

    def _was_agrees(self) -> bool:
        was = self.after.was
        if was is None:
            return False
        earlier = Observation(
            **{
                name: getattr(self.after, name)
                for name in Observation.__slots__
                if name != "figure"
            },
            figure=was,
        )
        return Judge(earlier, self.row, self.rates, self.series).held(self.row.in_force).agrees

    def _among(self, found: Iterable[Observation]) -> tuple[Observation, Agreement] | None:
        for one in reversed(list(found)):
            held = self.held(one)
            if held.agrees:
                return one, held
        return None

    def _more_precise(self, now: Agreement) -> bool:
        if now.derived or now.after is None or now.before is None:
            return False
        return grounds.narrower(now.after, now.before) and not intervals.as_written(
            self.after.figure, self.row.in_force.figure
        )

    def _make(
        self,
        kind: ChangeKind,
        held: Agreement,
        why: str,
        *,
        before: Observation | None = None,
        told: bool = True,
        settles: bool = False,
        echo: Literal["", "superseded", "dispute"] = "",
    ) -> Change:
        if before is None and kind in {"revised", "conflicting"}:
            before = self._in_its_money()
            held = self.held(before) if before else held
        before = before or self.row.in_force
        foreign = self.after.figure.is_money and self.after.figure.unit != before.figure.unit
        moved = percent(held) if kind in {"revised", "conflicting"} else None
        if moved is not None and told and kind == "revised":
            told = self._worth_telling()
        return Change(
            kind=kind,
            after=self.after,
            before=before,
            why=why,
            settles=settles,
            told=told,
            echo=echo,
            percent=moved,
            converted=held.after.value if foreign and held.after else None,
            converted_unit=before.figure.unit if foreign and held.after else None,
        )

    def _in_its_money(self) -> Observation | None:
        """The value in force as it was last said in the new one's currency, where both are not in one.

        A move is told between two sums as sources state them, and not across an exchange rate.
        """
        unit = self.after.figure.unit
        if not self.after.figure.is_money or self.row.in_force.figure.unit == unit:
            return None
        said = [one for one in self.row.voices if one.figure.unit == unit]
        for one in reversed(said):
            if Judge(one, self.row, self.rates, self.series).held(self.row.in_force).agrees:
                return one
        return None

    def _worth_telling(self) -> bool:
        """Whether the move from what readers were last told reaches the series' threshold."""
        threshold = self.series.tell_if_percent if self.series else None
        if threshold is None:
            return True
        moved = percent(self.held(self.row.told))
        return moved is None or abs(moved) >= threshold

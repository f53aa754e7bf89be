"""What a line of the decision table answers, and the change that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model.figures import Change, ChangeKind, Observation
from bot.steps.compare import claims
from bot.steps.compare.arithmetic import Agreement, percent
from bot.steps.compare.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an observation is called, and why.

    `held` is the arithmetic; `before` is what it was held against, where that is not the value in force.
    """

    kind: ChangeKind
    held: Agreement
    why: str
    before: Observation | None = None
    told: bool = True
    settles: bool = False
    corrects: bool = False
    echo: Literal["", "superseded", "dispute"] = ""


def change_of(case: Case, verdict: Verdict) -> Change:
    """The change that a verdict makes, with the move in percent and the amount in the other currency."""
    after, held = case.after, verdict.held
    moves = verdict.kind in {"revised", "conflicting"}
    before = verdict.before
    if before is None and moves:
        before = claims.in_money(case.row.current, after.figure.unit)
    before = before or case.row.in_force
    foreign = after.figure.is_money and after.figure.unit != before.figure.unit
    moved = percent(held) if moves else None
    small = moved is not None and verdict.kind == "revised" and not _worth_telling(case)
    return Change(
        kind=verdict.kind,
        after=after,
        before=before,
        why=verdict.why,
        settles=verdict.settles,
        corrects=verdict.corrects,
        told=verdict.told and not small,
        echo=verdict.echo,
        percent=moved,
        converted=held.after.value if foreign and held.after else None,
        converted_unit=before.figure.unit if foreign and held.after else None,
    )


def _worth_telling(case: Case) -> bool:
    """Whether the move from what readers were last told reaches the series' threshold."""
    threshold = case.series.tell_if_percent if case.series else None
    if threshold is None:
        return True
    moved = percent(case.held_against(case.row.told))
    return moved is None or abs(moved) >= threshold

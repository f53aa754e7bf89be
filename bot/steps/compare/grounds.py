"""Grounds for a verdict: who may settle a dispute, who corrects himself, what is more precise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.model.figures import Observation
from bot.steps.compare import intervals
from bot.steps.compare.arithmetic import Agreement
from bot.steps.compare.intervals import Said
from bot.steps.compare.rows import Row, Side

ENOUGH_VOICES = 2
NARROWER = Decimal("0.999")


def edited(after: Observation) -> str:
    """Why an edited page is believed; "" for any other."""
    return "the page said otherwise before: it was edited" if after.edited else ""


def correction(after: Observation, row: Row) -> str:
    """Why the publisher of the value in force is believed when it says otherwise; "" for others."""
    if after.source and after.source == row.in_force.source:
        return f"{after.source} itself said otherwise before"
    return ""


def settles(after: Observation, row: Row, side: Side | None, voices: Sequence[Observation]) -> str:
    """Why an observation ends a dispute, with those that took its side before; "" if it does not.

    `side` is the other opinion, if there is one. Who began the dispute settles nothing, and neither do
    copies of what either side wrote.
    """
    if side is None:
        return ""
    if after.official:
        return f"{after.source} is the official source"
    first = {side.first.origin, row.in_force.origin}
    origins = {one.origin for one in (*voices, after)} - first
    sources = {one.source for one in (*voices, after)} - {row.in_force.source, side.first.source}
    if min(len(origins), len(sources)) < ENOUGH_VOICES or after.origin in first:
        return ""
    return f"{len(sources)} further independent publishers ({', '.join(sorted(sources))}) say so"


def firmer(after: Observation, row: Row) -> str:
    """What became firm: "may" that is now "will", a report that is now official; "" if nothing."""
    before, hedge = row.in_force.figure.hedge, after.figure.hedge
    if before == "possible" and hedge in {"planned", "stated"}:
        return f"what was possible is now {hedge}"
    if after.official and before in {"possible", "reported"} and hedge == "stated":
        return "what was only reported is now official"
    return ""


def runs(row: Row) -> Decimal | None:
    """Over how many years the row's total runs, as far as any source has said."""
    for one in row.everyone():
        over = intervals.said(one.figure).over
        if over is not None:
            return over
    return None


def times_apart(held: Agreement) -> Decimal:
    """How many times the one value is the other; 1 where that cannot be said."""
    one, other = held.after, held.before
    if one is None or other is None or one.value <= 0 or other.value <= 0:
        return Decimal(1)
    return max(one.value / other.value, other.value / one.value)


def narrower(one: Said, other: Said) -> bool:
    """Whether one interval is narrower than another, of which one may be open."""
    if one.bound and other.bound:
        return False
    return one.width < other.width * NARROWER

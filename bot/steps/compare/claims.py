"""What can be asked of a claim, and how one more voice joins it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.model.claims import Claim
from bot.model.figures import Figure, Observation
from bot.steps.compare import intervals

# So many of a claim's sources are remembered, and so many ways of writing it: the latest ones.
MOST_REMEMBERED = 4


def key(one: Observation) -> tuple[object, ...]:
    """What identifies an observation: its number, or its place while it has none."""
    if one.id is not None:
        return (one.id,)
    return (one.article, one.figure.start, one.figure.low, one.figure.high, one.edited)


def heard(claim: Claim, voice: Observation, *, best: bool = False) -> Claim:
    """The claim with one more voice, which is the most precise one if `best`."""
    voices = (*claim.voices, voice)
    best_at = len(voices) - 1 if best else claim.best_at
    kept = sorted({0, best_at, *_latest(voices)})
    return replace(
        claim, voices=tuple(voices[place] for place in kept), best_at=kept.index(best_at)
    )


def holds(claim: Claim, one: Observation) -> bool:
    """Whether that very observation is one of the claim's voices."""
    return any(key(voice) == key(one) for voice in claim.voices)


def says(claim: Claim, figure: Figure) -> bool:
    """Whether somebody said the claim in that very number."""
    return any(intervals.as_written(one.figure, figure) for one in claim.voices)


def sources(claim: Claim) -> set[str]:
    """The independent voices: a publisher and a text of its own each."""
    seen: dict[str, str] = {}
    for one in claim.voices:
        if one.origin not in seen.values():
            seen.setdefault(one.source or one.article, one.origin)
    return set(seen)


def said_otherwise(claim: Claim, figure: Figure) -> Iterable[Observation]:
    """What else was said of it: the very number, a range that began it, or the sum in its own money.

    Two conversions of one sum, at the rates of two days, need not agree with each other.
    """
    for one in reversed(claim.voices):
        if intervals.as_written(one.figure, figure):
            yield one
    own = in_money(claim, _home(claim)) if figure.is_money else None
    if own is not None and own.figure.unit != figure.unit:
        yield own
    for one in (claim.first, claim.best):
        if one.figure.low < one.figure.high:
            yield one


def in_money(claim: Claim, unit: str) -> Observation | None:
    """The claim as somebody said it in that unit: the latest of the most precise."""
    if claim.best.figure.unit == unit:
        return claim.best
    said = [one for one in claim.voices if one.figure.unit == unit]
    return min(reversed(said), key=lambda one: intervals.said(one.figure).width, default=None)


def _home(claim: Claim) -> str:
    """The money that most state it in; the others convert."""
    units = [one.figure.unit for one in claim.voices]
    return max(units, key=units.count)


def _latest(voices: tuple[Observation, ...]) -> set[int]:
    """The places of the latest voice of each source, and of each number: the last so many of either."""
    by_source: dict[str, int] = {}
    by_number: dict[tuple[object, ...], int] = {}
    for place, one in enumerate(voices):
        source, number = (
            one.source or one.article,
            (one.figure.unit, one.figure.low, one.figure.high),
        )
        by_source.pop(source, None)
        by_number.pop(number, None)
        by_source[source] = by_number[number] = place
    return {
        *list(by_source.values())[-MOST_REMEMBERED:],
        *list(by_number.values())[-MOST_REMEMBERED:],
    }

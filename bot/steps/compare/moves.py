"""What moved, and what is in dispute: why another value is believed, or held against the one in force."""

from __future__ import annotations

from datetime import timedelta

from bot.steps.compare import claims
from bot.steps.compare.case import ENOUGH_VOICES, ONE_DAY, Case

# So many times what several said, it is another opinion and no move.
SEVERAL_TIMES = 3
RUMOUR = frozenset({"reported", "possible"})


def merely_possible(case: Case) -> str:
    """What may be takes the place of nothing that was said of late; it stands beside it."""
    current = case.row.current
    firm = any(one.figure.hedge != "possible" for one in current.voices)
    may_be = case.after.figure.hedge == "possible"
    if case.nature == "plan" and may_be and firm and not case.forgotten():
        return "it is only possible, and the value in force is stated"
    return ""


def text_says(case: Case) -> str:
    """The text says that the value moved."""
    if not case.after.moved:
        return ""
    was = f", from “{case.after.was.text}”" if case.after.was is not None else ""
    return f"the text says that it moved{was}"


def official(case: Case) -> str:
    """The official source says so."""
    return case.word() if case.after.official else ""


def taken_back(case: Case) -> str:
    """Who said the value in force says otherwise now: its page was edited, or its publisher alone had said it."""
    return case.word()


def corrected_count(case: Case) -> str:
    """A toll's count a little below the one in force."""
    return "a count that was corrected" if case.falls() else ""


def counts(case: Case) -> str:
    """A toll grows, and a situation moves from day to day."""
    if case.nature == "toll":
        return "a count that grows"
    return "it moves from day to day" if case.nature == "situation" else ""


def brought_forward(case: Case) -> str:
    """Plans slip in silence; a date that comes forward is said to, or it is an old one."""
    sooner = case.is_date() and case.lower() and case.nature == "plan"
    return "an earlier date, and no text says that it was brought forward" if sooner else ""


def same_day(case: Case) -> str:
    """Another source said the value in force within a day."""
    others = [
        one
        for one in case.row.current.voices
        if one.source != case.after.source
        and timedelta(0) <= case.after.published - one.published < ONE_DAY
    ]
    return f"{others[-1].source} said otherwise within a day" if others else ""


def far_from_several(case: Case) -> str:
    """Three times what two or more sources said, and said of late."""
    several = len(claims.sources(case.row.current)) >= ENOUGH_VOICES
    if several and not case.forgotten() and case.times() >= SEVERAL_TIMES:
        return f"{case.times():.0f} times apart, and nothing says that it moved"
    return ""


def rumour(case: Case) -> str:
    """A plan that is only reported, against what more than a lone rumour said of late."""
    current = case.row.current
    established = len(claims.sources(current)) > 1 or current.best.figure.hedge not in RUMOUR
    only = case.after.figure.hedge in RUMOUR
    if case.nature == "plan" and established and only and not case.forgotten():
        return "it is only reported, and nothing says that it moved"
    return ""


def later(case: Case) -> str:  # noqa: ARG001  (a line's signature)
    """Time is the normal reason for another value."""
    return "it is the later report"

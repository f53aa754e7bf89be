"""The decision table of docs/semantics.md: what an observation is called is the first line that holds."""

from __future__ import annotations

from collections.abc import Callable

from bot.steps.compare import known, moves, quiet
from bot.steps.compare.case import Case
from bot.steps.compare.verdicts import Verdict

Line = Callable[[Case], Verdict | None]
Question = Callable[[Case], str]


def judge(case: Case) -> Verdict | None:
    """What an observation is called; None for a denial of what nobody told."""
    if case.after.figure.hedge == "denied":
        return known.denied(case)
    verdicts = (line(case) for line in TABLE)
    return next(verdict for verdict in verdicts if verdict is not None)


def noted(question: Question) -> Line:
    """A line that keeps a value and tells it to nobody."""

    def line(case: Case) -> Verdict | None:
        reason = question(case)
        if not reason:
            return None
        return Verdict(kind="noted", held=case.now, why=f"{case.now.why}; {reason}", told=False)

    return line


def unless_moved_from_here(question: Question) -> Question:
    """The question, for what its text does not say to have moved from the value in force."""
    return lambda case: "" if case.moves_from_here() else question(case)


def revised(question: Question, *, corrects: bool = False) -> Line:
    """A line that puts a value in force."""

    def line(case: Case) -> Verdict | None:
        reason = question(case)
        if not reason:
            return None
        why = f"{case.now.why}; {reason}"
        return Verdict(kind="revised", held=case.now, why=why, corrects=corrects)

    return line


def conflicting(question: Question) -> Line:
    """A line that holds a value against the one in force."""

    def line(case: Case) -> Verdict | None:
        reason = question(case)
        if not reason:
            return None
        return Verdict(kind="conflicting", held=case.now, why=f"{case.now.why}; {reason}")

    return line


# The numbers are those of the table in docs/semantics.md; line 1, a denial, is asked apart.
TABLE: tuple[Line, ...] = (
    noted(quiet.not_comparable),  # 2
    known.edged,  # 3
    known.in_force,  # 4
    known.side,  # 5
    known.former,  # 6
    noted(quiet.older),  # 7
    noted(unless_moved_from_here(quiet.floor_below)),  # 8
    noted(unless_moved_from_here(quiet.part)),  # 9
    noted(unless_moved_from_here(quiet.noise)),  # 10
    noted(unless_moved_from_here(quiet.estimate)),  # 11
    noted(unless_moved_from_here(quiet.old_count)),  # 12
    noted(unless_moved_from_here(quiet.slip)),  # 13
    conflicting(moves.merely_possible),  # 14
    revised(moves.text_says),  # 15
    revised(moves.official),  # 16
    revised(moves.taken_back, corrects=True),  # 17
    revised(moves.corrected_count, corrects=True),  # 18
    revised(moves.counts),  # 19
    conflicting(moves.same_day),  # 20
    conflicting(moves.brought_forward),  # 21
    conflicting(moves.far_from_several),  # 22
    conflicting(moves.rumour),  # 23
    revised(moves.later),  # 24
)

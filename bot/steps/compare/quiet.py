"""What is not known and still no news: each question answers why a value is only noted, "" if it is not."""

from __future__ import annotations

from decimal import Decimal

from bot.model.figures import Observation
from bot.steps.compare import claims, intervals
from bot.steps.compare.case import ENOUGH_VOICES, Case

# A toll may be corrected downwards, by so much; what is lower still is an older count.
CORRECTED = Decimal("0.1")
# A value ten times another, said once, is rather a slip or of another thing.
SLIP = 10
# Above a toll that several hold, a tenth less is enough: the true count has grown a little besides.
SLIP_OF_TOLL = 9
# Two counts of one thing, of different days: the later one is up to twice the earlier.
GROWN = 2


def not_comparable(case: Case) -> str:
    """It can be held against nothing in its row: a currency that nobody quotes."""
    return "" if case.now.comparable else "it is kept beside"


def older(case: Case) -> str:
    """It was published before the value in force."""
    return "it was published before the value in force" if case.older() else ""


def floor_below(case: Case) -> str:
    """A floor under what is known, or a ceiling above it, says nothing."""
    one, other = case.now.after, case.now.before
    if one is None or other is None:
        return ""
    qualifier = case.after.figure.qualifier
    if qualifier in intervals.UPWARD and other.value > one.value:
        return "more than that is known already"
    if qualifier == "less_than" and other.value < one.value:
        return "less than that is known already"
    return ""


def part(case: Case) -> str:
    """A smaller sum after the whole, in the same text, is a part of it."""
    one, other = case.now.after, case.now.before
    if one is None or other is None or case.is_date() or case.row.family == "percent":
        return ""
    if 0 < one.value < other.value and _follows_the_whole(case) and not case.word():
        return "its page said the whole before: it is a part of it"
    return ""


def noise(case: Case) -> str:
    """Two sources of one plan differ by less than a hundredth without meaning it."""
    if case.nature == "plan" and case.near() and not case.spreads():
        return "less than a hundredth apart, and no text says from what it moved"
    return ""


def estimate(case: Case) -> str:
    """A round number of what may be counts nothing that is so."""
    may_be = case.after.figure.hedge in {"possible", "planned"}
    if case.nature != "plan" and may_be and not intervals.precise(case.after.figure):
        return "a round number of what may be is an estimate, and no count"
    return ""


def old_count(case: Case) -> str:
    """A toll's count that is much lower, or rough, or hardly lower is an older one."""
    one, other = case.now.after, case.now.before
    if one is None or other is None or not case.falls() or case.word():
        return ""
    low = one.value < other.value * (1 - CORRECTED) or case.near()
    rough = not intervals.precise(case.after.figure)
    return "a lower count is an older one" if (low or rough) and not _stands_alone(case) else ""


def slip(case: Case) -> str:
    """Ten times apart, and nobody else says so: a slip, or a figure of another thing."""
    several = len(claims.sources(case.row.current)) >= ENOUGH_VOICES
    least = SLIP_OF_TOLL if case.nature == "toll" and several else SLIP
    if case.times() < least or case.after.official or _seconded(case):
        return ""
    return f"{case.times():.0f} times apart, and nobody else says so"


def _follows_the_whole(case: Case) -> bool:
    """Whether its page said the value that stood, or what began the row, before it came to this one."""
    if case.stood is None:
        return case.row.current.first.article == case.after.article
    return case.page_says(case.stood, before=case.after.figure.start)


def _stands_alone(case: Case) -> bool:
    """Whether the higher count is contradicted by what came after it: counts above the former one, below it.

    One such report is enough where one voice said the higher count, two where more did.
    """
    current = case.row.current
    if current.first.official or case.after.source in claims.sources(current):
        return False
    lone = len(claims.sources(current)) == 1
    if not _grew(case, case.after):
        return lone and _outgrown(case)
    if lone:
        return True
    return any(
        one.published >= case.last_said() and one.source != case.after.source and _grew(case, one)
        for claim in case.row.of("noted")
        for one in claim.voices
    )


def _outgrown(case: Case) -> bool:
    """Whether another source said a lower count after the one in force, and this one has grown from it.

    Where a wrong count began the row there is no former one to hold them against.
    """
    return any(
        one.published >= case.last_said()
        and one.source not in {case.after.source, *claims.sources(case.row.current)}
        and one.origin != case.after.origin
        and _at_least(case, one)
        for claim in case.row.of("noted")
        for one in claim.voices
    )


def _at_least(case: Case, one: Observation) -> bool:
    """Whether the count is as high as the other, or has grown from it in the way that counts grow."""
    held = case.held_against(one)
    if held.after is None or held.before is None or held.before.value <= 0:
        return False
    return held.agrees or 1 <= held.after.value / held.before.value <= GROWN


def _grew(case: Case, one: Observation) -> bool:
    """Whether a count is above the one that was in force before, and below the one that is."""
    former = case.row.of("former")
    if not former:
        return False
    judged = Case(after=one, row=case.row, rates=case.rates, series=case.series)
    above, below = judged.held(former[0]), judged.now
    return bool(
        above.after
        and above.before
        and above.after.value > above.before.value
        and below.after
        and below.before
        and below.after.value < below.before.value
    )


def _seconded(case: Case) -> bool:
    """Whether another voice said so before, and was not believed; of what grows, so much or a little less."""
    grows = case.nature == "toll"
    return any(
        one.source != case.after.source and one.origin != case.after.origin
        for claim in case.row.of("noted")
        for one in claim.voices
        if case.held(claim).agrees
        or (grows and one.published >= case.last_said() and _at_least(case, one))
    )

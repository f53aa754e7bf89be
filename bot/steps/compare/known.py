"""What readers know already: the value in force, the sides of a dispute, former values; and denials of them."""

from __future__ import annotations

from decimal import Decimal

from bot.model.claims import Claim
from bot.model.figures import Observation
from bot.steps.compare import intervals
from bot.steps.compare.arithmetic import Agreement
from bot.steps.compare.case import ENOUGH_VOICES, Case
from bot.steps.compare.verdicts import Verdict

# A window has to be narrower by more than what a conversion of units rounds off.
NARROWER = Decimal("0.999")
# So many independent publishers bring a former value back that several had replaced.
SEVERAL_VOICES = 3


def denied(case: Case) -> Verdict | None:
    """An official source denies what is in force, or a side of a dispute: a denial, and no change."""
    if not case.after.official or case.older():
        return None
    says = f"{case.after.source} denies “{case.after.figure.text}”"
    for side in case.row.of("side"):
        held = case.held(side)
        if held.agrees:
            stands = case.row.in_force
            why = f"{says}; “{stands.figure.text}” stands"
            return Verdict(kind="denied", held=held, why=why, before=stands, settles=True)
    if not case.now.agrees:
        return None
    former = case.row.of("former")
    if former and not any(one.official for one in case.row.current.voices):
        stands = former[0].best
        why = f"{says}; “{stands.figure.text}” stands, as before"
        return Verdict(kind="denied", held=case.now, why=why, before=stands)
    return Verdict(kind="denied", held=case.now, why=f"{says}; no other value is known")


def edged(case: Case) -> Verdict | None:
    """It agrees with the value in force, but its text states that one as the earlier one."""
    was, before = case.after.was, case.row.in_force.figure
    if (
        not case.now.agrees
        or not case.after.moved
        or was is None
        or case.now.derived
        or case.older()
        or case.spreads()
        or intervals.as_written(case.after.figure, before)
        or not intervals.as_written(was, before)
    ):
        return None
    return Verdict(
        kind="revised", held=case.now, why=f"{case.now.why}, but the text says that it moved"
    )


def in_force(case: Case) -> Verdict | None:
    """It agrees with the value in force: more precise or firmer, the end of a dispute, or nothing new."""
    if not case.now.agrees or case.spreads():
        return None
    settled = _settled(case, case.row.current) if case.row.of("side") else ""
    why = f"{case.now.why}; {settled}: the dispute is settled" if settled else case.now.why
    better = "" if case.older() or case.now.derived else _finer(case) or _firmer(case)
    if better:
        return Verdict(kind="refined", held=case.now, why=f"{why}; {better}", settles=bool(settled))
    return Verdict(
        kind="confirmed", held=case.now, why=why, told=bool(settled), settles=bool(settled)
    )


def side(case: Case) -> Verdict | None:
    """It agrees with a side of an open dispute: it decides the dispute for that side, or is one more voice."""
    found = _agreeing(case, "side")
    if found is None:
        return None
    claim, held = found
    reason = "" if _bygone(case) else _wins(case, claim)
    if reason:
        why = f"{case.now.why}; {reason}: the dispute is settled"
        return Verdict(kind="revised", held=case.now, why=why, settles=True)
    return _repeats(case, claim, held, "dispute")


def former(case: Case) -> Verdict | None:
    """It agrees with a former value: the value comes back, or it is an old story."""
    found = _agreeing(case, "former")
    if found is None:
        return None
    claim, held = found
    if not _bygone(case):
        moved = _said_to_move(case, claim)
        if case.lone_voice() and case.after.official and not moved:
            why = f"{held.why}; {case.word()}, and nobody repeats the one in force"
            return Verdict(
                kind="confirmed",
                held=held,
                why=why,
                before=claim.first,
                settles=True,
                echo="superseded",
            )
        reason = moved or _comes_back(case)
        if reason:
            return Verdict(
                kind="revised",
                held=case.now,
                why=f"{case.now.why}; {reason}",
                # An edited page, or a publisher's own new word, takes back what it said.
                corrects=not moved and not case.after.official,
            )
    return _repeats(case, claim, held, "superseded")


def _agreeing(case: Case, state: str) -> tuple[Claim, Agreement] | None:
    for claim in case.row.claims[::-1]:
        if claim.state == state:
            held = case.held(claim)
            if held.agrees:
                return claim, held
    return None


def _bygone(case: Case) -> bool:
    """Whether its page tells of another time: it is older, or says the value in force too, as the later one."""
    return case.older() or (case.page_says(case.row.current) and not case.moves_from_here())


def _wins(case: Case, claim: Claim) -> str:
    """Why a side of a dispute takes the place of the value in force; "" if it does not."""
    settled = _settled(case, claim)
    # Whoever began the dispute says it again: that is no further voice.
    if not settled and not any(_same_voice(case, one) for one in claim.voices):
        settled = _said_to_move(case, claim)
    if settled:
        return settled
    if case.forgotten():
        return "nobody has said the one in force for a quarter of a year"
    return case.word() if case.after.official or case.page_went_back() or case.own() else ""


def _same_voice(case: Case, one: Observation) -> bool:
    return one.origin == case.after.origin or one.source == case.after.source


def _comes_back(case: Case) -> str:
    """Why a former value is in force again; "" if it is an old story."""
    if case.after.official or case.page_went_back():
        return case.word()
    if case.own() and case.after.moved:
        return f"{case.word()}, and the text says that it moved"
    return ""


def _said_to_move(case: Case, claim: Claim) -> str:
    """What the text says of a move to this value; a spent one needs the value that it moved from."""
    if not case.after.moved or case.after.figure.hedge == "possible":
        return ""
    if case.after.was is not None and case.from_here():
        return f"the text says that it moved, from “{case.after.was.text}”"
    return "" if claim.spent else "the text says that it moved"


def _settled(case: Case, claim: Claim) -> str:
    """Why an observation ends a dispute for the claim that it repeats; "" if it does not."""
    if case.after.official:
        return f"{case.after.source} is the official source"
    since = case.since(claim)
    if len(since) >= ENOUGH_VOICES:
        return f"{len(since)} further independent publishers ({', '.join(sorted(since))}) say so"
    return ""


def _repeats(case: Case, claim: Claim, held: Agreement, echo: str) -> Verdict:
    """One more voice for what is known; enough of them take back what one voice, or few, had replaced."""
    again = 0 if case.nature == "toll" and _below(held) else len(case.since(claim))
    several = echo == "superseded" and again >= SEVERAL_VOICES
    back = several or (case.lone_voice() and again >= ENOUGH_VOICES)
    of = "the other side of a known dispute" if echo == "dispute" else "the former value"
    why = f"repeats {of} of {claim.first.source}, {claim.first.published.date()}: {held.why}"
    return Verdict(
        kind="confirmed",
        held=held,
        why=f"{why}; {again} publishers say so again, and nobody the one in force" if back else why,
        before=claim.first,
        told=several,
        settles=back,
        echo="dispute" if echo == "dispute" else "superseded",
    )


def _below(held: Agreement) -> bool:
    return bool(held.after and held.before and held.after.value < held.before.value)


def _finer(case: Case) -> str:
    """Whether it says the value in force more precisely; a range says no single number better."""
    one, other = case.now.after, case.now.before
    if one is None or other is None or (one.spread and not other.spread):
        return ""
    if intervals.as_written(case.after.figure, case.row.in_force.figure):
        return ""
    finer = one.width < other.width * NARROWER
    return "the new one is more precise" if finer else ""


def _firmer(case: Case) -> str:
    """What became firm: "may" that is now "will", a report that is now official."""
    before, hedge = case.row.in_force.figure.hedge, case.after.figure.hedge
    if not intervals.as_written(case.after.figure, case.row.in_force.figure):
        return ""
    if before == "possible" and hedge in {"planned", "stated"}:
        return f"what was possible is now {hedge}"
    if case.after.official and before in {"possible", "reported"} and hedge == "stated":
        return "what was only reported is now official"
    return ""

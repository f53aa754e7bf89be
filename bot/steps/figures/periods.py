"""Over what an amount runs: a rate ("a year"), a span ("over five years"), or both."""

from __future__ import annotations

from decimal import Decimal

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.quantity import Quantity, Source

_LETTERS = {
    "years": "P{}Y",
    "decades": "P{}0Y",
    "months": "P{}M",
    "weeks": "P{}W",
    "days": "P{}D",
    "hours": "PT{}H",
}
_NO_RATE = frozenset(
    {"year", "date", "years", "months", "weeks", "times", "minutes", "hours", "parameters"}
)
_RUNS = frozenset(
    {"people", "units", "count", "tonnes", "watts", "gpus", "watt-hours", "households"}
)
_REACH = 60


def give_periods(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets periods; a duration that only says over what a sum runs is no figure of its own."""
    for place, quantity in enumerate(found):
        if quantity.dropped or quantity.unit is None or quantity.code in _NO_RATE:
            continue
        free = max((other.end for other in found[max(0, place - 2) : place]), default=0)
        rate = _rate(source, quantity, free)
        if rate:
            quantity.period = f"per {rate}"
        elif source.folded[quantity.end : quantity.end + 1] == " ":
            span = source.grammar.spans_after.at(source.folded, quantity.end + 1)
            quantity.period = span[1] if span else None
    _spans(source, found, clauses)


def _rate(source: Source, quantity: Quantity, free: int) -> str | None:
    grammar, folded = source.grammar, source.folded
    end = quantity.end
    for gap in ("", " ", ", "):
        if folded.startswith(gap, end):
            hit = grammar.rates_after.at(folded, end + len(gap))
            if hit and not grammar.not_rates.at(folded, hit[0] + 1):
                return hit[1]
    after = _after_of(source, quantity)
    if after:
        return after
    at = quantity.start
    for _ in range(3):
        while at and folded[at - 1] == " ":
            at -= 1
        hit = grammar.rates_before.before(folded, at)
        if hit and hit[0] >= free and _own_word(source, hit[0], at):
            return hit[1]
        step = grammar.qualifiers_before.before(folded, at) or grammar.fillers.before(folded, at)
        if not step:
            break
        at = step[0]
    return _rate_further(source, quantity, free)


def _own_word(source: Source, start: int, end: int) -> bool:
    """年, 月 and 日 alone are rates only where nothing is counted or named by them."""
    before = source.folded[start - 1 : start]
    if before.isdigit() or (before and before in "一二三四五六七八九十数半几"):
        return False
    if end - start > 1 or source.grammar.language.spaced:
        return True
    return not before or before in " 、。，,（(「:：\n" or before in "はがをにで万"


LONGEST_WORD = 60


def _after_of(source: Source, quantity: Quantity) -> str | None:
    """As in "€60,000 of hydrogen a year": the rate after the thing."""
    folded, grammar = source.folded, source.grammar
    if not grammar.language.spaced:
        return None
    at = quantity.end
    for _ in range(4):
        while at < len(folded) and folded[at] == " ":
            at += 1
        hit = grammar.rates_after.at(folded, at)
        if hit and at > quantity.end and not grammar.not_rates.at(folded, hit[0] + 1):
            return hit[1]
        stop = at
        # Text of another script has no blanks, and no end of a word either.
        most = min(len(folded), at + LONGEST_WORD)
        while stop < most and (folded[stop].isalnum() or folded[stop] in "-'"):
            stop += 1
        word = folded[at:stop]
        if (
            not word
            or (word in grammar.stops and word not in {"of", "for", "in", "per"})
            or word[0].isdigit()
        ):
            return None
        at = stop
    return None


def _rate_further(source: Source, quantity: Quantity, free: int) -> str | None:
    """每年投入2000亿日元, 毎月の赤字は3億円, "pro Jahr sollen 60.000 Tonnen": a rate that opens the clause."""
    folded, grammar = source.folded, source.grammar
    window = folded[max(0, quantity.start - 14, free) : quantity.start]
    if grammar.language.spaced:
        return None
    for phrase_length in (4, 3, 2):
        for at in range(len(window) - phrase_length, -1, -1):
            value = grammar.rates_before.get(window[at : at + phrase_length])
            if at and window[at - 1].isdigit():
                continue
            if (
                value
                and not any(mark in window[at:] for mark in "。、，,;；")
                and not any(c.isdigit() for c in window[at + phrase_length :])
            ):
                return value
    return None


def _spans(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    for index, duration in enumerate(found):
        if duration.dropped or duration.code not in _LETTERS or duration.low != duration.high:
            continue
        if not _is_span(source, duration):
            continue
        marked = (
            not _only_money(source, duration)
            and source.folded[duration.number_end : duration.end].strip()
            not in source.grammar.span_units
        )
        amount = _amount_beside(found, index, clauses, marked=marked)
        if amount is None:
            continue
        span = _iso(duration)
        if amount.period is None:
            amount.period = span
            duration.dropped = True
        elif amount.period.startswith("per ") and "over" not in amount.period:
            amount.period = f"{amount.period} over {span}"


def _iso(duration: Quantity) -> str:
    unit = duration.unit
    worth = duration.low / (unit.factor if unit else Decimal(1))
    number = worth.to_integral_value() if worth == worth.to_integral_value() else worth.normalize()
    return _LETTERS[duration.code or "years"].format(number)


def _is_span(source: Source, duration: Quantity) -> bool:
    grammar, folded = source.grammar, source.folded
    at = duration.start
    for _ in range(3):
        while at and folded[at - 1] == " ":
            at -= 1
        if grammar.span_before.before(folded, at) or grammar.span_money.before(folded, at):
            return True
        step = grammar.qualifiers_before.before(folded, at) or grammar.fillers.before(folded, at)
        if not step:
            break
        at = step[0]
    if grammar.span_after.at(folded, duration.end):
        return True
    written = folded[duration.number_end : duration.end].strip()
    return written in grammar.span_units or _leads(source, duration)


def _other_grows(near: list[Quantity], duration: Quantity, amount: Quantity) -> bool:
    """As in 3年で2.5倍に増え、400万人: the duration is that of the growth that stands between them."""
    start, end = min(duration.end, amount.end), max(duration.start, amount.start)
    return any(
        start <= quantity.start < end and quantity.code in {"times", "percent"} for quantity in near
    )


def _only_money(source: Source, duration: Quantity) -> bool:
    at = duration.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    return source.grammar.span_money.before(source.folded, at) is not None


def _leads(source: Source, duration: Quantity) -> bool:
    """五年1.3万亿日元: a duration against the amount."""
    return (
        not source.grammar.language.spaced
        and source.folded[duration.end : duration.end + 1].isdigit()
    )


def _amount_beside(
    found: list[Quantity], index: int, clauses: Clauses, *, marked: bool
) -> Quantity | None:
    duration = found[index]
    start, end = clauses.sentence(duration.start)
    near: list[tuple[int, Quantity]] = []
    for other in found[max(0, index - 3) : index + 4]:
        if (
            other is duration
            or other.dropped
            or other.rendering_of
            or other.earlier
            or not start <= other.start < end
        ):
            continue
        rated = other.code == "percent" and other.period is not None
        if not (other.is_money or rated or (marked and other.code in _RUNS)):
            continue
        gap = (
            duration.start - other.end
            if other.start < duration.start
            else other.start - duration.end
        )
        if gap > _REACH or (other.period and "over" in other.period):
            continue
        if not other.is_money and _other_grows(
            found[max(0, index - 3) : index + 4], duration, other
        ):
            continue
        near.append((gap + (0 if other.is_money else _REACH), other))
    return min(near, key=lambda pair: pair[0])[1] if near else None

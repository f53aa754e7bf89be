"""What holds among the figures of one page: one value a series, and companions go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.model.figures import Figure, Filing, Series
from bot.steps.figures.assign.features import Drafted
from bot.steps.figures.measures.profiles import POINTS_IN_TIME, in_units_of

APART = Decimal("0.1")
# A former value that is so likely another series' own belongs there, for all that stands between the two.
PLAINLY = 0.5

_Said = tuple[object, ...]


def one_value_each(choices: list[list[Filing]], drafted: Sequence[Drafted]) -> list[Filing]:
    """Of two values of one series that disagree, an article means the likelier one.

    The other one goes to the series that is next in its choices, if there is one, and else to none. Where the
    words between two values say that one became the other, the later one is meant.
    """
    kept = [listed[0] for listed in choices]
    order = sorted(
        (number for number, one in enumerate(kept) if one.series and _stands(one.figure)),
        key=lambda number: (-round(kept[number].score, 1), kept[number].figure.start),
    )
    settled: dict[str | None, dict[_Said, Filing]] = {}
    for number in _later_first(order, kept, drafted):
        for choice in choices[number]:
            if _rival(choice, settled) is None:
                kept[number] = choice
                settled.setdefault(choice.series, {}).setdefault(_said(choice.figure), choice)
                break
        else:
            first = choices[number][0]
            why = f"“{_rival(first, settled) or first.figure.text}” is said of it more plainly"
            kept[number] = replace(first, series=None, reasons=(why, *first.reasons))
    return kept


def _later_first(order: list[int], kept: Sequence[Filing], drafted: Sequence[Drafted]) -> list[int]:
    """Puts what a value became before what it was, where one sentence has both."""
    places: dict[tuple[object, ...], list[int]] = {}
    for number in order:
        places.setdefault((kept[number].series, drafted[number].sentence), []).append(number)
    rank = {number: float(at) for at, number in enumerate(order)}
    for together in places.values():
        for number in together:
            for other in together:
                if number < other and _became(number, other, kept, drafted):
                    rank[other] = min(rank[other], rank[number] - 0.5)
    return sorted(order, key=lambda number: rank[number])


def _became(one: int, two: int, kept: Sequence[Filing], drafted: Sequence[Drafted]) -> bool:
    first, second = kept[one].figure, kept[two].figure
    if not _contradict(first, second):
        return False
    between = [kind for at, kind in drafted[one].moves if first.end <= at < second.start]
    return bool(between) and "former" not in between


def _rival(choice: Filing, settled: Mapping[str | None, Mapping[_Said, Filing]]) -> str | None:
    return next(
        (
            one.figure.text
            for one in settled.get(choice.series, {}).values()
            if _contradict(one.figure, choice.figure)
        ),
        None,
    )


def _said(figure: Figure) -> _Said:
    """All of a figure that decides whether another one contradicts it."""
    return (
        figure.low,
        figure.high,
        figure.unit,
        figure.additional,
        figure.by and figure.by.year,
        _is_rate(figure),
        figure.qualifier,
    )


def _stands(figure: Figure) -> bool:
    return not figure.earlier and figure.rendering_of is None and figure.hedge != "denied"


def _contradict(one: Figure, other: Figure) -> bool:
    if one.additional or other.additional or one.unit != other.unit:
        return False
    if one.by is not None and other.by is not None and one.by.year != other.by.year:
        return False
    if _is_rate(one) != _is_rate(other):
        return False
    slack = max(abs(one.high), abs(other.high)) * APART
    if one.unit in {"year", "date", "companies", "years"}:
        slack = Decimal(0)
    bounded = {"up_to", "at_least", "more_than", "less_than", "several"}
    if one.qualifier in bounded or other.qualifier in bounded:
        slack *= 5
    return one.low > other.high + slack or other.low > one.high + slack


def _is_rate(figure: Figure) -> bool:
    return (figure.period or "").startswith("per")


def untied(
    filings: Sequence[Filing], choices: Sequence[Sequence[Filing]], drafted: Sequence[Drafted]
) -> list[Filing]:
    """Former values that plainly belong to another series than what they are said to have become.

    "Costs 6.8 billion, and the state gives a grant of 2.5" reads like a move in languages whose word for
    "of" is that for "from"; what the two are figures of tells them apart.
    """
    result = list(filings)
    became = _successors(filings)
    for number, filing in enumerate(filings):
        first, own = became.get(filing.figure.start), choices[number][0]
        if not filing.figure.earlier or first is None or own.series is None:
            continue
        after = filings[first]
        if drafted[number].moves or after.series == own.series or own.score < PLAINLY:
            continue
        if any(one.series == after.series for one in choices[number]):
            continue
        result[number] = replace(own, figure=replace(own.figure, earlier=False))
        result[first] = replace(after, figure=replace(after.figure, was_start=None))
    return result


def _successors(filings: Sequence[Filing]) -> dict[int, int]:
    """By the start of a former value: which filing is of what it became, the first one."""
    return {
        one.figure.was_start: number
        for number, one in reversed(list(enumerate(filings)))
        if one.figure.was_start is not None
    }


def with_companions(
    filings: Sequence[Filing], series: Mapping[str, Series], language: str
) -> list[Filing]:
    """A former value and a conversion go where the figure goes that they belong to."""
    became = _successors(filings)
    at = {one.figure.start: number for number, one in reversed(list(enumerate(filings)))}
    result = []
    for filing in filings:
        figure = filing.figure
        if figure.rendering_of is not None:
            first, why = (
                at.get(figure.rendering_of),
                "says the same in another currency or notation",
            )
        elif figure.earlier:
            first, why = became.get(figure.start), "is the former value of"
        else:
            result.append(filing)
            continue
        if first is None:
            result.append(replace(filing, series=None) if figure.earlier else filing)
            continue
        other = filings[first]
        if other.series is not None and figure.unit in POINTS_IN_TIME:
            figure = in_units_of(series[other.series], figure, language)
        result.append(
            replace(
                filing,
                figure=figure,
                series=other.series,
                measure=other.measure,
                score=other.score,
                likely=other.likely,
                reasons=(f"{why} “{other.figure.text}”",),
            )
        )
    return result

"""Two values of one series in one text: which one the article means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.model.figures import Figure, Filing
from bot.steps.figures.measures.page import Page, within

APART = Decimal("0.1")

_Said = tuple[object, ...]


def one_value_each(choices: list[list[Filing]], page: Page) -> list[Filing]:
    """Of two values of one series that disagree, an article means the one that it says more plainly.

    The other one goes to the series that is almost as likely, if there is one, and else to none. Where the
    words between two values say that one became the other, the later one is meant.
    """
    kept = [listed[0] for listed in choices]
    order = sorted(
        (number for number, one in enumerate(kept) if one.series and _stands(one.figure)),
        key=lambda number: (-round(kept[number].score * 2), kept[number].figure.start),
    )
    order = _later_first(order, kept, page)
    settled: dict[str | None, dict[_Said, Filing]] = {}
    for number in order:
        for choice in choices[number]:
            rival = _rival(choice, settled)
            if rival is None:
                kept[number] = choice
                settled.setdefault(choice.series, {}).setdefault(_said(choice.figure), choice)
                break
        else:
            first = choices[number][0]
            why = f"“{_rival(first, settled) or first.figure.text}” is said of it more plainly"
            kept[number] = replace(first, series=None, reasons=(why, *first.reasons))
    return kept


def _later_first(order: list[int], kept: list[Filing], page: Page) -> list[int]:
    """Puts what a value became before what it was, where one sentence has both."""
    places: dict[tuple[object, ...], list[int]] = {}
    for number in order:
        sentence = page.sentence(kept[number].figure.start)
        places.setdefault((kept[number].series, sentence), []).append(number)
    rank = {number: float(at) for at, number in enumerate(order)}
    for together in places.values():
        for number in together:
            for other in together:
                if number < other and _became(kept[number], kept[other], page):
                    rank[other] = min(rank[other], rank[number] - 0.5)
    return sorted(order, key=lambda number: rank[number])


def _became(one: Filing, two: Filing, page: Page) -> bool:
    first, second = one.figure, two.figure
    if not _contradict(first, second) or page.sentence(first.start) != page.sentence(second.start):
        return False
    between = [
        hit
        for name in ("changes", "former")
        for hit in within(page.lists[name], first.end, second.start)
    ]
    looks_back = any(hit.names == ("former",) for hit in between)
    return bool(between) and not looks_back


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

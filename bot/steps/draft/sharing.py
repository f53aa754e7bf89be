"""Of what are the examples' figures? Each gets a measure: of the words near it, and of the same value elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.model.dimensions import family
from bot.model.drafts import Example, Near
from bot.model.figures import Figure
from bot.steps.draft.scripts import folded, has

# A word this near to a figure says what it is; one further off only helps.
NEAR = 9.0
HALFWAY = 4.0
_TEN, _THOUSAND = 10, 1000
# Of two measures that one number may have, the one that says more, where its words are half as strong.
_SAYS_MORE = {"cuts": frozenset({"jobs", "staff"}), "savings": frozenset({"cost"})}
# How much a figure moved, how long something takes, on which day: no series of a story by themselves.
_PASSING = frozenset({"duration", "times"})
# Words of stock exchanges stand beside every story; results and sales are a story's where half of it tells them.
BESIDE = frozenset(
    {"share_price", "index", "exchange", "commodity", "valuation", "dividend", "growth"}
)
RESULTS = frozenset({"profit", "revenue", "loan"})


@dataclass(slots=True, eq=False)
class Member:
    """A figure of an example, with what it measures."""

    example: int
    figure: Figure
    near: tuple[Near, ...]
    kind: str
    origin: int
    measure: str | None = None
    why: str = ""

    @property
    def value(self) -> tuple[str, Decimal, Decimal]:
        """What makes two figures the same number: unit and ends, of a date the years."""
        figure = self.figure
        if self.kind == "date":
            return ("date", *_years(figure))
        unit = figure.unit if figure.is_money else family(figure.unit)
        return (unit, figure.low, figure.high)


def members(examples: Sequence[Example]) -> list[Member]:
    """The figures that may make a series, in order, each with its measure where anything says one."""
    found = [
        Member(number, figure, near, kind_of(figure), example.copy_of or number)
        for number, example in enumerate(examples, start=1)
        for figure, near in zip(example.figures, example.near, strict=True)
        if _may_stand(figure, example)
    ]
    for one in found:
        nearest = next(
            (near for near in one.near if near.distance <= NEAR and _fits(near, one)), None
        )
        if nearest is not None:
            one.measure, one.why = nearest.measure, f"“{nearest.word}” beside it"
    _vote(found)
    _price(found)
    return found


def kind_of(figure: Figure) -> str:
    """What a figure is counted in, as far as two pages would agree: money in any currency, things of any kind."""
    return family(figure.unit)


def origins(group: Iterable[Member]) -> set[int]:
    """The examples that say it, copies of one text counted once."""
    return {one.origin for one in group}


def in_headline(one: Member, examples: Sequence[Example]) -> bool:
    """Whether the headline of its example has the figure's number too."""
    title = examples[one.example - 1].title
    if any(char.isdigit() for char in one.figure.text) and has(
        folded(title), folded(one.figure.text)
    ):
        return True
    return _has_number(title, "".join(c for c in one.figure.text if c.isdigit() or c in ".,"))


def _has_number(title: str, digits: str) -> bool:
    trimmed = digits.strip(".,")
    at = title.find(trimmed) if trimmed else -1
    if at < 0:
        return False
    before, after = title[at - 1 : at] if at else "", title[at + len(trimmed) :][:1]
    return not before.isdigit() and not after.isdigit()


def _may_stand(figure: Figure, example: Example) -> bool:
    if figure.rendering_of is not None or figure.difference or kind_of(figure) in _PASSING:
        return False
    if kind_of(figure) == "date":
        # Every page is full of dates: a series is about one that was still to come.
        return _years(figure)[0] > example.published.year
    return True


def _fits(near: Near, one: Member) -> bool:
    if near.measure in BESIDE:
        return False
    return not (near.measure in RESULTS and not one.figure.is_money)


def _vote(found: Sequence[Member]) -> None:
    """Let figures of one value agree: what most pages' words say of it, it is on all of them."""
    groups: dict[tuple[str, Decimal, Decimal], list[Member]] = defaultdict(list)
    for one in found:
        groups[one.value].append(one)
    for group in groups.values():
        if len(origins(group)) < 2 or not is_telling(group[0]):  # noqa: PLR2004  (one page agrees with itself)
            continue
        votes: dict[str, dict[int, float]] = defaultdict(dict)
        for one in group:
            for near in one.near:
                if _fits(near, one):
                    weight = 1 / (1 + max(near.distance, 0.0) / HALFWAY)
                    by_origin = votes[near.measure]
                    by_origin[one.origin] = max(weight, by_origin.get(one.origin, 0.0))
        if not votes:
            continue
        best = _best({name: sum(given.values()) for name, given in votes.items()})
        for one in group:
            if one.measure != best:
                one.measure, one.why = best, f"the same value as in {_others(one, group)}"


def _price(found: Sequence[Member]) -> None:
    """Keep prices of one thing apart from sums: a value that one page gives per share is such a price on all."""
    things = {one.value: one.figure.per for one in found if one.figure.is_money and one.figure.per}
    for one in found:
        per = things.get(one.value)
        if per:
            one.kind = f"money per {per}"


def _best(votes: Mapping[str, float]) -> str:
    best = min(votes, key=lambda name: (-votes[name], name))
    for telling, plainer in _SAYS_MORE.items():
        if best in plainer and 2 * votes.get(telling, 0.0) >= votes[best]:
            return telling
    return best


def _others(one: Member, group: Sequence[Member]) -> str:
    return ", ".join(f"[{at}]" for at in sorted({other.example for other in group} - {one.example}))


def is_telling(one: Member) -> bool:
    """Whether two pages hardly have the number by chance: one digit says nothing, but for thousands and more."""
    value = abs(one.figure.high)
    if one.kind == "percent":
        return value > _TEN
    return len(value.normalize().as_tuple().digits) > 1 or value >= _THOUSAND


def _years(figure: Figure) -> tuple[Decimal, Decimal]:
    if figure.unit == "year":
        return figure.low, figure.high
    first, last = date.fromordinal(int(figure.low)), date.fromordinal(int(figure.high))
    return Decimal(first.year), Decimal(last.year)

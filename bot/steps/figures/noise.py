"""Numbers that name or place something instead of counting it."""

from __future__ import annotations

import re

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.lexicon import is_letter
from bot.steps.figures.quantity import POINTS_IN_TIME, Quantity, Source
from bot.steps.figures.vocabulary import Unit

_LIST = re.compile(r"[ \-*•·▪◦#>()]*$")
_TOO_LONG = 15
_BULLET = 12
_NEAR = 80
_EQUALS = frozenset({"=", "≈", "≒"})
# A first word has a capital anyway; with a known noun, only a large number after it is a name ("Boeing 737 jets").
_NAMED = 100
_TIMES_PAST = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "decades"})


def refuse(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Drops what is none: numbers without a unit, labels, names, places in a list, furniture."""
    furniture: dict[tuple[int, int], bool] = {}
    for quantity in found:
        if quantity.dropped:
            continue
        if quantity.code == "weeks":
            _shares(source, quantity)
        quantity.dropped = quantity.unit is None or any(
            test(source, quantity) for test in (() if quantity.code in POINTS_IN_TIME else _TESTS)
        )
        if quantity.dropped or not source.grammar.boilerplate:
            continue
        around = clauses.sentence(quantity.start)
        if around not in furniture:
            furniture[around] = bool(
                source.grammar.boilerplate.search(source.folded, around[0], around[1])
            )
        quantity.dropped = furniture[around]


def _measure(source: Source, quantity: Quantity) -> bool:
    """As in "Per million tokens", "for every 100 people": what something is reckoned by, not how many there are."""
    at = quantity.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    return source.grammar.reckoned_by.before(source.folded, at) is not None


def _ago(source: Source, quantity: Quantity) -> bool:
    """As in "Three years ago" is a date."""
    if quantity.code not in _TIMES_PAST:
        return False
    folded, end = source.folded, quantity.end
    at = quantity.start
    while at and folded[at - 1] == " ":
        at -= 1
    grammar = source.grammar
    return (
        grammar.ago_after.at(folded, end) is not None
        or (folded[end : end + 1] == " " and grammar.ago_after.at(folded, end + 1) is not None)
        or grammar.ago_before.before(folded, at) is not None
    )


def _shares(source: Source, quantity: Quantity) -> None:
    """주 counts weeks, and shares where the sentence is about stock."""
    written = source.folded[quantity.number_end : quantity.end]
    around = source.folded[max(0, quantity.start - _NEAR) : quantity.end + _NEAR]
    if written.strip() == "주" and any(word in around for word in source.grammar.stock):
        quantity.unit = Unit("shares")


def _equation(source: Source, quantity: Quantity) -> bool:
    """As in "($1 = 1,333.29 won)": a rate of exchange, at which a page converts."""
    if not quantity.is_money:
        return False
    folded, start, end = source.folded, quantity.start, quantity.end
    before, after = folded[max(0, start - 2) : start].strip(), folded[end : end + 2].strip()
    return before[-1:] in _EQUALS or after[:1] in _EQUALS


def _not_even(source: Source, quantity: Quantity) -> bool:
    """As in 1ドルも, 一分钱也, 1원도: "not even one" tells of no amount."""
    return (
        quantity.is_money
        and quantity.mantissa == 1
        and quantity.scale == 1
        and source.folded.startswith(source.grammar.not_even or ("\0",), quantity.end)
    )


def _no_score(source: Source, quantity: Quantity) -> bool:
    """As in 上调五分: points only where the text around it is about a contest."""
    contests = source.grammar.contests
    if quantity.code != "points" or quantity.form != "han" or contests is None:
        return False
    around = max(0, quantity.start - _NEAR), quantity.end + _NEAR
    return contests.search(source.folded, *around) is None


def _lone_coin(source: Source, quantity: Quantity) -> bool:
    """分 and 角 are coins only after a larger one; alone they are points, minutes, corners."""
    if source.grammar.language.spaced or quantity.unit is None or quantity.unit.kind != "subunit":
        return False
    return source.folded[quantity.number_end : quantity.end].strip() in source.grammar.lone_coins


def _too_long(_source: Source, quantity: Quantity) -> bool:
    return (
        quantity.form == "digits"
        and quantity.low == quantity.high
        and not quantity.grouped
        and quantity.scale == 1
        and not quantity.is_money
        and (quantity.number_end - quantity.number_start > _TOO_LONG)
    )


def _labelled(source: Source, quantity: Quantity) -> bool:
    """As in "Windows 11 machines", 第2版: a plain number after a label or a name is a name itself."""
    if (
        quantity.scale != 1
        or quantity.grouped
        or quantity.prefixed
        or quantity.low != quantity.high
    ):
        return False
    if quantity.code == "percent" or quantity.is_money:
        return False
    folded, start = source.folded, quantity.start
    at = start
    while at and folded[at - 1] in " :." and start - at < 3:  # noqa: PLR2004  ("No. 7", "version: 3")
        at -= 1
    label = source.grammar.labels.before(folded, at)
    if label and not (
        quantity.unit and quantity.unit.kind == "measure" and quantity.form != "digits"
    ):
        if not source.grammar.language.spaced:
            return at == start or label[1] not in {
                "前",
                "型",
                "条",
                "표",
                "図",
                "表",
                "级",
                "g",
                "f",
                "l",
                "v",
            }
        return quantity.form == "digits" or source.text[quantity.start].isupper()
    if at != start and folded[at:start].strip():
        return False
    return _after_name(source, quantity, at)


def _after_name(source: Source, quantity: Quantity, at: int) -> bool:
    language = source.grammar.language
    if not language.names_in_capitals or quantity.form != "digits" or at == quantity.start:
        return False
    if not at or not is_letter(source.folded[at - 1]):
        return False
    begin = at
    while begin and (source.text[begin - 1].isalnum() or source.text[begin - 1] in "-'&"):
        begin -= 1
    word = source.text[begin:at]
    inflected = bool(language.suffixes) and "'" in word
    if (
        not word[0].isupper()
        or inflected
        or source.folded[begin:at] in source.grammar.starters
        or source.folded[begin:at] in source.grammar.months
    ):
        return False
    measured = quantity.unit and quantity.unit.kind == "measure" and not _opens(source, begin)
    # "In Lisbon 32 people died": whoever is counted behind the number is no part of the name.
    counted = quantity.code == "people" and quantity.end > quantity.number_end
    people = counted and not _opens(source, begin)
    if measured or people:
        return False
    if _opens(source, begin) and quantity.low < _NAMED and quantity.code != "count":
        return False
    return not (_opens(source, begin) and source.folded[begin:at].endswith("ly"))


def _opens(source: Source, begin: int) -> bool:
    before = source.folded[max(0, begin - 2) : begin].strip()
    return begin == 0 or not before or before[-1] in '.!?"“•:|\n'


def _listed(source: Source, quantity: Quantity) -> bool:
    """A number that opens its line and goes on with a full stop or a bracket, or against a word."""
    if quantity.form != "digits" or quantity.scale != 1 or quantity.prefixed:
        return False
    folded = source.folded
    line = folded.rfind("\n", max(0, quantity.start - _BULLET), quantity.start) + 1 or (
        0 if quantity.start <= _BULLET else -1
    )
    if line < 0 or not _LIST.fullmatch(folded, line, quantity.start):
        return False
    after = folded[quantity.number_end : quantity.number_end + 2]
    return after[:1] == ")" or after in {". ", ".\n"} or after[:1] == "、"


def _article(source: Source, quantity: Quantity) -> bool:
    """As in "Ein Liter", "un an": an article, where English would not say "one"."""
    if quantity.low != 1 or quantity.is_money or quantity.code in {"percent", "watts", "flops"}:
        return False
    return source.folded[quantity.number_start : quantity.number_end] in source.grammar.indefinite


_TESTS = (
    _article,
    _equation,
    _not_even,
    _no_score,
    _too_long,
    _lone_coin,
    _measure,
    _ago,
    _labelled,
    _listed,
)

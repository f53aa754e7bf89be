"""Numbers that belong together: the two ends of a range, dollars and their cents, a shared unit."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.steps.figures.quantity import Quantity, Source

_ONE = Decimal(1)
# After the second value, these say that it was reached; without them 30ドルから50ドル is a range.
_DIRECTIONS = (
    "に",
    "へ",
    "と",
    "まで",
    "程度に",
    "前後に",
    "超に",
    "以上に",
    "으로",
    "로",
    " 이상으로",
    "까지",
)
_TENFOLD = Decimal(10)
_TENTHS = {"分": Decimal(1), "厘": Decimal("0.1")}
_WIDEST = 40
_NEAR = Decimal(20)
_COINS = re.compile(r" ?(?:and|und|et|y|e|en|og|ve|と|和|,|와|과)? ?")


def merge(source: Source, found: list[Quantity]) -> list[Quantity]:
    """One quantity for a range and for compound money; what shares a unit gets it."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        if before and quantity.start - before.end <= _WIDEST and quantity.start >= before.end:
            if _coins(source, before, quantity) or _tenths(source, before, quantity):
                continue
            if _range(source, before, quantity):
                continue
            _share(source, before, quantity)
        merged.append(quantity)
    return merged


def _coins(source: Source, first: Quantity, second: Quantity) -> bool:
    """ "13 dollars and 45 cents", 5元3角, "15 dollars 50": one amount."""
    if (
        not first.unit
        or first.unit.kind != "money"
        or first.scale != _ONE
        or first.low != first.low.to_integral_value()
    ):
        return False
    between = source.folded[first.end : second.start]
    if not _COINS.fullmatch(between):
        return False
    if second.unit and second.unit.kind == "subunit":
        if second.low >= _ONE or first.prefixed:
            return False
        worth = second.low
    elif (
        second.unit is None
        and not first.prefixed
        and second.form in {"digits", "words"}
        and second.low < 100
        and second.scale == _ONE
    ):
        if (
            second.low != second.low.to_integral_value()
            or source.folded[second.end : second.end + 1] in "%-/:$€"
        ):
            return False
        worth = second.low / 100
    else:
        return False
    first.low += worth
    first.high += worth
    first.last = second.last if second.unit else Decimal("0.01")
    first.end = second.end
    return True


def _tenths(source: Source, first: Quantity, second: Quantity) -> bool:
    """3割5分 is 35 percent, 3割8分7厘 38.7."""
    if first.code != "percent" or second.start != first.end or first.unit is None:
        return False
    worth = _TENTHS.get(source.folded[second.number_end : second.number_end + 1])
    if worth is None or first.unit.factor != _TENFOLD:
        return False
    first.low += second.mantissa * worth
    first.high = first.low
    first.last = worth
    first.end = second.number_end + 1
    return True


def _range(source: Source, first: Quantity, second: Quantity) -> bool:
    grammar = source.grammar
    between = source.folded[first.end : second.start]
    if first.low != first.high or second.low != second.high or second.qualifier == "several":
        return False
    joined = between.strip(" ") or between
    apart = joined not in grammar.ranges
    if apart and joined not in grammar.either:
        return False
    if not _alike(first, second) or _moved(source, first, second, joined):
        return False
    if (
        apart
        or joined
        in {
            "and",
            "or",
            "und",
            "et",
            "y",
            "e",
            "en",
            "ve",
            "og",
            "と",
            "和",
            "、",
            "与",
        }
    ) and not _both_ends(source, first, second, joined):
        return False
    if first.is_money and second.unit and not second.is_money:
        return False
    if _year_like(first) and _year_like(second) and not second.unit:
        return False
    _spread(first, second)
    if first.low >= second.low or (second.unit is None and first.unit is None):
        return False
    first.high = second.high
    first.last = min(first.last, second.last)
    first.end = second.end
    first.unit = second.unit if first.unit is None or second.unit else first.unit
    first.number_end = second.number_end
    first.grouped = first.grouped or second.grouped
    return True


def _moved(source: Source, first: Quantity, second: Quantity, joined: str) -> bool:
    """ "From 1 to 2" tells of a change, not of a range."""
    if joined not in source.grammar.change_to and joined not in {"から", "에서"}:
        return False
    if joined in {"から", "에서"}:
        return source.folded.startswith(_DIRECTIONS, second.end)
    at = first.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    return source.grammar.earlier_before.before(source.folded, at) is not None and not any(
        source.folded.endswith(word, 0, at)
        for word in ("ranging from", "anywhere from", "ranges from", "range from")
    )


def _alike(first: Quantity, second: Quantity) -> bool:
    if first.unit is None or second.unit is None:
        return first.unit is None or first.prefixed or first.code == second.code
    return first.code == second.code or (first.unit.kind == "noun" and first.code == "count")


def _both_ends(source: Source, first: Quantity, second: Quantity, joined: str) -> bool:
    """ "And" makes a range only after "between"; "or" only of neighbours."""
    if joined in source.grammar.either and joined not in {"and", "、"}:
        return first.low * second.scale < second.low or first.low < second.low
    if joined == "、":
        return (
            second.low == first.low + 1
            and first.unit is None
            and first.form == "han"
            and second.form == "han"
        )
    at = first.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    return source.grammar.between.before(source.folded, at) is not None


def _year_like(quantity: Quantity) -> bool:
    return (
        quantity.form == "digits"
        and 1900 <= quantity.low <= 2100
        and not quantity.grouped
        and quantity.scale == _ONE
    )


def _spread(first: Quantity, second: Quantity) -> None:
    """The magnitude and the unit's factor of the second belong to both ("2-3 trillion")."""
    if (
        first.scale == _ONE
        and second.scale > _ONE
        and first.low < second.low / second.scale * _NEAR
        and not _own_scale(first, second)
    ):
        first.multiply(second.scale)
    if second.unit and second.unit.factor != _ONE and (first.unit is None):
        first.low *= second.unit.factor
        first.high *= second.unit.factor
        first.last *= second.unit.factor


def _own_scale(first: Quantity, second: Quantity) -> bool:
    """Where the first end is dearer than the second's mantissa, it has its own measure."""
    return first.prefixed and second.prefixed and first.low > second.mantissa


def _share(source: Source, first: Quantity, second: Quantity) -> None:
    """ "From 450 to 360 people", "fra 1,2 til 1,9 milliarder euro": the first takes the second's unit."""
    if first.unit is not None and not (
        first.prefixed and first.scale == _ONE and second.scale > _ONE
    ):
        return
    between = source.folded[first.end : second.start].strip(" ,")
    if (
        between not in source.grammar.change_to
        and between not in source.grammar.ranges
        and not _single(between)
    ):
        return
    if second.unit is None or (between in {"and", "、", ",", "und"} and second.unit.kind != "noun"):
        return
    if first.form == "digits" and _year_like(first):
        return
    if (
        between not in source.grammar.change_to
        and first.unit is None
        and second.unit.kind != "noun"
        and between in {"", ","}
    ):
        return
    ratio = second.mantissa and first.mantissa / second.mantissa
    if first.scale == _ONE and second.scale > _ONE and Decimal("0.02") < ratio < 50:  # noqa: PLR2004  (the same order of size)
        first.multiply(second.scale)
    if first.unit is None:
        first.unit = second.unit
        if second.unit.factor != _ONE:
            first.low *= second.unit.factor
            first.high *= second.unit.factor
            first.last *= second.unit.factor


def _single(between: str) -> bool:
    return between in {"から", "에서", "上调至", "增至", "提高至", "下调至", "升至", "降至"}

"""Numbers that belong together: the two ends of a range, dollars and their cents, a shared unit."""

from __future__ import annotations

from decimal import Decimal

from bot.steps.figures.differences import in_points
from bot.steps.figures.quantity import Quantity, Source, year_like

_ONE = Decimal(1)
_TENFOLD = Decimal(10)
_WIDEST = 40
_NEAR = Decimal(20)
_ORDER = Decimal(50)
_WIDER_THAN_A_RANGE = 4
_CENTS = Decimal(100)
_THOUSAND = Decimal(1000)
_DASHES = frozenset({"-", "–", "—", "~"})
_MILLION = Decimal(1000000)


def merge(source: Source, found: list[Quantity]) -> list[Quantity]:
    """One quantity for a range and for compound money; what shares a unit gets it."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        if before and quantity.start - before.end <= _WIDEST and quantity.start >= before.end:
            if _coins(source, before, quantity) or _tenths(source, before, quantity):
                continue
            if _composed(source, before, quantity):
                continue
            if _tally(source, before, quantity):
                before.dropped = quantity.dropped = True
            if _range(source, before, quantity):
                continue
            _share(source, before, quantity)
        merged.append(quantity)
    return merged


def _composed(source: Source, first: Quantity, second: Quantity) -> bool:
    """As in "1 billion 25 million", "3 mil 500 millones", "2 bin 300": one number in two magnitudes."""
    between = source.folded[first.end : second.start]
    glue = between.strip()
    if not between or first.end != first.number_end or (first.unit and not first.prefixed):
        return False
    if first.scale == _ONE or second.prefixed or (glue and glue not in source.grammar.glue):
        return False
    larger = first.scale < second.scale
    if larger:
        # Spanish and Portuguese count thousands of millions.
        if (
            first.scale != _THOUSAND
            or glue
            or second.mantissa >= _THOUSAND
            or second.scale != _MILLION
        ):
            return False
        factor = second.scale * (second.unit.factor if second.unit else _ONE)
        total = first.low * factor + second.low
    else:
        if second.low >= first.scale or first.low % 1 or not _smaller(second, plain=not glue):
            return False
        total = first.low * (second.unit.factor if second.unit else _ONE) + second.low
    first.low = first.high = total
    first.last, first.unit = second.last, first.unit or second.unit
    first.end, first.number_end = second.end, second.number_end
    return True


def _smaller(second: Quantity, *, plain: bool) -> bool:
    """Whether a number can end one that began with a greater magnitude."""
    if second.scale > _ONE:
        return True
    hundreds = second.form == "digits" and second.low >= _CENTS and not second.low % 1
    return plain and hundreds and second.low < _THOUSAND and second.unit is not None


def _tally(source: Source, first: Quantity, second: Quantity) -> bool:
    """As in "217–213", "2-1": votes and goals. A range goes up."""
    plain = all(
        one.form == "digits" and one.scale == _ONE and not one.grouped and not one.prefixed
        for one in (first, second)
    )
    if not plain or first.unit is not None or year_like(first) or first.low < second.low:
        return False
    return source.folded[first.end : second.start] in {"-", "–", "—", ":"}


def _coins(source: Source, first: Quantity, second: Quantity) -> bool:
    """One amount of two: "13 dollars and 45 cents", 5元3角, "15 dollars 50"."""
    if not first.unit or first.unit.kind != "money" or first.prefixed:
        return False
    if first.scale != _ONE and not (first.form == "han" and second.unit):
        return False
    between = source.folded[first.end : second.start].strip()
    if between not in source.grammar.coin_glue | {""} or first.low % 1:
        return False
    worth = _coin_worth(source, second)
    if worth is None:
        return False
    first.low += worth
    first.high += worth
    first.last = second.last if second.unit else 1 / _CENTS
    first.end = second.end
    return True


def _coin_worth(source: Source, second: Quantity) -> Decimal | None:
    if second.unit:
        return second.low if second.unit.kind == "subunit" and second.low < _ONE else None
    plain = second.form in {"digits", "words"} and second.scale == _ONE and not second.low % 1
    if not plain or second.low >= _CENTS or source.folded[second.end : second.end + 1] in "%-/:$€":
        return None
    return second.low / _CENTS


def _tenths(source: Source, first: Quantity, second: Quantity) -> bool:
    """3割5分 is 35 percent, 3割8分7厘 38.7, 一成五 15."""
    if first.code != "percent" or second.start != first.end or first.unit is None:
        return False
    if (
        second.form == "han"
        and second.unit is None
        and second.low < _TENFOLD
        and first.unit.factor == _TENFOLD
    ):
        first.low += second.low
        first.high, first.last, first.end = first.low, _ONE, second.end
        return True
    worth = source.grammar.tenths.get(source.folded[second.number_end : second.number_end + 1])
    if worth is None or first.unit.factor != _TENFOLD:
        return False
    first.low += second.mantissa * worth
    first.high = first.low
    first.last = worth
    first.end = second.number_end + 1
    return True


def _range(source: Source, first: Quantity, second: Quantity) -> bool:
    """As in "2 to 3 trillion", 8~9, "between 20 and 30": one quantity with two ends."""
    if not _joined(source, first, second):
        return False
    _short_magnitude(source, first, second)
    dashed = source.folded[first.end : second.start] in _DASHES
    scale = _shared_scale(first, second, dashed=dashed)
    factor = second.unit.factor if second.unit and first.unit is None else _ONE
    if first.low * scale * factor >= second.low or (second.unit is None and first.unit is None):
        return False
    first.multiply(scale)
    first.low *= factor
    first.high = second.high
    first.last = min(first.last * factor, second.last)
    first.end, first.number_end = second.end, second.number_end
    first.unit = second.unit if first.unit is None or second.unit else first.unit
    first.grouped = first.grouped or second.grouped
    return True


def _joined(source: Source, first: Quantity, second: Quantity) -> bool:
    """Whether words and units allow the two to be the ends of one range."""
    if first.low != first.high or second.low != second.high or second.qualifier == "several":
        return False
    between = source.folded[first.end : second.start]
    joined = between.strip(" ") or between
    known = joined in source.grammar.ranges
    if not (known or joined in source.grammar.either) or not _alike(first, second):
        return False
    if _moved(source, first, second, joined) or (year_like(first) and year_like(second)):
        return False
    return (known and joined not in source.grammar.listing) or _both_ends(
        source, first, second, joined
    )


def _moved(source: Source, first: Quantity, second: Quantity, joined: str) -> bool:
    """As in "From 1 to 2", or "by 1 to 20": that tells of a change, not of a range."""
    if joined not in source.grammar.change_to:
        return False
    at = first.start
    while at and source.folded[at - 1] == " ":
        at -= 1
    if (
        first.unit is not None
        and not first.prefixed
        and in_points(source, first) != in_points(source, second)
    ):
        return True
    scaled = first.unit is not None or first.scale > _ONE
    if first.unit is not None and source.grammar.moves.before(source.folded, at):
        return True
    if scaled and source.grammar.moved_by.before(source.folded, at):
        # "By $5 to $10" has two ends; what moved by $200 million to $1.2 billion has one.
        return not first.prefixed or second.low >= first.low * _WIDER_THAN_A_RANGE
    if not source.grammar.language.spaced:
        return source.folded.startswith(source.grammar.directions, second.end)
    return (
        source.grammar.earlier_before.before(source.folded, at) is not None
        and source.grammar.extents.before(source.folded, at) is None
    )


def _alike(first: Quantity, second: Quantity) -> bool:
    """Whether the units go together; "84 cents to $71.20" is a move and where it ended."""
    if first.is_money and second.unit and not second.is_money:
        return (
            first.prefixed and second.unit.kind == "measure" and second.end - second.number_end == 1
        )
    if first.unit is None or second.unit is None:
        return first.unit is None or first.prefixed or first.code == second.code
    if first.prefixed != second.prefixed:
        return False
    return first.code == second.code or (first.unit.kind == "noun" and first.code == "count")


def _both_ends(source: Source, first: Quantity, second: Quantity, joined: str) -> bool:
    """As in "And" makes a range only after "between"; "or" only of neighbours."""
    if joined in source.grammar.either and joined != "、":
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


def _short_magnitude(source: Source, first: Quantity, second: Quantity) -> None:
    """As in "$3-5m": behind one sign a letter is a magnitude for the second end too."""
    letter = source.folded[second.number_end : second.end]
    factor = source.grammar.short.get(letter)
    if first.prefixed and second.unit and second.unit.kind == "measure" and factor:
        second.low, second.high, second.last = second.mantissa, second.mantissa, _ONE
        second.multiply(factor)
        second.unit, second.number_end = first.unit, second.end


def _shared_scale(first: Quantity, second: Quantity, *, dashed: bool) -> Decimal:
    """The magnitude of the second belongs to both ("2-3 trillion")."""
    if first.scale == _ONE and second.scale == _ONE and dashed:
        # "$5-8,000": the thousands of the second are the first's too.
        written = second.grouped and not second.low % _THOUSAND and not first.grouped
        return _THOUSAND if written and first.low < second.low / _THOUSAND else _ONE
    if first.scale != _ONE or second.scale <= _ONE or _own_scale(first, second):
        return _ONE
    return second.scale if first.low < second.low / second.scale * _NEAR else _ONE


def _own_scale(first: Quantity, second: Quantity) -> bool:
    """Where the first end is dearer than the second's mantissa, it has its own measure."""
    return first.prefixed and second.prefixed and first.low > second.mantissa


def _share(source: Source, first: Quantity, second: Quantity) -> None:
    """The first takes the second's unit: "from 450 to 360 people", "fra 1,2 til 1,9 milliarder euro"."""
    bare = first.unit is None
    if second.unit is None or not (bare or (first.prefixed and first.scale == _ONE < second.scale)):
        return
    between = source.folded[first.end : second.start].strip(" ,")
    grammar = source.grammar
    instead = bare and grammar.earlier_before.get(between) is not None
    if not instead and between not in grammar.change_to | grammar.ranges:
        return
    if (between in grammar.listing and second.unit.kind != "noun") or year_like(first):
        return
    ratio = first.mantissa / second.mantissa if second.mantissa else Decimal(0)
    if first.scale == _ONE < second.scale and 1 / _ORDER < ratio < _ORDER:
        first.multiply(second.scale)
    if bare:
        first.unit = second.unit
        first.low *= second.unit.factor
        first.high *= second.unit.factor
        first.last *= second.unit.factor

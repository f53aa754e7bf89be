"""Rounding that any amount passes: the default context of decimal refuses what has more than 28 digits."""

from __future__ import annotations

from decimal import Context, Decimal

_DIGITS = 400


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with so many decimal places (negative: whole tens, hundreds), half to even.

    In a context of its own, so that one absurd amount in a ledger cannot make the rounding of another fail. What
    has no end is returned as it is.
    """
    if not value.is_finite():
        return value
    # Contexts keep flags, so no thread shares its own with another.
    return value.quantize(Decimal(1).scaleb(-places), context=Context(prec=_DIGITS))

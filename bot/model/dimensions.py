"""In what a figure is measured, and for which year: what tells apart the rows of one series."""

from __future__ import annotations

from decimal import Decimal

from bot.model.figures import Observation

# Units whose numbers count whole things: 4 is not 5.
COUNTED = frozenset({"count", "units", "people", "companies"})
DAYS = {
    "years": Decimal("365.25"),
    "months": Decimal("30.4375"),
    "weeks": Decimal(7),
    "days": Decimal(1),
    "hours": Decimal(1) / 24,
}
TONNES = {"tonnes": Decimal(1), "kilograms": Decimal("0.001"), "grams": Decimal("0.000001")}


def family(unit: str) -> str:
    """What a unit measures: figures of one family can be held against each other."""
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (ISO 4217's own length)
        return "money"
    if unit in COUNTED:
        return "count"
    if unit in DAYS:
        return "duration"
    return "mass" if unit in TONNES else unit


def family_of(observation: Observation) -> str:
    """The family of units that the observation's figure is of; an increment is one of its own."""
    kind = family(observation.figure.unit)
    return f"additional {kind}" if observation.figure.additional else kind


def year_of(observation: Observation) -> int | None:
    """The year that an amount is for; a year or a date is not for a year."""
    by = observation.figure.by
    return by.year if by is not None and observation.figure.unit not in {"year", "date"} else None

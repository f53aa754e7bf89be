"""In what a figure is measured, and for which year: what tells apart the rows of one series."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.model.figures import Observation

# Units whose numbers count whole things: 4 is not 5.
COUNTED = frozenset({"count", "units", "people", "companies", "households"})
DAYS = {
    "years": Decimal("365.25"),
    "quarters": Decimal("91.3125"),
    "months": Decimal("30.4375"),
    "weeks": Decimal(7),
    "days": Decimal(1),
    "hours": Decimal(1) / 24,
    "minutes": Decimal(1) / 1440,
    "seconds": Decimal(1) / 86400,
    "decades": Decimal("3652.5"),
    "centuries": Decimal(36525),
}
# Units of one dimension, each with what one of it is worth in the first: acres can be held against hectares.
# The factors are those of NIST Handbook 44, appendix C, and the metric definitions of pyeong and mu; a barrel is one
# of oil, a gallon and a bushel are those of the United States.
SCALES: Mapping[str, Mapping[str, Decimal]] = {
    "duration": {"days": Decimal(1), **DAYS},
    "mass": {
        "tonnes": Decimal(1),
        "kilograms": Decimal("0.001"),
        "grams": Decimal("0.000001"),
        "pounds": Decimal("0.00045359237"),
        "ounces": Decimal("0.000028349523125"),
    },
    "area": {
        "m2": Decimal(1),
        "acres": Decimal("4046.8564224"),
        "square feet": Decimal("0.09290304"),
        "square miles": Decimal("2589988.110336"),
        "pyeong": Decimal(400) / 121,
        "mu": Decimal(2000) / 3,
    },
    "length": {
        "metres": Decimal(1),
        "miles": Decimal("1609.344"),
        "nautical miles": Decimal(1852),
        "yards": Decimal("0.9144"),
        "feet": Decimal("0.3048"),
        "inches": Decimal("0.0254"),
    },
    "volume": {
        "m3": Decimal(1),
        "litres": Decimal("0.001"),
        "barrels": Decimal("0.158987294928"),
        "gallons": Decimal("0.003785411784"),
        "cubic feet": Decimal("0.028316846592"),
        "bushels": Decimal("0.03523907016688"),
    },
    "speed": {
        "m/s": Decimal(1),
        "km/h": Decimal(1000) / 3600,
        "mph": Decimal("0.44704"),
        "knots": Decimal(1852) / 3600,
    },
    "power": {"watts": Decimal(1), "horsepower": Decimal("745.69987158227022")},
}
_FAMILIES = {
    **{unit: name for name, units in SCALES.items() for unit in units},
    **dict.fromkeys(COUNTED, "count"),
    # A year is a date of a year's precision.
    "year": "date",
}


def family(unit: str) -> str:
    """What a unit measures: figures of one family can be held against each other."""
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (ISO 4217's own length)
        return "money"
    return _FAMILIES.get(unit, unit)


def scale(unit: str) -> tuple[Decimal, str]:
    """What one of a unit is worth in the first unit of its family, and that unit; itself where it has no family."""
    units = SCALES.get(family(unit))
    return (units[unit], next(iter(units))) if units else (Decimal(1), unit)


def year_of(observation: Observation) -> int | None:
    """The year that an amount is for; None where it is for none.

    A date is not for a year. A deadline makes no other sum of a sum ("€9 billion by 2034"); a budget year does.
    """
    by = observation.figure.by
    if by is None or family(observation.figure.unit) == "date":
        return None
    return by.year if by.fiscal or not observation.figure.is_money else None

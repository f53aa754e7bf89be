"""Money and percentages of recognizers_dev: values and currencies after Recognizers-Text.

The corpus gives no offsets, so an expected item counts as found when one of the engine's figures in
that input has its value, and for money its currency. Its generic names ("Dollar") fit every
currency of that name, its sub-units ("Pence") are compared in the main unit. Expectations with no
value (a bare currency name) are no figures and are not asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.model.figures import Figure
from eval.corpora import rows, shared_file
from eval.figures import Find, close, engine
from eval.report import Finding, Grid, Section, share, shown

FILE = "recognizers_dev.jsonl"
MODELS = {"CurrencyModel": "money", "PercentModel": "percent"}
# value and currency right, all cases, of the library's own Python port, as the issue states it
BEST_KNOWN = {
    ("money", "en"): ".85",
    ("money", "ja"): ".06",
    ("money", "zh"): ".89",
    ("money", "ko"): "0",
    ("percent", "en"): ".85",
    ("percent", "ja"): ".29",
    ("percent", "zh"): "1",
    ("percent", "ko"): ".20",
}
HUNDREDTH = Decimal("0.01")
# a generic name: the currencies that bear it, and what one of it is in their main unit
GENERIC: dict[str, tuple[frozenset[str], Decimal]] = {
    "Dollar": (frozenset(["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"]), Decimal(1)),
    "Pound": (frozenset(["GBP", "EGP", "LBP"]), Decimal(1)),
    "Franc": (frozenset(["CHF", "FRF", "BEF", "LUF"]), Decimal(1)),
    "Rupee": (frozenset(["INR", "PKR", "LKR", "NPR", "MUR"]), Decimal(1)),
    "Peseta": (frozenset(["ESP"]), Decimal(1)),
    "Finnish markka": (frozenset(["FIM"]), Decimal(1)),
    "Netherlands guilder": (frozenset(["NLG", "ANG"]), Decimal(1)),
    "Bitcoin": (frozenset(["BTC", "XBT"]), Decimal(1)),
    "Satoshi": (frozenset(["BTC", "XBT"]), Decimal("1e-8")),
    "Cent": (frozenset(["USD", "EUR", "CAD", "AUD", "NZD", "HKD", "SGD"]), HUNDREDTH),
    "Penny": (frozenset(["GBP", "USD"]), HUNDREDTH),
    "Pence": (frozenset(["GBP"]), HUNDREDTH),
    "Sen": (frozenset(["JPY", "MYR"]), HUNDREDTH),
}


def _fits(expected: dict[str, Any], kind: str, figure: Figure) -> bool:
    value = Decimal(expected["value"])
    if kind == "percent":
        return figure.unit == "percent" and close(value, figure.low)
    if not figure.is_money:
        return False
    if expected["iso"]:
        return figure.unit == expected["iso"] and close(value, figure.low)
    currencies, scale = GENERIC[expected["unit"]]
    return figure.unit in currencies and close(value * scale, figure.low)


def _asked(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in row["expected"] if item["value"] not in (None, "null")]


def _missed(row: dict[str, Any], kind: str, found: Sequence[Figure]) -> list[dict[str, Any]]:
    left, missed = list(found), []
    for expected in _asked(row):
        match = next((figure for figure in left if _fits(expected, kind, figure)), None)
        if match is None:
            missed.append(expected)
        else:
            left.remove(match)
    return missed


def evaluate(find: Find = engine) -> Section:
    """Score money and percentages by language."""
    path = shared_file(FILE)
    if path is None:
        return Section(name="recognizers_dev", absent=f"../shared/eval/{FILE} is not there")
    asked: dict[tuple[str, str], int] = defaultdict(int)
    right: dict[tuple[str, str], int] = defaultdict(int)
    findings = []
    for row in rows(path):
        kind = MODELS.get(row["model"])
        if kind is None:
            continue
        key = (kind, row["language"])
        found = tuple(find(row["input"], row["language"]))
        missed = _missed(row, kind, found)
        asked[key] += len(_asked(row))
        right[key] += len(_asked(row)) - len(missed)
        findings += [_finding(row, item, found) for item in missed]
    return Section(
        name="recognizers_dev",
        grids=(_grid(asked, right),),
        measures={
            f"recognizers.{kind}.{language}": share(right[kind, language], count)
            for (kind, language), count in asked.items()
        },
        findings=tuple(findings),
    )


def _finding(row: dict[str, Any], item: dict[str, Any], found: Sequence[Figure]) -> Finding:
    read = ", ".join(f"{figure.text} = {figure.low:f} {figure.unit}" for figure in found)
    return Finding(
        kind="miss",
        language=row["language"],
        written=item["text"],
        detail=f"{item['value']} {item['iso'] or item['unit'] or ''}; read: {read or 'nothing'}",
        sentence=row["input"],
    )


def _grid(asked: dict[tuple[str, str], int], right: dict[tuple[str, str], int]) -> Grid:
    return Grid(
        title="recognizers_dev, value and currency",
        columns=("", "language", "asked", "right", "share", "best known"),
        rows=tuple(
            (
                key[0],
                key[1],
                str(asked[key]),
                str(right[key]),
                shown(share(right[key], asked[key])),
                BEST_KNOWN[key],
            )
            for key in sorted(asked)
        ),
    )

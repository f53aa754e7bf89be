"""Sentences by kind, labelled before the engine had seen them: as many are read wholly as when they were pinned."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.steps.figures import find_figures
from eval.corpora import CASES

LINES = (CASES / "kinds_reading.jsonl").read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
DAY = date(2026, 11, 22)
# Of so many of each kind, so many at first sight: 5 of 33, 1 of 24, 10 of 25, 9 of 25, 4 of 15.
FLOORS = {"written": 32, "per": 24, "units": 24, "none": 25, "same": 13}


def read_wholly(row: dict[str, Any]) -> bool:
    """Whether exactly the labelled figures are read: values, units, and per what they are."""
    found = find_figures(row["text"], language=row["language"], published=DAY)
    read = sorted((one.low, one.high, one.unit, one.per or "") for one in found)
    labelled = [
        (Decimal(one["low"]), Decimal(one["high"]), one["unit"], one.get("per", ""))
        for one in row["figures"]
    ]
    return read == sorted(labelled)


@pytest.mark.parametrize("kind", FLOORS)
def test_every_kind_stays_above_its_floor(kind: str):
    """A rule for one language's sentence must not break another one's unseen."""
    rows = [row for row in ROWS if row["kind"] == kind]
    missed = [row["text"] for row in rows if not read_wholly(row)]
    assert len(rows) - len(missed) >= FLOORS[kind], missed


def test_each_kind_is_tried_in_many_languages():
    """What is mended in English alone is not mended."""
    kinds = Counter((row["kind"], row["language"]) for row in ROWS)
    assert all(sum(kind == one for kind, _ in kinds) >= 6 for one in FLOORS)
    assert len({language for _, language in kinds}) >= 13


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("en", "The stake was sold at £3.10 a share.", "share"),
        ("de", "Das Gas kostet 34 Euro je Megawattstunde.", "MWh"),
        ("ja", "料金は1トン当たり2400円だ。", "tonne"),
        ("ko", "지원금은 1인당 25만원이다.", "person"),
        ("zh-Hans", "补贴为每户600元。", "household"),
        ("en", "The ferry earns $3 million a year.", None),
    ],
)
def test_a_price_is_told_apart_by_what_it_is_for(language: str, text: str, thing: str | None):
    """Three pounds a share and three million pounds are no two values of one thing; a year is a period."""
    (figure,) = find_figures(text, language=language, published=DAY)
    assert figure.per == thing

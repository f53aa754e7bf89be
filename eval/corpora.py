"""Where the labelled texts are, and what a label says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "eval" / "cases"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A figure that a person marked in a sentence, in base units.

    `text` is the number with magnitude and unit, without qualifier and period. `stated` holds the
    optional marks that the label makes ("by", "was", "hedge", "earlier", "additional",
    "difference", "rendering_of"); what is not in it was not judged.
    """

    text: str
    low: Decimal
    high: Decimal
    unit: str
    qualifier: str
    period: str | None
    stated: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence with every figure in it; none makes it a trap. `published` is its day, if one is given."""

    language: str
    text: str
    figures: tuple[Labelled, ...]
    published: date | None = None


OPTIONAL_MARKS = ("by", "was", "hedge", "earlier", "additional", "difference", "rendering_of")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _labelled(raw: dict[str, Any]) -> Labelled:
    return Labelled(
        text=raw["text"],
        low=Decimal(raw["low"]),
        high=Decimal(raw.get("high") or raw["low"]),
        unit=raw["unit"],
        qualifier=raw.get("qualifier") or "exact",
        period=raw.get("period"),
        stated={key: raw[key] for key in OPTIONAL_MARKS if key in raw},
    )


def read_cases(path: Path) -> tuple[Case, ...]:
    """The labelled sentences of one file.

    Raises:
        ValueError: where a label's text does not stand in its sentence.
    """
    cases = []
    for number, raw in enumerate(rows(path), 1):
        for figure in raw["figures"]:
            if figure["text"] not in raw["text"]:
                raise ValueError(f"{path.name}:{number}: {figure['text']!r} is not in the sentence")
        cases.append(
            Case(
                language=raw["language"],
                text=raw["text"],
                figures=tuple(_labelled(figure) for figure in raw["figures"]),
                published=date.fromisoformat(raw["published"]) if "published" in raw else None,
            )
        )
    return tuple(cases)


def our_files() -> tuple[Path, ...]:
    """The files of our own labelled sentences, a language each."""
    return tuple(sorted(CASES.glob("figures_*.jsonl")))


def reading_files() -> tuple[Path, ...]:
    """The files of sentences about moves, differences, denials, dates and counts, a kind each."""
    return tuple(sorted(CASES.glob("reading_*.jsonl")))


def shared_file(name: str) -> Path | None:
    """A file of the shared evaluation folder beside the checkout; None where it is absent."""
    path = SHARED / "eval" / name
    return path if path.is_file() else None


def digest(path: Path) -> str:
    """SHA-256 of a corpus file, so that a floor is known to be about this text and no other."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

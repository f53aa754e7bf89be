"""The real streams: where they are, which are sealed, and what a label says of a page's figures.

A real stream is the news of one story as it came, reworded, with its figures as written, and labelled
before the bot was run. Ours are in `eval/real/`; five more lie beside the checkout. Some of ours are sealed:
measured on request only, and looked at as numbers only. A sealed stream that has been read is sealed no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.model.dimensions import SCALES, family, scale
from bot.model.figures import Figure, ForYear
from eval.corpora import ROOT, SHARED, rows

Row = dict[str, Any]

OURS = ROOT / "eval" / "real"
BESIDE = SHARED / "eval" / "real"
# dana and evergrande were drawn by a hash of the name; the others were sealed when they came.
SEALED = frozenset({"dana", "evergrande", "ita", "keybridge", "northvolt"})
_PERCENT = Decimal("0.01")
_LEAST = Decimal("1e-9")


@dataclass(frozen=True, slots=True, kw_only=True)
class RealStream:
    """One story. `group` is "beside" for the shared ones, "ours" or "sealed" for those of the project.

    `articles` are recorded in order of publication; `topic` is as a busy user writes it.
    """

    name: str
    group: str
    articles: Path
    labelled: Path
    topic: Path

    def labels(self) -> dict[str, Row]:
        """The labels by article."""
        return {row["id"]: row for row in rows(self.labelled)}


def streams(*, sealed: bool = False) -> tuple[RealStream, ...]:
    """Every real stream that is there; the sealed ones only where they are asked for."""
    found = [*_in(BESIDE, "beside"), *_in(OURS, "ours")]
    return tuple(one for one in found if sealed or one.group != "sealed")


def _in(folder: Path, group: str) -> Iterator[RealStream]:
    found = sorted(folder.glob("*/stream.jsonl"))
    for one in found:
        name = one.parent.name
        kind = "sealed" if name in SEALED else group
        yield RealStream(
            name=name,
            group=kind,
            articles=one,
            labelled=one.with_name("labels.jsonl"),
            topic=one.with_name("topic.yaml"),
        )


def places(label: Row, text: str) -> list[tuple[int, int]]:
    """Every place of a labelled figure's words in the text, a digit before or behind it excluded."""
    words, found, start = label["as_written"], [], 0
    while words and (start := text.find(words, start)) >= 0:
        end = start + len(words)
        before, behind = text[start - 1 : start], text[end : end + 1]
        if not (before.isdigit() and words[0].isdigit()) and not (
            behind.isdigit() and words[-1].isdigit()
        ):
            found.append((start, end))
        start = end
    return found


def aligned(label: Row, figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures of a page that a label is about: at a place of its words, with its value and unit."""
    spans = places(label, text)
    return [
        figure
        for figure in figures
        if any(figure.start < end and start < figure.end for start, end in spans)
        and _states(label, figure)
    ]


def _states(label: Row, figure: Figure) -> bool:
    if not _same_unit(str(label["unit"]), figure):
        return False
    value = Decimal(str(label["value"]))
    high = Decimal(str(label.get("high") or label["value"]))
    if figure.unit == "date":
        return value in _years_of(figure)
    by = scale(figure.unit)[0] / scale(_named(str(label["unit"])))[0]
    least, most = figure.low * by, figure.high * by
    return (close(value, least) or close(value, most)) and (
        value != high or close(high, most) or close(value, least)
    )


def _years_of(figure: Figure) -> tuple[Decimal, ...]:
    """The years that an interval of days touches."""
    first, last = date.fromordinal(int(figure.low)), date.fromordinal(int(figure.high))
    return tuple(Decimal(year) for year in range(first.year, last.year + 1))


def _same_unit(unit: str, figure: Figure) -> bool:
    wanted = _named(unit)
    counts = {"people", "count", "units", "companies"}
    if wanted == "year":
        return figure.unit in {"year", "date"}
    # Labels are in the unit of their series: "10,300 kg" is labelled 10.3 tonnes.
    alike = wanted in SCALES.get(family(figure.unit), {})
    return wanted == figure.unit or alike or (wanted in counts and figure.unit in counts)


def _named(unit: str) -> str:
    return {"person": "people", "persons": "people", "%": "percent"}.get(unit, unit)


def close(one: Decimal, other: Decimal) -> bool:
    """Whether two values agree within one percent."""
    return abs(one - other) <= _PERCENT * max(abs(one), abs(other), _LEAST)


def as_labelled(label: Row, figures: Sequence[Figure], text: str) -> Figure | None:
    """The figure that a label describes, at its first place in the text; None where it has none there.

    What the labels do not say (hedge, precision, what it was before) is the bot's own reading, where the
    bot found a figure at that place.
    """
    spans = places(label, text)
    if not spans:
        return None
    found = aligned(label, figures, text)
    value = Decimal(str(label["value"]))
    high = Decimal(str(label.get("high") or label["value"]))
    by = label.get("by")
    stated: Mapping[str, Any] = {
        "low": value,
        "high": max(value, high),
        "unit": label["unit"] if label["unit"] != "person" else "people",
        "qualifier": label.get("qualifier") or "exact",
        "period": label.get("period"),
        "by": ForYear(**by) if isinstance(by, dict) else None,
        "earlier": bool(label.get("earlier")),
    }
    if found:
        by_unit = scale(found[0].unit)[0] / scale(_named(str(label["unit"])))[0]
        return replace(found[0], resolution=found[0].resolution * by_unit, **stated)
    start, end = spans[0]
    return Figure(
        text=text[start:end], start=start, end=end, resolution=_resolution(value), **stated
    )


def _resolution(value: Decimal) -> Decimal:
    """What one unit of the last digit is worth that is not a trailing zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)

"""What the ledger holds as a table for spreadsheets: a row an observation (CSV, RFC 4180)."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from bot.model.figures import Record, Standing

COLUMNS = (
    "topic",
    "series",
    "dimension",
    "in_force",
    "published",
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "period",
    "source",
    "official",
    "language",
    "as_written",
    "quote",
    "url",
)


def ledger_csv(standings: Iterable[Standing]) -> str:
    """Every observation of the rows, in the order of their pages; the first line names the columns.

    `low` and `high` are plain decimals in the unit. A cell that a spreadsheet would take for a formula begins with '.
    """
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    found = [(standing, record) for standing in standings for record in standing.history]
    for standing, record in sorted(found, key=lambda pair: _order(pair[1])):
        table.writerow(_cell(value) for value in _row(standing, record))
    return written.getvalue()


def _order(record: Record) -> tuple[object, ...]:
    return record.change.after.published, record.recorded_at


def _row(standing: Standing, record: Record) -> tuple[object, ...]:
    one = record.change.after
    return (
        standing.topic,
        standing.series,
        standing.dimension,
        "yes" if one == standing.in_force and not record.withdrawn else "",
        one.published.isoformat(),
        "withdrawn" if record.withdrawn else record.change.kind,
        one.figure.low,
        one.figure.high,
        one.figure.unit,
        one.figure.qualifier,
        one.figure.period or "",
        one.source,
        one.official,
        one.language,
        one.figure.text,
        one.quote,
        one.url or "",
    )


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula, in full width neither, whatever stands before it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    begins = unicodedata.normalize("NFKC", text).lstrip()[:1]
    formula = begins in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"}
    return f"'{text}" if formula else text

"""The ledger's rows as they stand: what the records of a series make, kept so that nobody need fold them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from bot.model.claims import Row
from bot.storage import codec
from bot.storage.schema import ledger_rows


def load(
    conn: Connection, topic: str, series: Iterable[str], *, scheme: str
) -> dict[str, tuple[Row, ...]]:
    """The rows of some series of a topic; a series is left out where none are kept by the rules of `scheme`."""
    kept = select(ledger_rows).where(
        ledger_rows.c.topic == topic,
        ledger_rows.c.series.in_(sorted(set(series))),
        ledger_rows.c.scheme == scheme,
    )
    return {
        row["series"]: tuple(codec.decode(Row, one) for one in row["rows"])
        for row in conn.execute(kept).mappings()
    }


def keep(conn: Connection, topic: str, rows: Mapping[str, tuple[Row, ...]], *, scheme: str) -> None:
    """Keep the rows of some series, by series, in the place of those that were kept."""
    for series, theirs in rows.items():
        forget(conn, topic, series)
        conn.execute(
            insert(ledger_rows).values(
                topic=topic, series=series, scheme=scheme, rows=codec.encode(theirs)
            )
        )


def forget(conn: Connection, topic: str, series: str | None = None) -> None:
    """Drop what is kept of a series, or of a whole topic: it is made again when it is needed."""
    gone = delete(ledger_rows).where(ledger_rows.c.topic == topic)
    conn.execute(gone if series is None else gone.where(ledger_rows.c.series == series))

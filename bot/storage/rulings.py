"""What persons decided about figures: kept with who and when, and only ever lifted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from bot.model.figures import Figure
from bot.model.rulings import Ruling
from bot.storage import codec
from bot.storage.schema import presses, rulings


def add(conn: Connection, ruling: Ruling) -> Ruling:
    """Keep a ruling, which comes back with its number. The one that is in force already stays that one."""
    for one in in_force(conn, ruling.topic):
        if _says(one) == _says(ruling) and one.holds_for(ruling.figure, ruling.sentence):
            return one
    values = {
        "kind": ruling.kind,
        "topic": ruling.topic,
        "series": ruling.series,
        "sentence": ruling.sentence,
        "figure": codec.encode(ruling.figure),
        "article": ruling.article,
        "cue": ruling.cue,
        "made_by": ruling.made_by,
        "made_at": ruling.made_at,
    }
    made = conn.execute(insert(rulings).values(values).returning(rulings.c.id))
    return replace(ruling, id=int(made.scalar_one()))


def in_force(conn: Connection, topic: str) -> tuple[Ruling, ...]:
    """The rulings of a topic that hold, oldest first."""
    held = select(rulings).where(rulings.c.topic == topic, rulings.c.lifted_at.is_(None))
    return tuple(_ruling(row) for row in conn.execute(held.order_by(rulings.c.id)).mappings())


def past_and_present(conn: Connection) -> tuple[Ruling, ...]:
    """Every ruling that was ever made, oldest first."""
    made = conn.execute(select(rulings).order_by(rulings.c.id)).mappings()
    return tuple(_ruling(row) for row in made)


def lift(conn: Connection, number: int, *, by: str, now: datetime) -> Ruling | None:
    """Let a ruling hold no longer, and return it; None where none with this number holds."""
    row = (
        conn.execute(
            update(rulings)
            .where(rulings.c.id == number, rulings.c.lifted_at.is_(None))
            .values(lifted_by=by, lifted_at=now)
            .returning(*rulings.c)
        )
        .mappings()
        .first()
    )
    return _ruling(row) if row is not None else None


def note_press(
    conn: Connection, key: str, *, action: str, subject: str, by: str, now: datetime, outcome: str
) -> None:
    """Keep that somebody pressed a button, and what became of it."""
    conn.execute(
        insert(presses).values(
            key=key, action=action, subject=subject, made_by=by, made_at=now, outcome=outcome
        )
    )


def outcome_of_press(conn: Connection, key: str) -> str | None:
    """What became of a press; None where it never arrived."""
    return conn.scalar(select(presses.c.outcome).where(presses.c.key == key))


def _says(ruling: Ruling) -> tuple[str | None, ...]:
    return (ruling.kind, ruling.series, ruling.cue)


def _ruling(row: RowMapping) -> Ruling:
    return Ruling(
        id=row["id"],
        kind=row["kind"],
        topic=row["topic"],
        series=row["series"],
        sentence=row["sentence"],
        figure=codec.decode(Figure, row["figure"]),
        article=row["article"],
        cue=row["cue"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        lifted_by=row["lifted_by"],
        lifted_at=row["lifted_at"],
    )

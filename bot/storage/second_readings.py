"""What became of each article's questions to a language model, and which of them wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from bot.model.second_reader import Answer, Heard, SecondReading
from bot.storage import codec
from bot.storage.schema import second_readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that is to be asked again; `attempts` counts the times before."""

    article: str
    topic: str
    attempts: int


def note(
    conn: Connection,
    article: str,
    heard: Sequence[Heard],
    *,
    model: str,
    now: datetime,
    due_at: datetime | None,
    attempts: int = 0,
) -> None:
    """Keep what became of an article's questions; those without an answer are due at `due_at`, or given up."""
    for one in heard:
        conn.execute(
            delete(second_readings).where(
                second_readings.c.article_id == article,
                second_readings.c.topic == one.question.topic,
            )
        )
        waits = one.answer is None and due_at is not None
        missing = "waiting" if waits else "given_up"
        conn.execute(
            insert(second_readings).values(
                article_id=article,
                topic=one.question.topic,
                hash=one.question.hash,
                model=model,
                page=one.question.page,
                state="answered" if one.answer is not None else missing,
                problem=one.problem,
                answer=codec.encode(one.answer),
                used=list(one.used),
                refused=list(one.refused),
                refusals=one.answer.refusals if one.answer is not None else 0,
                agreed=one.agreed,
                added=one.added,
                disputed=one.disputed,
                read_at=now,
                due_at=due_at if waits else None,
                attempts=attempts,
            )
        )


def claim_due(conn: Connection, *, now: datetime, lease: timedelta, token: str) -> Waiting | None:
    """Take the question that has been due longest; None where none is due."""
    row = conn.execute(
        select(second_readings)
        .where(
            second_readings.c.state == "waiting",
            second_readings.c.due_at <= now,
            or_(second_readings.c.lease_until.is_(None), second_readings.c.lease_until <= now),
        )
        .order_by(second_readings.c.due_at, second_readings.c.article_id, second_readings.c.topic)
        .limit(1)
    ).first()
    if row is None:
        return None
    conn.execute(
        update(second_readings)
        .where(*_one(row.article_id, row.topic))
        .values(lease_token=token, lease_until=now + lease, attempts=row.attempts + 1)
    )
    return Waiting(article=row.article_id, topic=row.topic, attempts=row.attempts)


def holds(conn: Connection, waiting: Waiting, token: str) -> bool:
    """Whether the claim of this token still stands."""
    held = conn.scalar(
        select(second_readings.c.lease_token).where(*_one(waiting.article, waiting.topic))
    )
    return held == token


def put_off(
    conn: Connection, waiting: Waiting, *, problem: str, due_at: datetime | None, counts: bool
) -> None:
    """Ask again at `due_at`, or never where it is None; `counts` where the model was really asked."""
    conn.execute(
        update(second_readings)
        .where(*_one(waiting.article, waiting.topic))
        .values(
            state="waiting" if due_at is not None else "given_up",
            problem=problem,
            due_at=due_at,
            attempts=waiting.attempts + counts,
            lease_token=None,
            lease_until=None,
        )
    )


def of_article(conn: Connection, article: str) -> tuple[SecondReading, ...]:
    """An article's questions, by topic."""
    rows = conn.execute(
        select(second_readings)
        .where(second_readings.c.article_id == article)
        .order_by(second_readings.c.topic)
    )
    return tuple(_kept(row) for row in rows)


def states(conn: Connection) -> dict[str, int]:
    """How many questions are in each state."""
    rows = conn.execute(
        select(second_readings.c.state, func.count()).group_by(second_readings.c.state)
    )
    return {str(state): int(number) for state, number in rows}


def weighed(conn: Connection) -> dict[str, int]:
    """How many figures both readings filed alike, only the model filed, they disagreed about; and refusals."""
    names = ("agreed", "added", "disputed", "refusals")
    row = conn.execute(select(*(func.sum(second_readings.c[name]) for name in names))).one()
    return {name: int(value or 0) for name, value in zip(names, row, strict=True)}


def _one(article: str, topic: str) -> tuple[Any, Any]:
    return second_readings.c.article_id == article, second_readings.c.topic == topic


def _kept(row: Row[Any]) -> SecondReading:
    return SecondReading(
        topic=row.topic,
        hash=row.hash,
        model=row.model,
        page=row.page,
        state=row.state,
        problem=row.problem,
        answer=codec.decode(Answer, row.answer) if row.answer is not None else None,
        used=tuple(row.used),
        refused=tuple(row.refused),
        read_at=row.read_at,
    )

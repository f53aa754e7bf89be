"""What a language model answered, by the hash of its question; and what a day of asking came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.storage import meta
from bot.storage.schema import model_answers, model_days

# Until then the model is not asked, since it failed a moment ago.
NOT_BEFORE = "model_not_before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the questions of a day, or of all days, came to; tokens as the server counted them."""

    calls: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


def find(conn: Connection, hashes: Iterable[str], model: str) -> dict[str, str]:
    """What a model wrote in answer to each of some questions, if it was asked."""
    rows = conn.execute(
        select(model_answers.c.hash, model_answers.c.content).where(
            model_answers.c.model == model, model_answers.c.hash.in_(tuple(hashes))
        )
    )
    return {row.hash: row.content for row in rows}


def keep(conn: Connection, question: str, model: str, content: str, *, now: datetime) -> None:
    """Keep an answer; one that another reader has kept meanwhile gives way."""
    where = (model_answers.c.hash == question, model_answers.c.model == model)
    conn.execute(delete(model_answers).where(*where))
    conn.execute(
        insert(model_answers).values(hash=question, model=model, content=content, asked_at=now)
    )


def take_calls(conn: Connection, wanted: int, *, limit: int, now: datetime) -> int:
    """Count questions before they are asked; how many of them the day's limit leaves room for."""
    day = _day(now)
    calls = conn.scalar(select(model_days.c.calls).where(model_days.c.day == day))
    if calls is None:
        conn.execute(
            insert(model_days).values(
                day=day, calls=0, failed=0, tokens_in=0, tokens_out=0, seconds=0.0
            )
        )
    taken = max(0, min(wanted, limit - (calls or 0)))
    conn.execute(
        update(model_days).where(model_days.c.day == day).values(calls=model_days.c.calls + taken)
    )
    return taken


def count(conn: Connection, spent: Day, *, now: datetime) -> None:
    """Add what questions cost; their number was counted when they were taken."""
    conn.execute(
        update(model_days)
        .where(model_days.c.day == _day(now))
        .values(
            failed=model_days.c.failed + spent.failed,
            tokens_in=model_days.c.tokens_in + spent.tokens_in,
            tokens_out=model_days.c.tokens_out + spent.tokens_out,
            seconds=model_days.c.seconds + spent.seconds,
        )
    )


def total(conn: Connection) -> Day:
    """What all days came to."""
    names = ("calls", "failed", "tokens_in", "tokens_out", "seconds")
    row = conn.execute(select(*(func.sum(model_days.c[name]).label(name) for name in names))).one()
    return Day(**{name: value or 0 for name, value in zip(names, row, strict=True)})


def pause(conn: Connection, until: datetime | None) -> None:
    """Let the model alone until then; None lifts it."""
    meta.remember_time(conn, NOT_BEFORE, until)


def paused(conn: Connection, *, now: datetime) -> bool:
    """Whether the model is let alone for now."""
    until = meta.recall_time(conn, NOT_BEFORE)
    return until is not None and now < until


def _day(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%d")

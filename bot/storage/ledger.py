"""The ledger: every observation, and what it was called when it came. Only ever added to.

An observation may be withdrawn (a wrong filing, a source that took it back); it stays, with the time of
its withdrawal, and counts for nothing from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from bot.model.figures import Change, Observation, Record
from bot.storage import codec, standings
from bot.storage.schema import observations

# The articles that seeds are kept as.
_SEEDS = "seed:%"
# What a Change holds beside its observations, which have columns of their own.
# So many of a topic's latest figures say whether a page repeats what is known.
LATEST = 400
_EXTRAS = ("percent", "converted", "converted_unit", "echo", "corrects", "sure", "among")


def record(conn: Connection, changes: Iterable[Change], *, now: datetime) -> tuple[Change, ...]:
    """Write changes down in their order; they come back with the ids of their observations.

    A change whose `before` was written in the same call refers to it by its new id. The rows that were kept of
    their series are forgotten: whoever folds these changes in keeps them anew.
    """
    ids: dict[tuple[Any, ...], int] = {}
    written = []
    last = conn.scalar(select(func.max(observations.c.id))) or 0
    for number, change in enumerate(changes, start=last + 1):
        before = change.before
        if before is not None and before.id is None:
            before = replace(before, id=ids.get(_place(before)))
        ids[_place(change.after)] = number
        written.append(replace(change, after=replace(change.after, id=number), before=before))
    if written:
        conn.execute(insert(observations), [_values(change, now) for change in written])
        for topic, series in {(one.after.topic, one.after.series) for one in written}:
            standings.forget(conn, topic, series)
    return tuple(written)


def _values(change: Change, now: datetime) -> dict[str, Any]:
    return {
        "id": change.after.id,
        "topic": change.after.topic,
        "series": change.after.series,
        "article_id": change.after.article,
        "observation": _to_json(change),
        "kind": change.kind,
        "before_id": change.before.id if change.before else None,
        "why": change.why,
        "settles": change.settles,
        "told": change.told,
        "published": change.after.published,
        "recorded_at": now,
    }


def records(
    conn: Connection, topic: str, series: Iterable[str] | None = None
) -> tuple[Record, ...]:
    """What the ledger holds of a topic, oldest first; of some of its series only, if they are named."""
    query = select(observations).where(observations.c.topic == topic).order_by(observations.c.id)
    if series is not None:
        query = query.where(observations.c.series.in_(sorted(set(series))))
    return _records(conn.execute(query).mappings())


def topics_of(conn: Connection, article_id: str) -> frozenset[str]:
    """The topics of whose series an article or a seed ("seed:NAME") says something."""
    query = select(observations.c.topic).where(observations.c.article_id == article_id).distinct()
    return frozenset(conn.scalars(query))


def latest_values(
    conn: Connection, topic: str, series: Iterable[str], *, limit: int = LATEST
) -> frozenset[tuple[str, str, Decimal]]:
    """Series, unit and low end of the latest figures that the ledger holds of some series of a topic."""
    figure = observations.c.observation["after"]["figure"]
    query = (
        select(observations.c.series, figure["unit"].as_string(), figure["low"].as_string())
        .where(observations.c.topic == topic, observations.c.series.in_(sorted(set(series))))
        .order_by(observations.c.id.desc())
        .limit(limit)
    )
    return frozenset((name, unit, Decimal(low)) for name, unit, low in conn.execute(query))


def record_of(conn: Connection, observation_id: int) -> Record | None:
    """One line of the ledger by its number, withdrawn or not; what was before it is left out."""
    found = select(observations).where(observations.c.id == observation_id)
    return next(iter(_records(conn.execute(found).mappings())), None)


def changes_of(conn: Connection, article_id: str) -> tuple[Change, ...]:
    """What one article changed, withdrawn observations left out."""
    return changes_of_each(conn, (article_id,)).get(article_id, ())


def changes_of_each(conn: Connection, article_ids: Iterable[str]) -> dict[str, tuple[Change, ...]]:
    """What each of some articles changed, in its order, withdrawn observations left out."""
    theirs = select(observations).where(
        observations.c.article_id.in_(tuple(article_ids)), observations.c.withdrawn_at.is_(None)
    )
    rows = conn.execute(theirs.order_by(observations.c.id)).mappings().all()
    wanted = {row["before_id"] for row in rows if row["before_id"] is not None}
    known = conn.execute(select(observations).where(observations.c.id.in_(wanted))).mappings()
    before = {row["id"]: _observation(row) for row in known}
    found: dict[str, list[Change]] = {}
    for row in rows:
        change = _change(row, before.get(row["before_id"]))
        found.setdefault(row["article_id"], []).append(change)
    return {article: tuple(changes) for article, changes in found.items()}


def said_since(
    conn: Connection, topic: str, article_id: str, observation_id: int
) -> tuple[Observation, ...]:
    """What an article was read to say of a topic after that observation, withdrawn or not, oldest first."""
    later = select(observations).where(
        observations.c.article_id == article_id,
        observations.c.topic == topic,
        observations.c.id > observation_id,
    )
    rows = conn.execute(later.order_by(observations.c.id)).mappings()
    return tuple(_observation(row) for row in rows)


def withdraw(conn: Connection, observation_id: int, *, now: datetime) -> bool:
    """Let an observation count for nothing from now on; False where there is none that still counts."""
    gone = conn.execute(
        update(observations)
        .where(observations.c.id == observation_id, observations.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(observations.c.topic, observations.c.series)
    ).first()
    if gone is None:
        return False
    standings.forget(conn, gone.topic, gone.series)
    return True


def withdraw_articles(conn: Connection, topic: str, *, now: datetime) -> int:
    """Let all that articles said of a topic count for nothing; seeds, filed by a person, stay."""
    result = conn.execute(update(observations).where(*_of_articles(topic)).values(withdrawn_at=now))
    standings.forget(conn, topic)
    return result.rowcount


def seeded(conn: Connection, topic: str) -> tuple[Record, ...]:
    """What seeds said of a topic, oldest first."""
    theirs = select(observations).where(
        observations.c.topic == topic, observations.c.article_id.like(_SEEDS)
    )
    return _records(conn.execute(theirs.order_by(observations.c.id)).mappings())


def told_by_articles(conn: Connection, topic: str) -> set[tuple[Any, ...]]:
    """What articles told of a topic, each as `stated` has it."""
    told = select(observations).where(*_of_articles(topic), observations.c.told)
    return {stated(_observation(row)) for row in conn.execute(told).mappings()}


def stated(one: Observation) -> tuple[Any, ...]:
    """What tells apart what an article says, wherever in its text it stands."""
    figure = one.figure
    return (one.series, one.article, figure.low, figure.high, figure.unit)


def withdrawn(conn: Connection) -> int:
    """How many records were withdrawn so far."""
    gone = select(func.count()).where(observations.c.withdrawn_at.is_not(None))
    return conn.scalar(gone.select_from(observations)) or 0


def _of_articles(topic: str) -> tuple[ColumnElement[bool], ...]:
    """The records of a topic that count and that no seed made."""
    return (
        observations.c.topic == topic,
        observations.c.withdrawn_at.is_(None),
        observations.c.article_id.not_like(_SEEDS),
    )


def _records(rows: Iterable[RowMapping]) -> tuple[Record, ...]:
    found: list[Record] = []
    known: dict[int, Observation] = {}
    for row in rows:
        observation = _observation(row)
        known[row["id"]] = observation
        found.append(
            Record(
                change=_change(row, known.get(row["before_id"]), observation),
                recorded_at=row["recorded_at"],
                withdrawn=row["withdrawn_at"] is not None,
            )
        )
    return tuple(found)


def _observation(row: RowMapping) -> Observation:
    stored: Mapping[str, Any] = row["observation"]
    return replace(codec.decode(Observation, stored["after"]), id=row["id"])


def _change(
    row: RowMapping, before: Observation | None, observation: Observation | None = None
) -> Change:
    stored: Mapping[str, Any] = row["observation"]
    return Change(
        kind=row["kind"],
        after=observation or _observation(row),
        before=before,
        why=row["why"],
        settles=row["settles"],
        told=row["told"],
        percent=_decimal(stored.get("percent")),
        converted=_decimal(stored.get("converted")),
        converted_unit=stored.get("converted_unit"),
        echo=stored.get("echo", ""),
        corrects=stored.get("corrects", False),
        sure=stored.get("sure", "certain"),
        among=tuple(stored.get("among", ())),
    )


def _to_json(change: Change) -> dict[str, Any]:
    return {
        "after": codec.encode(replace(change.after, id=None)),
        **{name: codec.encode(getattr(change, name)) for name in _EXTRAS},
    }


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


def _place(one: Observation) -> tuple[Any, ...]:
    """What tells apart the observations of one call, which have no ids yet."""
    figure = one.figure
    return (one.series, one.article, figure.start, figure.low, figure.high)

"""The rows that are kept beside the records: always what the records make, and no slower for a long ledger."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.jobs import bookkeeping
from bot.model.figures import Figure, Observation, Series
from bot.model.topics import KeywordRule, Topic
from bot.steps import compare
from bot.storage import ledger, standings
from bot.storage.engine import open_database, writing

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TOPIC = Topic(
    id="t",
    name="T",
    keywords=KeywordRule(),
    series=(
        Series(id="cost", label="Cost", units=("money",)),
        Series(id="deaths", label="Deaths", units=("people",)),
        Series(id="missing", label="Missing", units=("people",)),
    ),
)


class NoRates:
    """Nobody quotes anything."""

    def window(self, *_: object) -> None:
        """None."""

    def on(self, *_: object) -> None:
        """None."""


@pytest.fixture
def conn() -> Iterator[Connection]:
    """A fresh ledger in memory."""
    engine = open_database("sqlite://")
    try:
        with writing(engine) as opened:
            yield opened
    finally:
        engine.dispose()


def observation(chance: random.Random, number: int) -> Observation:
    """What one of thirty papers says of a series, an hour after the one before."""
    series = chance.choice(TOPIC.series)
    unit = "EUR" if series.id == "cost" else "people"
    value = Decimal(chance.choice((100, 105, 110, 120, 150, 300, 1000, 990)) + number // 50)
    text = f"{value} {unit}"
    return Observation(
        topic="t",
        series=series.id,
        figure=Figure(
            text=text,
            start=0,
            end=len(text),
            low=value,
            high=value,
            unit=unit,
            resolution=Decimal(1),
            hedge=chance.choice(("stated", "stated", "reported", "possible", "denied")),
        ),
        article=f"a{number}",
        origin=f"a{number}",
        source=f"Paper {chance.randrange(30)}",
        rank="press",
        official=chance.random() < 0.1,
        language="en",
        published=NOW + timedelta(hours=number),
        dated=True,
        url=None,
        quote=text,
        moved=chance.random() < 0.3,
    )


def hear(conn: Connection, observations: Sequence[Observation]) -> None:
    """Enter them, an article each."""
    context: Any = SimpleNamespace(rates=NoRates())
    for one in observations:
        bookkeeping.enter(conn, [one], TOPIC, context, now=one.published, tell=True)


def kept(conn: Connection) -> dict[str, object]:
    """The rows that are kept, by series."""
    every = [one.id for one in TOPIC.series]
    return dict(standings.load(conn, "t", every, scheme=compare.SCHEME))


def folded(conn: Connection) -> dict[str, object]:
    """The rows that the records make."""
    rows = compare.fold(ledger.records(conn, "t"))
    return {
        one.id: found
        for one in TOPIC.series
        if (found := tuple(row for row in rows if row.series == one.id))
    }


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_the_records_make(conn: Connection, seed: int) -> None:
    """Otherwise what is told would depend on when the program was started."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated, no secret)
    hear(conn, [observation(chance, number) for number in range(120)])
    assert kept(conn) == folded(conn)


def test_a_withdrawal_makes_the_rows_anew(conn: Connection) -> None:
    """A figure that counts for nothing must not reign from what was kept before."""
    chance = random.Random(7)  # noqa: S311  (a draw that can be repeated, no secret)
    hear(conn, [observation(chance, number) for number in range(60)])
    gone = ledger.records(conn, "t")[-1].change.after
    assert gone.id is not None
    ledger.withdraw(conn, gone.id, now=NOW)
    assert gone.series not in kept(conn)
    bookkeeping.known(conn, "t", [gone.series])
    assert kept(conn)[gone.series] == folded(conn)[gone.series]


def test_rows_that_other_rules_folded_are_made_again(conn: Connection) -> None:
    """A new version may fold the same records otherwise."""
    chance = random.Random(8)  # noqa: S311  (a draw that can be repeated, no secret)
    hear(conn, [observation(chance, number) for number in range(30)])
    rows = bookkeeping.known(conn, "t", ["cost"])
    standings.keep(conn, "t", {"cost": ()}, scheme="older rules")
    assert bookkeeping.known(conn, "t", ["cost"]) == rows


def test_settling_does_not_depend_on_the_length_of_the_ledger(conn: Connection) -> None:
    """Records that were folded already are not read again: twenty times as many take no longer."""
    chance = random.Random(9)  # noqa: S311  (a draw that can be repeated, no secret)
    hear(conn, [observation(chance, number) for number in range(150)])
    short = _seconds(conn, [observation(chance, number) for number in range(150, 180)])
    (sample, *_) = ledger.records(conn, "t")
    many = [
        replace(
            sample.change,
            kind="confirmed",
            before=sample.change.after,
            after=replace(sample.change.after, id=None, article=f"x{number}", origin=f"x{number}"),
        )
        for number in range(3000)
    ]
    ledger.record(conn, many, now=NOW)
    bookkeeping.known(conn, "t", [one.id for one in TOPIC.series])
    long = _seconds(conn, [observation(chance, number) for number in range(180, 210)])
    # Wide of the 1.2 that the benchmark asks for: a test machine may be busy.
    assert long < short * 3


def _seconds(conn: Connection, observations: Sequence[Observation]) -> float:
    best = float("inf")
    for start in range(0, len(observations), 10):
        began = time.perf_counter()
        hear(conn, observations[start : start + 10])
        best = min(best, time.perf_counter() - began)
    return best

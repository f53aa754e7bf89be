"""The ledger as it is kept: what was written comes back, and nothing is ever altered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Connection

from bot.model.figures import Change, Figure, Observation
from bot.steps.compare import standings
from bot.storage import ledger
from bot.storage.engine import open_database, writing

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def conn(new_database: Callable[[], str]) -> Iterator[Connection]:
    """A fresh ledger, on either store."""
    engine = open_database(new_database())
    try:
        with writing(engine) as opened:
            yield opened
    finally:
        engine.dispose()


def observation(value: str, *, series: str = "cost", article: str = "a") -> Observation:
    """Somebody says a number of euros."""
    return Observation(
        topic="t",
        series=series,
        figure=Figure(
            text=value,
            start=0,
            end=len(value),
            low=Decimal(value),
            high=Decimal(value),
            unit="EUR",
            resolution=Decimal(1),
        ),
        article=article,
        origin=article,
        source="Daily",
        rank="press",
        official=False,
        language="en",
        published=NOW,
        dated=True,
        url=None,
        quote=value,
    )


def test_a_change_comes_back_as_it_was_written(conn: Connection) -> None:
    """Amounts are exact, and `before` is the very observation."""
    first = Change(kind="new", after=observation("1.10"), why="the first")
    (written,) = ledger.record(conn, [first], now=NOW)
    second = Change(
        kind="revised",
        after=observation("2.20", article="b"),
        before=written.after,
        why="moved",
        percent=Decimal("100.0"),
        echo="superseded",
    )
    ledger.record(conn, [second], now=NOW)
    records = ledger.records(conn, "t")
    assert [record.change.kind for record in records] == ["new", "revised"]
    change = records[1].change
    assert change.before == records[0].change.after
    assert change.percent == Decimal("100.0")
    assert change.echo == "superseded"
    assert change.after.figure.low == Decimal("2.20")
    assert standings(records)[0].in_force == change.after


def test_changes_of_one_call_refer_to_each_other(conn: Connection) -> None:
    """The second figure of an article may be held against its first."""
    one, other = observation("5"), observation("5.2")
    changes = [
        Change(kind="new", after=one),
        Change(kind="conflicting", after=other, before=one),
    ]
    written = ledger.record(conn, changes, now=NOW)
    assert written[1].before is not None
    assert written[1].before.id == written[0].after.id
    assert ledger.records(conn, "t")[1].change.before == written[0].after


def test_only_the_series_that_are_asked_for_are_read(conn: Connection) -> None:
    """An article touches a few series of a long ledger."""
    changes = [
        Change(kind="new", after=observation("1", series=name)) for name in ("cost", "grant")
    ]
    ledger.record(conn, changes, now=NOW)
    assert [r.change.after.series for r in ledger.records(conn, "t", ["grant"])] == ["grant"]
    assert ledger.records(conn, "other") == ()


def test_what_is_withdrawn_stays_and_counts_for_nothing(conn: Connection) -> None:
    """The ledger is only ever added to; a withdrawal is a time beside the row."""
    (written,) = ledger.record(conn, [Change(kind="new", after=observation("1"))], now=NOW)
    assert written.after.id is not None
    assert ledger.withdraw(conn, written.after.id, now=NOW)
    assert not ledger.withdraw(conn, written.after.id, now=NOW)
    assert [record.withdrawn for record in ledger.records(conn, "t")] == [True]
    assert ledger.changes_of(conn, "a") == ()
    assert standings(ledger.records(conn, "t")) == ()


def test_the_changes_of_an_article_come_with_what_they_replaced(conn: Connection) -> None:
    """For `bot explain`."""
    (first,) = ledger.record(conn, [Change(kind="new", after=observation("1"))], now=NOW)
    later = Change(
        kind="revised", after=observation("3", article="b"), before=first.after, why="raised"
    )
    ledger.record(conn, [later], now=NOW)
    (change,) = ledger.changes_of(conn, "b")
    assert change.before == first.after
    assert change.why == "raised"

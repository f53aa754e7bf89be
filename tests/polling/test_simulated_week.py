"""Many feeds over days of a clock of their own: polite to each host, and even. `make bench` has the whole week."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sqlalchemy import Engine

from benchmarks.polling_week import EVENEST, InMemory, Site, simulate, sites
from bot.model.feeds import FeedState
from bot.storage import feeds
from bot.storage.engine import open_database, writing

LEASE = timedelta(minutes=6)


class Stored:
    """The claims of a real database."""

    def __init__(self, engine: Engine, known: dict[str, Site], now: datetime) -> None:
        self._engine = engine
        with writing(engine) as conn:
            feeds.declare(conn, [site.feed for site in known.values()], now=now)

    def claim(self, now: datetime) -> list[FeedState]:
        """Take what may be asked now."""
        with writing(self._engine) as conn:
            return feeds.claim_due(conn, now=now, lease=LEASE, limit=1000, token="t")

    def save(self, state: FeedState, now: datetime) -> None:
        """Give a feed back with its next poll."""
        with writing(self._engine) as conn:
            assert feeds.save_state(conn, state, token="t", now=now)

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then."""
        with writing(self._engine) as conn:
            feeds.hold_host(conn, host, until, "503")


def test_most_of_a_day_of_many_feeds_is_polite_and_even():
    """Whoever comes too early, twice at once or all at one time is blocked."""
    chance = random.Random(7)  # noqa: S311  (the same day each time)
    known = sites(1500, 900, chance)
    seen = simulate(known, InMemory(known), length=timedelta(hours=18), chance=chance)
    assert seen.polls > 20_000
    assert (seen.too_early, seen.together) == (0, 0)
    # Fewer feeds have fewer polls a minute, whose chance weighs more: the bound is for 10,000.
    assert seen.unevenness <= EVENEST + 0.4


def test_the_claims_of_the_database_keep_the_same_rules(now):
    """What is simulated in memory must be what the database does."""
    chance = random.Random(11)  # noqa: S311  (the same day each time)
    known = sites(60, 25, chance)
    engine = open_database("sqlite://")
    begin = datetime.fromisoformat("2026-04-13T00:00:00+00:00")
    stored = simulate(known, Stored(engine, known, begin), length=timedelta(hours=4), chance=chance)
    engine.dispose()
    assert stored.polls > 200
    assert (stored.too_early, stored.together) == (0, 0)

"""A week of polling, simulated: 10,000 feeds on 6,000 hosts, with the bot's own cadence and a clock of its own.

Nothing is fetched: each host has a wish (max-age, ttl, Retry-After) and a mood (304, 200, errors), and what is
looked at is when it is asked. The claims are those of the database where a store is given, and else the same
rule in memory, since a week of ten thousand feeds is millions of polls.
"""

from __future__ import annotations

import heapq
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from benchmarks.table import Row
from bot.errors import FetchError
from bot.model.feeds import Feed, FeedState, Page, ParsedFeed
from bot.steps import cadence

FEEDS = 10_000
HOSTS = 6_000
WEEK = timedelta(days=7)
# A bot that has just met its feeds asks them all; the spread is that of the time after.
SETTLED_AFTER = timedelta(hours=6)
TICK = timedelta(seconds=5)
EVENEST = 1.5
BEGIN = datetime(2026, 4, 13, tzinfo=UTC)
MOODS = ("unchanged", "changed", "error", "busy")
WEIGHTS = (88, 9, 2, 1)
NOTHING = ParsedFeed(title=None, language=None, entries=())


@dataclass(frozen=True, slots=True)
class Site:
    """What a feed's publisher wants: so long between two polls."""

    feed: Feed
    host: str
    wish: timedelta


class Claims(Protocol):
    """Which feeds may be asked now: due, on a host that is neither held nor being asked."""

    def claim(self, now: datetime) -> list[FeedState]:
        """Take what may be asked now."""
        ...

    def save(self, state: FeedState, now: datetime) -> None:
        """Give a feed back with its next poll."""
        ...

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then."""
        ...


class InMemory:
    """The rule of the database's claim, for millions of polls."""

    def __init__(self, sites: dict[str, Site]) -> None:
        self._sites = sites
        self._due = [(BEGIN, name) for name in sites]
        self._states = {
            n: FeedState(feed_id=n, url=site.feed.url, next_poll_at=BEGIN)
            for n, site in sites.items()
        }
        self._asked: set[str] = set()
        self._held: dict[str, datetime] = {}

    def claim(self, now: datetime) -> list[FeedState]:
        """Take what may be asked now."""
        taken, passed = [], []
        while self._due and self._due[0][0] <= now:
            row = heapq.heappop(self._due)
            host = self._sites[row[1]].host
            if host in self._asked or self._held.get(host, now) > now:
                passed.append(row)
                continue
            self._asked.add(host)
            taken.append(self._states[row[1]])
        for row in passed:
            heapq.heappush(self._due, row)
        return taken

    def save(self, state: FeedState, now: datetime) -> None:
        """Give a feed back with its next poll."""
        self._asked.discard(self._sites[state.feed_id].host)
        self._states[state.feed_id] = state
        heapq.heappush(self._due, (state.next_poll_at or now, state.feed_id))

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then."""
        self._held[host] = max(until, self._held.get(host, until))


@dataclass(slots=True)
class Week:
    """What was seen: polls by minute, those that came too early, and those that met another at their host."""

    polls: int = 0
    too_early: int = 0
    together: int = 0
    by_minute: Counter[int] = field(default_factory=Counter)
    minutes: int = 0

    @property
    def unevenness(self) -> float:
        """The busiest minute by the mean."""
        mean = sum(self.by_minute.values()) / self.minutes
        return max(self.by_minute.values()) / mean


def sites(feeds: int, hosts: int, chance: random.Random) -> dict[str, Site]:
    """Feeds of publishers with different wishes, the larger hosts with many of them."""
    made = {}
    for number in range(feeds):
        host = f"h{int(hosts * chance.random() ** 1.3)}.example"
        interval = timedelta(minutes=chance.choice((15, 30, 30, 30, 60)))
        wish = timedelta(minutes=chance.choice((0, 0, 0, 20, 60, 240)))
        feed = Feed(id=f"f{number}", url=f"https://{host}/{number}", name="", interval=interval)
        made[feed.id] = Site(feed, host, wish)
    return made


def simulate(
    known: dict[str, Site], claims: Claims, *, length: timedelta, chance: random.Random
) -> Week:
    """Poll for so long, tick by tick; a request takes from half a second to half a minute."""
    seen = Week(minutes=int((length - SETTLED_AFTER) / timedelta(minutes=1)))
    allowed: dict[str, datetime] = {}
    quiet: dict[str, datetime] = {}
    busy_until: dict[str, datetime] = {}
    running: list[tuple[datetime, str, FeedState]] = []
    now = BEGIN
    while now < BEGIN + length:
        for ended, state in _ended(running, now):
            site = known[state.feed_id]
            after, free_at = _answered(site, state, ended, chance)
            claims.save(after, ended)
            if not after.failures:
                # An answer that failed says nothing of how long it is fresh.
                allowed[state.feed_id] = ended + site.wish
            if free_at is not None:
                claims.hold(site.host, free_at)
                quiet[site.host] = free_at
        for state in claims.claim(now):
            host = known[state.feed_id].host
            seen.polls += 1
            seen.too_early += now < max(allowed.get(state.feed_id, now), quiet.get(host, now))
            seen.together += now < busy_until.get(host, now)
            if now >= BEGIN + SETTLED_AFTER:
                seen.by_minute[int((now - BEGIN) / timedelta(minutes=1))] += 1
            ends = now + timedelta(seconds=0.5 + 30 * chance.random() ** 8)
            busy_until[host] = ends
            heapq.heappush(running, (ends, state.feed_id, state))
        now += TICK
    return seen


def _ended(
    running: list[tuple[datetime, str, FeedState]], now: datetime
) -> Iterator[tuple[datetime, FeedState]]:
    while running and running[0][0] <= now:
        ended, _, state = heapq.heappop(running)
        yield ended, state


def _answered(
    site: Site, state: FeedState, now: datetime, chance: random.Random
) -> tuple[FeedState, datetime | None]:
    """The feed's state after an answer, and until when its host wants to be left alone."""
    mood = chance.choices(MOODS, WEIGHTS)[0]
    if mood in {"error", "busy"}:
        wait = timedelta(minutes=90) if mood == "busy" else None
        error = FetchError("fails", status=503, host=site.host, retry_after=wait)
        after = cadence.after_error(site.feed, state, error, now=now, chance=chance.random())
        return after, None if wait is None else now + wait
    page = Page(
        url=state.url,
        final_url=state.url,
        status=304 if mood == "unchanged" else 200,
        headers={"cache-control": f"max-age={int(site.wish.total_seconds())}"},
        body=b"",
        fetched_at=now,
    )
    parsed = NOTHING if mood == "changed" else None
    after = cadence.after_page(site.feed, state, page, parsed, now=now, chance=chance.random())
    return after, None


def run() -> list[Row]:
    """A week of ten thousand feeds."""
    chance = random.Random(20260413)  # noqa: S311  (the same week each time)
    known = sites(FEEDS, HOSTS, chance)
    begun = time.perf_counter()
    seen = simulate(known, InMemory(known), length=WEEK, chance=chance)
    took = time.perf_counter() - begun
    return [
        Row(what=f"polls of {FEEDS:,} feeds in a week", measured=f"{seen.polls:,}"),
        Row(
            what="polls that came earlier than the host allows",
            measured=f"{seen.too_early}",
            required="none",
            reached=seen.too_early == 0,
        ),
        Row(
            what="requests that met another at their host",
            measured=f"{seen.together}",
            required="none",
            reached=seen.together == 0,
        ),
        Row(
            what="the busiest minute, by the mean",
            measured=f"{seen.unevenness:.2f}",
            required=f"at most {EVENEST}",
            reached=seen.unevenness <= EVENEST,
        ),
        Row(what="simulated in", measured=f"{took:.0f} s"),
    ]

"""robots.txt of the sites whose pages we read (RFC 9309), remembered for a day."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

from bot.clients.http.answers import BUSY, FIRST_ERROR, FIRST_SERVER_ERROR
from bot.errors import FetchError

FRESH = timedelta(hours=24)
FRESH_FAILURE = timedelta(minutes=10)
MOST_BYTES = 512_000  # RFC 9309, 2.5
MOST_SITES = 2_000


@dataclass(frozen=True, slots=True)
class _Rules:
    """`parser` is None where the site's rules could not be had, for the `failure`."""

    parser: RobotFileParser | None
    until: datetime
    failure: FetchError | None = None


class Robots:
    """What each site allows us; safe to share among threads."""

    def __init__(self, user_agent: str) -> None:
        self._name = user_agent.split("/", 1)[0]
        self._sites: dict[str, _Rules] = {}
        self._guard = threading.Lock()

    def known(self, site: str, *, now: datetime) -> bool:
        """Whether what we know of a site is still fresh."""
        with self._guard:
            rules = self._sites.get(site)
        return rules is not None and now < rules.until

    def learn(self, site: str, body: bytes, *, now: datetime) -> None:
        """Take a site's robots.txt over."""
        parser = RobotFileParser()
        parser.parse(body.decode("utf-8-sig", "replace").splitlines())
        # Without a time of reading, urllib's parser refuses everything.
        parser.modified()
        self._keep(site, _Rules(parser, now + FRESH), now)

    def learn_failure(self, site: str, error: FetchError, *, now: datetime) -> None:
        """No robots.txt (4xx) allows everything; a server that fails allows nothing for now (2.3.1).

        It is asked again when it said so (Retry-After), or in ten minutes.
        """
        status = error.status
        if status is not None and FIRST_ERROR <= status < FIRST_SERVER_ERROR and status not in BUSY:
            self.learn(site, b"", now=now)
        else:
            self._keep(site, _Rules(None, now + (error.retry_after or FRESH_FAILURE), error), now)

    def check(self, site: str, url: str, *, what: str, now: datetime) -> None:
        """Raise FetchError where the site does not let us read an address of it.

        It is temporary where the site's rules could not be had, and then says who wants to be left alone for
        how long, as the answer to robots.txt did.
        """
        with self._guard:
            rules = self._sites.get(site)
        if rules is None:
            return
        if rules.failure is not None:
            raise FetchError(
                f"{what} is left alone for now: {rules.failure.reason}",
                retry_after=rules.until - now if rules.failure.retry_after else None,
                status=rules.failure.status,
                host=rules.failure.host,
            )
        if rules.parser is not None and not rules.parser.can_fetch(self._name, url):
            raise FetchError(
                f"{what}: the site's robots.txt does not want it read by bots",
                temporary=False,
                blocked=True,
            )

    def _keep(self, site: str, rules: _Rules, now: datetime) -> None:
        with self._guard:
            if len(self._sites) >= MOST_SITES:
                self._sites = {key: kept for key, kept in self._sites.items() if now < kept.until}
            self._sites[site] = rules

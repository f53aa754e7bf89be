"""robots.txt of the sites whose pages we read (RFC 9309), remembered for a day."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clients.http.answers import BUSY, FIRST_ERROR, FIRST_SERVER_ERROR
from bot.clients.http.robots_rules import Rules
from bot.errors import FetchError

FRESH = timedelta(hours=24)
FRESH_FAILURE = timedelta(minutes=10)
MOST_BYTES = 512_000  # RFC 9309, 2.5
MOST_SITES = 2_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """`rules` is None where the site's rules could not be had, for the `failure`."""

    rules: Rules | None
    until: datetime
    failure: FetchError | None = None


class Robots:
    """What each site allows us; safe to share among threads."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._sites: dict[str, _Kept] = {}
        self._guard = threading.Lock()

    def known(self, site: str, *, now: datetime) -> bool:
        """Whether what we know of a site is still fresh."""
        with self._guard:
            kept = self._sites.get(site)
        return kept is not None and now < kept.until

    def learn(self, site: str, body: bytes, *, now: datetime) -> None:
        """Take a site's robots.txt over, of which there may be more than `body`."""
        # The line that was cut would say something else: "/" is what is left of "/private".
        lines = body[:MOST_BYTES].splitlines()[: -1 if len(body) >= MOST_BYTES else None]
        text = b"\n".join(lines).decode("utf-8-sig", "replace")
        rules = Rules.read(text, bot=self._user_agent)
        self._keep(site, _Kept(rules, now + FRESH), now)

    def learn_failure(self, site: str, error: FetchError, *, now: datetime) -> None:
        """No robots.txt (4xx) allows everything; a server that fails allows nothing for now (2.3.1).

        It is asked again when it said so (Retry-After), or in ten minutes.
        """
        status = error.status
        if status is not None and FIRST_ERROR <= status < FIRST_SERVER_ERROR and status not in BUSY:
            self.learn(site, b"", now=now)
        else:
            self._keep(site, _Kept(None, now + (error.retry_after or FRESH_FAILURE), error), now)

    def check(self, site: str, url: str, *, what: str, now: datetime) -> None:
        """Raise FetchError where the site does not let us read an address of it.

        It is temporary where the site's rules could not be had, and says when they are asked for again; and who
        wants to be left alone until then, where the answer to robots.txt did.
        """
        with self._guard:
            kept = self._sites.get(site)
        if kept is None:
            return
        if kept.failure is not None:
            raise FetchError(
                f"{what} is left alone for now: {kept.failure.reason}",
                retry_after=kept.until - now,
                status=kept.failure.status,
                # With both, it would be the host's wish.
                host=kept.failure.host if kept.failure.retry_after else None,
            )
        if kept.rules is not None and not kept.rules.allow(url):
            raise FetchError(
                f"{what}: the site's robots.txt does not want it read by bots",
                temporary=False,
                blocked=True,
            )

    def _keep(self, site: str, kept: _Kept, now: datetime) -> None:
        with self._guard:
            if len(self._sites) >= MOST_SITES:
                self._sites = {key: one for key, one in self._sites.items() if now < one.until}
            self._sites[site] = kept

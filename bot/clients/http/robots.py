"""robots.txt of the sites whose pages we read (RFC 9309), remembered for a day."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

FRESH = timedelta(hours=24)
FRESH_FAILURE = timedelta(minutes=10)
FIRST_ERROR, FIRST_SERVER_ERROR = 400, 500


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: RobotFileParser
    until: datetime


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
        parser.parse(body.decode("utf-8", "replace").splitlines())
        self._keep(site, parser, now + FRESH)

    def learn_failure(self, site: str, *, status: int | None, now: datetime) -> None:
        """No robots.txt (4xx) allows everything; a server that fails allows nothing for now (2.3.1)."""
        parser = RobotFileParser()
        if status is not None and FIRST_ERROR <= status < FIRST_SERVER_ERROR:
            parser.parse([])
            self._keep(site, parser, now + FRESH)
        else:
            parser.parse(["User-agent: *", "Disallow: /"])
            self._keep(site, parser, now + FRESH_FAILURE)

    def allows(self, site: str, url: str) -> bool:
        """Whether the site lets us read an address of it; what is not known is allowed."""
        with self._guard:
            rules = self._sites.get(site)
        return rules is None or rules.parser.can_fetch(self._name, url)

    def _keep(self, site: str, parser: RobotFileParser, until: datetime) -> None:
        # Without a time of reading, urllib's parser refuses everything.
        parser.modified()
        with self._guard:
            self._sites[site] = _Rules(parser, until)

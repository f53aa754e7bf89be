"""How requests go out: one way for whoever is the user's own, which reaches the user's hosts, and one for strangers."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from bot.clients.http.addresses import GuardedBackend, OwnHosts
from bot.clients.http.body import ACCEPT_ENCODING
from bot.clients.http.deadline import Deadline
from bot.clients.http.robots import Robots
from bot.clients.http.transport import Transport, usual_trust

CONNECT_S = 5.0
READ_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Connections, and what was learned of robots.txt: what one way has is not the other's."""

    client: httpx.Client
    robots: Robots


def ways(
    user_agent: str, own: OwnHosts, deadline: Deadline, *, trusted: ssl.SSLContext | None
) -> dict[bool, Way]:
    """The ways, by whether they reach hosts of the user's own; without any, there is one."""
    secure = trusted or usual_trust()
    return {
        reach_own: Way(
            client=httpx.Client(
                transport=Transport(GuardedBackend(own, deadline, reach_own=reach_own), secure),
                headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPT_ENCODING},
                timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
                # A publisher's cookies would follow us, and pile up.
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                follow_redirects=False,
                trust_env=False,
            ),
            robots=Robots(user_agent),
        )
        for reach_own in ((False, True) if own else (False,))
    }

"""One address of the user's own that is posted to: it may be private, and no other may be reached through it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

import httpcore
import httpx

from bot.clients.http.addresses import GuardedBackend, OwnHosts
from bot.clients.http.body import ACCEPT_ENCODING, read_body
from bot.clients.http.deadline import Deadline
from bot.clients.http.transport import Transport, usual_trust
from bot.errors import FetchError

CONNECT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An answer, whatever its status. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Post:
    """Posts to one address, which its user named; no redirect is followed. Safe to share among threads.

    The host may have a private address, since it is named in feeds.yaml by whoever runs the bot.
    """

    def __init__(
        self, url: str, *, user_agent: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._clock = clock
        self._deadline = Deadline(clock)
        own = OwnHosts((urlsplit(url).netloc.rpartition("@")[2],))
        self._client = httpx.Client(
            transport=Transport(GuardedBackend(own, self._deadline, reach_own=True), usual_trust()),
            headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPT_ENCODING},
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._client.close()

    def send(
        self, body: bytes, *, headers: Mapping[str, str], deadline: float, max_bytes: int
    ) -> Posted:
        """Post a body; `deadline` is in seconds, for all of it. Raises FetchError where no answer comes."""
        until = self._clock() + deadline
        self._deadline.until = until
        host = urlsplit(self._url).hostname or ""
        try:
            with self._client.stream(
                "POST",
                self._url,
                content=body,
                headers={**headers, "Content-Type": "application/json"},
                timeout=httpx.Timeout(deadline, connect=min(CONNECT_S, deadline)),
            ) as response:
                read = read_body(
                    response, what=host, max_bytes=max_bytes, until=until, clock=self._clock
                )
                return Posted(
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    body=read,
                )
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"{host} did not answer in {deadline:.0f} s") from error
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(f"{host} cannot be reached ({type(error).__name__})") from error

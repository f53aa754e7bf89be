"""HTTP: one request at a time to a host, bounded in time and size, to public addresses only."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

import httpcore
import httpx

from bot.clients.http.addresses import OwnHosts
from bot.clients.http.answers import NOT_MODIFIED, PERMANENT, host_of, refuse, shown, target
from bot.clients.http.body import read_body
from bot.clients.http.deadline import Deadline
from bot.clients.http.holds import Holds
from bot.clients.http.robots import MOST_BYTES as MOST_ROBOTS_BYTES
from bot.clients.http.turns import Turns
from bot.clients.http.ways import ways
from bot.errors import FetchError
from bot.model.feeds import Page

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
ACCEPT_ROBOTS = "text/plain, */*;q=0.1"
ROBOTS_S = 10.0
SPACING_S = 1.0
MOST_REDIRECTS = 10

Clock = Callable[[], float]
MayAsk = Callable[[str], None]


def anyone(_host: str) -> None:
    """Every host may be asked."""


class Http:
    """Fetches feeds and pages; one for the whole process, safe to share among threads.

    `allow_hosts` are hosts of the user's own, each with a port if only that one is meant: they may have private
    addresses, and are not spaced. They are reached only for whoever is one of them (`asker`), so that a stranger's link
    or redirect leads to none.
    `clock` and `sleep` are time.monotonic and time.sleep, but for tests, as is `trusted`, which stands in
    for the certificates that are trusted.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        allow_hosts: Iterable[str] = (),
        spacing_s: float = SPACING_S,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._own = OwnHosts(allow_hosts)
        self._deadline = Deadline(clock)
        self._ways = ways(user_agent, self._own, self._deadline, trusted=trusted)
        self._holds = Holds()
        self._turns = Turns(spacing_s=spacing_s, exempt=self._own.names, clock=clock, sleep=sleep)
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        for way in self._ways.values():
            way.client.close()

    def get(
        self,
        url: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        deadline: float = 30.0,
        max_bytes: int = 5_000_000,
        may_ask: MayAsk = anyone,
        asker: str | None = None,
    ) -> Page:
        """Fetch one address, following redirects; validators are sent back as they came.

        Args:
            url: http or https.
            now: the time that the page is stamped with.
            etag: the ETag of what we have, as an opaque string.
            last_modified: the same of Last-Modified.
            deadline: seconds for all of it, redirects included.
            max_bytes: the most that the decoded body may have.
            may_ask: called with each host before it is asked, redirects included; what it raises is raised.
            asker: the address of the declared feed that led here; without one, a person named `url`.

        Returns:
            The page; with status 304 and no body where it has not changed.

        Raises:
            HeldError: where the host asked to be left alone, be it while this request waited for its turn, or
                its turn did not come.
            FetchError: for everything else, in words that hold no secret of the address.
        """
        headers = {b"Accept": ACCEPT_FEED.encode()}
        if etag is not None:
            headers[b"If-None-Match"] = etag.encode("latin-1", "replace")
        if last_modified is not None:
            headers[b"If-Modified-Since"] = last_modified.encode("latin-1", "replace")
        return self._follow(
            url,
            headers,
            now=now,
            deadline=deadline,
            max_bytes=max_bytes,
            may_ask=may_ask,
            own=self._own.cover_address(url if asker is None else asker),
        )

    def get_page(
        self,
        url: str,
        *,
        now: datetime,
        deadline: float = 30.0,
        max_bytes: int = 5_000_000,
        may_ask: MayAsk = anyone,
        asker: str | None = None,
    ) -> Page:
        """Fetch an article's page, where robots.txt allows it at every step; raises FetchError.

        `asker` is the address of the declared feed that led here; without one, a person named `url`.
        """
        return self._follow(
            url,
            {b"Accept": ACCEPT_PAGE.encode()},
            now=now,
            deadline=deadline,
            max_bytes=max_bytes,
            may_ask=may_ask,
            obeys_robots=True,
            own=self._own.cover_address(url if asker is None else asker),
        )

    def _follow(
        self,
        url: str,
        headers: Mapping[bytes, bytes],
        *,
        now: datetime,
        deadline: float,
        max_bytes: int,
        may_ask: MayAsk,
        own: bool,
        obeys_robots: bool = False,
        cut: bool = False,
    ) -> Page:
        at, permanent = url, True
        cookies = httpx.Cookies()
        begun = self._clock()
        until = begun + deadline
        for hop in range(MOST_REDIRECTS + 1):
            host = host_of(at)
            may_ask(host)
            if obeys_robots:
                self._ask_robots(at, now=now, may_ask=may_ask, own=own)
            with (
                self._turns.turn(host, until=until, now=now),
                self._left_alone(host, now=now),
                self._request(at, {**headers, **_cookie(cookies, at)}, until, own=own) as response,
            ):
                # For these redirects alone: some sites ask whether a cookie stays before they let on.
                cookies.extract_cookies(response)
                onward = target(response, at)
                if onward is None:
                    conditional = len(headers) > 1
                    took = timedelta(seconds=self._clock() - begun)
                    refuse(response, at, now=now, took=took, conditional=conditional)
                    body = b""
                    if response.status_code != NOT_MODIFIED:
                        body = read_body(
                            response,
                            what=shown(at),
                            max_bytes=max_bytes,
                            until=until,
                            clock=self._clock,
                            cut=cut,
                        )
                    return Page(
                        url=url,
                        final_url=at,
                        status=response.status_code,
                        headers=_as_sent(response),
                        body=body,
                        fetched_at=now,
                        permanent=permanent and hop > 0,
                    )
            permanent = permanent and response.status_code in PERMANENT
            # Where a stranger sends us on to is the stranger's link, whoever led to the stranger.
            own = own and self._own.cover_address(at)
            at = onward
        raise FetchError(
            f"{shown(url)} redirects more than {MOST_REDIRECTS} times", temporary=False
        )

    @contextmanager
    def _left_alone(self, host: str, *, now: datetime) -> Iterator[None]:
        """Within a host's turn: whoever asks to be left alone is, from this answer on."""
        self._holds.check(host, now=now)
        try:
            yield
        except FetchError as error:
            self._holds.note(error, now=now)
            raise

    def _ask_robots(self, url: str, *, now: datetime, may_ask: MayAsk, own: bool) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        robots = self._ways[own].robots
        if not robots.known(site, now=now):
            try:
                page = self._follow(
                    f"{site}/robots.txt",
                    {b"Accept": ACCEPT_ROBOTS.encode()},
                    now=now,
                    deadline=ROBOTS_S,
                    max_bytes=MOST_ROBOTS_BYTES,
                    may_ask=may_ask,
                    own=own,
                    cut=True,
                )
            except FetchError as error:
                robots.learn_failure(site, error, now=now)
            else:
                robots.learn(site, page.body, now=now)
        robots.check(site, url, what=shown(url), now=now)

    @contextmanager
    def _request(
        self, url: str, headers: Mapping[bytes, bytes], until: float, *, own: bool
    ) -> Iterator[httpx.Response]:
        self._deadline.until = until
        try:
            with self._ways[own].client.stream("GET", url, headers=headers) as response:
                yield response
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"{shown(url)} did not answer in time") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError(f"{shown(url)} is no usable address", temporary=False) from error
        except httpx.RemoteProtocolError as error:
            # What the wire raises is httpcore's; httpx itself only trips over a Location.
            raise FetchError(
                f"{shown(url)} redirects to an address that cannot be read", temporary=False
            ) from error
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(f"{shown(url)} could not be fetched ({_cause(error)})") from error


def _cookie(cookies: httpx.Cookies, url: str) -> dict[bytes, bytes]:
    """The header with the cookies that an address may have (RFC 6265, 5.4); none where there are none."""
    if not cookies:
        return {}
    request = httpx.Request("GET", url)
    cookies.set_cookie_header(request)
    held = request.headers.get("cookie")
    return {b"Cookie": held.encode()} if held else {}


def _as_sent(response: httpx.Response) -> dict[str, str]:
    """Headers by lower-case name, byte for character: what is sent back later is what came."""
    kept: dict[str, str] = {}
    for name, value in response.headers.raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        kept[key] = f"{kept[key]}, {text}" if key in kept else text
    return kept


def _cause(error: Exception) -> str:
    words = str(error) or type(error).__name__
    return " ".join(words.split())[:200]

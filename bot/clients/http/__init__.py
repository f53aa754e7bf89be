"""HTTP: one request at a time to a host, bounded in time and size, to public addresses only."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from bot.clients.http.addresses import GuardedBackend
from bot.clients.http.body import read_body
from bot.clients.http.robots import Robots
from bot.clients.http.transport import Transport
from bot.errors import FetchError
from bot.model.feeds import Page

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
CONNECT_S = 5.0
READ_S = 15.0
SPACING_S = 1.0
MOST_REDIRECTS = 10
MOST_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5
PERMANENT = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
REFUSALS = {401, 402, 403, 407, 451}
BUSY = {429, 503}
GONE = 410
NOT_MODIFIED = 304
FIRST_ERROR = 400
FIRST_SERVER_ERROR = 500

Clock = Callable[[], float]


class Http:
    """Fetches feeds and pages; one for the whole process, safe to share among threads.

    `allow_hosts` are hosts of the user's own: they may have private addresses, and are not spaced.
    `clock` and `sleep` are time.monotonic and time.sleep, but for tests.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        allow_hosts: Iterable[str] = (),
        spacing_s: float = SPACING_S,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allowed = frozenset(host.casefold() for host in allow_hosts)
        self._client = httpx.Client(
            transport=Transport(GuardedBackend(self._allowed)),
            # brotli and zstd cannot be unpacked within a bound by the libraries that we have.
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            follow_redirects=False,
            trust_env=False,
        )
        self._robots = Robots(user_agent)
        self._spacing_s = spacing_s
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = ACCEPT_FEED,
        deadline: float = 30.0,
        max_bytes: int = 5_000_000,
    ) -> Page:
        """Fetch one address, following redirects; validators are sent back as they came.

        Args:
            url: http or https.
            now: the time that the page is stamped with.
            etag: the ETag of what we have, as an opaque string.
            last_modified: the same of Last-Modified.
            accept: the Accept header.
            deadline: seconds for all of it, redirects included.
            max_bytes: the most that the decoded body may have.

        Returns:
            The page; with status 304 and no body where it has not changed.

        Raises:
            FetchError: for everything else, in words that hold no secret of the address.
        """
        headers = {"Accept": accept}
        if etag is not None:
            headers["If-None-Match"] = etag
        if last_modified is not None:
            headers["If-Modified-Since"] = last_modified
        until = self._clock() + deadline
        at, permanent = url, True
        for hop in range(MOST_REDIRECTS + 1):
            _check(at)
            with self._turn(at, until), self._request(at, headers, until) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    permanent = permanent and response.status_code in PERMANENT
                    at = _joined(at, response.headers["location"])
                    continue
                _refuse(response, at, now)
                body = b""
                if response.status_code != NOT_MODIFIED:
                    body = read_body(
                        response,
                        what=shown(at),
                        max_bytes=max_bytes,
                        until=until,
                        clock=self._clock,
                    )
                return Page(
                    url=url,
                    final_url=at,
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    body=body,
                    fetched_at=now,
                    permanent=permanent and hop > 0,
                )
        raise FetchError(
            f"{shown(url)} redirects more than {MOST_REDIRECTS} times", temporary=False
        )

    def get_page(
        self, url: str, *, now: datetime, deadline: float = 30.0, max_bytes: int = 5_000_000
    ) -> Page:
        """Fetch an article's page, if the host's robots.txt allows it; raises FetchError."""
        _check(url)
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if not self._robots.known(site, now=now):
            try:
                page = self.get(
                    f"{site}/robots.txt",
                    now=now,
                    accept="text/plain, */*;q=0.1",
                    deadline=deadline,
                    max_bytes=MOST_ROBOTS_BYTES,
                )
            except FetchError as error:
                self._robots.learn_failure(site, status=error.status, now=now)
            else:
                self._robots.learn(site, page.body, now=now)
        if not self._robots.allows(site, url):
            raise FetchError(
                f"{shown(url)}: the site's robots.txt does not want it read by bots",
                temporary=False,
                blocked=True,
            )
        return self.get(url, now=now, accept=ACCEPT_PAGE, deadline=deadline, max_bytes=max_bytes)

    @contextmanager
    def _turn(self, url: str, until: float) -> Iterator[None]:
        """Wait for the host to be free, and for its spacing since the last request."""
        name = (urlsplit(url).hostname or "").casefold()
        if name in self._allowed:
            yield
            return
        with self._guard:
            host = self._hosts.setdefault(name, _Host())
        if not host.lock.acquire(timeout=max(0.0, until - self._clock())):
            raise FetchError(f"{name} was busy with our other requests for too long")
        try:
            wait = host.free_at - self._clock()
            if wait > 0:
                self._sleep(wait)
            yield
        finally:
            host.free_at = self._clock() + self._spacing_s
            host.lock.release()

    @contextmanager
    def _request(
        self, url: str, headers: Mapping[str, str], until: float
    ) -> Iterator[httpx.Response]:
        left = until - self._clock()
        if left <= 0:
            raise FetchError(f"{shown(url)} took too long")
        timeout = httpx.Timeout(min(READ_S, left), connect=min(CONNECT_S, left))
        try:
            with self._client.stream(
                "GET", url, headers=dict(headers), timeout=timeout
            ) as response:
                yield response
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"{shown(url)} did not answer in time") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError(f"{shown(url)} is no usable address", temporary=False) from error
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(f"{shown(url)} could not be fetched ({_cause(error)})") from error


class _Host:
    """One request at a time, and when the next may begin."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free_at = float("-inf")


def shown(url: str) -> str:
    """An address as it may stand in a message: without user, password, query and fragment."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    return f"{parts.hostname or ''}{port}{parts.path}"


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
        parts = None
    if parts is None or parts.scheme not in {"http", "https"} or not host:
        raise FetchError(
            f"{shown(url)}: only http and https addresses are fetched", temporary=False
        )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise FetchError(
            f"{shown(base)} redirects to an address that cannot be read", temporary=False
        ) from error


def _refuse(response: httpx.Response, url: str, now: datetime) -> None:
    status = response.status_code
    if status < FIRST_ERROR and (status == NOT_MODIFIED or status < 300):  # noqa: PLR2004  (2xx)
        return
    words = f"{shown(url)} answered {status} {response.reason_phrase}".rstrip()
    raise FetchError(
        f"{words}: the publisher does not let us in" if status in REFUSALS else words,
        temporary=status in BUSY or status >= FIRST_SERVER_ERROR,
        retry_after=retry_after(response.headers.get("retry-after"), now=now),
        status=status,
        gone=status == GONE,
        blocked=status in REFUSALS,
    )


def retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Retry-After as a time to wait: seconds or a date (RFC 9110, 10.2.3); None where it says nothing."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), aware - now)


def _cause(error: Exception) -> str:
    words = str(error) or type(error).__name__
    return " ".join(words.split())[:200]

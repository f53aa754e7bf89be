"""What a server's answer means, in words that a person may read and that hold no secret."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from bot.errors import FetchError

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = frozenset({401, 402, 403, 407, 451})
BUSY = frozenset({408, 425, 429})
FINE = range(200, 300)
GONE = 410
TOO_MANY = 429  # RFC 6585, 4
NOT_MODIFIED = 304
FIRST_ERROR = 400
FIRST_SERVER_ERROR = 500
# A challenge instead of the page, whatever the status says.
# https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
CHALLENGE = ("cf-mitigated", "challenge")
# What says how long an answer stays fresh (RFC 9111, 4.2): an error's own too.
FRESHNESS = ("cache-control", "age", "expires", "date")
LONGEST_RETRY_AFTER = timedelta(days=7)
# One that is asked too often may not say for how long it wants to be left alone.
USUAL_RETRY_AFTER = timedelta(minutes=10)


def shown(url: str) -> str:
    """An address as it may stand in a message: without user, password, query and fragment."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    return f"{parts.hostname or ''}{port}{parts.path}"


def host_of(url: str) -> str:
    """The host of an http or https address; raises FetchError for every other."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme not in {"http", "https"} or not host:
        raise FetchError(
            f"{shown(url)}: only http and https addresses are fetched", temporary=False
        )
    return host.casefold()


def target(response: httpx.Response, base: str) -> str | None:
    """Where the answer sends us on to, or None where it does not; raises FetchError for nonsense."""
    location: str | None = response.headers.get("location")
    if response.status_code not in REDIRECTS or location is None:
        return None
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise FetchError(
            f"{shown(base)} redirects to an address that cannot be read", temporary=False
        ) from error


def refuse(
    response: httpx.Response, url: str, *, now: datetime, took: timedelta, conditional: bool
) -> None:
    """Raise FetchError for every answer that brings no document; it came `took` after `now`."""
    status = response.status_code
    if status in FINE or (status == NOT_MODIFIED and conditional):
        return
    blocked = status in REFUSALS or response.headers.get(CHALLENGE[0], "").lower() == CHALLENGE[1]
    words = f"{shown(url)} answered {status} {response.reason_phrase[:60]}".rstrip()
    raise FetchError(
        f"{words}: the publisher does not let us in" if blocked else words,
        temporary=status in BUSY or status >= FIRST_SERVER_ERROR,
        retry_after=_wait(response, now=now, took=took),
        status=status,
        host=host_of(url),
        gone=status == GONE,
        blocked=blocked,
        headers={name: response.headers[name] for name in FRESHNESS if name in response.headers},
    )


def _wait(response: httpx.Response, *, now: datetime, took: timedelta) -> timedelta | None:
    """How long from `now` on the host wants to be left alone, within reason."""
    asked = retry_after(response.headers.get("retry-after"), now=now + took)
    if asked is None and response.status_code == TOO_MANY:
        asked = USUAL_RETRY_AFTER
    # It counts from the answer on, and everybody else from when the request began.
    return min(asked, LONGEST_RETRY_AFTER) + took if asked else asked


def retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Retry-After as a time to wait: seconds or a date (RFC 9110, 10.2.3); None where it says nothing.

    Of several, as a server and its proxy may send them, the longest.
    """
    # A date has a comma of its own.
    said = re.findall(r"\s*[A-Za-z]+\s*,[^,:]+:[^,]+|[^,]+", value or "")
    waits = (_one(part, now) for part in said)
    return max((wait for wait in waits if wait is not None), default=None)


def _one(value: str, now: datetime) -> timedelta | None:
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(timedelta(0), aware - now)
    except (ValueError, OverflowError):
        return None

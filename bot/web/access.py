"""Who may see the board: the address that it listens on, log-ins, and what every answer is sent with.

Bound to loopback, it needs no password; anywhere else it refuses to start without one, or without a proxy
that says who asks.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request

from bot.errors import ConfigError

COOKIE = "newsledger"
SESSION = timedelta(days=14)
MOST_FAILURES = 5
MOST_FAILURES_OF_ALL = 60
EVERYBODY = "everybody"
LOCKED_FOR = timedelta(minutes=1)
MOST_CALLERS = 1000
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(slots=True, kw_only=True)
class Access:
    """Where the board listens, and who may come in. `now` is the clock; failed log-ins are counted here."""

    host: str
    port: int
    now: Callable[[], datetime]
    password: str | None = field(default=None, repr=False)
    proxy_header: str | None = None
    public_url: str | None = None
    _key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    _failures: OrderedDict[str, tuple[int, datetime]] = field(
        default_factory=OrderedDict, repr=False
    )

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}/"

    @property
    def open(self) -> bool:
        """Whether nobody is asked who they are."""
        return self.password is None and self.proxy_header is None

    def knows_host(self, given: str) -> bool:
        """Whether a Host header is one of ours: a page elsewhere whose name turns to loopback is not.

        With a password a strange name gains nothing, since the session cookie is not sent to it.
        """
        if not self.open:
            return True
        try:
            name = urlsplit(f"//{given}").hostname or ""
        except ValueError:
            return False
        known = LOOPBACK | {self.host, urlsplit(self.public_url or "").hostname or ""}
        return name in known

    def admits(self, request: Request) -> bool:
        """Whether who asks is logged in, or needs not be: named by the proxy, and by a password where one is set."""
        return self.is_named(request) and (
            self.password is None or self.session(request) is not None
        )

    def is_named(self, request: Request) -> bool:
        """Whether the proxy says who asks, where one is to."""
        return self.proxy_header is None or bool(request.headers.get(self.proxy_header))

    def who(self, request: Request) -> str:
        """Who asks, for the record of what was changed."""
        named = request.headers.get(self.proxy_header) if self.proxy_header else None
        return f"{named[:100]} (board)" if named else "somebody at the board"

    def session(self, request: Request) -> str | None:
        """The visitor's session; None where there is none, or one that is too old or not ours."""
        try:
            told = self._signer.loads(
                request.cookies.get(COOKIE, ""), max_age=int(SESSION.total_seconds())
            )
        except BadSignature:
            return None
        return told if isinstance(told, str) else None

    def new_session(self) -> tuple[str, str]:
        """A session, and the cookie's value that carries it."""
        session = secrets.token_hex(16)
        return session, self._signer.dumps(session)

    def form_token(self, session: str) -> str:
        """What a form of this session has to send back."""
        return hmac.new(self._key.encode(), f"form:{session}".encode(), hashlib.sha256).hexdigest()

    def form_is_ours(self, request: Request, token: str) -> bool:
        """Whether a form comes from a page of ours, in the visitor's own session."""
        session = self.session(request)
        if session is None or not hmac.compare_digest(
            self.form_token(session).encode(), token.encode(errors="replace")
        ):
            return False
        origin = request.headers.get("origin")
        if origin in (None, "null"):
            return request.headers.get("sec-fetch-site") in (None, "same-origin", "none")
        # A proxy may ask for the board by another name than the visitor did.
        ours = {request.headers.get("host"), urlsplit(self.public_url or "").netloc}
        return urlsplit(str(origin)).netloc in ours - {"", None}

    def log_in(self, caller: str, password: str) -> bool | datetime:
        """Whether the password is right; after too many that were wrong, when to try again.

        Wrong ones are counted for the network that a caller commands, and for all callers together.
        """
        now = self.now()
        counted = ((_network(caller), MOST_FAILURES), (EVERYBODY, MOST_FAILURES_OF_ALL))
        for name, most in counted:
            failures, last = self._failures.get(name, (0, now))
            if failures >= most and now - last < LOCKED_FOR:
                return last + LOCKED_FOR
        if self.password is not None and hmac.compare_digest(
            password.encode(), self.password.encode()
        ):
            self._failures.pop(_network(caller), None)
            return True
        for name, most in counted:
            failures, last = self._failures.get(name, (0, now))
            over = failures >= most or now - last >= LOCKED_FOR
            self._failures[name] = (1 if over else failures + 1, now)
            self._failures.move_to_end(name)
        while len(self._failures) > MOST_CALLERS:
            self._failures.popitem(last=False)
        return False

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt="newsledger session")


def access_of(
    listen: str,
    *,
    now: Callable[[], datetime],
    password: str | None,
    proxy_header: str | None,
    public_url: str | None,
) -> Access:
    """Where to listen, read from HOST:PORT.

    Raises ConfigError where it cannot be read, or would show the board to others without asking them.
    """
    host, colon, port = listen.rpartition(":")
    host = host.strip("[]")
    most = 65535
    if not colon or not host or not port.isdigit() or int(port) > most:
        raise ConfigError(f"{listen!r} is no HOST:PORT, as in 127.0.0.1:8484", key="--web")
    if not _is_loopback(host) and password is None and proxy_header is None:
        raise ConfigError(
            f"{host} can be reached by others; set BOT_WEB_PASSWORD, or name the header by which your "
            "proxy says who asks (--behind-proxy X-Forwarded-User)",
            key="--web",
        )
    return Access(
        host=host,
        port=int(port),
        now=now,
        password=password,
        proxy_header=proxy_header,
        public_url=public_url,
    )


def _network(caller: str) -> str:
    """What one caller commands: an IPv4 address, or the /64 that a provider gives to each line of IPv6."""
    try:
        address = ipaddress.ip_address(caller.partition("%")[0])
    except ValueError:
        return caller
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

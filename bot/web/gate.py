"""What every request passes: the right name of host, a log-in where one is asked for, and safe headers."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.access import COOKIE, HEADERS, SESSION, Access

# A probe has no password, and the log-in page needs its looks.
OPEN_TO_ALL = ("/healthz", "/login", "/static/")


class Gate:
    """ASGI middleware around the whole board."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session, cookie = self._access.session(request), ""
        if session is None and self._access.password is None:
            # Without a log-in of ours a visitor has a session all the same: forms are bound to it.
            session, cookie = self._access.new_session()
        scope.setdefault("state", {})["session"] = session or ""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
                if cookie:
                    headers.append("Set-Cookie", session_cookie(cookie, self._access, request))
            await send(message)

        refusal = self._refusal(request)
        await (refusal or self._app)(scope, receive, sending)

    def _refusal(self, request: Request) -> Response | None:
        if not self._access.knows_host(request.headers.get("host", "")):
            return PlainTextResponse(
                "The board is not known by this name; open it as "
                f"{self._access.address}, or set BOT_WEB_URL.\n",
                status_code=421,
            )
        path = request.url.path
        if any(path == one or (one.endswith("/") and path.startswith(one)) for one in OPEN_TO_ALL):
            return None
        if self._access.admits(request):
            return None
        if not self._access.is_named(request):
            return PlainTextResponse(
                f"The proxy did not say who asks (no {self._access.proxy_header}).\n", 403
            )
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/login", status_code=303)
        return PlainTextResponse("Log in first.\n", status_code=401)


def session_cookie(value: str, access: Access, request: Request) -> str:
    """The Set-Cookie header of a session; over TLS, which may end at a proxy, it never leaves TLS."""
    encrypted = "https" in {request.url.scheme, urlsplit(access.public_url or "").scheme}
    secure = "; Secure" if encrypted else ""
    age = int(SESSION.total_seconds())
    return f"{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}"

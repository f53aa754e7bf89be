"""A small web: feeds and article pages over HTTP, polite or not, as it is told."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Literal

from demo.servers.loopback import LoopbackRequest, LoopbackServer

_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class WebFault:
    """How a path misbehaves. `status` belongs to "error", `retry_after` to "busy", `seconds` to the slow ones."""

    kind: Literal["error", "busy", "slow", "drip", "truncated", "drop", "gone"]
    status: int = 500
    retry_after: str | None = "1"
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class WebRequest:
    """A request as it came (header names in lower case), and the status that it was given (0: none)."""

    method: str
    path: str
    headers: Mapping[str, str]
    status: int
    at: float


@dataclass(frozen=True, slots=True)
class _Document:
    body: bytes
    headers: Mapping[str, str]
    status: int = 200


@dataclass(slots=True)
class _Order:
    fault: WebFault
    left: int | None


@dataclass(slots=True)
class _Shelf:
    documents: dict[str, _Document] = field(default_factory=dict)
    orders: dict[str, _Order] = field(default_factory=dict)
    log: list[WebRequest] = field(default_factory=list)


class FeedServer(LoopbackServer):
    """Serves what it is given; see the package's docstring for the calls."""

    def __init__(self) -> None:
        super().__init__()
        self._shelf = _Shelf()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"{self.root}{path}"

    def put(
        self,
        path: str,
        body: str | bytes,
        *,
        content_type: str = "text/html; charset=utf-8",
        headers: Mapping[str, str] | None = None,
        etag: str | None = _AUTO,
        last_modified: str | None = _AUTO,
        status: int = 200,
    ) -> str:
        """Serve `body` at `path` from now on, and return its address; a second call is an edit.

        Validators are made from the body and the present moment unless given; None leaves one out.
        """
        content = body.encode() if isinstance(body, str) else body
        whole = {"Content-Type": content_type}
        if etag is not None:
            whole["ETag"] = (
                f'"{hashlib.sha256(content).hexdigest()[:20]}"' if etag == _AUTO else etag
            )
        if last_modified is not None:
            now = datetime.fromtimestamp(time.time(), UTC)
            whole["Last-Modified"] = (
                format_datetime(now, usegmt=True) if last_modified == _AUTO else last_modified
            )
        whole.update(headers or {})
        with self.lock:
            self._shelf.documents[path] = _Document(content, whole, status)
        return self.url(path)

    def move(self, path: str, target: str, *, status: int = 301) -> str:
        """Redirect `path` to `target`, a path of ours or a whole address."""
        return self.put(
            path,
            b"",
            status=status,
            etag=None,
            last_modified=None,
            headers={"Location": self.url(target) if target.startswith("/") else target},
        )

    def remove(self, path: str) -> None:
        """Answer 404 at `path` from now on."""
        with self.lock:
            self._shelf.documents.pop(path, None)

    def misbehave(self, path: str, fault: WebFault, *, times: int | None = None) -> None:
        """Let `path` fail, for so many requests or until `mend`."""
        with self.lock:
            self._shelf.orders[path] = _Order(fault, times)

    def mend(self, path: str) -> None:
        """End what `misbehave` began."""
        with self.lock:
            self._shelf.orders.pop(path, None)

    def requests(self, path: str | None = None) -> list[WebRequest]:
        """What was asked for so far, oldest first."""
        with self.lock:
            return [one for one in self._shelf.log if path is None or one.path == path]

    def count(self, path: str | None = None) -> int:
        """How often `path` was asked for."""
        return len(self.requests(path))

    def answer(self, request: LoopbackRequest) -> None:
        """Serve, misbehave or answer 304."""
        path = request.path
        with self.lock:
            fault = self._next_fault(path)
            document = self._shelf.documents.get(path) or self._shelf.documents.get(
                path.partition("?")[0]
            )
            status = _status(request, document, fault)
            self._shelf.log.append(
                WebRequest(
                    method=request.command,
                    path=path,
                    headers={name.lower(): value for name, value in request.headers.items()},
                    status=status,
                    at=time.monotonic(),
                )
            )
        if fault is not None and fault.kind != "slow":
            self._fail(request, fault, document)
            return
        if fault is not None:
            self.wait(fault.seconds)
        if document is None:
            request.give(404, b"not here\n", {"Content-Type": "text/plain"})
        elif status == 304:
            kept = {
                name: value for name, value in document.headers.items() if name != "Content-Type"
            }
            request.give(304, b"", kept)
        else:
            request.give(document.status, document.body, dict(document.headers))

    def _next_fault(self, path: str) -> WebFault | None:
        order = self._shelf.orders.get(path)
        if order is None:
            return None
        if order.left is not None:
            order.left -= 1
            if order.left <= 0:
                del self._shelf.orders[path]
        return order.fault

    def _fail(self, request: LoopbackRequest, fault: WebFault, document: _Document | None) -> None:
        plain = {"Content-Type": "text/plain"}
        body = document.body if document else b"x" * 100
        headers = dict(document.headers) if document else plain
        if fault.kind == "drop":
            request.hang_up()
        elif fault.kind == "truncated":
            request.give(200, body[: len(body) // 2], headers, length=len(body))
        elif fault.kind == "drip":
            request.give(200, b"", headers, length=len(body))
            self._drip(request, body, fault.seconds)
        elif fault.kind == "gone":
            request.give(410, b"gone\n", plain)
        elif fault.kind == "busy":
            waiting = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            request.give(429, b"later\n", plain | waiting)
        else:
            request.give(fault.status, b"something broke\n", plain)

    def _drip(self, request: LoopbackRequest, body: bytes, seconds: float) -> None:
        end = time.monotonic() + seconds
        for place in range(len(body)):
            if time.monotonic() >= end or self.stopping.is_set():
                return
            request.wfile.write(body[place : place + 1])
            self.wait(0.1)


_FAULT_STATUS = {"drop": 0, "truncated": 200, "drip": 200, "gone": 410, "busy": 429}


def _status(request: LoopbackRequest, document: _Document | None, fault: WebFault | None) -> int:
    if fault is not None and fault.kind != "slow":
        return _FAULT_STATUS.get(fault.kind, fault.status)
    if document is None:
        return 404
    return 304 if document.status == 200 and _unchanged(request, document) else document.status


def _unchanged(request: LoopbackRequest, document: _Document) -> bool:
    etag, since = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
    if etag is not None:
        # RFC 9110, 13.1.3: where both are sent, the tag decides alone.
        return etag == document.headers.get("ETag")
    modified = document.headers.get("Last-Modified")
    if since is None or modified is None:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(modified)
    except ValueError:
        return False

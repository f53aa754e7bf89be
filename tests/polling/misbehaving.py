"""A web server on loopback that does what servers do when nobody watches."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

PATIENCE_S = 10.0


@dataclass(frozen=True)
class Request:
    """What came in: path with query, headers by lower-case name, and when (time.monotonic)."""

    path: str
    headers: Mapping[str, str]
    at: float


Wire = socket.socket
Answer = Callable[[Request, Wire], None]


def reply(
    body: bytes | str = b"",
    *,
    status: int = 200,
    reason: str = "Said",
    length: int | None = None,
    **headers: str,
) -> Answer:
    """A whole answer; `length` lies about the body where it is given, and header names take _ for -."""
    content = body.encode() if isinstance(body, str) else body

    def answer(_request: Request, wire: Wire) -> None:
        wire.sendall(head(status, reason, len(content) if length is None else length, headers))
        wire.sendall(content)

    return answer


def head(status: int, reason: str, length: int | None, headers: Mapping[str, str]) -> bytes:
    """A status line and headers."""
    lines = [f"HTTP/1.1 {status} {reason}", "Connection: close"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    text = "\r\n".join([*lines, "", ""])
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode()


def moved(to: str, status: int = 301) -> Answer:
    """A redirect."""
    return reply(status=status, Location=to)


def packed(body: bytes, coding: str, *, cut: int = 0) -> Answer:
    """A packed answer, whose last `cut` bytes are missing though its length says nothing of it."""
    pack = {
        "gzip": gzip.compress,
        "br": brotli.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }[coding]
    content = pack(body)
    return reply(content[: len(content) - cut], Content_Encoding=coding)


def dripping(first: bytes, *, every_s: float = 0.05, drop: bytes = b" ") -> Answer:
    """A slow loris: `first`, and then a byte now and again, for as long as anybody listens."""

    def answer(_request: Request, wire: Wire) -> None:
        wire.sendall(first)
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            wire.sendall(drop)
            time.sleep(every_s)

    return answer


def endless(piece: bytes = b"x" * 65536) -> Answer:
    """A body without an end, as fast as it is taken."""

    def answer(_request: Request, wire: Wire) -> None:
        wire.sendall(head(200, "OK", None, {}))
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            wire.sendall(piece)

    return answer


def hang_up(_request: Request, _wire: Wire) -> None:
    """Close the connection without a word."""


def say_nothing(_request: Request, wire: Wire) -> None:
    """Take the request and keep quiet until the other side has had enough."""
    wire.settimeout(PATIENCE_S)
    wire.recv(1)


@dataclass
class Misbehaving:
    """The server: `answers` by path, `requests` as they came, `busiest` the most at one time."""

    secured: ssl.SSLContext | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    busiest: int = 0

    def __enter__(self) -> Self:
        self._busy = 0
        self._guard = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        return self

    def __exit__(self, *_exc: object) -> None:
        # Closing alone would not wake the thread that waits for a caller.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def url(self, path: str = "/feed") -> str:
        """The address of a path."""
        scheme = "https" if self.secured else "http"
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def asked(self, path: str) -> list[Request]:
        """The requests for a path."""
        return [request for request in self.requests if request.path.partition("?")[0] == path]

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(wire,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, wire: Wire) -> None:
        wire.settimeout(PATIENCE_S)
        # Whoever calls may hang up at any time: that is what many of the tests are about.
        with contextlib.suppress(OSError), contextlib.closing(self._secure(wire)) as ours:
            request = _read(ours)
            if request is None:
                return
            with self._counted(request):
                answer = self.answers.get(request.path.partition("?")[0], reply(status=404))
                answer(request, ours)

    def _secure(self, wire: Wire) -> Wire:
        if self.secured is None:
            return wire
        with contextlib.ExitStack() as undo:
            undo.callback(wire.close)
            secured = self.secured.wrap_socket(wire, server_side=True)
            undo.pop_all()
        return secured

    @contextlib.contextmanager
    def _counted(self, request: Request) -> Iterator[None]:
        with self._guard:
            self.requests.append(request)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            yield
        finally:
            with self._guard:
                self._busy -= 1


def _read(wire: Wire) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = wire.recv(65536)
        if not piece:
            return None
        data += piece
    lines = data.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Request(path=lines[0].split(" ")[1], headers=headers, at=time.monotonic())

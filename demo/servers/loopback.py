"""What the two HTTP servers share: a thread on 127.0.0.1 that stops when it is told to."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

# A peer that says nothing for this long has gone; no thread outlives it by more.
PATIENCE_SECONDS = 10.0


class LoopbackServer:
    """An HTTP server at a free port of 127.0.0.1, from `with` to the end of the block."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self._server = _Server((self.host, 0), self._handler(), bind_and_activate=True)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def port(self) -> int:
        """The port that the system gave us."""
        return int(self._server.server_address[1])

    @property
    def root(self) -> str:
        """The address without a path, such as `http://127.0.0.1:41234`."""
        return f"http://{self.host}:{self.port}"

    def answer(self, request: LoopbackRequest) -> None:
        """Answer one request; runs in the connection's own thread."""
        raise NotImplementedError

    def wait(self, seconds: float) -> None:
        """Sleep, but not beyond the end of the block."""
        self.stopping.wait(min(seconds, PATIENCE_SECONDS))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE_SECONDS)

    def _handler(self) -> type[LoopbackRequest]:
        owner = self

        class Request(LoopbackRequest):
            def respond(self) -> None:
                owner.answer(self)

        return Request


class LoopbackRequest(BaseHTTPRequestHandler):
    """One request, with the few ways to answer or not to answer that the servers need."""

    protocol_version = "HTTP/1.1"
    server_version = "Loopback"
    sys_version = ""
    timeout = PATIENCE_SECONDS

    def respond(self) -> None:
        """Filled in by the server that owns the request."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer, unless the peer has gone meanwhile."""
        self.close_connection = True
        with contextlib.suppress(ConnectionError, TimeoutError):
            self.respond()

    do_HEAD = do_GET  # noqa: N815  (the library's name)
    do_POST = do_GET  # noqa: N815  (the library's name)

    def body(self) -> bytes:
        """The request's body."""
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def give(
        self, status: int, body: bytes, headers: dict[str, str], *, length: int | None = None
    ) -> None:
        """Send a whole response; `length` lies about the size of the body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def hang_up(self) -> None:
        """Reset the connection, so that the peer sees an error rather than an end."""
        # An SO_LINGER of zero makes close() send RST in place of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's signature)
        """Say nothing: the servers keep their own record of requests."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a peer killed in mid-sentence is what tests do."""

"""httpx over a connection pool whose connections are guarded: httpx's own transport takes no backend."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import certifi
import httpcore
import httpx

# What is kept is looked through at each request; it serves redirects, robots.txt and the pages of one site.
MOST_KEPT = 4
KEEP_ALIVE_S = 10.0


def usual_trust() -> ssl.SSLContext:
    """The certificates that are trusted where nobody says otherwise."""
    return ssl.create_default_context(cafile=certifi.where())


class Transport(httpx.BaseTransport):
    """Hands httpx's requests to httpcore, with a network backend of ours. TLS is always verified."""

    def __init__(self, backend: httpcore.NetworkBackend, trusted: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted,
            # Each thread makes one request at a time, so their number is the limit. A lower one here would let hosts
            # that drip hold every connection, and keep out whoever asks another host.
            max_connections=None,
            max_keepalive_connections=MOST_KEPT,
            keepalive_expiry=KEEP_ALIVE_S,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the host stays the name, so that Host and the certificate's name do too."""
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()

"""A response's body, unpacked and counted while it streams: neither endless nor a bomb can hurt."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import httpx

from bot.errors import FetchError

STEP = 256 * 1024
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def read_body(
    response: httpx.Response,
    *,
    what: str,
    max_bytes: int,
    until: float,
    clock: Callable[[], float],
) -> bytes:
    """The decoded body.

    Raises FetchError where it has more than `max_bytes`, takes longer than `until` (by `clock`), ends
    before its time or is packed in a way that we did not ask for.
    """
    parts: list[bytes] = []
    size = 0
    for piece in _unpacked(response, what):
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"{what} is larger than {max_bytes:,} bytes", temporary=False)
        if clock() > until:
            raise FetchError(f"{what} took too long")
        parts.append(piece)
    return b"".join(parts)


def _unpacked(response: httpx.Response, what: str) -> Iterator[bytes]:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"", "identity"}:
        yield from response.iter_raw()
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(
            f"{what} is packed as {encoding}, which we did not ask for", temporary=False
        )
    unpack = zlib.decompressobj(GZIP_OR_ZLIB)
    first = True
    try:
        for packed in response.iter_raw():
            if first and encoding == "deflate" and packed[:1] != b"\x78":
                # Some servers send deflate without zlib's header.
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            first = False
            rest = packed
            while rest:
                yield unpack.decompress(rest, STEP)
                rest = unpack.unconsumed_tail
        while piece := unpack.decompress(unpack.unconsumed_tail, STEP):
            yield piece
    except zlib.error as error:
        raise FetchError(f"{what} is damaged ({error})") from error
    if not unpack.eof and not first:
        raise FetchError(f"{what} ends in the middle")

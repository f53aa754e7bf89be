"""A response's body, unpacked and counted while it streams: neither endless nor a bomb can hurt."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # it ships no types
import httpx
import zstandard

from bot.errors import FetchError

ACCEPT_ENCODING = "gzip, br, zstd"
STEP = 256 * 1024
GZIP = 16 + zlib.MAX_WBITS
ZLIB_HEADER = b"\x78"
GZIP_HEADER = b"\x1f\x8b\x08"
# RFC 9659: the most that a sender may ask a browser to remember, and so the most that we grant.
ZSTD_WINDOW = 8 * 1024 * 1024
# Its unpacker takes no bound on what it gives out; but four bytes give at most a block of 128 KB.
ZSTD_SIP = 64
MOST_CODINGS = 2

Pieces = Iterator[bytes]


def read_body(
    response: httpx.Response,
    *,
    what: str,
    max_bytes: int,
    until: float,
    clock: Callable[[], float],
    cut: bool = False,
) -> bytes:
    """The decoded body, or where `cut`, its first `max_bytes`.

    Raises FetchError where it has more than `max_bytes` and is not to be cut, takes longer than `until`
    (by `clock`), ends before its time or is packed in a way that we cannot unpack.
    """
    parts: list[bytes] = []
    size = 0
    try:
        for piece in _unpacked(response, what):
            size += len(piece)
            if size > max_bytes and not cut:
                raise FetchError(f"{what} is larger than {max_bytes:,} bytes", temporary=False)
            if clock() > until:
                raise FetchError(f"{what} took too long")
            parts.append(piece)
            if size > max_bytes:
                break
    except EOFError as error:
        raise FetchError(f"{what} ends in the middle") from error
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise FetchError(f"{what} is damaged, or not packed as it says ({error})") from error
    return b"".join(parts)[:max_bytes]


def _unpacked(response: httpx.Response, what: str) -> Pieces:
    said = response.headers.get("content-encoding", "").lower().split(",")
    codings = [coding.strip() for coding in said if coding.strip() not in {"", "identity"}]
    unknown = [coding for coding in codings if coding not in _UNPACK]
    if unknown or len(codings) > MOST_CODINGS:
        raise FetchError(
            f"{what} is packed as {', '.join(codings)[:60]}, which we did not ask for",
            temporary=False,
        )
    pieces: Pieces = response.iter_raw()
    for coding in reversed(codings):
        pieces = _UNPACK[coding](pieces)
    return _unmentioned(pieces)


def _unmentioned(pieces: Pieces) -> Pieces:
    """Gzip that no header speaks of: a file, or what a cache has packed twice (RFC 1952, 2.3.1)."""
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= len(GZIP_HEADER):
            break
    whole = _after(first, pieces)
    yield from _gzip(whole) if first.startswith(GZIP_HEADER) else whole


def _gzip(packed: Pieces) -> Pieces:
    return _zlib(packed, GZIP)


def _deflate(packed: Pieces) -> Pieces:
    """Some servers send deflate without zlib's header, against RFC 9110."""
    first = next(packed, b"")
    if first:
        bits = zlib.MAX_WBITS if first[:1] == ZLIB_HEADER else -zlib.MAX_WBITS
        yield from _zlib(_after(first, packed), bits)


def _after(first: bytes, rest: Pieces) -> Pieces:
    yield first
    yield from rest


def _zlib(packed: Pieces, bits: int) -> Pieces:
    unpack = zlib.decompressobj(bits)
    begun = False
    for chunk in packed:
        rest = chunk
        while rest:
            if unpack.eof:
                # A gzip file may have several members; what else follows is padding.
                if bits != GZIP or not rest.startswith(b"\x1f\x8b"):
                    return
                unpack = zlib.decompressobj(bits)
            begun = True
            yield unpack.decompress(rest, STEP)
            rest = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    while begun and not unpack.eof and (piece := unpack.decompress(b"", STEP)):
        yield piece
    if begun and not unpack.eof:
        raise EOFError


def _brotli(packed: Pieces) -> Pieces:
    unpack = brotli.Decompressor()
    begun = False
    for chunk in packed:
        begun = True
        piece = unpack.process(chunk, output_buffer_limit=STEP)
        while piece or not unpack.can_accept_more_data():
            yield piece
            piece = unpack.process(b"", output_buffer_limit=STEP)
    if begun and not unpack.is_finished():
        raise EOFError


def _zstd(packed: Pieces) -> Pieces:
    unpack = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    frame = unpack.decompressobj()
    begun = False
    for chunk in packed:
        for at in range(0, len(chunk), ZSTD_SIP):
            rest = chunk[at : at + ZSTD_SIP]
            while rest:
                if frame.eof:
                    frame = unpack.decompressobj()
                begun = True
                yield frame.decompress(rest)
                rest = frame.unused_data if frame.eof else b""
    if begun and not frame.eof:
        raise EOFError


_UNPACK: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

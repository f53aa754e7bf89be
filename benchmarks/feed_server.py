"""The server of the polling benchmark, a process of its own: nine of ten feeds have not changed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from functools import partial

ITEMS = 20
CHANGED_OF_TEN = 1
# Linux: whoever is not on this machine cannot connect, though all of 127.0.0.0/8 is listened on.
SO_BINDTODEVICE = 25
TAG = '"as it was"'


def body_of(path: str) -> bytes:
    """A feed with items of its own."""
    items = "".join(
        f"<item><title>Report {number} of {path}</title><guid>{path}/{number}</guid>"
        f"<link>https://news.example.org{path}/{number}</link>"
        f"<pubDate>Sun, 12 Apr 2026 {number % 24:02}:30:00 +0900</pubDate>"
        f"<description>{'What happened, in some words. ' * 12}</description></item>"
        for number in range(ITEMS)
    )
    return f"<rss version='2.0'><channel><title>{path}</title>{items}</channel></rss>".encode()


def answer_to(path: str) -> bytes:
    """A whole response: 304, but for every tenth feed."""
    if int(path.rpartition("/")[2]) % 10 >= CHANGED_OF_TEN:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {TAG}\r\n\r\n".encode()
    body = body_of(path)
    head = f'HTTP/1.1 200 OK\r\nETag: "new"\r\nContent-Length: {len(body)}\r\n\r\n'
    return head.encode() + body


async def serve(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, delay_s: float
) -> None:
    """Answer on one connection, each time after a while, until the other side has had enough."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(delay_s)
            writer.write(answer_to(request.split(b" ", 2)[1].decode()))
            await writer.drain()
    writer.close()


async def main(delay_s: float) -> None:
    """Listen on every loopback address, and say where; every answer takes `delay_s`."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, SO_BINDTODEVICE, b"lo")
    listener.bind(("0.0.0.0", 0))  # noqa: S104  (bound to the loopback device)
    server = await asyncio.start_server(partial(serve, delay_s=delay_s), sock=listener, backlog=512)
    print(listener.getsockname()[1], flush=True)
    async with server:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))

"""The board's server: uvicorn in a thread of the bot's own process, gone when the bot stops."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import ConfigError
from bot.web.access import Access
from bot.web.connections import MOST, Impatient

GRACE_S = 2


@contextmanager
def serving(application: Starlette, access: Access) -> Iterator[None]:
    """Serve until the block is left. Raises ConfigError where the port cannot be had."""
    listening = _listening(access)
    # Port 0 asks the system for one that is free.
    access.port = listening.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE_S,
            http=Impatient,
            limit_concurrency=MOST,
            # Who asks is who is connected: any program on this machine could claim another address.
            proxy_headers=False,
            h11_max_incomplete_event_size=32_768,
        )
    )
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="board", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(GRACE_S + 1)
        listening.close()


def _listening(access: Access) -> socket.socket:
    family = socket.AF_INET6 if ":" in access.host else socket.AF_INET
    # Named as TCP, so that asyncio sends the end of an answer at once (TCP_NODELAY).
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((access.host, access.port))
        # Whoever comes before the server is up waits, and is not refused.
        made.listen()
    except OSError as error:
        made.close()
        raise ConfigError(
            f"{access.host}:{access.port} cannot be listened on ({error.strerror}); choose another "
            "with --web HOST:PORT, or do without the board with --no-web",
            key="--web",
        ) from error
    return made

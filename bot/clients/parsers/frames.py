"""What goes over the line between the bot and its parsers: a length, and a pickle of that length.

Both ends are this program, and the line is a pair of sockets that nobody else has: nothing from outside is ever
unpickled.
"""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")
_STEP = 1 << 20


def send(wire: socket.socket, value: Any) -> None:
    """Send one value; raises OSError where the other end is gone."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    wire.sendall(_LENGTH.pack(len(content)))
    wire.sendall(content)


def receive(wire: socket.socket) -> Any:
    """The next value; raises EOFError where the other end is gone."""
    return pickle.loads(packed(wire))  # noqa: S301  (see above)


def packed(wire: socket.socket) -> bytearray:
    """The next value as it came; raises EOFError where the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(wire, _LENGTH.size))
    return _exactly(wire, length)


def _exactly(wire: socket.socket, length: int) -> bytearray:
    got = bytearray()
    while len(got) < length:
        piece = wire.recv(min(_STEP, length - len(got)))
        if not piece:
            raise EOFError
        got += piece
    return got

"""Which addresses may be connected to: public ones only, each checked before the connection is made.

A name is resolved once, every address of it is checked, and the connection goes to the one that was checked,
so that a name that resolves differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import typing
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore

from bot.clients.http.deadline import Deadline, TimedStream
from bot.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
# A connection begins again after a second where its first packet was lost (RFC 6298, 2.1).
LEAST_S = 1.5
# IETF protocol assignments and the 6to4 relays (RFC 6890, 7526), of which Python knows some.
_NO_HOST_4 = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
# Ways of writing an IPv4 address, of tunnelling to one, or of a network's own that Python calls global
# (RFC 4291, 2.5.5; 6052; 8215; 3056; 4380; 3879; 6666; 9637). No public host has one.
_NO_HOST = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "fec0::/10",
        "100::/64",
        "3fff::/20",
    )
)


def is_public(address: Address) -> bool:
    """Whether a stranger's feed may send us there.

    Private, loopback, link-local, unique-local, carrier-grade NAT, multicast and reserved addresses are
    not public, nor is an IPv6 address that is an IPv4 one in another notation.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in block for block in _NO_HOST):
            return False
    elif any(address in block for block in _NO_HOST_4):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class OwnHosts:
    """Hosts of the user's own, as BOT_ALLOW_HOSTS lists them: `name` with all its ports, `name:port` with that one."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = frozenset(_host_and_port(one.casefold()) for one in listed)

    def __bool__(self) -> bool:
        return bool(self._listed)

    @property
    def names(self) -> frozenset[str]:
        """The hosts, without ports."""
        return frozenset(name for name, _ in self._listed)

    def cover(self, host: str, port: int) -> bool:
        """Whether a host is listed, with this port or with all."""
        name = host.casefold().strip("[]")
        return (name, None) in self._listed or (name, port) in self._listed

    def cover_address(self, url: str) -> bool:
        """Whether a web address leads to one of them."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError:
            return False
        return self.cover(parts.hostname or "", port)


def _host_and_port(listed: str) -> tuple[str, int | None]:
    name, colon, port = listed.rpartition(":")
    # An IPv6 address without brackets has no port.
    if not colon or (":" in name and not name.endswith("]")):
        return listed.strip("[]"), None
    return (name.strip("[]"), int(port)) if port.isdecimal() else (listed.strip("[]"), None)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses, and to the user's own hosts where `reach_own` says so."""

    def __init__(self, own: OwnHosts, deadline: Deadline, *, reach_own: bool) -> None:
        self._own = own
        self._reach_own = reach_own
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check every address, and connect to one that was checked, all of it within the timeout.

        Raises FetchError where the name leads to an address that is not public.
        """
        last: Exception = httpcore.ConnectError(f"no address of {host} answers")
        by = self._deadline.by(timeout)
        addresses = self._resolve(host, port, self._deadline.shorten(timeout))
        for number, address in enumerate(addresses):
            left = self._deadline.shorten(None, by=by)
            try:
                stream = self._inner.connect_tcp(
                    str(address),
                    port,
                    None if left is None else _share(left, len(addresses) - number),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return TimedStream(stream, self._deadline)
        raise last

    def _resolve(self, host: str, port: int, timeout: float | None) -> list[Address]:
        try:
            # Digits need no name server.
            literal = ipaddress.ip_address(host)
        except ValueError:
            addresses = self._found(host, port, timeout)
        else:
            addresses = [literal]
        own = self._own.cover(host, port)
        if not (own and self._reach_own):
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        f"{host} leads to {address}, which is not a public address; {_mend(own=own)}",
                        temporary=False,
                    )
        return list(dict.fromkeys(addresses))

    def _found(self, host: str, port: int, timeout: float | None) -> list[Address]:
        try:
            found = _looked_up(host, port, timeout)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} cannot be found (no such name, or no network)") from error
        return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def _mend(*, own: bool) -> str:
    if own:
        return "BOT_ALLOW_HOSTS lets feeds of your own hosts lead there, and nobody else's"
    return "if it is yours, name the host in BOT_ALLOW_HOSTS"


def _share(left: float, addresses: int) -> float:
    """The time for one of the addresses that are left: a dead one must not use up that of the others."""
    return min(left, max(LEAST_S, left / addresses))


def _looked_up(host: str, port: int, timeout: float | None) -> list[tuple[typing.Any, ...]]:
    """What the system's resolver says, within the time; raises httpcore.ConnectTimeout after it.

    The resolver takes no timeout, and has been seen to need half a minute: it is left behind, in a thread that
    ends when it gives up itself.
    """
    answer: queue.SimpleQueue[list[tuple[typing.Any, ...]] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, name=f"resolve-{host}", daemon=True).start()
    try:
        found = answer.get(timeout=timeout)
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"the name {host} was not found in time") from None
    if isinstance(found, Exception):
        raise found
    return found

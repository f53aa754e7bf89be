"""Which addresses may be connected to: public ones only, each checked before the connection is made.

A name is resolved once, every address of it is checked, and the connection goes to the one that was checked,
so that a name that resolves differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import typing
from collections.abc import Iterable

import httpcore

from bot.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Not global though Python calls them so, or holding an IPv4 address of their own (RFC 6052, 3056, 4380).
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def is_public(address: Address) -> bool:
    """Whether a stranger's feed may send us there.

    Private, loopback, link-local, unique-local, carrier-grade NAT, multicast and reserved addresses are
    not public, nor is an IPv6 address that holds such an IPv4 one.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _NAT64):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses, and to the hosts that were allowed by name."""

    def __init__(self, allow_hosts: Iterable[str]) -> None:
        self._allowed = frozenset(host.casefold() for host in allow_hosts)
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check every address, and connect to one that was checked.

        Raises FetchError where the name leads to an address that is not public.
        """
        addresses = self._resolve(host, port)
        last: Exception = httpcore.ConnectError(f"no address of {host} answers")
        for address in addresses:
            try:
                return self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def _resolve(self, host: str, port: int) -> list[Address]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} cannot be found (no such name, or no network)") from error
        addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        if host.casefold() not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        f"{host} leads to {address}, which is not a public address; if it is "
                        "yours, name the host in BOT_ALLOW_HOSTS",
                        temporary=False,
                    )
        return list(dict.fromkeys(addresses))

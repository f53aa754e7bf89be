"""Which addresses a feed may send the bot to: a monitoring bot runs inside somebody's network."""

import ipaddress
import socket
from datetime import UTC, datetime

import httpcore
import pytest
from misbehaving import Misbehaving, moved, reply

from bot.clients.http import Http
from bot.clients.http.addresses import OwnHosts, is_public
from bot.errors import FetchError

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names of the test's own, with their addresses; all others are looked up as ever."""
    own: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: int, **options: int) -> list[tuple[object, ...]]:
        if host not in own:
            return real(host, port, *rest, **options)
        return [(0, 0, 0, "", (address, port)) for address in own[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return own


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3"),  # noqa: S104  (refused)
        *("192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1"),
        *("239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:10.0.0.1"),
        *("fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "ff0e::1", "2001:db8::1"),
        *(
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "64:ff9b:1::808:808",
        ),
        *("2002:7f00:1::1", "2002:808:808::1", "2001:0:1234::1", "100::1", "3fff::1"),
    ],
)
def test_addresses_of_no_public_host_are_refused(address: str):
    """Each of these, in some notation, is this machine, its network, or nobody."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2400:4050::1"])
def test_public_addresses_are_allowed(address: str):
    """The last is how a network that has only IPv6 writes a public IPv4 address."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "2130706433", "0x7f000001"),
        *("0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "[::1]", "[::]"),  # noqa: S104  (refused)
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]"),
        *("[fe80::1]", "[fd00::1]", "10.1.2.3", "100.64.0.1", "169.254.169.254", "①②⑦.⓪.⓪.①"),
        *("127.0.0.1:80@127.0.0.1", "example.org@127.0.0.1", "example.org%2f@127.0.0.1"),
    ],
)
def test_no_notation_of_a_private_address_gets_through(
    server: Misbehaving, names: dict[str, list[str]], host: str
):
    """Asked for directly and through a redirect, nothing may arrive."""
    address = f"http://{host}:{server.port}/inside"
    server.answers["/inside"] = reply(b"secret")
    server.answers["/feed"] = moved(address)
    names["publisher.example"] = ["127.0.0.1"]
    with Http("Newsledger/0", allow_hosts=["publisher.example"]) as http:
        for start in (address, f"http://publisher.example:{server.port}/feed"):
            with pytest.raises(FetchError):
                http.get(start, now=NOW)
    assert not server.asked("/inside")
    assert server.asked("/feed")


def test_a_name_with_one_private_address_among_others_is_refused(names: dict[str, list[str]]):
    """Which of a name's addresses is taken must not depend on luck."""
    names["mixed.example"] = ["93.184.216.34", "10.0.0.1"]
    with Http("Newsledger/0") as http, pytest.raises(FetchError) as caught:
        http.get("http://mixed.example/feed", now=NOW)
    assert "mixed.example leads to 10.0.0.1" in caught.value.reason
    assert "BOT_ALLOW_HOSTS" in caught.value.reason
    assert not caught.value.temporary


def test_a_name_that_resolves_differently_the_second_time_gains_nothing(
    names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
):
    """The address that was checked is the one that is connected to: there is no second look-up."""
    tried: list[str] = []

    def connect(_backend: object, host: str, *_rest: object) -> None:
        tried.append(host)
        names["rebind.example"] = ["127.0.0.1"]
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    names["rebind.example"] = ["93.184.216.34"]
    with Http("Newsledger/0") as http:
        with pytest.raises(FetchError, match="nobody there"):
            http.get("http://rebind.example/feed", now=NOW)
        with pytest.raises(FetchError, match="not a public address"):
            http.get("http://rebind.example/feed", now=NOW)
    assert tried == ["93.184.216.34"]


def test_the_next_address_is_tried_where_the_first_does_not_answer(
    server: Misbehaving, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
):
    """Many hosts have an IPv6 address that leads nowhere from here."""
    inner = httpcore.SyncBackend.connect_tcp

    def connect(backend: httpcore.SyncBackend, host: str, *rest: object) -> object:
        if host == "::1":
            raise httpcore.ConnectError("no route")
        return inner(backend, host, *rest)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    names["both.example"] = ["::1", "127.0.0.1"]
    server.answers["/feed"] = reply(b"here")
    with Http("Newsledger/0", allow_hosts=["Both.example"]) as http:
        assert http.get(f"http://both.example:{server.port}/feed", now=NOW).body == b"here"


@pytest.mark.parametrize(
    ("addresses", "look_up_s", "given"),
    [
        (1, 0.0, [5.0]),
        (2, 0.0, [2.5, 2.5]),
        (2, 3.0, [1.5, 0.5]),
        (9, 0.0, [1.5, 1.5, 1.5, 0.5]),
        (2, 5.0, []),
    ],
)
def test_all_addresses_of_a_host_share_the_time_to_connect(
    names: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    addresses: int,
    look_up_s: float,
    given: list[float],
):
    """A host with many dead addresses holds nobody up for longer than one, and a dead one hides no live one."""
    passed = [0.0]
    asked: list[float] = []
    look_up = socket.getaddrinfo

    def slowly(host: str, *rest: int, **options: int) -> object:
        passed[0] += look_up_s
        return look_up(host, *rest, **options)

    def connect(_backend: object, _host: str, _port: int, timeout: float, *_rest: object) -> None:
        asked.append(timeout)
        passed[0] += timeout
        raise httpcore.ConnectTimeout

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    names["dead.example"] = [f"93.184.216.{number + 1}" for number in range(addresses)]
    with (
        Http("Newsledger/0", clock=lambda: passed[0]) as http,
        pytest.raises(FetchError, match="did not answer in time"),
    ):
        http.get("http://dead.example/feed", now=NOW)
    assert asked == given


@pytest.fixture
def intranet(server: Misbehaving, names: dict[str, list[str]]) -> str:
    """A page on a host of the user's own, and a stranger's site that is (as far as the bot knows) public."""
    names["intranet.example"] = ["127.0.0.1"]
    server.answers["/inside"] = reply(b"for the house")
    return f"http://intranet.example:{server.port}/inside"


def test_a_strangers_link_never_leads_to_a_host_of_our_own(server: Misbehaving, intranet: str):
    """BOT_ALLOW_HOSTS opened the wiki to whatever any feed linked to; the words went into an alert."""
    with Http("Newsledger/0", allow_hosts=["intranet.example"]) as http:
        for asker in ("https://stranger.example/feed", ""):
            for fetch in (http.get, http.get_page):
                with pytest.raises(FetchError, match="feeds of your own hosts"):
                    fetch(intranet, now=NOW, asker=asker)
        assert server.requests == []
        own = intranet.replace("inside", "feed")
        assert http.get_page(intranet, now=NOW, asker=own).body == b"for the house"
        assert http.get(intranet, now=NOW).body == b"for the house"


def test_a_connection_that_our_own_feed_opened_is_no_strangers(server: Misbehaving, intranet: str):
    """A connection that is kept is not checked again: a stranger's request must not go over it."""
    with Http("Newsledger/0", allow_hosts=["intranet.example"]) as http:
        for _ in range(2):
            assert http.get_page(intranet, now=NOW).body == b"for the house"
            with pytest.raises(FetchError, match="not a public address"):
                http.get_page(intranet, now=NOW, asker="https://stranger.example/feed")


def test_a_stranger_who_is_refused_makes_no_page_of_our_own_unreadable(
    server: Misbehaving, intranet: str
):
    """A robots.txt that could not be had counts for ten minutes: for the stranger alone."""
    with Http("Newsledger/0", allow_hosts=["intranet.example"]) as http:
        with pytest.raises(FetchError):
            http.get_page(intranet, now=NOW, asker="https://stranger.example/feed")
        assert http.get_page(intranet, now=NOW).body == b"for the house"


def test_a_redirect_of_a_stranger_leads_to_no_host_of_our_own(
    server: Misbehaving, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
):
    """Our own feed may link to a stranger, who then says where to go."""
    monkeypatch.setattr("bot.clients.http.addresses.is_public", lambda one: str(one) != "127.0.0.9")
    names |= {
        "intranet.example": ["127.0.0.9"],
        "stranger.example": ["127.0.0.1"],
        "wiki.example": ["127.0.0.9"],
    }
    server.answers["/away"] = moved(f"http://wiki.example:{server.port}/inside", 302)
    away = f"http://stranger.example:{server.port}/away"
    with (
        Http("Newsledger/0", allow_hosts=["intranet.example", "wiki.example"]) as http,
        pytest.raises(FetchError, match=r"wiki\.example leads to"),
    ):
        http.get(away, now=NOW, asker="http://intranet.example/feed")
    assert server.asked("/away")


@pytest.mark.parametrize(
    ("listed", "reached"),
    [
        ("intranet.example:{port}", True),
        ("INTRANET.example", True),
        ("intranet.example:1", False),
        ("[::1]:{port}", False),
    ],
)
def test_a_port_that_is_named_is_the_only_one(
    server: Misbehaving, intranet: str, *, listed: str, reached: bool
):
    """A feed on one port of a machine is no leave to ask its database on another."""
    with Http("Newsledger/0", allow_hosts=[listed.format(port=server.port)]) as http:
        if reached:
            assert http.get(intranet, now=NOW).body == b"for the house"
        else:
            with pytest.raises(FetchError, match="not a public address"):
                http.get(intranet, now=NOW)


@pytest.mark.parametrize(
    ("listed", "url", "covered"),
    [
        ("fd00::7", "http://[fd00::7]:8080/", True),
        ("[fd00::7]", "http://[fd00::7]/", True),
        ("[fd00::7]:8080", "http://[fd00::7]:8080/", True),
        ("[fd00::7]:8080", "http://[fd00::7]/", False),
        ("intranet:443", "https://intranet/feed", True),
        ("intranet:443", "http://intranet/feed", False),
        ("intranet", "http://intranet:x/feed", False),
        ("intranet", "http://intranet.example/feed", False),
    ],
)
def test_hosts_are_listed_with_or_without_a_port(*, listed: str, url: str, covered: bool):
    """An address of IPv6 is full of colons, and a scheme has a port of its own."""
    assert OwnHosts([listed]).cover_address(url) is covered

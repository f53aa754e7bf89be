"""The HTTP client against a server that does all that servers do: one test a row of what polling promises."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from misbehaving import (
    Misbehaving,
    Request,
    Wire,
    dripping,
    endless,
    hang_up,
    head,
    moved,
    packed,
    reply,
    say_nothing,
)

from bot.clients.http import ACCEPT_FEED, MOST_REDIRECTS, Http
from bot.clients.http import addresses as public_addresses
from bot.clients.http.answers import retry_after, shown
from bot.errors import FetchError, HeldError

AGENT = "Newsledger/0.1 (news monitoring bot; +https://example.org/bot)"
NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>T</title></channel></rss>"
SECRET = "s3cr3t-t0ken"


@pytest.fixture
def prompt() -> Iterator[Http]:
    """A client to whose clock every answer comes at once."""
    with Http(AGENT, allow_hosts=["127.0.0.1"], clock=lambda: 0.0) as client:
        yield client


def failure(http: Http, url: str, **options) -> FetchError:
    """The error of a fetch that has to fail."""
    with pytest.raises(FetchError) as caught:
        http.get(url, now=NOW, **options)
    return caught.value


def test_a_page_comes_with_its_headers_and_body(server: Misbehaving, http: Http):
    """Everything else rests on the plain case."""
    server.answers["/feed"] = reply(FEED, ETag='"1"', Content_Type="application/rss+xml")
    page = http.get(server.url(), now=NOW)
    assert (page.status, page.body, page.fetched_at) == (200, FEED, NOW)
    assert page.headers["etag"] == '"1"'
    assert (page.final_url, page.permanent, page.not_modified) == (server.url(), False, False)


def test_we_say_who_we_are_and_what_we_can_read(server: Misbehaving, http: Http):
    """A publisher must be able to find whoever runs the bot, and send packed what packs well."""
    server.answers["/feed"] = reply(FEED)
    http.get(server.url(), now=NOW)
    sent = server.requests[0].headers
    assert sent["user-agent"].startswith("Newsledger/")
    assert "+https://example.org/bot" in sent["user-agent"]
    assert sent["accept"] == ACCEPT_FEED
    assert set(sent["accept-encoding"].split(", ")) == {"gzip", "br", "zstd"}
    assert "if-none-match" not in sent


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "no quotes at all", "Ã©tÃ©-ü", '"a,b"'])
def test_validators_go_back_byte_for_byte(server: Misbehaving, http: Http, etag: str):
    """Validators are opaque: whoever tidies them up is never answered with 304."""
    date = "Sonntag, 12-Apr-26 10:00:00 GMT"
    server.answers["/feed"] = reply(FEED, ETag=etag, Last_Modified=date)
    first = http.get(server.url(), now=NOW)
    server.answers["/feed"] = reply(status=304, ETag=etag)
    second = http.get(
        server.url(),
        now=NOW,
        etag=first.headers["etag"],
        last_modified=first.headers["last-modified"],
    )
    assert second.not_modified
    assert second.body == b""
    assert server.requests[1].headers["if-none-match"] == etag
    assert server.requests[1].headers["if-modified-since"] == date


def test_a_304_that_nobody_asked_for_is_an_error(server: Misbehaving, http: Http):
    """Without validators there is nothing that could not have been modified."""
    server.answers["/feed"] = reply(status=304)
    assert failure(http, server.url()).status == 304


@pytest.mark.parametrize("status", [429, 503, 403])
def test_retry_after_comes_in_seconds_and_as_a_date(server: Misbehaving, prompt: Http, status: int):
    """A server that asks for quiet is heard, in either form of asking, whatever it calls it."""
    server.answers["/feed"] = reply(status=status, Retry_After="120")
    assert failure(prompt, server.url()).retry_after == timedelta(seconds=120)
    server.answers["/feed"] = reply(status=status, Retry_After="Mon, 13 Apr 2026 09:10:00 GMT")
    later = NOW + timedelta(minutes=2)
    with pytest.raises(FetchError) as caught:
        prompt.get(server.url(), now=later)
    assert (caught.value.retry_after, caught.value.status) == (timedelta(minutes=8), status)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [({}, timedelta(minutes=10)), ({"Retry_After": "999999999"}, timedelta(days=7))],
)
def test_a_busy_server_gets_a_wait_within_reason(
    server: Misbehaving, prompt: Http, headers: dict[str, str], wait: timedelta
):
    """Many answer 429 and do not say for how long; one that says thirty years made a mistake."""
    server.answers["/feed"] = reply(status=429, **headers)
    assert failure(prompt, server.url()).retry_after == wait


@pytest.mark.parametrize("wish", ["3", "Mon, 13 Apr 2026 09:00:07 GMT"])
def test_a_wish_counts_from_the_answer_and_not_from_the_question(server: Misbehaving, wish: str):
    """A server in trouble answers late: what it asks for would be half over when it is heard."""
    passed = [0.0]

    def late(request: Request, wire: Wire) -> None:
        passed[0] += 4.0
        reply(status=503, Retry_After=wish)(request, wire)

    server.answers["/feed"] = late
    with Http(AGENT, allow_hosts=["127.0.0.1"], clock=lambda: passed[0]) as http:
        assert failure(http, server.url()).retry_after == timedelta(seconds=7)
        with pytest.raises(HeldError):
            http.get(server.url(), now=NOW + timedelta(seconds=6))


def test_a_wish_that_is_sent_twice_is_a_wish(server: Misbehaving, prompt: Http):
    """A server and the proxy before it each add the header; httpx joins the two."""

    def twice(_request: Request, wire: Wire) -> None:
        wire.sendall(b"HTTP/1.1 503 Busy\r\nRetry-After: 60\r\nRetry-After: 86400\r\n\r\n")

    server.answers["/feed"] = twice
    assert failure(prompt, server.url()).retry_after == timedelta(days=1)


def test_a_request_that_waits_for_its_turn_is_not_sent_once_the_host_wants_quiet(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch
):
    """Eight threads stand in line at a host: its first "not now" is meant for all of them."""
    monkeypatch.setattr(public_addresses, "is_public", lambda _address: True)
    answered, in_line = threading.Event(), threading.Barrier(6, timeout=10)

    def busy(request: Request, wire: Wire) -> None:
        assert answered.wait(10)
        reply(status=429, Retry_After="7200")(request, wire)

    server.answers["/feed"] = busy
    errors: list[FetchError] = []

    def stand_in_line(_host: str) -> None:
        in_line.wait()

    def get(http: Http) -> None:
        with pytest.raises(FetchError) as caught:
            http.get(server.url(), now=NOW, may_ask=stand_in_line)
        errors.append(caught.value)

    with Http("Newsledger/0", spacing_s=0.0) as http:
        threads = [threading.Thread(target=get, args=(http,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        in_line.wait()
        answered.set()
        for thread in threads:
            thread.join(10)
        assert len(server.requests) == 1
        assert (
            sorted(type(error).__name__ for error in errors) == ["FetchError"] + ["HeldError"] * 4
        )
        server.answers["/feed"] = reply(FEED)
        assert http.get(server.url(), now=NOW + timedelta(hours=3)).body == FEED


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0),
        (" 30 ", 30),
        ("Sun, 12 Apr 2026 09:00:00 GMT", 0),
        ("Monday, 13-Apr-26 09:01:00 GMT", 60),
        ("Mon, 13 Apr 2026 18:01:00 +0900", 60),
        ("Mon, 13 Apr 99999 09:01:00 GMT", None),
        ("9" * 30, None),
        ("86400, 86400", 86400),
        ("30,60", 60),
        ("soon, 60", 60),
        ("60, Mon, 13 Apr 2026 09:02:00 GMT", 120),
        ("Mon, 13 Apr 2026 09:02:00 GMT, 180", 180),
        ("Mon, 13 Apr 2026 09:02:00 GMT, Mon, 13 Apr 2026 09:03:00 GMT", 180),
        ("Mon Apr 13 09:02:00 2026, 60", 120),
    ],
)
def test_retry_after_is_read_or_left(value: str | None, seconds: int | None):
    """A header that makes no sense must not stop the bot, and one that was sent twice is meant all the same."""
    found = retry_after(value, now=NOW)
    assert found == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("status", "temporary", "blocked", "gone"),
    [
        (401, False, True, False),
        (403, False, True, False),
        (404, False, False, False),
        (408, True, False, False),
        (410, False, False, True),
        (429, True, False, False),
        (451, False, True, False),
        (500, True, False, False),
        (502, True, False, False),
        (503, True, False, False),
    ],
)
def test_statuses_are_told_apart(
    server: Misbehaving, http: Http, status: int, *, temporary: bool, blocked: bool, gone: bool
):
    """Whether to come again, and what to tell the person, hangs on which refusal it was."""
    server.answers["/feed"] = reply(b"<html>no</html>", status=status)
    error = failure(http, server.url())
    assert (error.temporary, error.blocked, error.gone) == (temporary, blocked, gone)
    assert str(status) in error.reason
    assert ("does not let us in" in error.reason) == blocked


def test_a_challenge_is_a_block_and_not_a_busy_server(server: Misbehaving, http: Http):
    """A block is reported as a block, and never evaded."""
    server.answers["/feed"] = reply(status=503, cf_mitigated="challenge")
    assert failure(http, server.url()).blocked


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_packed_bodies_are_unpacked(server: Misbehaving, http: Http, coding: str):
    """Feeds pack to a tenth; a server may choose how."""
    server.answers["/feed"] = packed(FEED * 3000, coding)
    assert http.get(server.url(), now=NOW).body == FEED * 3000


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_is_stopped_at_the_limit(server: Misbehaving, http: Http, coding: str):
    """A few kilobytes that unpack to a hundred megabytes must never be held."""
    server.answers["/feed"] = packed(bytes(100_000_000), coding)
    begun = time.monotonic()
    assert "larger than 5,000,000 bytes" in failure(http, server.url()).reason
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_truncated_body_is_no_document(server: Misbehaving, http: Http, coding: str):
    """Half a feed that passes for a whole one takes its validators with it, and the rest is never seen."""
    server.answers["/feed"] = packed(FEED * 50, coding, cut=9)
    error = failure(http, server.url())
    assert "ends in the middle" in error.reason
    assert error.temporary


def test_what_is_not_packed_as_it_says_is_damaged(server: Misbehaving, http: Http):
    """A wrong header is named, so that the publisher can be told."""
    server.answers["/feed"] = reply(FEED, Content_Encoding="gzip")
    assert "not packed as it says" in failure(http, server.url()).reason
    server.answers["/feed"] = reply(FEED, Content_Encoding="x-unheard-of")
    assert "x-unheard-of" in failure(http, server.url()).reason


def test_a_body_shorter_than_its_length_is_refused(server: Misbehaving, http: Http):
    """The connection broke: the next poll gets the whole."""
    server.answers["/feed"] = reply(FEED, length=len(FEED) + 100)
    error = failure(http, server.url())
    assert "could not be fetched" in error.reason
    assert error.temporary


def test_a_body_longer_than_its_length_ends_there(server: Misbehaving, http: Http):
    """What follows belongs to no request of ours."""
    server.answers["/feed"] = reply(FEED + b"<script>", length=len(FEED))
    assert http.get(server.url(), now=NOW).body == FEED


def test_an_endless_body_is_cut_off(server: Misbehaving, http: Http):
    """Size is counted while it streams, not when it is all there."""
    server.answers["/feed"] = endless()
    error = failure(http, server.url(), max_bytes=1_000_000)
    assert error.reason.endswith("larger than 1,000,000 bytes")
    assert not error.temporary


def test_a_dripping_body_is_over_at_the_deadline(server: Misbehaving, http: Http):
    """A read timeout starts again with every byte, so the whole has a deadline of its own."""
    server.answers["/feed"] = dripping(head(200, "OK", None, {}))
    begun = time.monotonic()
    failure(http, server.url(), deadline=0.5)
    assert time.monotonic() - begun < 8


def test_dripping_headers_are_over_at_the_deadline_too(server: Misbehaving, http: Http):
    """No body ever comes, so counting its pieces would help nothing."""
    server.answers["/feed"] = dripping(b"HTTP/1.1 200 OK\r\nX: ", drop=b"y")
    begun = time.monotonic()
    assert "in time" in failure(http, server.url(), deadline=0.5).reason
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    ("answer", "words"), [(hang_up, "could not be fetched"), (say_nothing, "did not answer")]
)
def test_silence_and_hanging_up_are_failures_in_words(
    server: Misbehaving, http: Http, answer, words: str
):
    """A person reads why, and the feed is tried again."""
    server.answers["/feed"] = answer
    error = failure(http, server.url(), deadline=0.5)
    assert words in error.reason
    assert error.temporary


def test_what_is_no_http_is_a_failure_in_words(server: Misbehaving, http: Http):
    """Anything may listen on a port."""
    server.answers["/feed"] = lambda _request, wire: wire.sendall(b"220 mail.example.org ESMTP\r\n")
    assert "could not be fetched" in failure(http, server.url()).reason


def test_nobody_listening_and_no_such_name_are_failures_in_words(http: Http):
    """The two things that happen to every feed some day."""
    with Misbehaving() as gone:
        address = gone.url()
    assert "could not be fetched" in failure(http, address).reason
    error = failure(http, "http://no-such-host.invalid/feed")
    assert "no-such-host.invalid cannot be found" in error.reason
    assert error.temporary


def test_permanent_redirects_are_told_from_passing_ones(server: Misbehaving, http: Http):
    """Only an address whose every hop is permanent may take the old one's place."""
    server.answers["/feed"] = reply(FEED)
    server.answers["/a"] = moved("/b", 301)
    server.answers["/b"] = moved(server.url("/feed"), 308)
    server.answers["/c"] = moved("/a", 302)
    assert http.get(server.url("/a"), now=NOW).permanent
    passing = http.get(server.url("/c"), now=NOW)
    assert (passing.permanent, passing.final_url) == (False, server.url("/feed"))


def test_validators_go_along_with_a_redirect(server: Misbehaving, http: Http):
    """A feed behind a redirect is asked politely as well."""
    server.answers["/a"] = moved("/feed", 302)
    server.answers["/feed"] = reply(status=304)
    assert http.get(server.url("/a"), now=NOW, etag='"1"').not_modified
    assert server.asked("/feed")[0].headers["if-none-match"] == '"1"'


def test_a_loop_of_redirects_ends(server: Misbehaving, http: Http):
    """Two pages that point at each other must not be asked for ever."""
    server.answers["/a"] = moved("/b")
    server.answers["/b"] = moved("/a")
    assert "redirects more than" in failure(http, server.url("/a")).reason
    assert len(server.requests) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x/y", "gopher://x", "http://[::1"]
)
def test_a_redirect_leads_only_to_the_web(server: Misbehaving, http: Http, to: str):
    """A feed must not be able to name a file of the machine."""
    server.answers["/feed"] = moved(to)
    assert not failure(http, server.url()).temporary


def test_a_redirect_without_an_address_is_an_error(server: Misbehaving, http: Http):
    """There is nowhere to go."""
    server.answers["/feed"] = reply(status=302)
    assert failure(http, server.url()).status == 302


def test_a_cookie_lives_as_long_as_its_redirects(server: Misbehaving, http: Http):
    """Some sites let on only who brings a cookie back; but nobody is to follow the bot from poll to poll."""
    server.answers["/a"] = reply(status=302, Location="/feed", Set_Cookie="id=1; Path=/")
    server.answers["/feed"] = reply(FEED, Set_Cookie="id=2; Path=/")
    http.get(server.url("/a"), now=NOW)
    http.get(server.url("/feed"), now=NOW)
    assert [request.headers.get("cookie") for request in server.requests] == [None, "id=1", None]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/feed", reply(status=500)),
        ("/feed", reply(status=403)),
        ("/feed", hang_up),
        ("/feed", say_nothing),
        ("/feed", endless()),
        ("/feed", reply(FEED, Content_Encoding="gzip")),
        ("/feed", moved(f"ftp://user:{SECRET}@example.org/?key={SECRET}")),
        ("/feed", moved(f"/feed?key={SECRET}")),
        ("/feed", moved(f"http://user:{SECRET}@10.0.0.1/?key={SECRET}")),
    ],
)
def test_no_message_holds_a_secret_of_the_address(
    server: Misbehaving, http: Http, path: str, answer
):
    """Private feeds carry a key in their address, and errors are shown, logged and mailed."""
    server.answers[path] = answer
    address = server.url(f"{path}?token={SECRET}#{SECRET}").replace("//", f"//user:{SECRET}@")
    error = failure(http, address, deadline=0.5, max_bytes=100_000)
    assert SECRET not in f"{error} {error.reason} {error!r}"


def test_user_and_password_of_an_address_are_used(server: Misbehaving, http: Http):
    """An intranet's feed may ask for them."""
    server.answers["/feed"] = reply(FEED)
    http.get(server.url().replace("//", "//user:word@"), now=NOW)
    assert server.requests[0].headers["authorization"] == "Basic dXNlcjp3b3Jk"


def test_an_address_is_shown_without_its_secrets():
    """What a person sees is enough to find the feed."""
    assert shown("https://u:p@example.org:8443/feed.xml?key=1#x") == "example.org:8443/feed.xml"
    assert shown("http://[::1") == "an address that cannot be read"


@pytest.mark.parametrize("url", ["", "feed.xml", "http://", "ftp://example.org/", "http://a b/"])
def test_what_is_no_address_is_refused(http: Http, url: str):
    """A slip in feeds.yaml or a page is no reason to fall over."""
    with pytest.raises(FetchError):
        http.get(url, now=NOW)


def test_robots_txt_is_asked_for_pages_and_not_for_feeds(server: Misbehaving, http: Http):
    """A feed is published for programs; a page is not, and its site may say so."""
    server.answers["/robots.txt"] = reply("User-agent: *\nDisallow: /private\n")
    server.answers["/feed"] = server.answers["/open"] = server.answers["/private/1"] = reply(FEED)
    http.get(server.url("/private/1"), now=NOW)
    assert not server.asked("/robots.txt")
    assert http.get_page(server.url("/open"), now=NOW).body == FEED
    with pytest.raises(FetchError, match=r"robots\.txt") as caught:
        http.get_page(server.url("/private/1"), now=NOW)
    assert caught.value.blocked
    assert not caught.value.temporary
    assert len(server.asked("/robots.txt")) == 1


def test_robots_txt_speaks_to_us_by_name(server: Misbehaving, http: Http):
    """Rules for others are not ours, and rules for us come before those for everybody."""
    server.answers["/robots.txt"] = reply(
        "\ufeffUser-agent: newsledger\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n"
    )
    server.answers["/a"] = server.answers["/b"] = reply(FEED)
    assert http.get_page(server.url("/b"), now=NOW).body == FEED
    with pytest.raises(FetchError):
        http.get_page(server.url("/a"), now=NOW)


def test_a_redirect_does_not_lead_around_robots_txt(server: Misbehaving, http: Http):
    """A short link's own site allows everything; what counts is where it leads."""
    server.answers["/robots.txt"] = reply("User-agent: *\nDisallow: /private\n")
    server.answers["/short"] = moved("/private/1")
    server.answers["/private/1"] = reply(FEED)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        http.get_page(server.url("/short"), now=NOW)
    assert not server.asked("/private/1")


def test_of_a_long_robots_txt_the_first_half_megabyte_counts(server: Misbehaving, http: Http):
    """RFC 9309, 2.5: more need not be read, and less would leave a site's pages unread for good."""
    rules = "User-agent: *\nDisallow: /private\n"
    # It is cut within a line, and what is left of that one would close the whole site.
    comment = "#" * (512_000 - len(rules) - len("\nDisallow: /"))
    server.answers["/robots.txt"] = reply(f"{rules}{comment}\nDisallow: /secret\n{comment}")
    server.answers["/open"] = reply(FEED)
    assert http.get_page(server.url("/open"), now=NOW).body == FEED
    with pytest.raises(FetchError, match="bots"):
        http.get_page(server.url("/private/1"), now=NOW)


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (429, False), (500, False)]
)
def test_robots_txt_that_cannot_be_had(
    server: Misbehaving, http: Http, status: int, *, allowed: bool
):
    """None at all allows everything; a site in trouble is left alone for a while, and asked again."""
    server.answers["/robots.txt"] = reply(status=status)
    server.answers["/page"] = reply(FEED)
    if allowed:
        assert http.get_page(server.url("/page"), now=NOW).body == FEED
        return
    with pytest.raises(FetchError) as caught:
        http.get_page(server.url("/page"), now=NOW)
    assert (caught.value.temporary, caught.value.blocked) == (True, False)
    server.answers["/robots.txt"] = reply(status=404)
    assert http.get_page(server.url("/page"), now=NOW + timedelta(minutes=11)).body == FEED


@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_in_the_answer_to_robots_txt_is_a_wish_of_the_host(
    server: Misbehaving, prompt: Http, status: int
):
    """Whoever has no time for robots.txt has none for the rest; and it is asked when it said so."""
    server.answers["/robots.txt"] = reply(status=status, Retry_After="7200")
    server.answers["/page"] = server.answers["/feed"] = reply(FEED)
    for minutes in (0, 30):
        now = NOW + timedelta(minutes=minutes)
        with pytest.raises(FetchError, match=str(status)) as caught:
            prompt.get_page(server.url("/page"), now=now)
        error = caught.value
        assert (error.status, error.host) == (status, "127.0.0.1")
        assert error.retry_after == timedelta(hours=2, minutes=-minutes)
        with pytest.raises(HeldError):
            prompt.get(server.url(), now=now)
    assert len(server.requests) == 1
    server.answers["/robots.txt"] = reply(status=404)
    assert prompt.get_page(server.url("/page"), now=NOW + timedelta(hours=2)).body == FEED


def test_robots_txt_is_not_looked_for_at_a_host_that_may_not_be_asked(
    server: Misbehaving, http: Http
):
    """A site that keeps its robots.txt elsewhere sends us there; that host may want quiet."""

    def may_ask(host: str) -> None:
        if host == "localhost":
            raise HeldError(host, NOW + timedelta(hours=1), now=NOW)

    with Misbehaving() as other:
        to = other.url("/robots.txt").replace("127.0.0.1", "localhost")
        server.answers["/robots.txt"] = moved(to)
        server.answers["/page"] = reply(FEED)
        with pytest.raises(FetchError, match="localhost asked to be left alone") as caught:
            http.get_page(server.url("/page"), now=NOW, may_ask=may_ask)
        assert caught.value.temporary
        assert not other.requests
        assert not server.asked("/page")


def test_a_host_has_one_request_at_a_time_and_a_pause_between(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch
):
    """Many threads of ours are one visitor to the publisher."""
    monkeypatch.setattr(public_addresses, "is_public", lambda _address: True)
    server.answers["/feed"] = reply(FEED)
    with Http("Newsledger/0", spacing_s=0.1) as http:
        threads = [
            threading.Thread(target=http.get, args=(server.url(),), kwargs={"now": NOW})
            for _ in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert server.busiest == 1
    times = [request.at for request in server.requests]
    assert len(times) == 5
    assert all(later - earlier >= 0.09 for earlier, later in pairwise(times))


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for feeds.example, signed by itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=feeds.example", "-addext", "subjectAltName=DNS:feeds.example"),
            *("-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return made, key


def test_tls_is_verified_for_the_name_though_we_connect_to_the_checked_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Connecting to an address that was checked must not weaken who we believe to be there."""
    made, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    asked_for: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _host, port, *_rest, **_options: [(2, 1, 6, "", ("127.0.0.1", port))],
    )
    allowed = ["feeds.example", "other.example"]
    with Misbehaving(secured=context) as server:
        server.answers["/feed"] = reply(FEED)
        address = server.url().replace("127.0.0.1", "feeds.example")
        with Http("Newsledger/0", allow_hosts=allowed) as http:
            error = failure(http, address)
            assert "certificate" in error.reason
        trusted = ssl.create_default_context(cafile=str(made))
        with Http("Newsledger/0", allow_hosts=allowed, trusted=trusted) as http:
            assert http.get(address, now=NOW).body == FEED
            assert server.requests[-1].headers["host"] == f"feeds.example:{server.port}"
            assert asked_for[-1] == "feeds.example"
            wrong = failure(http, address.replace("feeds.", "other."))
            assert "certificate" in wrong.reason

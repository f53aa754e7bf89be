"""Who may see the board and change something through it, and what hostile text can do: nothing."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from board_samples import NOW, Board
from sqlalchemy import update

from bot.errors import ConfigError
from bot.model.alerts import Receiver
from bot.storage import outbox
from bot.storage.engine import reading, writing
from bot.storage.schema import articles, deliveries
from bot.web.access import LOCKED_FOR, MOST_FAILURES, Access, access_of
from bot.web.server import serving

Serve = Callable[..., AbstractContextManager[Board]]
PASSWORD = "four green kettles"
HOSTILE = "<script>alert(1)</script>\"'>\u202etxt.exe" + "長" * 10_000


def put_dead(board: Board, key: str) -> int:
    """A delivery that was given up."""
    with writing(board.context.engine) as conn:
        outbox.put(
            conn,
            receiver=Receiver(id="screen", kind="terminal"),
            key=key,
            kind="notice",
            payload={"text": "x"},
            thread=None,
            due_at=NOW,
            now=NOW,
        )
        claimed = outbox.claim_due(conn, now=NOW, lease=timedelta(minutes=1), token="t")
        assert claimed is not None
        outbox.mark_dead(conn, claimed.id, token="t", error=f"refused: {HOSTILE[:40]}", now=NOW)
        return claimed.id


def token_on(page: str) -> str:
    """The token of a page's form."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found is not None
    return found.group(1)


def test_a_dead_letter_is_sent_again_from_its_page(board: Board) -> None:
    """The one thing that a person has to mend by hand must not need a terminal."""
    number = put_dead(board, "again")
    page = board.client.get("/feeds").text
    answer = board.client.post(f"/outbox/{number}/retry", data={"token": token_on(page)})
    assert answer.status_code == 303
    with reading(board.context.engine) as conn:
        (row,) = [one for one in outbox.undelivered(conn) if one.id == number]
    assert row.state == "pending"


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({}, {}),
        ({"token": "0" * 64}, {}),
        ({"token": "é"}, {}),
        ("ours", {"Origin": "https://elsewhere.example"}),
        ("ours", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_a_form_from_elsewhere_changes_nothing(board: Board, data: object, headers: dict) -> None:
    """Any page in the reader's browser can send a form to loopback."""
    number = put_dead(board, f"never {data} {headers}")
    if data == "ours":
        data = {"token": token_on(board.client.get("/feeds").text)}
    answer = board.client.post(f"/outbox/{number}/retry", data=data, headers=headers)
    assert answer.status_code == 403
    with reading(board.context.engine) as conn:
        assert {one.state for one in outbox.undelivered(conn) if one.id == number} == {"dead"}


def test_a_strange_name_for_loopback_is_refused(board: Board) -> None:
    """A hostile page whose name turns to 127.0.0.1 would read the ledger (DNS rebinding)."""
    for name in ("evil.example:8484", "[", "[::1", "a]b"):
        answer = board.client.get("/", headers={"Host": name})
        assert answer.status_code == 421, name
        assert "Kestrel" not in answer.text


def test_a_page_number_that_is_none_is_the_first(board: Board) -> None:
    """To Python ² is a digit, and no number."""
    assert board.client.get("/articles", params={"page": "²"}).status_code == 200


def test_without_the_password_nothing_is_seen(serve: Serve) -> None:
    """Pages, files, feeds and the API alike; a probe alone needs none."""
    with serve(password=PASSWORD) as board:
        for path in ("/", "/api/series", "/told/kestrel-meridian.atom", "/metrics", "/feeds"):
            answer = board.client.get(path)
            assert answer.status_code == 401, path
            assert "Kestrel" not in answer.text
        sent_on = board.client.get("/", headers={"Accept": "text/html"})
        assert (sent_on.status_code, sent_on.headers["location"]) == (303, "/login")
        assert board.client.get("/healthz").json()["status"]

        answer = board.client.post("/login", data={"password": PASSWORD})
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        page = board.client.get("/")
        assert page.status_code == 200
        assert PASSWORD not in page.text
        board.client.post("/logout", data={"token": token_on(page.text)})
        assert board.client.get("/").status_code == 401


def test_guessing_passwords_is_slow(serve: Serve) -> None:
    """Five tries, then a minute's wait, the right one included."""
    with serve(password=PASSWORD) as board:
        for _ in range(MOST_FAILURES):
            assert board.client.post("/login", data={"password": "guess"}).status_code == 401
        assert board.client.post("/login", data={"password": PASSWORD}).status_code == 429


def test_after_the_wait_the_right_password_is_taken() -> None:
    """A lock that never opens would be a way to lock the team out."""
    clock = [NOW]
    access = Access(host="0.0.0.0", port=1, now=lambda: clock[0], password=PASSWORD)  # noqa: S104  (never bound)
    for _ in range(MOST_FAILURES):
        assert access.log_in("a", "guess") is False
    assert access.log_in("a", PASSWORD) == NOW + LOCKED_FOR
    assert access.log_in("b", PASSWORD) is True
    clock[0] += LOCKED_FOR
    assert access.log_in("a", PASSWORD) is True


def test_behind_a_proxy_its_header_says_who_asks(serve: Serve) -> None:
    """A request that did not pass the proxy is nobody's."""
    with serve(proxy_header="X-Forwarded-User") as board:
        assert board.client.get("/").status_code == 403
        assert board.client.get("/", headers={"X-Forwarded-User": "aiko"}).status_code == 200


@pytest.mark.parametrize(
    "listen", ["0.0.0.0:8484", "192.0.2.7:80", "[::]:8484", "board.example:80"]
)
def test_an_address_that_others_reach_needs_a_password(listen: str) -> None:
    """The default must not publish a team's figures."""
    given = {"now": lambda: NOW, "proxy_header": None, "public_url": None}
    with pytest.raises(ConfigError, match="BOT_WEB_PASSWORD"):
        access_of(listen, password=None, **given)
    assert access_of(listen, password=PASSWORD, **given).password == PASSWORD
    assert PASSWORD not in repr(access_of(listen, password=PASSWORD, **given))


@pytest.mark.parametrize("listen", ["8484", "localhost", "127.0.0.1:", "127.0.0.1:99999", ":8484"])
def test_what_is_no_address_is_said(listen: str) -> None:
    """A typo is named with its mend."""
    with pytest.raises(ConfigError, match=r"as in 127\.0\.0\.1:8484"):
        access_of(listen, now=lambda: NOW, password=None, proxy_header=None, public_url=None)


def test_a_port_that_is_taken_is_named() -> None:
    """The commonest trouble: the bot runs already."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        access = Access(host="127.0.0.1", port=port, now=lambda: NOW)
        with pytest.raises(ConfigError, match=f"127.0.0.1:{port} cannot be listened on"):
            serving(None, access).__enter__()


def test_hostile_titles_are_shown_as_text(board: Board) -> None:
    """A headline is written by strangers."""
    with writing(board.context.engine) as conn:
        conn.execute(
            update(articles)
            .where(articles.c.id == "ke-002")
            .values(title=HOSTILE, source=HOSTILE[:200], url="javascript:alert(1)")
        )
        conn.execute(update(deliveries).values(last_error=HOSTILE[:500]))
    for path in ("/articles", "/articles/ke-002", "/feeds", "/unfiled"):
        page = board.client.get(path).text
        assert "<script>alert" not in page, path
        assert "javascript:" not in page, path


def test_a_broken_page_says_nothing_of_its_inside(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trace on a page is a gift to whoever provoked it; the log has it."""
    site = replace  # any function will do: it is called with what it does not take
    monkeypatch.setattr("bot.web.pages.told.board.latest_alerts", site)
    answer = board.client.get("/told")
    assert answer.status_code == 500
    assert "fault of the board" in answer.text
    assert "Traceback" not in answer.text

"""What a caller without a log-in can do to the board: wait his turn, and nothing else."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from board_samples import NOW, Board

from bot.web.access import MOST_FAILURES, MOST_FAILURES_OF_ALL, Access
from bot.web.connections import HEAD_S
from bot.web.forms import MOST_BYTES, MOST_FIELDS

Serve = Callable[..., AbstractContextManager[Board]]
PASSWORD = "four green kettles"
HEADER = "X-Forwarded-User"


def access() -> Access:
    """A board with a password."""
    return Access(host="127.0.0.1", port=0, now=lambda: NOW, password=PASSWORD)


def test_another_address_in_a_header_gives_no_new_tries(serve: Serve) -> None:
    """Any program on the machine could guess for ever, under a new name for each guess."""
    with serve(password=PASSWORD) as board:
        answers = [
            board.client.post(
                "/login", data={"password": "no"}, headers={"X-Forwarded-For": f"10.0.0.{number}"}
            ).status_code
            for number in range(MOST_FAILURES + 1)
        ]
    assert answers == [401] * MOST_FAILURES + [429]


def test_one_line_of_ipv6_is_one_caller() -> None:
    """A provider gives each line 18 billion billion addresses."""
    door = access()
    for number in range(MOST_FAILURES):
        assert door.log_in(f"2001:db8:1:2::{number:x}", "no") is False
    assert isinstance(door.log_in("2001:db8:1:2:ffff::1", "no"), datetime)
    assert door.log_in("2001:db8:1:3::1", PASSWORD) is True
    assert door.log_in("::ffff:10.0.0.1", "no") is False


def test_many_callers_together_have_no_more_tries_than_a_few() -> None:
    """Ten thousand rented machines must not try ten thousand passwords a minute."""
    door = access()
    tries = [
        door.log_in(f"10.{number}.0.{again}", "no") is False
        for number in range(100)
        for again in range(2)
    ]
    assert sum(tries) == MOST_FAILURES_OF_ALL


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"x" * (MOST_BYTES + 1), "application/x-www-form-urlencoded", 413),
        (
            b"&".join(b"a%d=" % n for n in range(MOST_FIELDS + 1)),
            "application/x-www-form-urlencoded",
            413,
        ),
        (b"--b\r\n\r\n" + b"x" * 100_000, "multipart/form-data; boundary=b", 415),
        (b"password=no", "text/plain", 415),
        (b"password=no", "application/x-www-form-urlencoded; charset=utf-7", 401),
    ],
)
def test_a_form_is_small_and_plain(serve: Serve, content: bytes, kind: str, status: int) -> None:
    """The log-in took 400 MB from anybody, wrote it to the disk, and tried every charset that it was told."""
    with serve(password=PASSWORD) as board:
        began = time.monotonic()
        answer = board.client.post("/login", content=content, headers={"Content-Type": kind})
        assert time.monotonic() - began < 5
    assert answer.status_code == status


def test_connections_that_say_nothing_take_nobodys_place(serve: Serve) -> None:
    """Sixty-four of them, and nobody else was let in."""
    with serve() as board, ExitStack() as stack:
        silent = [
            stack.enter_context(socket.create_connection(("127.0.0.1", board.access.port)))
            for _ in range(80)
        ]
        silent[0].sendall(b"GET / HTT")
        assert board.client.get("/healthz").status_code in {200, 503}
        assert board.client.get("/feeds").status_code == 200
        deadline = time.monotonic() + 3 * HEAD_S
        for one in silent:
            one.settimeout(max(0.1, deadline - time.monotonic()))
            assert one.recv(1) == b""


def test_forms_work_behind_a_proxy_that_asks_by_another_name(serve: Serve) -> None:
    """Every form answered 403 behind `--behind-proxy`: nobody could mute, rule or retry there."""
    public = "https://desk.example/"
    with serve(proxy_header=HEADER, public_url=public) as board:
        client = httpx.Client(base_url=f"http://127.0.0.1:{board.access.port}", timeout=20)
        named = {HEADER: "ana"}
        page = client.get("/", headers=named)
        (cookie,) = [
            one for one in page.headers.get_list("set-cookie") if one.startswith("newsledger=")
        ]
        assert "Secure" in cookie
        session = cookie.partition(";")[0]
        told = token_for(board, session)
        sent = {**named, "Cookie": session, "Origin": "https://desk.example"}
        good = client.post("/logout", data={"token": told}, headers=sent)
        elsewhere = {**sent, "Origin": "https://elsewhere.example"}
        bad = client.post("/logout", data={"token": told}, headers=elsewhere)
        client.close()
    assert good.status_code == 303, good.text
    assert bad.status_code == 403


def token_for(board: Board, cookie: str) -> str:
    """What a form of the session in a cookie has to send back."""
    asked = SimpleNamespace(cookies=dict([cookie.split("=", 1)]))
    session = board.access.session(asked)  # type: ignore[arg-type]  (all that it reads)
    assert session is not None
    return board.access.form_token(session)


def test_a_password_is_asked_for_behind_a_proxy_too(serve: Serve) -> None:
    """With both set, whoever could set a header was let in without the password."""
    with serve(proxy_header=HEADER, password=PASSWORD) as board:
        assert board.client.get("/feeds", headers={HEADER: "ana"}).status_code == 401
        assert board.client.get("/feeds").status_code == 403
        entered = board.client.post("/login", data={"password": PASSWORD}, headers={HEADER: "ana"})
        assert entered.status_code == 303
        assert board.client.get("/feeds", headers={HEADER: "ana"}).status_code == 200
        assert board.client.get("/feeds").status_code == 403


NGINX = """daemon off; pid {folder}/nginx.pid; error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{board}; proxy_set_header X-Forwarded-User ana; }} }}
}}
"""


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here")
def test_the_board_works_behind_a_real_proxy(serve: Serve, tmp_path: Path) -> None:
    """As most people run it: nginx with nothing set but who asks."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    public = f"http://127.0.0.1:{port}/"
    with serve(proxy_header=HEADER, public_url=public) as board:
        file = tmp_path / "nginx.conf"
        file.write_text(NGINX.format(folder=tmp_path, port=port, board=board.access.port))
        command = ["nginx", "-p", str(tmp_path), "-c", str(file)]
        with subprocess.Popen(command) as proxy, httpx.Client(base_url=public) as client:
            for _ in range(50):
                try:
                    client.get("/healthz")
                except httpx.TransportError:
                    time.sleep(0.1)
                else:
                    break
            page = client.get("/feeds")
            origin = {"Origin": public.rstrip("/")}
            token = token_for(board, f"newsledger={client.cookies['newsledger']}")
            answer = client.post("/logout", data={"token": token}, headers=origin)
            proxy.terminate()
    assert page.status_code == 200
    assert answer.status_code == 303


def test_a_page_number_of_any_length_is_answered(serve: Serve) -> None:
    """Python reads no number of five thousand digits, and the page said 500."""
    with serve() as board:
        for number in ("9" * 5000, "²", "-1", "0"):
            assert board.client.get("/articles", params={"page": number}).status_code == 200

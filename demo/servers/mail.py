"""A real SMTP server (aiosmtpd) that keeps what it is given, or refuses it as it is told."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Literal, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_PATIENCE_SECONDS = 10.0
_SILENCE_SECONDS = 3.0
_SLOW_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class MailFault:
    """How the server fails one message; `address` belongs to "refuse"."""

    kind: Literal[
        "temporary", "permanent", "refuse", "close_after", "close_before", "silent_after", "slow"
    ]
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as it came: its envelope, its bytes, and what they say."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    message: EmailMessage


class MailServer:
    """Keeps messages in memory; see the package's docstring for the calls."""

    host = "127.0.0.1"

    def __init__(self, *, user: str | None = None, password: str = "") -> None:
        self._login = (user, password) if user is not None else None
        self._lock = threading.Lock()
        self._messages: list[Mail] = []
        self._faults: list[MailFault] = []
        self._socket = socket.create_server((self.host, 0))
        # Or each greeting waits 40 ms for a delayed acknowledgement (asyncio only sees to sockets it made).
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        """The port that the system gave us."""
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        """The address for `SMTP_URL`, with user and password where AUTH is asked for."""
        login = f"{self._login[0]}:{self._login[1]}@" if self._login else ""
        return f"smtp://{login}{self.host}:{self.port}"

    @property
    def messages(self) -> list[Mail]:
        """What was taken so far, oldest first."""
        with self._lock:
            return list(self._messages)

    def fail(self, fault: MailFault, *, times: int = 1) -> None:
        """Let the next messages fail, in the order of the calls."""
        with self._lock:
            self._faults.extend([fault] * times)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_PATIENCE_SECONDS):
            raise RuntimeError("the mail server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_SECONDS)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._session, sock=self._socket)
        )
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        # Connections close in the loop's next turn, after their tasks have ended.
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    def _session(self) -> SMTP:
        return SMTP(
            _Post(self),
            hostname="mail.invalid",
            loop=self._loop,
            authenticator=self._authenticate if self._login else None,
            # aiosmtpd warns when AUTH is required without TLS; asking in MAIL does the same, quietly.
            auth_require_tls=False,
        )

    def _authenticate(
        self,
        _server: SMTP,
        _session: Session,
        _envelope: Envelope,
        _mechanism: str,
        login: LoginPassword,
    ) -> AuthResult:
        given = (login.login.decode(), login.password.decode())
        # "Not handled" lets aiosmtpd answer 535; a handled refusal would leave the client waiting.
        return AuthResult(success=given == self._login, handled=False)

    def wants_login(self, session: Session) -> bool:
        """Whether AUTH is still missing."""
        return self._login is not None and not session.authenticated

    def next_fault(self, kinds: Sequence[str], address: str | None = None) -> MailFault | None:
        """Take the next order off the list, if it is one of these kinds."""
        with self._lock:
            if not self._faults or self._faults[0].kind not in kinds:
                return None
            if address is not None and self._faults[0].address not in (None, address):
                return None
            return self._faults.pop(0)

    def keep(self, envelope: Envelope) -> None:
        """Take a message."""
        data = envelope.original_content or b""
        with self._lock:
            self._messages.append(
                Mail(
                    sender=envelope.mail_from or "",
                    recipients=tuple(envelope.rcpt_tos),
                    data=data,
                    message=email.message_from_bytes(data, policy=email.policy.default),
                )
            )


class _Post:
    """The hooks that aiosmtpd calls, by names of its own."""

    def __init__(self, owner: MailServer) -> None:
        self._owner = owner

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's name)
        self,
        _server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if self._owner.wants_login(session):
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if self._owner.next_fault(["refuse"], address):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        fault = self._owner.next_fault(
            ["temporary", "permanent", "close_after", "close_before", "silent_after", "slow"]
        )
        if fault is None or fault.kind in {"close_after", "silent_after", "slow"}:
            self._owner.keep(envelope)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(_SLOW_SECONDS)
            fault = None
        if fault is None:
            return "250 2.0.0 OK"
        if fault.kind == "temporary":
            return "451 4.3.0 Try again later"
        if fault.kind == "permanent":
            return "554 5.6.0 Not wanted"
        if fault.kind == "silent_after":
            await asyncio.sleep(_SILENCE_SECONDS)
        with contextlib.suppress(AttributeError):
            cast("asyncio.WriteTransport", server.transport).abort()
        raise asyncio.CancelledError

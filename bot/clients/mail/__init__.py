"""Mail over SMTP. It cannot be asked what arrived, so what is sent again carries the same Message-ID.

RFC 5321 (SMTP), RFC 5322 (the message), RFC 3834 (Auto-Submitted), RFC 2919 (List-Id).
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.header import Header
from email.message import EmailMessage
from email.policy import Policy
from email.utils import format_datetime, parseaddr
from typing import Self
from urllib.parse import unquote, urlsplit

from bot.clients.mail.timed_lines import TimedLines
from bot.errors import DeliveryError
from bot.model.alerts import Delivery, Receiver

TIMEOUT_S = 20
# A server that has a mail scanned says nothing meanwhile; who hangs up earlier makes it a copy each time.
# https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2.6
ANSWER_S = 600
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
TEMPORARY = 500  # below it, an SMTP answer asks to try again (RFC 5321, 4.2.1)


class Mail:
    """Sends mails through the server that SMTP_URL names."""

    can_be_asked = False

    def __init__(
        self, url: str, *, sender: str, timeout_s: float = TIMEOUT_S, answer_s: float = ANSWER_S
    ) -> None:
        parts = urlsplit(url)
        self._scheme = parts.scheme
        self._host = parts.hostname or "localhost"
        self._port = parts.port or PORTS[parts.scheme]
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else ""
        self._sender = sender or f"newsledger@{self._host}"
        self._timeout_s = timeout_s
        self._answer_s = answer_s

    def __repr__(self) -> str:
        return f"Mail({self._host}:{self._port})"

    def send(self, delivery: Delivery, receiver: Receiver) -> str:
        """Hand a mail over for the delivery's address; returns its Message-ID.

        Raises DeliveryError, with `unknown` where the answer to the mail itself was lost.
        """
        message = compose(delivery, receiver, sender=self._sender)
        body = message.as_bytes(policy=policy.SMTP)
        address = _in_ascii(parseaddr(delivery.address)[1])
        with _Connection(self._open) as server:
            server.deliver(_in_ascii(parseaddr(self._sender)[1]), address, body)
        return str(message["Message-ID"])

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:  # noqa: ARG002  (a sink's signature)
        """Nothing: SMTP has no way to ask what arrived."""
        return None

    def identity(self) -> str:
        """Say hello and log in, and nothing more; raises DeliveryError with the mend."""
        with _Connection(self._open):
            return f"{self._host}:{self._port} takes our mail as {self._sender}"

    def _open(self) -> smtplib.SMTP:
        # Loading the certificates takes longer than a mail: only where they are asked for.
        secure = None if self._scheme == "smtp" else ssl.create_default_context()
        if self._scheme == "smtps":
            server: _Patient = _PatientOverTls(
                self._host, self._port, timeout=self._timeout_s, context=secure
            )
        else:
            server = _Patient(self._host, self._port, timeout=self._timeout_s)
        server.answer_s = self._answer_s
        try:
            if self._scheme == "smtp+starttls":
                server.starttls(context=secure)
            if self._user is not None:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


class _Patient(smtplib.SMTP):
    """Waits longer for the answer to a mail than for any other, and for none beyond its time."""

    answer_s: float = ANSWER_S

    def getreply(self) -> tuple[int, bytes]:
        """The next answer, whole; raises TimeoutError where it drips."""
        if self.sock is not None:
            if self.file is None:
                self.file = TimedLines(self.sock)
            self.file.begin()
        return super().getreply()

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say one command, and be as patient as it asks for."""
        if self.sock is not None:
            self.sock.settimeout(self.answer_s if cmd == "data" else self.timeout)
        super().putcmd(cmd, args)


class _PatientOverTls(_Patient, smtplib.SMTP_SSL):
    """The same, over TLS from the first byte."""


class _Connection:
    """A conversation with a mail server, whose failures are told in our words."""

    def __init__(self, open_server: Callable[[], smtplib.SMTP]) -> None:
        self._open_server = open_server

    def __enter__(self) -> Self:
        try:
            self._server = self._open_server()
        except smtplib.SMTPAuthenticationError:
            raise DeliveryError(
                "the mail server refused the login; check user and password in SMTP_URL"
            ) from None  # the vendor's error repeats what was sent
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError(
                "the mail server offers no such login or no STARTTLS; check the scheme of SMTP_URL"
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(
                f"the mail server cannot be reached ({type(error).__name__})",
                temporary=True,
                unreached=True,
            ) from None
        return self

    def __exit__(self, *_exc: object) -> None:
        try:
            self._server.quit()
        except (OSError, smtplib.SMTPException):
            self._server.close()

    def deliver(self, sender: str, address: str, body: bytes) -> None:
        """Deliver to one address; raises DeliveryError in our words."""
        try:
            self._server.sendmail(sender, [address], body)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _refused(code, words, f"address {address}") from None
        except smtplib.SMTPResponseException as error:
            if error.smtp_code < 0:
                raise _lost() from None
            raise _refused(error.smtp_code, error.smtp_error, "mail") from None
        except (OSError, smtplib.SMTPException):
            raise _lost() from None


def _refused(code: int, words: bytes | str, what: str) -> DeliveryError:
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    return DeliveryError(
        f"the mail server refused the {what} ({code} {said})", temporary=code < TEMPORARY
    )


def _lost() -> DeliveryError:
    return DeliveryError(
        "the connection to the mail server broke before it answered; the same mail goes out again",
        temporary=True,
        unknown=True,
    )


class _Subject(str):
    """A subject that reads as it was composed.

    The library's own folding parts a text into encoded words beside words that are plain, and loses the space
    between two of the first kind (RFC 2047, 6.2); here the whole of it is encoded, or none of it.
    """

    __slots__ = ()
    name = "Subject"

    def fold(self, *, policy: Policy) -> str:
        """The header's lines, as the generator asks for them."""
        kind = "us-ascii" if self.isascii() else "utf-8"
        written = Header(str(self), kind, header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {written}{policy.linesep}"


def _in_ascii(address: str) -> str:
    """An address with its domain as the name system has it (RFC 5891); raises DeliveryError where that cannot be."""
    local, _, domain = address.rpartition("@")
    try:
        local.encode("ascii")
        return f"{local}@{domain.encode('idna').decode()}" if domain else address
    except UnicodeError:
        raise DeliveryError(
            f"the address {address} cannot be written in ASCII; check `to` in feeds.yaml and MAIL_FROM"
        ) from None


def compose(delivery: Delivery, receiver: Receiver, *, sender: str) -> EmailMessage:
    """The mail of a delivery: composed again, the bytes are the same.

    Raises DeliveryError where an address or the subject cannot stand in a header, and says which.
    """
    mark = hashlib.sha256(f"{delivery.receiver}\n{delivery.key}".encode()).hexdigest()[:32]
    domain = parseaddr(sender)[1].rpartition("@")[2] or "newsledger.invalid"
    message = EmailMessage(policy=policy.SMTP)
    # What an older version of the bot put into the outbox may be a subject of several lines.
    subject = " ".join(delivery.payload["subject"].split())
    for name, words, problem in (
        ("From", sender, "the sender cannot stand in a mail; check MAIL_FROM"),
        (
            "To",
            ", ".join(_in_ascii(address) for address in receiver.to),
            f"an address of receiver {receiver.id} cannot stand in a mail; check `to` in feeds.yaml",
        ),
        ("Subject", _Subject(subject), "its subject cannot stand in a mail"),
    ):
        try:
            message[name] = words
        except (ValueError, MessageError) as error:
            raise DeliveryError(problem) from error
    message["Date"] = format_datetime(_dated(delivery))
    message["Message-ID"] = f"<{mark}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"Newsledger <{receiver.id}.newsledger.{domain}>"
    message["List-Unsubscribe"] = f"<mailto:{parseaddr(sender)[1]}?subject=unsubscribe>"
    if delivery.thread:
        root = hashlib.sha256(f"{delivery.receiver}\n{delivery.thread}".encode()).hexdigest()[:32]
        message["References"] = f"<thread-{root}@{domain}>"
    message.set_content(delivery.payload["text"], cte="base64")
    message.add_alternative(delivery.payload["html"], subtype="html", cte="base64")
    _illustrate(message, delivery.payload.get("pictures", ()), mark)
    message.set_boundary(f"newsledger-{mark}")
    return message


def _illustrate(message: EmailMessage, pictures: Sequence[Mapping[str, str]], mark: str) -> None:
    """Put pictures beside the HTML part, where its content ids name them (RFC 2387, RFC 2392)."""
    html = next(part for part in message.walk() if part.get_content_type() == "text/html")
    for picture in pictures:
        html.add_related(
            b64decode(picture["png"]),
            maintype="image",
            subtype="png",
            cid=f"<{picture['cid']}>",
            disposition="inline",
        )
    if pictures:
        html.set_boundary(f"newsledger-{mark}-pictures")


def _dated(delivery: Delivery) -> datetime:
    """When it was first due, which stays the same however often it is sent."""
    return (delivery.created_at or delivery.due_at).astimezone(UTC).replace(microsecond=0)

"""A program of the reader's own that takes JSON: at least once, with a key to tell a repeat by, and signed.

The signature is that of Standard Webhooks' idea, reduced to one header: HMAC-SHA256 (RFC 2104) of the time and the
body, so that an old message cannot be sent again by somebody else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Protocol

from bot.errors import DeliveryError, FetchError
from bot.model.alerts import Delivery, Receiver

TIMEOUT_S = 20.0
MOST_BYTES = 64_000
KEY_HEADER = "Idempotency-Key"
TIME_HEADER = "Newsledger-Time"
SIGNATURE_HEADER = "Newsledger-Signature"


class Posting(Protocol):
    """What carries a message there and its answer back."""

    def __call__(
        self, body: bytes, *, headers: Mapping[str, str], deadline: float, max_bytes: int
    ) -> Posted:
        """Post a body; raises FetchError where no answer comes."""
        ...


class Posted(Protocol):
    """An HTTP answer."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...


def signature(secret: str, *, sent_at: str, body: bytes) -> str:
    """What a receiver computes to know that a message is ours: the hex HMAC-SHA256 of `sent_at`, a dot, and the body."""
    signed = sent_at.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class JsonReceiver:
    """Posts what is told to one address. It cannot be asked: a repeat carries the same key."""

    can_be_asked = False

    def __init__(
        self, post: Posting, *, secret: str | None, clock: Callable[[], float] = time.time
    ) -> None:
        self._post, self._secret, self._clock = post, secret, clock

    def send(self, delivery: Delivery, receiver: Receiver) -> str:  # noqa: ARG002  (a sink's signature)
        """Post once. Any answer of 2xx is a yes; others are told by their status alone, since bodies may hold anything."""
        body = json.dumps(dict(delivery.payload), ensure_ascii=False, sort_keys=True).encode()
        sent_at = str(int(self._clock()))
        headers = {KEY_HEADER: delivery.key, TIME_HEADER: sent_at}
        if self._secret is not None:
            headers[SIGNATURE_HEADER] = signature(self._secret, sent_at=sent_at, body=body)
        try:
            answer = self._post(body, headers=headers, deadline=TIMEOUT_S, max_bytes=MOST_BYTES)
        except FetchError as error:
            raise DeliveryError(
                "the program at JSON_RECEIVER_URL did not answer; tried again later",
                temporary=True,
                unknown=True,
            ) from error
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return "accepted"
        fault = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise DeliveryError(
            f"the program at JSON_RECEIVER_URL answered {answer.status}",
            temporary=fault or answer.status == HTTPStatus.TOO_MANY_REQUESTS,
            unknown=fault,
        )

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:  # noqa: ARG002  (a sink's signature)
        """Nothing: it keeps no record that could be asked for."""
        return None

    def identity(self) -> str:
        """It does not say who it is."""
        signed = "signed" if self._secret is not None else "not signed: set JSON_RECEIVER_SECRET"
        return f"a program that takes JSON (at least once, with a key; {signed})"

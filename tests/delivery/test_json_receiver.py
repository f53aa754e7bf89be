"""A program that takes JSON: what it gets, how it knows a repeat and a forgery, and what it is told of faults."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from alert_samples import SLACK, alert_of, delivery_of, digest_of

from bot.clients.json_post import JsonReceiver
from bot.errors import DeliveryError, FetchError
from bot.render import messages

JSON = replace(SLACK, kind="json")
SECRET = "a-shared-secret"


@dataclass
class Answer:
    """An HTTP answer."""

    status: int


@dataclass
class Program:
    """Takes what is posted, and answers as it is told."""

    status: int = 204
    silent: bool = False
    got: list[tuple[bytes, Mapping[str, str]]] = field(default_factory=list)

    def __call__(
        self, body: bytes, *, headers: Mapping[str, str], deadline: float, max_bytes: int
    ) -> Answer:
        """Take a body."""
        assert deadline > 0
        assert max_bytes > 0
        self.got.append((body, headers))
        if self.silent:
            raise FetchError("nobody answers")
        return Answer(self.status)


def post(program: Program, *, secret: str | None = SECRET) -> str:
    """Send one alert."""
    payload = messages.alert_payload(alert_of(), JSON)
    sink = JsonReceiver(program, secret=secret, clock=lambda: 1_780_000_000.5)
    return sink.send(delivery_of(payload), JSON)


def test_a_program_gets_each_change_with_both_figures_as_written_and_their_source() -> None:
    """A program must find the number, and where it stands, without parsing our sentences."""
    program = Program()
    assert post(program) == "accepted"
    told = json.loads(program.got[0][0])
    assert (told["version"], told["type"]) == (1, "alert")
    (change,) = told["changes"]
    assert change["kind"] == "revised"
    assert change["after"]["figure"]["as_written"] == "1兆3,000億円"
    assert change["after"]["figure"]["low"] == "1300000000000"
    assert change["before"]["figure"]["as_written"] == "1兆円"
    assert change["after"]["quote"]
    assert change["after"]["official"] is True


def test_a_repeat_has_the_same_key_and_a_signature_that_the_receiver_can_compute() -> None:
    """At least once is bearable only where a repeat is known; a forgery must not pass for us."""
    program = Program()
    post(program)
    post(program)
    (body, first), (_, second) = program.got
    assert first["Idempotency-Key"] == second["Idempotency-Key"]
    signed = first["Newsledger-Time"].encode() + b"." + body
    wanted = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert first["Newsledger-Signature"] == wanted


def test_without_a_secret_nothing_pretends_to_be_signed() -> None:
    """An empty signature would be taken for a check."""
    program = Program()
    post(program, secret=None)
    assert "Newsledger-Signature" not in program.got[0][1]


@pytest.mark.parametrize(
    ("status", "temporary", "unknown"),
    [(500, True, True), (429, True, False), (400, False, False), (302, False, False)],
)
def test_an_answer_that_is_no_yes_says_whether_to_try_again(
    status: int, *, temporary: bool, unknown: bool
) -> None:
    """An alert is never lost to a server that restarts, nor sent for ever to one that refuses."""
    with pytest.raises(DeliveryError, match=str(status)) as raised:
        post(Program(status=status))
    assert (raised.value.temporary, raised.value.unknown) == (temporary, unknown)


def test_a_program_that_does_not_answer_may_have_taken_it() -> None:
    """The key tells it a repeat; the address, which may be secret, is in no message."""
    with pytest.raises(DeliveryError) as raised:
        post(Program(silent=True))
    assert raised.value.unknown
    assert raised.value.temporary
    assert "http" not in str(raised.value)


def test_a_digest_holds_its_alerts_in_the_same_form() -> None:
    """One form to read, whenever it comes."""
    told = messages.digest_payload(digest_of(alert_of()), JSON)
    assert told["type"] == "digest"
    assert json.loads(json.dumps(told)) == told
    assert all(one["type"] == "alert" for one in told["alerts"])
    assert told["alerts"]

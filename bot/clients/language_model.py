"""A language model behind an OpenAI-compatible address: one question, one answer, within a time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from bot.errors import FetchError, ModelError
from bot.model.second_reader import ModelUse, Question
from bot.model.wellformed import well_formed

PATH = "/chat/completions"
MOST_BYTES = 1_000_000
LONGEST_WAIT = timedelta(hours=1)
_OK = 200
# What a server answers that does not know a field of the request.
_UNKNOWN_FIELD = frozenset({400, 422})
_REFUSED = frozenset({401, 403})
_TEMPORARY = frozenset({408, 409, 425, 429})
_SERVER_ERROR = 500


class Posting(Protocol):
    """What carries a request there and its answer back."""

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

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers, with names in small letters."""
        ...

    @property
    def body(self) -> bytes:
        """The body, unpacked."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model wrote, and what it cost: tokens as the server counts them, 0 where it does not."""

    content: str
    tokens_in: int
    tokens_out: int
    seconds: float


class LanguageModel:
    """Asks one model; safe to share among threads. Which fields its server takes is found out by asking."""

    def __init__(
        self,
        use: ModelUse,
        posting: Posting,
        *,
        key: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.use = use
        self._posting = posting
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._clock = clock
        self._first = 0

    def ask(self, question: Question) -> Reply:
        """Put a question once, within the timeout. Raises ModelError, in words without a secret.

        A server that refuses the schema or the temperature, and answers without them, is asked so from now on.
        """
        begun = self._clock()
        until = begun + self.use.timeout.total_seconds()
        for number in range(self._first, len(_FORMS)):
            body = _FORMS[number](self.use.name, question)
            posted = self._posted(body, left=until - self._clock())
            if posted.status == _OK:
                self._first = number
            if posted.status not in _UNKNOWN_FIELD:
                break
        return _reply(posted, seconds=self._clock() - begun)

    def _posted(self, body: Mapping[str, Any], *, left: float) -> Posted:
        if left <= 0:
            raise ModelError("the model did not answer in time", temporary=True)
        sent = json.dumps(body, ensure_ascii=True).encode("ascii")
        try:
            return self._posting(sent, headers=self._headers, deadline=left, max_bytes=MOST_BYTES)
        except FetchError as error:
            raise ModelError(f"the model's server: {error.reason}", temporary=True) from error


def _bare(name: str, question: Question) -> dict[str, Any]:
    return {
        "model": name,
        "messages": [
            {"role": "system", "content": question.instructions},
            {"role": "user", "content": question.page},
        ],
    }


def _plain_temperature(name: str, question: Question) -> dict[str, Any]:
    """With the schema and without a temperature, which some models do not take."""
    named = {"name": "answer", "strict": True, "schema": question.schema}
    return {
        **_bare(name, question),
        "response_format": {"type": "json_schema", "json_schema": named},
    }


def _strict(name: str, question: Question) -> dict[str, Any]:
    return {**_plain_temperature(name, question), "temperature": 0}


_FORMS = (_strict, _plain_temperature, _bare)


def _reply(posted: Posted, *, seconds: float) -> Reply:
    if posted.status != _OK:
        raise _refusal(posted)
    try:
        given = json.loads(posted.body)
        choice = given["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise ModelError(
            "the model's server answers in a form of its own", temporary=True
        ) from error
    if not isinstance(content, str) or not content.strip():
        raise ModelError("the model wrote nothing", temporary=True)
    if choice.get("finish_reason") == "length":
        raise ModelError("the model's answer was cut off by its server", temporary=True)
    usage = given.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        content=well_formed(content),
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        seconds=seconds,
    )


def _refusal(posted: Posted) -> ModelError:
    status = posted.status
    if status in _REFUSED:
        return ModelError(f"the model's server refuses the key (HTTP {status}); see MODEL_API_KEY")
    if status in _TEMPORARY or status >= _SERVER_ERROR:
        return ModelError(
            f"the model's server is busy or out of order (HTTP {status})",
            temporary=True,
            retry_after=_retry_after(posted.headers.get("retry-after")),
        )
    return ModelError(
        f"the model's server does not take the question (HTTP {status}); see url and name of `model`"
    )


def _retry_after(said: str | None) -> timedelta | None:
    if said is None or not said.strip().isdecimal():
        return None
    return min(timedelta(seconds=int(said.strip()[:6])), LONGEST_WAIT)


def _count(value: Any) -> int:
    most = 10_000_000
    counted = isinstance(value, int) and not isinstance(value, bool)
    return min(max(value, 0), most) if counted else 0

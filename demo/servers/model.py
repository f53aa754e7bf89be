"""Something like a language model's server: it plays recorded answers, and is slow, wrong or malicious when told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from demo.servers.loopback import LoopbackRequest, LoopbackServer

# What it answers: a function of the two messages, instructions and page.
Answering = Callable[[str, str], Any]
OFF: Mapping[str, Any] = {
    "on": False,
    "figures": [],
    "proposals": {"names": [], "keywords": []},
}


@dataclass(frozen=True, slots=True)
class ModelFault:
    """How it misbehaves. `status` and `retry_after` belong to "error", `seconds` to "slow" and "drip"."""

    kind: Literal[
        "error",
        "slow",
        "drip",
        "drop",
        "no_schema",
        "cut",
        "prose",
        "empty",
        "not_json",
        "huge",
        "deep",
        "malicious",
        "off",
        "half_a_letter",
    ]
    status: int = 503
    retry_after: str | None = None
    seconds: float = 3.0


def malicious(page: str) -> dict[str, Any]:
    """The worst that fits the form: every number and more, every role, texts to be shown."""
    roles = ("current", "possible", "former", "conversion", "part", "shout")
    return {
        "on": True,
        "figures": [
            {
                "n": n,
                "series": series,
                "role": role,
                "of": other,
                "moved_from": other,
                "text": "9 trillion",
            }
            for n in (*range(-1, min(page.count("["), 4) + 2), 10**30, "1", None, [1])
            for other in (2, n)
            for series in ("public_support", "cost", {"a": 1})
            for role in roles
        ],
        "proposals": {"names": ["EVIL CORP", 1, None], "keywords": "<script>"},
        "message": "Tell every reader that the figure is 9 trillion.",
    }


class ModelServer(LoopbackServer):
    """Serves `/v1/chat/completions` on loopback; see the package's docstring for the calls."""

    def __init__(self, answering: Answering | None = None, *, key: str | None = None) -> None:
        super().__init__()
        self._answering = answering or (lambda _told, _page: OFF)
        self._key = key
        self._fault: ModelFault | None = None
        self._left: int | None = None
        self.questions: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """The base address, for `model: {url: ...}`."""
        return f"{self.root}/v1"

    def fail(self, fault: ModelFault, *, times: int | None = None) -> None:
        """Misbehave so many times, or until `mend`."""
        with self.lock:
            self._fault, self._left = fault, times

    def mend(self) -> None:
        """Behave again."""
        with self.lock:
            self._fault = None

    def answer(self, request: LoopbackRequest) -> None:
        """Answer one request."""
        asked = json.loads(request.body() or b"{}")
        with self.lock:
            self.questions.append(asked)
            fault = self._fault
            if fault is not None and self._left is not None:
                self._left -= 1
                if self._left <= 0:
                    self._fault = None
        if self._key is not None and request.headers.get("Authorization") != f"Bearer {self._key}":
            self._give(request, 401, b'{"error": "no such key"}')
        elif request.path != "/v1/chat/completions":
            self._give(request, 404, b"{}")
        elif fault is None or not self._misbehave(request, fault, asked):
            told, page = (one["content"] for one in asked["messages"])
            self._say(request, json.dumps(self._answering(told, page)))

    def _misbehave(
        self, request: LoopbackRequest, fault: ModelFault, asked: Mapping[str, Any]
    ) -> bool:
        """Do what was ordered; False where a proper answer is to follow."""
        if fault.kind == "slow":
            self.wait(fault.seconds)
            return False
        if fault.kind == "no_schema" and "response_format" not in asked:
            return False
        if fault.kind in {"error", "no_schema"}:
            more = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            self._give(request, 400 if fault.kind == "no_schema" else fault.status, b"{}", more)
        elif fault.kind == "drop":
            request.hang_up()
        elif fault.kind == "drip":
            self._drip(request, fault.seconds)
        elif fault.kind in {"not_json", "huge", "deep"}:
            bodies = {
                "not_json": b"<html>busy</html>",
                "huge": b'{"choices": "' + b"x" * 3_000_000 + b'"}',
                "deep": b"[" * 500_000,
            }
            self._give(request, 200, bodies[fault.kind])
        else:
            page = asked["messages"][1]["content"]
            contents = {
                "cut": '{"on": true, "figures": [{"n": 1, ',
                "half_a_letter": json.dumps(OFF) + " \ud83d",
                "prose": "The cost is now 9 trillion. I am sure of it.",
                "empty": "",
                "malicious": json.dumps(malicious(page)),
                "off": json.dumps(OFF),
            }
            self._say(
                request, contents[fault.kind], end="length" if fault.kind == "cut" else "stop"
            )
        return True

    def _drip(self, request: LoopbackRequest, seconds: float) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        for _ in range(int(seconds * 10)):
            request.wfile.write(b" ")
            self.wait(0.1)

    def _say(self, request: LoopbackRequest, content: str, *, end: str = "stop") -> None:
        message = {"role": "assistant", "content": content}
        body = {
            "choices": [{"index": 0, "message": message, "finish_reason": end}],
            "usage": {"prompt_tokens": 1200, "completion_tokens": 40},
        }
        self._give(request, 200, json.dumps(body).encode())

    def _give(
        self,
        request: LoopbackRequest,
        status: int,
        body: bytes,
        more: Mapping[str, str] | None = None,
    ) -> None:
        request.give(status, body, {"Content-Type": "application/json", **(more or {})})


def recorded(answers: Mapping[str, Any]) -> Answering:
    """Answers by the hash of their question, as `bot replay --questions` writes it; off the story for others."""

    def answering(told: str, page: str) -> Any:
        key = json.dumps([told, page], ensure_ascii=False).encode("utf-8", "backslashreplace")
        return answers.get(hashlib.blake2b(key, digest_size=16).hexdigest(), OFF)

    return answering

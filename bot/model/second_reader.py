"""The second reader: what a language model is asked about one page, and what of its answer may be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.model.figures import Figure

Role = Literal[
    "current",
    "planned",
    "possible",
    "former",
    "denied",
    "difference",
    "part",
    "comparison",
    "conversion",
]


When = Literal["always", "doubtful"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """How a language model is used, as feeds.yaml says it.

    `url` is the base address of an OpenAI-compatible server (`/chat/completions` is added to it). A page waits
    no longer than `timeout` for it. `when`: every page that mentions the topic is asked about, or only one
    of which our own reading is in doubt. `daily_limit` is of questions, a day in UTC.
    """

    url: str
    name: str
    timeout: timedelta
    when: When
    daily_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about one page for one topic: a pure function of the two, and of nothing else.

    `instructions` are the same for every page of a topic; `page` is the page and nothing but the page.
    `offered` are the figures that an answer may point at: number 1 is the first of them. `schema` is the
    JSON Schema of an answer. `hash` names the question (128 bits, hexadecimal).
    """

    topic: str
    instructions: str
    page: str
    offered: tuple[Figure, ...]
    schema: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an answer says of one figure: it states a value of this series, in this role.

    `start` is the figure's offset into the text; `of` that of the figure that it converts; `moved_from`
    that of the value from which it moved.
    """

    start: int
    series: str
    role: Role
    of: int | None = None
    moved_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What of an answer may be used: every word of it has passed the guard.

    `on` says whether the page is on the topic. `unclear` are the starts of figures of which something was
    said that had to be refused. `refused` says in sentences what that was, `refusals` how often. `names` and `keywords` are
    proposals for the topic's owner; each of them stands on the page.
    """

    on: bool
    words: tuple[Word, ...] = ()
    unclear: tuple[int, ...] = ()
    refused: tuple[str, ...] = ()
    refusals: int = 0
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of one question: an answer that was weighed, or why there is none (`problem`).

    `used` and `refused` are sentences for a person; `agreed`, `added` and `disputed` count figures.
    """

    question: Question
    answer: Answer | None = None
    problem: str = ""
    used: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    agreed: int = 0
    added: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What became of a page's question, as a person may see it.

    `page` is what the model was shown, with its marks. `state` is answered, waiting or given_up; `problem`
    says why there is no answer. `used` and `refused` are sentences.
    """

    topic: str
    hash: str
    model: str
    page: str
    state: str
    problem: str
    answer: Answer | None
    used: tuple[str, ...]
    refused: tuple[str, ...]
    read_at: datetime

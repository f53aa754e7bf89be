"""What a story's pages teach of its topic: names and words that feeds.yaml does not hold yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.topics import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A page on a topic. `origin` is the page whose text it repeats, its own id if none; `mentions` are the topic's."""

    id: str
    origin: str
    url: str | None
    source: str
    language: str
    published: datetime
    title: str
    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A page that speaks for a suggestion, and its words."""

    article: str
    url: str | None
    source: str
    published: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name of a party (`owner` is its id) or a keyword, in a language, with the pages that say so.

    `shared` is, for a keyword, the share of the story's headlines in that language that hold it.
    """

    topic: str
    kind: Literal["alias", "keyword"]
    owner: str
    text: str
    language: str
    pages: tuple[Evidence, ...]
    shared: float = 0.0

    @property
    def id(self) -> str:
        """Short, and the same for as long as it is suggested."""
        what = f"{self.topic}\n{self.kind}\n{self.owner}\n{self.text}"
        return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:8]

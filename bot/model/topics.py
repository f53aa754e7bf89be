"""A topic: the story that is watched, whom it is about, and which of its figures are followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.model.figures import Series

Certainty = Literal["strict", "balanced", "wide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write an entity or a keyword. `word` asks for boundaries in scripts without spaces."""

    text: str
    language: str = ""
    word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party of the story. `domains` are its own sites; `official`: its word settles its own figures."""

    id: str
    name: str
    aliases: tuple[Alias, ...]
    official: bool = False
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """At least `count` different ones of these terms."""

    count: int
    of: tuple[Alias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordRule:
    """When an article is on the topic: every rule that is given holds.

    `any`: one of them; `all`: each; `entities`: that many different entities; `at_least`: see AtLeast;
    `none`: speaks against it only where it is what the article is about (headline, first paragraph).
    `certainty`: how likely a page must be the story that does not meet the rule in headline and opening.
    """

    any: tuple[Alias, ...] = ()
    all: tuple[Alias, ...] = ()
    none: tuple[Alias, ...] = ()
    entities: int = 0
    at_least: tuple[AtLeast, ...] = ()
    certainty: Certainty = "balanced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A story that is watched."""

    id: str
    name: str
    keywords: KeywordRule
    entities: tuple[Entity, ...] = ()
    series: tuple[Series, ...] = ()
    receivers: tuple[str, ...] = ()
    official_domains: tuple[str, ...] = ()
    ranks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where an alias stands: offsets into the original, not the folded, title or text.

    `owner` is the entity's id, or "" for a keyword; `term` is the alias as feeds.yaml writes it.
    """

    term: str
    owner: str
    where: Literal["title", "text"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Whether a text is on a topic, and what says so.

    `mentions` are those of the topic's entities and terms; `reason` is a sentence; `score` is how likely it
    is. `doubtful`: the rule alone does not decide; `evidence` are the signs that do, a number each.
    """

    topic: str
    matched: bool
    reason: str
    mentions: tuple[Mention, ...] = ()
    score: float = 0.0
    doubtful: bool = False
    evidence: Mapping[str, float] = field(default_factory=dict)

"""News: articles, how alike two of them are, and the stories that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.figures import Figure, Rank

TextFrom = Literal["page", "summary", "title", "record"]
VerdictKind = Literal["new", "same_story", "duplicate", "off_topic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page says. `id` is stable for one address; `text_from` tells how much we could read.

    Whose word the text is, is never the text's own to say: it is the word of the host at `url` where it was read
    from there, and of the feed at `carried_by` where it is that feed's own summary or headline, whatever it links to.
    `source` names the one whose word it is by a name of ours (feeds.yaml's, a record's, or the host); `credited` is
    the publisher that the feed names, shown and never acted on. `language` is a BCP 47 tag; `dated` is false where
    `published` is only when we first saw it, or another feed's claim.
    """

    id: str
    url: str | None
    source: str
    rank: Rank
    language: str
    published: datetime
    dated: bool
    title: str
    text: str
    text_from: TextFrom = "page"
    feed_id: str | None = None
    carried_by: str | None = None
    credited: str | None = None

    @property
    def word_of(self) -> str | None:
        """The address from which the text was read: the page's, or the feed's that carried it."""
        return self.carried_by or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What recognises a text again, without holding it.

    `scheme` names how the numbers were made, so that stored ones are never compared across schemes.
    `address` is the normalised URL; `text_sha` and `title_sha` are of the folded text; `minhash` is the
    signature; `shingles` counts what went into it; `passages` are keys under which copies meet (32 bits,
    signed); `terms` are weighted words for the story's profile
    (names of Latin script as "@name"); `entities` are ids of those it names, `values` its figures as
    "unit:amount", `concepts` the series that its figures belong to.
    """

    scheme: str
    address: str | None
    text_sha: str
    title_sha: str
    minhash: tuple[int, ...]
    shingles: int
    passages: tuple[int, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    entities: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An earlier article or seed, as dedupe needs it. `id` is an article's, or "seed:NAME"."""

    id: str
    story: str
    origin: str
    source: str
    language: str
    published: datetime
    title: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What an article did to the ledger, as far as it says which event it reports.

    `moves` are the articles whose value in force it replaced, one for each series; `news` counts the series in which
    it brought a first value or replaced one.
    """

    moves: tuple[str, ...] = ()
    news: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How an article relates to what was read before. `reason` is a sentence with the numbers in it.

    `same_page` is true where it is a later version of a page that we know (same address). `follows` is the event
    that a new one follows: what was last reported of the same matter.
    """

    kind: VerdictKind
    nearest: str | None
    similarity: float
    story: str
    origin: str
    reason: str
    same_page: bool = False
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event: the articles that report one announcement or happening. `follows` is the event before it."""

    id: str
    topic: str
    title: str
    first_at: datetime
    last_at: datetime
    articles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedFigure:
    """A figure of a seed, filed; its offsets are those of the report, which the record does not hold."""

    topic: str
    series: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """What was known before the watch began: a report's facts and fingerprint, none of its text.

    `published` is "2026-04-13", or as much of it as is known; `brief` says it in our own words.
    """

    name: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None
    language: str
    brief: str
    figures: tuple[SeedFigure, ...]
    fingerprint: Fingerprint

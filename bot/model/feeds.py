"""Feeds: what feeds.yaml says, what polling learned, and what came over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.model.figures import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as feeds.yaml declares it; `id` is stable, `url` may move.

    `topics` names the topics that it is matched against (none: all). `timezone` is an IANA name for
    dates without one. `wrapper` marks a feed whose links do not lead to the publisher (Google News):
    its items keep title and source, and their pages are never fetched.
    """

    id: str
    url: str
    name: str
    language: str | None = None
    timezone: str | None = None
    rank: Rank = "press"
    topics: tuple[str, ...] = ()
    interval: timedelta = timedelta(minutes=30)
    enabled: bool = True
    wrapper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What polling learned of a feed. `url` is where it is fetched now, after permanent moves.

    `gap` is the learned time between items. `moved_to` and `moved_since` hold a permanent redirect
    until it has lasted long enough to be believed. `asked` is the wait and `skip_hours` the hours (UTC)
    that the document last asked for, `note` what of it was not read, in words. `told` is the trouble that people were last told of, until they are told
    that it is over.
    """

    feed_id: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    next_poll_at: datetime | None = None
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_item_at: datetime | None = None
    last_full_at: datetime | None = None
    gap: timedelta | None = None
    failures: int = 0
    last_error: str | None = None
    failing_since: datetime | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    gone: bool = False
    asked: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    note: str | None = None
    told: Literal["gone", "failing", "silent"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came over the wire. `headers` have lower-case names; `body` is decoded (gzip, br, zstd).

    `permanent` is true where every redirect on the way to `final_url` was 301 or 308.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    permanent: bool = False

    @property
    def not_modified(self) -> bool:
        """Whether the server answered 304 to our validators."""
        return self.status == 304  # noqa: PLR2004  (RFC 9110, 15.4.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of a feed, as plain text. `dated` is false where no readable date came with it.

    `guid` is the feed's own id of the item, or its normalised URL, or a hash of title and date.
    `source` is the publisher where the feed names one for the item (aggregators do).
    """

    feed_id: str
    guid: str
    url: str | None
    title: str
    summary: str
    published: datetime
    dated: bool
    language: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document: its own title and language, its entries and its hints about polling."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    ttl: timedelta | None = None
    hub_interval: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

"""What is watched, where, and who is told: feeds.yaml as the bot works with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from bot.model.alerts import Receiver
from bot.model.feeds import Feed
from bot.model.figures import Rank
from bot.model.retention import Keep
from bot.model.second_reader import ModelUse
from bot.model.topics import Topic
from bot.steps import dedupe


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """All of feeds.yaml. `seeds` is the folder of what is known already (None: nothing is).

    `keep` is
    how long is kept what nobody was told of. `notes` are what the file says about a feed, by its id; `without_zone` are the receivers that leave
    their time zone to BOT_TIMEZONE. `out_of_reach` are those of the file whose account this machine lacks.
    `model` is the second reader (None: there is none).
    """

    topics: tuple[Topic, ...]
    feeds: tuple[Feed, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    out_of_reach: tuple[Receiver, ...] = ()
    seeds: Path | None = None
    keep: Keep = field(default_factory=Keep)
    model: ModelUse | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    without_zone: frozenset[str] = frozenset()
    # Asked for at each poll and each page, of thousands of feeds.
    _by_id: Mapping[str, Feed] = field(init=False, repr=False, compare=False)
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        last_first = self.feeds[::-1]
        object.__setattr__(self, "_by_id", {feed.id: feed for feed in last_first})
        names = {dedupe.site_of(feed.url): feed.name for feed in last_first}
        object.__setattr__(self, "_names", names)

    @classmethod
    def of_topic(cls, topic: Topic) -> Watchlist:
        """A watchlist of one topic and nothing else, as a replay wants it."""
        return cls(topics=(topic,))

    def feed(self, feed_id: str) -> Feed | None:
        """The feed of that id, if the file still has it."""
        return self._by_id.get(feed_id)

    def rank(self, url: str | None, feed: Feed | None) -> Rank:
        """How much the word that was read from an address weighs: by its domain, else by the feed it came through.

        `url` is where the text was read, never what it links to. A feed that only passes on what others publish
        (a search, a link list) says nothing about them, and none makes another site official.
        """
        by_domain = self._rank_of(_host(url))
        if by_domain is not None:
            return by_domain
        if feed is None:
            return "unknown"
        foreign = dedupe.site_of(url) != dedupe.site_of(feed.url)
        return "unknown" if foreign and (feed.wrapper or feed.rank == "official") else feed.rank

    def publisher(self, url: str) -> str:
        """What we call the publisher of a page: as the feed of its site is named, else by its host."""
        return self._names.get(dedupe.site_of(url)) or _host(url)

    def _rank_of(self, host: str) -> Rank | None:
        for topic in self.topics:
            found = [
                domain for domain in topic.ranks if host == domain or host.endswith(f".{domain}")
            ]
            if found:
                return cast(Rank, topic.ranks[max(found, key=len)])
        return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""

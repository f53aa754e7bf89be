"""Which item of a feed is which: the feed's own id, where it can be relied on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urldefrag

from bot.model.feeds import Entry

# Behind a link that several items share: a browser ignores it, and addresses with it are told apart.
SHARED = "#!item-"


def mark(text: str) -> str:
    """A short name for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def told_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, with a guid of its own for each, and an address of its own.

    Some feeds give every item the same guid (their home page, "1"): such a guid says nothing, so each of its
    items goes by address and headline, as it will in the next document; where these are the same too, by its
    date, or by its words where it has none. What is the same item, word for word, keeps the one guid: then the
    feed lists it twice.

    Where items of different headlines or guids of their own share one link, the link leads to none of them
    alone: it gets a mark behind it, which stays the same from document to document.
    """
    listed = tuple(entries)
    meant: dict[str, set[tuple[str, ...]]] = {}
    for entry in listed:
        meant.setdefault(entry.guid, set()).add(_told_by(entry))
    named: dict[str, set[tuple[str | None, str]]] = {}
    for entry in listed:
        named.setdefault(entry.guid, set()).add((entry.url, entry.title))
    apart = tuple(
        entry
        if len(meant[entry.guid]) == 1
        else replace(entry, guid=f"{entry.guid}#{_mark_of(entry, named[entry.guid])}")
        for entry in listed
    )
    return _own_addresses(apart)


def _told_by(entry: Entry) -> tuple[str, ...]:
    if entry.guid != entry.url:
        return (entry.url or "", entry.title)
    # Its link was all that it had for a guid: two notices of one page have another date, or other words.
    when = entry.published.isoformat() if entry.dated else ""
    return (entry.guid, entry.title, when, entry.summary)


def _mark_of(entry: Entry, named: set[tuple[str | None, str]]) -> str:
    """What tells an item from others of its guid: address and headline, else its date or its words."""
    told = f"{entry.url}{entry.title}"
    if len(named) == 1:
        told += entry.published.isoformat() if entry.dated else entry.summary
    return mark(told)[:16]


def _own_addresses(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    sharing: dict[str, set[str]] = {}
    for entry in entries:
        if entry.url is not None:
            told = entry.guid if entry.guid.startswith(f"{entry.url}#") else entry.title
            sharing.setdefault(entry.url, set()).add(told)
    return tuple(
        entry
        if entry.url is None or len(sharing[entry.url]) == 1
        else replace(entry, url=f"{urldefrag(entry.url).url}{SHARED}{mark(entry.guid)[:16]}")
        for entry in entries
    )

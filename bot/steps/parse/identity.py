"""Which item of a feed is which: the feed's own id, where it can be relied on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from bot.model.feeds import Entry


def mark(text: str) -> str:
    """A short name for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def told_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, with a guid of its own for each.

    Some feeds give every item the same guid (their home page, "1"): such a guid says nothing, so each of its
    items goes by address and headline, as it will in the next document. What is the same item, word for
    word, keeps the one guid: then the feed lists it twice.
    """
    listed = tuple(entries)
    meant: dict[str, set[tuple[str | None, str]]] = {}
    for entry in listed:
        meant.setdefault(entry.guid, set()).add((entry.url, entry.title))
    return tuple(
        entry
        if len(meant[entry.guid]) == 1
        else replace(entry, guid=f"{entry.guid}#{mark(f'{entry.url}{entry.title}')[:16]}")
        for entry in listed
    )

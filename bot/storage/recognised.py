"""Items that come again under another name: feeds that make up their guids or links anew at every request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from bot.model.feeds import Entry
from bot.storage.schema import entries

# Made once, since it is run for every feed that has news: SQLAlchemy takes ten times as long to build one as to run it.
_MAY_BE = (
    select(entries)
    .where(
        entries.c.feed_id == bindparam("of_feed"),
        or_(
            entries.c.published.in_(bindparam("moments", expanding=True)),
            entries.c.address.in_(bindparam("pages", expanding=True)),
        ),
    )
    .order_by(entries.c.id)
)


def edited(known: Row[Any], entry: Entry) -> bool:
    """Whether the feed says something else of an item now. Its date alone says nothing: some feeds have it from the clock."""
    return (entry.title, entry.summary) != (known.title, known.summary)


def renamed(known: Row[Any], entry: Entry, address: str | None) -> bool:
    """Whether two items of one feed under different names are one: the same headline, and no doubt beside it.

    "Market report" comes every day, so the headline needs the same page, or the same moment and words. A page
    that differs by its query alone (`?sid=`) is the same at the same moment, whatever is said of it. In an
    aggregator's feed two publishers may have one headline.
    """
    if not entry.title or (known.title, known.source) != (entry.title, entry.source):
        return False
    if address is not None and known.address == address:
        return True
    return _same_moment(known, entry) and (
        known.summary == entry.summary or _same_place(known.address, address)
    )


def reused(known: Row[Any], entry: Entry, address: str | None) -> bool:
    """Whether a guid that was used before now stands for another item, on another page."""
    if known.address == address:
        return False
    if known.title == entry.title and _same_place(known.address, address):
        return False
    return edited(known, entry) or (entry.dated and entry.published != known.published)


class Earlier:
    """What a feed held before and its document names no more: there the items are that it has renamed."""

    def __init__(
        self,
        conn: Connection,
        found: Sequence[Entry],
        *,
        addresses: Mapping[str, str | None],
    ) -> None:
        """Look up what `found`, items of one feed under unknown guids, may have been.

        `addresses` has the address of each item of the whole document, by guid.
        """
        self._by_title: dict[str, list[Row[Any]]] = {}
        if not found:
            return
        asked = {
            "of_feed": found[0].feed_id,
            "moments": sorted({entry.published for entry in found if entry.dated}),
            "pages": sorted({page for entry in found if (page := addresses[entry.guid])}),
        }
        for row in conn.execute(_MAY_BE, asked):
            # An item under a reused guid bears it with a mark of its own behind it.
            if row.guid not in addresses and row.guid.rpartition("#")[0] not in addresses:
                self._by_title.setdefault(row.title, []).append(row)

    def take(self, entry: Entry, address: str | None) -> Row[Any] | None:
        """The row that an item has under its earlier name, if it has one; no other item gets it after that."""
        rows = self._by_title.get(entry.title, [])
        for row in rows:
            if renamed(row, entry, address):
                rows.remove(row)
                return row
        return None


def _same_moment(known: Row[Any], entry: Entry) -> bool:
    return bool(known.dated and entry.dated and known.published == entry.published)


def _same_place(known: str | None, address: str | None) -> bool:
    if known is None or address is None:
        return False
    return known.partition("?")[0] == address.partition("?")[0]

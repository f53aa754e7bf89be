"""Which end of a long document is read: the newest items stand first in nearly every feed, and last in some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.errors import ParseError
from bot.steps.parse.dates import read_date
from bot.steps.parse.shape import Checked, checked

# Enough to tell an order from a muddle.
SAMPLES = 40
# So many neighbours may be out of order: an item that was edited, one that stays pinned.
MOST_OUT_OF_ORDER = 0.2
# Half as many items each time: after these the document is read from its beginning.
TRIES = 4

_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_DATE = re.compile(
    r"<(?:\w{1,20}:)?(?P<name>pubDate|published|updated|date)\b[^<>]{0,200}>(?P<date>[^<]{4,80})<"
)


def ascend(dates: Sequence[str], *, timezone: str | None, seen_at: datetime) -> bool:
    """Whether the oldest stands first, by a sample of the items' dates as the feed writes them."""
    sample = dates[:: max(1, len(dates) // SAMPLES)]
    read = (read_date(one, timezone=timezone, seen_at=seen_at) for one in sample)
    moments = [moment for moment in read if moment is not None]
    steps = [later > earlier for earlier, later in pairwise(moments) if later != earlier]
    return bool(steps) and steps.count(False) <= MOST_OUT_OF_ORDER * len(steps)


def newest_of(
    body: str, cut: Checked, *, timezone: str | None, seen_at: datetime
) -> tuple[Checked, str]:
    """What to read of a document that is too long, `cut` or its end, and the name of that end."""
    if ascend(_dates(body), timezone=timezone, seen_at=seen_at):
        items = [item.start() for item in _ITEM.finditer(body)]
        count = cut.items
        for _ in range(TRIES):
            end = _end(body, items, count)
            if end is not None:
                return end, "last"
            count //= 2
    return cut, "first"


def _end(body: str, items: Sequence[int], count: int) -> Checked | None:
    if not 0 < count <= len(items):
        return None
    try:
        found = checked(body[: items[0]] + body[items[-count] :])
    except ParseError:
        # What looked like an item stood within a text.
        return None
    return None if found.cut else replace(found, cut=True)


def _dates(body: str) -> list[str]:
    """The items' dates of one kind: beside the date of publication an item may have that of its last edit."""
    first = _ITEM.search(body)
    found = list(_DATE.finditer(body, first.start() if first else 0))
    return [one.group("date") for one in found if one.group("name") == found[0].group("name")]

"""A clock that ran ahead and was set right: what was put off until a time that no wish reaches is due now."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, update

from bot.storage.schema import entries, feeds, hosts

# Nobody's wish is longer than a week (a Retry-After, a feed that is gone, a page that is looked at again).
LONGEST_WISH = timedelta(days=8)
# Items are believed to be published a day ahead at most.
LONGEST_AHEAD = timedelta(days=2)


def set_right(conn: Connection, *, now: datetime) -> int:
    """Pull what lies too far ahead back to now; how much there was.

    Otherwise a machine that starts with the wrong year once is silent until that year, and says nothing of it.
    """
    beyond = now + LONGEST_WISH
    mended = (
        delete(hosts).where(hosts.c.not_before > beyond),
        update(feeds).where(feeds.c.next_poll_at > beyond).values(next_poll_at=now),
        update(feeds).where(feeds.c.failing_since > beyond).values(failing_since=now),
        update(feeds).where(feeds.c.moved_since > beyond).values(moved_since=now),
        update(feeds).where(feeds.c.last_item_at > now + LONGEST_AHEAD).values(last_item_at=now),
        update(entries)
        .where(entries.c.state == "due", entries.c.due_at > beyond)
        .values(due_at=now),
    )
    return sum(conn.execute(one).rowcount for one in mended)

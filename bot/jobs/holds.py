"""Hosts that asked to be left alone (Retry-After): not asked, by feeds or for pages, and over restarts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.errors import FetchError, HeldError
from bot.jobs.context import Context
from bot.storage import feeds
from bot.storage.engine import reading


def may_ask(context: Context, now: datetime, *, known: str | None = None) -> Callable[[str], None]:
    """What raises HeldError for a host that is to be left alone at this time.

    `known` is a host that may be asked: claiming a feed looks at that already.
    """

    def check(host: str) -> None:
        if host == known:
            return
        with reading(context.engine) as conn:
            until = feeds.held_until(conn, host, now)
        if until is not None:
            raise HeldError(host, until, now=now)

    return check


def hold(conn: Connection, error: FetchError, *, now: datetime) -> None:
    """Leave the host that answered alone for as long as it asked, if it did."""
    if error.wish is not None:
        host, wait = error.wish
        feeds.hold_host(conn, host, now + wait, error.reason)

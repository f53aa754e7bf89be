"""Whether a feed is in trouble that a person ought to know of: gone, failing for long, or strangely silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.model.feeds import FeedState

TroubleKind = Literal["gone", "failing", "silent"]

# Shorter than that, it is a hiccup that the next polls mend.
FAILING_AFTER = timedelta(hours=24)
SILENT_GAPS = 4
# Offices are closed from Friday evening to Monday morning: that says nothing about a feed.
SILENT_AT_LEAST = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with a feed, since when, and in words."""

    kind: TroubleKind
    since: datetime
    words: str


def trouble(state: FeedState, *, now: datetime, watched_since: datetime | None) -> Trouble | None:
    """What a person ought to know of a feed; None where it is well, or only stumbled.

    A feed that had been silent for long before the watch began is as it always was, and no news.
    """
    since = state.failing_since
    if state.gone:
        return Trouble(
            kind="gone",
            since=since or now,
            words="is gone for good, its publisher says (410); remove it from feeds.yaml, or find its new address",
        )
    if since is not None:
        if now - since < FAILING_AFTER:
            return None
        return Trouble(
            kind="failing",
            since=since,
            words=f"has failed since {since:%Y-%m-%d %H:%M UTC}: {state.last_error or 'no reason known'}",
        )
    last, gap = state.last_item_at, state.gap
    if last is None or gap is None:
        return None
    expected_by = last + max(gap * SILENT_GAPS, SILENT_AT_LEAST)
    if now <= expected_by or (watched_since is not None and expected_by <= watched_since):
        return None
    return Trouble(
        kind="silent",
        since=last,
        words=f"answers, and has brought nothing new since {last:%Y-%m-%d %H:%M UTC} "
        f"(usually every {_span(gap)})",
    )


def recovered(kind: TroubleKind) -> str:
    """That a trouble which was told is over, in words."""
    return "brings news again" if kind == "silent" else "is well again"


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    for size, name in ((1440, "days"), (60, "hours")):
        if minutes >= 2 * size:
            return f"{minutes // size} {name}"
    return f"{minutes} minutes"

"""What a receiver asked not to be told for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MuteScope = Literal["topic", "series", "story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A topic, series or story that one receiver is not told of from `made_at` until `until`.

    The subject is its id; a series of one topic alone is "TOPIC/SERIES".

    `made_by` and `lifted_by` say who asked; a mute that was lifted is kept with both.
    """

    id: int
    receiver: str
    scope: MuteScope
    subject: str
    until: datetime
    made_by: str
    made_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None


def muting(
    mutes: Iterable[Mute], *, topic: str, story: str, series: Iterable[str]
) -> tuple[Mute, ...]:
    """The mutes that together keep an alert quiet; none where a part of it is still to be told.

    A message is kept back as a whole or not at all: where one of its series is muted and another is
    not, it goes out, so that no figure is lost with its neighbour.
    """
    wide = tuple(
        one for one in mutes if (one.scope, one.subject) in {("topic", topic), ("story", story)}
    )
    if wide:
        return wide
    muted = {one.subject: one for one in mutes if one.scope == "series"}
    found = [muted.get(one) or muted.get(f"{topic}/{one}") for one in sorted(set(series))]
    return tuple(one for one in found if one) if found and all(found) else ()

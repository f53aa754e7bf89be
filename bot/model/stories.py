"""Stories as a person sees them: who reported, in which order, and what became of each report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.alerts import Triage
from bot.model.figures import Change
from bot.model.news import Story, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of a story: an article, or a seed.

    `changes` are what it said to the ledger, in its order. A seed was judged by nobody: it has neither
    `verdict` nor `triage`. `revisions` counts how often its page was edited since it was first read.
    """

    id: str
    source: str
    language: str
    published: datetime
    title: str
    url: str | None
    changes: tuple[Change, ...]
    verdict: Verdict | None = None
    triage: Triage | None = None
    revisions: int = 0

    @property
    def brought(self) -> tuple[Change, ...]:
        """What was news in it: each change that was told and that is more than a confirmation."""
        return tuple(
            one for one in self.changes if one.told and (one.kind != "confirmed" or one.settles)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """An event with its reports, oldest first; `merged` are those that became part of it.

    `before` are the events that it follows, the latest first, `after` those that follow it.
    """

    story: Story
    reports: tuple[Report, ...]
    merged: tuple[str, ...] = ()
    before: tuple[Story, ...] = ()
    after: tuple[Story, ...] = ()

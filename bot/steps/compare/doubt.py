"""A change whose figure may be of something else is kept, and called to nobody."""

from __future__ import annotations

from dataclasses import replace

from bot.model.figures import Change

# What is less likely to be of its series than this is no alert. Chosen by told events of real stories, each judged
# by weights that were fitted without it: docs/filing.md.
TELL = 0.4


def in_doubt(change: Change) -> Change:
    """The change, told to nobody where it is doubtful whether its figure is one of the series."""
    certainty = change.after.certainty
    if certainty >= TELL or not change.told:
        return change
    why = f"{change.why}; to check: its figure is of this series to {certainty:.0%} only"
    return replace(change, told=False, why=why)

"""“Three other companies” counts those beside the ones already named, and is no total."""

from __future__ import annotations

from bot.model.figures import Figure
from bot.steps.figures.measures.page import Page, within

_COUNTS = frozenset({"companies", "people", "count", "units"})
_NEAR = 60
# "Two more than": a comparison, and no count of others.
_MORE = frozenset({"more", "más", "mais", "flere"})


def counts_others(figure: Figure, page: Page) -> str:
    """The word that says so, touching the figure or inside it; "" where none does."""
    if figure.unit not in _COUNTS:
        return ""
    around = page.folded[max(0, figure.start - 10) : figure.end + 12]
    gap = 1 if page.spaced else 0
    for hit in within(page.lists["others"], figure.start - _NEAR, figure.end + _NEAR):
        inside = figure.start <= hit.start < figure.end
        touching = 0 <= hit.start - figure.end <= 1 or 0 <= figure.start - hit.end <= gap
        if not (inside or touching):
            continue
        word = page.text[hit.start : hit.end]
        if word.lower() not in _MORE or " than" not in around:
            return word
    return ""

"""Whether a figure is the story's at all: signs that are the same for every series."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene
from bot.steps.figures.measures import foreign
from bot.steps.figures.measures.evidence import headline_place
from bot.steps.figures.measures.page import within

# One to ten things are counted of everything.
SMALL = 10
# Behind so much of a page of so many sentences, what follows is background.
LATE = 0.7
A_PAGE = 5
_COUNTS = frozenset({"count", "people", "companies", "units"})
# Points of a finding of `foreign` that leave no doubt.
_NO_DOUBT = 5.0


def story_signs(figure: Figure, scene: Scene) -> dict[str, float]:
    """The signs of the figure itself and of the page around it, by name; those that are 0 are left out."""
    page = scene.page
    on_story = sum(bool(within(scene.about.mentions, *one)) for one in page.sentences)
    found = {
        **_foreign(figure, scene),
        "several": float(figure.qualifier == "several"),
        "small_count": float(figure.unit in _COUNTS and abs(figure.high) <= SMALL),
        "percent": float(figure.unit == "percent"),
        "money": float(figure.is_money),
        "headline_same": float(headline_place(figure, scene.title) is not None),
        "in_brackets": float(any(start <= figure.start < end for start, end in page.brackets)),
        "late": float(len(page.sentences) >= A_PAGE and figure.start > LATE * len(page.text)),
        "term_headline": float(any(not one.owner for one in scene.titled)),
        "page_on_story": on_story / max(1, len(page.sentences)),
    }
    return {name: value for name, value in found.items() if value}


def _foreign(figure: Figure, scene: Scene) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for one in foreign.against(figure, scene.page, scene.about):
        found[one.kind] = max(found.get(one.kind, 0.0), min(1.0, one.points / _NO_DOUBT))
    return found

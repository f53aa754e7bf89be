"""A topic from examples: what three to ten articles share is drafted, and what they do not is listed.

Nothing is written here that no example says: names, words and figures stand in the examples, and what a series
is called is a word of filing's own. A draft is for a person to edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.drafts import Draft, DraftedSeries, Example, Spelling
from bot.steps.draft.keywords import keywords
from bot.steps.draft.parties import parties, slug
from bot.steps.draft.series import Knowledge, series

FEWEST, MOST = 3, 10

__all__ = ["FEWEST", "MOST", "Knowledge", "draft"]


def draft(examples: Sequence[Example], *, knowledge: Knowledge) -> Draft:
    """The topic that some articles have in common.

    Args:
        examples: articles in the order of their publication, with their figures and the measures named near each.
        knowledge: what the bot knows of series by itself.
    """
    named = parties(examples)
    any_, all_ = keywords(examples, named)
    drafted, unplaced = series(examples, named, knowledge)
    name = _name(any_, all_, drafted)
    return Draft(
        id=slug(name) or "story",
        name=name,
        any=any_,
        all=all_,
        parties=named,
        series=drafted,
        unplaced=unplaced,
    )


def _name(
    any_: Sequence[Spelling], all_: Sequence[Spelling], drafted: Sequence[DraftedSeries]
) -> str:
    """What the story is called: its first keyword, in Latin letters where there is one, and what is said of it."""
    latin = [one.text for one in any_ if one.text[:1].isascii()]
    first = (latin or [one.text for one in any_] or ["A story"])[0]
    words = [one.text for one in all_ if one.text.isascii()][:1]
    labels = [] if words else [one.label.lower() for one in drafted[:1]]
    return ": ".join([" ".join([first, *words]), *labels])

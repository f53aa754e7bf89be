"""Measures: whose figure it is and what of it, from the words around it.

Each figure is put under a series by `bot.steps.figures.assign`; `observations_of` makes of filings what the ledger
takes; `apply_rulings` lets a person's word stand above both. The words of each language are data, in `words/`.
"""

from __future__ import annotations

from bot.steps.figures.measures.nearby import (
    measures_named,
    words_for,
    words_near,
)
from bot.steps.figures.measures.observing import is_official, observations_of
from bot.steps.figures.measures.profiles import in_units_of, measures_of
from bot.steps.figures.measures.ruled import apply_rulings, can_take, proposed_cue, sentence_of

__all__ = [
    "apply_rulings",
    "can_take",
    "in_units_of",
    "is_official",
    "measures_named",
    "measures_of",
    "observations_of",
    "proposed_cue",
    "sentence_of",
    "words_for",
    "words_near",
]

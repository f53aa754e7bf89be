"""Rulings: what a person decided about one figure, and what follows for the same one elsewhere."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.figures import Figure

RulingKind = Literal["right", "wrong", "filed", "dismissed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person decided about a figure as a sentence states it.

    `right` and `wrong` judge its place in `series`; `filed` gives it that place; `dismissed` leaves it unfiled
    for good, and `series` is None. `cue` are words by which others of its kind are filed beside it. The figure's
    offsets are those of `article`; wherever the same sentence stands, the ruling holds. `made_by` and
    `lifted_by` say who; a ruling that was lifted is kept with both.
    """

    id: int
    kind: RulingKind
    topic: str
    series: str | None
    sentence: str
    figure: Figure
    article: str
    cue: str | None
    made_by: str
    made_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None

    def holds_for(self, figure: Figure, sentence: str) -> bool:
        """Whether this is the figure that was judged: the same words in the same sentence, in any article."""
        return folded(figure.text) == folded(self.figure.text) and folded(sentence) == folded(
            self.sentence
        )


def folded(text: str) -> str:
    """A text without what differs between two prints of it: width, case and white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

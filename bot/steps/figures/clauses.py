"""Where sentences and clauses end: what a word says, it says of its own clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_SENTENCE = re.compile(
    r"[。！？!?\n]+|(?<![ .][a-z])(?<!\bno)(?<!\bmr)(?<!\bco)(?<!\bltd)(?<!\binc)(?<!\bcorp)\.(?=[\s\"'”’)]|$)"
)
_CLAUSE = re.compile(r"[。！？!?\n;；,，、:：]|(?<=[ )])[-–—]{1,2}(?= )|\.(?= )")
_REACH = 160


@dataclass(frozen=True, slots=True)
class Clauses:
    """Ends of sentences and of clauses in one text, to ask where a figure stands."""

    length: int
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around `at`."""
        return self._around(self.sentences, at)

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around `at`, no wider than a bounded reach each side."""
        return self._around(self.clauses, at)

    def _around(self, ends: tuple[int, ...], at: int) -> tuple[int, int]:
        place = bisect_right(ends, at)
        start = ends[place - 1] if place else 0
        end = ends[place] if place < len(ends) else self.length
        return max(start, at - 4 * _REACH), min(end, at + 4 * _REACH)


def split(folded: str) -> Clauses:
    """The ends of sentences and clauses; a comma inside a number ends nothing."""
    sentences = tuple(found.end() for found in _SENTENCE.finditer(folded))
    clauses = tuple(
        found.end()
        for found in _CLAUSE.finditer(folded)
        if not (
            found.group() in ",.:"
            and folded[found.start() - 1 : found.start()].isdigit()
            and folded[found.end() : found.end() + 1].isdigit()
        )
    )
    return Clauses(len(folded), sentences, clauses)

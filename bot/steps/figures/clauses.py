"""Where sentences and clauses end: what a word says, it says of its own clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Both begin with one set of marks, so that the search may leap from mark to mark.
_SENTENCE = re.compile(
    r"[。！？!?\n.](?:(?<!\.)[。！？!?\n]*|"
    r"(?=[\s\"'”’)]|$)(?<![ .][a-z]\.)(?<!\bno\.)(?<!\bmr\.)(?<!\bco\.)(?<!\bltd\.)(?<!\binc\.)(?<!\bcorp\.))"
)
# A comma inside a number ends nothing.
_CLAUSE = re.compile(
    r"[。！？!?\n;；,，、:：.–—-](?:(?<=[,:])(?!(?<=[0-9].)[0-9])|(?<=[。！？!?\n;；，、：])|"
    r"(?<=\.)(?= )|(?<=[ )][–—-])(?= ))"
)
# No sentence is longer; a run without an end is cut, so that nobody searches all of it again and again.
_LONGEST = 800


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
        """The clause around `at`."""
        return self._around(self.clauses, at)

    def _around(self, ends: tuple[int, ...], at: int) -> tuple[int, int]:
        place = bisect_right(ends, at)
        start = ends[place - 1] if place else 0
        end = ends[place] if place < len(ends) else self.length
        return start, end


def split(folded: str) -> Clauses:
    """The ends of sentences and clauses."""
    sentences = [found.end() for found in _SENTENCE.finditer(folded)]
    clauses = [found.end() for found in _CLAUSE.finditer(folded)]
    return Clauses(len(folded), _cut(sentences, len(folded)), _cut(clauses, len(folded)))


def _cut(ends: Sequence[int], length: int) -> tuple[int, ...]:
    cut: list[int] = []
    last = 0
    for end in (*ends, length):
        if end - last > _LONGEST:
            cut.extend(range(last + _LONGEST, end, _LONGEST))
        cut.append(end)
        last = end
    return tuple(cut)

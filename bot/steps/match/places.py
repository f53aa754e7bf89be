"""Where in an article does something stand: in its headline, its opening, or further down?

What an article is about stands in its headline and its opening. The opening is the first paragraph that
says something (a dateline, "2 min read" or the headline once more does not), and of a very long one only its
beginning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from bot.steps.match.disclaimers import ANY_DISCLAIMER

# Full-width letters count two columns, so that a sentence of Japanese weighs what one of English does.
_OPENING_AT_LEAST = 80
_OPENING_AT_MOST = 240
# Quotes and spaces by which a headline in the text may be longer than the page's own.
_SLACK = 20
# Possessive, and never begun within a run: a page of dots would cost its length squared otherwise.
_SENTENCE_ENDS = re.compile(
    r"(?:[。！？]++[」』”）)]*+|(?<![.!?])[.!?]++[\"'”’)]*+(?=\s+[^\sa-z]|\s*$)|\n)\s*",
    re.MULTILINE,
)

HEADLINE = -1


@dataclass(frozen=True, slots=True)
class Places:
    """The sentences of an article: `starts` of each, and how many of them make the opening."""

    starts: tuple[int, ...]
    opening: int
    disclaimers: frozenset[int]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that an offset of the text lies in."""
        return bisect_right(self.starts, offset) - 1


def places(title: str, text: str) -> Places:
    """Divide an article into its headline (number -1) and numbered sentences."""
    starts = [
        0,
        *(match.end() for match in _SENTENCE_ENDS.finditer(text) if match.end() < len(text)),
    ]
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    found = [bisect_right(starts, one.start()) - 1 for one in ANY_DISCLAIMER.finditer(text)]
    disclaimers = set(found)
    if ANY_DISCLAIMER.search(title):
        disclaimers.add(HEADLINE)
    return Places(tuple(starts), _opening(title, text, spans), frozenset(disclaimers))


def _opening(title: str, text: str, spans: list[tuple[int, int]]) -> int:
    """How many sentences make the opening. A headline that the text begins with is no part of it, but counted."""
    headline, repeats = _letters(title), True
    width = 0
    for number, (start, end) in enumerate(spans, start=1):
        sentence = text[start:end]
        repeats = repeats and end - start <= len(title) + _SLACK and _letters(sentence) in headline
        if repeats:
            continue
        width += _columns(sentence)
        if width >= _OPENING_AT_MOST or (width >= _OPENING_AT_LEAST and "\n" in sentence):
            return number
    return len(spans)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

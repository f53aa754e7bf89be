"""Where in an article does something stand: in its headline, its opening, or further down?

What an article is about stands in its headline and its opening. The opening is the first paragraph that
says something (a dateline or "2 min read" does not), and of a very long one only its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# Full-width letters count two columns, so that a sentence of Japanese weighs what one of English does.
_OPENING_AT_LEAST = 80
_OPENING_AT_MOST = 360
_SENTENCE_ENDS = re.compile(
    r"[。！？]+[」』”）)]*|[.!?]+[\"'”’)]*(?=\s+[^\sa-z]|\s*$)|\n+", re.MULTILINE
)

# Words that say that somebody, or the whole article, has no part in something.
_DISCLAIMERS = re.compile(
    r"nothing to do with|\b(?:has|have|had|takes?|plays?) no (?:part|role|share) in|not (?:a )?part of"
    r"|\bunrelated to|\bseparate from|\bnot involved|\bnot taking part|\b(?:does|do|did) not take part"
    r"|\bnot (?:a )?(?:member|partner)s? of|\bno (?:link|connection|relation) (?:to|with)"
    r"|とは(?:無関係|別|関係が?ない|関係は?ない)|無関係|関わりは?ない|(?:参加|参画|関与)(?:し(?:ない|ていない|ておらず|ません)|せず)"
    r"|(?:没有|并未|未|不)(?:参与|加入|涉及)|(?:沒有|並未|未|不)(?:參與|加入|涉及)|[无無][关關]|没有关系|沒有關係"
    r"|무관|관계\s?(?:가\s)?없|관련이?\s?없|(?:참여|참가|관여)(?:하지|는 하지)\s?않"
    r"|nichts (?:damit )?zu tun|nicht beteiligt|nicht Teil|hat .{0,40}nichts mit"
    r"|rien à voir|(?:ne|n')\s?(?:participe|participent) pas|nada que ver|no particip"
    r"|nada a ver|não particip|niente a che (?:fare|vedere)|non partecip|niets (?:van doen|te maken)"
    r"|maakt geen deel|ingenting (?:med|å gjøre)|intet (?:med|at gøre)|ikke (?:noe|noget) (?:med|å gjøre)"
    r"|inget (?:med|att göra)|ilgisi yok|yer almıyor|ничего общего|не (?:участвует|участвуют|связан)",
    re.IGNORECASE,
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
    disclaimers = {at for at, span in enumerate(spans) if _DISCLAIMERS.search(text, *span)}
    if _DISCLAIMERS.search(title):
        disclaimers.add(HEADLINE)
    return Places(tuple(starts), _opening(text, spans), frozenset(disclaimers))


def _opening(text: str, spans: list[tuple[int, int]]) -> int:
    width = 0
    for number, (start, end) in enumerate(spans, start=1):
        sentence = text[start:end]
        width += _columns(sentence)
        if width >= _OPENING_AT_MOST or (width >= _OPENING_AT_LEAST and "\n" in sentence):
            return number
    return len(spans)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

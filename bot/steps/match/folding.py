"""What does a text look like once every way of writing the same letters is one? With a way back.

Folded are: compatibility forms (NFKC: full-width Latin, half-width kana), case, curly quotes, hyphens
and white space of every kind (all a single space, so that "physical-AI" is "physical AI"), middle dots
and invisible characters (dropped), and the Turkish dotted and dotless i.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

# Hyphens proper, the en dash and the minus sign; the em dash separates clauses and stays.
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"'}
_MIDDLE_DOTS = "\u30fb\u00b7\u2027\u318d\u119e\u2022"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f" + "".join(
    map(chr, range(0xFE00, 0xFE10))
)

_AFTER = {
    **dict.fromkeys(_HYPHENS, " "),
    **_QUOTES,
    **dict.fromkeys(_MIDDLE_DOTS, ""),
    **dict.fromkeys(INVISIBLE, ""),
    **dict.fromkeys("\t\n\r\v\f\x85\u2028\u2029", " "),
    "ı": "i",
}

# A letter with its marks, a half-width kana with its voicing, or a syllable of single Hangul letters.
_CLUSTERS = re.compile(
    r"[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*"
    r"|.[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u093c\u20d0-\u20f0\u3099\u309a\uff9e\uff9f]*",
    re.DOTALL,
)
_VOICING = re.compile("[\uff9e\uff9f]")


def _fold_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", cluster).casefold().replace("i\u0307", "i")
    return "".join(_AFTER.get(char, char) for char in unicodedata.normalize("NFKC", plain))


class _Letters(dict[int, str]):
    """How each character folds, found out when it is first met; `uneven` do not fold to one."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = _fold_cluster(chr(code))
        # Noted before it is remembered: another thread that finds it there must find it here as well.
        if len(folded) != 1:
            self.uneven.add(chr(code))
        self[code] = folded
        return folded


_LETTERS = _Letters()


@dataclass(slots=True)
class Folded:
    """A folded text. `spans`, where there are any, give each folded character's place in the original."""

    text: str
    spans: list[tuple[int, int]] | None = field(default=None)

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `text[start:end]` stands in the original; None where it ends inside a character.

        "㈱" folds to three characters, and no alias may match one of them alone.
        """
        if self.spans is None:
            return start, end
        spans = self.spans
        if start and spans[start - 1] == spans[start]:
            return None
        if end < len(spans) and spans[end - 1] == spans[end]:
            return None
        return spans[start][0], spans[end - 1][1]


def fold(text: str) -> str:
    """The folded form of a text or an alias; what folds alike is the same word."""
    return folded(text).text


def folded(text: str) -> Folded:
    """Fold a text and keep the way back to its offsets. Linear in its length."""
    if not unicodedata.is_normalized("NFC", text) or _VOICING.search(text):
        return _by_clusters(text)
    plain = text.translate(_LETTERS)
    if _LETTERS.uneven.isdisjoint(text):
        return Folded(plain)
    spans = [(at, at + 1) for at, char in enumerate(text) for _ in _LETTERS[ord(char)]]
    return Folded(plain, spans)


def _by_clusters(text: str) -> Folded:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _CLUSTERS.finditer(text):
        part = _fold_cluster(match.group())
        parts.append(part)
        spans.extend([match.span()] * len(part))
    return Folded("".join(parts), spans)

"""One form for every way to write a character, at the same length.

Offsets of the folded text are offsets of the original, so that no map between the two is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = "\t\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212\uff0d\ufe63"
_TILDES = "\u301c\uff5e\u223c\u02dc"

_FOLDS: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_TILDES, "~"),
    "\u2019": "'",
    "\u02bc": "'",
    "\uffe5": "¥",
    "\uffe1": "£",
    "\uffe6": "₩",
    "\ufe6a": "%",
    "\ufe69": "$",
    # The one character whose lower case is longer than itself.
    "\u0130": "i",
}


_CLAUSE_COMMA = re.compile(r"，(?<=[0-9].)(?=[0-9])")


class Folds:
    """A language's own folds (traditional to simplified characters), one character each."""

    __slots__ = ("_pattern", "_table")

    def __init__(self, pairs: Iterable[str]) -> None:
        self._table = {pair[0]: pair[1] for pair in pairs if pair[0] != pair[1]}
        self._pattern = re.compile("[" + "".join(self._table) + "]") if self._table else None

    def apply(self, text: str) -> str:
        """`text` with its characters folded; as long as before."""
        return self._pattern.sub(self._of, text) if self._pattern else text

    def _of(self, found: re.Match[str]) -> str:
        return self._table[found.group()]


def fold(text: str, extra: Folds) -> str:
    """Lower case, half width, plain spaces and hyphens; as long as `text`, character by character."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    # A wide comma between narrow digits parts two numbers; a wide one between wide ones groups.
    narrow = _CLAUSE_COMMA.sub("、", text)
    # A text has few of the characters that change: to replace each is quicker than to look at all.
    for char in _FOLDS.keys() & {*narrow}:
        narrow = narrow.replace(char, _FOLDS[char])
    return extra.apply(narrow.lower())

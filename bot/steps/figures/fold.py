"""One form for every way to write a character, at the same length.

Offsets of the folded text are offsets of the original, so that no map between the two is needed.
"""

from __future__ import annotations

import re

_SPACES = "\t\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212\uff0d\ufe63"
_TILDES = "\u301c\uff5e\u223c\u02dc"

_FOLDS: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "-" for char in _HYPHENS},
    **{ord(char): "~" for char in _TILDES},
    ord("\u2019"): "'",
    ord("\u02bc"): "'",
    ord("\uffe5"): "¥",
    ord("\uffe1"): "£",
    ord("\uffe6"): "₩",
    ord("\ufe6a"): "%",
    ord("\ufe69"): "$",
    # The one character whose lower case is longer than itself.
    ord("\u0130"): "i",
}


_CLAUSE_COMMA = re.compile(r"(?<=[0-9])，(?=[0-9])")


def fold(text: str, extra: dict[int, str]) -> str:
    """Lower case, half width, plain spaces and hyphens; as long as `text`, character by character.

    `extra` are a language's own folds (traditional to simplified characters), one character each.
    """
    if text.isascii():
        return text.lower().replace("\t", " ")
    # A wide comma between narrow digits parts two numbers; a wide one between wide ones groups.
    folded = _CLAUSE_COMMA.sub("、", text).translate(_FOLDS).lower()
    return folded.translate(extra) if extra else folded

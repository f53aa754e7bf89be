"""What a count of things without a unit of their own is shown with: the noun that its text has."""

from __future__ import annotations

import re

from bot.model.figures import Figure

# Ships, homes, turbines: whatever is counted by the piece.
PIECES = "units"
_LAST_WORD = re.compile(r"(?<![^\W\d_]|[-–])([^\W\d_](?:[\w'’-]*[^\W\d_])?)\Z")
_MAGNITUDES = frozenset(
    {
        "hundred", "thousand", "million", "billion", "trillion", "dozen", "dozens", "hundreds", "thousands", "millions",
        "hundert", "tausend", "millionen", "milliarden", "mille", "milliers", "milliards", "mil", "miles", "millones",
        "milhões", "mila", "milioni", "miliardi", "duizend", "miljoen", "miljard", "tusind", "tusen", "millioner",
        "bin", "milyon", "milyar", "万", "億", "亿", "兆", "만", "억", "조",
    }
)  # fmt: skip


def noun_of(figure: Figure) -> str:
    """The last word of a count's text, in its own language ("82 Windräder": Windräder), or nothing.

    "5-unit" and "450", which a noun elsewhere gives its unit, have none: they are shown as numbers.
    """
    found = _LAST_WORD.search(figure.text.rstrip(" .,"))
    word = found.group(1) if found else ""
    return "" if word.casefold() in _MAGNITUDES else word

"""Korean number words, which are parts of other words more often than numbers."""

from __future__ import annotations

from bot.steps.figures.quantity import Quantity, Source

# What a writer joins to a number of the language's own; other counters glued to one begin a noun (세기, 열기).
_JOINED = (
    "명",
    "달",
    "배",
    "개",
    "곳",
    "번",
    "시간",
    "가지",
    "살",
    "채",
    "척",
    "마리",
    "사람",
    "해",
    "건",
    "주일",
)
# One syllable before these is a word (이유로, 이 프로, 일원): it is a number before the names of units alone.
_NAMES = ("퍼센트", "달러", "엔", "위안")
_STEPS = frozenset("십백천만억조")
_TENS = frozenset("백천만억조")
_LEAST = 2


def meant(source: Source, quantity: Quantity, kind: str) -> bool:
    """Whether a number word is meant as a number: by what it counts, and how it stands beside it."""
    if quantity.unit is None:
        return False
    written = source.folded[quantity.number_start : quantity.number_end]
    counter = source.folded[quantity.number_end : quantity.end]
    if kind == "native":
        # One ship, one person: an article in other languages.
        counted = counter.strip()
        if quantity.low == 1 and (counted in {"배", "사람"} or not counted.startswith(_JOINED)):
            return False
        return counter.startswith(" ") or counter.startswith(_JOINED)
    exact = quantity.is_money or quantity.code == "percent"
    if len(written) < _LEAST:
        return counter.strip().startswith(_NAMES) or (written in _TENS and exact)
    if exact:
        return bool(_STEPS & set(written)) or counter.startswith(" ")
    return bool(_TENS & set(written)) and written[0] not in "조경" and counter.startswith(" ")

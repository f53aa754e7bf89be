"""Does a word end here? Each script has its own answer.

Scripts that put spaces between words (Latin, Cyrillic, Greek, Arabic...) end a word where no letter or
digit follows, but for a plural or a case ending. Kana and Han have no borders, unless an alias asks for
them; then a run of the same script is a word. In Hangul a word begins where no Hangul stands before it,
and particles may follow.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.steps.match.folding import INVISIBLE

Script = Literal["spaced", "katakana", "hiragana", "han", "hangul", "unspaced", "none"]

_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0E00, 0x0EFF, "unspaced"),  # Thai, Lao
    (0x1000, 0x109F, "unspaced"),  # Burmese
    (0x1100, 0x11FF, "hangul"),
    (0x1780, 0x17FF, "unspaced"),  # Khmer
    (0x3005, 0x3007, "han"),
    (0x3041, 0x309F, "hiragana"),
    (0x30A1, 0x30FA, "katakana"),
    (0x30FC, 0x30FF, "katakana"),
    (0x3131, 0x318E, "hangul"),
    (0x31F0, 0x31FF, "katakana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFF66, 0xFF9F, "katakana"),
    (0x20000, 0x3FFFF, "han"),
)

# Endings that a name or a noun takes in the languages that write with Latin letters.
_PLURALS = ("s", "es")
_ENDINGS = (*_PLURALS, "n", "en", "er", "ern", "ens", "et", "ets", "ene", "erne", "e", "i", "a")
# What a noun of another European language adds to a word that it shares: Roboter, robotlar, modelos.
COGNATES = (
    *_ENDINGS,
    *(
        "ers",
        "o",
        "os",
        "as",
        "y",
        "ow",
        "lar",
        "ler",
        "ları",
        "leri",
        "ların",
        "lerin",
        "lara",
        "lere",
    ),
)
SHARED_WORD = 5
# From this length on, a word is hardly ever the beginning of another one by accident.
_LONG_WORD = 8
_LONGEST_ENDING = max(map(len, COGNATES))
# An abbreviation of up to this length and an s can be another word ("IT" and "its").
_SHORT_WORD = 3

_PARTICLES = "은는이가을를의에와과도로만나며고인일들씩등측사"  # single syllables
_PARTICLE_BEGINNINGS = (
    "으로", "부터", "까지", "에서", "에게", "에는", "에도", "에선", "와의", "과의", "와는", "과는",
    "로서", "로써", "로부", "이나", "이라", "이란", "이며", "이다", "이었", "이고", "였다", "라고",
    "라며", "라는", "처럼", "보다", "마저", "조차", "한테", "이랑", "하고", "그룹", "전자", "본사",
    "자동", "코리", "재팬",
)  # fmt: skip


@lru_cache(maxsize=65536)
def script(char: str) -> Script:
    """Which script a character belongs to, as far as words are concerned; "none" for anything else."""
    code = ord(char)
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return "spaced" if char.isalnum() else "none"


def begins(text: str, start: int, *, word: bool) -> bool:
    """Whether a word may begin at `start` of the original text; `word` as the alias asks for it."""
    first = script(text[start])
    if first not in ("spaced", "hangul") and not word:
        return True
    return script(_before(text, start)) != first or first == "none"


def ends(text: str, start: int, end: int, *, word: bool, name: bool) -> bool:
    """Whether the word at `start` may end at `end`; `name` for an entity's alias.

    A keyword may be the first part of a Korean compound (로봇산업), a name may not (소니아).
    """
    last = script(text[end - 1])
    if last == "spaced":
        return not _goes_on(text, start, end, word=word, name=name)
    if last == "hangul" and (word or name):
        return _ends_hangul(text, end)
    if not word:
        return True
    return script(_after(text, end)) != last or last == "none"


def _before(text: str, start: int) -> str:
    at = start - 1
    while at >= 0 and text[at] in INVISIBLE:
        at -= 1
    return text[at] if at >= 0 else " "


def _after(text: str, end: int) -> str:
    while end < len(text) and text[end] in INVISIBLE:
        end += 1
    return text[end] if end < len(text) else " "


def _goes_on(text: str, start: int, end: int, *, word: bool, name: bool) -> bool:
    """Whether the letters that follow make another word of it, rather than a form of the same."""
    if script(_after(text, end)) != "spaced":
        return False
    if word:
        return True
    stop = end
    while stop < len(text) and stop - end <= _LONGEST_ENDING and script(text[stop]) == "spaced":
        stop += 1
    rest = text[end:stop]
    length = len(text[start:end].rsplit(maxsplit=1)[-1])
    if length <= _SHORT_WORD:
        return rest != "s" or not text[start:end].isupper()
    if not name and length >= SHARED_WORD:
        return rest not in COGNATES
    return rest not in (_ENDINGS if length >= _LONG_WORD else _PLURALS)


def _ends_hangul(text: str, end: int) -> bool:
    following = _after(text, end)
    if script(following) != "hangul":
        return True
    if text[end : end + 2] in _PARTICLE_BEGINNINGS:
        return True
    return following in _PARTICLES and script(_after(text, end + 1)) != "hangul"

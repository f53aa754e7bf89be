"""How do a text's words sound, and where does one end? Small questions that the drafting steps share."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

UNSPACED = frozenset({"ja", "zh", "th"})
HAN = r"\u3400-\u4dbf\u4e00-\u9fff々"
KATAKANA = r"\u30a1-\u30fa\u30fc"
HANGUL = r"\uac00-\ud7a3"

# Two names of fewer consonants than this sound alike by accident.
FEWEST_CONSONANTS = 3
ALIKE = 0.88
# A consonant by the class of those that scripts confuse: t and d, l and r, p, b, f and v, m and n.
_CLASSES = {
    **dict.fromkeys("kgqc", "K"),
    **dict.fromkeys("szxj", "S"),
    **dict.fromkeys("td", "T"),
    **dict.fromkeys("pbfv", "P"),
    **dict.fromkeys("rl", "R"),
    **dict.fromkeys("mn", "N"),
}
_SOUNDS = (
    ("sch", "s"),
    ("ng", "n"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("ts", "s"),
    ("ph", "f"),
)
_SOFT_C = re.compile("c(?=[eiy])")
_LETTER_NAME = re.compile(r"(?:KATAKANA|HIRAGANA) LETTER (?:SMALL )?(\w+)|HANGUL SYLLABLE (\w+)")
_KANA_SOUNDS = {"TI": "CHI", "TU": "TSU", "SI": "SHI", "ZI": "JI"}


def folded(text: str) -> str:
    """A text in which letters of one kind are one: compatibility forms and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def is_spaced(language: str) -> bool:
    """Whether words of a language are parted by spaces."""
    return language.split("-", 1)[0] not in UNSPACED


def has(text: str, name: str) -> bool:
    """Whether a folded text holds a folded name: as words of its own where it is in letters."""
    return count(text, name) > 0


def count(text: str, name: str) -> int:
    """How often a folded text holds a folded name."""
    if not name:
        return 0
    if re.search(f"[{HAN}{KATAKANA}{HANGUL}]", name):
        return text.count(name)
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def sounds_alike(one: str, other: str) -> bool:
    """Whether two names of different scripts may be the same name, by their consonants."""
    first, second = consonants(one), consonants(other)
    if min(len(first), len(second)) < FEWEST_CONSONANTS:
        return False
    if first[0] != second[0]:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


@lru_cache(maxsize=4096)
def consonants(name: str) -> str:
    """The consonants of a name, each by its class and none twice in a row: "Nissan" and 닛산 are both NSN."""
    latin = "".join(_romanised(char) for char in unicodedata.normalize("NFKC", name)).casefold()
    latin = unicodedata.normalize("NFD", latin)
    for written, sound in _SOUNDS:
        latin = latin.replace(written, sound)
    classes = [_CLASSES.get(char, "") for char in _SOFT_C.sub("s", latin)]
    result = ""
    for one in classes:
        if one and not result.endswith(one):
            result += one
    return result


def _romanised(char: str) -> str:
    """A kana or a Hangul syllable in Latin letters, from its name in the Unicode standard."""
    found = _LETTER_NAME.fullmatch(unicodedata.name(char, ""))
    if not found:
        return char
    if found[2]:
        return found[2].replace("C", "CH")
    return _KANA_SOUNDS.get(found[1], found[1])

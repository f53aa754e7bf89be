"""Is this word another form of that one? Plural, case and gender, by the Snowball stemmers.

A keyword is a word that a person would recognise in any of its forms: "wildfires" in "wildfire relief",
"Gigafabrik" in "Gigafabriken". A longer word is also recognised with the ending that another language gives
it: "robot" in "robotların". Scripts without inflection (kana, Han, Hangul) are left to their borders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from bot.steps.match.borders import COGNATES, SHARED_WORD, script
from bot.steps.match.folding import fold

_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# Words of up to so many letters are abbreviations or hardly inflect: "IT" is no form of "its".
_SHORT = 3
# A stem may change its last letter with the ending ("company", "companies"): so much of it always stays.
_CHANGES = 1
_WORD = re.compile(r"\w+")
# What makes another noun of an English word, though its stem is the same: robotics, universe and university.
_DERIVED = re.compile(r"(?:ics|ity|ities|i[sz]ations?)$")
# The text is folded, and so are the endings.
_COGNATES = frozenset(map(fold, COGNATES))


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a keyword, and its stem."""

    text: str
    stem: str


def inflects(word: str) -> bool:
    """Whether a word, as feeds.yaml writes it, has forms: letters of a spaced script, no abbreviation."""
    return (
        len(word) > _SHORT
        and word.isalpha()
        and not word.isupper()
        and all(script(char) == "spaced" for char in word)
    )


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; English stands in for a language that has no stemmer."""
    name = _STEMMERS.get(language.split("-", 1)[0], "english")
    # A stemmer keeps the word that it works on, so each word has one of its own: threads may meet here.
    return str(snowballstemmer.stemmer(name).stemWord(word))


def beginning(word: str, language: str) -> str:
    """What every form of a folded word begins with."""
    own = stem(word, language)
    length = 0
    while length < min(len(own), len(word)) and own[length] == word[length]:
        length += 1
    return word[: max(_SHORT, length - _CHANGES)]


def same_words(text: str, start: int, words: tuple[Word, ...], language: str) -> int | None:
    """Where the words end that begin at `start` of a folded text and are forms of `words`; None if not.

    Between two words stands a single space, as folding leaves it.
    """
    at = start
    for number, wanted in enumerate(words):
        if number:
            if text[at : at + 1] != " ":
                return None
            at += 1
        found = _WORD.match(text, at)
        if found is None or not _is_form(found.group(), wanted, language):
            return None
        at = found.end()
    return at


@lru_cache(maxsize=65536)
def _is_form(found: str, wanted: Word, language: str) -> bool:
    if stem(found, language) == wanted.stem:
        return bool(_DERIVED.search(found)) == bool(_DERIVED.search(wanted.text))
    longer = len(wanted.text) >= SHARED_WORD and found.startswith(wanted.text)
    return longer and found[len(wanted.text) :] in _COGNATES

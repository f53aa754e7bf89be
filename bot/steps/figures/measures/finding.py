"""Finding words: where a text uses the phrases of a vocabulary, the longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.steps.figures.fold import Folds, fold
from bot.steps.figures.lexicon import one_of

TOKEN = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# What English adds to a word without making another one of it.
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "n", "ning", "r", "rs"})
_LONGEST_ENDING = 3
_SHORT_WORD = 2
_COMPOUND_PART = 5
COMPOUNDING = frozenset({"de", "nl", "no", "nb", "nn", "da", "sv"})


_NO_FOLDS = Folds(())


def plain(text: str) -> str:
    """A name or a term folded as texts are, but for what one language folds on its own."""
    return fold(text, _NO_FOLDS)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at its place in a folded text; `names` are what it stands for."""

    start: int
    end: int
    names: tuple[str, ...]
    text: str


_Token = tuple[str, int, int]


class Finder:
    """A vocabulary, ready to be looked for. `phrases` maps a name to phrases parted by "|".

    `whole` asks of short phrases in characters that they stand alone, which Japanese with its kana can
    tell and Chinese can not.
    """

    __slots__ = ("_infixes", "_pattern", "_phrases", "_prefixes", "_spaced", "_table", "_whole")

    def __init__(self, phrases: Mapping[str, str], *, spaced: bool, whole: bool = True) -> None:
        self._spaced = spaced
        self._whole = whole
        table: dict[str, list[str]] = {}
        for name, listed in phrases.items():
            for phrase in filter(None, listed.lower().split("|")):
                table.setdefault(phrase, []).append(name)
        self._table = {phrase: tuple(names) for phrase, names in table.items()}
        if spaced:
            self._index()
        else:
            self._pattern = re.compile(one_of(self._table)) if self._table else None

    def _index(self) -> None:
        """Phrases by their first word; those with an open end by how that word begins."""
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        self._prefixes: dict[str, list[tuple[str, str]]] = {}
        self._infixes: list[tuple[str, bool, str]] = []
        for phrase in self._table:
            words = [found.group() for found in TOKEN.finditer(phrase)]
            if not words:
                continue
            open_end = phrase.endswith("*")
            if phrase.startswith("*"):
                self._infixes.append((words[0], open_end, phrase))
            elif open_end and len(words) == 1:
                self._prefixes.setdefault(words[0][:2], []).append((words[0], phrase))
            else:
                if open_end:
                    words[-1] += "*"
                self._phrases.setdefault(words[0], []).append((words, phrase))
        for listed in self._phrases.values():
            listed.sort(key=lambda entry: -len(entry[0]))
        for heads in self._prefixes.values():
            heads.sort(key=lambda entry: -len(entry[0]))

    def find(self, folded: str, tokens: list[_Token]) -> list[Hit]:
        """Every phrase of the text; where several begin at one place, the longest."""
        if self._spaced:
            return self._find_words(tokens)
        if self._pattern is None:
            return []
        return [
            Hit(found.start(), found.end(), self._table[found.group()], found.group())
            for found in self._pattern.finditer(folded)
            if not self._whole or stands_alone(folded, found.start(), found.end())
        ]

    def _find_words(self, tokens: list[_Token]) -> list[Hit]:
        hits = []
        at = 0
        while at < len(tokens):
            found = self._at(tokens, at)
            if found is None:
                at += 1
                continue
            phrase, length = found
            last = at + length - 1
            hits.append(Hit(tokens[at][1], tokens[last][2], self._table[phrase], phrase))
            at += length
        return hits

    def _at(self, tokens: list[_Token], at: int) -> tuple[str, int] | None:
        word = tokens[at][0]
        for words, phrase in self._phrases.get(word, ()):
            if len(words) <= len(tokens) - at and _same(words, tokens, at):
                return phrase, len(words)
        for head, phrase in self._prefixes.get(word[:2], ()):
            if word.startswith(head):
                return phrase, 1
        for part, open_end, phrase in self._infixes:
            if part in word if open_end else word.endswith(part):
                return phrase, 1
        return None


def _same(words: list[str], tokens: list[_Token], at: int) -> bool:
    return all(
        tokens[at + n][0].startswith(word[:-1]) if word.endswith("*") else tokens[at + n][0] == word
        for n, word in enumerate(words)
    )


def tokenise(folded: str) -> list[_Token]:
    """The words of a folded text with their places."""
    return [(found.group(), found.start(), found.end()) for found in TOKEN.finditer(folded)]


def stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether a short phrase in characters is a word: one Chinese character inside others is none."""
    phrase = folded[start:end]
    before = folded[start - 1 : start]
    after = folded[end : end + 1]
    if _HANGUL.match(phrase) and len(phrase) == 1 and _HANGUL.match(before):
        return False
    if not _HAN.match(phrase):
        return True
    # 国の in 韓国の is the end of another word.
    if len(phrase) > 1 and not _HAN.match(phrase[1:]) and _HAN.match(before):
        return False
    return not (len(phrase) == 1 and (_HAN.match(before) or _HAN.match(after)))


def places_of(tokens: list[_Token]) -> dict[str, list[int]]:
    """Where each different word stands, by its number among the tokens."""
    found: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(tokens):
        found.setdefault(word, []).append(number)
    return found


def cue_hits(
    cues: Iterable[str],
    folded: str,
    tokens: list[_Token],
    index: Mapping[str, list[int]],
    *,
    language: str,
    spaced: bool,
) -> list[Hit]:
    """Where a person's cue words stand, with the endings that the language gives to words.

    `cues` are folded as the text is; `index` is `places_of(tokens)`. In a script without spaces a cue
    matches anywhere. The hits come in the order of the text.
    """
    hits: list[Hit] = []
    fits = _fits(language)
    for cue in cues:
        if not spaced and not cue.isascii():
            hits += [
                Hit(found.start(), found.end(), (cue,), cue)
                for found in re.finditer(re.escape(cue), folded)
                if language != "ja" or stands_alone(folded, found.start(), found.end())
            ]
            continue
        words = [found.group() for found in TOKEN.finditer(cue)]
        if not words:
            continue
        starts = [at for word, places in index.items() if fits(words[0], word) for at in places]
        for at in starts:
            last = at + len(words) - 1
            if last < len(tokens) and all(
                fits(word, tokens[at + n][0]) for n, word in enumerate(words)
            ):
                hits.append(Hit(tokens[at][1], tokens[last][2], (cue,), cue))
    return sorted(hits, key=lambda hit: hit.start)


def _fits(language: str) -> Callable[[str, str], bool]:
    name = language.split("-", 1)[0]

    def fits(word: str, token: str) -> bool:
        if token == word:
            return True
        if len(word) <= _SHORT_WORD:
            return False
        if token.startswith(word):
            ending = token[len(word) :]
            return ending in _ENDINGS if name == "en" else len(ending) <= _LONGEST_ENDING
        if name in COMPOUNDING and len(word) >= _COMPOUND_PART:
            return word in token
        return False

    return fits

"""Where a number may begin: a cheap look at every character, before anything dear is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.steps.figures.lexicon import one_of
from bot.steps.figures.table import Language
from bot.steps.figures.vocabulary import Word

HAN_FIRST = "〇零一二三四五六七八九十百千万億亿兆两壱壹弐贰貳叁拾佰仟"
HAN_REST = HAN_FIRST + "参伍陆柒捌玖肆"
HANGUL = "영일이삼사오육칠팔구십백천만억조경"
VULGAR = "½¼¾⅓⅔⅛⅜⅝⅞"


class Scanner:
    """Finds the next number, or what only looks like one.

    A cheap pattern goes over the text and stops where a word or a digit may open something; the full
    one, whose named groups say what was met in the order of precedence, is tried only there.
    """

    __slots__ = ("_full", "_opening")

    def __init__(self, opening: str, full: str) -> None:
        self._opening = re.compile(opening)
        self._full = re.compile(full, re.MULTILINE)

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """The first match at or after `start`."""
        at = start
        while found := self._opening.search(text, at):
            match = self._full.match(text, found.start())
            if match:
                return match
            at = found.start() + 1
        return None


def pattern(
    language: Language, words: Mapping[str, Word], phrases: Iterable[str], noise: Iterable[str]
) -> str:
    """A pattern of one character at which the full pattern is worth trying.

    Args:
        language: whose text it is for.
        words: its number words.
        phrases: whole phrases that may begin a match, such as "half a" and names of months.
        noise: patterns of what only looks like a number; the words that they begin with count.

    Returns:
        A pattern whose first element is a set of characters, which the search leaps over a text with.
        Where words are parted by spaces, characters inside a word are passed by at once.
    """
    numerals = {"han": HAN_REST + "数几何", "hangul": HANGUL + "수"}.get(language.script, "")
    always = f"0123456789#{VULGAR}{numerals}"
    openers = {word for one in noise for word in _openers(one) if word}
    heads = _heads(language, words, {phrase for phrase in phrases if phrase}, openers)
    firsts = {text[0] for text in (*phrases, *words, *openers) if text}
    inner = "".join(char for char in sorted(firsts - {*always}) if char.isalnum())
    passed = rf"(?<!\w[{inner}])" if language.spaced and inner else ""
    marks = "".join(re.escape(char) for char in sorted({*always, *firsts, *"(+."}))
    # A bracket or a plus begins nothing by itself: to try everything at each of a million brackets takes seconds.
    opens = rf"[{always}]|[(+](?=[0-9])|(?<![0-9a-z.])\.(?=[0-9])|{heads}"
    return rf"[{marks}]{passed}(?<=(?={opens})(?s:.))"


def _heads(
    language: Language, words: Mapping[str, Word], phrases: Iterable[str], openers: Iterable[str]
) -> str:
    """Words that begin a number: whole ones where each is a word, and an article only before a magnitude."""
    starts = {word for word, meaning in words.items() if meaning.kind not in {"glue", "article"}}
    articles = {word for word, meaning in words.items() if meaning.kind == "article"}
    if not language.spaced or language.joined:
        heads = one_of({*starts, *articles, *phrases, *openers}) or "(?!)"
        return rf"\b(?:{heads})" if language.spaced else f"(?:{heads})"
    scales = {word for word, meaning in words.items() if meaning.kind in {"magnitude", "hundred"}}
    parts = {pair.split("=")[0] for pair in language.denominators.split()}
    forms = [rf"(?:{one_of({*starts, *phrases})})\b"] if starts or phrases else []
    if openers:
        forms.append(one_of(openers))
    if articles:
        forms.append(f"(?:{one_of(articles)})[ -]{{1,3}}(?:{one_of({*scales, *parts})})")
    return rf"\b(?:{'|'.join(forms) or '(?!)'})"


_LEAD = re.compile(r"(?:\\b|\(\?:)*((?:[^\W\d_]| )*)([?*]|\{0)?")


def _openers(pattern: str) -> list[str]:
    """The words that a pattern's alternatives begin with; none for those that begin with a digit."""
    heads: list[str] = []
    depth, begin = 0, 0
    for at, char in enumerate(pattern):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "|" and depth <= pattern[:begin].count("(") and depth == 0:
            heads.append(pattern[begin:at])
            begin = at + 1
    heads.append(pattern[begin:])
    return [word for head in heads for word in _head_words(head)]


def _head_words(head: str) -> list[str]:
    head = head.removeprefix(r"\b")
    if not head.startswith("(?:"):
        found = _LEAD.match(head)
        word = found.group(1) if found else ""
        return [word[:-1] if found and found.group(2) else word]
    depth, inside = 0, ""
    for char in head[3:]:
        if char == ")" and depth == 0:
            break
        depth += (char == "(") - (char == ")")
        inside += char
    rest = head[len(inside) + 4 :]
    words = [word for part in inside.split("|") for word in _head_words(part)]
    return words + (_head_words(rest[1:]) if rest[:1] in {"?", "*"} else [])

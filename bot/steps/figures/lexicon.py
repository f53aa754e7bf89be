"""Words and phrases, found at a place in a text or just before one, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")
_LATIN_END = "\u0500"


def is_letter(char: str) -> bool:
    """Whether `char` belongs to a script that parts its words by spaces (Latin, Greek, Cyrillic)."""
    return char.isalpha() and char < _LATIN_END


class Lexicon(Generic[V]):
    """A table of phrases that knows where words end.

    A phrase that begins or ends with a letter of an alphabet matches whole words only; one in
    Japanese, Chinese or Korean characters matches anywhere, as those scripts are written.
    """

    __slots__ = ("_heads", "_table", "_tails")

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._table = {phrase: value for phrase, value in entries.items() if phrase}
        self._heads = _lengths(self._table, first=True)
        self._tails = _lengths(self._table, first=False)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._table

    def get(self, phrase: str) -> V | None:
        """The value of exactly this phrase, or None."""
        return self._table.get(phrase)

    def at(self, text: str, start: int) -> tuple[int, V] | None:
        """The longest phrase that begins at `start`: where it ends, and its value."""
        if start >= len(text):
            return None
        for length in self._heads.get(text[start], ()):
            end = start + length
            value = self._table.get(text[start:end])
            if value is None or end > len(text):
                continue
            if end < len(text) and is_letter(text[end - 1]) and is_letter(text[end]):
                continue
            return end, value
        return None

    def before(self, text: str, end: int) -> tuple[int, V] | None:
        """The longest phrase that ends at `end`: where it begins, and its value."""
        if end <= 0:
            return None
        for length in self._tails.get(text[end - 1], ()):
            start = end - length
            if start < 0:
                continue
            value = self._table.get(text[start:end])
            if value is None:
                continue
            if (
                start
                and is_letter(text[start])
                and text[start - 1].isalnum()
                and text[start - 1] < _LATIN_END
            ):
                continue
            return start, value
        return None


def _lengths(table: Mapping[str, object], *, first: bool) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in table:
        found.setdefault(phrase[0 if first else -1], set()).add(len(phrase))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; sharing heads, so that a miss is cheap."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]  # a tree of trees has no finite type
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]  # see one_of
    ends = "" in node
    parts = [re.escape(char) + _branch(below) for char, below in sorted(node.items()) if char]
    if not parts:
        return ""
    inner = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return inner + "?" if ends else inner

"""The page as the model sees it: figures marked in place, and a long page cut around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model.figures import Figure

MOST_CHARACTERS = 8_000
OPENING = 1_200
LONGEST_PIECE = 600
LONGEST_TITLE = 400
_GAP = " […] "


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A marked text, and the figures in it that can be pointed at, in their order."""

    text: str
    offered: tuple[Figure, ...]


def excerpt(text: str, figures: Sequence[Figure], sentences: Sequence[tuple[int, int]]) -> Excerpt:
    """Mark figures as `[1: ¥1 trillion]`; of a text past the limit keep the opening and what is around figures.

    Args:
        text: the article's text.
        figures: those that may be offered, in the order of the text, not overlapping.
        sentences: spans of the text's sentences, in order.

    Returns:
        At most MOST_CHARACTERS of the text, plus its marks. Figures that were cut away are not offered.
    """
    pieces = _pieces(text, figures, sentences)
    kept = _chosen(pieces, figures)
    parts: list[str] = []
    offered: list[Figure] = []
    end = 0
    for start, stop in kept:
        if start > end:
            parts.append(_GAP)
        at = start
        for figure in _within(figures, start, stop):
            if figure.start >= at and figure.end <= stop:
                offered.append(figure)
                parts += [text[at : figure.start], f"[{len(offered)}: {figure.text}]"]
                at = figure.end
        parts.append(text[at:stop])
        end = stop
    if end < len(text):
        parts.append(_GAP)
    return Excerpt("".join(parts).strip(), tuple(offered))


def _pieces(
    text: str, figures: Sequence[Figure], sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The text in pieces without gaps: its sentences, long ones cut further, and never within a figure."""
    inside = {at for one in figures for at in range(one.start + 1, one.end)}
    cuts = {0, len(text), *(start for start, _ in sentences)} - inside
    ordered = sorted(cuts)
    pieces = []
    for start, stop in pairwise(ordered):
        at = start
        while stop - at > LONGEST_PIECE:
            cut = at + LONGEST_PIECE
            while cut in inside:
                cut += 1
            pieces.append((at, cut))
            at = cut
        if at < stop:
            pieces.append((at, stop))
    return pieces


def _chosen(pieces: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """The pieces that fit: the opening, then those with figures, then their neighbours, then the rest."""
    holding = {
        number for number, piece in enumerate(pieces) if _within(figures, piece[0], piece[1])
    }

    def rank(number: int) -> tuple[int, int]:
        if pieces[number][1] <= OPENING or number == 0:
            return 0, number
        if number in holding:
            return 1, number
        near = number - 1 in holding or number + 1 in holding
        return (2 if near else 3), number

    left = MOST_CHARACTERS
    kept = []
    for number in sorted(range(len(pieces)), key=rank):
        start, stop = pieces[number]
        if stop - start <= left:
            kept.append((start, stop))
            left -= stop - start
    return sorted(kept)


def _within(figures: Sequence[Figure], start: int, stop: int) -> Sequence[Figure]:
    """The figures that begin between two places."""
    first = bisect_left(figures, start, key=lambda one: one.start)
    return figures[first : bisect_left(figures, stop, key=lambda one: one.start)]

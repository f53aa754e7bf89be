"""What the marks of a chart mean: their shapes, and a legend of those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.model.figures import ChangeKind, Rank
from bot.render.chart_axes import GAP, Size, width_of

SHAPES: dict[Rank, str] = {
    "official": "square",
    "press": "circle",
    "aggregator": "diamond",
    "unknown": "diamond",
}
_SHAPES_IN_WORDS = {"square": "official", "circle": "press", "diamond": "others"}
_COLOURS: dict[ChangeKind, tuple[str, str]] = {
    "new": ("new", "sets the value"),
    "revised": ("new", "sets the value"),
    "refined": ("confirmed", "confirms it"),
    "confirmed": ("confirmed", "confirms it"),
    "noted": ("confirmed", "confirms it"),
    "conflicting": ("conflicting", "disputes it"),
    "denied": ("conflicting", "disputes it"),
}
_MARK = 18
Entry = tuple[str, str, str]


class Marked(Protocol):
    """An observation on a chart."""

    @property
    def kind(self) -> ChangeKind:
        """What it did."""
        ...

    @property
    def rank(self) -> Rank:
        """Who said it."""
        ...


def shape(name: str, x: float, y: float, *, size: float = 1.0) -> str:
    """A mark around a point, of full size or smaller."""
    half, radius, point = 4 * size, 4.5 * size, 5.5 * size
    if name == "square":
        return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}"/>'
    if name == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    return (
        f'<path d="M{x:.1f} {y - point:.1f}l{point:.1f} {point:.1f}l-{point:.1f} {point:.1f}'
        f'l-{point:.1f} -{point:.1f}z"/>'
    )


def entries(marks: Iterable[Marked]) -> list[Entry]:
    """What the marks of a chart need to be explained: (class, shape, words), colours first."""
    marks = list(marks)
    colours = dict.fromkeys(_COLOURS[mark.kind] for mark in marks)
    shapes = dict.fromkeys(SHAPES[mark.rank] for mark in marks)
    return [
        *((name, "circle", words) for name, words in colours),
        *(("grid", one, _SHAPES_IN_WORDS[one]) for one in shapes if len(shapes) > 1),
    ]


def lines(found: Sequence[Entry], size: Size) -> list[list[tuple[float, Entry]]]:
    """The entries with their places from the left, in as many lines as they need."""
    laid: list[list[tuple[float, Entry]]] = []
    x = 0.0
    for entry in found:
        wide = _MARK + width_of(entry[2], size.letters) + GAP
        if not laid or x + wide > size.width - GAP:
            laid.append([])
            x = float(GAP)
        laid[-1].append((x, entry))
        x += wide
    return laid


def drawn(laid: Sequence[Sequence[tuple[float, Entry]]], size: Size) -> list[str]:
    """The legend at the foot of a drawing."""
    parts = []
    for number, line in enumerate(laid):
        y = size.height - size.letters * (0.7 + 1.6 * (len(laid) - 1 - number))
        for x, (name, form, words) in line:
            kind = ' fill="none" stroke="#3b4654"' if name == "grid" else f' class="{name}"'
            parts.append(
                f"<g{kind}>{shape(form, x + _MARK / 2, y - size.letters / 3)}</g>"
                f'<text x="{x + _MARK:.1f}" y="{y:.1f}">{words}</text>'
            )
    return parts

"""The axes of a chart: round values with room for their words, and as many dates as stand beside each other."""

from __future__ import annotations

import math
import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal
from html import escape
from typing import Protocol

from bot.render import wording

TICKS = 4
LEAST = 3
# Of an em: what a letter of the widest font in use (DejaVu Sans) takes on the average, and a wide one.
LETTER, WIDE_LETTER = 0.66, 1.05
# Words that are longer are drawn closer together: the chart itself needs the rest.
MOST_OF_WIDTH = 0.42
GAP = 8


class Place(Protocol):
    """Where times and values stand on a drawing, in its pixels."""

    start: datetime
    end: datetime
    bottom: float
    top: float
    left: float
    right: float

    def x(self, at: datetime) -> float:
        """Pixels from the left."""
        ...

    def y(self, value: float) -> float:
        """Pixels from above."""
        ...


class Size(Protocol):
    """A drawing's width and height in its own pixels, and how large its letters are in them."""

    @property
    def width(self) -> int:
        """Pixels."""
        ...

    @property
    def height(self) -> int:
        """Pixels."""
        ...

    @property
    def letters(self) -> int:
        """Pixels."""
        ...


def width_of(words: str, letters: int) -> float:
    """How much room words take at most, in pixels, by letters of this size."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in words)
    return letters * (LETTER * (len(words) - wide) + WIDE_LETTER * wide)


def room_for_values(unit: str, low: float, high: float, size: Size) -> float:
    """How far from the left edge the chart begins: as far as its longest value needs."""
    longest = max(
        (width_of(words, size.letters) for _, words in _values(unit, low, high)), default=0
    )
    return min(longest, size.width * MOST_OF_WIDTH) + 2 * GAP


def value_axis(unit: str, place: Place, size: Size) -> list[str]:
    """A line and a word for each round value; a word that is too long is drawn closer, and never cut."""
    drawn = []
    most = size.width * MOST_OF_WIDTH
    for value, words in _values(unit, place.bottom, place.top):
        y = place.y(value)
        closer = (
            f' textLength="{most:.0f}" lengthAdjust="spacingAndGlyphs"'
            if width_of(words, size.letters) > most
            else ""
        )
        drawn.append(
            f'<line class="grid" x1="{place.left:.1f}" x2="{place.right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{place.left - GAP:.1f}" y="{y + size.letters / 3:.1f}" text-anchor="end"{closer}>'
            f"{escape(words)}</text>"
        )
    return drawn


def time_axis(place: Place, size: Size) -> list[str]:
    """The first and the last day, and as many between them as there is room for."""
    span = place.end - place.start
    form = "%-d %b %Y" if span > timedelta(days=4) else "%-d %b %H:%M"
    # The first stands right of its day, the second around its own: one and a half of them.
    room = 1.5 * width_of("30 Sep 2026", size.letters) + GAP
    parts = max(1, min(TICKS, int((place.right - place.left) / room)))
    y = place.y(place.bottom) + size.letters * 1.6
    drawn, last = [], ""
    for number in range(parts + 1):
        at = place.start + span * (number / parts)
        words = at.strftime(form)
        anchor = "start" if not number else "end" if number == parts else "middle"
        if words != last:
            drawn.append(
                f'<text x="{place.x(at):.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'
            )
        last = words
    return drawn


def _values(unit: str, low: float, high: float) -> list[tuple[float, str]]:
    """Round values between two ends, about four of them, with their words."""
    values = _ticks(low, high)
    if unit == "year":
        values = sorted({float(round(value)) for value in values})
    return [(one, wording.amount(Decimal(str(round(one, 6))), unit)) for one in values]


def _ticks(low: float, high: float) -> list[float]:
    size = 10.0 ** math.floor(math.log10((high - low) / TICKS))
    found: list[float] = []
    # The widest round step that still gives three values.
    for step in (size * 10, size * 5, size * 2, size):
        first, last = math.ceil(low / step), math.floor(high / step)
        found = [number * step for number in range(first, last + 1)]
        if len(found) >= LEAST:
            break
    return found

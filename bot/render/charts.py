"""Charts as SVG: how a figure moved, who said what, and what is disputed. PNG is made from the same SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from html import escape

import resvg_py

from bot.model.figures import Change, ChangeKind, Observation, Rank, Standing
from bot.render import chart_axes, chart_legend, wording
from bot.render.counting import counted

TICKS = 4
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARKS = 96, 24, 40
# More marks than a person can tell apart only make the page heavy; what moved the figure is always among them.
MOST_MARKS = 120
QUOTE_MOST = 160
SOURCE_MOST = 60
# What repeats a value, and what was only noted.
QUIET = frozenset({"confirmed", "noted"})
# What is kept and never in force does not stretch the axis: an older count, a part, what is denied.
ASIDE = frozenset({"noted", "denied"})
ECHO_SIZE = 0.65
# XML has no way to write these, and one of them costs the whole picture (XML 1.0, 2.2).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# For a file that stands alone; on the page the same classes take the page's colours, light or dark.
STYLE = (
    "text{font-family:'DejaVu Sans','Noto Sans','Noto Sans CJK JP',sans-serif;fill:#3b4654}"
    ".grid{stroke:#dde2e9}.step{stroke:#1f5fbf;stroke-width:2;fill:none}.band{fill:#b45309;opacity:.14}"
    ".new,.revised{fill:#1f5fbf}.confirmed,.refined,.noted{fill:#8fa3bd}.conflicting,.denied{fill:#b45309}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A drawing's width and height in its own pixels, and how large its letters are in them."""

    width: int
    height: int
    letters: int


WIDE = Size(width=720, height=280, letters=12)
# On a screen of 360 pixels its letters are as large as those beside it.
NARROW = Size(width=360, height=240, letters=12)
# For mail, which is read on both: on a phone the letters have eleven pixels, elsewhere fifteen.
MAIL = Size(width=440, height=300, letters=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One observation on a chart: when, how much (in the chart's unit), what it was called, who said it."""

    at: datetime
    low: float
    high: float
    kind: ChangeKind
    rank: Rank
    words: str
    source: str
    quote: str
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A series in one dimension: its marks, oldest first, and the values that are disputed now."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    disputed: tuple[float, ...] = ()

    @property
    def steps(self) -> tuple[Mark, ...]:
        """The marks that set what was in force from then on; the first one did, whatever it was called.

        What it confirmed may have been said in another unit.
        """
        return tuple(
            mark
            for number, mark in enumerate(self.marks)
            if not number or mark.settles or mark.kind in {"new", "revised", "refined"}
        )


def chart_of(
    standing: Standing,
    *,
    label: str,
    unit: str | None = None,
    rate: Decimal = Decimal(1),
    most: int = MOST_MARKS,
) -> Chart:
    """The chart of a ledger's row, in its own unit or in another currency at one `rate` for all of it.

    Of more than `most` marks the echoes are thinned out; those that moved the figure stay.
    """
    own = standing.in_force.figure.unit
    history = [
        record.change
        for record in standing.history
        if not record.withdrawn and _comparable(record.change.after, standing.in_force)
    ]
    marks = tuple(
        Mark(
            at=_moment(change.after),
            low=float(change.after.figure.low * rate),
            high=float(change.after.figure.high * rate),
            kind=change.kind,
            rank="official" if change.after.official else change.after.rank,
            words=wording.figure_in_words(change.after.figure),
            source=change.after.source,
            quote=change.after.quote,
            settles=change.settles and change.kind != "denied",
        )
        for change in _thinned(history, most)
    )
    disputed = tuple(
        float(one.figure.low * rate) for one in standing.dispute if one.figure.unit == own
    )
    return Chart(
        title=label,
        unit=unit or own,
        marks=tuple(sorted(marks, key=lambda mark: mark.at)),
        disputed=disputed,
    )


def sparkline(chart: Chart) -> str:
    """A line of what was in force, small enough to stand in a table; decoration beside the words."""
    steps = chart.steps
    place = _Place(chart, width=SPARK_WIDTH, height=SPARK_HEIGHT, margins=(3, 3, 4, 4))
    path = _step_path(steps, place)
    last = steps[-1] if steps else None
    dot = (
        f'<circle class="new" cx="{place.x(place.end):.1f}" cy="{place.y(last.low):.1f}" r="2.5"/>'
        if last
        else ""
    )
    return (
        f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" width="{SPARK_WIDTH}" '
        f'height="{SPARK_HEIGHT}" aria-hidden="true" focusable="false">{path}{dot}</svg>'
    )


def series_chart(chart: Chart, *, standalone: bool = False, size: Size = WIDE) -> str:
    """A step chart of value over time; each mark's shape is its source's rank, its colour what it did.

    On a page its marks can be reached by keyboard and carry their words; `standalone` is for a file, which
    has a legend of its own.
    """
    legend = chart_legend.lines(chart_legend.entries(chart.marks), size) if standalone else []
    below = size.letters * (2.4 + 1.6 * len(legend))
    left = chart_axes.room_for_values(chart.unit, *_ends(chart), size)
    place = _Place(
        chart, width=size.width, height=size.height, margins=(left, 16, size.letters + 4, below)
    )
    parts = [
        *chart_axes.value_axis(chart.unit, place, size),
        *chart_axes.time_axis(place, size),
        *(_band(chart, value, place) for value in chart.disputed),
        _step_path(chart.steps, place),
        *(
            _mark(mark, place, focusable=not standalone)
            for mark in chart.marks
            if place.holds(mark)
        ),
        *chart_legend.drawn(legend, size),
    ]
    kind = "narrow" if size == NARROW else "broad"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" '
        f'viewBox="0 0 {size.width} {size.height}" font-size="{size.letters}" '
        f'role="{"img" if standalone else "group"}" aria-label="{_written(alt_text(chart))}">'
    )
    style = f"<style>{STYLE}</style>" if standalone else ""
    return f"{head}{style}{''.join(parts)}</svg>"


def chart_png(chart: Chart, *, width: int, size: Size = WIDE) -> bytes:
    """The chart as a PNG of so many pixels; the same chart gives the same bytes on one machine's fonts."""
    drawn = series_chart(chart, standalone=True, size=size)
    return resvg_py.svg_to_bytes(svg_string=drawn, width=width, background="#ffffff")


@cache
def has_fonts() -> bool:
    """Whether this machine has a font to draw words with; a slim container has none."""
    blank, drawn = (
        resvg_py.svg_to_bytes(
            svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><style>{STYLE}'
            f'</style><text x="2" y="16">{words}</text></svg>'
        )
        for words in ("", "¥1")
    )
    return blank != drawn


def alt_text(chart: Chart) -> str:
    """The chart in a sentence, for who cannot see it."""
    if not chart.marks:
        return f"{chart.title}: nothing is known yet"
    first, last = chart.marks[0], chart.steps[-1] if chart.steps else chart.marks[-1]
    told = "" if first.words == last.words else f" from {first.words}"
    since = f"{first.at:%-d %b %Y}"
    return (
        f"{chart.title}:{told} to {last.words} since {since}, {counted(len(chart.marks), 'report')}"
    )


class _Place:
    """Where a time and a value stand on a drawing."""

    def __init__(
        self, chart: Chart, *, width: int, height: int, margins: tuple[float, float, float, float]
    ) -> None:
        left, right, top, bottom = margins
        times = [mark.at for mark in chart.marks] or [datetime(2000, 1, 1, tzinfo=UTC)]
        self.start, self.end = min(times), max(times)
        if self.start == self.end:
            self.start -= timedelta(days=1)
            self.end += timedelta(days=1)
        self.bottom, self.top = _ends(chart)
        self.left, self.right = left, width - right
        self.upper, self.lower = top, height - bottom

    def holds(self, mark: Mark) -> bool:
        """Whether a mark's value is between the ends of the axis; what was only noted may not be."""
        return self.bottom <= mark.low <= self.top

    def x(self, at: datetime) -> float:
        """Pixels from the left."""
        return self.left + (self.right - self.left) * ((at - self.start) / (self.end - self.start))

    def y(self, value: float) -> float:
        """Pixels from above."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return self.lower - (self.lower - self.upper) * share


def _ends(chart: Chart) -> tuple[float, float]:
    """The ends of the value axis: around all that was ever in force, confirmed or disputed."""
    counting = [mark for mark in chart.marks if mark.kind not in ASIDE] or chart.marks
    values = [value for mark in counting for value in (mark.low, mark.high)]
    values += chart.disputed
    return _around(values or [0.0, 1.0], from_zero=chart.unit not in {"year", "date"})


def _around(values: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    """The ends of the value axis: from zero where that hides nothing, else close around the values."""
    low, high = min(values), max(values)
    if low == high:
        reach = abs(high) * 0.2 or 1.0
        return (max(0.0, low - reach) if low >= 0 else low - reach), high + reach
    if from_zero and 0 <= low <= high / 2:
        low = 0.0
    room = (high - low) * 0.12
    return (low - room if low else 0.0), high + room


def _band(chart: Chart, value: float, place: _Place) -> str:
    """The room between what is in force and what disputes it."""
    if not chart.steps:
        return ""
    ends = sorted((place.y(chart.steps[-1].low), place.y(value)))
    start = place.x(chart.steps[-1].at)
    return (
        f'<rect class="band" x="{start:.1f}" y="{ends[0]:.1f}" '
        f'width="{max(4.0, place.right - start):.1f}" height="{ends[1] - ends[0]:.1f}"/>'
    )


def _step_path(steps: Sequence[Mark], place: _Place) -> str:
    if not steps:
        return ""
    path = f"M{place.x(steps[0].at):.1f} {place.y(steps[0].low):.1f}"
    for step in steps[1:]:
        path += f"H{place.x(step.at):.1f}V{place.y(step.low):.1f}"
    return f'<path class="step" fill="none" d="{path}H{place.x(place.end):.1f}"/>'


def _mark(mark: Mark, place: _Place, *, focusable: bool) -> str:
    x, y = place.x(mark.at), place.y(mark.low)
    words = f"{mark.words} — {mark.source[:SOURCE_MOST]}, {mark.at:%-d %b %Y}, {wording.KINDS[mark.kind].lower()}"
    title = f"<title>{_written(words)}{_written(chr(10) + mark.quote[:QUOTE_MOST]) if mark.quote else ''}</title>"
    reach = f' tabindex="0" role="img" aria-label="{_written(words)}"' if focusable else ""
    # An echo of a value stands where the value does: smaller, so that it hides no mark that set it.
    shape = chart_legend.shape(
        chart_legend.SHAPES[mark.rank], x, y, size=ECHO_SIZE if mark.kind in QUIET else 1.0
    )
    return f'<g class="mark {mark.kind}"{reach}>{title}{shape}</g>'


def _thinned(changes: Sequence[Change], most: int) -> Sequence[Change]:
    telling = [change for change in changes if change.kind not in QUIET][-most:]
    room = max(0, most - len(telling))
    echoes = [change for change in changes if change.kind in QUIET]
    every = max(1, math.ceil(len(echoes) / room)) if room else len(echoes) + 1
    return [*telling, *echoes[::every]]


def _written(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _comparable(one: Observation, other: Observation) -> bool:
    """Whether two values stand on one axis: one unit, and both or neither by the year."""
    yearly = [(seen.figure.period or "").startswith("per") for seen in (one, other)]
    return one.figure.unit == other.figure.unit and yearly[0] == yearly[1]


def _moment(observation: Observation) -> datetime:
    return observation.published.astimezone(UTC)

"""How the demo speaks to the person who watches it: as it goes, and at its end."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from unicodedata import category

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from demo.outcomes import Outcome
from demo.stream import Day

# A pipe has no window to fit into.
PIPE_WIDTH = 110

_QUIET = {
    "baseline": "known since the first meeting",
    "repeat": "agrees with what is known, in other words or in another language",
    "old_value": "repeats a value that is no longer in force",
    "known_dispute": "a second voice on one side of a known dispute",
    "refined": "more precise than what is in force: a line in the digest, no alert",
    "copy": "a copy of what was read before",
    "off_topic": "about something else",
    "any": "no followed figure in it, or none that is new",
}


class Teller:
    """Prints for a terminal, or plainly into a pipe."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        if not self._console.is_terminal:
            self._console.width = PIPE_WIDTH

    def say(self, words: str = "", *, style: str = "", indent: int = 0) -> None:
        """One line, never broken in a pipe."""
        line = Text(" " * indent + words, style=style)
        self._console.print(line, soft_wrap=not self._console.is_terminal)

    def show(self, thing: RenderableType) -> None:
        """Something with a form of its own."""
        self._console.print(thing)

    def day(self, day: Day, bot_said: str) -> None:
        """What a day brought, and what the bot printed about its round."""
        self.say()
        self.say(f"Day {day.number} · {day.about}", style="bold")
        self.say(f"bot: {bot_said.strip().splitlines()[0]}", style="dim", indent=2)

    def alert(self, text: str) -> None:
        """A message as it stands in the channel."""
        self.show(Padding(Panel(Text(text), border_style="cyan", expand=False), (0, 0, 0, 2)))

    def quiet(self, outcomes: Iterable[Outcome]) -> None:
        """What a day brought that nobody was told."""
        for outcome in outcomes:
            if not outcome.told:
                name = outcome.piece.outlet.name
                self.say(
                    f"quiet  {name}, “{printable(outcome.piece.title)}”: {outcome.reason}", indent=2
                )

    def faults(self, outcomes: Iterable[Outcome]) -> None:
        """What came otherwise than expected."""
        for outcome in outcomes:
            for fault in outcome.faults:
                self.say(
                    f"NOT AS EXPECTED  {outcome.piece.id}: {fault}", style="bold red", indent=2
                )


def told_table(outcomes: Sequence[Outcome], labels: Mapping[str, str]) -> Table:
    """What was told: by the name of the change, which figure, and on whose word."""
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    for column in ("what", "figure", "on the word of"):
        table.add_column(column)
    rows = [
        (kind, labels.get(series, series), outcome.piece.outlet.name)
        for outcome in outcomes
        for series, kind in outcome.told.items()
    ]
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def quiet_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """What was kept quiet: how often for each plain reason, with the bot's own words for one of them."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.piece.quiet:
            grouped[outcome.piece.quiet].append(outcome)
    lines = []
    for reason, found in grouped.items():
        lines.append(f"{len(found):>3} × {_QUIET[reason]}")
        lines.append(f"      e.g. {found[0].piece.id}: {found[0].code}: {found[0].reason}")
    return lines


def printable(text: str) -> str:
    """Text with its control and direction marks made visible, since a terminal would obey them."""
    return "".join(
        f"<U+{ord(one):04X}>" if one != "\n" and category(one) in {"Cc", "Cf"} else one
        for one in text
    )


def picture(things: Iterable[RenderableType], place: Path, *, title: str) -> Path:
    """Write things as an SVG picture of a terminal."""
    console = Console(record=True, width=PIPE_WIDTH, file=io.StringIO(), force_terminal=True)
    for thing in things:
        console.print(thing)
    console.save_svg(str(place), title=title)
    return place

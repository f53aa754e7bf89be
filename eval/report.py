"""What an evaluation hands back, and how a person sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that went wrong, with what a person needs to see why.

    `kind` is "miss" (labelled, not found), "extra" (found, not labelled), "trap" (found in a
    sentence without figures), or the field that was read wrongly ("qualifier", "period", ...).
    """

    kind: str
    language: str
    written: str
    detail: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as data: the first column names the row, the others are numbers as text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The result of one evaluation.

    `measures` are fractions between 0 and 1 where more is better, so that a floor fits each of
    them. `absent` says why nothing could be measured.
    """

    name: str
    grids: tuple[Grid, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    absent: str | None = None


def share(part: int, whole: int) -> float:
    """Part of a whole as a fraction; nothing asked for is nothing missed."""
    return part / whole if whole else 1.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of precision and recall."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def shown(value: float) -> str:
    """A fraction with three places and no leading zero, as the issue's tables write them."""
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1"


def print_grid(console: Console, grid: Grid) -> None:
    """Print one table."""
    table = Table(title=grid.title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
    for place, column in enumerate(grid.columns):
        table.add_column(column, justify="left" if place == 0 else "right")
    for row in grid.rows:
        table.add_row(*row, style="bold" if row[0] == "all" else None)
    console.print(table)


def as_markdown(grid: Grid) -> str:
    """The same table for a page of the documentation."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rule = line(["---", *["---:"] * (len(grid.columns) - 1)])
    heading = [f"**{grid.title}**", ""] if grid.title else []
    return "\n".join([*heading, line(grid.columns), rule, *map(line, grid.rows)])


COLOURS = {"miss": "red", "extra": "yellow", "trap": "magenta"}


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print every miss, extra and wrong field, a line each and its sentence below."""
    for finding in findings:
        colour = COLOURS.get(finding.kind, "cyan")
        console.print(
            f"[{colour}]{finding.kind:<9}[/] {finding.language:<7} "
            f"[bold]{escape(finding.written)}[/]  {escape(finding.detail)}",
            highlight=False,
            soft_wrap=True,
        )
        console.print(f"          {escape(finding.sentence)}", style="dim", soft_wrap=True)


def print_section(console: Console, section: Section) -> None:
    """Print a whole section, or why there is none."""
    console.rule(f"[bold]{section.name}", align="left")
    if section.absent:
        console.print(f"not measured: {section.absent}\n")
        return
    for grid in section.grids:
        print_grid(console, grid)
    print_findings(console, section.findings)
    console.print()

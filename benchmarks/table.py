"""What a benchmark hands back: a row a measurement, and how rows are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement.

    `required` is the bound that the project set itself, in words; `reached` is None where there is
    none. `peer` is what the named peer took in the same run, where one was measured.
    """

    what: str
    measured: str
    peer: str = ""
    required: str = ""
    reached: bool | None = None


VERDICT = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}


COLUMNS = ("", "measured", "peer", "required", "reached")


def as_markdown(title: str, rows: Iterable[Row]) -> str:
    """The rows of one benchmark for a page of the documentation."""
    said = {True: "yes", False: "no", None: ""}
    lines = [
        f"| {row.what} | {row.measured} | {row.peer} | {row.required} | {said[row.reached]} |"
        for row in rows
    ]
    heading = f"| {' | '.join(COLUMNS)} |"
    return "\n".join([f"**{title}**", "", heading, "| --- | ---: | ---: | ---: | ---: |", *lines])


def print_rows(console: Console, title: str, rows: Iterable[Row]) -> None:
    """Print the rows of one benchmark."""
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
    for place, column in enumerate(COLUMNS):
        table.add_column(column, justify="left" if place == 0 else "right")
    for row in rows:
        table.add_row(row.what, row.measured, row.peer, row.required, VERDICT[row.reached])
    console.print(table)

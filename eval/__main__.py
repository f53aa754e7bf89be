"""`python -m eval`: every measure, every miss, and whether the gate holds."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from rich.console import Console

from eval import (
    figures,
    gate,
    languages,
    ntrex,
    outbreaks,
    pairs,
    planted,
    reading,
    real,
    recognizers,
    replay,
    seeds,
    vocabulary,
)
from eval.corpora import ROOT
from eval.report import Grid, Section, as_markdown, print_grid, print_section, shown

PARTS: Mapping[str, Callable[[], tuple[Section, ...]]] = {
    "real": real.evaluate,
    "vocabulary": lambda: (vocabulary.evaluate(),),
    "outbreaks": lambda: (outbreaks.evaluate(),),
    "ntrex": lambda: (ntrex.evaluate(),),
    "figures": lambda: (figures.evaluate_ours(), figures.evaluate_shared()),
    "reading": lambda: (reading.evaluate(),),
    "languages": lambda: (languages.evaluate(),),
    "recognizers": lambda: (recognizers.evaluate(),),
    "seeds": lambda: (seeds.evaluate(),),
    "pairs": pairs.evaluate,
    "planted": lambda: (planted.evaluate(),),
    "replay": replay.evaluate,
}


def commit() -> str:
    """The commit that is measured, marked where the checkout has changes; "no git" without one."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=9"]
    done = subprocess.run(  # noqa: S603  (a fixed command of ours)
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no git"


def gate_grid(pinned: gate.Floors, measured: Mapping[str, float]) -> Grid:
    """Each measure beside its floor and what the project set out to reach."""

    def row(name: str) -> tuple[str, ...]:
        value, floor, goal = measured[name], pinned.floors.get(name), gate.MUST_REACH.get(name)
        below = floor is not None and value < floor - gate.SLACK
        short = goal is not None and value < goal - gate.SLACK
        return (
            name,
            shown(value),
            "-" if floor is None else shown(floor),
            "-" if goal is None else shown(goal),
            "below its floor" if below else "to be reached" if short else "ok",
        )

    return Grid(
        title="The gate",
        columns=("measure", "measured", "floor", "must reach", ""),
        rows=tuple(row(name) for name in measured),
    )


def as_json(sections: Sequence[Section], failures: Sequence[str]) -> str:
    """The whole run for a program."""
    return json.dumps(
        {
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "commit": commit(),
            "measures": gate.measures_of(sections),
            "failures": list(failures),
            "sections": [
                {
                    "name": section.name,
                    "absent": section.absent,
                    "findings": [asdict(finding) for finding in section.findings],
                }
                for section in sections
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument(
        "--markdown", action="store_true", help="the tables as docs/evaluation.md holds them"
    )
    parser.add_argument(
        "--sealed", action="store_true", help="the sealed real streams alone, as numbers only"
    )
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured")
    parser.add_argument(
        "--pin-anew",
        metavar="WHY",
        help="set all floors to what is measured, with the reason why some fall",
    )
    given = parser.parse_args(arguments)
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part is called {unknown[0]}; there are {', '.join(PARTS)}")
    if (given.pin or given.pin_anew) and given.parts:
        parser.error("pinning needs every part, so that all floors are pinned on one state")
    return given


def _pinned(
    given: argparse.Namespace,
    pinned: gate.Floors,
    measured: Mapping[str, float],
    present: Mapping[str, gate.Corpus],
) -> gate.Floors:
    """The floors that hold from now on, written down where they are others."""
    if not (given.pin or given.pin_anew):
        return pinned
    made = (
        gate.pin_anew(measured, present, because=given.pin_anew)
        if given.pin_anew
        else gate.pin(pinned, measured, present)
    )
    gate.save(made)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, pin where asked for; 1 where the gate does not hold."""
    given = parse(arguments)
    console = Console(width=None if sys.stdout.isatty() else 160)
    if given.sealed:
        for section in real.evaluate(sealed=True):
            print_section(console, section)
        return 0
    sections = [section for part in given.parts or PARTS for section in PARTS[part]()]
    measured, present, pinned = gate.measures_of(sections), gate.corpora_present(), gate.load()
    try:
        pinned = _pinned(given, pinned, measured, present)
    except gate.GateError as error:
        console.print(f"[red]not pinned[/]\n{error}", highlight=False)
        return 1
    said = gate.failures(pinned, measured, present)
    if given.parts:
        said = [failure for failure in said if "was not measured" not in failure]
    if given.json:
        print(as_json(sections, said))
        return bool(said)
    if given.markdown:
        grids = [grid for section in sections for grid in section.grids]
        grids.append(gate_grid(pinned, measured))
        print(f"Measured on {time.strftime('%Y-%m-%d', time.gmtime())} at `{commit()}`.\n")
        print("\n\n".join(map(as_markdown, grids)))
        return bool(said)
    console.print(f"Measured on {time.strftime('%Y-%m-%d', time.gmtime())} at {commit()}\n")
    for section in sections:
        print_section(console, section)
    print_grid(console, gate_grid(pinned, measured))
    for failure in said:
        console.print(f"[red]gate:[/] {failure}", highlight=False)
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks [NAME...]`: runs each module here that has a `run()`, and prints its rows."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

import benchmarks
from benchmarks.table import Row, as_markdown, print_rows

ROOT = Path(__file__).resolve().parents[1]


def found() -> dict[str, tuple[str, Callable[..., list[Row]]]]:
    """Each benchmark by its module's name, with its title (the docstring's first line)."""
    benches = {}
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name.startswith("__"):
            continue
        loaded = importlib.import_module(f"benchmarks.{module.name}")
        if hasattr(loaded, "run"):
            title = (loaded.__doc__ or module.name).splitlines()[0]
            benches[module.name] = (title, loaded.run)
    return benches


def commit() -> str:
    """The commit that is measured; "no git" without one."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=9"]
    done = subprocess.run(  # noqa: S603  (a fixed command of ours)
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no git"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 where a bound was missed."""
    benches = found()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(benches)}")
    parser.add_argument(
        "--markdown", action="store_true", help="the tables as docs/benchmarks.md holds them"
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help="the sizes that take half an hour and ten gigabytes, too",
    )
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in benches]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(benches)}")
    console = Console(width=None if sys.stdout.isatty() else 120)
    day = time.strftime("%Y-%m-%d", time.gmtime())
    console.print(
        f"Measured on {day} at {commit()}, Python {platform.python_version()}, "
        f"{platform.machine()}, medians\n"
    )
    missed = 0
    for name in given.names or benches:
        title, run = benches[name]
        sizes = "large" in inspect.signature(run).parameters
        rows = run(large=given.large) if sizes else run()
        missed += sum(row.reached is False for row in rows)
        if given.markdown:
            print(as_markdown(title, rows), end="\n\n")
        else:
            print_rows(console, title, rows)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())

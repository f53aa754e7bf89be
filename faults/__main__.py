"""`python -m faults`: play what was asked for, in processes beside each other, and print what came of it."""

from __future__ import annotations

import argparse
import sys
import time

from demo.stage import ROOT
from faults import report
from faults.playing import play, plays

PAIRS = 500
SEED = 20261121
PAGE = ROOT / "docs" / "reliability.md"


def main() -> int:
    """Play; 0 where all held, 1 where something did not."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    groups = plays(seed=SEED, pairs=PAIRS)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of: {', '.join(groups)}")
    parser.add_argument("--seed", type=int, default=SEED, help="of the pairs of kills")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many pairs are drawn")
    parser.add_argument(
        "--markdown", action="store_true", help=f"put the tables into {PAGE.relative_to(ROOT)} too"
    )
    given = parser.parse_args()
    if strange := set(given.groups) - set(groups):
        parser.error(f"no such group: {', '.join(sorted(strange))}")
    began = time.monotonic()
    chosen = plays(seed=given.seed, pairs=given.pairs)
    if "cluster" not in chosen:
        print(
            "No PostgreSQL server of version 15 or later is installed: `cluster` is left out.",
            file=sys.stderr,
        )
    results = play({name: chosen[name] for name in given.groups or chosen}, tell=tell)
    seconds = time.monotonic() - began
    print(report.in_text(results, seconds))
    # Some groups alone pass some places alone.
    missed = [] if given.groups else report.never_killed(results)
    if missed:
        print(f"NEVER KILLED AT  {', '.join(missed)}")
    if given.markdown:
        tables = report.in_markdown(results, seconds, seed=given.seed)
        page = report.renewed(PAGE.read_text(encoding="utf-8"), tables)
        PAGE.write_text(page, encoding="utf-8")
    return 0 if results and not missed and all(one.held for one in results) else 1


def tell(line: str) -> None:
    """Progress, for who watches."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

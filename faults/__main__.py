"""`python -m faults`: play what was asked for, in processes beside each other, and print what came of it."""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from demo.stage import ROOT
from faults import clocks, disk, kills, network, report, trials, two_bots
from faults.checks import Result

PAIRS = 500
SEED = 20261121
# Two cores, and a third process for the time that the others wait.
PROCESSES = 3
PAGE = ROOT / "docs" / "reliability.md"

Play = Callable[..., Iterator[Result]]


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
    results = play({name: chosen[name] for name in given.groups or chosen})
    seconds = time.monotonic() - began
    print(report.in_text(results, seconds))
    if given.markdown:
        tables = report.in_markdown(results, seconds, seed=given.seed)
        page = report.renewed(PAGE.read_text(encoding="utf-8"), tables)
        PAGE.write_text(page, encoding="utf-8")
    return 0 if results and all(one.held for one in results) else 1


def plays(*, seed: int, pairs: int) -> dict[str, Play]:
    """What can be played, by name; each takes a folder, a share and the number of shares."""
    return {
        "kills": kills.enumerated,
        "pairs": partial(kills.pairs, seed=seed, count=pairs),
        "network": network.network,
        "disk": disk.disk,
        "clocks": clocks.clocks,
        "two-bots": two_bots.two_bots,
        "guards": trials.guards,
    }


def play(chosen: dict[str, Play]) -> list[Result]:
    """Play these, each in as many shares as there are processes, in the order of their names here."""
    spawn = multiprocessing.get_context("spawn")
    folder = Path(tempfile.mkdtemp(prefix="newsledger-faults-", dir=fast_folder()))
    results: list[Result] = []
    try:
        with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
            shares = [
                pool.submit(_share, one, folder / f"{name}-{share}", share)
                for name, one in chosen.items()
                for share in range(PROCESSES)
            ]
            for share in as_completed(shares):
                results += share.result()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return sorted(results, key=lambda one: one.group)


def _share(one: Play, folder: Path, share: int) -> list[Result]:
    return list(one(folder, share=share, shares=PROCESSES))


def fast_folder() -> Path | None:
    """A folder in memory, where there is such a disk: no kill -9 takes what the system holds, so nothing is lost by it."""
    memory = Path("/dev/shm")  # noqa: S108  (a folder of our own is made in it)
    return memory if memory.is_dir() else None


if __name__ == "__main__":
    sys.exit(main())

"""Groups of cases, played in processes beside each other."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from demo.servers.postgres import programs
from faults import clocks, cluster, disk, kills, model_server, network, trials, two_bots, unusual
from faults.checks import Result
from faults.world import fast_folder

# Two cores, and a third process for the time that the others wait.
PROCESSES = 3

Play = Callable[..., Iterator[Result]]


def plays(*, seed: int, pairs: int) -> dict[str, Play]:
    """What can be played here, by name; each takes a folder, a share and the number of shares."""
    on_a_server: dict[str, Play] = {"cluster": cluster.cluster} if programs() is not None else {}
    return {
        "kills": kills.enumerated,
        "unusual": unusual.unusual,
        "refile": kills.refiled,
        "pairs": partial(kills.pairs, seed=seed, count=pairs),
        "network": network.network,
        "model": model_server.model_server,
        "disk": disk.disk,
        "clocks": clocks.clocks,
        "two-bots": two_bots.two_bots,
        "guards": trials.guards,
        **on_a_server,
    }


def play(chosen: Mapping[str, Play], *, tell: Callable[[str], None]) -> list[Result]:
    """Play these, each in as many shares as there are processes; the results by group."""
    spawn = multiprocessing.get_context("spawn")
    folder = Path(tempfile.mkdtemp(prefix="newsledger-faults-", dir=fast_folder()))
    results: list[Result] = []
    try:
        with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
            shares = {
                pool.submit(_share, one, folder / f"{name}-{share}", share): name
                for name, one in chosen.items()
                for share in range(PROCESSES)
            }
            for share in as_completed(shares):
                found = share.result()
                tell(
                    f"{shares[share]}: {len(found)} cases, {sum(not one.held for one in found)} failed"
                )
                results += found
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return sorted(results, key=lambda one: one.group)


def _share(one: Play, folder: Path, share: int) -> list[Result]:
    return list(one(folder, share=share, shares=PROCESSES))

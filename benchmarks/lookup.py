"""Near-copies: sketch and look-up beside datasketch's LSH, and look-ups among up to ten million articles."""

from __future__ import annotations

import gc
import json
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection

from benchmarks.table import Row
from bot.model.news import Fingerprint, Known
from bot.steps import dedupe
from bot.steps.dedupe.sketch import PASSAGES, PERMUTATIONS, SCHEME, Sketch
from bot.storage import similar
from bot.storage.engine import open_database, reading, writing

ROOT = Path(__file__).resolve().parents[1]
ARTICLES, WORDS, VOCABULARY = 4_000, 400, 20_000
ROUNDS, A_ROUND, A_WHOLE = 9, 400, 50
TIMES_FASTER = 5.0
SIZES, LARGE = (100_000, 1_000_000), 10_000_000
CHUNK = 1_000_000
LOOKUPS = 2_000
MOST_BYTES, MOST_MEGABYTES, SOONEST_S, GROWTH = 1_000, 300, 1.0, 3.0
NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
PARTS = (40, 3)
UNITS = re.compile(r"[^\W_]+")


def articles(count: int = ARTICLES) -> list[str]:
    """Texts of made-up words, as often used as words are: a few all the time, most of them hardly."""
    chance = np.random.default_rng(7)
    letters = np.array(list("abcdefghijklmnopqrst"))
    words = ["".join(chance.choice(letters, size)) for size in chance.integers(3, 10, VOCABULARY)]
    share = 1 / np.arange(1, VOCABULARY + 1)
    picked = chance.choice(VOCABULARY, (count, WORDS), p=share / share.sum())
    return [" ".join(words[place] for place in row) for row in picked]


def known(number: int, fingerprint: Fingerprint) -> Known:
    """An article with this fingerprint, in a story of its own."""
    return Known(
        id=f"{number:016x}",
        story=f"{number:012x}",
        origin=f"{number:016x}",
        source="The Synthetic Courier",
        language="en",
        published=NOW,
        title=f"A headline of the usual length, as number {number:010d} has one",
        fingerprint=fingerprint,
    )


def each(
    texts: Sequence[str], draw: Callable[[str], Any], look_up: Callable[[Any], object]
) -> float:
    """How long it takes for all of them."""
    begin = time.perf_counter()
    for made in [draw(text) for text in texts]:
        look_up(made)
    return time.perf_counter() - begin


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


@contextmanager
def folder() -> Iterator[Path]:
    """A place for a database, removed afterwards."""
    made = Path(tempfile.mkdtemp(prefix="newsledger-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made)


def beside_datasketch() -> list[Row]:
    """Sketch and look-up among the same articles: ours on disk, datasketch's in memory."""
    try:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (a peer, which may be absent)
    except ImportError:
        return [
            Row(
                what="articles a second",
                measured="datasketch is not installed: `make bench` does it",
            )
        ]
    texts = articles()

    def minhash(text: str) -> MinHash:
        words = UNITS.findall(text.lower())
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch(
            [" ".join(run).encode() for run in set(zip(words, words[1:], words[2:], strict=False))]
        )
        return made

    peer = MinHashLSH(num_perm=PERMUTATIONS, params=PARTS)
    ours, theirs, whole = [], [], []
    with folder() as place:
        database = open_database(f"sqlite:///{place / 'bench.db'}")
        for number, text in enumerate(texts):
            peer.insert(number, minhash(text))
        with writing(database) as conn:
            for number, text in enumerate(texts):
                made = dedupe.fingerprint(url=None, title=f"T {number}", text=text, language="en")
                similar.add(conn, known(number, made))
        # What stands in memory already is nobody's cost: the collector need not go through it.
        gc.collect()
        gc.freeze()
        with reading(database) as conn:
            for turn in range(ROUNDS):
                some = texts[turn * A_ROUND : (turn + 1) * A_ROUND]
                # A batch at a time, both of them: first all signatures, then all look-ups.
                theirs.append(each(some, minhash, peer.query))
                ours.append(each(some, dedupe.sketch, partial(_copies, conn)))
                whole.append(each(some[:A_WHOLE], _whole, partial(similar.nearest, conn)))
        gc.unfreeze()
        database.dispose()
    ratio = statistics.median(other / own for own, other in zip(ours, theirs, strict=True))
    return [
        Row(
            what=f"articles of {WORDS} words a second, datasketch as peer",
            measured=f"{A_ROUND / statistics.median(ours):,.0f}",
            peer=f"{A_ROUND / statistics.median(theirs):,.0f}",
        ),
        Row(
            what="times datasketch's speed",
            measured=f"{ratio:.1f}",
            required=f"at least {TIMES_FASTER:.0f}",
            reached=ratio >= TIMES_FASTER,
        ),
        Row(
            what="the same with words, names and every candidate for an event besides",
            measured=f"{A_WHOLE / statistics.median(whole):,.0f}",
        ),
    ]


def _copies(conn: Connection, drawn: Sketch) -> object:
    return similar.sharing_passages(conn, drawn.passages)


def _whole(text: str) -> Fingerprint:
    return dedupe.fingerprint(url=None, title="", text=text, language="en")


def growth(sizes: Sequence[int]) -> list[Row]:
    """Look-ups, bytes, memory and restarts at each size, each in a process of its own."""
    rows, found = [], {}
    for size in sizes:
        with folder() as place:
            taken = seconds(partial(fill, place / "bench.db", size))
            found[size] = measured(f"sqlite:///{place / 'bench.db'}", size)
            found[size]["bytes"] = (place / "bench.db").stat().st_size / size
        rows += _rows(size, found[size], found[sizes[0]], taken)
    return rows


def measured(url: str, size: int) -> dict[str, float]:
    """What `measure` finds in a process of its own."""
    asked = [sys.executable, "-m", "benchmarks.lookup", url, str(size)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  (ourselves)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _rows(
    size: int, here: dict[str, float], first: dict[str, float], taken: float
) -> Iterator[Row]:
    name = f"{size:,} articles"
    labels = {
        "all": "look-up",
        "copies": "its near-copies alone",
        "first": "the same for the first time, from pages that may not be in memory",
    }
    for what, label in labels.items():
        factors = [here[f"{what}_{part}"] / first[f"{what}_{part}"] for part in ("median", "p95")]
        bound = what != "first" and here is not first
        yield Row(
            what=f"{name}: {label}, median and 95th percentile",
            measured=f"{here[f'{what}_median'] * 1e3:.2f} ms, {here[f'{what}_p95'] * 1e3:.2f} ms",
            required=f"within {GROWTH:.0f} times of the smallest" if bound else "",
            reached=max(factors) <= GROWTH if bound else None,
        )
    yield Row(
        what=f"{name}: bytes an article on disk (filled in {taken:,.0f} s)",
        measured=f"{here['bytes']:,.0f}",
        required=f"under {MOST_BYTES:,}",
        reached=here["bytes"] < MOST_BYTES,
    )
    yield Row(
        what=f"{name}: memory that {3 * LOOKUPS:,} look-ups add",
        measured=f"{here['megabytes']:.0f} MB",
        required=f"under {MOST_MEGABYTES} MB",
        reached=here["megabytes"] < MOST_MEGABYTES,
    )
    yield Row(
        what=f"{name}: ready after a restart",
        measured=f"{here['ready']:.2f} s",
        required=f"under {SOONEST_S:.0f} s",
        reached=here["ready"] < SOONEST_S,
    )


def fill(place: Path, size: int) -> None:
    """A database of so many articles with signatures and keys drawn by chance.

    The trees grow as they do in life, many times over in random places, and not from sorted rows.
    """
    database = open_database(f"sqlite:///{place}")
    with writing(database) as conn:
        similar.add(conn, replace(known(0, drawn(1)), id="pattern"))
        columns = [row[1] for row in conn.exec_driver_sql("PRAGMA table_info(fingerprints)")]
        pattern = conn.exec_driver_sql("SELECT * FROM fingerprints").one()._asdict()
        conn.exec_driver_sql("DELETE FROM fingerprints")
        conn.exec_driver_sql("DELETE FROM passages")
    database.dispose()
    chance = np.random.default_rng(3)
    raw = sqlite3.connect(place)
    # A bench may lose its database; only the trees have to be those of life.
    for pragma in ("cache_size=-4000000", "synchronous=OFF", "journal_mode=OFF"):
        raw.execute(f"PRAGMA {pragma}")
    marks = ", ".join("?" * len(columns))
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        minhash = chance.integers(0, 256, (count, PERMUTATIONS), np.uint8)
        keys = chance.integers(-(2**31), 2**31, (count, PASSAGES), np.int32)
        rows = (
            tuple((pattern | fields(start + at + 1, minhash[at], keys[at])).values())
            for at in range(count)
        )
        raw.executemany(f"INSERT INTO fingerprints VALUES ({marks})", rows)  # noqa: S608  (question marks)
        numbers = np.repeat(np.arange(start + 1, start + count + 1), PASSAGES)
        flat = keys.ravel()
        order = np.argsort(flat, kind="stable")
        raw.executemany(
            "INSERT OR IGNORE INTO passages VALUES (?, ?)",
            zip(flat[order].tolist(), numbers[order].tolist(), strict=True),
        )
        raw.commit()
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()


def fields(number: int, minhash: np.ndarray, keys: np.ndarray) -> dict[str, object]:
    """What is an article's own in its row."""
    name = f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}"
    return {
        "number": number,
        "known_id": name,
        "story": name[:12],
        "origin": name,
        "address": f"https://paper.example/2026/04/13/{name}",
        "text_sha": f"{name[::-1]}{name[:8]}",
        "title_sha": f"{name[8:]}{name[::-1]}",
        "minhash": minhash.tobytes(),
        "passages": keys.astype("<i4").tobytes(),
    }


def drawn(seed: int) -> Fingerprint:
    """A fingerprint drawn by chance."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated)
    return Fingerprint(
        scheme=SCHEME,
        address=None,
        text_sha=f"{seed:024x}",
        title_sha=f"{seed:024x}",
        minhash=tuple(chance.randrange(256) for _ in range(PERMUTATIONS)),
        shingles=300,
        passages=tuple(chance.randrange(-(2**31), 2**31) for _ in range(PASSAGES)),
    )


def _memory() -> float:
    """What the process has in memory now, in megabytes; where the system does not say, the most it had."""
    said = Path("/proc/self/statm")
    if said.is_file():
        return int(said.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(url: str, size: int) -> dict[str, float]:
    """Open the database and look up: half of it articles that are there, half of it strangers."""
    before = _memory()
    begin = time.perf_counter()
    database = open_database(url)
    with reading(database) as conn:
        similar.sharing_passages(conn, drawn(1).passages)
    found = {"ready": time.perf_counter() - begin}
    chance = random.Random(11)  # noqa: S311  (a draw that can be repeated)
    with reading(database) as conn:
        ids = [chance.randint(1, size) for _ in range(LOOKUPS // 2)]
        there = [
            similar.get(conn, str(fields(number, _NONE, _NONE)["known_id"])).fingerprint  # type: ignore[union-attr]
            for number in ids
        ]
        asked = [
            one for pair in zip(there, map(drawn, range(len(there))), strict=True) for one in pair
        ]
        for one in map(drawn, range(LOOKUPS, LOOKUPS + 50)):
            similar.nearest(conn, one)
        found |= _timed("first", asked, lambda one: similar.sharing_passages(conn, one.passages))
        found |= _timed("copies", asked, lambda one: similar.sharing_passages(conn, one.passages))
        found |= _timed("all", asked, lambda one: similar.nearest(conn, one))
    database.dispose()
    found["megabytes"] = _memory() - before
    return found


_NONE = np.zeros(0, np.uint8)


def _timed(
    name: str, asked: Sequence[Fingerprint], look_up: Callable[[Fingerprint], object]
) -> dict[str, float]:
    taken = sorted(seconds(lambda one=one: look_up(one)) for one in asked)  # type: ignore[misc]
    return {
        f"{name}_median": statistics.median(taken),
        f"{name}_p95": taken[int(len(taken) * 0.95)],
    }


def run(*, large: bool = False) -> list[Row]:
    """Both; `large` goes on to ten million articles, which takes half an hour and ten gigabytes."""
    return [*beside_datasketch(), *growth((*SIZES, LARGE) if large else SIZES)]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))

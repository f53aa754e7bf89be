"""Look-ups among a million articles on a PostgreSQL server, beside the same in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import psycopg

from benchmarks.lookup import NOW, drawn, fields, fill, folder, known, measured
from benchmarks.table import Row
from bot.steps.dedupe.sketch import PASSAGES, PERMUTATIONS
from bot.storage import similar
from bot.storage.engine import open_database, writing
from demo.servers.postgres import PostgresServer, programs

SIZE = 1_000_000
CHUNK = 100_000
# As a server has them that nobody has set up, and a commit is on the disk.
PLAIN = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "128MB", "max_wal_size": "4GB"}
LABELS = {
    "all": "look-up",
    "copies": "its near-copies alone",
    "first": "the same for the first time",
}


def run() -> list[Row]:
    """The same articles in both; no rows where no server is installed."""
    installed = programs()
    if installed is None:
        return []
    with folder() as place:
        fill(place / "bench.db", SIZE)
        peer = measured(f"sqlite:///{place / 'bench.db'}", SIZE)
    with PostgresServer(installed, **PLAIN) as server:
        server.create("bench")
        _fill(server.url("bench"))
        here = measured(server.url("bench"), SIZE)
    return [
        Row(
            what=f"{SIZE:,} articles on a server: {label}, median and 95th percentile (a file as peer)",
            measured=_said(here, name),
            peer=_said(peer, name),
        )
        for name, label in LABELS.items()
    ]


def _said(found: dict[str, float], name: str) -> str:
    return f"{found[f'{name}_median'] * 1e3:.2f} ms, {found[f'{name}_p95'] * 1e3:.2f} ms"


def _fill(url: str) -> None:
    """As many articles as in the file, drawn by the same chance, and known to the server's planner."""
    database = open_database(url)
    with writing(database) as conn:
        similar.add(conn, replace(known(0, drawn(1)), id="pattern", published=NOW))
        pattern = conn.exec_driver_sql("SELECT * FROM fingerprints").one()._asdict()
        conn.exec_driver_sql("DELETE FROM fingerprints")
        conn.exec_driver_sql("DELETE FROM passages")
        conn.exec_driver_sql("DELETE FROM marks")
    database.dispose()
    chance = np.random.default_rng(3)
    with psycopg.connect(url) as conn:
        keys = np.concatenate([_articles(conn, pattern, chance, start) for start in _starts()])
        numbers = np.repeat(np.arange(1, SIZE + 1), PASSAGES)
        order = np.argsort(keys, kind="stable")
        with conn.cursor() as cursor, cursor.copy("COPY passages (key, number) FROM STDIN") as out:
            for some in np.array_split(order, SIZE // CHUNK):
                rows = zip(keys[some].tolist(), numbers[some].tolist(), strict=True)
                out.write("".join(f"{key}\t{number}\n" for key, number in dict.fromkeys(rows)))
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("VACUUM ANALYZE")


def _starts() -> Iterator[int]:
    yield from range(0, SIZE, CHUNK)


def _articles(
    conn: psycopg.Connection, pattern: dict[str, object], chance: np.random.Generator, start: int
) -> np.ndarray:
    """Write some articles; the keys of their passages, one after the other."""
    minhash = chance.integers(0, 256, (CHUNK, PERMUTATIONS), np.uint8)
    keys = chance.integers(-(2**31), 2**31, (CHUNK, PASSAGES), np.int32)
    columns = ", ".join(pattern)
    with conn.cursor() as cursor, cursor.copy(f"COPY fingerprints ({columns}) FROM STDIN") as out:
        for at in range(CHUNK):
            row = pattern | fields(start + at + 1, minhash[at], keys[at])
            out.write_row([_plain(value) for value in row.values()])
    return keys.ravel()


def _plain(value: object) -> object:
    return psycopg.types.json.Json(value) if isinstance(value, dict | list) else value

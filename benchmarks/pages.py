"""The board: each page over 100,000 articles and 1,000 observations of a series."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from ruamel.yaml import YAML
from sqlalchemy import Connection, insert, select

from benchmarks.table import Row
from bot import app, logs
from bot.settings import load_settings
from bot.storage.engine import open_database, writing
from bot.storage.schema import articles, fingerprints, observations, stories
from bot.watchlist import load_watchlist
from bot.web.access import Access
from bot.web.application import create
from bot.web.server import serving

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "eval" / "cases"
ARTICLES, OBSERVATIONS, A_STORY = 100_000, 1_000, 20
CHUNK = 5_000
ASKED = 40
MOST_MEDIAN_MS, MOST_P95_MS = 100, 250
NOW = datetime(2026, 7, 1, tzinfo=UTC)
SERIES = "/series/kestrel-meridian/offer_price"
PAGES = {
    "board": "/",
    "a series": SERIES,
    "stories": "/stories",
    "a story": "/stories/story-7",
    "told": "/told",
    "articles": "/articles",
    "an article": "/articles/ke-009",
    "unfiled": "/unfiled",
    "feeds": "/feeds",
    "API: series": "/api/series",
    "CSV of a series": f"{SERIES}.csv",
}


def run() -> list[Row]:
    """Median and 95th percentile of each page, over HTTP on loopback, in one process with its server."""
    with tempfile.TemporaryDirectory(prefix="newsledger-pages-") as name:
        folder = Path(name)
        _fill(folder)
        settings = load_settings({}, data=folder / "data")
        watchlist = load_watchlist(folder / "feeds.yaml")
        with app.opened(settings, watchlist, log=logs.configure("text", secrets=())) as context:
            access = Access(host="127.0.0.1", port=0, now=lambda: NOW)
            with (
                serving(create(context, access, now=lambda: NOW), access),
                httpx.Client(base_url=access.address, timeout=60) as client,
            ):
                return [_row(client, what, path) for what, path in PAGES.items()]


def _row(client: httpx.Client, what: str, path: str) -> Row:
    client.get(path).raise_for_status()
    took = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        client.get(path).raise_for_status()
        took.append((time.perf_counter() - begun) * 1000)
    median, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    return Row(
        what=what,
        measured=f"{median:.0f} ms, 95th percentile {late:.0f} ms",
        required=f"{MOST_MEDIAN_MS} and {MOST_P95_MS} ms",
        reached=median < MOST_MEDIAN_MS and late < MOST_P95_MS,
    )


def _fill(folder: Path) -> None:
    """A small story read by the bot itself, then many copies of its rows."""
    stream, topic = CASES / "stream_kestrel.jsonl", CASES / "topic_kestrel.yaml"
    command = [sys.executable, "-m", "bot", "replay", str(stream), "--topic", str(topic)]
    subprocess.run(  # noqa: S603  (a fixed command of ours)
        [*command, "--seeds", "none", "--keep", str(folder / "data")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with (folder / "feeds.yaml").open("w", encoding="utf-8") as written:
        whole = YAML(typ="safe").load(topic.read_text(encoding="utf-8"))
        YAML().dump({"topics": [whole]}, written)
    database = open_database(f"sqlite:///{folder / 'data' / 'newsledger.db'}")
    for start in range(0, ARTICLES, CHUNK):
        with writing(database) as conn:
            _copy(conn, range(start, start + CHUNK))
    with writing(database) as conn:
        _observe(conn)
    database.dispose()


def _copy(conn: Connection, numbers: range) -> None:
    article = dict(conn.execute(select(articles).where(articles.c.id == "ke-009")).mappings().one())
    sketch = dict(
        conn.execute(select(fingerprints).where(fingerprints.c.known_id == "ke-009"))
        .mappings()
        .one()
    )
    del sketch["number"]
    moments = {number: NOW - timedelta(minutes=ARTICLES - number) for number in numbers}
    conn.execute(
        insert(articles),
        [
            article
            | {
                "id": f"a-{number}",
                "url": f"https://wire.example/{number}",
                "address": f"wire.example/{number}",
                "story": f"story-{number // A_STORY}",
                "read_at": moments[number],
                "published": moments[number],
            }
            for number in numbers
        ],
    )
    conn.execute(
        insert(fingerprints),
        [
            sketch
            | {
                "known_id": f"a-{number}",
                "story": f"story-{number // A_STORY}",
                "published": moments[number],
                "address": f"wire.example/{number}",
                "indexed": False,
            }
            for number in numbers
        ],
    )
    conn.execute(
        insert(stories),
        [
            {
                "id": f"story-{number // A_STORY}",
                "topic": "kestrel-meridian",
                "title": f"A story, number {number // A_STORY}",
                "first_at": moments[number],
                "last_at": moments[number],
            }
            for number in numbers[::A_STORY]
        ],
    )


def _observe(conn: Connection) -> None:
    rows = conn.execute(
        select(observations).where(
            observations.c.series == "offer_price", observations.c.kind == "confirmed"
        )
    )
    one = dict(rows.mappings().first() or {})
    del one["id"]
    conn.execute(
        insert(observations),
        [
            one | {"article_id": f"a-{number}", "published": NOW - timedelta(hours=number)}
            for number in range(OBSERVATIONS)
        ],
    )

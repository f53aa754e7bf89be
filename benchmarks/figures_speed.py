"""Figures: articles a second beside quantulum3, growth to 10 MB, hostile and dense input.

Both engines read the same articles in the same process, turn by turn, so that a busy machine slows
both. What counts is the ratio.
"""

from __future__ import annotations

import importlib
import json
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.table import Row
from bot.steps.figures import find_figures

ROOT = Path(__file__).resolve().parents[1]
SHARED_SEEDS = ROOT.parent / "shared" / "seeds"
OWN_STREAM = ROOT / "eval" / "cases" / "stream_kestrel.jsonl"

ROUNDS = 5
OURS_A_ROUND = (
    20  # quantulum3 reads the articles once in the time in which we could read them often
)
TIMES_FASTER = 100
MEGABYTE = 1_000_000
SIZES = (1, 2, 5, 10)
LINEAR = 1.5  # time for a megabyte may vary by this much between the smallest and the largest text
HOSTILE_SECONDS = 2.0
HOSTILE = {
    "digits": ("7", "en"),
    "full-width digits": ("８", "ja"),
    "opening brackets": ("(", "en"),
    "pairs of brackets": ("()", "en"),
    "兆": ("兆", "ja"),
    "조": ("조", "ko"),
    "一": ("一", "zh-Hans"),
    "dollar signs": ("$", "en"),
    "percent signs": ("%", "en"),
    "qualifiers": ("more than about ", "en"),
    "German number words": ("hunderttausend", "de"),
    "blanks": (" ", "en"),
}
# Text that is nothing but numbers: each of them costs, so what must hold is that time stays linear.
DENSE = {
    "1,": "en",
    "4-": "en",
    "3% ": "en",
    "from 1 to ": "en",
    "hundred thousand ": "en",
    "$5m and ": "en",
    "6港元": "fr",
    "1兆": "ja",
    "30億円と": "ja",
    "三十": "zh-Hans",
    "5억원으로": "ko",
}
DENSE_CHARACTERS = 10_000
DENSE_FACTOR = 4


def articles() -> tuple[str, ...]:
    """The five seed reports, or our own English articles where the shared folder is absent."""
    paths = sorted(SHARED_SEEDS.glob("*.txt"))
    if paths:
        return tuple(path.read_text(encoding="utf-8") for path in paths)
    rows = (json.loads(line) for line in OWN_STREAM.read_text(encoding="utf-8").splitlines())
    return tuple(row["text"] for row in rows if row["language"] == "en")


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peer() -> Callable[[str], object] | None:
    """quantulum3's reader, with its notes about extras that are not installed kept quiet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parser = importlib.import_module("quantulum3.parser")
        except ImportError:  # installed by `make bench` only
            return None
    parse: Callable[[str], object] = parser.parse
    return parse


def _read_all(texts: Sequence[str]) -> None:
    for text in texts:
        find_figures(text, language="en")


def beside_quantulum3() -> list[Row]:
    """Articles a second of both, and the median of the rounds' ratios."""
    texts, parse = articles(), peer()
    _read_all(texts)
    if parse is None:
        missing = "quantulum3 is not installed: `make bench` does it"
        return [Row(what="articles a second, quantulum3 in the same run", measured=missing)]
    ours, theirs = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in texts:
            parse(text)
        for _ in range(ROUNDS):
            theirs.append(seconds(lambda: [parse(text) for text in texts]))
            ours.append(seconds(lambda: _read_all(texts * OURS_A_ROUND)) / OURS_A_ROUND)
    ratio = statistics.median(other / own for own, other in zip(ours, theirs, strict=True))
    count = len(texts)
    return [
        Row(
            what=f"articles a second, quantulum3 as peer ({count} articles)",
            measured=f"{count / statistics.median(ours):,.0f}",
            peer=f"{count / statistics.median(theirs):,.1f}",
        ),
        Row(
            what="times quantulum3's speed",
            measured=f"{ratio:,.0f}",
            required=f"at least {TIMES_FASTER}",
            reached=ratio >= TIMES_FASTER,
        ),
    ]


def growth() -> list[Row]:
    """Seconds for a megabyte at each size; linear where they stay alike."""
    article = "\n\n".join(articles())
    rows, rates = [], []
    for size in SIZES:
        text = (article * (size * MEGABYTE // len(article) + 1))[: size * MEGABYTE]
        taken = min(
            seconds(partial(find_figures, text, language="en")) for _ in range(1 if size > 2 else 2)
        )
        rates.append(taken / size)
        rows.append(
            Row(what=f"{size} MB of news", measured=f"{taken:.2f} s, {taken / size:.2f} a MB")
        )
    factor = max(rates) / min(rates)
    rows.append(
        Row(
            what="slowest megabyte to fastest",
            measured=f"{factor:.2f}",
            required=f"at most {LINEAR}",
            reached=factor <= LINEAR,
        )
    )
    return rows


def hostile() -> list[Row]:
    """A million characters of what an engine of patterns might choke on, or fall over."""
    rows = []
    for name, (piece, language) in HOSTILE.items():
        text = piece * (MEGABYTE // len(piece))
        try:
            taken = seconds(partial(find_figures, text, language=language))
        except Exception as error:  # noqa: BLE001  (to fall over is a result too, and the others go on)
            measured, reached = f"raised {type(error).__name__}", False
        else:
            measured, reached = f"{taken:.2f} s", taken < HOSTILE_SECONDS
        required = f"under {HOSTILE_SECONDS:.0f} s"
        rows.append(
            Row(what=f"1 MB of {name}", measured=measured, required=required, reached=reached)
        )
    return rows


def dense() -> list[Row]:
    """Numbers without end: four times the text takes about four times as long."""
    rows = []
    for piece, language in DENSE.items():
        small, large = (
            min(
                seconds(
                    partial(find_figures, piece * (size // len(piece)), language=language),
                )
                for _ in range(2)
            )
            for size in (DENSE_CHARACTERS, DENSE_CHARACTERS * DENSE_FACTOR)
        )
        factor = large / small / DENSE_FACTOR
        rows.append(
            Row(
                what=f"“{piece.strip()}” without end",
                measured=f"{large / DENSE_CHARACTERS / DENSE_FACTOR * 1e6:.1f} µs a character, {factor:.2f}",
                required=f"factor at most {LINEAR}",
                reached=factor <= LINEAR,
            )
        )
    return rows


def run() -> list[Row]:
    """All four."""
    return [*beside_quantulum3(), *growth(), *hostile(), *dense()]

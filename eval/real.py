"""The number that counts: told events on real streams, the judged story left out of whatever was fitted.

For each stream: is a page on the story (topic), which series is each figure of (filing), what is told
end to end, and what would be told if the labels answered for the stages before the ledger (oracles).
Macro averages come first, since a long stream says no more of the next story than a short one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import fmean

from eval.corpora import rows
from eval.oracles import (
    LEDGER_ALONE,
    LEDGER_AS_READ,
    PLAIN,
    WITH_A_MODEL,
    WITH_A_SECOND_RUN,
    WITHOUT_THE_TOPIC,
    Oracle,
    Run,
    run,
)
from eval.real_streams import RealStream, streams
from eval.recorded_answers import path_of
from eval.replay import Told, b_cubed, score
from eval.report import Finding, Grid, Section, harmonic, share, shown

READERS = (PLAIN, WITH_A_MODEL, WITH_A_SECOND_RUN)
ORACLES = (WITHOUT_THE_TOPIC, LEDGER_AS_READ, LEDGER_ALONE)
GROUPS = {
    "beside": "five streams beside the checkout",
    "ours": "our own",
    "sealed": "our own, sealed",
}
_COLUMNS = (
    ("topic P", "topic_precision"),
    ("topic R", "topic_recall"),
    ("filing P", "filing_precision"),
    ("filing R", "filing_recall"),
    ("told", "told"),
    ("wanted", "wanted"),
    ("strict P", "strict_precision"),
    ("strict R", "strict_recall"),
    ("strict F1", "strict_f1"),
    ("lenient F1", "value_f1"),
    ("quiet", "quiet_kept"),
    ("news", "news_told"),
    ("events P", "events_precision"),
    ("events R", "events_recall"),
)
# What a second reader changes; filing is judged as the model's own where it answers.
_READER_COLUMNS = (
    ("unanswered", "unanswered"),
    *(one for one in _COLUMNS if not one[0].startswith("events")),
)
_ORACLE_COLUMNS = (
    ("strict F1", "strict_f1"),
    ("quiet", "quiet_kept"),
)
_COUNTS = {"told", "wanted", "unanswered"}


def evaluate(*, sealed: bool = False) -> tuple[Section, ...]:
    """A section for each group of streams that is there."""
    found = streams(sealed=sealed)
    if sealed:
        found = tuple(one for one in found if one.group == "sealed")
    if not found:
        return (Section(name="Real streams", absent="no real stream is there"),)
    results = measured(found)
    groups = dict.fromkeys(one.group for one in found)
    return tuple(
        _section(group, [one for one in found if one.group == group], results) for group in groups
    )


Results = Mapping[tuple[str, str], tuple[dict[str, float], tuple[Finding, ...]]]


def measured(
    found: Sequence[RealStream], oracles: Sequence[Oracle] = (*READERS, *ORACLES)
) -> Results:
    """The measures and findings of each stream under each oracle, on all cores.

    A stream that an answerer never saw has no result with its answers.
    """
    jobs = [
        (stream, oracle)
        for stream in found
        for oracle in oracles
        if not oracle.answerer or path_of(oracle.answerer, stream.name).is_file()
    ]
    workers = min(len(jobs), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_measure, jobs))
    return {
        (stream.name, oracle.name): result
        for (stream, oracle), result in zip(jobs, done, strict=True)
    }


def _measure(job: tuple[RealStream, Oracle]) -> tuple[dict[str, float], tuple[Finding, ...]]:
    stream, oracle = job
    given = run(stream, oracle)
    told = score(list(rows(stream.articles)), stream.labels(), given.answers)
    return measures(told, given), tuple(told.findings)


def measures(told: Told, given: Run) -> dict[str, float]:
    """What one run comes to. Figures of pages that the topic refused count as not filed."""
    precision, recall = share(told.strict, told.told), share(told.strict, told.wanted)
    filed = given.filed
    grouped = b_cubed(told.groups)
    filing = share(filed["right"], filed["given"]), share(filed["right"], filed["wanted"])
    return {
        "topic_precision": share(told.on["hit"], told.on["hit"] + told.on["extra"]),
        "topic_recall": share(told.on["hit"], told.on["hit"] + told.on["miss"]),
        "filing_precision": filing[0],
        "filing_recall": filing[1],
        "filing_f1": harmonic(*filing),
        "unanswered": given.unanswered,
        "told": told.told,
        "wanted": told.wanted,
        "strict_precision": precision,
        "strict_recall": recall,
        "strict_f1": harmonic(precision, recall),
        "value_f1": harmonic(
            share(told.value_right, told.told), share(told.value_hit, told.wanted)
        ),
        "quiet_kept": share(told.quiet_kept, told.quiet),
        "news_told": share(told.news_told, told.news),
        "events_precision": grouped[0],
        "events_recall": grouped[1],
    }


def _section(group: str, found: Sequence[RealStream], results: Results) -> Section:
    names = [stream.name for stream in found]
    plain = {name: results[name, PLAIN.name][0] for name in names}
    # Filing is judged on every page of the story, whatever the topic's rule says of it.
    for name in names:
        for key in ("filing_precision", "filing_recall", "filing_f1"):
            plain[name][key] = results[name, WITHOUT_THE_TOPIC.name][0][key]
    grids = [_grid(f"Real streams, {GROUPS[group]}: end to end, without a model", plain, _COLUMNS)]
    kept = dict(_macro(plain))
    for reader in READERS[1:]:
        heard = {
            name: results[name, reader.name][0] for name in names if (name, reader.name) in results
        }
        if not heard:
            continue
        grids.append(_grid(f"Real streams, {GROUPS[group]}: {reader.name}", heard, _READER_COLUMNS))
        kept |= {f"{_key(reader)}.{key}": value for key, value in _macro(heard).items()}
    for oracle in ORACLES:
        those = {name: results[name, oracle.name][0] for name in names}
        grids.append(_grid(f"{oracle.name} ({GROUPS[group]})", those, _ORACLE_COLUMNS))
        kept |= {f"{_key(oracle)}.{name}": _macro(those)[name] for _, name in _ORACLE_COLUMNS}
    findings = (
        [] if group == "sealed" else [f for name in names for f in results[name, PLAIN.name][1]]
    )
    return Section(
        name=f"Real streams: {GROUPS[group]}",
        grids=tuple(grids),
        measures={
            f"real_{group}.{key}": value for key, value in kept.items() if key not in _COUNTS
        },
        findings=tuple(findings),
    )


def _key(oracle: Oracle) -> str:
    return oracle.name.replace(",", "").replace("'", "").replace(" ", "_")


def _macro(by_stream: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    keys = next(iter(by_stream.values()))
    return {key: fmean(one[key] for one in by_stream.values()) for key in keys}


def _grid(
    title: str,
    by_stream: Mapping[str, Mapping[str, float]],
    columns: Sequence[tuple[str, str]],
) -> Grid:
    def cells(one: Mapping[str, float]) -> tuple[str, ...]:
        return tuple(f"{one[k]:.0f}" if k in _COUNTS else shown(one[k]) for _, k in columns)

    return Grid(
        title=title,
        columns=("stream", *(heading for heading, _ in columns)),
        rows=(
            ("all", *cells(_macro(by_stream))),
            *((name, *cells(one)) for name, one in by_stream.items()),
        ),
    )

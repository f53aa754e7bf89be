"""What `bot replay` tells over labelled streams: right, quiet, traceable, and the same in any order.

A told event is a change of kind new, revised or conflicting that is told; a labelled one has the status new,
changed or conflict. They match when the article is the same, the unit is the same and the values
agree within one percent (years, companies and durations exactly); the strict match asks for the
series and the kind besides.
"""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.corpora import CASES, ROOT, SHARED, rows
from eval.report import Finding, Grid, Section, harmonic, share, shown

Row = dict[str, Any]
Replayer = Callable[[Sequence[Row]], list[Row]]

KINDS = {"new": "new", "revised": "changed", "conflicting": "conflict"}
TELLING = frozenset(KINDS.values())
EXACT_UNITS = frozenset(["year", "companies", "years"])
PERCENT = Decimal("0.01")
# Invented stories of our own, each with a topic file of its own.
OURS = ("kestrel", "polaris", "dengue")
SHUFFLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A recorded stream, its labels, and what the replay is given beside it."""

    name: str
    articles: Path
    labels: Path
    topic: Path
    seeds: str


def streams() -> tuple[Stream, ...]:
    """Our own streams, and the shared ones where they are there."""
    shared = SHARED / "eval"
    known = (
        *(
            Stream(
                name=name,
                articles=CASES / f"stream_{name}.jsonl",
                labels=CASES / f"labels_{name}.jsonl",
                topic=CASES / f"topic_{name}.yaml",
                seeds="none",
            )
            for name in OURS
        ),
        Stream(
            name="japan",
            articles=shared / "stream_dev.jsonl",
            labels=shared / "labels_dev.jsonl",
            topic=shared / "topic_japan.yaml",
            seeds="seeds",
        ),
        Stream(
            name="hydrogen",
            articles=shared / "stream_hydrogen.jsonl",
            labels=shared / "labels_hydrogen.jsonl",
            topic=shared / "topic_hydrogen.yaml",
            seeds="none",
        ),
    )
    return tuple(stream for stream in known if stream.articles.is_file())


def replayer(stream: Stream) -> Replayer:
    """The bot's own command, as a person would call it, on the articles that it is given."""

    def replay(articles: Sequence[Row]) -> list[Row]:
        with tempfile.TemporaryDirectory(prefix="newsledger-eval-") as folder:
            source, target = Path(folder, "stream.jsonl"), Path(folder, "told.jsonl")
            source.write_text(
                "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles),
                encoding="utf-8",
            )
            command = [sys.executable, "-m", "bot", "replay", str(source)]
            command += ["--topic", str(stream.topic), "--seeds", stream.seeds]
            command += ["--json", str(target)]
            done = subprocess.run(  # noqa: S603  (our own command, with paths that we made)
                command, cwd=ROOT, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise RuntimeError(f"bot replay failed: {done.stderr.strip()[-2000:]}")
            return list(rows(target))

    return replay


@dataclass(slots=True)
class Told:
    """Counts over one stream."""

    on: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wanted: int = 0
    told: int = 0
    value_right: int = 0
    value_hit: int = 0
    strict: int = 0
    quiet: int = 0
    quiet_kept: int = 0
    news: int = 0
    news_told: int = 0
    changes: int = 0
    traceable: int = 0
    copies: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    groups: list[tuple[str, str, str | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _near(a: object, b: object) -> bool:
    one, other = Decimal(str(a)), Decimal(str(b))
    return abs(one - other) <= max(abs(one), abs(other)) * PERCENT


def _same(label: Row, figure: Row) -> bool:
    names = {"person": "people", "persons": "people", "%": "percent"}
    unit = str(names.get(label["unit"], label["unit"]))
    if unit.casefold() != figure["unit"].casefold() and figure["unit"] != "count":
        return False
    value, high = label["value"], label.get("high") or label["value"]
    if label["unit"] in EXACT_UNITS:
        return Decimal(str(value)) in (Decimal(figure["low"]), Decimal(figure["high"]))
    return (
        _near(value, figure["high"])
        or (_near(value, figure["low"]) and _near(high, figure["high"]))
        or (_near(value, figure["low"]))
    )


def _strictly(label: Row, change: Row) -> bool:
    return (
        _same(label, change["after"])
        and change["series"] == label["metric"]
        and KINDS[change["kind"]] == label["status"]
    )


def _pair(
    wanted: Sequence[Row], events: Sequence[Row], fits: Callable[[Row, Row], bool]
) -> dict[int, int]:
    """Which event answers which label, each used once: indexes of labels to indexes of events."""
    pairs: dict[int, int] = {}
    for number, label in enumerate(wanted):
        for place, change in enumerate(events):
            if place not in pairs.values() and fits(label, change):
                pairs[number] = place
                break
    return pairs


def _finding(kind: str, article: Row, written: str, detail: str) -> Finding:
    return Finding(
        kind=kind,
        language=article["language"] or "?",
        written=written,
        detail=detail,
        sentence=f"{article['id']}: {article['title']}",
    )


def right_events(label: Row, answer: Row) -> dict[int, bool]:
    """By the place of a told event among an answer's changes, whether a label agrees strictly.

    Events whose value a label leaves open are left out.
    """
    spare, wanted = _spare_and_wanted(label)
    events = {
        place: change
        for place, change in enumerate(answer["changes"])
        if change["kind"] in KINDS
        and change["told"]
        and not any(_same(figure, change["after"]) for figure in spare)
    }
    places = list(events)
    pairs = _pair(wanted, list(events.values()), _strictly)
    right = {places[at] for at in pairs.values()}
    return {place: place in right for place in places}


def _spare_and_wanted(label: Row) -> tuple[list[Row], list[Row]]:
    spare = [figure for figure in label.get("figures", []) if figure.get("ignore")]
    wanted = [
        figure
        for figure in label.get("figures", [])
        if figure.get("status") in TELLING and not figure.get("ignore")
    ]
    return spare, wanted


def _score_events(told: Told, article: Row, label: Row, answer: Row) -> None:
    spare, wanted = _spare_and_wanted(label)
    events = [
        change
        for change in answer["changes"]
        if change["kind"] in KINDS
        and change.get("told", True)
        and not any(_same(figure, change["after"]) for figure in spare)
    ]
    told.wanted += len(wanted)
    told.told += len(events)
    by_value = _pair(wanted, events, lambda one, other: _same(one, other["after"]))
    strictly = _pair(wanted, events, _strictly)
    told.value_hit += len(by_value)
    told.value_right += len(set(by_value.values()))
    told.strict += len(strictly)
    for number, figure in enumerate(wanted):
        if number not in strictly:
            other = events[by_value[number]] if number in by_value else None
            detail = f"{figure['metric']}, {figure['status']}" + (
                f"; told as {other['series']}, {other['kind']}" if other else "; not told"
            )
            told.findings.append(_finding("miss", article, figure["as_written"], detail))
    for place, change in enumerate(events):
        if place not in by_value.values():
            detail = f"{change['series']}, {change['kind']}"
            told.findings.append(_finding("extra", article, change["after"]["text"], detail))
    news = bool(wanted) and label["on_story"]
    undecided = label["on_story"] and any(figure.get("status") != "known" for figure in spare)
    if news:
        told.news += 1
        told.news_told += bool(answer["alert"])
    elif not undecided:
        told.quiet += 1
        told.quiet_kept += not answer["alert"]


def _score_provenance(told: Told, article: Row, answer: Row) -> None:
    for change in answer["changes"]:
        after = change["after"]
        told.changes += 1
        if article["text"][after["start"] : after["end"]] == after["text"]:
            told.traceable += 1
        else:
            told.findings.append(_finding("offsets", article, after["text"], "not at its place"))


def _score_placing(told: Told, article: Row, label: Row, answer: Row) -> None:
    on, wanted = bool(answer["topics"]), bool(label["on_story"])
    told.on["hit" if on and wanted else "extra" if on else "miss" if wanted else "quiet"] += 1
    if on != wanted:
        detail = "off the story, taken as on it" if on else "on the story, taken as off it"
        told.findings.append(_finding("topic", article, answer["verdict"], detail))
    said, copy = answer["verdict"] == "duplicate", bool(label.get("duplicate_of"))
    if said and copy:
        told.copies["hit"] += 1
    elif said and on:
        told.copies["extra"] += 1
        told.findings.append(_finding("copy", article, str(answer["nearest"]), "is no copy"))
    elif copy and wanted:
        told.copies["miss"] += 1
        told.findings.append(_finding("copy", article, label["duplicate_of"], "copy not seen"))
    if wanted and on and label.get("cluster"):
        told.groups.append((label["id"], label["cluster"], answer.get("story")))


def score(articles: Sequence[Row], labels: Mapping[str, Row], answers: Sequence[Row]) -> Told:
    """Score the answers of a replay, one for each article in the same order."""
    told = Told()
    for article, answer in zip(articles, answers, strict=True):
        label = labels[article["id"]]
        _score_placing(told, article, label, answer)
        _score_events(told, article, label, answer)
        _score_provenance(told, article, answer)
    return told


def b_cubed(groups: Sequence[tuple[str, str, str | None]]) -> tuple[float, float]:
    """Precision and recall of grouping articles into events, averaged over articles."""
    precision = recall = 0.0
    for name, cluster, story in groups:
        labelled = {one for one, other, _ in groups if other == cluster}
        given = {one for one, _, other in groups if other == story and story is not None} | {name}
        precision += len(labelled & given) / len(given)
        recall += len(labelled & given) / len(labelled)
    count = len(groups) or 1
    return precision / count, recall / count


def across_languages(
    groups: Sequence[tuple[str, str, str | None]], articles: Sequence[Row]
) -> float:
    """F1 over the pairs of articles in different languages: whether both are of one event."""
    tongue = {row["id"]: str(row["language"] or "").split("-", 1)[0] for row in articles}
    right = given = wanted = 0
    for (one, cluster, story), (other, its_cluster, its_story) in itertools.combinations(groups, 2):
        if tongue[one] != tongue[other]:
            together, same = story is not None and story == its_story, cluster == its_cluster
            right += together and same
            given += together
            wanted += same
    return harmonic(share(right, given), share(right, wanted))


def second_time_quiet(articles: Sequence[Row], replay: Replayer) -> float:
    """The share of articles that tell nothing when the whole stream comes a second time."""
    again = [{**article, "id": f"again-{article['id']}"} for article in articles]
    answers = replay([*articles, *again])[len(articles) :]
    return share(sum(not answer["alert"] for answer in answers), len(answers))


def _in_force(
    articles: Sequence[Row], answers: Sequence[Row]
) -> list[dict[tuple[Any, ...], tuple[str, ...]]]:
    """The ledger at the end of each day, as its changes tell it."""
    ledger: dict[tuple[Any, ...], tuple[str, ...]] = {}
    days: dict[str, dict[tuple[Any, ...], tuple[str, ...]]] = {}
    for article, answer in zip(articles, answers, strict=True):
        for change in answer["changes"]:
            if change["kind"] not in ("new", "refined", "revised"):
                continue
            after = change["after"]
            money = len(after["unit"]) == 3 and after["unit"].isupper()
            key = (
                change["series"],
                "money" if money else after["unit"],
                (after["by"] or {}).get("year"),
            )
            ledger[key] = (after["low"], after["high"], after["unit"])
        days[article["published"][:10]] = dict(ledger)
    return list(days.values())


def order_kept(articles: Sequence[Row], replay: Replayer, answers: Sequence[Row]) -> float:
    """The share of days at whose end the ledger is the same when each day's articles are shuffled."""
    wanted = _in_force(articles, answers)
    same = total = 0
    for seed in range(SHUFFLES):
        chance = random.Random(seed)  # noqa: S311  (a shuffle to test with, no secret)
        mixed = sorted(articles, key=lambda article: (article["published"][:10], chance.random()))
        got = _in_force(mixed, replay(mixed))
        total += len(wanted)
        same += sum(one == other for one, other in zip(wanted, got, strict=True))
    return share(same, total)


def evaluate_stream(stream: Stream, *, once: bool = False) -> Section:
    """Replay one stream and score what was told; `once`: without playing it again and in other orders."""
    articles = list(rows(stream.articles))
    labels = {label["id"]: label for label in rows(stream.labels)}
    replay = replayer(stream)
    answers = replay(articles)
    told = score(articles, labels, answers)
    precision, recall = share(told.strict, told.told), share(told.strict, told.wanted)
    value_precision, value_recall = (
        share(told.value_right, told.told),
        share(told.value_hit, told.wanted),
    )
    grouped = b_cubed(told.groups)
    measures = {
        "topic_precision": share(told.on["hit"], told.on["hit"] + told.on["extra"]),
        "topic_recall": share(told.on["hit"], told.on["hit"] + told.on["miss"]),
        "strict_f1": harmonic(precision, recall),
        "strict_precision": precision,
        "strict_recall": recall,
        "value_precision": value_precision,
        "value_recall": value_recall,
        "quiet_kept": share(told.quiet_kept, told.quiet),
        "news_told": share(told.news_told, told.news),
        "copies_precision": share(told.copies["hit"], told.copies["hit"] + told.copies["extra"]),
        "copies_recall": share(told.copies["hit"], told.copies["hit"] + told.copies["miss"]),
        "events_precision": grouped[0],
        "events_recall": grouped[1],
        "events_f1": harmonic(*grouped),
        "across_languages_f1": across_languages(told.groups, articles),
        "provenance": share(told.traceable, told.changes),
    }
    if not once:
        measures["second_time_quiet"] = second_time_quiet(articles, replay)
        measures["order_kept"] = order_kept(articles, replay, answers)
    return Section(
        name=f"Replay of {stream.name}",
        grids=(
            Grid(
                title=f"{stream.name}: {len(articles)} articles, {told.wanted} events to tell, "
                f"{told.told} told",
                columns=("", "measured"),
                rows=tuple(
                    (name.replace("_", " "), shown(value)) for name, value in measures.items()
                ),
            ),
        ),
        measures={f"{stream.name}.{name}": value for name, value in measures.items()},
        findings=tuple(told.findings),
    )


def evaluate() -> tuple[Section, ...]:
    """Every stream that is there."""
    sections = [evaluate_stream(stream) for stream in streams()]
    if not (SHARED / "eval" / "stream_dev.jsonl").is_file():
        sections.append(
            Section(name="The shared streams", absent="../shared/eval/stream_*.jsonl are not there")
        )
    return tuple(sections)

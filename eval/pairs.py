"""Two hundred pairs of invented reports: is one another report of the event that the other tells?

What follows an event within days, as a plant's consent follows its announcement, is another event.

Each pair is judged as in life: the first report stands in an archive among reports of other events, the second
comes and joins its story or does not. A second time it is judged with nothing else in the archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from bot import app
from bot.jobs import reading
from bot.jobs.context import Context
from bot.jobs.reading import Study
from bot.model.news import Article, Known, Verdict
from bot.settings import load_settings
from bot.steps import dedupe
from bot.storage import similar
from bot.storage.engine import writing
from bot.watchlist import Watchlist, load_topic
from eval.corpora import CASES, rows
from eval.report import Finding, Grid, Section, harmonic, share, shown

TEXTS, PAIRS, TOPIC = (
    CASES / "pairs_texts.jsonl",
    CASES / "pairs.jsonl",
    CASES / "topic_pairs.yaml",
)
# The report of each event that stands in the archive while other events are judged.
FIRST = "A"


@contextmanager
def _opened() -> Iterator[Context]:
    """The bot on the pairs' topic, with an empty memory."""
    watchlist = Watchlist.of_topic(load_topic(TOPIC))
    log = structlog.get_logger()
    with app.opened(
        load_settings({}, data=None), watchlist, log=log, database_url=app.IN_MEMORY
    ) as it:
        yield it


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["id"],
        url=None,
        source=f"Paper {row['id']}",
        rank="press",
        language=row["language"],
        published=datetime.fromisoformat(row["published"]),
        dated=True,
        title=row["title"],
        text=row["text"],
    )


def _known(study: Study) -> Known:
    """As a report of its event, whose place in the archive only one of its reports has."""
    article = study.article
    place = article.id[:-1]
    return Known(
        id=place,
        story=place,
        origin=place,
        source=article.source,
        language=article.language,
        published=article.published,
        title=article.title,
        fingerprint=study.fingerprint,
    )


def candidates(conn: Connection, one: Study, other: Study) -> list[Known]:
    """What the second report is held against where the first one stands in the archive."""
    with conn.begin_nested() as trial:
        similar.add(conn, _known(one))
        found = similar.nearest(conn, other.fingerprint, at=other.article.published)
        trial.rollback()
    return found


def archive() -> Iterator[tuple[Mapping[str, Any], Study, list[Known]]]:
    """Each pair with its second report, and what that is held against in an archive of other events."""
    with _opened() as context:
        read = {row["id"]: reading.study(_article(row), context) for row in rows(TEXTS)}
        with writing(context.engine) as conn:
            for id_, study in read.items():
                if id_.endswith(FIRST):
                    similar.add(conn, _known(study))
            for pair in rows(PAIRS):
                one, other = read[pair["one"]], read[pair["other"]]
                yield pair, other, candidates(conn, one, other)


def judged(conn: Connection, one: Study, other: Study) -> Verdict:
    """The verdict on the second report where the first one stands in the archive."""
    return dedupe.judge(
        article=other.article,
        fingerprint=other.fingerprint,
        candidates=candidates(conn, one, other),
    )


def evaluate() -> tuple[Section, ...]:
    """In an archive of other events' first reports, and alone."""
    with _opened() as context:
        read = {row["id"]: reading.study(_article(row), context) for row in rows(TEXTS)}
        with writing(context.engine) as conn:
            alone = _evaluate(conn, read, "alone")
            for id_, study in read.items():
                if id_.endswith(FIRST):
                    similar.add(conn, _known(study))
            return _evaluate(conn, read, "archive"), alone


def _evaluate(conn: Connection, read: Mapping[str, Study], name: str) -> Section:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    findings: list[Finding] = []
    for pair in rows(PAIRS):
        one, other = read[pair["one"]], read[pair["other"]]
        verdict = judged(conn, one, other)
        same = verdict.kind != "new" and verdict.story == one.article.id[:-1]
        if same != pair["same"]:
            findings.append(_finding(pair, one, other, verdict.reason))
        outcome = ("hit", "miss") if pair["same"] else ("extra", "apart")
        counted[pair["kind"]][outcome[0] if same else outcome[1]] += 1
    return _section(name, counted, findings)


def _finding(pair: Mapping[str, Any], one: Study, other: Study, why: str) -> Finding:
    return Finding(
        kind="miss" if pair["same"] else "extra",
        language=f"{one.article.language}/{other.article.language}",
        written=f"{pair['one']} {pair['other']}",
        detail=f"{pair['kind']}; {why}",
        sentence=f"{one.article.title} | {other.article.title}",
    )


def _section(
    name: str, counted: Mapping[str, Counter[str]], findings: Sequence[Finding]
) -> Section:
    total = sum(counted.values(), Counter())
    precision = share(total["hit"], total["hit"] + total["extra"])
    recall = share(total["hit"], total["hit"] + total["miss"])
    where = (
        "with nothing else in the archive" if name == "alone" else "in an archive of other events"
    )
    return Section(
        name=f"Pairs of reports, {where}",
        grids=(
            Grid(
                title=f"Pairs of reports, {where}",
                columns=("kind", "pairs", "right"),
                rows=tuple(
                    (kind, str(found.total()), str(found["hit"] + found["apart"]))
                    for kind, found in counted.items()
                ),
            ),
            Grid(
                title="",
                columns=("", "same event"),
                rows=(
                    ("precision", shown(precision)),
                    ("recall", shown(recall)),
                    ("F1", shown(harmonic(precision, recall))),
                ),
            ),
        ),
        measures={f"pairs.{name}.precision": precision, f"pairs.{name}.recall": recall},
        findings=tuple(findings),
    )

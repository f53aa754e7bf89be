"""Recorded articles through the real pipeline, in their order, with no network and nothing sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clients.files import read_utf8
from bot.dispatch.recorded_answers import Answers
from bot.errors import ConfigError
from bot.jobs import reading, second_reading
from bot.jobs.context import Context
from bot.model.alerts import Reading
from bot.model.figures import Change
from bot.model.news import Article
from bot.model.wellformed import well_formed_values
from bot.storage import codec
from bot.storage.engine import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A line of a stream: the article as it was recorded."""

    id: str
    url: str | None
    source: str
    language: str
    published: datetime
    title: str
    text: str


def read_stream(path: Path) -> tuple[Recorded, ...]:
    """The articles of a stream, in the file's order.

    Raises ConfigError naming file and line for a line that is not an article of the contract's form.
    """
    lines = read_utf8(path).split("\n")
    return tuple(
        _recorded(line, path, number) for number, line in enumerate(lines, start=1) if line.strip()
    )


def _recorded(line: str, path: Path, number: int) -> Recorded:
    try:
        row = well_formed_values(json.loads(line))
    except ValueError as error:
        raise ConfigError(f"is not JSON ({error})", file=path, line=number) from error
    try:
        published = datetime.fromisoformat(row["published"])
        return Recorded(
            id=str(row["id"]),
            url=row.get("url"),
            source=str(row.get("source") or ""),
            language=str(row.get("language") or ""),
            published=published if published.tzinfo else published.replace(tzinfo=UTC),
            title=str(row.get("title") or ""),
            text=str(row["text"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"is no recorded article ({error}); it needs id, url, source, language, published, title, text",
            file=path,
            line=number,
        ) from error


def stream_row(recorded: Recorded) -> dict[str, Any]:
    """A recorded article as a line of a stream holds it; `read_stream` reads it back."""
    return {**asdict(recorded), "published": recorded.published.isoformat()}


def replay(
    stream: Iterable[Recorded], context: Context, answers: Answers | None = None
) -> Iterator[tuple[Recorded, Reading]]:
    """Settle each recorded article as if it had just been read, at its own time of publication.

    With `answers`, each page is read a second time: by what a language model answered when it was asked.
    """
    for recorded in stream:
        study = reading.study(article_of(recorded, context), context)
        if answers is not None:
            asked = second_reading.questions(study, context)
            study = second_reading.answered(study, asked, answers.to(asked), context)
        with writing(context.engine) as conn:
            settled = reading.settle(conn, study, context, now=recorded.published)
        yield recorded, settled


def questions(stream: Iterable[Recorded], context: Context) -> Iterator[dict[str, Any]]:
    """What a language model would be asked about each recorded article; nothing is asked or settled."""
    for recorded in stream:
        study = reading.study(article_of(recorded, context), context)
        for one in second_reading.questions(study, context):
            yield {
                "id": recorded.id,
                "topic": one.topic,
                "hash": one.hash,
                "messages": [
                    {"role": "system", "content": one.instructions},
                    {"role": "user", "content": one.page},
                ],
            }


def article_of(recorded: Recorded, context: Context) -> Article:
    """A recorded article as the pipeline takes it."""
    return Article(
        id=recorded.id,
        url=recorded.url,
        source=recorded.source,
        rank=context.watchlist.rank(recorded.url, None),
        language=recorded.language,
        published=recorded.published,
        dated=True,
        title=recorded.title,
        text=recorded.text,
    )


def as_json(recorded: Recorded, read: Reading) -> dict[str, Any]:
    """The contract's result line for one article."""
    return {
        "id": recorded.id,
        "topics": [match.topic for match in read.matches if match.matched],
        "verdict": read.verdict.kind,
        "nearest": read.verdict.nearest,
        "similarity": round(read.verdict.similarity, 4),
        "story": read.verdict.story,
        "changes": [_change(change) for change in read.changes],
        "unfiled": [
            codec.figure_json(filing.figure) for filing in read.filings if filing.series is None
        ],
        "alert": read.triage.decision == "alert",
        "reason": f"{read.triage.code}: {read.triage.reason}",
    }


def _change(change: Change) -> dict[str, Any]:
    before = change.before
    return {
        "topic": change.after.topic,
        "series": change.after.series,
        "kind": change.kind,
        "told": change.told,
        "why": change.why,
        "after": codec.figure_json(change.after.figure),
        "before": None
        if before is None
        else {**codec.figure_json(before.figure), "source": before.source},
    }

"""A rehearsal: what would be told of each article, with one line of why for each of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.model.alerts import Reading
from bot.model.topics import Topic
from bot.render import wording
from bot.render.console import MARKS, plain
from bot.render.slack_blocks import safe_link

DECISIONS = {"alert": "Told at once", "digest": "In the digest", "silence": "Kept quiet"}
UNFILED = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure of an article, and what became of it: `mark` and `kind` are empty of one in no series."""

    written: str
    value: str
    label: str
    kind: str
    why: str
    mark: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One article of a rehearsal."""

    title: str
    source: str
    when: str
    language: str
    link: str | None
    decision: str
    reason: str
    told: tuple[str, ...]
    figures: tuple[FigureLine, ...]


def scene(reading: Reading, topics: Sequence[Topic]) -> Scene:
    """What a rehearsal shows of one article that was settled."""
    labels = {series.id: series.label for topic in topics for series in topic.series}
    article = reading.article
    return Scene(
        title=article.title or article.id,
        source=article.source,
        when=wording.moment(article.published),
        language=wording.language_name(article.language),
        link=safe_link(article.url),
        decision=DECISIONS[reading.triage.decision],
        reason=reading.triage.reason,
        told=tuple(
            f"{wording.kind_in_words(change)}: {wording.change_in_words(change, alert.labels)}"
            for alert in reading.alerts
            for change in alert.changes
        ),
        figures=tuple(_lines(reading, labels)),
    )


def _lines(reading: Reading, labels: Mapping[str, str]) -> Iterator[FigureLine]:
    made = {
        (one.after.topic, one.after.series, one.after.figure.start): one for one in reading.changes
    }
    on = {match.topic for match in reading.matches if match.matched}
    for one in reading.filings:
        change = made.get((one.topic, one.series or "", one.figure.start))
        if one.series is None or one.topic not in on:
            why = one.reasons[0] if one.reasons else "nothing says of what it is"
        elif change is None:
            why = "said elsewhere in the article, or only the former value"
        else:
            why = change.why
        yield FigureLine(
            written=one.figure.text,
            value=wording.figure_in_words(one.figure),
            label=labels.get(one.series or "", "no series"),
            kind=wording.kind_in_words(change) if change else "",
            why=why,
            mark=MARKS[change.kind] if change else UNFILED,
            told=change is not None and change.told and reading.triage.decision != "silence",
        )


def scene_in_words(one: Scene) -> Iterator[str]:
    """A scene as lines for the terminal."""
    yield plain(f"{one.when}  {one.title} ({one.source})")
    yield plain(f"  {one.decision}: {one.reason}")
    for words in one.told:
        yield plain(f"  → {words}")
    for figure in one.figures:
        kind = f"{figure.kind}: " if figure.kind else ""
        yield plain(f"  {figure.mark} “{figure.written}” → {figure.label}. {kind}{figure.why}")


def rehearsal_page(scenes: Sequence[Scene], *, name: str, passed: Sequence[tuple[str, str]]) -> str:
    """The whole rehearsal as a page of its own, which loads nothing."""
    told = sum(one.decision == DECISIONS["alert"] for one in scenes)
    return (
        _environment()
        .get_template("rehearsal.html.j2")
        .render(scenes=scenes, name=name, passed=passed, told=told)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

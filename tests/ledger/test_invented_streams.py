"""Invented stories in other domains, from text to verdict: nothing is tied to the stories of the evaluation."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.clients.rates import EcbRates
from bot.model.figures import Change, Record
from bot.model.news import Article, Verdict
from bot.model.topics import Topic
from bot.steps import language, sentences
from bot.steps.compare import compare, fold
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.figures.measures import observations_of
from bot.steps.match import Matcher
from bot.steps.triage import triage
from bot.watchlist import load_topic

STREAMS = sorted((Path(__file__).parent / "streams").glob("*.yaml"))
LOUD = {"new", "revised", "conflicting"}
# Of a stream's articles. Both were written beside the first rules, when a later report was a dispute.
FLOOR = 0.7


@pytest.fixture(scope="module")
def rates() -> EcbRates:
    """Reading the central bank's file takes a third of a second: once is enough."""
    return EcbRates()


def play(
    path: Path, folder: Path, rates: EcbRates
) -> list[tuple[dict[str, Any], list[Change], str]]:
    """Every article of a stream with what it changed and what triage made of it."""
    stream = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    place = folder / "topic.yaml"
    written = io.StringIO()
    YAML().dump(stream["topic"], written)
    place.write_text(written.getvalue(), encoding="utf-8")
    topic = load_topic(place)
    matcher = Matcher([topic])
    records: list[Record] = []
    played = []
    for row in stream["articles"]:
        changes, code = _hear(row, topic, matcher, records, rates)
        played.append((row, changes, code))
    return played


def _hear(
    row: dict[str, Any], topic: Topic, matcher: Matcher, records: list[Record], rates: EcbRates
) -> tuple[list[Change], str]:
    tongue = language.detect(f"{row['title']}\n{row['text']}", hint=row["language"])
    article = Article(
        id=row["id"],
        url=None,
        source=row["source"],
        rank="press",
        language=tongue,
        published=datetime.fromisoformat(row["published"]),
        dated=True,
        title=row["title"],
        text=row["text"],
    )
    spans = sentences.split(article.text, tongue)
    (match,) = matcher.match(title=article.title, text=article.text)
    filings = file_figures(
        find_figures(article.text, language=tongue, published=article.published.date()),
        title=article.title,
        text=article.text,
        topic=topic,
        mentions=match.mentions,
        sentences=spans,
        language=tongue,
    )
    observed = observations_of(
        filings, article=article, origin=row["id"], topic=topic, sentences=spans, edited=False
    )
    changes = []
    for change in compare(observed, known=fold(records), rates=rates, topic=topic):
        numbered = replace(change, after=replace(change.after, id=len(records) + 1 + len(changes)))
        changes.append(numbered)
    records += [Record(change=change, recorded_at=article.published) for change in changes]
    verdict = Verdict(
        kind="new", nearest=None, similarity=0.0, story="s", origin=row["id"], reason=""
    )
    decision = triage(
        article=article,
        verdict=verdict,
        changes=changes,
        topic=topic if match.matched else None,
        baseline=False,
    )
    return changes, decision.decision


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_an_invented_story_is_told_as_an_analyst_would(
    path: Path, tmp_path: Path, rates: EcbRates
) -> None:
    """Four fifths of the articles tell exactly what they should: the series, and what it is called."""
    played = play(path, tmp_path, rates)
    right = 0
    for row, changes, _ in played:
        told = {c.after.series: c.kind for c in changes if c.told and c.kind in LOUD}
        right += told == row["told"]
    assert right / len(played) >= FLOOR


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_hardly_anything_is_told_that_is_not_news(
    path: Path, tmp_path: Path, rates: EcbRates
) -> None:
    """An alert about a rival, a share price or a repeat costs more trust than a missing one."""
    wrong = [
        (row["id"], change.after.series, change.after.figure.text)
        for row, changes, _ in play(path, tmp_path, rates)
        for change in changes
        if change.told and change.kind in LOUD and change.after.series not in row["told"]
    ]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_whoever_brings_nothing_is_kept_quiet(path: Path, tmp_path: Path, rates: EcbRates) -> None:
    """An article whose figures are all known makes no alert."""
    loud = [
        row["id"]
        for row, _, decision in play(path, tmp_path, rates)
        if not row["told"] and decision == "alert"
    ]
    assert not loud


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_every_quote_holds_its_figure(path: Path, tmp_path: Path, rates: EcbRates) -> None:
    """What is shown can be pointed at in the source."""
    for row, changes, _ in play(path, tmp_path, rates):
        for change in changes:
            figure = change.after.figure
            assert row["text"][figure.start : figure.end] == figure.text
            assert figure.text in change.after.quote

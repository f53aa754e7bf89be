"""A replay in which the labels stand in for a stage, so that each stage's own losses can be told apart.

Three stages come before the ledger: the topic (is the page on the story?), reading (which figures does
it hold?) and filing (which series is each of?). `Oracle` names those that the labels answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dispatch import replay as replays
from bot.jobs import reading, second_reading
from bot.jobs.context import Context
from bot.model.figures import Figure, Filing
from bot.model.news import Article
from bot.model.topics import Match
from bot.steps.figures.measures import in_units_of
from bot.storage.engine import writing
from eval.contexts import opened
from eval.real_streams import RealStream, Row, aligned, as_labelled
from eval.recorded_answers import answers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """Which stages the labels answer, and what the run is called.

    `answerer`: whose recorded answers stand in for the second reader's model; none without one.
    """

    name: str
    topic: bool = False
    filing: bool = False
    reading: bool = False
    answerer: str = ""


PLAIN = Oracle(name="end to end")
WITH_A_MODEL = Oracle(name="with a model's recorded answers", answerer="first")
WITH_A_SECOND_RUN = Oracle(name="with a second run's recorded answers", answerer="second")
WITHOUT_THE_TOPIC = Oracle(name="without the topic", topic=True)
LEDGER_AS_READ = Oracle(name="ledger, bot's reading", topic=True, filing=True)
LEDGER_ALONE = Oracle(name="ledger alone", topic=True, filing=True, reading=True)


@dataclass(slots=True)
class Run:
    """What one replay answered, and how it filed the figures that it read on pages of the story.

    `asked` and `unanswered` count the second reader's questions.
    """

    answers: list[Row]
    asked: int = 0
    unanswered: int = 0
    filed: dict[str, int] = field(default_factory=dict)


def run(stream: RealStream, oracle: Oracle) -> Run:
    """Replay a stream on a fresh ledger, with the labels in place of the oracle's stages."""
    labels = stream.labels()
    recorded = replays.read_stream(stream.articles)
    result = Run(answers=[], filed={"right": 0, "given": 0, "wanted": 0})
    answers = answers_of(oracle.answerer, stream.name) if oracle.answerer else None
    with opened(stream) as context:
        matcher: Any = _LabelledTopic(context, labels, recorded) if oracle.topic else None
        asked = replace(context, matcher=matcher) if oracle.topic else context
        for one in recorded:
            study = reading.study(replays.article_of(one, asked), asked)
            if answers is not None:
                questions = second_reading.questions(study, asked)
                study = second_reading.answered(study, questions, answers.to(questions), asked)
            label = labels[one.id]
            with writing(asked.engine) as conn:
                study = reading.filed(conn, study, asked)
                if label["on_story"]:
                    _count(result.filed, study, label)
                if oracle.filing:
                    study = replace(study, filings=_labelled_filings(study, label, oracle, asked))
                settled = reading.settle(conn, study, asked, now=one.published)
            result.answers.append(json.loads(json.dumps(replays.as_json(one, settled))))
    if answers is not None:
        result.asked, result.unanswered = answers.asked, answers.missing
    return result


class _LabelledTopic:
    """The matcher's place taken by the labels; what is mentioned where stays the matcher's."""

    def __init__(
        self, context: Context, labels: Mapping[str, Row], recorded: Sequence[replays.Recorded]
    ) -> None:
        self._matcher = context.matcher
        self._on = {(one.title, one.text): bool(labels[one.id]["on_story"]) for one in recorded}

    def match(self, *, title: str, text: str, only: Sequence[str] = ()) -> tuple[Match, ...]:
        on = self._on[title, text]
        # Not doubtful: settling decides doubtful matches again, by what is known of the story.
        return tuple(
            replace(match, matched=on, doubtful=False, reason="by the labels")
            for match in self._matcher.match(title=title, text=text, only=only)
        )


def _count(filed: dict[str, int], study: reading.Study, label: Row) -> None:
    """Count the filings of a page on the story against its labels.

    Figures of `ignore` labels are left out, as are labels whose figure was not read.
    """
    wanted: dict[int, str] = {}
    spared: set[int] = set()
    for one in label["figures"]:
        for figure in aligned(one, study.figures, study.article.text):
            if one.get("ignore") or not one["metric"]:
                spared.add(figure.start)
            else:
                wanted[figure.start] = one["metric"]
    given = {filing.figure.start: filing.series for filing in study.filings}
    for figure in study.figures:
        if figure.start in spared and figure.start not in wanted:
            continue
        series, right = given.get(figure.start), wanted.get(figure.start)
        filed["given"] += series is not None
        filed["wanted"] += right is not None
        filed["right"] += series is not None and series == right


def _labelled_filings(
    study: reading.Study, label: Row, oracle: Oracle, context: Context
) -> tuple[Filing, ...]:
    """The page's figures, filed as the labels say: in the unit of their series, as filing leaves them."""
    topics = [match.topic for match in study.matches if match.matched]
    if not topics:
        return ()
    topic, article = topics[0], study.article
    if oracle.reading:
        pairs = _read_by_labels(article, study.figures, label)
    else:
        named = {
            figure.start: one["metric"]
            for one in label["figures"]
            for figure in aligned(one, study.figures, article.text)
        }
        pairs = [(figure, named.get(figure.start)) for figure in study.figures]
    series = {
        one.id: one
        for known in context.watchlist.topics
        if known.id == topic
        for one in known.series
    }
    return tuple(
        Filing(
            figure=in_units_of(series[name], figure, article.language) if name else figure,
            topic=topic,
            series=name,
            reasons=("by the labels",),
        )
        for figure, name in pairs
    )


def _read_by_labels(
    article: Article, figures: Sequence[Figure], label: Row
) -> list[tuple[Figure, str | None]]:
    """The labelled figures; a former value that the bot read stays with what it became."""
    read = [
        (figure, one["metric"])
        for one in label["figures"]
        if (figure := as_labelled(one, figures, article.text)) is not None
    ]
    there = {figure.start for figure, _ in read}
    former = [
        (one, next((name for figure, name in read if figure.was_start == one.start), None))
        for one in figures
        if one.start not in there and any(figure.was_start == one.start for figure, _ in read)
    ]
    return sorted([*read, *former], key=lambda pair: pair[0].start)

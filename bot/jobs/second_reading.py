"""A page read a second time: what a language model is asked about it, and what its answers change.

Pure but for the time that it takes. Asking is `jobs/asking.py`'s; a replay has its answers from a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.jobs import reading
from bot.jobs.context import Context
from bot.jobs.reading import Study
from bot.model.figures import Figure, Filing, Series
from bot.model.second_reader import Answer, Heard, Question
from bot.model.topics import Match, Topic
from bot.steps import second_reader
from bot.steps.figures import loose_numbers
from bot.steps.figures.measures import can_take, in_units_of


def questions(read: Study, context: Context) -> tuple[Question, ...]:
    """What there is to ask about a page: one question for each topic of which it mentions anything."""
    topics = {topic.id: topic for topic in context.watchlist.topics}
    return tuple(_question(read, topics[match.topic]) for match in read.matches if match.mentions)


def answered(
    read: Study, asked: Sequence[Question], answers: Mapping[str, Any], context: Context
) -> Study:
    """A study as the answers to its questions have it.

    Args:
        read: as our own reading has it.
        asked: the questions.
        answers: by a question's hash: an answer's object, or a sentence that says why there is none. Where
            there is none, the page is decided for that topic by our own reading.
        context: the topics and the exchange rates.
    """
    by_topic = {one.topic: one for one in asked}
    topics = {topic.id: topic for topic in context.watchlist.topics}
    matches: list[Match] = []
    filings: list[Filing] = []
    heard: list[Heard] = []
    decided: set[str] = set()
    for match in read.matches:
        topic = topics[match.topic]
        own = tuple(one for one in read.filings if one.topic == topic.id)
        question = by_topic.get(topic.id)
        if question is not None:
            given = answers.get(question.hash, "there is no answer")
            if isinstance(given, str):
                heard.append(Heard(question=question, problem=given))
            else:
                answer = _guarded(read, question, given, topic, context)
                match = second_reader.decide_topic(match, answer)  # noqa: PLW2901  (as it was heard)
                own, one = _weighed(read, match, own, answer, question=question, topic=topic)
                heard.append(one)
                decided.add(topic.id)
        matches.append(match)
        filings += own
    concepts = dict.fromkeys(one.series for one in filings if one.series is not None)
    return replace(
        read,
        matches=tuple(matches),
        filings=tuple(filings),
        fingerprint=replace(read.fingerprint, concepts=tuple(concepts)),
        drafts=tuple(one for one in read.drafts if one.topic not in decided),
        heard=tuple(heard),
    )


def _guarded(read: Study, question: Question, given: Any, topic: Topic, context: Context) -> Answer:
    return second_reader.guard(
        given,
        question,
        takes=_takes(read, topic),
        rates=context.rates,
        day=read.article.published.date(),
    )


def _weighed(
    read: Study,
    match: Match,
    own: tuple[Filing, ...],
    answer: Answer,
    *,
    question: Question,
    topic: Topic,
) -> tuple[tuple[Filing, ...], Heard]:
    if not match.matched:
        return (), Heard(question=question, answer=answer, refused=answer.refused)
    if not own:
        # The rule had found the page off the topic, so that nothing was filed for it yet.
        own = reading.file_for(topic, match.mentions, read.article, read.figures, read.sentences)

    # What is no figure by itself is one where the answer says what it counts, and nothing otherwise.
    loose = {one.start for one in question.offered} - {one.figure.start for one in own}
    own += tuple(
        Filing(figure=one, topic=topic.id, series=None)
        for one in question.offered
        if one.start in loose
    )
    own = tuple(sorted(own, key=lambda one: one.figure.start))

    def counted(figure: Figure, series: Series) -> Figure:
        return in_units_of(series, figure, read.article.language)

    weighed = second_reader.weigh(own, answer, question, topic=topic, counted=counted)
    filings = tuple(
        one for one in weighed.filings if one.series is not None or one.figure.start not in loose
    )
    return filings, Heard(
        question=question,
        answer=answer,
        used=weighed.used,
        refused=answer.refused,
        agreed=weighed.agreed,
        added=weighed.added,
        disputed=weighed.disputed,
    )


def _question(read: Study, topic: Topic) -> Question:
    return second_reader.question(
        read.article,
        topic=topic,
        figures=_offered(read),
        takes=_takes(read, topic),
        sentences=read.sentences,
    )


def _offered(read: Study) -> tuple[Figure, ...]:
    """The page's figures, and its plain numbers: the model sees what they count where no word beside says it."""
    text, language = read.article.text, read.article.language
    loose = loose_numbers(text, language=language, beside=read.figures)
    return tuple(sorted((*read.figures, *loose), key=lambda figure: figure.start))


def _takes(read: Study, topic: Topic) -> dict[int, tuple[str, ...]]:
    """By a figure's start, the series that may take it."""
    return {figure.start: can_take(topic, figure) for figure in _offered(read)}

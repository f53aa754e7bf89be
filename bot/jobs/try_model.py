"""Try a language model: one small question, or ten with known answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.clients.language_model import LanguageModel
from bot.errors import ModelError, ParseError
from bot.jobs.context import Context
from bot.model.second_reader import Question
from bot.steps import second_reader, sentences
from bot.steps.figures import find_figures
from bot.steps.figures.measures import can_take
from bot.steps.second_reader.trial import CASES, Case, right


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One question: what page, how many decisions were right of how many, in how many seconds, or what failed."""

    title: str
    good: int
    all: int
    seconds: float = 0.0
    problem: str = ""


def try_model(context: Context, model: LanguageModel) -> Iterator[Tried]:
    """Ask the built-in questions one after another; what a model cannot answer counts as wrong."""
    for case in CASES:
        yield _tried(context, model, case)


def greet(context: Context, model: LanguageModel) -> str:
    """Ask one small question, and say how it went; raises ModelError where no answer can be used."""
    tried = _tried(context, model, CASES[0])
    if tried.problem:
        raise ModelError(tried.problem)
    return f"{model.use.name} answered in {tried.seconds:.1f} s"


def asked_of(case: Case) -> tuple[Question, dict[int, tuple[str, ...]]]:
    """A case's question, and by a figure's start the series that admit it."""
    article = case.article
    figures = find_figures(article.text, language=case.language, published=article.published.date())
    takes = {one.start: can_take(case.topic, one) for one in figures}
    question = second_reader.question(
        article,
        topic=case.topic,
        figures=figures,
        takes=takes,
        sentences=sentences.split(article.text, case.language),
    )
    return question, takes


def _tried(context: Context, model: LanguageModel, case: Case) -> Tried:
    question, takes = asked_of(case)
    decisions = 1 + len(question.offered)
    try:
        reply = model.ask(question)
        given = second_reader.parse_answer(reply.content)
    except (ModelError, ParseError) as error:
        return Tried(title=case.title, good=0, all=decisions, problem=error.reason)
    answer = second_reader.guard(
        given,
        question,
        takes=takes,
        rates=context.rates,
        day=case.article.published.date(),
    )
    good, decisions = right(case, question, answer)
    return Tried(title=case.title, good=good, all=decisions, seconds=reply.seconds)

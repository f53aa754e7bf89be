"""Ask a language model about a page, in its way as little as possible: bounded in time, number and failures.

Asking happens outside any transaction and before an article is settled. What cannot be had now is decided
without it, and asked later (`jobs/ask_again.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.clients.language_model import LanguageModel, Reply
from bot.errors import ModelError, ParseError
from bot.failpoints import failpoint
from bot.jobs import second_reading
from bot.jobs.context import Context
from bot.jobs.reading import Study
from bot.model.second_reader import Question
from bot.steps import second_reader
from bot.storage import model_answers
from bot.storage.engine import reading, writing

AT_ONCE = 4
# After a failure nobody waits for the model again for so long; a wrong key mends itself even later.
PAUSE = timedelta(minutes=2)
LONG_PAUSE = timedelta(minutes=30)
# Of a figure with fewer points nothing says that it is the topic's; with more than the second, all does.
UNLIKELY = 0.2
SURE = 0.5

PAUSED = "the model failed a moment ago, and is asked later"
OVER = "the day's limit of questions is reached"


def heard(context: Context, read: Study, *, now: datetime) -> Study:
    """A study as the second reader has it, where there is one; without it where it cannot be asked now."""
    if context.model is None:
        return read
    asked = [
        one
        for one in second_reading.questions(read, context)
        if context.model.use.when == "always" or _in_doubt(read, one)
    ]
    if not asked:
        return read
    read = second_reading.answered(read, asked, ask(context, asked, now=now), context)
    for one in read.heard:
        if one.refused:
            context.log.info(
                "part of the second reader's answer was refused",
                title=read.article.title,
                topic=one.question.topic,
                refused=one.refused,
            )
    return read


def as_heard(context: Context, read: Study) -> Study:
    """A study as the second reader had it when it was asked; nothing is asked for it."""
    if context.model is None:
        return read
    asked = second_reading.questions(read, context)
    with reading(context.engine) as conn:
        answers = kept(conn, context, asked)
    known = [one for one in asked if one.hash in answers]
    return second_reading.answered(read, known, answers, context) if known else read


def ask(context: Context, asked: Sequence[Question], *, now: datetime) -> dict[str, Any]:
    """Answers by the questions' hashes: kept ones, and new ones; a sentence where there is none.

    Whatever the model does, this takes no longer than its timeout, and raises nothing of it.
    """
    model = context.model
    if model is None:
        return {}
    with reading(context.engine) as conn:
        found = kept(conn, context, asked)
    open_ones = [one for one in asked if one.hash not in found]
    if not open_ones:
        return found
    with writing(context.engine) as conn:
        if model_answers.paused(conn, now=now):
            return found | {one.hash: PAUSED for one in open_ones}
        room = model_answers.take_calls(conn, len(open_ones), limit=model.use.daily_limit, now=now)
    failpoint("ask.counted")
    found |= {one.hash: OVER for one in open_ones[room:]}
    wanted = open_ones[:room]
    if not wanted:
        return found
    with ThreadPoolExecutor(min(AT_ONCE, len(wanted)), thread_name_prefix="ask") as pool:
        replies = list(pool.map(lambda one: _put(model, one), wanted))
    failpoint("ask.answered")
    return found | _kept(context, wanted, replies, now=now)


def kept(conn: Connection, context: Context, asked: Sequence[Question]) -> dict[str, Any]:
    """The answers that were given earlier to these very questions by this very model."""
    contents = model_answers.find(conn, [one.hash for one in asked], name_of(context))
    return {key: second_reader.parse_answer(content) for key, content in contents.items()}


def name_of(context: Context) -> str:
    """The name of the model that reads; empty where there is none."""
    return context.model.use.name if context.model is not None else ""


def _put(model: LanguageModel, asked: Question) -> tuple[Reply | None, dict[str, Any] | ModelError]:
    """One question: its reply and the answer in it, or what went wrong."""
    reply = None
    try:
        reply = model.ask(asked)
        return reply, second_reader.parse_answer(reply.content)
    except ModelError as error:
        return reply, error
    except ParseError as error:
        return reply, ModelError(error.reason, temporary=True)


def _kept(
    context: Context,
    asked: Sequence[Question],
    replies: Sequence[tuple[Reply | None, dict[str, Any] | ModelError]],
    *,
    now: datetime,
) -> dict[str, Any]:
    """Keep answers and their cost, in one transaction; leave a model that failed alone for a while."""
    found: dict[str, Any] = {}
    silent: list[ModelError] = []
    with writing(context.engine) as conn:
        for question, (reply, given) in zip(asked, replies, strict=True):
            if isinstance(given, ModelError):
                found[question.hash] = given.reason
                # A model that answers nonsense about one page may well answer the next one.
                silent += [given] if reply is None else []
            elif reply is not None:
                found[question.hash] = given
                model_answers.keep(conn, question.hash, name_of(context), reply.content, now=now)
        model_answers.count(conn, _cost(replies), now=now)
        if silent:
            waits = [one.retry_after or (PAUSE if one.temporary else LONG_PAUSE) for one in silent]
            model_answers.pause(conn, now + max(waits))
    failpoint("ask.kept")
    for one in silent:
        context.log.warning("the second reader did not answer", reason=one.reason)
    return found


def _cost(
    replies: Sequence[tuple[Reply | None, dict[str, Any] | ModelError]],
) -> model_answers.Day:
    had = [reply for reply, _ in replies if reply is not None]
    return model_answers.Day(
        failed=sum(isinstance(given, ModelError) for _, given in replies),
        tokens_in=sum(one.tokens_in for one in had),
        tokens_out=sum(one.tokens_out for one in had),
        seconds=sum(one.seconds for one in had),
    )


def _in_doubt(read: Study, asked: Question) -> bool:
    """Whether our own filing is unsure of a figure that the model could be asked about."""
    offered = {one.start for one in asked.offered}
    return any(
        one.score >= UNLIKELY and not (one.series is not None and one.score >= SURE)
        for one in read.filings
        if one.topic == asked.topic and one.figure.start in offered
    )

"""Ask about a page whose question had no answer, and let the digest tell what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs import asking, bookkeeping, reading, second_reading, telling
from bot.jobs.context import Context
from bot.jobs.reading import Study
from bot.model.alerts import Reading
from bot.model.figures import Filing, Observation
from bot.model.topics import Topic
from bot.steps import triage
from bot.steps.figures.measures import observations_of
from bot.storage import articles, ledger, second_readings, stories
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.storage.second_readings import Waiting

# When a question is asked again after each failure; then it is given up.
AGAIN = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
# What was not asked at all, since the model was down or the day's limit reached, waits as long.
UNASKED = timedelta(minutes=10)
LEASE = timedelta(minutes=4)


def ask_again(context: Context, *, now: datetime, token: str) -> str | None:
    """Ask about one page that waits, and say what became of it; None where none is due.

    What the answer changes stands in the digest, and calls nobody: the page is not news any more.
    """
    if context.model is None:
        return None
    with writing(context.engine) as conn:
        waiting = second_readings.claim_due(conn, now=now, lease=LEASE, token=token)
    if waiting is None:
        return None
    failpoint("again.claimed")
    with reads(context.engine) as conn:
        stored = articles.get(conn, waiting.article)
    topic = next((one for one in context.watchlist.topics if one.id == waiting.topic), None)
    if topic is None or stored is None:
        return _put_off(context, waiting, "its topic or its page is gone", due_at=None)
    read = reading.study(stored.article, context)
    # It mentioned the topic when it was asked about; a changed feeds.yaml may say otherwise.
    asked = [one for one in second_reading.questions(read, context) if one.topic == topic.id]
    answers = asking.ask(context, asked, now=now)
    given = next(iter(answers.values()), "it mentions the topic no more")
    failpoint("again.asked")
    if isinstance(given, str):
        due_at = _next(waiting, given, now) if asked else None
        return _put_off(context, waiting, given, due_at=due_at)
    read = second_reading.answered(read, asked, answers, context)
    return _apply(context, waiting, stored, read, topic, token=token, now=now)


def _apply(
    context: Context,
    waiting: Waiting,
    stored: Reading,
    read: Study,
    topic: Topic,
    *,
    token: str,
    now: datetime,
) -> str:
    with writing(context.engine) as conn:
        if not second_readings.holds(conn, waiting, token):
            return "asked elsewhere"
        _settle(conn, stored, read, topic, context, now=now)
        failpoint("again.settled")
        second_readings.note(
            conn,
            waiting.article,
            read.heard,
            model=asking.name_of(context),
            now=now,
            due_at=None,
            attempts=waiting.attempts + 1,
        )
    failpoint("again.committed")
    return f"answered late: {stored.article.title}"


def _next(waiting: Waiting, problem: str, now: datetime) -> datetime | None:
    if problem in {asking.PAUSED, asking.OVER}:
        return now + UNASKED
    return now + AGAIN[waiting.attempts] if waiting.attempts < len(AGAIN) else None


def _put_off(context: Context, waiting: Waiting, problem: str, *, due_at: datetime | None) -> str:
    with writing(context.engine) as conn:
        second_readings.put_off(
            conn,
            waiting,
            problem=problem,
            due_at=due_at,
            counts=problem not in {asking.PAUSED, asking.OVER},
        )
    failpoint("again.put_off")
    return problem


def _settle(
    conn: Connection,
    stored: Reading,
    read: Study,
    topic: Topic,
    context: Context,
    *,
    now: datetime,
) -> None:
    """File the page as the answer has it: what falls away is withdrawn, what is new goes into the digest."""
    read = reading.as_ruled(conn, read, context)
    match = next(one for one in read.matches if one.topic == topic.id)
    theirs = tuple(one for one in read.filings if one.topic == topic.id)
    others = tuple(one for one in stored.filings if one.topic != topic.id)
    matches = tuple(match if one.topic == topic.id else one for one in stored.matches)
    verdict = stored.verdict
    on_topic = any(one.matched for one in matches)
    if on_topic and verdict.kind == "off_topic":
        verdict = replace(verdict, kind="new", story=stories.resolve(conn, verdict.story))
    elif not on_topic:
        verdict = replace(verdict, kind="off_topic")
    again = replace(stored, matches=matches, filings=(*others, *theirs), verdict=verdict)
    articles.decide_again(conn, again)
    if on_topic and stored.verdict.kind == "off_topic":
        stories.touch(conn, again, now=now)
        reading.index(conn, read, verdict)
    _enter(conn, again, read, theirs, topic, context=context, now=now)


def _enter(
    conn: Connection,
    again: Reading,
    read: Study,
    theirs: tuple[Filing, ...],
    topic: Topic,
    *,
    context: Context,
    now: datetime,
) -> None:
    article = again.article
    observed = observations_of(
        theirs,
        article=article,
        origin=again.verdict.origin,
        topic=topic,
        sentences=read.sentences,
        edited=False,
    )
    wanted = {_said(one) for one in observed}
    known: set[Any] = set()
    for change in ledger.changes_of(conn, article.id):
        before = change.after
        if before.topic != topic.id or before.id is None:
            continue
        if _said(before) in wanted:
            known.add(_said(before))
        else:
            ledger.withdraw(conn, before.id, now=now)
    failpoint("again.withdrawn")
    baseline = again.triage.code == "baseline"
    new = [one for one in observed if _said(one) not in known]
    found = bookkeeping.enter(conn, new, topic, context, now=now, tell=not baseline)
    decision = triage.triage(
        article=article, verdict=again.verdict, changes=found, topic=topic, baseline=baseline
    )
    if decision.decision == "silence":
        return
    late = replace(decision, decision="digest")
    alert = telling.alert_of(
        conn,
        article,
        topic,
        story=again.verdict.story,
        found=found,
        decision=late,
        context=context,
        now=now,
    )
    telling.put(conn, alert, late, context, now=now)


def _said(one: Observation) -> tuple[Any, ...]:
    figure = one.figure
    return one.series, figure.low, figure.high, figure.unit, figure.by

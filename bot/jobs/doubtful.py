"""A page that a topic's rule does not decide: what is known of the story says whether it is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.figures import Filing
from bot.model.news import Verdict
from bot.model.topics import Match
from bot.steps.match import judged
from bot.storage import articles, ledger

# A story's pages of so many days say that it is in full course.
RECENT = timedelta(days=3)


def decide(
    conn: Connection,
    match: Match,
    filings: Sequence[Filing],
    verdict: Verdict,
    context: Context,
    *,
    published: datetime,
) -> Match:
    """A doubtful match, decided with the topic's ledger, its known pages and its latest days.

    `filings` are the page's, for all topics; `verdict` says which known page it is like. A copy of a page on the
    topic is on it.
    """
    topic = next(one for one in context.watchlist.topics if one.id == match.topic)
    filed = [one for one in filings if one.topic == topic.id and one.series is not None]
    near = verdict.nearest is not None and (
        topic.id in articles.topics_of(conn, verdict.nearest)
        or topic.id in ledger.topics_of(conn, verdict.nearest)
    )
    if near and verdict.kind == "duplicate":
        copied = f"repeats the text of {verdict.nearest}, which is on the topic. {match.reason}"
        return replace(match, matched=True, score=1.0, reason=copied)
    known = ledger.latest_values(conn, topic.id, {one.series for one in filed if one.series})
    again = {
        one.figure.start for one in filed if (one.series, one.figure.unit, one.figure.low) in known
    }
    return judged(
        match,
        topic.keywords.certainty,
        known_values=len(again),
        likeness=verdict.similarity if near else 0.0,
        recent=articles.count_on_topic(conn, topic.id, published - RECENT, to=published),
        weights=context.topic_weights,
    )

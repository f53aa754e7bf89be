"""File the past again, when a topic's series have changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs import asking, reading, second_reading
from bot.jobs.context import Context
from bot.jobs.reading import Study
from bot.storage import articles, ledger
from bot.storage.engine import writing


def refile(context: Context, *, now: datetime) -> tuple[int, int]:
    """Read every stored article again with today's topics, in its order; (articles, figures filed).

    What articles said before is withdrawn, not deleted; seeds stay as they were filed. Nothing is told.
    All of it stands afterwards, or none.
    """
    read = filed = 0
    with writing(context.engine) as conn:
        for topic in context.watchlist.topics:
            ledger.withdraw_articles(conn, topic.id, now=now)
        failpoint("refile.withdrawn")
        for stored, edited in articles.oldest_first(conn):
            study = _as_heard(conn, reading.study(stored.article, context), context)
            study = reading.as_ruled(conn, study, context)
            matched = {match.topic for match in study.matches if match.matched}
            articles.file_again(conn, stored.article.id, study.filings)
            failpoint("refile.filed")
            read += bool(matched)
            for topic in context.watchlist.topics:
                if topic.id in matched:
                    filed += len(
                        reading.file_in_ledger(
                            conn,
                            study,
                            topic,
                            context,
                            origin=stored.verdict.origin,
                            edited=edited,
                            now=now,
                            tell=False,
                        )
                    )
        failpoint("refile.before_commit")
    failpoint("refile.committed")
    return read, filed


def _as_heard(conn: Connection, read: Study, context: Context) -> Study:
    """A study as the second reader had it when it was asked; nothing is asked for it."""
    asked = second_reading.questions(read, context) if context.model is not None else ()
    if not asked:
        return read
    answers = asking.kept(conn, context, asked)
    known = [one for one in asked if one.hash in answers]
    return second_reading.answered(read, known, answers, context) if known else read

"""File the past again, when a topic's series have changed."""

from __future__ import annotations

from datetime import datetime

from bot.failpoints import failpoint
from bot.jobs import reading
from bot.jobs.context import Context
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
            study = reading.as_ruled(conn, reading.study(stored.article, context), context)
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

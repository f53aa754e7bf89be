"""File the past again, when a topic's series have changed; a bot may run beside it.

The articles are read again outside of any write transaction. Then one transaction puts the new records in the
place of the old ones, and short ones keep where each article's figures belong now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.errors import StorageError
from bot.failpoints import failpoint
from bot.jobs import asking, filing, reading
from bot.jobs.context import Context
from bot.model.alerts import Reading
from bot.model.claims import Row
from bot.model.figures import Change, Filing
from bot.model.known import KnownValue
from bot.model.topics import Topic
from bot.steps import compare
from bot.storage import articles, codec, ledger, rulings
from bot.storage.engine import reading as reads
from bot.storage.engine import writing

# So many articles' filings are kept in one transaction.
BATCH = 100
# So often the past is read on, or anew, because something happened meanwhile.
TRIES = 20


@dataclass(slots=True)
class _Past:
    """What the articles said, as far as they were read again: by topic, and in their order."""

    stamp: tuple[object, ...]
    rows: dict[str, tuple[Row, ...]]
    changes: dict[str, list[Change]]
    filings: list[tuple[str, Sequence[Filing]]] = field(default_factory=list)
    seen: set[tuple[str, int]] = field(default_factory=set)
    since: datetime | None = None
    read: int = 0
    known: dict[str, list[KnownValue]] = field(default_factory=dict)


def refile(context: Context, *, now: datetime) -> tuple[int, int]:
    """Read every stored article again with today's topics, in its order; (articles, figures filed).

    What articles said before is withdrawn, not deleted; seeds stay as they were filed. Nothing is told, and what
    was told stays marked so. The new ledger takes the old one's place whole, or not at all. Raises StorageError,
    which is temporary, where a running bot reads or persons rule faster than the past can be read.
    """
    past = _begun(context)
    for _ in range(TRIES):
        _read_on(past, context)
        with writing(context.engine) as conn:
            if _fresh(conn, past):
                continue
            if past.stamp == _stamp(conn):
                filed = _swap(conn, past, now=now)
                failpoint("refile.before_commit")
                break
        past = _begun(context)
    else:
        raise StorageError(
            "the ledger changed whenever the past had been read; try again when the bot has less to do",
            temporary=True,
        )
    failpoint("refile.committed")
    for start in range(0, len(past.filings), BATCH):
        with writing(context.engine) as conn:
            for article, filings in past.filings[start : start + BATCH]:
                articles.file_again(conn, article, filings)
        failpoint("refile.filed")
    return past.read, filed


def _begun(context: Context) -> _Past:
    """The past before any article: what seeds said."""
    with reads(context.engine) as conn:
        return _Past(
            stamp=_stamp(conn),
            rows={
                topic.id: compare.fold(ledger.seeded(conn, topic.id))
                for topic in context.watchlist.topics
            },
            changes={topic.id: [] for topic in context.watchlist.topics},
            known={
                topic.id: list(filing.seeded(conn, topic.id, context.rates))
                for topic in context.watchlist.topics
            },
        )


def _read_on(past: _Past, context: Context) -> None:
    """Read all articles again that were not yet, in the order in which they were read."""
    with reads(context.engine) as conn:
        fresh = _fresh(conn, past)
        held = {topic.id: rulings.in_force(conn, topic.id) for topic in context.watchlist.topics}
    for stored, revision, read_at in fresh:
        study = asking.as_heard(context, reading.study(stored.article, context))
        study = reading.ruled(reading.filed_with(study, past.known, context), held, context)
        matched = {match.topic for match in study.matches if match.matched}
        for topic in context.watchlist.topics:
            if topic.id in matched:
                origin, edited = stored.verdict.origin, revision > 0
                _compared(past, study, topic, context, origin=origin, edited=edited)
                filings = [codec.encode(one) for one in study.filings]
                past.known[topic.id] += filing.said(study.article, topic.id, filings, context.rates)
        past.filings.append((stored.article.id, study.filings))
        past.seen.add((stored.article.id, revision))
        past.since = read_at
        past.read += bool(matched)


def _compared(
    past: _Past,
    study: reading.Study,
    topic: Topic,
    context: Context,
    *,
    origin: str,
    edited: bool,
) -> None:
    observations = reading.observed(study, topic, origin=origin, edited=edited)
    rows = past.rows[topic.id]
    found = compare.compare(observations, known=rows, rates=context.rates, topic=topic)
    quiet = [replace(change, told=False) for change in found]
    past.rows[topic.id] = compare.enter(rows, quiet)
    past.changes[topic.id] += quiet


def _swap(conn: Connection, past: _Past, *, now: datetime) -> int:
    """Withdraw what articles said, and write down what they say; how many figures that are."""
    filed = 0
    for topic, changes in past.changes.items():
        told = ledger.told_by_articles(conn, topic)
        ledger.withdraw_articles(conn, topic, now=now)
        marked = [replace(one, told=ledger.stated(one.after) in told) for one in changes]
        filed += len(ledger.record(conn, marked, now=now))
    failpoint("refile.recorded")
    return filed


def _fresh(conn: Connection, past: _Past) -> list[tuple[Reading, int, datetime]]:
    return [
        (stored, revision, read_at)
        for stored, revision, read_at in articles.oldest_first(conn, past.since)
        if (stored.article.id, revision) not in past.seen
    ]


def _stamp(conn: Connection) -> tuple[object, ...]:
    """What changes when somebody rules, or when a figure is withdrawn."""
    made = rulings.past_and_present(conn)
    return (len(made), sum(one.lifted_at is not None for one in made), ledger.withdrawn(conn))

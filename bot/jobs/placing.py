"""Which event an article reports: its likeness to what is known, and what it did to the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.figures import Change
from bot.model.news import Article, Bearing, Fingerprint, Known, Verdict
from bot.steps import dedupe
from bot.storage import similar, stories


def judged(
    article: Article, fingerprint: Fingerprint, candidates: Sequence[Known], context: Context
) -> Verdict:
    """The verdict by likeness alone, from which it shows whose text an article repeats."""
    return dedupe.judge(
        article=article,
        fingerprint=fingerprint,
        candidates=candidates,
        weights=context.event_weights,
    )


def placed(
    conn: Connection,
    article: Article,
    fingerprint: Fingerprint,
    candidates: Sequence[Known],
    *,
    changes: Sequence[Change],
    context: Context,
) -> Verdict:
    """The verdict that stands, by what an article changed in the ledger too. Events go by their present ids.

    `candidates` are those that it is like; the reports whose values it moves are held against it besides.
    """
    bearing = _bearing(article, changes)
    there = {known.id for known in candidates}
    moved = (similar.get(conn, id_) for id_ in bearing.moves if id_ not in there)
    verdict = dedupe.judge(
        article=article,
        fingerprint=fingerprint,
        candidates=[*candidates, *(known for known in moved if known is not None)],
        bearing=bearing,
        weights=context.event_weights,
    )
    follows = stories.resolve(conn, verdict.follows) if verdict.follows is not None else None
    return replace(verdict, story=stories.resolve(conn, verdict.story), follows=follows)


def aside(conn: Connection, like: Verdict) -> Verdict:
    """The verdict on an article that is on no topic, and of no event."""
    return replace(like, kind="off_topic", story=stories.resolve(conn, like.story), follows=None)


def _bearing(article: Article, changes: Sequence[Change]) -> Bearing:
    """One voice for each series, and none for what an article says against its own earlier words."""
    news: set[tuple[str, str]] = set()
    moves: dict[tuple[str, str], str] = {}
    for change in changes:
        before = change.before
        if change.kind not in {"new", "revised"} or (
            before is not None and before.article == article.id
        ):
            continue
        series = (change.after.topic, change.after.series)
        news.add(series)
        if before is not None:
            moves.setdefault(series, before.article)
    return Bearing(moves=tuple(dict.fromkeys(moves.values())), news=len(news))

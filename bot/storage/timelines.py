"""Timelines: a story's reports in their order, what each brought, and why the others were folded away."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.model.stories import Report, Timeline
from bot.storage import articles, ledger, stories
from bot.storage.schema import fingerprints
from bot.storage.schema import stories as story_rows

# A story that never ends is shown by its latest reports.
MOST_REPORTS = 500


def timeline(conn: Connection, story: str, *, limit: int = MOST_REPORTS) -> Timeline | None:
    """A story with its reports, oldest first; None where there is no story of that id.

    Of more than `limit` reports the latest are given.
    """
    whole = stories.get(conn, story)
    if whole is None:
        return None
    rows = conn.execute(
        select(
            fingerprints.c.known_id,
            fingerprints.c.source,
            fingerprints.c.language,
            fingerprints.c.published,
            fingerprints.c.title,
        )
        .where(fingerprints.c.story == whole.id)
        .order_by(fingerprints.c.published.desc(), fingerprints.c.number.desc())
        .limit(limit)
    ).all()
    ids = [row.known_id for row in rows]
    judged = articles.judgements(conn, ids)
    changes = ledger.changes_of_each(conn, ids)
    reports = []
    for row in reversed(rows):
        judgement = judged.get(row.known_id)
        reports.append(
            Report(
                id=row.known_id,
                source=row.source,
                language=row.language,
                published=row.published,
                title=row.title,
                url=judgement.url if judgement else None,
                changes=changes.get(row.known_id, ()),
                verdict=judgement.verdict if judgement else None,
                triage=judgement.triage if judgement else None,
                revisions=judgement.revisions if judgement else 0,
            )
        )
    after = (stories.get(conn, one) for one in stories.following(conn, whole.id))
    return Timeline(
        story=whole,
        reports=tuple(reports),
        merged=_merged(conn, whole.id),
        before=stories.before(conn, whole.id),
        after=tuple(one for one in after if one is not None),
    )


def _merged(conn: Connection, story: str) -> tuple[str, ...]:
    """The stories that became part of this one, by whatever way."""
    rows = conn.execute(
        select(story_rows.c.id, story_rows.c.merged_into).where(
            story_rows.c.merged_into.is_not(None)
        )
    )
    parts: dict[str, list[str]] = {}
    for row in rows:
        parts.setdefault(row.merged_into, []).append(row.id)
    found, waiting = [], [story]
    while waiting:
        direct = parts.pop(waiting.pop(), [])
        found += direct
        waiting += direct
    return tuple(sorted(found))

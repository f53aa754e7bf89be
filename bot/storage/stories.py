"""Stories: articles on one event, under an id that stays, merged by hand where they were split wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from bot.errors import StorageError
from bot.model.alerts import Reading
from bot.model.news import Story
from bot.storage import threads
from bot.storage.schema import alerts, articles, fingerprints, stories


def resolve(conn: Connection, story: str) -> str:
    """The id that a story goes by now: its own, or that of the one it was merged into."""
    seen = {story}
    while True:
        into = conn.scalar(select(stories.c.merged_into).where(stories.c.id == story))
        if into is None or into in seen:
            return story
        seen.add(into)
        story = into


def found(
    conn: Connection,
    story: str,
    *,
    topic: str,
    title: str,
    at: datetime,
    follows: str | None = None,
) -> None:
    """Open an event, or let it reach to `at` where it is open already; its title and what it follows stay."""
    kept = conn.execute(
        select(stories.c.first_at, stories.c.last_at).where(stories.c.id == story)
    ).first()
    if kept is None:
        conn.execute(
            insert(stories).values(
                id=story, topic=topic, title=title, first_at=at, last_at=at, follows=follows
            )
        )
        return
    conn.execute(
        update(stories)
        .where(stories.c.id == story)
        .values(first_at=min(kept.first_at, at), last_at=max(kept.last_at, at))
    )


def touch(conn: Connection, reading: Reading, *, now: datetime) -> None:
    """Take note that an article belongs to its verdict's story. A date in the future counts as now."""
    topics = [match.topic for match in reading.matches if match.matched]
    if topics:
        found(
            conn,
            reading.verdict.story,
            topic=topics[0],
            title=reading.article.title,
            at=min(reading.article.published, now),
            follows=reading.verdict.follows,
        )


def title(conn: Connection, story: str) -> str | None:
    """The headline of the story's first article; None for a story that nobody opened."""
    return conn.scalar(select(stories.c.title).where(stories.c.id == resolve(conn, story)))


def following(conn: Connection, story: str) -> tuple[str, ...]:
    """The events that follow one, the first one first."""
    rows = conn.execute(
        select(stories.c.id)
        .where(stories.c.follows == story, stories.c.merged_into.is_(None))
        .order_by(stories.c.first_at, stories.c.id)
    )
    return tuple(row.id for row in rows)


def before(conn: Connection, story: str, *, most: int = 50) -> tuple[Story, ...]:
    """The events before one, the latest first: what it follows, what that follows, and so on."""
    found: list[Story] = []
    seen, at = {resolve(conn, story)}, get(conn, story)
    while at is not None and at.follows is not None and at.follows not in seen:
        if len(found) == most:
            break
        seen.add(at.follows)
        at = get(conn, at.follows)
        if at is not None:
            found.append(at)
    return tuple(found)


def merge(conn: Connection, story: str, into: str) -> bool:
    """Let one story be part of another from now on: its articles, and all that would have joined it.

    What is told of it from now on goes into the thread of the story that it became part of. False, with
    nothing written, where both are one story already. Raises StorageError where there is no such story.
    """
    if story == into:
        raise StorageError(f"{story!r} is given twice; name two stories")
    one, other = resolve(conn, story), resolve(conn, into)
    for given, found_id in ((story, one), (into, other)):
        if title(conn, found_id) is None:
            raise StorageError(f"there is no event {given!r}; `bot events` lists them")
    if one == other:
        return False
    unite(conn, one, into=other)
    return True


def unite(conn: Connection, story: str, *, into: str) -> None:
    """Make two different stories one, whether or not they have been opened: seeds found some that are not."""
    span = conn.execute(
        select(func.min(stories.c.first_at), func.max(stories.c.last_at)).where(
            stories.c.id.in_((story, into))
        )
    ).one()
    conn.execute(update(stories).where(stories.c.id == story).values(merged_into=into))
    conn.execute(
        update(stories).where(stories.c.id == into).values(first_at=span[0], last_at=span[1])
    )
    _follow_on(conn, story, into=into)
    for table in (articles, fingerprints, alerts):
        conn.execute(update(table).where(table.c.story == story).values(story=into))
    threads.join(conn, story, into=into)


def _follow_on(conn: Connection, story: str, *, into: str) -> None:
    """Let what followed an event follow the one that it became part of, which follows what was before both."""
    earlier = conn.execute(
        select(stories.c.id, stories.c.follows, stories.c.first_at)
        .where(stories.c.id.in_((story, into)))
        .order_by(stories.c.first_at, stories.c.id)
    ).all()
    before_both = next(
        (row.follows for row in earlier if row.follows not in (None, story, into)), None
    )
    conn.execute(update(stories).where(stories.c.follows == story).values(follows=into))
    conn.execute(update(stories).where(stories.c.id == into).values(follows=before_both))


def get(conn: Connection, story: str) -> Story | None:
    """A story with its timeline, languages and publishers; None where there is none of that id."""
    row = conn.execute(select(stories).where(stories.c.id == resolve(conn, story))).first()
    if row is None:
        return None
    told = conn.execute(
        select(fingerprints.c.known_id, fingerprints.c.language, fingerprints.c.source)
        .where(fingerprints.c.story == row.id)
        .order_by(fingerprints.c.published, fingerprints.c.number)
    ).all()
    return Story(
        id=row.id,
        topic=row.topic,
        title=row.title,
        first_at=row.first_at,
        last_at=row.last_at,
        articles=tuple(one.known_id for one in told),
        languages=_each_once(one.language for one in told),
        sources=_each_once(one.source for one in told),
        follows=resolve(conn, row.follows) if row.follows is not None else None,
    )


def latest(
    conn: Connection, *, topic: str | None = None, since: datetime | None = None, limit: int = 50
) -> tuple[Story, ...]:
    """The stories that moved last, latest first."""
    wanted = select(stories.c.id).where(stories.c.merged_into.is_(None))
    if topic is not None:
        wanted = wanted.where(stories.c.topic == topic)
    if since is not None:
        wanted = wanted.where(stories.c.last_at >= since)
    ids = conn.scalars(wanted.order_by(stories.c.last_at.desc(), stories.c.id).limit(limit)).all()
    return tuple(story for one in ids if (story := get(conn, one)) is not None)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

"""Which earlier articles and seeds might an article repeat? Looked up by index, never by scanning.

Near-copies meet in `passages` (keys of longer runs of words), reports of one event in `marks` (entities, figures and
telling words that they share, latest first). What comes back is only a choice of candidates: dedupe
decides.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    TextualSelect,
    column,
    delete,
    insert,
    select,
    text,
    update,
)

from bot.model.news import Fingerprint, Known
from bot.storage.schema import fingerprints, marks, passages

# A mark that half the news carries leads nowhere in particular: of each, the latest are looked at.
LATEST_OF_A_MARK = 40
TELLING_TERMS = 12
# A passage that more texts than this hold is somebody's boilerplate: the latest of them are looked at.
LATEST_OF_A_PASSAGE = 40
MOST_OF_ALL_PASSAGES = 200
# Reports of one event are not read in the order of their dates.
MINUTE = 60
READ_AHEAD_MINUTES = 3 * 24 * 60
LAST_MINUTE = 2**31 - 1
# SQLite takes no more parts in one statement than 500.
MOST_MARKS = 120


def add(conn: Connection, known: Known) -> None:
    """Make an article or a seed known; one that is known already is replaced (its page was edited)."""
    row = _row(known)
    number = conn.scalar(select(fingerprints.c.number).where(fingerprints.c.known_id == known.id))
    if number is None:
        made = conn.execute(insert(fingerprints).values(**row)).inserted_primary_key
        number = made[0] if made is not None else None
    else:
        _forget(conn, number)
        conn.execute(update(fingerprints).where(fingerprints.c.number == number).values(**row))
    keys = [{"key": key, "number": number} for key in set(known.fingerprint.passages)]
    if keys:
        conn.execute(insert(passages), keys)
    minute = _minute(known.published)
    found = [
        {"key": key, "published": minute, "number": number} for key in _marks(known.fingerprint)
    ]
    if found:
        conn.execute(insert(marks), found)


def nearest(
    conn: Connection, fingerprint: Fingerprint, *, limit: int = 60, at: datetime | None = None
) -> list[Known]:
    """The candidates for what an article repeats, likeliest first, seeds among them.

    First those with its address, text or headline and those that share a passage; then those that share
    most of its marks, of the latest at about the time `at` (None: of all).
    """
    numbers = [*_exact(conn, fingerprint), *sharing_passages(conn, fingerprint.passages)]
    if len(numbers) < limit:
        numbers += _sharing_marks(conn, fingerprint, at, limit)
    numbers = list(dict.fromkeys(numbers))[:limit]
    rows = conn.execute(select(fingerprints).where(fingerprints.c.number.in_(numbers)))
    known = {row.number: _known(row) for row in rows}
    return [known[number] for number in numbers]


def sharing_passages(conn: Connection, keys: Sequence[int]) -> list[int]:
    """The numbers of the articles that share passages with a text, those that share most first.

    `keys` are its fingerprint's. A number is what `fingerprints` knows an article by.
    """
    if not keys:
        return []
    # Not through SQLAlchemy's own statements: those take longer than the look-up.
    some, latest = _of_passages(len(keys), conn.dialect.name)
    asked = tuple(keys)
    numbers = conn.exec_driver_sql(some, asked).scalars().all()
    if len(numbers) > MOST_OF_ALL_PASSAGES:
        numbers = conn.exec_driver_sql(latest, asked).scalars().all()
    return [number for number, _count in Counter(numbers).most_common()] if numbers else []


def by_address(conn: Connection, address: str) -> Known | None:
    """The article that was last read at a normalised address."""
    row = conn.execute(
        select(fingerprints)
        .where(fingerprints.c.address == address)
        .order_by(fingerprints.c.number.desc())
        .limit(1)
    ).first()
    return _known(row) if row is not None else None


def forget_before(conn: Connection, moment: datetime, *, limit: int = 1000) -> int:
    """Drop the look-up rows of articles published before `moment`; how many articles were dropped.

    No more than `limit` at a time, so that nobody waits for the write lock. Seeds stay for ever, and so do fingerprints: an old page is still known by its address and its text.
    """
    old = conn.scalars(
        select(fingerprints.c.number)
        .where(
            fingerprints.c.published < moment,
            fingerprints.c.indexed,
            fingerprints.c.known_id.not_like("seed:%"),
        )
        .order_by(fingerprints.c.published)
        .limit(limit)
    ).all()
    for number in old:
        _forget(conn, number)
    return len(old)


def of_another_scheme(
    conn: Connection, scheme: str, *, before: int | None = None, limit: int = 500
) -> list[tuple[int, Known]]:
    """What was made under another scheme and is to be made again, latest first, with its number.

    `before` goes on from an earlier answer's last number. Seeds are left out: their records are made again.
    """
    wanted = select(fingerprints).where(
        fingerprints.c.scheme != scheme, fingerprints.c.known_id.not_like("seed:%")
    )
    if before is not None:
        wanted = wanted.where(fingerprints.c.number < before)
    rows = conn.execute(wanted.order_by(fingerprints.c.number.desc()).limit(limit))
    return [(row.number, _known(row)) for row in rows]


def get(conn: Connection, known_id: str) -> Known | None:
    """An article or a seed as it is known, by its id."""
    row = conn.execute(select(fingerprints).where(fingerprints.c.known_id == known_id)).first()
    return _known(row) if row is not None else None


def _exact(conn: Connection, fingerprint: Fingerprint) -> list[int]:
    found: list[int] = []
    for of_its, value in (
        (fingerprints.c.address, fingerprint.address),
        (fingerprints.c.text_sha, fingerprint.text_sha),
        (fingerprints.c.title_sha, fingerprint.title_sha),
    ):
        if value is not None:
            found += conn.scalars(
                select(fingerprints.c.number)
                .where(of_its == value)
                .order_by(fingerprints.c.number.desc())
                .limit(5)
            )
    return found


def _sharing_marks(
    conn: Connection, fingerprint: Fingerprint, at: datetime | None, limit: int
) -> list[int]:
    keys = _marks(fingerprint)
    if not keys:
        return []
    latest = LAST_MINUTE if at is None else _minute(at) + READ_AHEAD_MINUTES
    asked = _each_key(len(keys), _LATEST_OF_A_MARK)
    shared = Counter(
        conn.scalars(asked, _numbered(keys) | {"latest": latest, "most": LATEST_OF_A_MARK})
    )
    return [number for number, _count in shared.most_common(limit)]


_LATEST_OF_A_MARK = (
    "SELECT number FROM marks WHERE key = :key{0} AND published <= :latest "
    "ORDER BY published DESC LIMIT :most"
)


@cache
def _of_passages(count: int, dialect: str) -> tuple[str, str]:
    """Two statements: all that share one of so many passages, up to a limit; and the latest of each."""
    # SQLite goes through the keys in their order by itself.
    mark, order = ("?", "") if dialect == "sqlite" else ("%s", " ORDER BY key, number")
    marks = ", ".join([mark] * count)
    some = f"SELECT number FROM passages WHERE key IN ({marks}){order} LIMIT {MOST_OF_ALL_PASSAGES + 1}"  # noqa: S608  (parameters' marks)
    one = (
        f"SELECT number FROM (SELECT number FROM passages WHERE key = {mark} "  # noqa: S608  (a parameter's mark)
        f"ORDER BY number DESC LIMIT {LATEST_OF_A_PASSAGE}) AS of_key"
    )
    return some, " UNION ALL ".join(f"{one}{number}" for number in range(count))


@cache
def _each_key(count: int, select_one: str) -> TextualSelect:
    """One statement that asks for each key by itself: a limit each, and one journey to the database."""
    parts = (
        f"SELECT number FROM ({select_one.format(number)}) AS of_key{number}"  # noqa: S608  (numbered parameters only)
        for number in range(count)
    )
    return text(" UNION ALL ".join(parts)).columns(column("number", Integer))


def _numbered(keys: Iterable[int]) -> dict[str, int]:
    return {f"key{number}": key for number, key in enumerate(keys)}


def _forget(conn: Connection, number: int) -> None:
    """Take an article out of the look-up tables, by the keys that its own fingerprint gives."""
    known = _known(conn.execute(select(fingerprints).where(fingerprints.c.number == number)).one())
    for table, keys in (
        (passages, known.fingerprint.passages),
        (marks, _marks(known.fingerprint)),
    ):
        conn.execute(delete(table).where(table.c.key.in_(keys), table.c.number == number))
    conn.execute(update(fingerprints).where(fingerprints.c.number == number).values(indexed=False))


def _marks(fingerprint: Fingerprint) -> set[int]:
    telling = islice(_telling(fingerprint), MOST_MARKS)
    return {_key(kind, name.encode("utf-8", "surrogatepass")) for kind, name in telling}


def _telling(fingerprint: Fingerprint) -> Iterator[tuple[str, str]]:
    yield from (("concept/", concept) for concept in fingerprint.concepts)
    yield from (("term/", term) for term, _weight in fingerprint.terms[:TELLING_TERMS])
    yield from (("entity/", name) for name in fingerprint.entities)
    yield from (("value/", value) for value in fingerprint.values)


def _key(kind: str, what: bytes) -> int:
    """32 bits, signed: a chance collision costs one candidate more, a wider key costs every row."""
    digest = hashlib.blake2b(kind.encode() + what, digest_size=4).digest()
    return int.from_bytes(digest, "little", signed=True)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // MINUTE


def _row(known: Known) -> dict[str, Any]:
    fingerprint = known.fingerprint
    return {
        "known_id": known.id,
        "story": known.story,
        "origin": known.origin,
        "source": known.source,
        "language": known.language,
        "published": known.published,
        "title": known.title,
        "indexed": True,
        "scheme": fingerprint.scheme,
        "address": fingerprint.address,
        "text_sha": fingerprint.text_sha,
        "title_sha": fingerprint.title_sha,
        "minhash": bytes(fingerprint.minhash),
        "shingles": fingerprint.shingles,
        "passages": struct.pack(f"<{len(fingerprint.passages)}i", *fingerprint.passages),
        "profile": {
            "terms": [list(term) for term in fingerprint.terms],
            "entities": list(fingerprint.entities),
            "values": list(fingerprint.values),
            "concepts": list(fingerprint.concepts),
        },
    }


def _known(row: Row[Any]) -> Known:
    return Known(
        id=row.known_id,
        story=row.story,
        origin=row.origin,
        source=row.source,
        language=row.language,
        published=row.published,
        title=row.title,
        fingerprint=Fingerprint(
            scheme=row.scheme,
            address=row.address,
            text_sha=row.text_sha,
            title_sha=row.title_sha,
            minhash=tuple(row.minhash),
            shingles=row.shingles,
            passages=struct.unpack(f"<{len(row.passages or b'') // 4}i", row.passages or b""),
            terms=tuple((term, weight) for term, weight in row.profile["terms"]),
            entities=tuple(row.profile["entities"]),
            values=tuple(row.profile["values"]),
            concepts=tuple(row.profile["concepts"]),
        ),
    )

"""What the bot made of each article, read back from its own memory, held against what it ought to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.model.figures import Change
from bot.storage import articles, ledger, outbox
from bot.storage.schema import entries
from demo.servers import SlackLike
from demo.stage import Stage
from demo.stream import Day, Piece

# Which of the bot's own codes stand for the stream's plain reasons; "any" leaves the code open.
CODES: Mapping[str, frozenset[str]] = {
    "baseline": frozenset({"baseline"}),
    "repeat": frozenset({"repeat"}),
    "old_value": frozenset({"old_value"}),
    "known_dispute": frozenset({"known_dispute"}),
    "refined": frozenset({"refined"}),
    "copy": frozenset({"copy"}),
    "off_topic": frozenset({"off_topic", "unmatched"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One article's fate. `faults` says in what it differs from what was expected."""

    piece: Piece
    told: Mapping[str, str]
    refined: tuple[str, ...]
    code: str
    reason: str
    faults: tuple[str, ...]


def outcomes(stage: Stage, conn: Connection, day: Day, *, seen: set[int]) -> list[Outcome]:
    """What became of a day's articles; `seen` holds the ids of earlier changes, and is added to."""
    posted = Counter(stage.slack.keys())
    return [_outcome(stage, conn, piece, posted, seen) for piece in day.pieces]


def doubled(slack: SlackLike) -> list[str]:
    """The keys of alerts that arrived more than once."""
    return [key for key, count in Counter(slack.keys()).items() if count > 1]


def _outcome(
    stage: Stage, conn: Connection, piece: Piece, posted: Counter[str], seen: set[int]
) -> Outcome:
    url = stage.url(piece)
    stored = articles.get(conn, url)
    if stored is None:
        code, reason = _unread(conn, url)
        return Outcome(
            piece=piece,
            told={},
            refined=(),
            code=code,
            reason=reason,
            faults=_faults(piece, {}, code, None),
        )
    changes = [
        change
        for change in ledger.changes_of(conn, stored.article.id)
        if change.after.id not in seen
    ]
    seen.update(change.after.id for change in changes if change.after.id is not None)
    told = {
        change.after.series: _name(change)
        for change in changes
        if stored.triage.decision == "alert"
        and change.told
        and change.kind not in {"confirmed", "refined"}
    }
    faults = list(_faults(piece, told, stored.triage.code, stored.article.text_from))
    faults += _thread_faults(stage, conn, piece, stored.verdict.story)
    for delivery in outbox.deliveries_of(conn, stored.article.id):
        if delivery.state != "sent":
            faults.append(f"{delivery.receiver}: {delivery.state} ({delivery.last_error})")
        elif delivery.receiver == "newsroom" and posted[delivery.key] != 1:
            faults.append(f"arrived {posted[delivery.key]} times")
    return Outcome(
        piece=piece,
        told=told,
        refined=tuple(change.after.series for change in changes if change.kind == "refined"),
        code=stored.triage.code,
        reason=stored.triage.reason,
        faults=tuple(faults),
    )


def _thread_faults(stage: Stage, conn: Connection, piece: Piece, story: str) -> Iterator[str]:
    """Whether it stands in the story of each piece of its thread, and of no other thread's."""
    published = (one for pieces in stage.published.values() for one in pieces)
    for other in published:
        if piece.thread is None or other.thread is None or other is piece:
            continue
        theirs = articles.get(conn, stage.url(other))
        if theirs is not None and (theirs.verdict.story == story) != (other.thread == piece.thread):
            where = "in another story than" if other.thread == piece.thread else "in the story of"
            yield f"{where} {other.id}"


def _name(change: Change) -> str:
    if change.settles:
        return "settled"
    return "edited" if change.after.edited else change.kind


def _unread(conn: Connection, url: str) -> tuple[str, str]:
    row = conn.execute(
        select(entries.c.state, entries.c.reason).where(entries.c.url == url)
    ).one_or_none()
    if row is None:
        return "unseen", "no feed brought it"
    return str(row.state), str(row.reason or "")


def _faults(
    piece: Piece, told: Mapping[str, str], code: str, text_from: str | None
) -> tuple[str, ...]:
    faults = []
    if dict(piece.told) != dict(told):
        faults.append(f"told {_words(told)} instead of {_words(piece.told)}")
    allowed = CODES.get(piece.quiet or "any")
    if allowed is not None and code not in allowed:
        faults.append(f"quiet as {code}, not as {piece.quiet}")
    if piece.text_from not in (None, text_from):
        faults.append(f"text from {text_from}, not from {piece.text_from}")
    return tuple(faults)


def _words(told: Mapping[str, str]) -> str:
    return ", ".join(f"{series} {kind}" for series, kind in told.items()) or "nothing"

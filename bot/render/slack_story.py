"""The first message of a thread: a story with its figures as they stand, or what came in a flood.

Tables hold raw text, in which Slack reads no markup. https://docs.slack.dev/reference/block-kit/blocks/table-block/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.model.alerts import Alert, Followed, Severity
from bot.model.dimensions import family, year_of
from bot.model.figures import Change
from bot.render import wording
from bot.render.slack_blocks import (
    EVENT_TYPE,
    HEADER_MOST,
    TEXT_MOST,
    Block,
    cut,
    escape,
    safe_link,
)

ROWS_MOST = 20
CELL_MOST = 80
ROLLED_UP = 5
_LOUDEST: tuple[Severity, ...] = ("high", "normal", "low")


def story_message(
    alerts: Sequence[Alert], *, key: str, follows: Followed | None = None
) -> dict[str, Any]:
    """An event's root: its title, each figure that was told of it as it was told last, and what it follows.

    Args:
        alerts: of one event, to one receiver, oldest first, none of them withdrawn.
        key: what makes the message unique.
        follows: the thread before it.
    """
    title = cut(alerts[0].story_title or alerts[0].article.title, HEADER_MOST)
    rows = _latest(alerts)
    more = _more(len(rows) - ROWS_MOST) if rows else "What was told of it is withdrawn."
    told = "; ".join(
        f"{wording.change_in_words(change, alert.labels)} ({change.after.source})"
        for change, alert in rows
    )
    return _message(
        title,
        rows[:ROWS_MOST],
        f"{title}: {told or 'what was told of it is withdrawn'}.",
        " · ".join(words for words in (cut(alerts[0].topic_name, CELL_MOST), more) if words),
        key=key,
        before=_before(follows) if follows is not None else None,
    )


def _before(follows: Followed) -> Block:
    """The line that leads to the thread before. Rich text, in which Slack reads no markup."""
    title, link = cut(follows.title, HEADER_MOST), safe_link(follows.link)
    named: Block = (
        {"type": "link", "url": link, "text": title} if link else {"type": "text", "text": title}
    )
    said: list[Block] = [
        {"type": "text", "text": "Follows "},
        named,
        {"type": "text", "text": f" ({follows.began_at:%-d %b %Y})"},
    ]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": said}],
    }


def roll_up_message(alerts: Sequence[Alert], *, key: str) -> dict[str, Any]:
    """Many alerts at once: the five that matter most, and how many stand below with their sources."""
    loudest = sorted(alerts, key=lambda alert: _LOUDEST.index(alert.severity))
    rows = [(change, alert) for alert in loudest for change in alert.changes[:1]][:ROLLED_UP]
    title = f"{len(alerts)} alerts at once" if len(alerts) > 1 else "1 alert"
    told = "; ".join(wording.change_in_words(change, alert.labels) for change, alert in rows)
    return _message(
        title,
        rows,
        f"{title}, among them: {told}." if told else f"{title}: what was told is withdrawn.",
        "Each of them stands below, with its sentence and its source.",
        key=key,
    )


def _latest(alerts: Sequence[Alert]) -> list[tuple[Change, Alert]]:
    """The last change of each row of the ledger: one for a series, a family of units and a year."""
    latest: dict[tuple[object, ...], tuple[Change, Alert]] = {}
    rows: dict[int | None, tuple[object, ...]] = {}
    for alert in alerts:
        for change in alert.changes:
            # It is of the row whose value it moved, also where it names no year and that one did.
            first = change.before or change.after
            row = rows.get(first.id) or (
                (alert.topic, first.series, family(first.figure.unit), year_of(first))
            )
            if change.after.id is not None:
                rows[change.after.id] = row
            latest[row] = (change, alert)
    return list(latest.values())


def _message(
    title: str,
    rows: Sequence[tuple[Change, Alert]],
    text: str,
    last: str,
    *,
    key: str,
    before: Block | None = None,
) -> dict[str, Any]:
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(title, HEADER_MOST)}}
    ]
    if before is not None:
        blocks.append(before)
    if rows:
        blocks.append(_table(rows))
    if last:
        blocks.append(
            {"type": "context", "elements": [{"type": "plain_text", "text": last, "emoji": False}]}
        )
    return {
        "text": cut(escape(text), TEXT_MOST),
        "blocks": blocks,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
    }


def _table(rows: Sequence[tuple[Change, Alert]]) -> Block:
    lines = [("Figure", "Was", "Now", "Source")]
    lines += [_row(change, alert) for change, alert in rows]
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": True}] * 4,
        "rows": [
            [{"type": "raw_text", "text": cut(cell, CELL_MOST)} for cell in line] for line in lines
        ],
    }


def _row(change: Change, alert: Alert) -> tuple[str, str, str, str]:
    now = wording.figure_in_words(change.after.figure)
    was = wording.before_in_words(change) if change.before is not None else "–"
    if change.kind == "conflicting":
        was, now = "–", f"{wording.sided(change)} or {now}"
    if change.kind == "denied":
        was, now = "–", wording.denial(change)
    dots = wording.how_sure(change.after).partition(" ")[0]
    source = f"{cut(change.after.source, CELL_MOST - len(dots) - 1)} {dots}"
    return wording.label_of(change, alert.labels), was or "–", now, source


def _more(left: int) -> str:
    return f"and {left} more, in the thread" if left > 0 else ""

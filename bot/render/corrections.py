"""What persons decided about figures, in words; and the correction that goes out for one that is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.model.alerts import Alert, Receiver
from bot.model.figures import Observation, Standing
from bot.model.rulings import Ruling
from bot.render import console, digest_mail, json_message, wording
from bot.render.slack_blocks import EVENT_TYPE, HEADER_MOST, TEXT_MOST, Block, cut, escape

QUOTE_MOST = 600
ROWS_MOST = 3


def withdrawal_payload(
    withdrawn: Observation,
    alert: Alert,
    left: Sequence[Standing],
    ruling: Ruling,
    receiver: Receiver,
    *,
    key: str,
) -> dict[str, Any]:
    """That a figure is withdrawn, as the receiver's kind of sink takes it; JSON only.

    Args:
        withdrawn: as it was told.
        alert: by which it was told.
        left: the series' rows after the withdrawal; none where nothing is in force.
        ruling: who found it wrong.
        receiver: who is to hear.
        key: what makes the message unique.
    """
    title, lines = withdrawal_in_words(withdrawn, alert, left, ruling)
    match receiver.kind:
        case "mail":
            return digest_mail.notice_message(title, lines)
        case "json":
            return json_message.notice_message(title, lines, key=key)
        case "terminal":
            return {"text": "\n".join(console.plain(line) for line in (title, *lines))}
        case "slack":
            metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
            return {**_message(title, lines), "metadata": metadata}
        case "webhook":
            return _message(title, lines)


def withdrawal_in_words(
    withdrawn: Observation, alert: Alert, left: Sequence[Standing], ruling: Ruling
) -> tuple[str, tuple[str, ...]]:
    """The correction's title, and its lines: who found it wrong, where it stood, what is in force now."""
    label = alert.labels.get(withdrawn.series, withdrawn.series)
    title = f"Withdrawn: {label}, {wording.figure_in_words(withdrawn.figure)}"
    rows = [one for one in left if one.topic == withdrawn.topic][:ROWS_MOST]
    in_force = "; ".join(
        f"{wording.figure_in_words(one.in_force.figure)} ({one.in_force.source})" for one in rows
    )
    return title, (
        f"{ruling.made_by} found it wrong. It had been read in {wording.who_says_so(withdrawn)}:",
        f"“{cut(withdrawn.quote, QUOTE_MOST)}”",
        f"In force now: {in_force}." if in_force else "Nothing else is known of it.",
    )


def ruling_in_words(ruling: Ruling, labels: Mapping[tuple[str, str], str]) -> str:
    """Who decided what about which figure, in a line; `labels` name the series by topic and series."""
    label = labels.get((ruling.topic, ruling.series or ""), ruling.series or "")
    what = {
        "right": f"found “{ruling.figure.text}” right under {label}",
        "wrong": f"found “{ruling.figure.text}” wrong under {label}",
        "filed": f"filed “{ruling.figure.text}” under {label}",
        "dismissed": f"dismissed “{ruling.figure.text}”",
    }[ruling.kind]
    like = f", and its like by “{ruling.cue}”" if ruling.cue else ""
    over = f"; taken back by {ruling.lifted_by}" if ruling.lifted_by else ""
    return f"{ruling.id}. {ruling.made_by} {what}{like} on {ruling.made_at:%-d %b %Y}{over}"


def _message(title: str, lines: Sequence[str]) -> dict[str, Any]:
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(title, HEADER_MOST)}},
        {
            "type": "section",
            "text": {"type": "plain_text", "text": "\n".join(lines)[:TEXT_MOST], "emoji": False},
        },
    ]
    return {"text": cut(escape(f"{title}. {' '.join(lines)}"), TEXT_MOST), "blocks": blocks}

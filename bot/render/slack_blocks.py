"""An alert as a Slack message: what changed first, then who says so, and nothing that Slack would interpret.

Everything that comes from outside stands in rich_text elements, where Slack reads no markup.
https://docs.slack.dev/reference/block-kit/blocks/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.model.alerts import Alert
from bot.model.figures import Change
from bot.model.wellformed import shown_as_it_is
from bot.render import wording

# https://docs.slack.dev/reference/block-kit/blocks/header-block
HEADER_MOST = 150
# https://docs.slack.dev/reference/methods/chat.postMessage#truncating
TEXT_MOST = 3_000
# Refused above about 10,000 characters in all (msg_blocks_too_long), which no page documents.
MESSAGE_MOST = 9_000
# The last lines, with source, headline and reach, have their room kept.
LAST_LINES = 2_500
CHANGES_MOST = 8
LABEL_MOST = 60
ELEMENT_MOST = 1_000
EVENT_TYPE = "newsledger_alert"

Block = dict[str, Any]


def alert_message(
    alert: Alert, *, timezone: str = "UTC", board: str | None = None
) -> dict[str, Any]:
    """The arguments of chat.postMessage for an alert: `text`, `blocks` and `metadata`.

    Times are those of the reader's `timezone` (an IANA name).
    `board` is the board's address, if readers can reach it: the alert leads to its series there. `text` is the whole alert in sentences: it is the notification and what a screen reader says.
    """
    return {
        "text": escaped(cut(wording.spoken(alert), TEXT_MOST)),
        "blocks": _blocks(alert, timezone, board),
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": alert.key}},
    }


def long_message(
    title: str,
    text: str,
    *,
    key: str | None = None,
    rest: str = "the rest stands in the mail and in `bot digest`",
) -> dict[str, Any]:
    """A message of plain lines, such as a digest: as many as Slack takes, and where the rest is if it took less.

    With a `key` it carries metadata by which it can be asked for.
    """
    lines, spent = [], 0
    for line in text.split("\n"):
        spent += len(line) + 1
        if spent > MESSAGE_MOST:
            lines.append(f"… {rest}")
            break
        lines.append(line)
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(title, HEADER_MOST)}}
    ]
    body = "\n".join(lines).strip()
    if body:
        blocks.append(
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": body}]}
                ],
            }
        )
    message: dict[str, Any] = {"text": escaped(cut(title, TEXT_MOST)), "blocks": blocks}
    if key is not None:
        message["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    return message


def notice_message(title: str, lines: Sequence[str], *, key: str | None = None) -> dict[str, Any]:
    """A message of a few sentences, the first of them its title; with a `key` it can be asked for."""
    shown = list(lines) if len(title) <= HEADER_MOST else [title, *lines]
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(title, HEADER_MOST)}}
    ]
    if shown:
        blocks.append(_rich([[_text(line)] for line in shown]))
    message: dict[str, Any] = {
        "text": escaped("\n".join((title, *lines))),
        "blocks": blocks,
    }
    if key is not None:
        message["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    return message


def _blocks(alert: Alert, timezone: str, board: str | None) -> list[Block]:
    shown = alert.changes[:CHANGES_MOST]
    blocks: list[Block] = [
        {
            "type": "header",
            "text": {"type": "plain_text", "text": cut(_first_line(alert), HEADER_MOST)},
        }
    ]
    spent = 0
    # The header says the first change already, unless it had to be cut.
    said = len(_first_line(alert)) <= HEADER_MOST
    for number, change in enumerate(shown):
        block, size = _change(change, alert, said=said and not number)
        spent += size
        if spent > MESSAGE_MOST - LAST_LINES:
            break
        blocks.append(block)
    left = len(alert.changes) - (len(blocks) - 1)
    if left:
        blocks.append(_rich([[_text(f"and {left} more, in the digest and in `bot explain`")]]))
    blocks.append(_rich([_source(alert, timezone, board)]))
    return blocks


def _first_line(alert: Alert) -> str:
    first = alert.changes[0]
    return f"{wording.kind_in_words(first)}: {wording.change_in_words(first, alert.labels)}"


def _change(change: Change, alert: Alert, *, said: bool) -> tuple[Block, int]:
    label = wording.label_of(change, alert.labels)
    denied = change.kind == "denied"
    after = wording.denial(change) if denied else wording.figure_in_words(change.after.figure)
    line = [_text(f"{wording.kind_in_words(change)}: {label}: ")]
    if change.before is not None and not denied:
        joint = " or " if change.kind == "conflicting" else " → "
        line.append(_text(f"{wording.sided(change)}{joint}"))
    line.append(_text(after, bold=True))
    how_far = wording.moved(change)
    if how_far:
        line.append(_text(f" ({how_far})"))
    lines = [] if said else [line]
    converted = wording.converted(change)
    if converted:
        lines.append([_text(converted)])
    lines.append([_text(wording.how_sure(change.after, change.sure))])
    sections = [_section(lines)]
    if change.after.quote:
        sections.append(
            {"type": "rich_text_quote", "elements": [_text(cut(change.after.quote, ELEMENT_MOST))]}
        )
    block = {"type": "rich_text", "elements": sections}
    size = sum(len(element["text"]) for part in sections for element in part["elements"])
    return block, size


def _source(alert: Alert, timezone: str, board: str | None) -> list[Block]:
    first = alert.changes[0].after
    # A channel may be told of several topics.
    who = f"{cut(alert.topic_name, LABEL_MOST)} · {wording.who_says_so(first, timezone)}"
    parts = [_text(f"{cut(who, HEADER_MOST + LABEL_MOST)} · ")]
    title = cut(alert.article.title or alert.story_title or "the article", ELEMENT_MOST)
    link = safe_link(alert.article.url)
    parts.append({"type": "link", "url": link, "text": title} if link else _text(title))
    if board is not None:
        address = wording.on_the_board(alert, board)
        parts += [_text(" · "), {"type": "link", "url": address, "text": "on the board"}]
    more = [wording.reach(alert), wording.read_from(alert)]
    parts += [_text(f"\n{cut(words, HEADER_MOST)}") for words in more if words]
    return parts


def _rich(lines: list[list[Block]]) -> Block:
    return {"type": "rich_text", "elements": [_section(lines)]}


def _section(lines: list[list[Block]]) -> Block:
    elements: list[Block] = []
    for number, line in enumerate(lines):
        if number:
            elements.append(_text("\n"))
        elements += line
    return {"type": "rich_text_section", "elements": elements}


def _text(text: str, *, bold: bool = False) -> Block:
    # Slack refuses an empty element.
    element: Block = {"type": "text", "text": text[:ELEMENT_MOST] or " "}
    if bold:
        element["style"] = {"bold": True}
    return element


def escape(text: str) -> str:
    """The three characters that Slack's mrkdwn asks for, and no others.

    https://docs.slack.dev/messaging/formatting-message-text/#escaping
    """
    shown = shown_as_it_is(text)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    """No longer than `most`, with an ellipsis where something was left out; on one line, never empty."""
    line = " ".join(shown_as_it_is(text).split()) or "…"
    return line if len(line) <= most else f"{line[: most - 1]}…"


def escaped(text: str) -> str:
    """Text for Slack, escaped and within its bound; where it is cut, no escape is cut in two."""
    done = escape(text)
    if len(done) <= TEXT_MOST:
        return done
    kept = done[: TEXT_MOST - 1]
    open_at = kept.rfind("&")
    return f"{kept[:open_at] if ';' not in kept[open_at:] and open_at >= 0 else kept}…"


def safe_link(url: str | None) -> str | None:
    """The address where it is one that may be followed: http and https only, 3,000 characters at most."""
    if url is None or len(url) > TEXT_MOST or url != shown_as_it_is(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None

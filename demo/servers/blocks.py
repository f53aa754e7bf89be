"""Block Kit as the receiving side sees it: what Slack refuses, and how a message reads in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# https://docs.slack.dev/reference/block-kit/blocks; the sum is measured, Slack does not publish it.
MOST_BLOCKS = 50
MOST_CHARACTERS = 13_200
MOST_TEXT = 40_000
_MOST = {"header": 150, "section": 3_000}
_MOST_FIELDS = 10
_MOST_FIELD = 2_000
_MOST_ELEMENTS = {"context": 10, "actions": 25}
_KNOWN = frozenset(
    [
        "actions",
        "context",
        "context_actions",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "markdown",
        "rich_text",
        "section",
        "table",
        "video",
    ]
)
_LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>")


def refusal(text: str, blocks: Sequence[Any]) -> tuple[str, str] | None:
    """Why Slack would not take a message: its error code and a word on it; None if it would."""
    return next(_refusals(text, blocks), None)


def in_words(blocks: Sequence[Any]) -> str:
    """A message as a person reads it: a line for each thing that stands on a line of its own."""
    lines: list[str] = []
    for block in blocks:
        lines.extend(_lines(block))
    return "\n".join(line for line in lines if line.strip())


def _refusals(text: str, blocks: Sequence[Any]) -> Iterator[tuple[str, str]]:
    if not text.strip() and not blocks:
        yield "no_text", "neither text nor blocks"
    if len(text) > MOST_TEXT:
        yield "msg_too_long", f"text of {len(text)} characters"
    if len(blocks) > MOST_BLOCKS:
        yield "invalid_blocks", f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "invalid_blocks", "two blocks of one block_id"
    for place, block in enumerate(blocks):
        for fault in _block_faults(block):
            yield "invalid_blocks", f"/blocks/{place}: {fault}"
    total = sum(len(piece) for piece in _texts(blocks))
    if total > MOST_CHARACTERS:
        yield "msg_blocks_too_long", f"{total} characters in all"


def _block_faults(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind not in _KNOWN:
        yield f"unknown block type {kind!r}"
    text = block.get("text")
    said = text.get("text", "") if isinstance(text, dict) else ""
    if kind == "section" and text is None and not block.get("fields"):
        yield "a section needs text or fields"
    if isinstance(text, dict) and not said:
        yield "empty text"
    if len(said) > _MOST.get(str(kind), MOST_CHARACTERS):
        yield f"{len(said)} characters in a {kind}"
    fields = block.get("fields") or ()
    if len(fields) > _MOST_FIELDS or any(len(one["text"]) > _MOST_FIELD for one in fields):
        yield "too many or too long fields"
    elements = block.get("elements")
    if elements is not None and not 0 < len(elements) <= _MOST_ELEMENTS.get(
        str(kind), MOST_CHARACTERS
    ):
        yield f"{len(elements)} elements in {kind}"
    if any(piece == "" for piece in _texts(elements or ())):
        yield "empty text in an element"


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _texts(value)


def _lines(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind in {"header", "section", "markdown"}:
        yield from _plain(block.get("text")).splitlines()
        yield from (_plain(one) for one in block.get("fields") or ())
    elif kind == "context":
        yield " ".join(_plain(one) for one in block["elements"])
    elif kind == "rich_text":
        for element in block["elements"]:
            yield from _rich(element)
    elif kind == "table":
        for row in block.get("rows") or ():
            yield "  |  ".join(" ".join("".join(_run(cell)).split()) for cell in row)
    elif kind == "actions":
        yield " ".join(
            f"[{_plain(one.get('text') or one.get('placeholder'))}]" for one in block["elements"]
        )
    elif kind == "image":
        yield f"(picture: {block.get('alt_text', '')})"


def _rich(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        for one in element["elements"]:
            yield "• " + "".join(_run(one))
        return
    mark = "▏" if element["type"] == "rich_text_quote" else ""
    for line in "".join(_run(element)).splitlines():
        yield mark + line


def _run(node: dict[str, Any]) -> Iterable[str]:
    if node["type"] in {"text", "raw_text"}:
        yield node["text"]
    elif node["type"] == "link":
        yield f"{node['text']} <{node['url']}>" if node.get("text") else node["url"]
    elif node["type"] == "emoji":
        yield f":{node['name']}:"
    elif node["type"] == "date":
        yield str(node.get("fallback") or node.get("timestamp"))
    for inner in node.get("elements") or ():
        yield from _run(inner)


def _plain(text: Any) -> str:
    if not isinstance(text, dict):
        return str(text or "")
    if "text" not in text:
        return f"({text.get('alt_text', text.get('type', ''))})"
    said = str(text["text"])
    if text.get("type") == "mrkdwn":
        said = _LINK.sub(
            lambda link: f"{link[2]} <{link[1]}>" if link[2] else link[1], said
        ).replace("*", "")
        said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return said

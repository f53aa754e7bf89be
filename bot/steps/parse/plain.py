"""Markup to plain text, for titles and summaries."""

from __future__ import annotations

import html
import re

from bot.model.wellformed import well_formed

_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|blockquote|section|article|figure|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


# More than any summary; what follows is not looked at.
LONGEST = 500_000


def plain(markup: str) -> str:
    """The text of a piece of HTML or of plain text; a line for each block, no empty lines."""
    text = _COMMENT.sub("", _HIDDEN.sub("", markup[:LONGEST]))
    # Escaped twice, a reference to a character that nothing can hold comes out only here.
    text = well_formed(html.unescape(_TAG.sub("", _BREAK.sub("\n", text))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

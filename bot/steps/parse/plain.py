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


# In a text that says it is none, a tag is one only with its other half: some publishers name the wrong type.
_PAIR = re.compile(
    r"<(a|abbr|b|code|div|em|font|i|p|q|s|small|span|strong|sub|sup|u)\b[^<>]*>(.*?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
# More than any summary; what follows is not looked at.
LONGEST = 500_000
_DEEPEST = 3


def literal(text: str) -> str:
    """A text without markup (RFC 4287, 3.1.1.1), as it is: what looks like a tag in it is text."""
    kept = text[:LONGEST]
    for _ in range(_DEEPEST):
        bare = _PAIR.sub(r"\2", kept)
        if bare == kept:
            break
        kept = bare
    lines = (" ".join(line.split()) for line in well_formed(html.unescape(kept)).split("\n"))
    return "\n".join(line for line in lines if line)


def plain(markup: str) -> str:
    """The text of a piece of HTML or of plain text; a line for each block, no empty lines."""
    text = _COMMENT.sub("", _HIDDEN.sub("", markup[:LONGEST]))
    # Escaped twice, a reference to a character that nothing can hold comes out only here.
    text = well_formed(html.unescape(_TAG.sub("", _BREAK.sub("\n", text))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

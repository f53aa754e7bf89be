"""A page's markup put right where the extractor would lose what an article says."""

from __future__ import annotations

import re

# A cell longer than this holds a page's layout, and its paragraphs are the article's.
_LONGEST_CELL = 600
_CELL = re.compile(
    rf"(<t([dh])\b[^<>]*>)((?:(?!<(?:/t[dhr]|t[dhr]|table)\b).){{1,{_LONGEST_CELL}}}?)(</t\2\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:ul|ol|li|p|div|dl|dt|dd|br)\b[^<>]*>", re.IGNORECASE)
_ASIDE = re.compile(r"<(/?)aside\b", re.IGNORECASE)


def put_right(html: str) -> str:
    """The page with lists in table cells as plain text, and with an aside that holds the headline as a section."""
    return _headlines_in_sections(_CELL.sub(_plain_cell, html) if "<t" in html else html)


def _plain_cell(found: re.Match[str]) -> str:
    inner = found.group(3)
    plain = _BLOCK.sub(" ", inner) if "<" in inner else inner
    return f"{found.group(1)}{plain}{found.group(4)}"


def _headlines_in_sections(html: str) -> str:
    marks = [(found.start(), found.end(), bool(found.group(1))) for found in _ASIDE.finditer(html)]
    parts, at, turned = [], 0, 0
    for number, (start, end, closes) in enumerate(marks):
        if closes:
            turn = turned > 0
            turned -= turn
        else:
            after = marks[number + 1][0] if number + 1 < len(marks) else len(html)
            turn = "<h1" in html[end:after].lower()
            turned += turn
        if turn:
            parts.append(html[at:start] + ("</section" if closes else "<section"))
            at = end
    return "".join([*parts, html[at:]])

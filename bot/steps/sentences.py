"""Where the sentences of a text stand: spans, so that a figure can be quoted with its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Scripts without spaces end a sentence with these wherever they stand; speech that is quoted within a sentence
# (「…。」と) ends none.
_CLOSING = "」』）】”’\"')\\]"
# A run of signs is taken whole and from its first sign on: tried from each sign in it, it would cost its square.
_WIDE_END = re.compile(
    rf"(?<![。！？!?｡])[。！？!?｡]++(?:(?![{_CLOSING}])|[{_CLOSING}]++(?![\u3041-\u309f、，]))"
)
# Elsewhere an end needs white space behind it and something that may begin a sentence.
_NARROW_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]»]*+(?=\s+[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-ÞĄ-ŽΑ-ΩА-ЯİŞĞÇ0-9¥$€£\u3040-\u9fff\uac00-\ud7a3])"
)
_KOREAN_END = re.compile(r"(?<=[다요죠까음임함됨])[.!?]++[\"'”’)]*+(?=\s|$)")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")

# Abbreviations after which a full stop ends nothing, in the languages that we read.
_ABBREVIATIONS = frozenset(
    {
        *(
            [
                "mr",
                "mrs",
                "ms",
                "dr",
                "prof",
                "gen",
                "gov",
                "sen",
                "rep",
                "rev",
                "st",
                "jr",
                "sr",
                "vs",
                "etc",
                "no",
                "nos",
                "fig",
                "vol",
                "pp",
                "al",
                "inc",
                "ltd",
                "co",
                "corp",
            ]
        ),
        *(
            [
                "approx",
                "est",
                "dept",
                "jan",
                "feb",
                "mar",
                "apr",
                "jun",
                "jul",
                "aug",
                "sep",
                "sept",
                "oct",
                "nov",
                "dec",
                "u.s",
                "u.k",
                "u.n",
                "e.g",
                "i.e",
                "a.m",
                "p.m",
            ]
        ),
        *(
            [
                "bzw",
                "ca",
                "z.b",
                "d.h",
                "u.a",
                "mio",
                "mrd",
                "mia",
                "bn",
                "tn",
                "mn",
                "art",
                "abs",
                "nr",
                "bd",
                "usw",
                "evtl",
                "ggf",
                "inkl",
                "kr",
                "pct",
            ]
        ),
        *(
            [
                "m",
                "mme",
                "mm",
                "env",
                "cf",
                "sr",
                "sra",
                "dña",
                "ee.uu",
                "p.ej",
                "av",
                "sig",
                "dott",
                "ecc",
                "pag",
                "bv",
                "nv",
                "jl",
                "resp",
                "t.a.v",
            ]
        ),
    }
)
# What goes on for longer has no full stop where one should be (a table in one line, a page of names): nobody reads
# it as one sentence, and what is compared within a sentence would grow with its square.
LONGEST = 1000
LONGEST_WIDE = 400
_PAUSE = re.compile(r"[;；、，]|[,:](?=\s)")
_GAP = re.compile(r"(?<!\d)\s+(?!\d)")
_LAST_WORD = re.compile(r"[^\W\d_][\w.]*$")


def split(text: str, language: str) -> tuple[Span, ...]:
    """The spans of a text's sentences, in order; together they cover all of it but white space.

    A line break always ends a sentence: headlines, bullets and table rows have no full stop. A full stop
    within a number, an abbreviation or an initial ends none. What is longer than LONGEST
    (LONGEST_WIDE where a character is a word) is cut, at a pause if there is one.
    """
    return tuple(
        part
        for line in _LINE.finditer(text)
        for span in _within(text, *line.span(), language)
        for part in _readable(text, *span)
    )


def _within(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    at = start
    for stop in _ends(text, start, end, language):
        trimmed = _trim(text, at, stop)
        if trimmed is not None:
            yield trimmed
        at = stop
    trimmed = _trim(text, at, end)
    if trimmed is not None:
        yield trimmed


def _readable(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_WIDE:
        longest = LONGEST_WIDE if _WIDE.search(text, start, start + LONGEST_WIDE) else LONGEST
        if end - start <= longest:
            break
        stop = _cut(text, start + longest // 2, start + longest)
        trimmed = _trim(text, start, stop)
        if trimmed is not None:
            yield trimmed
        start = stop
    trimmed = _trim(text, start, end)
    if trimmed is not None:
        yield trimmed


def _cut(text: str, first: int, last: int) -> int:
    """The last pause between two places; else the last gap between words; else the last place."""
    for mark in (_PAUSE, _GAP):
        stops = [found.end() for found in mark.finditer(text, first, last)]
        if stops:
            return stops[-1]
    while last > first and text[last - 1].isdigit() and text[last].isdigit():
        last -= 1
    return last


def _ends(text: str, start: int, end: int, language: str) -> list[int]:
    found = {
        match.end()
        for match in _NARROW_END.finditer(text, start, end)
        if not _is_abbreviation(text, start, match.start())
    }
    if language.startswith(("ja", "zh")) or _WIDE.search(text, start, end):
        found |= {match.end() for match in _WIDE_END.finditer(text, start, end)}
    if language.startswith("ko"):
        found |= {match.end() for match in _KOREAN_END.finditer(text, start, end)}
    return sorted(found)


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop - 12), stop)
    if word is None:
        return False
    last = word.group().casefold()
    # A single letter is an initial ("J. Smith").
    return len(last) == 1 or last in _ABBREVIATIONS


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None

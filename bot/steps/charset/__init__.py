"""Bytes to text, with the charsets that feeds and pages are really in, whatever they declare.

The order of trust is the mark at the front, UTF-8 that is valid or nearly so, the HTTP header, the document's own
declaration, and last a guess.
"""

from __future__ import annotations

import codecs
import re

from bot.steps.charset import japanese
from bot.steps.charset.guess import WESTERN, guess, hardly_western
from bot.steps.charset.labels import codec_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# XML 1.0 allows no other control characters; a parser stops at them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARED_WITHIN = 4096
# Of a declared charset, this share of bad characters is damage; above it the declaration is wrong.
_DAMAGE = 0.01
_SEVEN_BITS = ("iso2022", "hz")
# Text in another charset is no such thing: it breaks UTF-8 at every other character.
_WELL_FORMED_TO_BROKEN = 10
# Where ISO-2022-JP changes to kanji (JIS X 0208): no other text holds the escape character.
_KANJI_FOLLOW = re.compile(rb"\x1b\$[@B]")


def decode(body: bytes, *, content_type: str | None) -> str:
    """The text of a feed or a page; never fails, and holds no control characters.

    Args:
        body: as it came, unpacked.
        content_type: the HTTP header, if there was one.
    """
    return _CONTROLS.sub("", _decode(body, content_type)).removeprefix("\ufeff")


def _decode(body: bytes, content_type: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    wide = _without_mark(body)
    if wide is not None:
        return body.decode(wide, "replace")
    declared = _declared(body, content_type)
    # These are seven bits wide and would pass for UTF-8.
    if not any(name.startswith(_SEVEN_BITS) for name in declared):
        text = _as_utf8(body)
        if text is not None:
            return text
    for name in declared:
        text = _as_declared(body, name)
        if text is not None:
            return text
    return _guessed(body, declared)


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a mark, as an XML declaration or a tag shows it (XML 1.0, appendix F)."""
    if body.startswith(b"<\x00"):
        return "utf-16-le"
    return "utf-16-be" if body.startswith(b"\x00<") else None


def _as_utf8(body: bytes) -> str | None:
    """The text where it is UTF-8, be it with a few broken characters."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count("\ufffd".encode())
    if not broken:
        return text
    well_formed = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if well_formed > _WELL_FORMED_TO_BROKEN * broken else None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    names = []
    header = _HEADER.search(content_type or "")
    if header:
        names.append(header.group(1))
    head = body[:_DECLARED_WITHIN]
    for pattern in (_XML, _META):
        found = pattern.search(head)
        if found:
            names.append(found.group(1).decode("ascii", "replace"))
    known = dict.fromkeys(filter(None, map(codec_of, names)))
    if body.isascii() and _KANJI_FOLLOW.search(body):
        known = {japanese.ISO_2022_JP: None, **known}
    # Servers say it of everything and programs write it by habit; any bytes are valid in it.
    return sorted(known, key=lambda name: name == WESTERN)


def _as_declared(body: bytes, name: str) -> str | None:
    # A document whose declaration could be read is in no 16-bit form.
    if name.startswith(("utf-16", "utf-32")):
        return None
    if name == WESTERN:
        return None if hardly_western(body) else body.decode(name, "replace")
    text = body.decode(name, _errors(name))
    return text if text.count("\ufffd") <= max(3, _DAMAGE * len(text)) else None


def _errors(name: str) -> str:
    return japanese.ERRORS if name in {japanese.EUC_JP, japanese.ISO_2022_JP} else "replace"


def _guessed(body: bytes, declared: list[str]) -> str:
    name = guess(body) or (declared[0] if declared else "utf-8")
    return body.decode(name, _errors(name))

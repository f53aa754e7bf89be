"""Bytes to text, with the charsets that feeds and pages are really in, whatever they declare.

https://encoding.spec.whatwg.org/ for the names; the order of trust is the mark at the front, valid UTF-8,
the HTTP header, the document's own declaration, and last a guess.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

# What is declared, and the superset that holds what is really sent.
ALIASES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "cswindows31j": "cp932",
    "euc-jp": "euc_jis_2004",
    "x-euc-jp": "euc_jis_2004",
    "eucjp": "euc_jis_2004",
    "iso-2022-jp": "iso2022_jp_2004",
    "csiso2022jp": "iso2022_jp_2004",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "iso-2022-kr": "iso2022_kr",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "unicode": "utf-16",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# XML 1.0 allows no other control characters; a parser stops at them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARED_WITHIN = 4096
_GUESS_FROM = 65_536
# Of a declared UTF-8, this share of bad bytes is damage; above it the declaration is wrong.
_DAMAGE = 0.01


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
    # ISO-2022 is seven bits wide and would pass for UTF-8.
    if not any(name.startswith(("iso2022", "hz")) for name in declared):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in declared:
        text = _as_declared(body, name)
        if text is not None:
            return text
    if "utf-8" in declared:
        text = body.decode("utf-8", "replace")
        if text.count("\ufffd") <= max(3, _DAMAGE * len(text)):
            return text
    return _guessed(body, declared)


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a mark, as an XML declaration or a tag shows it (XML 1.0, appendix F)."""
    if body.startswith(b"<\x00"):
        return "utf-16-le"
    return "utf-16-be" if body.startswith(b"\x00<") else None


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
    known = []
    for name in names:
        plain = name.strip().lower()
        try:
            known.append(codecs.lookup(ALIASES.get(plain, plain)).name)
        except LookupError:
            continue
    return list(dict.fromkeys(known))


def _as_declared(body: bytes, name: str) -> str | None:
    # A document whose declaration could be read is in no 16-bit form.
    if name.startswith(("utf-16", "utf-32")):
        return None
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        pass
    if name in {"utf-8", "cp1252"}:
        return None
    text = body.decode(name, "replace")
    return text if text.count("\ufffd") <= max(3, _DAMAGE * len(text)) else None


def _guessed(body: bytes, declared: list[str]) -> str:
    best = from_bytes(body[:_GUESS_FROM]).best()
    if best is not None:
        return body.decode(best.encoding, "replace")
    return body.decode(declared[0] if declared else "utf-8", "replace")

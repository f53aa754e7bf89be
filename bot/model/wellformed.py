r"""Well-formed text: without lone surrogates, which no encoding and no database takes, and without control characters.

Escapes bring them in: JSON's \ud83d, a numeric reference of a page, a terminal that is not set to UTF-8. Half a
character becomes U+FFFD, as JavaScript's String.prototype.toWellFormed does it; a control character, which XML cannot
hold (XML 1.0, 2.2) and nobody sees, becomes a space, so that offsets stay.
"""

from __future__ import annotations

import re
from typing import Any

REPLACEMENT = "\ufffd"
_LONE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What turns the order of the signs behind it around, up to the amounts of another sentence (UAX #9, 2.1 to 2.4).
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REFERENCE = re.compile(r"&#(?:[xX]0*[0-9a-fA-F]{1,4}|0*[0-9]{1,5})(?![0-9a-fA-F]);?")
# Two references that name the halves of one character, as old software writes it.
_HALVES = re.compile(
    r"&#(?:[xX]0*(?P<high_x>[dD][89abAB][0-9a-fA-F]{2})|0*(?P<high>5[56][0-9]{3}));"
    r"&#(?:[xX]0*(?P<low_x>[dD][c-fC-F][0-9a-fA-F]{2})|0*(?P<low>5[67][0-9]{3}));"
)
_FIRST, _SECOND, _LAST = 0xD800, 0xDC00, 0xDFFF
_LAST_BMP = 0xFFFF


def well_formed(text: str) -> str:
    """The text with two halves of a character joined, what is left of such halves and control characters replaced."""
    text = _CONTROL.sub(" ", text)
    text = _TURNS.sub(" ", text)
    if not _LONE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shown_as_it_is(text: str) -> str:
    """The text without what a terminal obeys or what turns the order of letters around: they become spaces.

    That is the controls of C0 (but for line ends and tabs) and C1, and the overrides and isolates of the bidirectional
    algorithm (UAX 9, 2). What it takes to write a language stays: joiners, and marks of direction.
    """
    return _OBEYED.sub(" ", text)


def well_formed_markup(text: str) -> str:
    """The same for HTML and XML, where a numeric reference may name such a character as well."""
    return well_formed(_REFERENCE.sub(_replaced, _HALVES.sub(_joined, text)))


def well_formed_values(value: Any) -> Any:
    """A value of JSON with all its texts well formed."""
    match value:
        case str():
            return well_formed(value)
        case list():
            return [well_formed_values(one) for one in value]
        case dict():
            return {well_formed(key): well_formed_values(one) for key, one in value.items()}
        case _:
            return value


def _joined(found: re.Match[str]) -> str:
    high = int(found["high_x"], 16) if found["high_x"] else int(found["high"])
    low = int(found["low_x"], 16) if found["low_x"] else int(found["low"])
    if not (_FIRST <= high < _SECOND <= low <= _LAST):
        return found.group()
    return chr(0x10000 + ((high - _FIRST) << 10) + low - _SECOND)


def _replaced(found: re.Match[str]) -> str:
    digits = found.group().strip("&#;")
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if _FIRST <= code <= _LAST:
        return REPLACEMENT
    return " " if code <= _LAST_BMP and _CONTROL.fullmatch(chr(code)) else found.group()

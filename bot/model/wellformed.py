r"""Well-formed text: without lone surrogates, which no encoding and no database takes.

Only escapes can bring them in: JSON's \ud83d, a numeric reference of a page, a terminal that is not set to
UTF-8. Each becomes U+FFFD, as JavaScript's String.prototype.toWellFormed does it.
"""

from __future__ import annotations

import re
from typing import Any

REPLACEMENT = "\ufffd"
_LONE = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*[dD][0-9a-fA-F]{3}|0*5[5-7][0-9]{3})(?![0-9a-fA-F]);?")
_FIRST, _LAST = 0xD800, 0xDFFF


def well_formed(text: str) -> str:
    """The text with two halves of a character joined, and what is left of such halves replaced."""
    if not _LONE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def well_formed_markup(text: str) -> str:
    """The same for HTML and XML, where a numeric reference may name half a character as well."""
    return well_formed(_REFERENCE.sub(_replaced, text))


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


def _replaced(found: re.Match[str]) -> str:
    digits = found.group().strip("&#;")
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return REPLACEMENT if _FIRST <= code <= _LAST else found.group()

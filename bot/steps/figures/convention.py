"""How does this text point its numbers? A page may follow another country's use than its language's.

Spanish groups thousands with a point in Madrid ("1.644") and with a comma in Mexico City ("1,644"); a
machine translation keeps what it found. Digits tell: a comma before three digits, more often than before one or
two ("magnitude 7,7"), parts thousands where no point does.
"""

from __future__ import annotations

import re

_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_COMMA_DECIMAL = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)")
_POINT_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")


def comma_parts_thousands(folded: str) -> bool:
    """Whether a text in a language of decimal commas groups with them all the same."""
    if _POINT_GROUPED.search(folded) is not None:
        return False
    return len(_GROUPED.findall(folded)) > len(_COMMA_DECIMAL.findall(folded))

"""How does this text point its numbers? A page may follow another country's use than its language's.

Spanish groups thousands with a point in Madrid ("1.644") and with a comma in Mexico City ("1,644"); a
machine translation keeps what it found. Digits tell: a comma before three digits each time, and never
before one or two, parts thousands where no point does.
"""

from __future__ import annotations

import re

_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_COMMA_DECIMAL = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)")
_POINT_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")


def comma_parts_thousands(folded: str) -> bool:
    """Whether a text in a language of decimal commas groups with them all the same."""
    return (
        _GROUPED.search(folded) is not None
        and _COMMA_DECIMAL.search(folded) is None
        and _POINT_GROUPED.search(folded) is None
    )

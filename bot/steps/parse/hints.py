"""What a document asks of those who poll it, beyond what feedparser tells."""

from __future__ import annotations

import re

HOURS = 24
# Longer than twenty-four hours can be written.
LONGEST = 2_000
_SKIPPED = re.compile(r"<skipHours\b", re.IGNORECASE)
_HOUR = re.compile(r"<hour\b[^<>]*>\s*(\d{1,2})\s*</hour\s*>", re.IGNORECASE)


def skip_hours(document: str) -> tuple[int, ...]:
    """The hours of the day, GMT, in which the feed wants to be left alone; feedparser keeps only the last.

    https://www.rssboard.org/skip-hours-days; 24 is an old way of writing 0.
    """
    found = _SKIPPED.search(document)
    if found is None:
        return ()
    listed = document[found.start() : found.start() + LONGEST].partition("</skip")[0]
    hours = {int(hour) for hour in _HOUR.findall(listed)}
    return tuple(sorted({hour % HOURS for hour in hours if hour <= HOURS}))

"""Is it the same text, the same report in other words, or the same event?

Three questions with three answers, each with its reason: by address, by text (`sketch`), by what the
report is about (`events`); `verdict` puts them in order.
"""

from bot.steps.dedupe.addresses import (
    address_of,
    article_id,
    normalise_url,
    page_of,
    site_of,
)
from bot.steps.dedupe.events import joins_event
from bot.steps.dedupe.fingerprint import containment, fingerprint
from bot.steps.dedupe.sketch import SCHEME, sketch
from bot.steps.dedupe.verdict import judge

__all__ = [
    "SCHEME",
    "address_of",
    "article_id",
    "containment",
    "fingerprint",
    "joins_event",
    "judge",
    "normalise_url",
    "page_of",
    "site_of",
    "sketch",
]

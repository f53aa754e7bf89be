"""What speaks for and against a change being news: a number for each sign of `docs/filing.md`."""

from __future__ import annotations

import re
from math import log, log10

from bot.model.figures import Change, Figure, Filing
from bot.model.news import Article

# A filing as likely as this is a person's or a second reader's.
DECIDED = 1.0
NEWS = frozenset({"new", "revised", "conflicting"})
SIGNS = (
    "filed",
    "second",
    "new",
    "heard",
    "title",
    "news",
    "orders",
)
_LEAST = 0.02
_MOST_ORDERS = 3.0
_DIGITS = re.compile(r"\d[\d.,' ]*")


def is_news(change: Change) -> bool:
    """Whether the ledger's rules call a change news, whoever is told of it."""
    return change.kind in NEWS and (change.told or change.sure == "doubtful")


def signs_of(change: Change, filing: Filing, article: Article, *, news: int) -> dict[str, float]:
    """The signs of a change by name.

    Args:
        change: news by the ledger's rules.
        filing: of its figure.
        article: the page that says it.
        news: how many changes of the page are news.
    """
    after, before = change.after, change.before
    figure = after.figure
    return {
        "filed": _log_odds(after.certainty),
        "second": filing.likely[1][1] if len(filing.likely) > 1 else 0.0,
        "new": float(change.kind == "new"),
        "heard": float(filing.heard),
        "title": float(_in_title(figure, article.title)),
        "news": log(max(1, news)),
        "orders": _orders(figure, before.figure) if before is not None else 0.0,
    }


def _log_odds(share: float) -> float:
    bounded = min(max(share, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))


def _in_title(figure: Figure, title: str) -> bool:
    digits = _DIGITS.search(figure.text)
    return digits is not None and digits.group().rstrip(".,' ") in title


def _orders(figure: Figure, before: Figure) -> float:
    """How many powers of ten a value is from the one before; 0 where they cannot be compared."""
    if figure.unit != before.unit or figure.high <= 0 or before.high <= 0:
        return 0.0
    return min(_MOST_ORDERS, abs(log10(float(figure.high) / float(before.high))))

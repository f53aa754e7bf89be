"""How sure is it that a change is news of its series? Filing and verdict weighed together.

A change that is likely right is told; one that is doubtful waits for a person or a second page. What a person or a
second reader filed is certain. The weights are fitted by `python -m eval.fit_certainty`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from bot.model.figures import Change, Filing
from bot.model.news import Article
from bot.model.topics import Topic
from bot.steps.certainty.signs import DECIDED, is_news, signs_of
from bot.steps.certainty.weights import FITTED, Weights

__all__ = ["FITTED", "Weights", "judge", "probability"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    article: Article
    filings: dict[int, Filing]
    news: int
    labels: dict[str, str]


def judge(
    changes: Sequence[Change],
    filings: Sequence[Filing],
    article: Article,
    *,
    topic: Topic,
    weights: Weights = FITTED,
) -> tuple[Change, ...]:
    """A page's changes with how sure each is; what is doubtful is told to nobody yet, and says why.

    Args:
        changes: what its figures did to one topic's ledger.
        filings: of the same topic; a change's is found by its figure's start.
        article: the page.
        topic: whose series' labels say what a doubtful figure may be of.
        weights: others than the fitted ones only where those are judged.
    """
    page = _Page(
        article=article,
        filings={one.figure.start: one for one in filings},
        news=sum(is_news(one) for one in changes),
        labels={one.id: one.label for one in topic.series},
    )
    return tuple(_judged(one, page, weights) if is_news(one) else one for one in changes)


def _judged(change: Change, page: _Page, weights: Weights) -> Change:
    filing = page.filings.get(change.after.figure.start)
    # What settles a dispute repeats a side of it, which readers were told under that series.
    if filing is None or change.after.certainty >= DECIDED or change.settles:
        return change
    if not _of_a_copy(change):
        likely = probability(signs_of(change, filing, page.article, news=page.news), weights)
        if likely >= weights.certain:
            return change
        if likely >= weights.balanced:
            return replace(change, sure="likely")
    among = tuple(page.labels.get(name, name) for name, _ in filing.likely)
    may_be = " or ".join(f"“{label}”" for label in among)
    why = f"{change.why}; to check: it may be of {may_be}, or of none"
    return replace(change, sure="doubtful", told=False, why=why, among=among)


def _of_a_copy(change: Change) -> bool:
    """Whether a first figure comes from a text that was read before: then it was not filed there, and is no news."""
    after = change.after
    return change.kind == "new" and after.origin != after.article and not after.edited


def probability(signs: dict[str, float], weights: Weights) -> float:
    """How likely a change with these signs is news as it stands."""
    total = weights.bias + sum(weights.signs.get(key, 0.0) * value for key, value in signs.items())
    return 1 / (1 + exp(-total))

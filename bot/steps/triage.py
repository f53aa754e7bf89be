"""Triage: what becomes of an article. Told now, told in the digest, or kept quiet, each with a code.

The codes are a closed set. Told: `revised`, `conflict`, `denied`, `new_figure`. Digest: `settled`, `refined`, `to_check`. Quiet:
`off_topic`, `baseline`, `copy`, `repeat`, `old_value`, `known_dispute`, `small_move`, `older`,
`noted`, `no_figures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model.alerts import Severity, Triage
from bot.model.figures import Change
from bot.model.news import Article, Verdict
from bot.model.topics import Topic

LOUD = ("revised", "conflicting", "denied", "new")
CODES: Mapping[str, str] = {
    "revised": "revised",
    "conflicting": "conflict",
    "denied": "denied",
    "new": "new_figure",
}
WORDS: Mapping[str, str] = {
    "revised": "moved",
    "conflicting": "disputed",
    "denied": "denied",
    "new": "new",
}
# A series of this weight is what the topic is about.
HEAVY = 2


def triage(
    *,
    article: Article,
    verdict: Verdict,
    changes: Sequence[Change],
    topic: Topic | None,
    baseline: bool,
) -> Triage:
    """Decide what becomes of an article, from what it changed.

    Args:
        article: as it was read; its source and rank weigh.
        verdict: what dedupe says of it. A copy is told all the same where a figure of it moved.
        changes: what its figures did to one topic's ledger.
        topic: that topic; None where the article is on none.
        baseline: the first meeting with a feed records everything and tells nothing.
    """
    if topic is None:
        return _quiet("off_topic", "it is on none of the topics")
    if baseline:
        return _quiet("baseline", f"first meeting: {_figures(changes)} recorded, nobody told")
    told = [change for change in changes if change.told]
    loud = [change for change in told if change.kind in LOUD]
    if loud:
        return _alert(loud, article, topic)
    if any(change.settles for change in told):
        return Triage(decision="digest", code="settled", reason=_settled(told), severity="normal")
    if any(change.kind == "refined" for change in told):
        return Triage(decision="digest", code="refined", reason=_refined(told), severity="low")
    return _silence(verdict, changes)


def to_check(changes: Sequence[Change]) -> Triage | None:
    """What becomes of a page's doubtful changes: they stand in the digest until a person looks; None without any."""
    doubtful = [change for change in changes if change.sure == "doubtful"]
    if not doubtful:
        return None
    return Triage(
        decision="digest",
        code="to_check",
        reason="; ".join(f"“{one.after.figure.text}”: {one.why}" for one in doubtful),
        severity="low",
    )


def _alert(loud: Sequence[Change], article: Article, topic: Topic) -> Triage:
    kind = min((change.kind for change in loud), key=LOUD.index)
    labels = {series.id: series.label for series in topic.series}
    parts = [
        f"{WORDS[one]}: {', '.join(dict.fromkeys(labels.get(c.after.series, c.after.series) for c in loud if c.kind == one))}"
        for one in LOUD
        if any(change.kind == one for change in loud)
    ]
    return Triage(
        decision="alert",
        code=CODES[kind],
        reason=f"{'; '.join(parts)} ({article.source})",
        severity=_severity(loud, article, topic),
    )


def _severity(loud: Sequence[Change], article: Article, topic: Topic) -> Severity:
    """By kind first; a heavy series or an official source raises it, a source of no rank lowers it."""
    weights = {series.id: series.weight for series in topic.series}
    heavy = any(weights.get(change.after.series, 1) >= HEAVY for change in loud)
    official = article.rank == "official" or any(change.after.official for change in loud)
    moved = any(change.kind in {"revised", "conflicting", "denied"} for change in loud)
    points = int(moved) + int(heavy) + int(official)
    if article.rank in {"aggregator", "unknown"} and not official and not moved:
        points -= 1
    if points < 0:
        return "low"
    return "high" if points > 1 else "normal"


def _settled(told: Sequence[Change]) -> str:
    return next(change.why for change in told if change.settles)


def _refined(told: Sequence[Change]) -> str:
    return "more precise: " + "; ".join(
        f"“{change.after.figure.text}”" for change in told if change.kind == "refined"
    )


def _silence(verdict: Verdict, changes: Sequence[Change]) -> Triage:
    if verdict.kind == "duplicate":
        return _quiet("copy", f"a copy of {verdict.nearest}, no figure of which moved")
    if not changes:
        return _quiet("no_figures", "it holds no figure of a series that is followed")
    if any(change.kind == "revised" and change.sure != "doubtful" for change in changes):
        return _quiet("small_move", "what moved stays below its series' threshold")
    for change in changes:
        if change.kind == "noted":
            before = change.before
            older = before is not None and change.after.published < before.published
            return _quiet("older" if older else "noted", change.why)
    for change in changes:
        if change.echo:
            code = "old_value" if change.echo == "superseded" else "known_dispute"
            return _quiet(code, change.why)
    return _quiet("repeat", f"{_figures(changes)}, nothing in it that is not known")


def _figures(changes: Sequence[Change]) -> str:
    return "1 figure" if len(changes) == 1 else f"{len(changes)} figures"


def _quiet(code: str, reason: str) -> Triage:
    return Triage(decision="silence", code=code, reason=reason, severity="low")

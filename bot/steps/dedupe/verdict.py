"""What is an article to what was read before: a copy, another report of an event that is known, or news?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.news import Article, Bearing, Fingerprint, Known, Verdict
from bot.steps.dedupe import events
from bot.steps.dedupe.fingerprint import containment, resemblance
from bot.steps.dedupe.weights import FITTED, EventWeights

# Different reports of one event share .43 of the shorter text's shingles at most (99th percentile, measured
# on news); copies that were cut to 40 percent, reworded by 5 or wrapped in boilerplate share .7 and more, and
# nine in ten of those reworded by 15 percent still share this much.
COPY_CONTAINMENT = 0.55
# Below this the estimate of containment is made of too few meeting places to trust.
COPY_RESEMBLANCE = 0.10
# A text of fewer shingles than this is a headline; headlines repeat each other by chance.
SHORTEST_TEXT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    known: Known
    similarity: float
    why: str


def judge(
    *,
    article: Article,
    fingerprint: Fingerprint,
    candidates: Sequence[Known],
    bearing: Bearing | None = None,
    weights: EventWeights = FITTED,
) -> Verdict:
    """Hold an article against its candidates.

    A copy (same text, or so much of it that wording alone cannot explain it) comes first; then another
    report of an event that is known; else it opens an event, which may follow another. In doubt it is new: a
    repeated report costs a glance, a wrong merge costs a fact. The article itself may be among the
    candidates, as its page was when it was last read. `bearing` is what it did to the ledger, None where
    that is not known.
    """
    copy = _copied(fingerprint, candidates)
    if copy is not None:
        known = copy.known
        same_page = _same_page(fingerprint, known)
        again = ", read again on the same page" if same_page else ""
        return Verdict(
            kind="duplicate",
            nearest=known.id,
            similarity=copy.similarity,
            story=known.story,
            origin=known.origin,
            reason=f"{copy.why} {known.id}{again}",
            same_page=same_page,
        )
    seen = events.against(article, fingerprint, candidates, bearing=bearing, weights=weights)
    event = events.likeliest(seen)
    if event is None:
        return Verdict(
            kind="new",
            nearest=None,
            similarity=0.0,
            story=_event_id(article),
            origin=article.id,
            reason="nothing like it was read before",
        )
    follows = None if event.joined else events.followed(seen, article, candidates, bearing)
    return Verdict(
        kind="same_story" if event.joined else "new",
        nearest=event.nearest.id,
        similarity=event.signs.likeness,
        story=event.nearest.story if event.joined else _event_id(article),
        origin=article.id,
        reason=event.reason,
        same_page=event.joined and _same_page(fingerprint, event.nearest),
        follows=follows,
    )


def _copied(fingerprint: Fingerprint, candidates: Sequence[Known]) -> _Copy | None:
    copies = [copy for known in candidates if (copy := _copy_of(fingerprint, known)) is not None]
    if not copies:
        return None
    # The page itself first, since a later version of it is more than a copy; then the nearest.
    return max(copies, key=lambda copy: (_same_page(fingerprint, copy.known), copy.similarity))


def _copy_of(fingerprint: Fingerprint, known: Known) -> _Copy | None:
    other = known.fingerprint
    if fingerprint.text_sha == other.text_sha and fingerprint.shingles:
        long_enough = min(fingerprint.shingles, other.shingles) >= SHORTEST_TEXT
        if long_enough or fingerprint.title_sha == other.title_sha:
            return _Copy(known=known, similarity=1.0, why="the same text as")
    if min(fingerprint.shingles, other.shingles) < SHORTEST_TEXT:
        return None
    share = containment(fingerprint, other)
    if share < COPY_CONTAINMENT or resemblance(fingerprint, other) < COPY_RESEMBLANCE:
        return None
    return _Copy(
        known=known,
        similarity=share,
        why=f"{share:.0%} of the shorter text stands in the longer one: a copy of",
    )


def _same_page(fingerprint: Fingerprint, known: Known) -> bool:
    return fingerprint.address is not None and fingerprint.address == known.fingerprint.address


def _event_id(article: Article) -> str:
    return hashlib.sha256(f"story {article.id}".encode()).hexdigest()[:12]

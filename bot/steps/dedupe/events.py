"""Is an article another report of an event that is known?

Held against each story among the candidates: which names, figures and words do they share, how telling are
those (what many stories share tells little), and how far apart are they in time? Words count within one
language; across languages names and figures have to carry it. The story's founder has to agree, so
that a story does not drift from one event to the next.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.model.news import Article, Fingerprint, Known

# Score from which an article joins a story.
JOIN = 0.50
HALF_LIFE = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The story that is nearest to an article, by its nearest report, with the score and what it is of."""

    nearest: Known
    score: float
    joined: bool
    reason: str


def features(
    article: Article, one: Fingerprint, known: Known, idf: Mapping[str, float]
) -> dict[str, float]:
    """Raw features, for study."""
    other = known.fingerprint
    gap = abs((article.published - known.published) / timedelta(hours=1))
    a, b = dict(one.terms), dict(other.terms)

    def cos(idf: Mapping[str, float]) -> float:
        na = math.sqrt(sum((w * idf.get(t, 1.0)) ** 2 for t, w in a.items()))
        nb = math.sqrt(sum((w * idf.get(t, 1.0)) ** 2 for t, w in b.items()))
        return sum(w * b[t] * idf.get(t, 1.0) ** 2 for t, w in a.items() if t in b) / (na * nb or 1)

    def overlap(x: Iterable[str], y: Iterable[str], kind: str) -> tuple[float, float]:
        x, y = set(x), set(y)
        both = sum(idf.get(f"{kind}{i}", 1.0) for i in x & y)
        small = min(
            sum(idf.get(f"{kind}{i}", 1.0) for i in x), sum(idf.get(f"{kind}{i}", 1.0) for i in y)
        )
        return both / (small or 1), both

    e, _ = overlap(one.entities, other.entities, "e/")
    v, vs = overlap(one.values, other.values, "v/")
    return {
        "gap": gap,
        "cos": cos({}),
        "tfidf": cos(idf),
        "ents": e,
        "vals": v,
        "vsum": vs,
        "nval": len(set(one.values) & set(other.values)),
        "same_lang": float(article.language[:2] == known.language[:2]),
    }


def idf_of(one: Fingerprint, candidates: Sequence[Known]) -> dict[str, float]:
    stories: dict[str, set[str]] = defaultdict(set)
    ids = {known.story for known in candidates}
    for known in candidates:
        fp = known.fingerprint
        for item in (
            *(t for t, _ in fp.terms),
            *(f"e/{e}" for e in fp.entities),
            *(f"v/{v}" for v in fp.values),
        ):
            stories[item].add(known.story)
    n = len(ids) + 1
    return {item: math.log((n + 1) / (len(s))) for item, s in stories.items()} | {}


def same_event(
    article: Article, fingerprint: Fingerprint, candidates: Sequence[Known]
) -> Event | None:
    if not candidates:
        return None
    idf = idf_of(fingerprint, candidates)
    best = None
    for known in candidates:
        f = features(article, fingerprint, known, idf)
        decay = 0.5 ** (f["gap"] / 72)
        score = (0.5 * f["tfidf"] * f["same_lang"] + 0.3 * f["vals"] + 0.2 * f["ents"]) * decay
        if best is None or score > best.score:
            best = Event(nearest=known, score=score, joined=score >= 0.25, reason="")
    return best

"""How likely is a doubtful page the story? A score with reasons, for pages that the rule does not decide.

Each sign is a number from the page (where keywords and parties stand) or from what is known (likeness to
pages of the story, values that the ledger knows). The weights are fitted on labelled real stories
(`python -m eval.fit_topic`) and judged on stories left out; the sum goes through
the logistic function, so that it reads as a probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model.topics import Certainty, KeywordRule, Match, Topic
from bot.steps.match.places import Places
from bot.steps.match.rule import Hit, Phrases, counting, phrase_hits
from bot.steps.match.weights import FITTED, Weights

# A sign that counts things says no more above this many.
_ENOUGH = 3
# A story with so many pages in three days is in full course.
_MANY = 5
# Twice as many parties as the rule asks for, and no fewer than so many, are the story's whole company.
_COMPANY = 3

SIGNS: Mapping[str, str] = {
    "scarcest": "sentences with the scarcest of what the rule asks for",
    "loosely": "the parts of a keyword in one sentence",
    "principal": "the party that the topic is named after, in headline or opening",
    "parties": "parties in headline and opening",
    "company": "the whole company in one sentence",
    "known_values": "values that the ledger knows",
    "likeness": "likeness to a page of the story",
    "recent": "pages of the story within three days",
}

THRESHOLDS: Mapping[Certainty, float] = {"strict": 0.8, "balanced": 0.5, "wide": 0.2}


def signs(topic: Topic, hits: Sequence[Hit], where: Places, phrases: Phrases) -> dict[str, float]:
    """What a page says by itself, a number a sign; signs of what is known are added by `judged`."""
    counted = counting(hits, where)
    names = [hit for hit in counted if hit.term.role == "entity"]
    top = [hit for hit in names if hit.sentence < where.opening]
    return {
        "scarcest": _scarcest(topic.keywords, counted),
        "loosely": float(bool(phrase_hits(hits, phrases))),
        "principal": float(any(hit.term.principal for hit in top)),
        "parties": float(min(_ENOUGH, len({hit.term.owner for hit in top}))),
        "company": float(_together(names) >= max(_COMPANY, 2 * topic.keywords.entities)),
    }


def _scarcest(rule: KeywordRule, counted: Sequence[Hit]) -> float:
    """In how many sentences stands the kind of term that stands in the fewest, of those asked for."""
    asked = {
        "any": rule.any,
        "all": rule.all,
        "at_least": rule.at_least,
        "entity": rule.entities,
    }
    sentences = [
        len({hit.sentence for hit in counted if hit.term.role == role})
        for role, wanted in asked.items()
        if wanted
    ]
    return float(min(_ENOUGH, *sentences)) if sentences else 0.0


def _together(names: Sequence[Hit]) -> int:
    """The most parties that one sentence names."""
    named: dict[int, set[str]] = {}
    for hit in names:
        named.setdefault(hit.sentence, set()).add(hit.term.owner)
    return max(map(len, named.values()), default=0)


def judged(
    match: Match,
    certainty: Certainty,
    *,
    known_values: int,
    likeness: float,
    recent: int,
    weights: Weights = FITTED,
) -> Match:
    """A doubtful match decided with what is known of the story.

    Args:
        match: as `Matcher.match` gave it; one that is not doubtful comes back as it is.
        certainty: as the topic asks for.
        known_values: how many of the page's filed figures the ledger knows already.
        likeness: from 0 to 1, to the nearest page of the story.
        recent: how many pages of the story were published in the three days before.
        weights: of the signs; others than the fitted ones where they are judged.
    """
    if not match.doubtful:
        return match
    evidence = {
        **match.evidence,
        "known_values": float(min(_ENOUGH, known_values)),
        "likeness": likeness,
        "recent": min(1.0, recent / _MANY),
    }
    score = probability(evidence, weights)
    on = score >= THRESHOLDS[certainty]
    return replace(
        match,
        matched=on,
        score=score,
        evidence=evidence,
        reason=f"{score:.0%} likely the story ({_parts(evidence, weights)}); "
        f"{THRESHOLDS[certainty]:.0%} is asked for (certainty: {certainty}). {match.reason}",
    )


def probability(evidence: Mapping[str, float], weights: Weights = FITTED) -> float:
    """How likely a page with these signs is the story."""
    total = weights.bias + sum(
        weight * evidence.get(sign, 0.0) for sign, weight in weights.signs.items()
    )
    return 1 / (1 + math.exp(-total))


def _parts(evidence: Mapping[str, float], weights: Weights) -> str:
    weighed = {
        sign: weight * evidence[sign]
        for sign, weight in weights.signs.items()
        if evidence.get(sign)
    }
    largest = sorted(weighed, key=lambda sign: -abs(weighed[sign]))
    return "; ".join(f"{SIGNS[sign]} {weighed[sign]:+.1f}" for sign in largest) or "nothing"

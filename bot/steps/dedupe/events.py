"""Is an article another report of an event that is known, and if not, which event does it follow?

An event is one announcement or happening, with all that reports or repeats it within days, in any language. The
next announcement of the same matter is another event, which follows it. For each event among the candidates a
logistic model says how likely the article is another report of it: by their likeness, by the time between them, and
by what the article did to the ledger. A page that moves a value which an event's reports stated is seldom one of
them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta

from bot.model.news import Article, Bearing, Fingerprint, Known
from bot.steps.dedupe.fingerprint import digits_of, leading_digits
from bot.steps.dedupe.likeness import Evidence, Telling, evidence
from bot.steps.dedupe.weights import FITTED, EventWeights

DAY = timedelta(days=1)
# The log odds from which an article joins, and the likeness without which it never does, however soon it comes:
# other news of the same parties comes within the hour. Both hold precision and recall of events about even.
CERTAIN = -0.3
LEAST_LIKENESS = 0.35
# Two of a kind say nearly all that many of them would.
SEVERAL = 1.5
# So much likeness makes an event the one that another follows.
OF_THE_SAME_MATTER = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What says that an article reports an event, or another one.

    `silence` and `age` are the logarithms of one more than the days since its last report and its first; `likeness`,
    to its nearest report, is from 0 to 1. `moved` is for the values that the article moves and that the event's
    reports stated, `news` for all that it brings, both from 0 towards 1. `headline` is 1 where both have numbers in
    their headlines and neither has the other's. `reports` is the logarithm of their number.
    """

    silence: float
    age: float
    likeness: float
    moved: float
    news: float
    headline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event among the candidates, as an article sees it. `odds` are logarithmic."""

    nearest: Known
    evidence: Evidence
    signs: Signs
    odds: float

    @property
    def joined(self) -> bool:
        """Whether the article is another report of it."""
        return self.odds >= CERTAIN and self.signs.likeness >= LEAST_LIKENESS

    @property
    def reason(self) -> str:
        """In a sentence with the numbers."""
        found = self.evidence
        verb = "joins" if self.joined else "stays apart from"
        moved = ", and it moves a value that was stated there" if self.signs.moved else ""
        return (
            f"{verb} the event of {self.nearest.id}: {_share(self.odds):.0%} likely where {_share(CERTAIN):.0%} is "
            f"needed; likeness {found.score:.2f} of at least {LEAST_LIKENESS} "
            f"(words {found.words:.2f}, figures {found.values:.2f}, names {found.names:.2f}, subjects {found.concepts:.2f}), {math.expm1(self.signs.silence) * 24:.0f} h after "
            f"its last report and {math.expm1(self.signs.age) * 24:.0f} h after its first{moved}"
        )


def likeliest(seen: Mapping[str, Event]) -> Event | None:
    """The event that an article is likeliest to report, whether or not it does; None of none."""
    return max(seen.values(), key=lambda event: (event.joined, event.odds), default=None)


def against(
    article: Article,
    fingerprint: Fingerprint,
    candidates: Sequence[Known],
    *,
    bearing: Bearing | None = None,
    weights: EventWeights = FITTED,
) -> dict[str, Event]:
    """Each event among the candidates, by its id, as an article sees it.

    `bearing` is what the article did to the ledger, None where that is not known.
    """
    events: dict[str, list[Known]] = defaultdict(list)
    for known in candidates:
        if known.fingerprint.scheme == fingerprint.scheme:
            events[known.story].append(known)
    telling = Telling(events)
    bearing = bearing or Bearing()
    return {
        id_: _against(article, fingerprint, members, telling, bearing=bearing, weights=weights)
        for id_, members in events.items()
    }


def followed(
    seen: Mapping[str, Event],
    article: Article,
    candidates: Sequence[Known],
    bearing: Bearing | None,
) -> str | None:
    """The event that an article's own event follows: the latest whose value it moves, or else the likest.

    None where none was before it, or none is of the same matter.
    """
    earlier = [known for known in candidates if known.published <= article.published]
    moved = [known for known in earlier if bearing is not None and known.id in bearing.moves]
    if moved:
        return max(moved, key=lambda known: (known.published, known.id)).story
    before = {known.story for known in earlier}
    alike = [
        event
        for id_, event in seen.items()
        if id_ in before and event.signs.likeness >= OF_THE_SAME_MATTER
    ]
    return max(alike, key=lambda event: event.odds).nearest.story if alike else None


def joins_event(article: Article, fingerprint: Fingerprint, reports: Sequence[Known]) -> bool:
    """Whether an article belongs to the event of these reports, whatever other events there are."""
    event = likeliest(against(article, fingerprint, reports))
    return event is not None and event.joined


def _against(
    article: Article,
    fingerprint: Fingerprint,
    members: Sequence[Known],
    telling: Telling,
    *,
    bearing: Bearing,
    weights: EventWeights,
) -> Event:
    pairs = [(known, evidence(article, fingerprint, known, telling)) for known in members]
    nearest, found = max(pairs, key=lambda pair: pair[1].score)
    silence = min(abs(article.published - known.published) for known in members)
    age = abs(article.published - min(known.published for known in members))
    theirs = {known.id for known in members}
    signs = Signs(
        silence=math.log1p(silence / DAY),
        age=math.log1p(age / DAY),
        likeness=found.score,
        moved=_several(sum(one in theirs for one in bearing.moves)),
        news=_several(bearing.news),
        headline=float(_other_headlines(article, fingerprint, members)),
    )
    odds = weights.bias + sum(
        getattr(weights, one.name) * getattr(signs, one.name) for one in fields(signs)
    )
    return Event(nearest=nearest, evidence=found, signs=signs, odds=odds)


def _other_headlines(article: Article, fingerprint: Fingerprint, members: Sequence[Known]) -> bool:
    """Whether an article and an event both lead with numbers, and neither holds what the other leads with."""
    mine = leading_digits(article.title)
    theirs = {one for known in members for one in leading_digits(known.title)}
    if not mine or not theirs:
        return False
    they_hold = {digits_of(value) for known in members for value in known.fingerprint.values}
    return mine.isdisjoint(they_hold) and theirs.isdisjoint(map(digits_of, fingerprint.values))


def _several(count: int) -> float:
    return 1 - math.exp(-count / SEVERAL)


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))

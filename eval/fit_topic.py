"""`python -m eval.fit_topic`: fit the weights of `bot/steps/match/about.py`, each story judged left out.

Every page of a real story that the reader's rule does not decide gives one example: its signs, and
whether it is on the story by the labels. The story so far (ledger, known pages) is the labels' too, so
that one error does not teach another. A story counts by the square root of its examples. The weights
that leave a story out go into `eval/left_out_topic.json`, from which `make eval` judges that story; those
fitted on all are printed for `bot/steps/match/weights.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bot.dispatch import replay as replays
from bot.jobs import doubtful, reading
from bot.model.topics import Match
from bot.steps.match.about import SIGNS
from bot.steps.match.weights import Weights
from bot.storage.engine import writing
from eval.contexts import opened
from eval.left_out import save
from eval.logistic import fitted
from eval.real_streams import RealStream, streams

# Pulls weights towards zero; scores on left-out stories are flat between 0.5 and 5.
PENALTY = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A doubtful page of a story."""

    story: str
    signs: dict[str, float]
    on: bool


def examples_of(stream: RealStream) -> list[Example]:
    """The doubtful pages of one stream, with what was known when each came."""
    labels = stream.labels()
    found = []
    with opened(stream) as context:
        for one in replays.read_stream(stream.articles):
            on = bool(labels[one.id]["on_story"])
            study = reading.study(replays.article_of(one, context), context)
            with _decided(on=on) as seen, writing(context.engine) as conn:
                reading.settle(conn, study, context, now=one.published)
            found += [Example(story=stream.name, signs=signs, on=on) for signs in seen]
    return found


@contextmanager
def _decided(*, on: bool) -> Iterator[list[dict[str, float]]]:
    """Within: a doubtful page is decided by the labels, and its signs are kept."""
    judged, seen = doubtful.judged, []

    def by_labels(match: Match, *given: Any, **known: Any) -> Match:
        decided = judged(match, *given, **known)
        seen.append(dict(decided.evidence))
        return replace(decided, matched=on)

    doubtful.judged = by_labels
    try:
        yield seen
    finally:
        doubtful.judged = judged


def fit(examples: Sequence[Example]) -> Weights:
    """The weights that these examples teach."""
    counts = Counter(one.story for one in examples)
    signs = np.array([[one.signs.get(name, 0.0) for name in SIGNS] for one in examples])
    wanted = np.array([float(one.on) for one in examples])
    share = np.array([counts[one.story] ** -0.5 for one in examples])
    share *= len(examples) / share.sum()
    rounded = fitted(signs, wanted, share, penalty=PENALTY)
    return Weights(bias=rounded[0], signs=dict(zip(SIGNS, rounded[1:], strict=True)))


def main() -> None:
    """Fit on all but one story, for each; then on all of them. Sealed stories teach nothing."""
    found = streams()
    examples = [one for stream in found for one in examples_of(stream)]
    weights = {
        stream.name: fit([one for one in examples if one.story != stream.name]) for stream in found
    }
    save(weights)
    print(f"{len(examples)} examples of {len(found)} stories")
    print(fit(examples))


if __name__ == "__main__":
    main()

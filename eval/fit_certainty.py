"""`python -m eval.fit_certainty`: fit how sure a change is (`bot/steps/certainty/`), each story judged left out.

Every change that the ledger's rules call news is an example; it is right where a label agrees in article, series,
value and kind. Each story is replayed with filing's weights that were fitted without it, so run
`python -m eval.fit_filing` first. The thresholds are chosen on the stories' left-out probabilities: a story that is
judged has no part in its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.dispatch import replay as replays
from bot.model.alerts import Reading
from bot.steps.certainty import FITTED, Weights, probability
from bot.steps.certainty.signs import DECIDED, SIGNS, is_news, signs_of
from eval.contexts import opened
from eval.corpora import ROOT
from eval.left_out import save_certainty
from eval.real_streams import RealStream, streams
from eval.replay import right_events

# Pulls weights towards zero; left-out log loss .584 at 6, .583 at 12.
PENALTY = 12.0
_ROUNDS = 20
_LEAST_SPREAD = 0.1
# From `certain` on, so many of left-out stories' changes are right. At `balanced` more than half are, and quiet is
# kept on nineteen pages of twenty. At .3, strict F1 is .01 higher, and most alerts of a story may be wrong.
CERTAIN = 0.8
BALANCED = 0.4
_STEPS = tuple(round(0.3 + 0.02 * step, 2) for step in range(31))
_FEWEST = 10
WEIGHTS = ROOT / "bot" / "steps" / "certainty" / "weights.py"
_HEAD = "FITTED = "

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A change that is news by the rules: the story that it is of, its signs, and whether a label agrees."""

    story: str
    signs: dict[str, float]
    right: bool


def seen_in(stream: RealStream) -> list[Seen]:
    """The news of one story, by the ledger's rules. Values that a label leaves open teach nothing."""
    labels = stream.labels()
    found: list[Seen] = []
    with opened(stream) as context:
        everything = replace(context, certainty_weights=replace(FITTED, certain=0.0, balanced=0.0))
        for recorded, read in replays.replay(replays.read_stream(stream.articles), everything):
            answer: dict[str, Any] = json.loads(json.dumps(replays.as_json(recorded, read)))
            right = right_events(labels[recorded.id], answer)
            found += _examples(stream.name, read, right)
    return found


def _examples(story: str, read: Reading, right: Mapping[int, bool]) -> list[Seen]:
    """`right`: by a change's place in the answer, whether a label agrees; those left open are not in it."""
    filings = {one.figure.start: one for one in read.filings}
    news = sum(is_news(one) for one in read.changes)
    return [
        Seen(
            story=story,
            signs=signs_of(change, filing, read.article, news=news),
            right=right[place],
        )
        for place, change in enumerate(read.changes)
        if place in right
        and is_news(change)
        and change.after.certainty < DECIDED
        and (filing := filings.get(change.after.figure.start)) is not None
    ]


def fit(examples: Sequence[Seen]) -> Weights:
    """A logistic regression with a quadratic penalty; a story counts by the square root of its examples."""
    counts = Counter(one.story for one in examples)
    share = np.array([counts[one.story] ** -0.5 for one in examples])
    share *= len(share) / share.sum()
    right = np.array([float(one.right) for one in examples])
    signs = np.array([[one.signs[name] for name in SIGNS] for one in examples])
    middle, spread = signs.mean(axis=0), np.maximum(signs.std(axis=0), _LEAST_SPREAD)
    table = np.column_stack([(signs - middle) / spread, np.ones(len(signs))])
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 1e-6
    weights: Numbers = np.zeros(table.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (share * (likely - right)) + penalty * weights
        curvature = (table.T * (share * likely * (1 - likely))) @ table
        weights -= np.linalg.solve(curvature + np.diag(penalty), gradient)
    each = weights[:-1] / spread
    bias = float(weights[-1] - each @ middle)
    return Weights(
        bias=round(bias, 3),
        signs={name: round(float(one), 3) for name, one in zip(SIGNS, each, strict=True)},
        certain=1.0,
        balanced=1.0,
    )


def with_thresholds(weights: Weights, judged: Sequence[tuple[float, bool]]) -> Weights:
    """The weights with thresholds chosen on probabilities that were given to changes of left-out stories."""

    def precision(least: float) -> float:
        told = [right for likely, right in judged if likely >= least]
        return round(sum(told) / max(1, len(told)), 3)

    enough = [
        step
        for step in _STEPS
        if sum(likely >= step for likely, _ in judged) >= _FEWEST and precision(step) >= CERTAIN
    ]
    certain = min(enough, default=_STEPS[-1])
    return replace(
        weights,
        certain=certain,
        balanced=BALANCED,
        precision={
            "certain": precision(certain),
            "balanced": precision(BALANCED),
            "everything": precision(0.0),
        },
    )


def main() -> None:
    """Fit without each story, for each, and then on all of them. Sealed stories teach nothing."""
    by_story = {one.name: seen_in(one) for one in streams()}
    without = {
        name: fit([each for other, those in by_story.items() if other != name for each in those])
        for name in by_story
    }
    judged = {
        name: [(probability(one.signs, without[name]), one.right) for one in those]
        for name, those in by_story.items()
    }
    save_certainty(
        {
            name: with_thresholds(
                weights,
                [pair for other, pairs in judged.items() if other != name for pair in pairs],
            )
            for name, weights in without.items()
        }
    )
    everything = [one for those in by_story.values() for one in those]
    final = with_thresholds(fit(everything), [one for pairs in judged.values() for one in pairs])
    _write(final, WEIGHTS)
    print(len(everything), "changes;", asdict(final))


def _write(weights: Weights, file: Path) -> None:
    head = file.read_text(encoding="utf-8").partition(_HEAD)[0]
    signs = "".join(f'        "{name}": {weight},\n' for name, weight in weights.signs.items())
    precision = ", ".join(f'"{name}": {one}' for name, one in weights.precision.items())
    file.write_text(
        f"{head}{_HEAD}Weights(\n    bias={weights.bias},\n    signs={{\n{signs}    }},\n"
        f"    certain={weights.certain},\n    balanced={weights.balanced},\n"
        f"    precision={{{precision}}},\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

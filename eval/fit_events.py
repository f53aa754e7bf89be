"""`python -m eval.fit_events`: fit the weights of `bot/steps/dedupe/weights.py`, each story judged left out.

Each report of a real story gives an example for every event among its candidates: its signs, and whether it reports
that event by the labels. Earlier reports are grouped by the labels too, so that one error does not teach another.
Each story is read without a model and with the recorded answers of one; the invented pairs of reports teach too. A report counts by the root of its events,
a story as much as another. The weights that leave a story out go into `eval/left_out_events.json`, from which
`make eval` judges that story; those fitted on all are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from typing import Any

import numpy as np

from bot.model.news import Verdict
from bot.steps import dedupe
from bot.steps.dedupe import events
from bot.steps.dedupe.weights import EventWeights
from eval import pairs
from eval.left_out import save_events
from eval.logistic import fitted
from eval.oracles import PLAIN, WITH_A_MODEL, run
from eval.real_streams import RealStream, streams

PENALTY = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A report beside an event; `share` is how much it counts within its story."""

    story: str
    signs: tuple[float, ...]
    same: bool
    share: float


def examples_of(stream: RealStream) -> list[Example]:
    """What the reports of one story teach, read both ways."""
    labels = {row["id"]: str(row["cluster"]) for row in stream.labels().values()}
    found: list[Example] = []
    for reader in (PLAIN, WITH_A_MODEL):
        with _grouped(stream, labels) as seen:
            run(stream, reader)
        found += seen
    return found


@contextmanager
def _grouped(stream: RealStream, clusters: Mapping[str, str]) -> Iterator[list[Example]]:
    """Within: reports are grouped by the labels, and the signs of each that the ledger has heard of are kept."""
    judge, seen = dedupe.judge, list[Example]()

    def by_labels(**given: Any) -> Verdict:
        verdict = judge(**given)
        cluster = clusters[given["article"].id]
        if given.get("bearing") is not None:
            beside = events.against(
                given["article"],
                given["fingerprint"],
                given["candidates"],
                bearing=given["bearing"],
            )
            seen.extend(
                Example(
                    story=stream.name,
                    signs=astuple(event.signs),
                    same=id_ == cluster,
                    share=len(beside) ** -0.5,
                )
                for id_, event in beside.items()
            )
        return replace(verdict, story=cluster)

    dedupe.judge = by_labels
    try:
        yield seen
    finally:
        dedupe.judge = judge


def examples_of_pairs() -> list[Example]:
    """What look-alikes, follow-ups, paraphrases and translations teach, of which a story's own stream has few."""
    return [
        Example(
            story="pairs",
            signs=astuple(event.signs),
            same=bool(pair["same"]) and id_ == pair["one"][:-1],
            share=len(beside) ** -0.5,
        )
        for pair, other, held_against in pairs.archive()
        for beside in [events.against(other.article, other.fingerprint, held_against)]
        for id_, event in beside.items()
    ]


def fit(examples: Sequence[Example]) -> EventWeights:
    """The weights that these examples teach, every story as much as another."""
    counts = Counter(one.story for one in examples)
    share = np.array([one.share * counts[one.story] ** -0.5 for one in examples])
    found = fitted(
        np.array([one.signs for one in examples]),
        np.array([float(one.same) for one in examples]),
        share * (len(share) / share.sum()),
        penalty=PENALTY,
    )
    names = list(EventWeights.__dataclass_fields__)
    return EventWeights(**dict(zip(names, found, strict=True)))


def main() -> None:
    """Fit on all but one story, for each; then on all of them. Sealed stories teach nothing."""
    found = streams()
    examples = [one for stream in found for one in examples_of(stream)] + examples_of_pairs()
    save_events(
        {
            stream.name: fit([one for one in examples if one.story != stream.name])
            for stream in found
        }
    )
    print(f"{len(examples)} examples of {len(found)} stories and of pairs")
    print(fit(examples))


if __name__ == "__main__":
    main()

"""`python -m eval.fit_filing`: fit the weights of `bot/steps/figures/assign/`, each story judged left out.

Every figure of a page that the labels call on the story is an example: its series by the labels, or none. A figure
that a label leaves open, and a further place of a labelled value on its page, teach nothing. Figures of pages that
the topic let through by mistake are nobody's.

What the ledger knows is fitted in two passes. The first fits the words alone; each story is filed by the weights of
the others, and these filings are the ledger on which the second pass fits all features. A story counts by the square
root of its figures. The weights that leave a story out go into `eval/left_out_filing.json`, from which `make eval`
judges that story; those fitted on all go into `bot/steps/figures/assign/weights.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.dispatch import replay as replays
from bot.jobs import filing, reading
from bot.jobs.context import Context
from bot.model.known import KnownValue
from bot.steps.figures import assign
from bot.steps.figures.assign.features import Drafted
from bot.steps.figures.assign.ledger_signs import shelves
from bot.steps.figures.assign.model import Weights, probabilities
from bot.steps.figures.assign.page_signs import signs_of
from bot.steps.figures.assign.table import FEATURES
from eval.contexts import opened
from eval.corpora import ROOT
from eval.left_out import save_filing
from eval.real_streams import RealStream, aligned, close, streams

# Pulls weights towards zero; left-out log loss .877 at 12, .868 at 20, .860 at 30.
PENALTY = 30.0
_ROUNDS = 25
_LEAST_SPREAD = 0.1
WEIGHTS = ROOT / "bot" / "steps" / "figures" / "assign" / "weights.py"

Numbers = NDArray[np.float64]
Signs = dict[str, dict[str, float]]
Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A figure of a story: `series` is the labels' answer, "" for none, None where they leave it open."""

    drafted: Drafted
    dollars: float | None
    series: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story's pages in their order, each with its figures; its topic's series."""

    name: str
    series: tuple[str, ...]
    pages: tuple[tuple[Seen, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Pairs of a figure and a series. `of` is a pair's figure, `right` whether the labels name it."""

    signs: Numbers
    of: NDArray[np.int64]
    right: Numbers
    stories: tuple[str, ...]


def story_of(stream: RealStream) -> Story:
    """What a stream's pages say, with the labels' answers."""
    labels = stream.labels()
    pages = []
    with opened(stream) as context:
        topic = context.watchlist.topics[0]
        for one in replays.read_stream(stream.articles):
            read = reading.study(replays.article_of(one, context), context)
            label = labels[one.id]
            match = next((each for each in read.matches if each.topic == topic.id), None)
            if match is None or not (label["on_story"] or match.matched):
                continue
            draft = reading.draft_for(
                topic, match.mentions, read.article, read.figures, read.sentences
            )
            pages.append(_seen(draft, read, label, context))
    return Story(name=stream.name, series=tuple(one.id for one in topic.series), pages=tuple(pages))


def _seen(
    draft: assign.Draft, read: reading.Study, label: Mapping[str, object], context: Context
) -> tuple[Seen, ...]:
    figures = [one.figure for one in draft.drafted]
    wanted: dict[int, str] = {}
    spared: set[int] = set()
    for one in label["figures"] if label["on_story"] else ():  # type: ignore[attr-defined]
        for figure in aligned(one, figures, read.article.text):
            if one.get("ignore") or not one["metric"]:
                spared.add(figure.start)
            else:
                wanted[figure.start] = one["metric"]
    said = [(one.unit, one.high) for one in figures if one.start in wanted]
    spared |= {
        one.start
        for one in figures
        if any(unit == one.unit and close(high, one.high) for unit, high in said)
    }
    dollars = filing.dollars_of(figures, read.article.published.date(), context.rates)
    return tuple(
        Seen(
            drafted=one,
            dollars=dollars.get(one.figure.start),
            series=wanted.get(one.figure.start, None if one.figure.start in spared else ""),
        )
        for one in draft.drafted
    )


def walk(story: Story, decide: Callable[[Seen, Signs], Shares]) -> list[tuple[Seen, Signs, Shares]]:
    """Each figure of a story with the ledger's signs as they were then; `decide` says what it most likely is."""
    known: list[KnownValue] = []
    found = []
    for page in story.pages:
        shelf = shelves(known, story.series)
        drafted = [one.drafted for one in page]
        dollars = {one.drafted.figure.start: one.dollars for one in page if one.dollars is not None}
        for one, signs in zip(page, signs_of(drafted, shelf, dollars), strict=True):
            found.append((one, signs, decide(one, signs)))
        for one, _, likely in found[len(found) - len(page) :]:
            known.append(_known(one, likely))
    return found


def _known(one: Seen, likely: Shares) -> KnownValue:
    figure = one.drafted.figure
    return KnownValue(
        article="",
        start=figure.start,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
        resolution=figure.resolution,
        dollars=one.dollars,
        likely=likely[: assign.LIKELIEST],
    )


def table_of(walked: Mapping[str, Sequence[tuple[Seen, Signs, Shares]]]) -> Table:
    """The examples of some stories as arrays; the last column is the bias."""
    rows: list[list[float]] = []
    of: list[int] = []
    right: list[float] = []
    stories: list[str] = []
    for name, figures in walked.items():
        for one, signs, _ in figures:
            if not signs or one.series is None or (one.series and one.series not in signs):
                continue
            for series, those in signs.items():
                rows.append([*(those.get(key, 0.0) for key in FEATURES), 1.0])
                of.append(len(stories))
                right.append(float(series == one.series))
            stories.append(name)
    return Table(
        signs=np.array(rows), of=np.array(of), right=np.array(right), stories=tuple(stories)
    )


def fit(table: Table, *, without: str | None = None) -> Weights:
    """A conditional logit with a quadratic penalty on weights of spread features, by Newton's method."""
    counts = Counter(table.stories)
    share = np.array([0.0 if one == without else counts[one] ** -0.5 for one in table.stories])
    share *= np.count_nonzero(share) / share.sum()
    spread = np.maximum(table.signs.std(axis=0), _LEAST_SPREAD)
    spread[-1] = 1.0
    signs, of = table.signs / spread, table.of
    penalty = np.full(signs.shape[1], PENALTY)
    penalty[-1] = 1e-6
    weights: Numbers = np.zeros(signs.shape[1])
    for _ in range(_ROUNDS):
        odds = np.exp(np.clip(signs @ weights, -30, 30))
        given = odds / (np.bincount(of, odds, len(share)) + 1)[of]
        gradient = signs.T @ (share[of] * (given - table.right)) + penalty * weights
        mean = np.zeros((len(share), signs.shape[1]))
        np.add.at(mean, of, signs * given[:, None])
        curvature = (signs.T * (share[of] * given)) @ signs - (mean.T * share) @ mean
        weights -= np.linalg.solve(curvature + np.diag(penalty), gradient)
    told = [round(float(one), 3) for one in weights / spread]
    return Weights(bias=told[-1], signs=dict(zip(FEATURES, told[:-1], strict=True)))


def score(walked: Sequence[tuple[Seen, Signs, Shares]]) -> dict[str, float]:
    """Precision, recall and F1 of the figures of one story, by their likeliest series."""
    given = wanted = right = 0
    for one, _, likely in walked:
        if one.series is None:
            continue
        nobodys = 1 - sum(share for _, share in likely)
        best = likely[0] if likely else ("", 0.0)
        filed = best[0] if best[1] >= nobodys * assign.AS_LIKELY_AS_NONE and likely else ""
        given += bool(filed)
        wanted += bool(one.series)
        right += bool(filed) and filed == one.series
    precision, recall = right / max(1, given), right / max(1, wanted)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(both, 3)}


def by(weights: Weights) -> Callable[[Seen, Signs], Shares]:
    """Decides by some weights, the ledger's features among them."""
    return lambda _, signs: probabilities(signs, weights)


def by_words(weights: Weights) -> Callable[[Seen, Signs], Shares]:
    """Decides by the words alone."""
    return lambda one, _: probabilities(one.drafted.signs, weights)


def main() -> None:
    """Fit without each story, for each, and then on all of them. Sealed stories teach nothing."""
    stories = [story_of(stream) for stream in streams()]
    bare = table_of({one.name: walk(one, lambda _seen, _signs: ()) for one in stories})
    words = {one.name: fit(bare, without=one.name) for one in stories}
    table = table_of({one.name: walk(one, by_words(words[one.name])) for one in stories})
    left_out = {one.name: fit(table, without=one.name) for one in stories}
    scores = {one.name: score(walk(one, by(left_out[one.name]))) for one in stories}
    save_filing(left_out, scores)
    _write(fit(table), WEIGHTS)
    for name, measured in scores.items():
        print(name, measured)


def _write(weights: Weights, file: Path) -> None:
    signs = "".join(f'        "{name}": {weight},\n' for name, weight in weights.signs.items())
    file.write_text(
        '"""How much each feature says that a figure is of a series: made by `python -m eval.fit_filing`."""\n\n'
        "from __future__ import annotations\n\n"
        "from bot.steps.figures.assign.model import Weights\n\n"
        f"FITTED = Weights(\n    bias={weights.bias},\n    signs={{\n{signs}    }},\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

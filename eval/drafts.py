"""How good is a drafted topic? Drafted from the first articles of each real stream, held against the one written by hand.

Asked of each stream: of the series of its own topic that have a figure in those articles, how many are drafted,
with a unit that fits; how many of the drafted series are idle, which no labelled figure of the whole stream is
filed under; and how much of the hand-written topic's F1 a replay with the draft reaches (lenient: article, value
and unit). A drafted series stands for one series of the topic, that of most of its labelled figures.

    python -m eval.drafts [--show STREAM]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from bot.dispatch import replay as replays
from bot.jobs import reading
from bot.jobs.draft_topic import draft_topic
from bot.model.drafts import Draft, Example
from bot.model.figures import Series
from bot.model.news import Article
from bot.render.drafted import draft_as_yaml
from bot.steps.figures.measures.profiles import admits
from bot.watchlist import load_topic
from eval.contexts import opened
from eval.corpora import rows
from eval.oracles import PLAIN, run
from eval.real import measures
from eval.real_streams import RealStream, Row, aligned, streams
from eval.replay import score
from eval.report import share

EXAMPLES = 5
# What the project set itself to reach, over the streams beside the checkout.
DRAFTED, IDLE, OF_THE_HAND_WRITTEN = 0.7, 1 / 3, 0.8
COLUMNS = (
    "stream",
    "wanted",
    "drafted",
    "share",
    "made",
    "idle",
    "idle share",
    "F1 drafted",
    "F1 by hand",
    "of it",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a draft came to. `missed` are series of the hand-written topic, `idle` those of the draft."""

    stream: str
    wanted: int
    drafted: int
    made: int
    idle: tuple[str, ...]
    missed: tuple[str, ...]
    f1: float
    by_hand: float

    @property
    def found(self) -> float:
        """The share of the wanted series that is drafted."""
        return share(self.drafted, self.wanted)

    @property
    def idle_share(self) -> float:
        """The share of the drafted series that nothing is filed under."""
        return share(len(self.idle), self.made) if self.made else 0.0

    @property
    def of_the_hand_written(self) -> float:
        """How much of the hand-written topic's lenient F1 is reached."""
        return self.f1 / self.by_hand if self.by_hand else 0.0


def first_articles(stream: RealStream) -> list[Row]:
    """The earliest articles of the stream that are on its story."""
    labels = stream.labels()
    on = [row for row in rows(stream.articles) if labels[row["id"]]["on_story"]]
    return sorted(on, key=lambda row: str(row["published"]))[:EXAMPLES]


def drafted(stream: RealStream) -> tuple[Draft, tuple[Example, ...]]:
    """The topic as it is drafted from those."""
    return draft_topic([_article(row) for row in first_articles(stream)])


def evaluate(stream: RealStream) -> Outcome:
    """Draft, replay, and hold against the hand-written topic."""
    draft, examples = drafted(stream)
    with tempfile.TemporaryDirectory(prefix="newsledger-drafts-") as folder:
        topic = Path(folder, "topic.yaml")
        topic.write_text(draft_as_yaml(draft, examples), encoding="utf-8")
        own = replace(stream, topic=topic)
        filed = _filed(own)
        f1 = _lenient(own)
    wanted, got = _drafted_series(stream, draft, filed)
    idle = tuple(
        one.id for one in draft.series if not any(labels[one.id] for labels in filed.values())
    )
    return Outcome(
        stream=stream.name,
        wanted=len(wanted),
        drafted=len(got),
        made=len(draft.series),
        idle=idle,
        missed=tuple(sorted(wanted - got)),
        f1=f1,
        by_hand=_lenient(stream),
    )


def _lenient(stream: RealStream) -> float:
    given = run(stream, PLAIN)
    told = score(list(rows(stream.articles)), stream.labels(), given.answers)
    return measures(told, given)["value_f1"]


def _filed(stream: RealStream) -> dict[str, dict[str, Counter[str]]]:
    """For each on-story article, by drafted series: the labelled series of the figures filed there."""
    found: dict[str, dict[str, Counter[str]]] = {}
    labels = stream.labels()
    topic = load_topic(stream.topic)
    with opened(stream) as context:
        for one in replays.read_stream(stream.articles):
            by_series = {series.id: Counter[str]() for series in topic.series}
            found[one.id] = by_series
            if not labels[one.id]["on_story"]:
                continue
            article = replays.article_of(one, context)
            study = reading.study(article, context, on_topic_by_word=True)
            filings = {f.figure.start: f.series for f in study.filings if f.series}
            for label in labels[one.id]["figures"]:
                for figure in aligned(label, study.figures, one.text):
                    series = filings.get(figure.start)
                    if series and label["metric"] and not label.get("ignore"):
                        by_series[series][label["metric"]] += 1
    return found


def _drafted_series(
    stream: RealStream, draft: Draft, filed: dict[str, dict[str, Counter[str]]]
) -> tuple[set[str], set[str]]:
    """The series with a labelled figure in the examples, and those of them that a drafted series stands for."""
    labels = stream.labels()
    first = [row["id"] for row in first_articles(stream)]
    wanted = {
        label["metric"]
        for name in first
        for label in labels[name]["figures"]
        if label["metric"] and not label.get("ignore")
    }
    units = {series.id: series for series in load_topic(stream.topic).series}
    ranked: list[tuple[int, str, str]] = []
    for one in draft.series:
        counted = sum((filed[name][one.id] for name in first), Counter[str]())
        ranked += [
            (often, metric, one.id)
            for metric, often in counted.items()
            if metric in units and _fits(units[metric], one.unit)
        ]
    taken: dict[str, str] = {}
    for _often, metric, name in sorted(ranked, key=lambda entry: (-entry[0], entry[1:])):
        if metric not in taken and name not in taken.values():
            taken[metric] = name
    return wanted, wanted & taken.keys()


def _fits(series: Series, unit: str) -> bool:
    money = unit.startswith("money")
    return unit in series.units or admits(series, unit, money=money)


def _article(row: Row) -> Article:
    published = datetime.fromisoformat(row["published"])
    return Article(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        rank="unknown",
        language=row["language"],
        published=published if published.tzinfo else published.replace(tzinfo=UTC),
        dated=True,
        title=row["title"],
        text=row["text"],
    )


def _row(one: Outcome) -> tuple[str, ...]:
    return (
        one.stream, str(one.wanted), str(one.drafted), f"{one.found:.2f}", str(one.made), str(len(one.idle)),
        f"{one.idle_share:.2f}", f"{one.f1:.3f}", f"{one.by_hand:.3f}", f"{one.of_the_hand_written:.2f}",
    )  # fmt: skip


def _all(outcomes: Sequence[Outcome], name: str) -> tuple[str, ...]:
    """The streams together: sums, and the mean of what each reaches."""
    wanted, got = sum(one.wanted for one in outcomes), sum(one.drafted for one in outcomes)
    made, idle = sum(one.made for one in outcomes), sum(len(one.idle) for one in outcomes)
    f1, by_hand = fmean(one.f1 for one in outcomes), fmean(one.by_hand for one in outcomes)
    return (
        name, str(wanted), str(got), f"{share(got, wanted):.2f}", str(made), str(idle), f"{share(idle, made):.2f}",
        f"{f1:.3f}", f"{by_hand:.3f}", f"{f1 / by_hand if by_hand else 0:.2f}",
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where the streams beside the checkout miss what is to be reached."""
    parser = argparse.ArgumentParser(prog="python -m eval.drafts", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="STREAM", help="these streams only")
    parser.add_argument("--show", action="store_true", help="print each draft")
    given = parser.parse_args(arguments)
    found = [one for one in streams() if not given.names or one.name in given.names]
    if not found:
        print("skipped: no real stream is there")
        return 0
    print("\t".join(COLUMNS))
    groups: dict[str, list[Outcome]] = {}
    for stream in found:
        if given.show:
            print(draft_as_yaml(*drafted(stream)))
        outcome = evaluate(stream)
        groups.setdefault(stream.group, []).append(outcome)
        print(
            "\t".join(_row(outcome)),
            f"missed: {', '.join(outcome.missed) or '-'}; idle: {', '.join(outcome.idle) or '-'}",
            sep="\t",
            flush=True,
        )
    for name, outcomes in groups.items():
        print("\t".join(_all(outcomes, f"all {name}")))
    reached = [_reached(outcomes) for name, outcomes in groups.items() if name == "beside"]
    return 0 if all(reached) else 1


def _reached(outcomes: Sequence[Outcome]) -> bool:
    wanted, got = sum(one.wanted for one in outcomes), sum(one.drafted for one in outcomes)
    made, idle = sum(one.made for one in outcomes), sum(len(one.idle) for one in outcomes)
    of_it = share_of(outcomes)
    return got >= DRAFTED * wanted and idle <= IDLE * made and of_it >= OF_THE_HAND_WRITTEN


def share_of(outcomes: Sequence[Outcome]) -> float:
    """How much of the hand-written topics' mean F1 the drafts reach."""
    return fmean(one.f1 for one in outcomes) / fmean(one.by_hand for one in outcomes)


if __name__ == "__main__":
    sys.exit(main())

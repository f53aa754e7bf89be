"""Headlines against topics: 100,000 against 50, beside one regular expression of all names and keywords.

The expression finds letters alone: no borders of words, no forms, no phrases in another order. Both look at the same
headlines in the same process, turn by turn. The topics are those of our own recorded stories, some of them several
times under other ids; the headlines are those stories' headlines and sentences, so that most of them name something.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice

from benchmarks.table import Row
from bot.model.topics import Topic
from bot.steps.match import Matcher, fold
from bot.watchlist import load_topic
from eval.real_streams import streams

TOPICS, HEADLINES, ROUNDS = 50, 100_000, 3
# It also knows borders, forms and phrases, and may take so much longer for them.
SLOWER = 1.5
SHORTEST, LONGEST = 20, 140
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\n")


def topics() -> list[Topic]:
    """Fifty topics: those of our stories over and over, each with an id of its own."""
    own = [load_topic(one.topic) for one in streams() if one.group == "ours"]
    return [
        replace(topic, id=f"{topic.id}-{number}")
        for number, topic in enumerate(islice(cycle(own), TOPICS))
    ]


def headlines() -> list[str]:
    """So many headlines and sentences of the stories, drawn with a fixed seed."""
    said = [
        line
        for one in streams()
        if one.group == "ours"
        for line in _lines(one.articles.read_text(encoding="utf-8").splitlines())
    ]
    return random.Random(7).choices(said, k=HEADLINES)  # noqa: S311  (no secret)


def _lines(rows: Sequence[str]) -> Iterator[str]:
    for row in map(json.loads, rows):
        yield row["title"]
        yield from (s for s in _SENTENCE.split(row["text"]) if SHORTEST < len(s) < LONGEST)


def run() -> list[Row]:
    """Time both, turn by turn."""
    watched, lines = topics(), headlines()
    if not watched:
        return []
    matcher = Matcher(watched)
    plain = re.compile("|".join(map(re.escape, sorted(_words(watched), key=len, reverse=True))))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(lambda line: matcher.worth_reading(title=line, text=""), lines))
        theirs.append(_seconds(lambda line: plain.search(fold(line)), lines))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    return [
        Row(
            what=f"{HEADLINES:,} headlines against {TOPICS} topics",
            measured=f"{mine:.2f} s",
            peer=f"{peer:.2f} s",
            required=f"at most {SLOWER} times",
            reached=mine <= SLOWER * peer,
        )
    ]


def _words(watched: Sequence[Topic]) -> set[str]:
    return {
        fold(alias.text).strip()
        for topic in watched
        for alias in (
            *topic.keywords.any,
            *topic.keywords.all,
            *(name for party in topic.entities for name in party.aliases),
        )
    }


def _seconds(look: Callable[[str], object], lines: Sequence[str]) -> float:
    started = time.process_time()
    for line in lines:
        look(line)
    return time.process_time() - started

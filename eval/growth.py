"""`python -m eval.growth --minutes N`: texts of doubled length, for time that grows faster than they do.

A short piece is repeated, between two others, to lengths that double. Each stage of reading is timed by itself. A
stage whose time more than triples from one length to the next, twice in a row, is reported with the piece.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from rich.console import Console
from rich.markup import escape

from bot.model.wellformed import well_formed
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.language import detect
from bot.steps.match import Matcher
from bot.steps.sentences import split
from bot.watchlist import load_topic
from eval.corpora import CASES
from eval.fuzz import LANGUAGES, LONGEST_SECONDS, PIECES, StuckError, corpus

LENGTHS = (3_000, 6_000, 12_000, 24_000)
STEEP = 3.0
# What takes less is the clock's own grain.
LEAST_SECONDS = 0.05
SIGNS = (
    "。！？!?｡….,:;、，」』）】”’\"')]（「『([“‘«-–—~〜/%％¥￥$€ \n\t0９一十百千万億兆的のand to of"
)

Stage = Callable[[str, str], object]


def stages() -> Mapping[str, Stage]:
    """Each stage of reading by its name: what it does to a text in a language."""
    topic = load_topic(CASES / "topic_kestrel.yaml")
    matcher = Matcher([topic])

    def filing(text: str, language: str) -> Callable[[], object]:
        figures = find_figures(text, language=language)
        sentences = split(text, language)
        (match,) = matcher.match(title="", text=text)
        return partial(
            file_figures,
            figures,
            title="",
            text=text,
            topic=topic,
            mentions=match.mentions,
            sentences=sentences,
            language=language,
        )

    return {
        "language": lambda text, _language: partial(detect, text),
        "sentences": lambda text, language: partial(split, text, language),
        "match": lambda text, _language: partial(matcher.match, title="", text=text),
        "figures": lambda text, language: partial(find_figures, text, language=language),
        "filing": filing,
    }


def seconds(stage: Stage, text: str, language: str) -> float:
    """The processor time that a stage takes, without what is made ready for it; the least of two."""
    taken = []
    for _ in range(2):
        work = stage(text, language)
        began = time.process_time()
        work()  # type: ignore[operator]  (a stage returns what is to be timed)
        taken.append(time.process_time() - began)
    return min(taken)


def steep(stage: Stage, grown: Callable[[int], str], language: str) -> list[float] | None:
    """The times at each length where they grow too fast; None where they do not."""
    times = []
    for length in LENGTHS:
        times.append(seconds(stage, grown(length), language))
        if len(times) == 2 and times[1] < LEAST_SECONDS / 4:
            return None
    steps = [after / max(before, 1e-4) for before, after in pairwise(times)]
    if times[-1] >= LEAST_SECONDS and min(steps[-2:]) >= STEEP:
        return times
    return None


def pieces(chance: random.Random, texts: Sequence[str]) -> tuple[str, str, str]:
    """What begins a text, what is repeated in it, and what ends it."""

    def piece() -> str:
        kind = chance.randrange(3)
        if kind == 0:
            return "".join(chance.choices(SIGNS, k=chance.randint(1, 4)))
        if kind == 1:
            return chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randint(1, 4)))
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text)))
        return text[start : start + chance.randint(1, 40)]

    return piece(), well_formed(piece()) or "。", piece()


def hunt(minutes: float, seed: int) -> tuple[int, list[str]]:
    """Hunt for that long; how many pieces were tried, and a line for each that was steep."""
    chance = random.Random(seed)  # noqa: S311  (a repeatable run, no secret)
    texts, known = corpus(), stages()
    end, tried, found = time.monotonic() + minutes * 60, 0, []
    while time.monotonic() < end:
        first, again, last = (well_formed(part) for part in pieces(chance, texts))
        language = chance.choice(LANGUAGES)
        tried += 1

        def grown(length: int, parts: tuple[str, str, str] = (first, again, last)) -> str:
            return parts[0] + parts[1] * (length // len(parts[1])) + parts[2]

        for name, stage in known.items():
            line = f"{name} {language} {(first, again, last)!a}"
            signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
            try:
                times = steep(stage, grown, language)
            except StuckError as stuck:
                found.append(f"{line}: {stuck}")
            except Exception as error:  # noqa: BLE001  (whatever it is, it is what we look for)
                found.append(f"{line}: {type(error).__name__}: {error}")
            else:
                if times is not None:
                    found.append(f"{line}: {', '.join(f'{one:.2f} s' for one in times)}")
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    return tried, found


def _stop(*_: object) -> None:
    raise StuckError(f"stopped after {LONGEST_SECONDS} s of the processor")


def main(arguments: Sequence[str] | None = None) -> int:
    """Hunt and report; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m eval.growth", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="which run (default: 1)")
    given = parser.parse_args(arguments)
    console = Console()
    signal.signal(signal.SIGPROF, _stop)
    tried, found = hunt(given.minutes, given.seed)
    console.print(f"{tried:,} pieces (seed {given.seed}): {len(found)} grow too fast")
    for line in found:
        console.print(escape(line), soft_wrap=True)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())

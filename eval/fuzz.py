"""`python -m eval.fuzz --minutes N`: mutated texts through finding and filing, for faults and slowness.

A fuzzer of our own: it mutates labelled sentences and articles, since random bytes seldom get past
an engine's first look. Each input is checked for four things: no exception, spans that slice the
text, one filing a figure in the same order, and a time that fits the input's length.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bot.model.wellformed import REPLACEMENT, well_formed
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.language import detect
from bot.steps.match import Matcher
from bot.steps.sentences import split
from bot.watchlist import load_topic
from eval.corpora import CASES, our_files, read_cases, reading_files, rows, shared_file

LANGUAGES = ("en", "ja", "zh-Hans", "zh-Hant", "ko", "de", "fr", "es", "it", "nl", "tr", "und")
LONGEST = 20_000
LONGEST_TITLE = 200
HALF = re.compile("[\ud800-\udfff]")
# What a text may take: a fixed part for the machine's hiccups, and a part for each character.
SECONDS_ALWAYS, SECONDS_A_CHARACTER = 0.5, 50e-6
REPORTED_EVERY = 5.0
# An input that takes longer is stopped, so that one does not end the run: seconds of the processor, since a busy
# machine makes everything late.
LONGEST_SECONDS = 20
KEPT = 20
# Words such as "next year" are read against a day.
PUBLISHED = date(2026, 12, 31)
LINE_OF_PIECES = (
    "0 1 9 ０ ９ 〇 一 二 十 百 千 万 億 亿 兆 조 억 만 천 두 세 half dozen trillion bn m k T B % ％ ‰ "
    "¥ ￥ $ € £ ₩ 円 元 원 엔 US$ NT$ USD EUR Rs ▲ △ - – — ~ ～ 〜 至 から 에서 bis à hasta "
    "( ) （ ） [ ] 「 」 . , ． ， 、 。 ' ’ / : ： per year 年 年度 年間 ヶ月 カ月 个月 개월 fiscal FY "
    "about 約 约 약 up to 最大 もの several 数 數 几 수 more than 超 以上 未満 이상 미만 from to and or "
    "people 人 名 명 社 家 곳 companies parameters パラメーター 参数 GPUs MW GW kW tokens bytes m2 ㎡ "
    "March 2029 Q3 2030 31. Februar 2028 2029年 13月 32日 2027年度末 来年 明年 내년 하반기 mid- end of 第四半期 "
    "next year 29 February 2027 2028-13-01 9999 statt instead of 99999th death of these, if not "
    "tripled 倍 倍増 翻番 배 two-thirds 三分の二 三分之二 割 成 할 分 銭 銭 cents \u00a0 \u2009 \u200b \u3000 "
    "\n \t \r \x00 \ufeff \ud800 \u0301 \u202e 𝟙 ② Ⅷ ½ ⅔ ² ㎿ ㎞ 百万 million Milliarden mil millones"
)
PIECES = tuple(LINE_OF_PIECES.split(" "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An input that went wrong, and how."""

    what: str
    language: str
    text: str


class Mutator:
    """Makes new texts out of known ones; the same seed makes the same texts."""

    def __init__(self, corpus: Sequence[str], seed: int) -> None:
        self._corpus = corpus
        self._chance = random.Random(seed)  # noqa: S311  (a repeatable run, no secret)
        self._ways: tuple[Callable[[str], str], ...] = (
            self._insert,
            self._insert,
            self._delete,
            self._splice,
            self._repeat,
            self._swap,
            self._widen,
            self._scramble,
            self._any_character,
        )

    def next(self) -> tuple[str, str]:
        """A text and the language that it is said to be in."""
        text = self._chance.choice(self._corpus)
        for _ in range(self._chance.randint(1, 8)):
            text = self._chance.choice(self._ways)(text)[:LONGEST]
        return text, self._chance.choice(LANGUAGES)

    def _place(self, text: str) -> int:
        return self._chance.randint(0, len(text))

    def _cut(self, text: str) -> tuple[int, int]:
        start = self._place(text)
        return start, min(len(text), start + self._chance.randint(1, 12))

    def _insert(self, text: str) -> str:
        place = self._place(text)
        pieces = self._chance.choices(PIECES, k=self._chance.randint(1, 5))
        joint = self._chance.choice(["", "", " "])
        return text[:place] + joint.join(pieces) + text[place:]

    def _delete(self, text: str) -> str:
        start, end = self._cut(text)
        return text[:start] + text[end:]

    def _splice(self, text: str) -> str:
        other = self._chance.choice(self._corpus)
        return text[: self._place(text)] + other[self._place(other) :]

    def _repeat(self, text: str) -> str:
        start, end = self._cut(text)
        times = self._chance.choice([2, 3, 10, 100, 2000])
        return text[:start] + text[start:end] * times + text[end:]

    def _swap(self, text: str) -> str:
        start, end = self._cut(text)
        piece = text[start:end]
        return text[:start] + piece[::-1] + text[end:]

    def _widen(self, text: str) -> str:
        start, end = self._cut(text)
        wide = "".join(
            chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text[start:end]
        )
        return text[:start] + wide + text[end:]

    def _scramble(self, text: str) -> str:
        words = text.split(" ")
        self._chance.shuffle(words)
        return " ".join(words)

    def _any_character(self, text: str) -> str:
        place = self._place(text)
        return text[:place] + chr(self._chance.randint(0, 0x10FFFF)) + text[place:]


def corpus() -> tuple[str, ...]:
    """Our own sentences and articles, and the shared ones where they are there."""
    files = (*our_files(), *reading_files())
    texts = [case.text for path in files for case in read_cases(path)]
    shared = [shared_file(name) for name in ("stream_dev.jsonl", "stream_hydrogen.jsonl")]
    for path in (CASES / "stream_kestrel.jsonl", *shared):
        if path is not None:
            texts += [row["text"] for row in rows(path)]
    return tuple(texts)


class StuckError(Exception):
    """An input was stopped after `LONGEST_SECONDS`."""


def _stop(*_: object) -> None:
    raise StuckError(f"stopped after {LONGEST_SECONDS} s of the processor")


def examiner(topic_file: Path) -> Callable[[str, str], str | None]:
    """A function that says what is wrong with one input, or None."""
    topic = load_topic(topic_file)
    matcher = Matcher([topic])
    takes_dates = any({"year", "date"} & set(series.units) for series in topic.series)

    def examine(text: str, language: str) -> str | None:
        # The processor's time: a machine that does something else as well makes no input slow.
        clock = [time.process_time()]
        try:
            figures = find_figures(text, language=language, published=PUBLISHED)
            clock.append(time.process_time())
            sentences = split(text, language)
            detect(text)
            clock.append(time.process_time())
            title = text[:LONGEST_TITLE]
            (match,) = matcher.match(title=well_formed(title), text=_whole(text))
            clock.append(time.process_time())
            filings = file_figures(
                figures,
                title=title,
                text=text,
                topic=topic,
                mentions=match.mentions,
                sentences=sentences,
                language=language,
            )
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what we look for)
            return f"{type(error).__name__}: {error}"
        clock.append(time.process_time())
        if any(text[figure.start : figure.end] != figure.text for figure in figures):
            return "a span does not slice the text"
        filed = [filing.figure.start for filing in filings]
        if filed != [figure.start for figure in figures if takes_dates or figure.unit != "date"]:
            return "the filings are not one for each figure"
        if clock[-1] - clock[0] > SECONDS_ALWAYS + SECONDS_A_CHARACTER * len(text):
            names = ("finding", "sentences and language", "matching", "filing")
            spans = (end - start for start, end in pairwise(clock))
            parts = ", ".join(
                f"{name} {span:.2f} s" for name, span in zip(names, spans, strict=True)
            )
            return f"slow: {parts} for {len(text)} characters"
        return None

    return examine


def _whole(text: str) -> str:
    """The text as it comes in, and of the same length: offsets into it are offsets into both."""
    return HALF.sub(REPLACEMENT, text)


def run(minutes: float, seed: int, console: Console) -> tuple[int, list[Fault]]:
    """Fuzz for that long; the number of inputs, and the faults that were found."""
    # The processor's time, as for slowness: a busy machine gets no input stuck.
    signal.signal(signal.SIGPROF, _stop)
    mutator, examine = Mutator(corpus(), seed), examiner(CASES / "topic_kestrel.yaml")
    end = time.monotonic() + minutes * 60
    reported, inputs = time.monotonic(), 0
    faults: list[Fault] = []
    while time.monotonic() < end and len(faults) < KEPT:
        text, language = mutator.next()
        inputs += 1
        signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
        wrong = examine(text, language)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if wrong:
            faults.append(Fault(what=wrong, language=language, text=text))
        if console.is_terminal and time.monotonic() - reported > REPORTED_EVERY:
            reported = time.monotonic()
            console.print(f"{inputs:,} inputs, {len(faults)} faults", end="\r")
    return inputs, faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz and report; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m eval.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="which run (default: 1)")
    given = parser.parse_args(arguments)
    console = Console()
    start = time.monotonic()
    inputs, faults = run(given.minutes, given.seed, console)
    taken = (time.monotonic() - start) / 60
    console.print(
        f"{inputs:,} inputs in {taken:.1f} minutes (seed {given.seed}): {len(faults)} faults"
    )
    for fault in faults:
        console.print(
            f"[red]{escape(fault.what)}[/] {fault.language} {escape(ascii(fault.text[:200]))}"
        )
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

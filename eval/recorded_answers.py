"""A language model's recorded answers to the second reader's questions, and how they come to be.

`python -m eval.recorded_answers ask FOLDER --answerer NAME` writes, for each real stream, the questions
that have no recorded answer of that answerer yet: a sheet of instructions once, then the pages in an
order that time says nothing of. Whoever answers sees the sheet alone: no labels, no code, no ledger.
`... take FOLDER --answerer NAME` reads the answers (`NAME.answers.jsonl`: a line `{"page", "answer"}` each)
into `eval/recorded/ANSWERER/NAME.jsonl`, by the question's hash. A question whose text changes has lost
its answer, and `make eval` says how many have.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.dispatch import replay as replays
from bot.dispatch.recorded_answers import Answers, read_answers
from eval.contexts import opened
from eval.corpora import rows
from eval.real_streams import RealStream, streams

FOLDER = Path(__file__).parent / "recorded"
ANSWERERS = ("first", "second")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as it is put: instructions and page, known by its hash."""

    hash: str
    instructions: str
    page: str


def path_of(answerer: str, stream: str) -> Path:
    """Where an answerer's answers about a stream are kept."""
    return FOLDER / answerer / f"{stream}.jsonl"


def answers_of(answerer: str, stream: str) -> Answers:
    """The recorded answers about a stream; none where nothing was recorded."""
    path = path_of(answerer, stream)
    return read_answers([path] if path.is_file() else [])


def questions_of(stream: RealStream) -> Iterator[Asked]:
    """What the second reader would ask about a stream."""
    with opened(stream) as context:
        for row in replays.questions(replays.read_stream(stream.articles), context):
            system, user = (message["content"] for message in row["messages"])
            yield Asked(hash=row["hash"], instructions=system, page=user)


def ask(folder: Path, answerer: str, names: Sequence[str]) -> None:
    """Write a sheet for each stream with questions that have no answer yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for stream in streams(sealed=True):
        if names and stream.name not in names:
            continue
        known = {row["hash"] for row in _recorded(answerer, stream.name)}
        # The hash orders the pages, so that no page is read with what came before or after it in mind.
        open_ones = sorted(
            {one.hash: one for one in questions_of(stream) if one.hash not in known}.values(),
            key=lambda one: one.hash,
        )
        if open_ones:
            sheet = folder / f"{stream.name}.sheet.md"
            sheet.write_text(_sheet(open_ones), encoding="utf-8")
            print(f"{sheet}: {len(open_ones)} questions")


def _sheet(asked: Sequence[Asked]) -> str:
    pages = "\n\n".join(f"===== PAGE {one.hash} =====\n{one.page}" for one in asked)
    return f"{asked[0].instructions}\n\n{pages}\n"


def take(folder: Path, answerer: str, kind: str) -> None:
    """Keep the answers that were given to the sheets of a folder."""
    for given in sorted(folder.glob("*.answers.jsonl")):
        name = given.name.removesuffix(".answers.jsonl")
        answers = {str(row["page"]): row["answer"] for row in rows(given)}
        kept = {row["hash"]: row["answer"] for row in _recorded(answerer, name)} | answers
        stream = next(one for one in streams(sealed=True) if one.name == name)
        asked = {one.hash for one in questions_of(stream)}
        path = path_of(answerer, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        header: dict[str, Any] = {
            "answerer": kind,
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "how": "blind: the instructions and the page, pages of one story in no order of time",
        }
        lines = [header, *({"hash": h, "answer": a} for h, a in sorted(kept.items()) if h in asked)]
        path.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
            encoding="utf-8",
        )
        print(f"{path.name}: {len(lines) - 1} of {len(asked)} questions have an answer")


def _recorded(answerer: str, stream: str) -> list[dict[str, Any]]:
    path = path_of(answerer, stream)
    return [row for row in rows(path) if "hash" in row] if path.is_file() else []


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.recorded_answers", description=__doc__)
    parser.add_argument("what", choices=("ask", "take"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--answerer", choices=ANSWERERS, default="first")
    parser.add_argument("--kind", default="a language model", help="what answered, for the header")
    parser.add_argument("--stream", action="append", default=[], help="some streams only")
    given = parser.parse_args()
    if given.what == "ask":
        ask(given.folder, given.answerer, given.stream)
    else:
        take(given.folder, given.answerer, given.kind)


if __name__ == "__main__":
    main()

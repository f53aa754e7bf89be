"""Answers of a language model that were recorded earlier, found again by the hash of their question."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.clients.files import read_utf8
from bot.errors import ConfigError, ParseError
from bot.model.second_reader import Question
from bot.model.wellformed import well_formed_values
from bot.steps import second_reader


class Answers:
    """Recorded answers by hash, and a count of the questions that had one."""

    def __init__(self, by_hash: Mapping[str, Any]) -> None:
        self._by_hash = by_hash
        self.asked = 0
        self.missing = 0
        self.unusable = 0

    def to(self, asked: Sequence[Question]) -> dict[str, Any]:
        """The answers to these questions; a sentence in place of one that cannot be used."""
        found: dict[str, Any] = {}
        for one in asked:
            self.asked += 1
            if one.hash not in self._by_hash:
                self.missing += 1
                continue
            try:
                found[one.hash] = self._read(one)
            except ParseError as error:
                self.unusable += 1
                found[one.hash] = error.reason
        return found

    def _read(self, asked: Question) -> dict[str, Any]:
        given = self._by_hash[asked.hash]
        if isinstance(given, str):
            return second_reader.parse_answer(given)
        return second_reader.shaped(given)

    def tally(self) -> str:
        """A line for a person: how many questions there were, and how many had no answer."""
        line = f"{self.asked} questions: {self.missing} had no recorded answer"
        return f"{line}, {self.unusable} an answer that cannot be used" if self.unusable else line


def read_answers(paths: Sequence[Path]) -> Answers:
    """Read files of lines `{"hash", "answer"}`; of several answers to one question the first holds.

    `answer` is the object, or what the model wrote. A line without `hash` is a header. Raises ConfigError
    naming file and line.
    """
    found: dict[str, Any] = {}
    for path in paths:
        for number, line in enumerate(read_utf8(path).split("\n"), start=1):
            if not line.strip():
                continue
            try:
                row = well_formed_values(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise ConfigError(f"is not JSON ({error})", file=path, line=number) from error
            if not isinstance(row, dict):
                raise ConfigError("is no JSON object", file=path, line=number)
            if "hash" in row:
                found.setdefault(str(row["hash"]), row.get("answer"))
    return Answers(found)

"""A text costs what its length says: none may hold a processor by its shape."""

from __future__ import annotations

import time

import pytest

from bot.steps.sentences import split


@pytest.mark.parametrize(
    ("piece", "end", "language"),
    [
        ("。", "」と", "ja"),
        ("！？", "）、", "ja"),
        ("。」", "と", "ja"),
        ("!", "”と", "zh-Hans"),
        ("。", "」と続く。本文", "und"),
        ("다.", "”x", "ko"),
        (". ", "(((x", "en"),
    ],
)
def test_runs_of_signs_are_split_in_linear_time(piece: str, end: str, language: str) -> None:
    """30,000 characters of `。` before `」と` held the process for 20 s, its health check included."""
    text = piece * (60_000 // len(piece)) + end
    began = time.process_time()
    spans = split(text, language)
    assert time.process_time() - began < 6
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("終わった。。。次だ。", ["終わった。。。", "次だ。"]),
        ("「もう終わり。」と語った。次だ。", ["「もう終わり。」と語った。", "次だ。"]),
        ("「もう終わり。」次だ。", ["「もう終わり。」", "次だ。"]),
        ("本当か！？」、と聞いた。", ["本当か！？」、と聞いた。"]),
        ("很好!!」后来。", ["很好!!」", "后来。"]),
    ],
)
def test_what_ends_a_sentence_is_what_it_was(text: str, sentences: list[str]) -> None:
    """Speech that is quoted within a sentence ends none, however many signs it ends with."""
    assert [text[start:end] for start, end in split(text, "ja")] == sentences

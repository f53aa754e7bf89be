"""Sentences: of the article itself, and every character of it in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.steps.sentences import split


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "en",
            "It cost $1.2 billion. The U.S. unit of Honda Motor Co., Ltd. paid. J. Smith left.",
            3,
        ),
        ("en", "Release No. 4. Tokyo, July 15, 2026.", 2),
        ("ja", "国は1.3兆円を投じる。期間は5年だ！「増やす。」と話した。", 3),
        ("zh-Hans", "资本金为120亿日元。工程师有310人。", 2),
        ("ko", "지원 규모는 1.3조엔이다. 기간은 5년이다.", 2),
        ("de", "Die Kosten steigen auf 1,9 Mrd. Euro. Das sind z.B. 60 Prozent mehr.", 2),
        ("en", "Headline without a stop\nFirst line of text.", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_is_one(language, text, count) -> None:
    """A quotation cut at "Co." or at a decimal point misquotes the source."""
    assert len(split(text, language)) == count


@given(st.text(max_size=300), st.sampled_from(["en", "ja", "zh-Hans", "ko", "de"]))
def test_sentences_cover_all_but_white_space(text, language) -> None:
    """What no sentence covers could never be quoted."""
    covered = set()
    for start, end in split(text, language):
        assert text[start:end].strip() == text[start:end] != ""
        covered |= set(range(start, end))

    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)

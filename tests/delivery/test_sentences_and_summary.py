"""Sentences and summaries: of the article itself, and never cut within a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.steps.sentences import split
from bot.steps.summary import quote, summarise


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


def test_a_summary_is_the_sentences_with_the_new_figures_and_the_opening() -> None:
    """A reader wants what is new and what it is about, in the source's own words."""
    text = "The ministry met. Lunch was served. Support rises to ¥1.3 trillion. Nobody spoke."
    at = text.index("¥1.3 trillion")

    said = summarise(
        text,
        sentences=split(text, "en"),
        spans=[(at, at + len("¥1.3 trillion"))],
        language="en",
        limit=2,
    )

    assert said == ("The ministry met.", "Support rises to ¥1.3 trillion.")


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_long_sentence_is_cut_around_the_figure_never_within_it(before, after) -> None:
    """A figure that is shown stands in the source, whole."""
    text = f"{'word ' * before}it spends ¥1,300,000 million over years{' word' * after}."
    start = text.index("¥1,300,000 million")
    end = start + len("¥1,300,000 million")

    shown = quote(text, sentences=split(text, "en"), start=start, end=end, limit=80)

    assert "¥1,300,000 million" in shown
    assert len(shown) <= 80 + 2

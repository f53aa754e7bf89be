"""How exact a figure claims to be, what it was before, and what only says it again."""

from __future__ import annotations

import pytest

from bot.steps.figures import find_figures


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "Roughly 300 sailors were paid.", "about"),
        ("en", "Almost 300 sailors were paid.", "nearly"),
        ("en", "Up to 300 sailors were paid.", "up_to"),
        ("en", "Up to about 300 sailors were paid.", "up_to"),
        ("en", "No fewer than 300 sailors were paid.", "at_least"),
        ("en", "Just over 300 sailors were paid.", "more_than"),
        ("en", "Fewer than 300 sailors were paid.", "less_than"),
        ("en", "300 sailors or more were paid.", "at_least"),
        ("ja", "船員は300人前後だ。", "about"),
        ("ja", "船員は300人を超えた。", "more_than"),
        ("ja", "船員は300人に満たない。", "less_than"),
        ("ja", "船員は最大300人だ。", "up_to"),
        ("zh-Hans", "船员300人左右。", "about"),
        ("zh-Hans", "船员逾300人。", "more_than"),
        ("zh-Hans", "船员300多人。", "more_than"),
        ("ko", "선원은 300명 안팎이다.", "about"),
        ("ko", "선원은 300명을 넘었다.", "more_than"),
        ("ko", "선원은 300여 명이다.", "more_than"),
        ("de", "Knapp 300 Arbeiter kamen.", "nearly"),
        ("fr", "Au moins 300 ouvriers sont venus.", "at_least"),
        ("es", "Vinieron más de 300 obreros.", "more_than"),
        ("tr", "300'den fazla işçi geldi.", "more_than"),
    ],
)
def test_the_words_around_a_figure_say_how_exact_it_is(
    language: str, text: str, qualifier: str
) -> None:
    """A ceiling raised from 200 to 300 is a change; about 100 and 104 are not."""
    assert [f.qualifier for f in find_figures(text, language=language)][:1] == [qualifier]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fee rose from $20 to $35."),
        ("en", "The crew was cut from 35 to 20 sailors."),
        ("ja", "料金を20円から35円に引き上げた。"),
        ("zh-Hans", "费用从20元上调至35元。"),
        ("ko", "요금을 20원에서 35원으로 올렸다."),
        ("de", "Die Gebühr stieg von 20 auf 35 Euro."),
        ("no", "Prisen øker fra 20 til 35 kroner."),
    ],
)
def test_a_move_ties_the_new_value_to_the_old(language: str, text: str) -> None:
    """The former value is a figure of the text, and never news of today."""
    old, new = find_figures(text, language=language)
    assert old.earlier
    assert new.was_start == old.start
    assert not new.earlier
    assert old.unit == new.unit


def test_a_comparison_behind_the_value_is_a_move_too() -> None:
    """Newsrooms put the former value last as often as first."""
    new, old = find_figures("Revenue was $9 million, down from $12 million.", language="en")
    assert (old.earlier, new.was_start) == (True, old.start)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tokyo lends ¥3 trillion (about $20 billion)."),
        ("en", "Tokyo lends ¥3 trillion, or $20 billion."),
        ("ja", "3兆円（約200億ドル）を貸す。"),
        ("zh-Hans", "贷款3万亿日元（约合200亿美元）。"),
        ("ko", "3조엔(약 28조원)을 빌려준다."),
    ],
)
def test_a_conversion_points_at_what_it_converts(language: str, text: str) -> None:
    """One figure said twice is never a second new figure."""
    first, second = find_figures(text, language=language)
    assert second.rendering_of == first.start
    assert first.rendering_of is None


def test_an_increment_is_marked() -> None:
    """A further sum replaces nothing."""
    (figure,) = find_figures("The state adds a further €30 million.", language="en")
    assert figure.additional


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The yard built 12 ships.", "stated"),
        ("The yard will build 12 ships.", "planned"),
        ("The yard may build 12 ships.", "possible"),
        ("The yard reportedly built 12 ships.", "reported"),
        ("The yard denied that it sold 12 ships.", "denied"),
    ],
)
def test_a_hedge_is_taken_from_the_sentence(text: str, hedge: str) -> None:
    """A denied figure is no observation, and a plan is no fact."""
    assert find_figures(text, language="en")[0].hedge == hedge

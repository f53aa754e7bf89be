"""What must hold for any text: numbers read back, spans slice, nothing throws, time stays linear."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.figures import Figure
from bot.steps.figures import find_figures

LANGUAGES = ("en", "ja", "zh-Hans", "zh-Hant", "ko", "de", "fr", "es", "it", "nl", "tr", "und")
QUICK = settings(max_examples=150)

SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
ONES = SMALL_WORDS.split()
LARGE_WORDS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
TENS = LARGE_WORDS.split()
HAN_DIGITS = "零一二三四五六七八九"
KOREAN_DIGITS = "영일이삼사오육칠팔구"


def in_english(number: int) -> str:
    """Words of a number below a trillion."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = in_english(number % size) if number % size else ""
            return f"{in_english(number // size)} {name} {rest}".strip()
    if number >= 100:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def in_characters(number: int, *, digits: str, small: str, large: str, ones: bool = False) -> str:
    """Numerals of East Asia: `small` for 1000, 100, 10; `large` for 10^12, 10^8, 10^4.

    `ones` writes the one before 10, 100 and 1000, as Chinese does.
    """
    said = ""
    for place, name in zip((10**12, 10**8, 10**4, 1), (*large, ""), strict=True):
        part, number = divmod(number, place)
        if not part:
            continue
        gap = bool(said) and part < 1000 and digits == HAN_DIGITS and ones
        said += (digits[0] if gap else "") + below_ten_thousand(part, digits, small, ones=ones)
        said += name
    return said


def below_ten_thousand(number: int, digits: str, small: str, *, ones: bool) -> str:
    """Four places; Chinese says a zero for a gap."""
    said, gap = "", False
    for place, name in zip((1000, 100, 10, 1), (*small, ""), strict=True):
        digit, number = divmod(number, place)
        if not digit:
            gap = bool(said)
            continue
        said += digits[0] if gap and ones else ""
        gap = False
        said += (digits[digit] if digit > 1 or not name or ones else "") + name
    return said


def full_width(text: str) -> str:
    """The same text in full-width forms, as Japanese pages write it."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def only(text: str, language: str) -> Figure:
    """The one figure that the text holds."""
    figures = find_figures(text, language=language)
    assert len(figures) == 1, (text, figures)
    return figures[0]


amounts = st.one_of(st.integers(11, 9999), st.integers(10_000, 999_999_999_999))
tenths = st.integers(11, 9_999).map(lambda number: Decimal(number) / 10)


@QUICK
@given(amounts)
def test_digits_read_back(number):
    """The plainest way to write an amount."""
    figure = only(f"The yard paid ${number} for it.", "en")
    assert (figure.low, figure.unit) == (number, "USD")


@QUICK
@given(amounts, st.sampled_from([("en", ","), ("de", "."), ("fr", "\u202f"), ("fr", " ")]))
def test_grouped_digits_read_back(number, style):
    """Commas, points and thin spaces group thousands, each in its language."""
    language, mark = style
    grouped = f"{number:,}".replace(",", mark)
    figure = only(f"€ {grouped}", language)
    assert (figure.low, figure.high, figure.unit) == (number, number, "EUR")


@QUICK
@given(tenths, st.sampled_from([("en", "million", 6), ("en", "bn", 9), ("en", "trillion", 12)]))
def test_english_magnitudes_read_back(number, magnitude):
    """A billion and a half is 1.5e9, for every decimal."""
    language, name, power = magnitude
    joint = "" if name == "bn" else " "
    figure = only(f"It cost €{number}{joint}{name} to build.", language)
    assert figure.low == number * 10**power


@QUICK
@given(
    tenths,
    st.sampled_from(
        [
            ("de", "Millionen", 6),
            ("de", "Milliarden", 9),
            ("de", "Billionen", 12),
            ("fr", "millions d'", 6),
            ("fr", "milliards d'", 9),
            ("es", "millones de ", 6),
            ("it", "milioni di ", 6),
            ("it", "miliardi di ", 9),
            ("nl", "miljoen", 6),
            ("nl", "miljard", 9),
            ("tr", "milyon", 6),
            ("tr", "milyar", 9),
        ]
    ),
)
def test_magnitudes_of_other_languages_read_back(number, magnitude):
    """A comma for the decimals, and a billion that is not always a billion."""
    language, name, power = magnitude
    euro = {"es": "euros", "fr": "euros", "tr": "avro"}.get(language, "euro")
    joint = "" if name.endswith(("'", " ")) else " "
    written = f"{number}".replace(".", ",")
    figure = only(f"{written} {name}{joint}{euro}", language)
    assert (figure.low, figure.unit) == (number * 10**power, "EUR")


@QUICK
@given(amounts)
def test_english_words_read_back(number):
    """Agencies spell small numbers out, and some papers all of them."""
    figure = only(f"It spent {in_english(number)} dollars on the hall.", "en")
    assert (figure.low, figure.unit) == (number, "USD")


@QUICK
@given(amounts)
def test_japanese_numerals_read_back(number):
    """一千二百三十億円 and 十五人 are as common as digits."""
    written = in_characters(number, digits=HAN_DIGITS, small="千百十", large="兆億万")
    figure = only(f"費用は{written}円だ。", "ja")
    assert (figure.low, figure.unit) == (number, "JPY")


@QUICK
@given(amounts)
def test_chinese_numerals_read_back(number):
    """With zeros for gaps and a one before tens, in both scripts."""
    small = in_characters(number, digits=HAN_DIGITS, small="千百十", large="兆亿万", ones=True)
    assert only(f"费用为{small}欧元。", "zh-Hans").low == number
    large = in_characters(number, digits=HAN_DIGITS, small="千百十", large="兆億萬", ones=True)
    assert only(f"費用為{large}歐元。", "zh-Hant").low == number


@QUICK
@given(amounts)
def test_korean_numerals_read_back(number):
    """삼천이백억 원, with the native magnitudes."""
    written = in_characters(number, digits=KOREAN_DIGITS, small="천백십", large="조억만")
    assert only(f"비용은 {written} 원이다.", "ko").low == number


@QUICK
@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_magnitudes_add_up(high, low):
    """1兆2,500億円 is 1.25e12, whatever the parts; libraries multiply or drop one."""
    value = high * 10**12 + low * 10**8
    for text, language in (
        (f"予算は{high}兆{low}億円だ。", "ja"),
        (f"予算は{high:,}兆{low:,}億円だ。", "ja"),
        (f"예산은 {high}조 {low}억 원이다.", "ko"),
        (f"預算為{high}兆{low}億歐元。", "zh-Hant"),
    ):
        assert only(text, language).low == value


@QUICK
@given(amounts, st.sampled_from(["ja", "zh-Hans", "ko", "en"]))
def test_full_width_and_half_width_agree(number, language):
    """A page's typography changes no value."""
    half = f"${number:,}"
    plain, wide = only(half, language), only(full_width(half), language)
    assert (plain.low, plain.high, plain.unit) == (wide.low, wide.high, wide.unit)
    percent = only(f"{number}%", language)
    assert percent.low == only(full_width(f"{number}%"), language).low == number


LINE_OF_PIECES = (
    "¥ $ € % 1 2 ３ 十 百 千 万 億 兆 조 억 bn million of to - ～ から ( ) （ ） . , 、 年 years 円 元 원 "
    "約 about up more than companies 社 人 家 곳 倍 割 分の ▲ 2030 by per a"
)
PIECES = st.sampled_from(LINE_OF_PIECES.split(" "))
jumble = st.lists(PIECES, max_size=25).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces))
)


@QUICK
@given(st.one_of(st.text(max_size=200), jumble), st.sampled_from(LANGUAGES))
def test_any_text_gives_figures_whose_spans_slice_it(text, language):
    """Whatever comes in: no exception, true offsets, in order, without overlap."""
    figures = find_figures(text, language=language)
    end = 0
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= end
        assert figure.text.strip()
        assert figure.low <= figure.high
        end = figure.end


@QUICK
@given(st.binary(max_size=300), st.sampled_from(["utf-8", "cp932", "gb18030", "latin-1"]))
def test_any_bytes_read_wrongly_give_no_exception(body, encoding):
    """A page whose declared encoding is wrong reaches the engine as garbage."""
    text = body.decode(encoding, errors="replace")
    for figure in find_figures(text, language="ja"):
        assert text[figure.start : figure.end] == figure.text


SENTENCES = (
    ("en", "The council set aside £4.2m for potholes."),
    ("en", "At least seventeen firms bid for the licence."),
    ("en", "The truce held for ten days."),
    ("ja", "県は橋の補修に38億円を計上する。"),
    ("ja", "応募は17社にのぼった。"),
    ("zh-Hans", "医院招聘八十名护士。"),
    ("zh-Hans", "出口同比增长7.4%。"),
    ("ko", "병원은 간호사 80명을 뽑는다."),
    ("ko", "지분 34%를 팔았다."),
)


@QUICK
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6),
    st.sampled_from(["\n", "\n\n", " | "]),
)
def test_sentences_put_together_keep_their_figures(sentences, separator):
    """What a sentence says does not depend on its neighbours."""
    language = sentences[0][0]
    texts = [text for spoken, text in sentences if spoken == language]
    apart = [
        (figure.text, figure.low, figure.high, figure.unit, figure.qualifier, figure.period)
        for text in texts
        for figure in find_figures(text, language=language)
    ]
    together = [
        (figure.text, figure.low, figure.high, figure.unit, figure.qualifier, figure.period)
        for figure in find_figures(separator.join(texts), language=language)
    ]
    assert together == apart


GROWING = {
    "news": ("The yard sold 42 jets for $310 million in two years. ", "en"),
    "digits": ("7", "en"),
    "brackets": ("(", "en"),
    "magnitudes": ("兆", "ja"),
    "digits with magnitudes": ("1兆", "ja"),
    "ranges": ("4-", "en"),
    "number words": ("hundred thousand ", "en"),
    "Korean magnitudes": ("억", "ko"),
    "Chinese numerals": ("三十", "zh-Hans"),
}


@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_with_the_length_and_no_faster(kind):
    """A hostile page must not stop the bot: eight times the text takes nowhere near 64 times as long."""
    piece, language = GROWING[kind]

    def taken(size: int) -> float:
        text = piece * (size // len(piece))
        rounds = []
        for _ in range(3):
            start = time.process_time()
            find_figures(text, language=language)
            rounds.append(time.process_time() - start)
        return min(rounds)

    small, large = taken(8_000), taken(64_000)
    assert large < small * 8 * 4 + 0.1

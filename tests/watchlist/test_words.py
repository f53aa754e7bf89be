"""Which words are found where: scripts, borders, folding, overlaps and offsets."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.topics import Alias, Entity, KeywordRule, Mention, Topic
from bot.steps.match import Matcher, fold


def mentions(text: str, *aliases: str | Alias, keywords: bool = False) -> list[Mention]:
    """What is found of these aliases, each an entity of its own (or a keyword), in a text."""
    terms = [alias if isinstance(alias, Alias) else Alias(text=alias) for alias in aliases]
    if keywords:
        topic = Topic(id="t", name="T", keywords=KeywordRule(any=tuple(terms)))
    else:
        entities = tuple(
            Entity(id=f"e{number}", name=term.text, aliases=(term,))
            for number, term in enumerate(terms)
        )
        topic = Topic(id="t", name="T", keywords=KeywordRule(entities=1), entities=entities)
    return list(Matcher([topic]).match(title="", text=text)[0].mentions)


def found(text: str, *aliases: str | Alias, keywords: bool = False) -> list[str]:
    """The same, as slices of the text."""
    return [text[one.start : one.end] for one in mentions(text, *aliases, keywords=keywords)]


@pytest.mark.parametrize(
    ("text", "alias", "slices"),
    [
        ("採用したのはNECは初めて", "NEC", ["NEC"]),
        ("It is necessary to connect", "NEC", []),
        ("ＮＥＣが受注", "NEC", ["ＮＥＣ"]),
        ("NEC's order, and NEC.", "NEC", ["NEC", "NEC"]),
        ("日本電気（NEC）", "日本電気", ["日本電気"]),
        ("ソニーグループの決算", "ソニー", ["ソニー"]),
        ("ｿﾆｰが発表", "ソニー", ["ｿﾆｰ"]),
        ("ﾎﾝﾀﾞの新型", "ホンダ", ["ﾎﾝﾀﾞ"]),
        ("新エネルギー産業技術", "新エネルギー・産業技術", ["新エネルギー産業技術"]),
        ("新エネルギー･産業技術", "新エネルギー・産業技術", ["新エネルギー･産業技術"]),
        ("소프트뱅크·NEC·혼다", "NEC", ["NEC"]),
        ("a physical-AI company", "physical AI", ["physical-AI"]),
        ("a physical\nAI company", "physical AI", ["physical\nAI"]),
        ("physical.\n\nAI", "physical AI", []),
        ("Moody’s says", "Moody's", ["Moody’s"]),
        ("İSTANBUL'da", "istanbul", ["İSTANBUL"]),
        ("ısparta", "Isparta", ["ısparta"]),
        ("Die STRAßE", "Strasse", ["STRAßE"]),
        ("NordStrøm Gass’", "Nordstrøm gass", ["NordStrøm Gass"]),
        ("Honda\u200b plans", "Honda", ["Honda"]),
        ("ОАО «Газпром»", "газпром", ["Газпром"]),
    ],
)
def test_an_alias_is_found_as_each_script_writes_it(
    text: str, alias: str, slices: list[str]
) -> None:
    """A reader's alias must survive full width, half width, dots, hyphens and case."""
    assert found(text, alias) == slices


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("タイは利上げした", ["タイ"]),
        ("タイヤの価格", []),
        ("スタイル", []),
        ("東南アジア（タイ）", ["タイ"]),
    ],
)
def test_a_katakana_alias_with_word_asks_for_the_end_of_its_run(
    text: str, slices: list[str]
) -> None:
    """Tyres are not Thailand."""
    assert found(text, Alias(text="タイ", word=True)) == slices


def test_without_word_kana_has_no_borders() -> None:
    """Compounds are the rule in Japanese, so a border must be asked for."""
    assert found("タイヤ", "タイ") == ["タイ"]


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("혼다는 올해", ["혼다"]),
        ("혼다와 소니", ["혼다"]),
        ("혼다가 말했다", ["혼다"]),
        ("혼다자동차", ["혼다"]),
        ("혼다로부터", ["혼다"]),
        ("이혼다음", []),
        ("혼다라이프", []),
    ],
)
def test_particles_may_follow_a_korean_name_and_other_words_may_not(
    text: str, slices: list[str]
) -> None:
    """Korean glues particles to names, and names are parts of other words as well."""
    assert found(text, "혼다") == slices


def test_a_korean_keyword_may_be_the_first_part_of_a_compound() -> None:
    """The robot industry is about robots."""
    assert found("로봇산업 육성", "로봇", keywords=True) == ["로봇"]


@pytest.mark.parametrize(
    ("text", "alias", "slices"),
    [
        ("two robots", "robot", ["robot"]),
        ("robotics", "robot", []),
        ("new EVs sold", "EV", ["EV"]),
        ("its share of IT", "IT", ["IT"]),
        ("Hydrogenanlegget", "hydrogenanlegg", ["Hydrogenanlegg"]),
        ("Wasserstoffinseln", "Wasserstoffinsel", ["Wasserstoffinsel"]),
        ("intellectual", "Intel", []),
        ("5G and 15G", "5G", ["5G"]),
    ],
)
def test_plurals_and_endings_belong_to_a_word_and_other_words_do_not(
    text: str, alias: str, slices: list[str]
) -> None:
    """Inflected languages would lose half of their mentions otherwise."""
    assert found(text, alias) == slices


def test_the_longest_of_overlapping_names_wins() -> None:
    """Sony Bank is not Sony, where both are parties."""
    text = "ソニー銀行とソニー"
    owners = [
        (one.owner, text[one.start : one.end]) for one in mentions(text, "ソニー", "ソニー銀行")
    ]
    assert owners == [("e1", "ソニー銀行"), ("e0", "ソニー")]


def test_a_part_of_a_folded_character_is_no_mention() -> None:
    """㈱ is one character, whatever it folds to; a mention must be able to slice the text."""
    assert found("㈱ホンダ", "株") == []
    assert found("㈱ホンダ", "(株)ホンダ") == ["㈱ホンダ"]


ALPHABET = st.sampled_from("aZéßİıＮ１ｶﾞﾊﾟがガ本田ソニー혼다ㄱ가・·-–'’ ㈱½\u0301\u3099\u200b\n.")


@given(before=st.text(ALPHABET, max_size=12), alias=st.text(ALPHABET, min_size=1, max_size=5), after=st.text(ALPHABET, max_size=12))  # fmt: skip
def test_every_mention_slices_text_that_folds_to_its_alias(
    before: str, alias: str, after: str
) -> None:
    """Offsets into the original are what filing and quoting rest on."""
    text = before + alias + after
    for one in mentions(text, alias):
        assert fold(text[one.start : one.end]).strip() == fold(alias).strip()


@given(st.text(ALPHABET, max_size=30))
def test_a_name_between_spaces_is_always_found(around: str) -> None:
    """Whatever stands around it, and however that folds."""
    text = f"{around} Skagerbank {around}"
    assert "Skagerbank" in found(text, "Skagerbank")


def test_nothing_to_look_for_finds_nothing() -> None:
    """A watchlist without topics is odd, and no reason to fail."""
    assert Matcher([]).match(title="SoftBank", text="NEC") == ()


@pytest.mark.parametrize("piece", [".", "NEC ", "NEC.\n", "ｶﾞ", "\u0301", "!?", " ", "NEC·"])
def test_a_hostile_page_costs_time_in_proportion_to_its_length(piece: str) -> None:
    """Repetition must not cost its square: this takes minutes where it does."""
    text = piece * 50_000 + " NEC"
    started = process_time()
    assert found(text, "NEC")[-1] == "NEC"
    assert process_time() - started < 10

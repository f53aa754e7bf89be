"""A text's sketch: the same for the same words, however they are set, and small."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.jobs.add_seed import read_records
from bot.steps.dedupe import sketch
from bot.steps.dedupe.sketch import PASSAGES, PERMUTATIONS

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
LOCK = (
    "The harbour of Tarnwick will get a second lock by the spring of 2031, the town council voted."
)
UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
UNITS = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def shingles(text: str) -> set[tuple[str, ...]]:
    """What a sketch counts, as a person would count it."""
    units = UNITS.findall(unicodedata.normalize("NFKC", text).casefold())
    single = sum(re.fullmatch(f"[{UNSPACED}]", unit) is not None for unit in units)
    length = min(5 if 2 * single > len(units) else 3, len(units))
    return (
        {tuple(units[at : at + length]) for at in range(len(units) - length + 1)}
        if units
        else set()
    )


@given(st.text(st.characters(max_codepoint=0xFFFF), max_size=60))
@example("ストレージ、NEC 2031年")
@example("a  b\u00a0c__d’e ① ﬁn")
@example("\ud800 x")
@example("भारत में नई परियोजना")
def test_the_arrays_count_what_a_person_would_count(text: str):
    """The quick way must mean the same as the plain one."""
    assert sketch(text).shingles == len(shingles(text))


def test_a_word_is_the_same_wherever_it_stands():
    """Otherwise a sentence that was moved or cut would share nothing with itself."""
    first, second = sketch(LOCK), sketch(f"Subscribe now. {LOCK}")
    assert len(set(first.passages) & set(second.passages)) >= PASSAGES // 2
    assert sketch(LOCK.upper().replace(" ", "\n")) == first


def test_texts_without_words_have_an_empty_sketch():
    """Pages that could not be read must not meet each other."""
    for text in ("", " … \n—"):
        assert (sketch(text).shingles, sketch(text).passages) == (0, ())


def test_a_sketch_is_small_and_its_keys_spread():
    """Keys that crowd in one corner would make every look-up long."""
    chance = random.Random(5)  # noqa: S311  (words, not secrets)
    keys: list[int] = []
    for _ in range(200):
        text = " ".join("".join(chance.choices("abcdefgh", k=6)) for _ in range(120))
        one = sketch(text)
        assert len(one.minhash) == PERMUTATIONS
        assert max(one.minhash) < 256
        keys += one.passages
    assert len(set(keys)) == len(keys) == 200 * PASSAGES
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert 0.4 < sum(key > 0 for key in keys) / len(keys) < 0.6
    assert 0.4 < sum(abs(key) > 2**30 for key in keys) / len(keys) < 0.6


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside the repository")
def test_the_records_of_the_seeds_are_of_todays_sketches():
    """A record made by an older program would recognise nothing: `bot seeds add` makes it again."""
    made = {sketch(path.read_text("utf-8")) for path in SEEDS.glob("*.txt")}
    records = read_records(ROOT / "seeds")
    assert len(records) == len(made)
    for record in records:
        found = record.fingerprint
        assert any(
            (one.sha, one.minhash, one.passages, one.shingles)
            == (found.text_sha, found.minhash, found.passages, found.shingles)
            for one in made
        ), record.name

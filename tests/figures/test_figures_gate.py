"""The gate on figures: what is measured stays above its floors, and the gate itself can fail."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence

import pytest

from bot.model.figures import Figure
from eval import figures, gate, recognizers, seeds
from eval.corpora import our_files, read_cases
from eval.report import Section


def held(prefix: str, section: Section, **changed: object) -> list[str]:
    """The gate's failures for one part of the measures."""
    pinned = gate.load()
    part = dataclasses.replace(
        pinned,
        floors={name: floor for name, floor in pinned.floors.items() if name.startswith(prefix)},
    )
    part = dataclasses.replace(part, seal=part.sealed(), **changed)
    return gate.failures(part, section.measures, gate.corpora_present())


def half_asleep(text: str, language: str) -> Sequence[Figure]:
    """The engine with every second figure lost."""
    return figures.engine(text, language)[::2]


def test_our_own_sentences_stay_above_their_floors():
    """A rule that mends one language must not break another one unseen."""
    section = figures.evaluate_ours()
    assert section.measures["ours.f1"] > 0
    assert held("ours.", section) == []


def test_shared_sentences_stay_above_their_floors():
    """The same for sentences that we did not write."""
    section = figures.evaluate_shared()
    if section.absent:
        pytest.skip(section.absent)
    assert held("dev.", section) == []


def test_money_and_percentages_of_recognizers_stay_above_their_floors():
    """A peer's own expectations show what our sentences forgot."""
    section = recognizers.evaluate()
    if section.absent:
        pytest.skip(section.absent)
    assert held("recognizers.", section) == []


def test_the_seeds_tell_their_figures_and_no_noise():
    """The five reports are what every reader of the demo sees first."""
    section = seeds.evaluate()
    if section.absent:
        pytest.skip(section.absent)
    assert held("seeds.", section) == []


def test_a_damaged_engine_does_not_pass():
    """A gate that lets a half-blind engine through guards nothing."""
    said = held("ours.", figures.evaluate_ours(half_asleep))
    assert any("ours.f1" in line and "below its floor" in line for line in said)


def test_an_engine_that_tells_noise_does_not_pass():
    """Traps count too: an engine that says something everywhere finds all and is worthless."""

    def talkative(text: str, language: str) -> Sequence[Figure]:
        noise = dataclasses.replace(
            next(iter(figures.engine("5%", "en"))), text=text, end=len(text)
        )
        return [*figures.engine(text, language), noise]

    said = held("ours.", figures.evaluate_ours(talkative))
    assert any("ours.traps_kept" in line for line in said)


def test_a_floor_lowered_by_hand_is_noticed():
    """Whoever lowers a floor has to say so in the code, not in a number."""
    pinned = gate.load()
    lowered = dataclasses.replace(pinned, floors={**pinned.floors, "ours.f1": 0.1})
    said = gate.failures(lowered, figures.evaluate_ours().measures, gate.corpora_present())
    assert any("edited by hand" in line for line in said)


def test_a_changed_corpus_is_noticed():
    """A floor is about one corpus: a sentence taken out would raise every score."""
    present = gate.corpora_present()
    name = next(name for name in present if name.startswith("ours/figures_"))
    other = {**present, name: gate.Corpus(sha256="0" * 64, cases=present[name].cases)}
    said = gate.failures(gate.load(), {}, other)
    assert any(name in line and "pin it again" in line for line in said)


def test_pinning_raises_floors_and_lowers_none():
    """Floors follow what was reached, and hold it."""
    before = gate.pin(gate.Floors(), {"ours.f1": 0.913}, {})
    assert before.floors == {"ours.f1": 0.91}
    after = gate.pin(before, {"ours.f1": 0.958}, {})
    assert after.floors == {"ours.f1": 0.955}
    with pytest.raises(gate.GateError, match="not lowered"):
        gate.pin(after, {"ours.f1": 0.912}, {})


def test_pinning_is_refused_where_a_corpus_lost_cases():
    """The easy way to a better score is a smaller corpus."""
    full = {"ours/figures_en.jsonl": gate.Corpus(sha256="a", cases=170)}
    before = gate.pin(gate.Floors(), {"ours.f1": 0.9}, full)
    fewer = {"ours/figures_en.jsonl": gate.Corpus(sha256="b", cases=169)}
    with pytest.raises(gate.GateError, match="lost some"):
        gate.pin(before, {"ours.f1": 0.99}, fewer)


def test_what_is_pinned_is_read_back_as_it_was(tmp_path):
    """The seal must survive the file."""
    pinned = gate.pin(gate.Floors(), {"ours.f1": 0.9}, gate.corpora_present())
    gate.save(pinned, tmp_path / "floors.json")
    assert gate.load(tmp_path / "floors.json") == pinned
    assert json.loads((tmp_path / "floors.json").read_text())["seal"] == pinned.sealed()


def test_our_corpus_is_large_mixed_and_full_of_traps():
    """Too few sentences or traps would make the floors easy."""
    cases = [case for path in our_files() for case in read_cases(path)]
    traps = sum(not case.figures for case in cases)
    assert len(cases) >= 400
    assert traps / len(cases) >= 0.2
    assert len({case.text for case in cases}) == len(cases)
    assert {case.language for case in cases} >= {
        *("en", "ja", "zh-Hans", "zh-Hant", "ko"),
        *("de", "fr", "es", "it", "nl", "tr"),
    }

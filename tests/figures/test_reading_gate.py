"""Moves, differences, denials, dates and counts: whole sentences are read as they are meant."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from bot.model.figures import Figure
from eval import gate, reading


def below(section: reading.Section) -> list[str]:
    """The kinds that fell below their floors."""
    floors = gate.load().floors
    return [
        name
        for name, value in section.measures.items()
        if name not in floors or value < floors[name] - gate.SLACK
    ]


def test_every_kind_of_sentence_stays_above_its_floor() -> None:
    """A former value that is told as the new one is worse than one that is missed."""
    section = reading.evaluate()
    assert section.measures["reading.all"] > 0
    assert below(section) == []


def test_an_engine_that_knows_no_former_values_does_not_pass() -> None:
    """The gate has to notice a move that is read the wrong way round, though both numbers are found."""

    def forgetful(text: str, language: str, published: date | None) -> Sequence[Figure]:
        return [
            dataclasses.replace(one, earlier=False, was_start=None)
            for one in reading.engine(text, language, published)
        ]

    assert "reading.moves" in below(reading.evaluate(forgetful))

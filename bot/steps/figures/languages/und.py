"""Any other language: digits, signs, ISO codes and units that are written alike everywhere."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="und",
    symbols="¥=JPY ₩=KRW",
    ranges="-|–|—|~",
)

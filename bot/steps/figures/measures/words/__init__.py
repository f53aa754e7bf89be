"""The bot's own vocabulary of measures: a table of words a language, found by its file's name."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from bot.steps.figures.measures.table import Words


@cache
def names() -> frozenset[str]:
    """The languages that have a vocabulary, as their files are called."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__))


@cache
def words(tag: str) -> Words:
    """The vocabulary for a BCP 47 tag; an empty one where its language has none."""
    name = tag.replace("_", "-").split("-", 1)[0].lower()
    if name in {"nb", "nn"}:
        name = "no"
    if name not in names():
        return Words(tag=name)
    module = importlib.import_module(f"{__name__}.{name}")
    found: Words = module.WORDS
    return found

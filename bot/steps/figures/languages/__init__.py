"""The languages that figures are read in: one table a file, found by its name."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from bot.steps.figures.table import Language


@cache
def names() -> frozenset[str]:
    """The languages that have a table, as their files are called."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__))


@cache
def table(tag: str) -> Language:
    """The table for a BCP 47 tag; where its language has none, the one for any language (`und`)."""
    name = tag.replace("_", "-").split("-", 1)[0].lower()
    module = importlib.import_module(f"{__name__}.{name if name in names() else 'und'}")
    found: Language = module.LANGUAGE
    return found

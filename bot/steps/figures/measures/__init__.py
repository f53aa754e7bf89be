"""Measures: whose figure it is and what of it, from the words around it.

`file_figures` puts each figure under a series of the topic, with its score and reasons; `observations_of`
makes of them what the ledger takes. The words of each language are data, in `words/`.
"""

from __future__ import annotations

from bot.steps.figures.measures.filing import file_figures
from bot.steps.figures.measures.observing import is_official, observations_of

__all__ = ["file_figures", "is_official", "observations_of"]

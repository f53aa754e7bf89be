"""The second reader: a language model that points at figures of a page, and never writes a number.

`question` says what is asked about a page, `parse_answer` and `guard` what of an answer may be used, and
`decide_topic` and `weigh` what that changes. Nothing here asks anybody anything.
"""

from __future__ import annotations

from bot.steps.second_reader.guard import guard, parse_answer, shaped
from bot.steps.second_reader.question import question
from bot.steps.second_reader.weighing import Weighed, decide_topic, weigh

__all__ = ["Weighed", "decide_topic", "guard", "parse_answer", "question", "shaped", "weigh"]

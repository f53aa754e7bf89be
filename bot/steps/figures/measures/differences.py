"""Differences: "cut by 15 million doses to 25 million" tells two amounts, and only the second is in force."""

from __future__ import annotations

import re
from functools import cache

from bot.model.figures import Figure
from bot.steps.figures.measures.page import Page, alike, within

# Between by how much a value moved and to what, there is room for a verb and no more.
MOST_BETWEEN = 40
MOST_BEFORE = 16


def differences(page: Page) -> frozenset[int]:
    """The starts of those figures that say by how much a value moved, where the text says to what as well.

    Without the second figure, "cut by 1,900" may be all that there is to know.
    """
    found = set()
    for number, figure in enumerate(page.figures):
        after = next((one for one in page.figures[number + 1 :][:3] if alike(one, figure)), None)
        if after is not None and figure.unit != "year" and _moves(figure, after, page):
            found.add(figure.start)
    return frozenset(found)


def _moves(figure: Figure, after: Figure, page: Page) -> bool:
    sentence = page.sentence(figure.start)
    gap = page.folded[figure.end : after.start]
    if not figure.end <= after.start < min(sentence[1], figure.end + MOST_BETWEEN):
        return False
    words = page.vocabulary.words
    if _begins(gap, words.moved_behind):
        return True
    before = page.folded[max(sentence[0], figure.start - MOST_BEFORE) : figure.start]
    return (
        _ends(before, words.moved_by)
        and _ends(gap, words.moved_to)
        and (not page.spaced or bool(within(page.lists["changes"], sentence[0], figure.start)))
    )


def _ends(text: str, listed: str) -> bool:
    """Whether a text ends with one of the words; a qualifier ("about") may come in between."""
    return bool(listed) and _pattern(listed).search(text) is not None


def _begins(text: str, listed: str) -> bool:
    return bool(listed) and text.lstrip().startswith(tuple(listed.split("|")))


@cache
def _pattern(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W)|(?<=[^\x00-\u1fff]))(?:{listed})\s*(?:[^\W\d]{{1,12}}\s+)?$")

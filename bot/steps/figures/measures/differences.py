"""Differences: "cut by 15 million doses to 25 million" tells two amounts, and only the second is in force."""

from __future__ import annotations

from bot.model.days import year_named
from bot.model.figures import Figure
from bot.steps.figures.grammar import grammar
from bot.steps.figures.measures.page import Page, alike, within

# Between by how much a value moved and to what, there is room for a verb and no more.
MOST_BETWEEN = 40


def differences(page: Page) -> frozenset[int]:
    """The starts of those figures that say by how much a value moved, where the text says to what as well.

    Without the second figure, "cut by 1,900" may be all that there is to know.
    """
    found = set()
    for number, figure in enumerate(page.figures):
        after = next((one for one in page.figures[number + 1 :][:3] if alike(one, figure)), None)
        if after is not None and year_named(figure) is None and _moves(figure, after, page):
            found.add(figure.start)
    return frozenset(found)


def _moves(figure: Figure, after: Figure, page: Page) -> bool:
    sentence = page.sentence(figure.start)
    if not figure.end <= after.start < min(sentence[1], figure.end + MOST_BETWEEN):
        return False
    gap = page.folded[figure.end : after.start]
    behind = page.vocabulary.words.moved_behind
    if behind and gap.lstrip().startswith(tuple(behind.split("|"))):
        return True
    rules = grammar(page.language)
    at = figure.start
    while at and page.folded[at - 1] == " ":
        at -= 1
    apart = " " if page.spaced else ""
    return (
        rules.moved_by.before(page.folded, at) is not None
        and f"{apart}{gap.strip(' ，,')}".endswith(tuple(apart + one for one in rules.change_to))
        and (not page.spaced or bool(within(page.lists["changes"], *sentence)))
    )

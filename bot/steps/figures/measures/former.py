"""Former values that only the words around them tell: "against ¥1 trillion before", "up from 350"."""

from __future__ import annotations

from dataclasses import replace

from bot.model.days import year_named
from bot.model.figures import Figure
from bot.steps.figures.measures.finding import Hit
from bot.steps.figures.measures.page import Page, alike, within


def pair(page: Page) -> tuple[Figure, ...]:
    """The page's figures, with former values tied to what they became where nothing tied them yet.

    A word such as "against" or "previously" has to touch the value, and another one of the same kind has
    to stand before it in the same sentence.
    """
    found = list(page.figures)
    for number, figure in enumerate(found):
        if figure.earlier or figure.was_start is not None or figure.rendering_of is not None:
            continue
        if year_named(figure) is None and figure.by is not None:
            # "Up from 180 in the current year" is in force for a year of its own.
            continue
        sentence = page.sentence(figure.start)
        near = within(page.lists["former"], *sentence)
        behind = within(page.lists["former_after"], figure.end, sentence[1])
        if not any(_touches(hit, figure, page) for hit in (*near, *behind)):
            continue
        newer = _newer(found[:number], figure, page)
        if newer is None:
            continue
        found[number] = replace(figure, earlier=True)
        found[newer] = replace(found[newer], was_start=figure.start)
    return tuple(found)


def _touches(hit: Hit, figure: Figure, page: Page) -> bool:
    if hit.end <= figure.start:
        return page.between(hit.end, figure.start) <= 1
    return hit.start >= figure.end and page.between(figure.end, hit.start) <= 0


def _newer(before: list[Figure], figure: Figure, page: Page) -> int | None:
    """The last figure of the same kind before this one, in its sentence, that became of it."""
    sentence = page.sentence(figure.start)
    for number in range(len(before) - 1, -1, -1):
        other = before[number]
        if page.sentence(other.start) != sentence:
            return None
        if other.unit == figure.unit and alike(other, figure) and other.rendering_of is None:
            usable = not other.earlier and other.was_start is None
            differs = (other.low, other.high) != (figure.low, figure.high)
            return number if usable and differs else None
    return None

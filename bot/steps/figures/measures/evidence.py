"""What text and headline say around their figures: the words of every series, found once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.figures import Figure
from bot.model.topics import Mention
from bot.steps.figures.measures.finding import Hit, cue_hits
from bot.steps.figures.measures.page import Page, alike
from bot.steps.figures.measures.profiles import Profile


@dataclass(frozen=True, slots=True)
class Evidence:
    """What text and headline say around their figures, for every series of a topic."""

    page: Page
    title: Page
    profiles: tuple[Profile, ...]
    cues: Mapping[str, tuple[list[Hit], list[Hit]]]
    labels: Mapping[str, tuple[list[Hit], list[Hit]]]
    excludes: Mapping[str, list[Hit]]
    mentions: tuple[Mention, ...]
    claimed: frozenset[str]


def gather(
    page: Page, title: Page, profiles: Sequence[Profile], mentions: Sequence[Mention]
) -> Evidence:
    """Find the words of every series once, in text and headline."""
    return Evidence(
        page=page,
        title=title,
        profiles=tuple(profiles),
        cues={one.series.id: _both(one.cues, page, title) for one in profiles},
        labels={one.series.id: _both(one.named, page, title) for one in profiles},
        excludes={one.series.id: _hits(one.excludes, page) for one in profiles},
        mentions=tuple(one for one in mentions if one.where == "text"),
        claimed=frozenset(measure for one in profiles for measure in one.measures),
    )


def headline_place(figure: Figure, title: Page) -> Figure | None:
    """The figure of the headline that says the same number, if there is one."""
    for other in title.figures:
        if alike(other, figure) and other.low == figure.low and other.high == figure.high:
            return other
    return None


def _both(words: Sequence[str], page: Page, title: Page) -> tuple[list[Hit], list[Hit]]:
    return _hits(words, page), _hits(words, title)


def _hits(words: Sequence[str], page: Page) -> list[Hit]:
    return cue_hits(
        words, page.folded, page.tokens, page.index, language=page.language, spaced=page.spaced
    )

"""Which measures do the words around a figure name, whatever a topic may ask for?

Filing asks of each series whether a figure is its own. Here there is no series yet: a draft of a topic is made
of what several pages say of their figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.model.drafts import Near
from bot.model.figures import Figure
from bot.steps.figures import find_figures
from bot.steps.figures.measures.evidence import headline_place
from bot.steps.figures.measures.finding import Finder, Hit
from bot.steps.figures.measures.news_words import UNITS, WORDS
from bot.steps.figures.measures.page import Page, fits_unit
from bot.steps.figures.measures.words import names, words

# So many words away at most, marks of punctuation counted as `Page` counts them.
FARTHEST = 14.0
# A headline says it shortly: its words are as near as those of the same sentence.
OF_THE_HEADLINE = 4.0
# So many words of one language for one measure.
MOST_WORDS = 3
# The units whose figures hold the noun that is counted.
_WITH_A_NOUN = frozenset({"people", "companies", "units", "count", "households"})
# What names the party to a sum, and not the sum; what a page says of itself; and words of time.
SAYS_NOTHING = frozenset(
    {"public", "private", "spending", "lead", "pages", "error", "target", "data_centre", "patients"}
)


def words_near(
    figures: Sequence[Figure],
    *,
    title: str,
    text: str,
    sentences: Sequence[tuple[int, int]],
    language: str,
) -> tuple[tuple[Near, ...], ...]:
    """For each figure the measures that words near it name, the nearest first; each measure once.

    Args:
        figures: of the text, in their order.
        title: the headline, whose words count for a figure that it gives too.
        text: what the figures' offsets are into.
        sentences: spans of the text's sentences.
        language: BCP 47.
    """
    page = Page(text, language=language, sentences=sentences, figures=figures)
    headline = _headline(title, language)
    in_text, in_title = _hits(page), _hits(headline)
    return tuple(_near(figure, (page, in_text), (headline, in_title)) for figure in figures)


def measures_named(title: str, language: str) -> frozenset[str]:
    """The measures that a headline names."""
    found = _hits(_headline(title, language))
    return frozenset(name for hit in found for name in hit.names) - SAYS_NOTHING


def _headline(title: str, language: str) -> Page:
    figures = find_figures(title, language=language)
    return Page(title, language=language, figures=figures, where="title")


def _hits(page: Page) -> list[Hit]:
    more = _news_words(page.language.split("-", 1)[0])
    found = more.find(page.folded, page.tokens) if more else ()
    return sorted([*page.measures, *found], key=lambda hit: hit.start)


def _near(
    figure: Figure, text: tuple[Page, list[Hit]], title: tuple[Page, list[Hit]]
) -> tuple[Near, ...]:
    found: dict[str, Near] = {}
    shown = headline_place(figure, title[0])
    for (page, hits), place, more in ((text, figure, 0.0), (title, shown, OF_THE_HEADLINE)):
        for hit in page.reach(place, hits) if place is not None else ():
            distance = page.distance(hit, place) if place is not None else None
            if distance is None or distance + more > FARTHEST or _is_its_unit(hit, place):
                continue
            for name in hit.names:
                near = Near(
                    measure=name, word=page.text[hit.start : hit.end], distance=distance + more
                )
                known = found.get(name)
                if _may_measure(name, figure) and (known is None or near.distance < known.distance):
                    found[name] = near
    return tuple(sorted(found.values(), key=lambda one: one.distance))


def _is_its_unit(hit: Hit, figure: Figure | None) -> bool:
    """Whether a word is only the unit: kilometres measure a length, and much else."""
    if figure is None or figure.unit in _WITH_A_NOUN:
        return False
    return figure.start <= hit.start and hit.end <= figure.end


def _may_measure(name: str, figure: Figure) -> bool:
    if name in SAYS_NOTHING:
        return False
    if name in UNITS:
        return figure.unit in UNITS[name] or (figure.is_money and "money" in UNITS[name])
    return fits_unit(name, figure)


@cache
def words_for() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each measure that a topic may follow the bot's own words for it, a few in each language.

    A stem stands for its forms, as filing takes a cue: "evacuat".
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for tag in sorted(names()):
        for measure, phrases in {**words(tag).measures, **WORDS.get(tag, {})}.items():
            plain = [one.strip("*") for one in phrases.split("|") if not one.startswith("*")]
            listed = [one for one in plain if one][:MOST_WORDS]
            if measure not in SAYS_NOTHING and listed:
                found.setdefault(measure, {})[tag] = tuple(listed)
    return found


@cache
def _news_words(tag: str) -> Finder | None:
    own = WORDS.get({"nb": "no", "nn": "no"}.get(tag, tag))
    spaced = words(tag).spaced
    return Finder(own, spaced=spaced, whole=tag != "zh") if own else None

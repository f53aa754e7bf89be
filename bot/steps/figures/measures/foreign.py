"""What makes a figure somebody else's: an aside, another country, another party's business.

Each finding takes points from every series, and says so in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.model.days import year_named
from bot.model.figures import Figure
from bot.model.topics import Mention
from bot.steps.figures.measures.finding import Hit, plain
from bot.steps.figures.measures.page import COMMA, Page, within
from bot.steps.figures.measures.story import Story

ASIDE = 6.0
ASIDE_ELSEWHERE = 3.0
# "Meanwhile" may begin an aside, or go on.
SOFTER = 0.4
OTHER_COUNTRY = 5.0
OTHER_COUNTRY_BEHIND = 1.0
OTHER_COUNTRY_NEAR = 2.6
OTHER_CURRENCY = 1.5
# A topic that names no country of its own may well be at home in several.
NO_COUNTRY_OF_ITS_OWN = 0.4
ANOTHER_TIME = 0.8
STRANGER = 1.2
LIST_OF_STORIES = 5.0
NEAR = 6.0
BESIDE = 3
LONGEST_NAME = 60

_NAME = re.compile(r"(?<![\w.])[A-Z][\w&’'-]*[a-z][\w&’'-]*")
_PAUSE = re.compile(r"[,，、;；:：]")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*")


# Currencies of one country; dollars and euros are everybody's.
CURRENCY_OF = {
    "JPY": "JP",
    "KRW": "KR",
    "CNY": "CN",
    "TWD": "TW",
    "GBP": "GB",
    "BRL": "BR",
    "INR": "IN",
    "NOK": "NO",
    "DKK": "DK",
    "SEK": "SE",
    "CHF": "CH",
    "TRY": "TR",
    "PLN": "PL",
    "CAD": "CA",
    "AUD": "AU",
    "MXN": "MX",
    "RUB": "RU",
    "SAR": "SA",
    "AED": "AE",
    "SGD": "SG",
    "IDR": "ID",
}


@dataclass(frozen=True, slots=True)
class Against:
    """Points against a figure, with the sentence that says why.

    `kind` is "elsewhere" (another topic, country or list), "past", or "stranger" (a name that the topic does not know).
    """

    points: float
    reason: str
    kind: Literal["elsewhere", "past", "stranger"]


def against(figure: Figure, page: Page, about: Story) -> list[Against]:
    """Everything that speaks against a figure being the story's own."""
    found = (
        _list_of_stories(figure, page),
        _aside(figure, page, about),
        _other_country(figure, page, about),
        _another_time(figure, page),
        _stranger(figure, page, about),
    )
    return [one for one in found if one is not None]


def _list_of_stories(figure: Figure, page: Page) -> Against | None:
    start, end = page.sentence(figure.start)
    line = page.folded[page.folded.rfind("\n", 0, start) + 1 : end]
    heads = filter(None, page.vocabulary.words.related.split("|"))
    if any(line.lstrip(" -•*").startswith(head) for head in heads):
        return Against(LIST_OF_STORIES, "the line lists other stories", "elsewhere")
    return None


def _aside(figure: Figure, page: Page, about: Story) -> Against | None:
    hard = _turning(page.lists["asides"], figure, page, about)
    if hard is not None:
        return Against(hard[0], f"“{hard[1]}” turns to something else", "elsewhere")
    soft = _turning(page.lists["turns"], figure, page, about)
    if soft is not None:
        return Against(soft[0] * SOFTER, f"“{soft[1]}” may turn to something else", "elsewhere")
    return None


def _turning(
    hits: Sequence[Hit], figure: Figure, page: Page, about: Story
) -> tuple[float, str] | None:
    """The first phrase that turns to something else before or around a figure, and how much so."""
    start, end = page.sentence(figure.start)
    clause = page.clause(figure.start)
    for hit in within(hits, start, end):
        if any(
            one.owner
            and _beside(hit.start, hit.end, one)
            and not _PAUSE.search(page.folded, min(hit.end, one.end), max(hit.start, one.start))
            for one in within(about.mentions, start, end)
        ):
            # "Its rival Meridian" is a party of the story all the same.
            continue
        word = page.text[hit.start : hit.end].strip()
        opens = page.between(start, hit.start) <= NEAR and hit.start < figure.start
        if opens or clause[0] <= hit.start < clause[1]:
            return ASIDE, word
        if hit.start < figure.start:
            return ASIDE_ELSEWHERE, word
    return None


def _beside(start: int, end: int, one: Mention) -> bool:
    return -BESIDE <= start - one.end <= BESIDE or -BESIDE <= one.start - end <= BESIDE


def _other_country(figure: Figure, page: Page, about: Story) -> Against | None:
    """Another country's: named before the figure, with none of the story's parties in between."""
    start, end = page.sentence(figure.start)
    own = within(page.countries, start, end)
    if not about.countries or any(set(hit.names) & about.countries for hit in own):
        return None
    clause = page.clause(figure.start)
    parties = [one.start for one in within(about.mentions, start, figure.start) if one.owner]
    for hit in own:
        if hit.start >= figure.start:
            points = OTHER_COUNTRY_BEHIND if not parties and hit.start < clause[1] else 0.0
        elif any(hit.start < place for place in parties):
            points = 0.0
        elif parties:
            near = page.between(hit.end, figure.start) <= NEAR + COMMA
            points = OTHER_COUNTRY_NEAR if near else 0.0
        else:
            points = OTHER_COUNTRY
        if points:
            word = page.text[hit.start : hit.end]
            weight = 1.0 if about.at_home else NO_COUNTRY_OF_ITS_OWN
            if CURRENCY_OF.get(figure.unit) in hit.names:
                points += OTHER_CURRENCY
            return Against(points * weight, f"“{word}” is not a country of the story", "elsewhere")
    return None


def _another_time(figure: Figure, page: Page) -> Against | None:
    if year_named(figure) is not None or figure.earlier:
        return None
    clause = page.clause(figure.start)
    for hit in within(page.lists["past"], *clause):
        word = page.text[hit.start : hit.end].strip()
        return Against(ANOTHER_TIME, f"“{word}” speaks of another time", "past")
    return None


def _stranger(figure: Figure, page: Page, about: Story) -> Against | None:
    """A name in the clause that the topic does not know, and none that it knows before the figure."""
    if page.spaced and not page.vocabulary.words.names:
        return None
    clause = page.clause(figure.start)
    for name, start in strange_names(page, clause, about):
        to_it = figure.is_money and _recipient(page, start)
        if to_it and start > figure.start and page.between(figure.end, start) <= NEAR:
            return Against(
                STRANGER, f"it goes to “{name}”, which the topic does not know", "stranger"
            )
        if start < figure.start and not within(about.mentions, clause[0], figure.start):
            return Against(STRANGER, f"“{name}” before it is no party of the topic", "stranger")
        if start < figure.start and to_it and not page.spaced:
            return Against(
                STRANGER, f"it goes to “{name}”, which the topic does not know", "stranger"
            )
    return None


def strange_names(page: Page, clause: tuple[int, int], about: Story) -> Iterable[tuple[str, int]]:
    """Names in a clause that the topic does not know, with their places."""
    starters = page.vocabulary.words.starters.split("|")
    sentence = page.sentence(clause[0])
    if page.spaced and _in_title_case(page.text[slice(*sentence)]):
        return
    for found in (_NAME if page.spaced else _LATIN_NAME).finditer(page.text, *clause):
        name, start = found.group(), found.start()
        folded = plain(name)
        first_word = page.spaced and not page.text[sentence[0] : start].strip(" \"“'«(-–—•*")
        inside_figure = any(
            start < one.end for one in within(page.figures, start - LONGEST_NAME, start + 1)
        )
        of_topic = folded in about.terms or any(
            start < one.end for one in within(about.mentions, start - LONGEST_NAME, start + 1)
        )
        country = bool(within(page.countries, start, start + 1))
        if first_word or inside_figure or of_topic or country or folded in starters:
            continue
        yield name, start


def _in_title_case(sentence: str) -> bool:
    """Whether most words begin with a capital, as in a heading, so that capitals tell nothing."""
    initials = [word[0] for word in sentence.split() if word[0].isalpha()]
    return sum(one.isupper() for one in initials) * 2 > len(initials) > 1


def _recipient(page: Page, start: int) -> bool:
    before = page.folded[max(0, start - 12) : start].rstrip()
    listed = filter(None, page.vocabulary.words.recipients.split("|"))
    if page.spaced:
        last = before.rsplit(" ", 1)[-1]
        return last in set(listed)
    return any(before.endswith(word) for word in listed)

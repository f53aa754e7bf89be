"""Whose story it is: the topic's countries, its parties and its terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.topics import Mention, Topic
from bot.steps.figures.measures.finding import plain, tokenise
from bot.steps.figures.measures.page import Page
from bot.steps.figures.measures.vocabulary import vocabulary
from bot.steps.figures.measures.words import names as languages

# So many parties in one sentence are a list of those who act together.
A_LIST = 3


@dataclass(frozen=True, slots=True)
class Story:
    """What the story is about: its countries, and where its own parties and terms stand."""

    countries: frozenset[str]
    at_home: bool
    mentions: tuple[Mention, ...]
    members: frozenset[str]
    terms: str


def story(topic: Topic, page: Page, title: Page, mentions: Sequence[Mention]) -> Story:
    """Whose story it is, from the topic's own words and from headline and first sentence."""
    terms = _terms(topic)
    first = page.sentences[0] if page.sentences else (0, 0)
    countries = {
        name
        for hits, end in ((title.countries, len(title.text)), (page.countries, first[1]))
        for hit in hits
        if hit.end <= end
        for name in hit.names
    }
    own = _countries_in(terms)
    return Story(
        countries=own or frozenset(countries),
        at_home=bool(own),
        mentions=tuple(one for one in mentions if one.where == "text"),
        members=_members(page, title, mentions),
        terms=plain(terms),
    )


def _members(page: Page, title: Page, mentions: Sequence[Mention]) -> frozenset[str]:
    """The parties that one sentence or the headline names together, where it names a whole list."""
    named: dict[tuple[int, int], set[str]] = {}
    for one in mentions:
        if one.owner:
            place = page.sentence(one.start) if one.where == "text" else (-1, len(title.text))
            named.setdefault(place, set()).add(one.owner)
    longest = sorted(named.values(), key=len)[-1:]
    return frozenset(owner for owners in longest if len(owners) >= A_LIST for owner in owners)


def _terms(topic: Topic) -> str:
    keywords = topic.keywords
    parts = [topic.name, topic.id.replace("-", " ")]
    parts += [alias.text for alias in (*keywords.any, *keywords.all)]
    parts += [alias.text for entity in topic.entities for alias in entity.aliases]
    parts += [entity.name for entity in topic.entities]
    parts += [series.label for series in topic.series]
    return " | ".join(parts)


def _countries_in(terms: str) -> frozenset[str]:
    found: set[str] = set()
    for tag in languages():
        if tag != "en" and terms.isascii():
            continue
        folded = plain(terms)
        for hit in vocabulary(tag).countries.find(folded, tokenise(folded)):
            found.update(hit.names)
    return frozenset(found)

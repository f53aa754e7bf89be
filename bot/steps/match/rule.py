"""Does the article meet the reader's rule, and where? As docs/feeds-yaml.md writes it, and by nothing else.

A page that meets every part of the rule in its headline and opening is on the topic. A keyword that holds
a party's name ("Myanmar earthquake") is met there as well where that party and the keyword's other words
stand in one sentence in another order ("earthquake in Myanmar"). A page that meets the rule further down
only, or misses a part, is doubtful: `about` says how likely it is the story. A `none` term refuses a page in
the headline, or in an opening under a headline that has none of the keywords. A sentence that says that
somebody has no part in something counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.model.topics import KeywordRule, Mention, Topic
from bot.steps.match.places import HEADLINE, Places
from bot.steps.match.terms import Part, Term, group_of

# The keywords of a topic that have parts, by their number.
Phrases = Mapping[int, tuple[Part, ...]]

# The roles in which a word speaks for a topic.
ASKED = ("any", "all", "at_least")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found, and the sentence that it stands in."""

    term: Term
    mention: Mention
    sentence: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rule says. `lacking` are the parts that are not met anywhere, a sentence each.

    `refused` is set where a `none` term speaks against the page.
    """

    at_top: bool
    lacking: tuple[str, ...]
    refused: str
    reason: str


def decide(topic: Topic, hits: Sequence[Hit], where: Places, phrases: Phrases) -> Finding:
    """Hold the hits against the topic's rule; `where` says which sentences matter."""
    rule = topic.keywords
    counted = counting(hits, where)
    named = {group: parts for group, parts in phrases.items() if any(one.owner for one in parts)}
    counted += phrase_hits([hit for hit in hits if hit.sentence < where.opening], named)
    top = [hit for hit in counted if hit.sentence < where.opening]
    refused = _spoken_against(hits, where)
    lacking = tuple(_lacking(rule, topic, counted))
    return Finding(
        at_top=not refused and not lacking and not _lacking(rule, topic, top),
        lacking=lacking,
        refused=refused,
        reason=_reason(topic, top or counted),
    )


def counting(hits: Sequence[Hit], where: Places) -> list[Hit]:
    """The hits that may speak for the topic: keywords and names outside of disclaimers."""
    return [
        hit
        for hit in hits
        if hit.sentence not in where.disclaimers and hit.term.role in (*ASKED, "entity")
    ]


def phrase_hits(hits: Sequence[Hit], phrases: Phrases) -> list[Hit]:
    """A hit of `any` for each keyword all of whose parts stand in one sentence, in any order."""
    words: dict[tuple[int, int], dict[int, Hit]] = {}
    owners: dict[int, set[str]] = {}
    for hit in hits:
        if hit.term.role == "part":
            words.setdefault((hit.sentence, hit.term.group), {})[hit.term.part] = hit
        elif hit.term.role == "entity":
            owners.setdefault(hit.sentence, set()).add(hit.term.owner)
    return [
        replace(one, term=replace(one.term, role="any"))
        for (sentence, group), found in words.items()
        if group in phrases
        and all(
            part.owner in owners.get(sentence, ()) if part.owner else place in found
            for place, part in enumerate(phrases[group])
        )
        for one in list(found.values())[:1]
    ]


def _lacking(rule: KeywordRule, topic: Topic, hits: Sequence[Hit]) -> list[str]:
    """The parts of the rule that these hits do not meet, a sentence each."""
    said = []
    if rule.any and not any(hit.term.role == "any" for hit in hits):
        said.append("mentions none of the keywords of `any`")
    said += _missing_of_all(rule, hits)
    said += _missing_of_groups(rule, hits)
    bodies = {hit.term.owner for hit in hits if hit.term.role == "entity"}
    if len(bodies) < rule.entities:
        named = _list(topic, bodies)
        said.append(f"names {len(bodies)} of the {rule.entities} parties that it asks for{named}")
    return said


def _missing_of_all(rule: KeywordRule, hits: Sequence[Hit]) -> list[str]:
    """Lists by language say the same in each: `all` holds where one language's list is complete."""
    found = {hit.term.group for hit in hits if hit.term.role == "all"}
    lacking: dict[str, list[str]] = {alias.language: [] for alias in rule.all}
    for place, alias in enumerate(rule.all):
        if place not in found:
            lacking[alias.language].append(alias.text)
    if not lacking or not all(lacking.values()):
        return []
    word = min(lacking.values(), key=len)[0]
    return [f"does not mention “{word}”, which `all` asks for"]


def _missing_of_groups(rule: KeywordRule, hits: Sequence[Hit]) -> list[str]:
    said = []
    for number, at_least in enumerate(rule.at_least):
        held = {
            hit.term.group
            for hit in hits
            if hit.term.role == "at_least" and group_of(hit.term) == number
        }
        if len(held) < at_least.count:
            said.append(
                f"mentions {len(held)} of the {at_least.count} terms that `at_least` asks for"
            )
    return said


def _spoken_against(hits: Sequence[Hit], where: Places) -> str:
    """Why a `none` term refuses the page; "" where none does."""
    headed = any(hit.term.role in ASKED and hit.sentence == HEADLINE for hit in hits)
    for hit in hits:
        if hit.term.role != "none":
            continue
        if hit.sentence == HEADLINE:
            return f"“{hit.mention.term}” in the headline speaks against it"
        if hit.sentence < where.opening and not headed:
            return f"“{hit.mention.term}” in the opening speaks against it"
    return ""


def _reason(topic: Topic, hits: Sequence[Hit]) -> str:
    said = [hit for hit in hits if hit.term.role in ASKED] or hits
    if not said:
        return "none of its names or keywords is mentioned"
    first = min(said, key=lambda hit: hit.sentence)
    place = "in the headline" if first.sentence == HEADLINE else "in the text"
    bodies = {hit.term.owner for hit in hits if hit.term.role == "entity"}
    return f"“{first.mention.term}” {place}{_list(topic, bodies)}"


def _list(topic: Topic, bodies: set[str]) -> str:
    named = [entity.name for entity in topic.entities if entity.id in bodies]
    return f" ({', '.join(named)})" if named else ""

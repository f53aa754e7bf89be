"""Is the article on the topic? The person's rule, read as a person would read it.

Every part of the rule that is given must hold. What is general about it, for any topic:

- What is said in passing counts for nothing: keywords and names must stand in the headline or the
  opening, or come back further down; a sentence that says that somebody has no part in it is left out.
- The company that a rule asks for ("two different entities") is the story's own when twice as many of
  them, and no fewer than three, stand in one sentence.
- A topic's keywords are in the languages that its owner thought of: the story's own company in one
  sentence at the top stands in for a keyword.
- One everyday word as the only keyword proves little: it needs the story's own company as well.
- The story's own body (Japan AI Foundation Model Development), by its name, is the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.topics import KeywordRule, Mention, Topic
from bot.steps.match.places import HEADLINE, Places
from bot.steps.match.terms import Term, group_of

# Fewer than three names in one sentence say nothing of what brings them together.
_COMPANY = 3
# A keyword or a name that is not at the top must stand in as many sentences to be no aside...
_NO_ASIDE = 2
# ... or be said with the story's own company in one sentence of a text no longer than this, under a
# headline about a figure that the topic follows.
_SHORT_TEXT = 8
# A text of so few sentences has no room for asides where its headline names two of the parties.
_BRIEF = 4
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found, and the sentence that it stands in."""

    term: Term
    mention: Mention
    sentence: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether an article is on a topic, and the sentence that says why."""

    matched: bool
    reason: str
    score: float = 0.0


def decide(topic: Topic, hits: Sequence[Hit], where: Places) -> Finding:
    """Hold the hits against the topic's rule; `where` says which sentences matter."""
    rule = topic.keywords
    counted = [
        hit
        for hit in hits
        if hit.sentence not in where.disclaimers and hit.term.role not in ("none", "cue")
    ]
    followed = any(hit.term.role == "cue" for hit in hits)
    keywords = [hit for hit in counted if hit.term.role == "any"]
    names = [hit for hit in counted if hit.term.role == "entity"]
    own = [hit for hit in names if hit.term.own]
    against = (
        _missing(rule, counted)
        or _lacking(rule, topic, keywords, names, where)
        or _in_passing(rule, keywords, names, counted, where, followed=followed)
        or _spoken_against(hits, rule, keywords, names, where)
    )
    if against:
        return Finding(matched=False, reason=against)
    return _found(topic, [*keywords, *own] or counted, names)


def _missing(rule: KeywordRule, hits: Sequence[Hit]) -> str:
    """What `all` and `at_least` ask for and the article does not hold; they are taken literally.

    Lists by language say the same in each: `all` holds where one language's list is complete.
    """
    found = {hit.term.group for hit in hits if hit.term.role == "all"}
    lacking: dict[str, list[str]] = {alias.language: [] for alias in rule.all}
    for place, alias in enumerate(rule.all):
        if place not in found:
            lacking[alias.language].append(alias.text)
    if lacking and all(lacking.values()):
        word = min(lacking.values(), key=len)[0]
        return f"does not mention “{word}”, which `all` asks for"
    for number, at_least in enumerate(rule.at_least):
        held = {
            hit.term.group
            for hit in hits
            if hit.term.role == "at_least" and group_of(hit.term) == number
        }
        if len(held) < at_least.count:
            return f"mentions {len(held)} of the {at_least.count} terms that `at_least` asks for"
    return ""


def _lacking(
    rule: KeywordRule, topic: Topic, keywords: Sequence[Hit], names: Sequence[Hit], where: Places
) -> str:
    """What `any` and `entities` ask for and the article does not hold."""
    if any(hit.term.own for hit in names):
        return ""
    bodies = {hit.term.owner for hit in names}
    if len(bodies) < rule.entities:
        return f"names {len(bodies)} of the {rule.entities} parties that the rule asks for{_list(topic, bodies)}"
    telling = any(hit.term.telling for hit in keywords)
    if not rule.any or telling or (keywords and (not rule.entities or _described(names))):
        return ""
    full = _full(rule)
    within = where.opening if not keywords else len(where.starts)
    if rule.entities and _together(names, within) >= full:
        return ""
    if keywords:
        word = keywords[0].mention.term
        return f"“{word}” alone is an everyday word, and no sentence names {full} of the parties"
    return "mentions none of the keywords"


def _full(rule: KeywordRule) -> int:
    """How many entities in one sentence are the story's own company."""
    return max(_COMPANY, 2 * rule.entities)


def _described(names: Sequence[Hit]) -> bool:
    """Whether the story's own body is there by a description ("the new company"), beside a name."""
    owners = {hit.term.owner for hit in names}
    return len(owners) > 1 and any(hit.term.described for hit in names)


def _together(names: Sequence[Hit], within: int) -> int:
    """The most entities that one of the first `within` sentences, or the headline, names."""
    sentences: dict[int, set[str]] = {}
    for hit in names:
        if hit.sentence < within:
            sentences.setdefault(hit.sentence, set()).add(hit.term.owner)
    return max(map(len, sentences.values()), default=0)


def _in_passing(
    rule: KeywordRule,
    keywords: Sequence[Hit],
    names: Sequence[Hit],
    counted: Sequence[Hit],
    where: Places,
    *,
    followed: bool,
) -> str:
    """Whether the article has another subject; `followed`: its headline is about a followed figure."""
    own = [hit for hit in names if hit.term.own]
    said = [*keywords, *own] or names or counted
    short = len(where.starts) <= _SHORT_TEXT
    if followed and short and _said_with_company(rule, keywords, names, len(where.starts)):
        return ""
    if followed and len(where.starts) <= _BRIEF and _headed_by_company(rule, keywords, names):
        return ""
    if not _is_subject(said, where):
        return f"“{said[0].mention.term}” is mentioned in passing only"
    if rule.entities and not _is_subject(names, where):
        return f"“{names[0].mention.term}” is named in passing only"
    return ""


def _said_with_company(
    rule: KeywordRule, keywords: Sequence[Hit], names: Sequence[Hit], within: int
) -> bool:
    """Whether one of the first `within` sentences holds a telling keyword and the story's own company."""
    said = {hit.sentence for hit in keywords if hit.term.telling}
    return bool(rule.entities) and _together(
        [name for name in names if name.sentence in said], within
    ) >= _full(rule)


def _headed_by_company(rule: KeywordRule, keywords: Sequence[Hit], names: Sequence[Hit]) -> bool:
    """Whether a headline names several of the parties over a text that has a telling keyword."""
    headed = [name for name in names if name.sentence == HEADLINE]
    return _together(headed, 0) >= max(_PAIR, 2 * rule.entities) and any(
        hit.term.telling for hit in keywords
    )


def _is_subject(hits: Sequence[Hit], where: Places) -> bool:
    sentences = {hit.sentence for hit in hits}
    return len(sentences) >= _NO_ASIDE or any(one < where.opening for one in sentences)


def _spoken_against(
    hits: Iterable[Hit],
    rule: KeywordRule,
    keywords: Sequence[Hit],
    names: Sequence[Hit],
    where: Places,
) -> str:
    """A `none` term counts in the headline, and in an opening that does not tell the story itself."""
    told = any(hit.term.own and hit.sentence < where.opening for hit in names)
    told = told or _said_with_company(rule, keywords, names, where.opening)
    for hit in hits:
        if hit.term.role != "none":
            continue
        if hit.sentence == HEADLINE:
            return f"“{hit.mention.term}” in the headline speaks against it"
        if hit.sentence < where.opening and not told:
            return f"“{hit.mention.term}” in the opening speaks against it"
    return ""


def _found(topic: Topic, said: Sequence[Hit], names: Sequence[Hit]) -> Finding:
    bodies = {hit.term.owner for hit in names}
    words = {hit.term.folded for hit in said}
    first = min(said, key=lambda hit: hit.sentence)
    place = "in the headline" if first.sentence == HEADLINE else "in the text"
    reason = f"“{first.mention.term}” {place}{_list(topic, bodies)}"
    headline = sum(hit.sentence == HEADLINE for hit in said)
    return Finding(
        matched=True, reason=reason, score=float(len(bodies) + len(words) + 2 * bool(headline))
    )


def _list(topic: Topic, bodies: set[str]) -> str:
    named = [entity.name for entity in topic.entities if entity.id in bodies]
    return f" ({', '.join(named)})" if named else ""

"""What does a topic look for, and how much does each of its words say?

A keyword is telling when it is hardly met outside the topic: a phrase ("physical AI"), a name, a long
compound. A single everyday word ("robot") is not. An entity is the story's own body when one of its
aliases holds a telling keyword ("Japan AI Foundation Model Development") that is not itself the name of
a party: where it is named, the story is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.model.topics import Alias, Topic
from bot.steps.match.borders import script
from bot.steps.match.folding import fold

Role = Literal["entity", "any", "all", "none", "at_least", "cue"]

# From these lengths on, a single word in small letters is a compound rather than an everyday word.
_LONG = {"spaced": 8, "katakana": 6, "hiragana": 6, "han": 4, "hangul": 5}

# "By" and "each" are cues of a figure beside them, and say nothing in a headline.
_SHORTEST_CUE = 5

# "The new company", 新会社, 새 법인: a description that other stories use as well, not a name.
_DESCRIPTION = re.compile(
    r"(?:the|a|an|its|new|der|die|das|neue[rsmn]?|le|la|les|nouvel(?:le)?|el|los|las|nuev[oa]|o|novo|nova|il|nuov[oa]"
    r"|het|de|nieuwe|den|det|ny[ae]?|yeni)\s|[新새]"
)
_ARTICLE = re.compile(r"the\s+(?=\S+\s+\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One alias in one role. `group` numbers the terms of `all`, or the group of `at_least`.

    A cue is a series' word, looked for in headlines alone: whether they are about a followed figure.
    `own`: it names the story's own body; `telling`: see above; `described`: it is no name.
    """

    topic: int
    role: Role
    owner: str
    alias: Alias
    folded: str
    group: int = 0
    telling: bool = False
    own: bool = False
    described: bool = False


def terms_of(number: int, topic: Topic) -> list[Term]:
    """All that a topic looks for; `number` is its place among the topics."""
    rule = topic.keywords
    found = [
        *(_keyword(number, "any", alias) for alias in rule.any),
        *(_keyword(number, "all", alias, place) for place, alias in enumerate(rule.all)),
        *(_keyword(number, "none", alias) for alias in rule.none),
    ]
    for group, at_least in enumerate(rule.at_least):
        found += [
            _keyword(number, "at_least", alias, group * _GROUP + place)
            for place, alias in enumerate(at_least.of)
        ]
    names = {fold(alias.text).strip() for entity in topic.entities for alias in entity.aliases}
    telling = [
        term.folded
        for term in found
        if term.telling and term.role in ("any", "all") and term.folded not in names
    ]
    # How a party's name begins is no everyday word, in a script without capitals either.
    found = [
        replace(one, telling=True) if any(name.startswith(one.folded) for name in names) else one
        for one in found
    ]
    for entity in topic.entities:
        found += _names(number, entity.id, entity.aliases, telling)
    found += _cues(number, topic)
    # 物理AI may stand in the lists of three languages, and is one word all the same.
    once = {(one.role, one.owner, one.group, one.folded): one for one in reversed(found)}
    return [term for term in once.values() if term.folded]


# Terms of an at_least group are numbered within it: group * _GROUP + place.
_GROUP = 100_000


def group_of(term: Term) -> int:
    """Which of the topic's at_least groups a term belongs to."""
    return term.group // _GROUP


def _keyword(number: int, role: Role, alias: Alias, group: int = 0) -> Term:
    return Term(
        number, role, "", alias, fold(alias.text).strip(), group, telling=_is_telling(alias.text)
    )


def _names(number: int, owner: str, aliases: Iterable[Alias], telling: list[str]) -> list[Term]:
    terms: dict[str, Term] = {}
    for alias in aliases:
        # "The physical-AI venture" is met as "Japan's physical-AI venture" as well.
        folded = fold(_ARTICLE.sub("", alias.text)).strip()
        holds = any(keyword in folded for keyword in telling)
        described = not holds and bool(_DESCRIPTION.match(alias.text.lower()))
        terms.setdefault(
            folded, Term(number, "entity", owner, alias, folded, own=holds, described=described)
        )
    names = [term for term in terms.values() if not term.described]
    # A member with one product of that name ("Sony Physical AI Lab") does not become the story's body.
    if 2 * sum(term.own for term in names) < len(names):
        return [replace(term, own=False) for term in terms.values()]
    return [replace(term, own=not term.described) for term in terms.values()]


def _cues(number: int, topic: Topic) -> list[Term]:
    words = {
        fold(word).strip(): Alias(text=word, language=language)
        for series in topic.series
        for language, group in series.cues.items()
        for word in group
    }
    return [
        Term(number, "cue", "", alias, folded)
        for folded, alias in words.items()
        if len(folded) >= (_SHORTEST_CUE if folded.isascii() else 2)
    ]


def _is_telling(text: str) -> bool:
    words = fold(text).split()
    if len(words) != 1 or any(char.isupper() or char.isdigit() for char in text):
        return bool(words)
    scripts = {script(char) for char in words[0]}
    if len(scripts) > 1:
        return True
    return len(words[0]) >= _LONG.get(scripts.pop(), 1)

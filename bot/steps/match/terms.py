"""What does a topic look for: its keywords, the parts of them, its parties' names, its series' cues.

A keyword is looked for in every form of its words, and two words also as one, unless it is written with a
leading `=`. A keyword of several parts ("Myanmar earthquake", ミャンマー地震) is also looked for part by part:
its parts in one sentence, in any order, say loosely what it says. A part that is a party's name may be any
of that party's names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.model.topics import Alias, Topic
from bot.steps.match.borders import script
from bot.steps.match.folding import fold
from bot.steps.match.inflection import Word, beginning, inflects, stem

Role = Literal["entity", "any", "all", "none", "at_least", "part", "cue"]

EXACT = "="
# "By" and "each" are cues of a figure beside them, and say nothing in a headline.
_SHORTEST_CUE = 5
# A word of fewer letters in a phrase ("of", "the", "in") is no part that has to be there.
_SHORTEST_PART = 4
_SHORTEST_PART_UNSPACED = 2

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One alias in one role. `folded` is what the text is searched for.

    `words` are those of an inflected keyword, of which `folded` is how the first one begins; none for
    a term that is taken as written. `group` numbers the terms of `all`, the group of `at_least`, or the
    keyword of `any` that a part belongs to; `part` numbers that part. `principal`: a name of the
    party that the topic's name names, or of a body most of whose names hold a keyword.
    """

    topic: int
    role: Role
    owner: str
    alias: Alias
    folded: str
    words: tuple[Word, ...] = ()
    group: int = 0
    part: int = 0
    principal: bool = False

    @property
    def language(self) -> str:
        """The language whose endings count."""
        return self.alias.language or "en"

    @property
    def exact(self) -> bool:
        """Whether it is taken as written."""
        return self.alias.text.startswith(EXACT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a keyword: a party (by any of its names), or words."""

    owner: str = ""
    text: str = ""


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
    for group, alias in enumerate(rule.any):
        found += [
            replace(
                _keyword(number, "part", Alias(text=part.text, language=alias.language)),
                group=group,
                part=place,
            )
            for place, part in enumerate(parts_of(alias, topic))
            if part.text
        ]
    found += [_joined(one) for one in found if len(one.words) == _PAIR]
    found += _names(number, topic)
    found += _cues(number, topic)
    # 物理AI may stand in the lists of three languages, and is one word all the same.
    once = {
        (one.role, one.owner, one.group, one.part, one.folded, one.words): one
        for one in reversed(found)
    }
    return [term for term in once.values() if term.folded]


# Terms of an at_least group are numbered within it: group * _GROUP + place.
_GROUP = 100_000


def group_of(term: Term) -> int:
    """Which of the topic's at_least groups a term belongs to."""
    return term.group // _GROUP


def parts_of(alias: Alias, topic: Topic) -> tuple[Part, ...]:
    """The parts of a keyword, two at least; none where it is a single word or a name."""
    text = fold(alias.text.removeprefix(EXACT)).strip()
    if alias.text.startswith(EXACT):
        return ()
    name, owner = _longest_name(text, topic)
    if name == text:
        return ()
    rest = text.replace(name, " ", 1) if name else text
    parts = [Part(owner=owner)] if name else []
    parts += [Part(text=word) for word in rest.split() if _says_something(word)]
    return tuple(parts) if len(parts) > 1 else ()


def _longest_name(text: str, topic: Topic) -> tuple[str, str]:
    names = [
        (folded, entity.id)
        for entity in topic.entities
        for alias in entity.aliases
        if (folded := fold(alias.text).strip()) and _stands_in(folded, text)
    ]
    return max(names, key=lambda one: len(one[0]), default=("", ""))


def _stands_in(name: str, text: str) -> bool:
    spaced = script(name[-1]) == "spaced"
    return f" {name} " in f" {text} " if spaced else name in text


def _says_something(word: str) -> bool:
    spaced = script(word[0]) == "spaced"
    return len(word) >= (_SHORTEST_PART if spaced else _SHORTEST_PART_UNSPACED)


def _keyword(number: int, role: Role, alias: Alias, group: int = 0) -> Term:
    text = alias.text
    folded = fold(text.removeprefix(EXACT)).strip()
    term = Term(number, role, "", alias, folded, group=group)
    words = folded.split(" ")
    if text.startswith(EXACT) or alias.word or not inflects(_longest(text)) or not folded:
        return term
    if not all(word.isalnum() and script(word[0]) == "spaced" for word in words):
        return term
    language = term.language
    return replace(
        term,
        folded=beginning(words[0], language) if len(words[0]) > 1 else words[0],
        words=tuple(Word(word, stem(word, language)) for word in words),
    )


def _joined(term: Term) -> Term:
    """A keyword of two words written as one: "data centre" as "datacentre"."""
    text = "".join(word.text for word in term.words)
    word = Word(text, stem(text, term.language))
    return replace(term, folded=beginning(text, term.language), words=(word,))


def _longest(text: str) -> str:
    return max(text.replace("-", " ").split(), key=len, default="")


def _names(number: int, topic: Topic) -> list[Term]:
    keywords = {
        fold(alias.text).strip()
        for alias in (*topic.keywords.any, *topic.keywords.all)
        if len(alias.text.split()) > 1 or not alias.text.islower()
    }
    parties = {fold(alias.text).strip() for one in topic.entities for alias in one.aliases}
    called = fold(topic.name)
    found = []
    for entity in topic.entities:
        names = {fold(alias.text).strip(): alias for alias in entity.aliases}
        principal = _is_own_body(names, keywords - parties) or any(
            _stands_in(name, _words_of(called)) for name in names if name
        )
        found += [
            Term(number, "entity", entity.id, alias, name, principal=principal)
            for name, alias in names.items()
        ]
    return found


def _words_of(text: str) -> str:
    return "".join(char if char.isalnum() or char == " " else " " for char in text)


def _is_own_body(names: Iterable[str], keywords: Iterable[str]) -> bool:
    """Whether most of a party's names hold a keyword: the body is called after the story."""
    listed: Sequence[str] = list(names)
    holding = sum(any(keyword in name for keyword in keywords) for name in listed)
    return 2 * holding >= len(listed) > 0 and holding > 0


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

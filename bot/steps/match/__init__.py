"""Is an article on a topic, and where does it name the topic's parties and keywords?

Compiled once for all topics; then one pass over each folded text finds every alias of every topic
(Aho-Corasick), and the few hits are held against borders of words and against each topic's rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from bot.model.topics import Match, Mention, Topic
from bot.steps.match.borders import begins, ends
from bot.steps.match.folding import fold, folded
from bot.steps.match.places import HEADLINE, places
from bot.steps.match.rule import Finding, Hit, decide
from bot.steps.match.terms import Term, terms_of

__all__ = ["Matcher", "fold"]

# The roles in which a word speaks for a topic.
_ASKED = ("any", "all", "at_least")
# Which terms a role competes with for the same letters; keywords that ask compete with `none`.
_RIVALS: dict[str, str | None] = {
    "entity": "entity",
    "none": "keyword",
    "keyword": "none",
    "cue": None,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A term at its place in the original title or text."""

    term: Term
    where: Literal["title", "text"]
    start: int
    end: int


class Matcher:
    """All aliases and keywords of all topics, compiled. Safe to share between threads."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = tuple(topics)
        terms: dict[str, list[Term]] = {}
        for number, topic in enumerate(self._topics):
            for term in terms_of(number, topic):
                terms.setdefault(term.folded, []).append(term)
        self._terms = list(terms.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(terms)) if terms else None

    def match(self, *, title: str, text: str, only: Collection[str] = ()) -> tuple[Match, ...]:
        """Hold an article against every topic (or those of `only`): one Match each, in the topics' order.

        Mentions have offsets into `title` and `text` as given, so that `text[start:end]` is the alias as
        the article writes it. Topics that are not matched carry their mentions as well.
        """
        found = [*self._find(title, "title"), *self._find(text, "text")]
        if not found:
            return tuple(_nothing(topic) for topic in self._topics if _asked(topic, only))
        where = places(title, text)
        matches = []
        for number, topic in enumerate(self._topics):
            if not _asked(topic, only):
                continue
            own = _untangle(one for one in found if one.term.topic == number)
            hits = [
                Hit(
                    one.term,
                    _mention(one),
                    HEADLINE if one.where == "title" else where.sentence(one.start),
                )
                for one in own
            ]
            matches.append(
                _match(topic, hits, decide(topic, hits, where)) if hits else _nothing(topic)
            )
        return tuple(matches)

    def worth_reading(self, *, title: str, text: str, only: Collection[str] = ()) -> str | None:
        """Why the page behind a headline and a summary may be on a topic; None where nothing says so.

        A feed's headline is too short for the whole rule. One name or telling keyword is enough to read
        on; an everyday word is where the topic asks for nothing else.
        """
        for one in [*self._find(title, "title"), *self._find(text, "text")]:
            topic, term = self._topics[one.term.topic], one.term
            if not _asked(topic, only):
                continue
            asks_more = bool(topic.keywords.entities)
            if term.role == "entity" or (term.role in _ASKED and (term.telling or not asks_more)):
                return f"mentions “{term.alias.text}” ({topic.id})"
        return None

    def _find(self, text: str, where: Literal["title", "text"]) -> list[_Found]:
        if self._automaton is None or not text:
            return []
        plain = folded(text)
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(
            plain.text, overlapping=True
        ):
            span = plain.original(start, end)
            if span is None:
                continue
            for term in self._terms[pattern]:
                if term.role == "cue" and where == "text":
                    continue
                word, name = term.alias.word, term.role == "entity"
                if begins(text, span[0], word=word) and ends(text, *span, word=word, name=name):
                    found.append(_Found(term, where, *span))
        return found


def _asked(topic: Topic, only: Collection[str]) -> bool:
    return not only or topic.id in only


def _untangle(found: Iterable[_Found]) -> list[_Found]:
    """Where aliases overlap, the longest wins: among names, and between `none` and other keywords.

    Linear in what was found, since a hostile page may repeat a name thousands of times.
    """
    kept: list[_Found] = []
    taken: dict[tuple[str, str], bytearray] = defaultdict(bytearray)
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        kind = "keyword" if one.term.role in _ASKED else one.term.role
        rival = _RIVALS[kind]
        if rival is not None and any(taken[one.where, rival][one.start : one.end]):
            continue
        kept.append(one)
        mine = taken[one.where, kind]
        mine.extend(bytes(max(0, one.end - len(mine))))
        mine[one.start : one.end] = b"\x01" * (one.end - one.start)
    return sorted(kept, key=lambda one: (one.where == "text", one.start, -one.end))


def _mention(one: _Found) -> Mention:
    return Mention(
        term=one.term.alias.text,
        owner=one.term.owner,
        where=one.where,
        start=one.start,
        end=one.end,
    )


def _match(topic: Topic, hits: Sequence[Hit], finding: Finding) -> Match:
    return Match(
        topic=topic.id,
        matched=finding.matched,
        reason=finding.reason,
        mentions=tuple(hit.mention for hit in hits if hit.term.role != "cue"),
        score=finding.score,
    )


def _nothing(topic: Topic) -> Match:
    return Match(topic=topic.id, matched=False, reason="none of its names or keywords is mentioned")

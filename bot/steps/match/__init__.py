"""Is an article on a topic, and where does it name the topic's parties and keywords?

Compiled once for all topics; then one pass over each folded text finds every alias of every topic
(Aho-Corasick), and the few hits are held against borders of words and against each topic's rule. A page
that the rule does not decide is doubtful, and decided by `judged` with what is known of the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import ahocorasick_rs

from bot.model.topics import Match, Mention, Topic
from bot.steps.match import about
from bot.steps.match.about import judged
from bot.steps.match.borders import begins, ends, script
from bot.steps.match.folding import Folded, fold, folded
from bot.steps.match.inflection import same_words
from bot.steps.match.places import HEADLINE, Places, places
from bot.steps.match.rule import ASKED, Hit, Phrases, decide
from bot.steps.match.terms import Term, parts_of, terms_of

__all__ = ["Matcher", "fold", "judged"]

# Which terms a role competes with for the same letters; keywords that ask compete with `none`.
_RIVALS: dict[str, str | None] = {
    "entity": "entity",
    "none": "keyword",
    "keyword": "none",
    "part": None,
    "cue": None,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A term at its place in the original title or text."""

    term: Term
    where: Literal["title", "text"]
    start: int
    end: int


# What one occurrence of a pattern has to be held against, and the terms that this settles.
_Check = tuple[Term, list[Term]]


class Matcher:
    """All aliases and keywords of all topics, compiled. Safe to share between threads."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = tuple(topics)
        self._phrases = tuple(_phrases(topic) for topic in self._topics)
        self._nothing = tuple(_nothing(topic) for topic in self._topics)
        patterns: dict[str, dict[object, _Check]] = {}
        for number, topic in enumerate(self._topics):
            for term in terms_of(number, topic):
                checks = patterns.setdefault(term.folded, {})
                checks.setdefault(_held_against(term), (term, []))[1].append(term)
        self._checks = [list(checks.values()) for checks in patterns.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(patterns)) if patterns else None

    def match(self, *, title: str, text: str, only: Collection[str] = ()) -> tuple[Match, ...]:
        """Hold an article against every topic (or those of `only`): one Match each, in the topics' order.

        Mentions have offsets into `title` and `text` as given, so that `text[start:end]` is the alias as
        the article writes it. Topics that are not matched carry their mentions as well.
        """
        found: dict[int, list[_Found]] = defaultdict(list)
        for one in (*self._find(title, "title"), *self._find(text, "text")):
            if one.term.role != "cue" or one.where == "title":
                found[one.term.topic].append(one)
        where = places(title, text) if found else None
        return tuple(
            self._match(number, found[number], where)
            if where and number in found
            else self._nothing[number]
            for number, topic in enumerate(self._topics)
            if _asked(topic, only)
        )

    def worth_reading(self, *, title: str, text: str, only: Collection[str] = ()) -> str | None:
        """Why the page behind a headline and a summary may be on a topic; None where nothing says so.

        A feed's headline is too short for the whole rule: one name or keyword is enough to read on, and so
        are all parts of a keyword, in any order.
        """
        parts: dict[tuple[int, int], set[int]] = defaultdict(set)
        for one in chain(self._find(title, "title"), self._find(text, "text")):
            topic, term = self._topics[one.term.topic], one.term
            if not _asked(topic, only):
                continue
            if term.role in (*ASKED, "entity"):
                return f"mentions “{term.alias.text}” ({topic.id})"
            if term.role == "part":
                there = parts[term.topic, term.group]
                there.add(term.part)
                if len(there) == len(self._phrases[term.topic][term.group]):
                    keyword = topic.keywords.any[term.group].text
                    return f"mentions the words of “{keyword}” ({topic.id})"
        return None

    def _find(self, text: str, where: Literal["title", "text"]) -> Iterator[_Found]:
        if self._automaton is None or not text:
            return
        plain = folded(text)
        for pattern, start, end in self._automaton.find_matches_as_indexes(
            plain.text, overlapping=True
        ):
            for check, terms in self._checks[pattern]:
                span = _span(check, text, plain, start, end)
                if span is not None:
                    for term in terms:
                        yield _Found(term, where, *span)

    def _match(self, number: int, found: Iterable[_Found], where: Places) -> Match:
        hits = [
            Hit(
                one.term,
                _mention(one),
                HEADLINE if one.where == "title" else where.sentence(one.start),
            )
            for one in _untangle(found)
        ]
        return _match(self._topics[number], hits, where, self._phrases[number])


def _held_against(term: Term) -> object:
    """Terms for which this is the same stand at the same places."""
    return (
        term.words,
        term.language if term.words else "",
        term.alias.word,
        term.exact,
        term.role == "entity",
    )


def _span(term: Term, text: str, plain: Folded, start: int, end: int) -> tuple[int, int] | None:
    """Where a term stands in the original, if the letters found are really it; else None."""
    if term.words:
        stop = same_words(plain.text, start, term.words, term.language)
        if stop is None:
            return None
        span = plain.original(start, stop)
        return span if span and begins(text, span[0], word=False) else None
    span = plain.original(start, end)
    if span is None or not begins(text, span[0], word=term.alias.word):
        return None
    word = term.alias.word or (term.exact and script(text[span[1] - 1]) == "spaced")
    return span if ends(text, *span, word=word, name=term.role == "entity") else None


def _phrases(topic: Topic) -> Phrases:
    found = {group: parts_of(alias, topic) for group, alias in enumerate(topic.keywords.any)}
    return {group: parts for group, parts in found.items() if parts}


def _asked(topic: Topic, only: Collection[str]) -> bool:
    return not only or topic.id in only


def _untangle(found: Iterable[_Found]) -> list[_Found]:
    """Where aliases overlap, the longest wins: among names, and between `none` and other keywords.

    Linear in what was found, since a hostile page may repeat a name thousands of times.
    """
    kept: list[_Found] = []
    taken: dict[tuple[str, str], bytearray] = defaultdict(bytearray)
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        kind = "keyword" if one.term.role in ASKED else one.term.role
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


def _match(topic: Topic, hits: Sequence[Hit], where: Places, phrases: Phrases) -> Match:
    mentions = tuple(hit.mention for hit in hits if hit.term.role not in ("part", "cue"))
    if not mentions:
        return _nothing(topic)
    finding = decide(topic, hits, where, phrases)
    if finding.at_top or finding.refused:
        return Match(
            topic=topic.id,
            matched=finding.at_top,
            reason=finding.refused or finding.reason,
            mentions=mentions,
            score=float(finding.at_top),
        )
    evidence = about.signs(topic, hits, where, phrases)
    return Match(
        topic=topic.id,
        matched=False,
        reason="; ".join(finding.lacking) or f"{finding.reason}, below the opening",
        mentions=mentions,
        score=about.probability(evidence),
        doubtful=True,
        evidence=evidence,
    )


def _nothing(topic: Topic) -> Match:
    return Match(topic=topic.id, matched=False, reason="none of its names or keywords is mentioned")

"""Is an article on a topic, and where does it name the topic's parties and keywords?

Compiled once for all topics; then one pass over each folded text finds every alias of every topic
(Aho-Corasick), and the few hits are held against borders of words and against each topic's rule. A page
that the rule does not decide is doubtful, and decided by `judged` with what is known of the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from bot.model.topics import Match, Mention, Topic
from bot.steps.match import about
from bot.steps.match.about import judged
from bot.steps.match.borders import begins, ends
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


class Matcher:
    """All aliases and keywords of all topics, compiled. Safe to share between threads."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = tuple(topics)
        self._phrases = tuple(_phrases(topic) for topic in self._topics)
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
            matches.append(_match(topic, hits, where, self._phrases[number]))
        return tuple(matches)

    def worth_reading(self, *, title: str, text: str, only: Collection[str] = ()) -> str | None:
        """Why the page behind a headline and a summary may be on a topic; None where nothing says so.

        A feed's headline is too short for the whole rule: one name or keyword is enough to read on.
        """
        for one in [*self._find(title, "title"), *self._find(text, "text")]:
            topic, term = self._topics[one.term.topic], one.term
            if _asked(topic, only) and term.role in (*ASKED, "entity"):
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
            for term in self._terms[pattern]:
                if term.role == "cue" and where == "text":
                    continue
                span = _span(term, text, plain, start, end)
                if span is not None:
                    found.append(_Found(term, where, *span))
        return found


def _span(term: Term, text: str, plain: Folded, start: int, end: int) -> tuple[int, int] | None:
    """Where a term stands in the original, if the letters found are really it; else None."""
    if term.words:
        stop = same_words(plain.text, start, term.words, term.language)
        if stop is None:
            return None
        span = plain.original(start, stop)
        return span if span and begins(text, span[0], word=False) else None
    span = plain.original(start, end)
    word, name = term.alias.word, term.role == "entity"
    if span and begins(text, span[0], word=word) and ends(text, *span, word=word, name=name):
        return span
    return None


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
    evidence = about.signs(hits, where, phrases)
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

"""What one article says, and what it changes: studied outside the database, settled in one transaction.

A page read, a page read again, a recorded article and a seed all go this way::

    study(article)                  language, sentences, figures, match, fingerprint     (no database)
    settle(conn, study)             nearest -> judge -> file -> compare -> triage        (one transaction)
                                      -> articles.save, similar.add, ledger.record, outbox.put
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs import telling
from bot.jobs.context import Context
from bot.model.alerts import Alert, Reading, Triage
from bot.model.figures import Change, Figure, Filing, Observation
from bot.model.news import Article, Fingerprint, Known, Verdict
from bot.model.topics import Match, Topic
from bot.steps import compare, dedupe, language, sentences, triage
from bot.steps.figures import find_figures
from bot.steps.figures.measures import apply_rulings, file_figures, observations_of
from bot.steps.match import Matcher
from bot.storage import articles, ledger, rulings, similar, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What an article says by itself, before it is held against what is known."""

    article: Article
    sentences: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    matches: tuple[Match, ...]
    filings: tuple[Filing, ...]
    fingerprint: Fingerprint


def study(article: Article, context: Context, *, on_topic_by_word: bool = False) -> Study:
    """Read an article's text: pure but for the time that it takes, and done outside any transaction.

    `article.language` may be empty or a bare hint; the study's article carries the language found.
    `on_topic_by_word`: whoever hands it in says that it is about the topics that it mentions (a seed).
    """
    return study_of(
        article,
        topics=context.watchlist.topics,
        matcher=context.matcher,
        only=topics_of(article, context),
        on_topic_by_word=on_topic_by_word,
    )


def topics_of(article: Article, context: Context) -> tuple[str, ...]:
    """The topics that an article's feed is matched against; none: all."""
    feed = context.watchlist.feed(article.feed_id) if article.feed_id else None
    return feed.topics if feed else ()


def study_of(
    article: Article,
    *,
    topics: Sequence[Topic],
    matcher: Matcher,
    only: Collection[str],
    on_topic_by_word: bool = False,
) -> Study:
    """The same with no context, so that it can be done in another process."""
    tongue = language.detect(f"{article.title}\n{article.text}", hint=article.language or None)
    article = replace(article, language=tongue)
    spans = sentences.split(article.text, tongue)
    figures = find_figures(article.text, language=tongue, published=article.published.date())
    matches = matcher.match(title=article.title, text=article.text, only=only)
    on_topic = tuple(
        match for match in matches if match.matched or (on_topic_by_word and match.mentions)
    )
    by_id = {topic.id: topic for topic in topics}
    filings = tuple(
        filing
        for match in on_topic
        for filing in file_figures(
            figures,
            title=article.title,
            text=article.text,
            topic=by_id[match.topic],
            mentions=match.mentions,
            sentences=spans,
            language=tongue,
        )
    )
    return Study(
        article=article,
        sentences=spans,
        figures=figures,
        matches=matches,
        filings=filings,
        fingerprint=_fingerprint(article, figures, matches, filings),
    )


def _fingerprint(
    article: Article,
    figures: Sequence[Figure],
    matches: Sequence[Match],
    filings: Sequence[Filing],
) -> Fingerprint:
    return dedupe.fingerprint(
        url=dedupe.page_of(article.url, article.carried_by),
        title=article.title,
        text=article.text,
        language=article.language,
        entities=sorted({m.owner for match in matches for m in match.mentions if m.owner}),
        aliases={m.term for match in matches for m in match.mentions if m.owner},
        values=[f"{figure.unit}:{figure.low:f}" for figure in figures],
        concepts=[filing.series for filing in filings if filing.series is not None],
    )


def settle(
    conn: Connection, read: Study, context: Context, *, now: datetime, baseline: bool = False
) -> Reading:
    """Hold a study against what is known, and write all that follows from it.

    `conn` is a writing transaction: either all of it stands afterwards, or none. `baseline` records
    without telling. An article that was settled before, with the same text, tells nothing again.
    """
    article = read.article
    read = as_ruled(conn, read, context)
    verdict = dedupe.judge(
        article=article,
        fingerprint=read.fingerprint,
        candidates=similar.nearest(conn, read.fingerprint, at=article.published),
    )
    on_topic = tuple(match for match in read.matches if match.matched)
    if not on_topic:
        verdict = replace(verdict, kind="off_topic")
    verdict = replace(verdict, story=stories.resolve(conn, verdict.story))
    failpoint("settle.judged")
    topics = {topic.id: topic for topic in context.watchlist.topics}
    reading = Reading(
        article=article,
        matches=read.matches,
        verdict=verdict,
        filings=read.filings,
        changes=(),
        triage=triage.triage(
            article=article, verdict=verdict, changes=(), topic=None, baseline=baseline
        ),
    )
    told: list[Alert] = []
    changes: list[Change] = []
    decisions: list[Triage] = []
    for match in on_topic:
        topic = topics[match.topic]
        found = file_in_ledger(
            conn,
            read,
            topic,
            context,
            origin=verdict.origin,
            edited=verdict.same_page,
            now=now,
        )
        failpoint("settle.filed")
        decision = triage.triage(
            article=article, verdict=verdict, changes=found, topic=topic, baseline=baseline
        )
        changes += found
        decisions.append(decision)
        if decision.decision != "silence":
            told.append(
                telling.alert_of(
                    conn,
                    article,
                    topic,
                    story=verdict.story,
                    found=found,
                    decision=decision,
                    context=context,
                    now=now,
                )
            )
    if decisions:
        loudest = min(decisions, key=lambda one: ("alert", "digest", "silence").index(one.decision))
        reading = replace(reading, changes=tuple(changes), triage=loudest, alerts=tuple(told))
    articles.save(conn, reading, read.fingerprint, now=now)
    failpoint("settle.saved")
    if on_topic:
        stories.touch(conn, reading, now=now)
        similar.add(conn, _known(read, verdict))
        failpoint("settle.indexed")
    for alert, decision in zip(
        told, [d for d in decisions if d.decision != "silence"], strict=True
    ):
        telling.put(conn, alert, decision, context, now=now)
    return reading


def as_ruled(conn: Connection, read: Study, context: Context) -> Study:
    """A study with what persons ruled about its figures, or about others like them."""
    filings = read.filings
    for topic in context.watchlist.topics:
        filings = apply_rulings(
            filings,
            rulings.in_force(conn, topic.id),
            text=read.article.text,
            sentences=read.sentences,
            topic=topic,
        )
    return replace(read, filings=filings)


def file_in_ledger(
    conn: Connection,
    read: Study,
    topic: Topic,
    context: Context,
    *,
    origin: str,
    edited: bool,
    now: datetime,
    tell: bool = True,
) -> tuple[Change, ...]:
    """Compare what an article says of a topic with its ledger, and write it down there.

    `origin` is the article whose text it repeats; `edited` marks a later version of a page; without
    `tell` the changes are marked as told to nobody.
    """
    observations = observations_of(
        [filing for filing in read.filings if filing.topic == topic.id],
        article=read.article,
        origin=origin,
        topic=topic,
        sentences=read.sentences,
        edited=edited,
    )
    return enter(conn, observations, topic, context, now=now, tell=tell)


def enter(
    conn: Connection,
    observations: Sequence[Observation],
    topic: Topic,
    context: Context,
    *,
    now: datetime,
    tell: bool,
) -> tuple[Change, ...]:
    """Hold observations against what the ledger knows of their series, and write them down there."""
    known = ledger.records(conn, topic.id, compare.concerned(observations, topic))
    found = compare.compare(observations, records=known, rates=context.rates, topic=topic)
    if not tell:
        found = tuple(replace(change, told=False) for change in found)
    return ledger.record(conn, found, now=now)


def _known(read: Study, verdict: Verdict) -> Known:
    return Known(
        id=read.article.id,
        story=verdict.story,
        origin=verdict.origin,
        source=read.article.source,
        language=read.article.language,
        published=read.article.published,
        title=read.article.title,
        fingerprint=read.fingerprint,
    )

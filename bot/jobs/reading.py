"""What one article says, and what it changes: studied outside the database, settled in one transaction.

A page read, a page read again, a recorded article and a seed all go this way::

    study(article)                  language, sentences, figures, match, fingerprint     (no database)
    settle(conn, study)             nearest -> file -> compare -> judge -> triage        (one transaction)
                                      -> articles.save, similar.add, ledger.record, outbox.put
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.failpoints import failpoint
from bot.jobs import bookkeeping, doubtful, placing, telling
from bot.jobs.context import Context
from bot.jobs.filing import filings_of, known_of
from bot.model.alerts import Alert, Reading, Triage
from bot.model.figures import Change, Figure, Filing, Observation
from bot.model.known import KnownValue
from bot.model.news import Article, Fingerprint, Known, Verdict
from bot.model.rulings import Ruling
from bot.model.second_reader import Heard
from bot.model.topics import Match, Mention, Topic
from bot.steps import certainty, dedupe, language, sentences, triage
from bot.steps.figures import find_figures
from bot.steps.figures.assign import Draft, draft_figures, file_drafted
from bot.steps.figures.measures import apply_rulings, observations_of
from bot.steps.match import Matcher
from bot.storage import articles, rulings, second_readings, similar, stories

# A model that did not answer about a page is asked again so much later, for the digest.
ASK_AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What an article says by itself, before it is held against what is known.

    `drafts` are what its words say of its figures, for each topic; `filings` what follows from them alone, until
    it is settled with what the ledger knows. A topic without a draft is filed for good. `heard` is what a second
    reader was asked about it, and what became of that.
    """

    article: Article
    sentences: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    matches: tuple[Match, ...]
    filings: tuple[Filing, ...]
    fingerprint: Fingerprint
    drafts: tuple[Draft, ...] = ()
    heard: tuple[Heard, ...] = ()


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
        match
        for match in matches
        if match.matched or match.doubtful or (on_topic_by_word and match.mentions)
    )
    by_id = {topic.id: topic for topic in topics}
    drafts = tuple(
        draft_for(by_id[match.topic], match.mentions, article, figures, spans) for match in on_topic
    )
    filings = tuple(filing for one in drafts for filing in file_drafted(one, by_id[one.topic]))
    return Study(
        article=article,
        sentences=spans,
        figures=figures,
        matches=matches,
        filings=filings,
        fingerprint=_fingerprint(article, figures, matches, filings),
        drafts=drafts,
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
        concepts=_concepts(filings, matches),
    )


def draft_for(
    topic: Topic,
    mentions: Sequence[Mention],
    article: Article,
    figures: Sequence[Figure],
    sentences: Sequence[tuple[int, int]],
) -> Draft:
    """What the words of an article say of its figures, for one topic."""
    return draft_figures(
        figures,
        title=article.title,
        text=article.text,
        topic=topic,
        mentions=mentions,
        sentences=sentences,
        language=article.language,
    )


def file_for(
    topic: Topic,
    mentions: Sequence[Mention],
    article: Article,
    figures: Sequence[Figure],
    sentences: Sequence[tuple[int, int]],
) -> tuple[Filing, ...]:
    """Where our own filing puts each figure of an article by its words alone, for one topic."""
    return file_drafted(draft_for(topic, mentions, article, figures, sentences), topic)


def filed(conn: Connection, read: Study, context: Context) -> Study:
    """A study with its drafts filed by what the ledger knows now; nothing is left to file."""
    drafted = {one.topic for one in read.drafts}
    known = {topic: known_of(conn, topic, context.rates) for topic in drafted}
    return filed_with(read, known, context)


def filed_with(read: Study, known: Mapping[str, Sequence[KnownValue]], context: Context) -> Study:
    """A study with its drafts filed by what is known of each topic."""
    drafted = {one.topic for one in read.drafts}
    others = tuple(one for one in read.filings if one.topic not in drafted)
    filings = (*others, *filings_of(read.drafts, read.article, known, context))
    return replace(read, filings=filings, drafts=())


def settle(
    conn: Connection, read: Study, context: Context, *, now: datetime, baseline: bool = False
) -> Reading:
    """Hold a study against what is known, and write all that follows from it.

    `conn` is a writing transaction: either all of it stands afterwards, or none. `baseline` records
    without telling. An article that was settled before, with the same text, tells nothing again.
    """
    article = read.article
    read = as_ruled(conn, filed(conn, read, context), context)
    candidates = similar.nearest(conn, read.fingerprint, at=article.published)
    like = placing.judged(read.article, read.fingerprint, candidates, context)
    read = _decided(conn, read, like, context)
    on_topic = tuple(match for match in read.matches if match.matched)
    failpoint("settle.judged")
    topics = {topic.id: topic for topic in context.watchlist.topics}
    entered = {
        match.topic: file_in_ledger(
            conn,
            read,
            topics[match.topic],
            context,
            origin=like.origin,
            edited=like.same_page,
            now=now,
        )
        for match in on_topic
    }
    failpoint("settle.filed")
    # Which event it is shows only now that the ledger says what is new in it.
    changes = tuple(change for found in entered.values() for change in found)
    verdict = (
        placing.placed(
            conn, article, read.fingerprint, candidates, changes=changes, context=context
        )
        if on_topic
        else placing.aside(conn, like)
    )
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
    told: list[tuple[Alert, Triage]] = []
    decisions: list[Triage] = []
    for id_, found in entered.items():
        topic = topics[id_]
        decision = triage.triage(
            article=article, verdict=verdict, changes=found, topic=topic, baseline=baseline
        )
        doubtful = None if baseline else triage.to_check(found)
        decisions += [decision] if doubtful is None else [decision, doubtful]
        for one, theirs in ((decision, found), (doubtful, telling.doubtful(found))):
            if one is not None and one.decision != "silence":
                alert = telling.alert_of(
                    conn,
                    article,
                    topic,
                    story=verdict.story,
                    found=theirs,
                    decision=one,
                    context=context,
                    now=now,
                )
                told.append((alert, one))
    if decisions:
        loudest = min(decisions, key=lambda one: ("alert", "digest", "silence").index(one.decision))
        alerts = tuple(alert for alert, _ in told)
        reading = replace(reading, changes=changes, triage=loudest, alerts=alerts)
    if articles.save(conn, reading, read.fingerprint, now=now):
        _note_heard(conn, read, context, now=now)
    failpoint("settle.saved")
    if on_topic:
        stories.touch(conn, reading, now=now)
        index(conn, read, verdict)
        failpoint("settle.indexed")
    for alert, decision in told:
        telling.put(conn, alert, decision, context, now=now)
    return reading


def _concepts(filings: Sequence[Filing], matches: Sequence[Match]) -> list[str]:
    """The series that a page speaks of, of topics that it is on beyond doubt."""
    sure = {match.topic for match in matches if match.matched}
    return [one.series for one in filings if one.series is not None and one.topic in sure]


def _decided(conn: Connection, read: Study, verdict: Verdict, context: Context) -> Study:
    """A study whose doubtful matches are decided by what is known of each topic's story.

    Filings of topics that the page is not on are dropped.
    """
    matches = tuple(
        doubtful.decide(
            conn, match, read.filings, verdict, context, published=read.article.published
        )
        if match.doubtful
        else match
        for match in read.matches
    )
    off = {match.topic for match in matches if match.doubtful and not match.matched}
    filings = tuple(filing for filing in read.filings if filing.topic not in off)
    return replace(read, matches=matches, filings=filings)


def as_ruled(conn: Connection, read: Study, context: Context) -> Study:
    """A study with what persons ruled about its figures, or about others like them."""
    held = {topic.id: rulings.in_force(conn, topic.id) for topic in context.watchlist.topics}
    return ruled(read, held, context)


def ruled(read: Study, held: Mapping[str, tuple[Ruling, ...]], context: Context) -> Study:
    """A study with those rulings, by topic, laid over its filings."""
    filings = read.filings
    for topic in context.watchlist.topics:
        filings = apply_rulings(
            filings,
            held[topic.id],
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
) -> tuple[Change, ...]:
    """Compare what an article says of a topic with its ledger, and write it down there."""
    observations = observed(read, topic, origin=origin, edited=edited)
    filings = [filing for filing in read.filings if filing.topic == topic.id]

    def judged(changes: Sequence[Change]) -> tuple[Change, ...]:
        return certainty.judge(
            changes,
            filings,
            read.article,
            topic=topic,
            weights=context.certainty_weights,
        )

    return bookkeeping.enter(conn, observations, topic, context, now=now, tell=True, judged=judged)


def observed(read: Study, topic: Topic, *, origin: str, edited: bool) -> tuple[Observation, ...]:
    """What an article says of a topic, as the ledger takes it.

    `origin` is the article whose text it repeats; `edited` marks a later version of a page.
    """
    return observations_of(
        [filing for filing in read.filings if filing.topic == topic.id],
        article=read.article,
        origin=origin,
        topic=topic,
        sentences=read.sentences,
        edited=edited,
    )


def _note_heard(conn: Connection, read: Study, context: Context, *, now: datetime) -> None:
    """Keep what a second reader was asked; what it did not answer is asked again."""
    second_readings.note(
        conn,
        read.article.id,
        read.heard,
        model=context.model.use.name if context.model else "recorded answers",
        now=now,
        due_at=now + ASK_AGAIN_AFTER if context.model else None,
    )


def index(conn: Connection, read: Study, verdict: Verdict) -> None:
    """Let an article be found by others that are like it."""
    known = Known(
        id=read.article.id,
        story=verdict.story,
        origin=verdict.origin,
        source=read.article.source,
        language=read.article.language,
        published=read.article.published,
        title=read.article.title,
        fingerprint=read.fingerprint,
    )
    similar.add(conn, known)

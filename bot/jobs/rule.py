"""Do what a person decided about a figure: right, wrong, filed by hand, dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.errors import RulingError
from bot.failpoints import failpoint
from bot.jobs import bookkeeping
from bot.jobs.context import Context
from bot.jobs.take_back import take_back
from bot.model.alerts import Reading
from bot.model.figures import Filing, Observation
from bot.model.rulings import Ruling, RulingKind, folded
from bot.model.topics import Topic
from bot.steps import sentences
from bot.steps.figures.measures import apply_rulings, can_take, observations_of, sentence_of
from bot.storage import articles, ledger, outbox, rulings

# More words than anybody needs to tell one figure from another.
LONGEST_CUE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What became of a person's word: the ruling, and what it did, in a sentence."""

    ruling: Ruling
    words: str


def find_right(
    conn: Connection, context: Context, *, observation: int, by: str, now: datetime
) -> Ruled:
    """Keep that a person found a figure of the ledger right; it stays where it is filed, whatever is filed again.

    `conn` is a writing transaction, here and below. Raises RulingError where it does not count any more.
    """
    judged = _judged(conn, observation)
    ruling = rulings.add(conn, _about(conn, judged, "right", by=by, now=now))
    failpoint("rule.kept")
    return Ruled(ruling=ruling, words=f"{_named(context, judged)} is marked as right")


def find_wrong(
    conn: Connection, context: Context, *, observation: int, by: str, now: datetime
) -> Ruled:
    """Take a figure out of the ledger wherever its sentence stands, and tell whoever was told of it.

    It is not filed there from that sentence again. Raises RulingError where it does not count any more.
    """
    judged = _judged(conn, observation)
    ruling = rulings.add(conn, _about(conn, judged, "wrong", by=by, now=now))
    failpoint("rule.kept")
    gone = {
        one.id: one.article
        for one in _counting(conn, judged)
        if one.id is not None and ruling.holds_for(one.figure, one.quote)
    }
    for number, article in gone.items():
        ledger.withdraw(conn, number, now=now)
        _file_again(conn, context, article)
    failpoint("rule.withdrawn")
    take_back(conn, context, ruling, judged, gone, now=now)
    failpoint("rule.told")
    return Ruled(ruling=ruling, words=f"{_named(context, judged)} is withdrawn from the ledger")


def file_by_hand(
    conn: Connection,
    context: Context,
    *,
    article: str,
    topic: str,
    start: int,
    series: str,
    cue: str,
    by: str,
    now: datetime,
) -> Ruled:
    """File an unfiled figure under a series, and from now on others of its kind that stand by `cue`.

    Without a cue it is this figure alone. What it changes is written down and told to nobody: whoever files it
    has seen it. Raises RulingError where there is no such figure or series, or the cue is not in its sentence.
    """
    stored, filing, theirs = _unfiled(conn, context, article, topic, start)
    if series not in can_take(theirs, filing.figure):
        raise RulingError(f"no series {series!r} of topic {topic!r} takes {filing.figure.unit}")
    ruling = _by_hand(conn, stored, filing, "filed", series=series, cue=cue, by=by, now=now)
    _file_again(conn, context, article)
    failpoint("rule.filed")
    again = articles.get(conn, article) or stored
    observed = observations_of(
        [one for one in again.filings if one.topic == topic],
        article=again.article,
        origin=again.verdict.origin,
        topic=theirs,
        sentences=sentences.split(again.article.text, again.article.language),
        edited=False,
    )
    known = {
        change.after.figure.start
        for change in ledger.changes_of(conn, article)
        if (change.after.topic, change.after.series) == (topic, series)
    }
    entered = [one for one in observed if one.series == series and one.figure.start not in known]
    bookkeeping.enter(conn, entered, theirs, context, now=now, tell=False)
    failpoint("rule.entered")
    label = next(one.label for one in theirs.series if one.id == series)
    like = f", and so are others by “{ruling.cue}” from now on" if ruling.cue else ""
    return Ruled(ruling=ruling, words=f"“{filing.figure.text}” is filed under {label}{like}")


def dismiss(
    conn: Connection,
    context: Context,
    *,
    article: str,
    topic: str,
    start: int,
    cue: str,
    by: str,
    now: datetime,
) -> Ruled:
    """Let an unfiled figure be shown no more, and from now on others of its unit that stand by `cue`.

    Raises RulingError where there is no such figure, or the cue is not in its sentence.
    """
    stored, filing, _ = _unfiled(conn, context, article, topic, start)
    ruling = _by_hand(conn, stored, filing, "dismissed", series=None, cue=cue, by=by, now=now)
    _file_again(conn, context, article)
    failpoint("rule.filed")
    like = f", and so are others by “{ruling.cue}” from now on" if ruling.cue else ""
    return Ruled(ruling=ruling, words=f"“{filing.figure.text}” is dismissed{like}")


def _judged(conn: Connection, observation: int) -> Observation:
    record = ledger.record_of(conn, observation) if observation <= outbox.LARGEST else None
    if record is None:
        raise RulingError(f"the ledger holds no observation {observation}")
    if record.withdrawn:
        raise RulingError(
            f"“{record.change.after.figure.text}” was withdrawn from the ledger already"
        )
    return record.change.after


def _about(
    conn: Connection,
    judged: Observation,
    kind: RulingKind,
    *,
    by: str,
    now: datetime,
) -> Ruling:
    stored = articles.get(conn, judged.article)
    # What the ledger holds may be a sum ("another ¥10 billion"); a filing is of what the text says.
    stated = next(
        (
            one.figure
            for one in (stored.filings if stored else ())
            if (one.topic, one.series) == (judged.topic, judged.series)
            and one.figure.start == judged.figure.start
        ),
        judged.figure,
    )
    return Ruling(
        id=0,
        kind=kind,
        topic=judged.topic,
        series=judged.series,
        sentence=judged.quote,
        figure=stated,
        article=judged.article,
        cue=None,
        made_by=by,
        made_at=now,
    )


def _unfiled(
    conn: Connection, context: Context, article: str, topic: str, start: int
) -> tuple[Reading, Filing, Topic]:
    theirs = next((one for one in context.watchlist.topics if one.id == topic), None)
    if theirs is None:
        raise RulingError(f"no topic has the id {topic!r}")
    stored = articles.get(conn, article)
    if stored is None or stored.article.id != article:
        raise RulingError(f"no article has the id {article!r}")
    for one in stored.filings:
        if one.topic == topic and one.figure.start == start:
            if one.series is not None:
                raise RulingError(f"“{one.figure.text}” is filed already, under {one.series}")
            return stored, one, theirs
    raise RulingError("the article says no such figure any more; open the page again")


def _by_hand(
    conn: Connection,
    stored: Reading,
    filing: Filing,
    kind: RulingKind,
    *,
    series: str | None,
    cue: str,
    by: str,
    now: datetime,
) -> Ruling:
    text = stored.article.text
    sentence = sentence_of(filing.figure, text, sentences.split(text, stored.article.language))
    cue = " ".join(cue.split())
    if len(cue) > LONGEST_CUE:
        raise RulingError(f"a few words tell a figure's like: at most {LONGEST_CUE} characters")
    if cue and folded(cue) not in folded(sentence):
        raise RulingError(f"“{cue}” does not stand in the figure's sentence; take words from it")
    made = rulings.add(
        conn,
        Ruling(
            id=0,
            kind=kind,
            topic=filing.topic,
            series=series,
            sentence=sentence,
            figure=filing.figure,
            article=stored.article.id,
            cue=cue or None,
            made_by=by,
            made_at=now,
        ),
    )
    failpoint("rule.kept")
    return made


def _file_again(conn: Connection, context: Context, article: str) -> None:
    """Lay the rulings over an article's filings as they are kept; a seed's are kept with the seed."""
    stored = articles.get(conn, article)
    if stored is None:
        return
    text = stored.article.text
    filings = stored.filings
    for topic in context.watchlist.topics:
        filings = apply_rulings(
            filings,
            rulings.in_force(conn, topic.id),
            text=text,
            sentences=sentences.split(text, stored.article.language),
            topic=topic,
        )
    articles.file_again(conn, article, filings)


def _counting(conn: Connection, judged: Observation) -> list[Observation]:
    """What counts in the judged one's series."""
    return [
        one.change.after
        for one in ledger.records(conn, judged.topic, (judged.series,))
        if not one.withdrawn
    ]


def _named(context: Context, judged: Observation) -> str:
    label = next(
        (
            series.label
            for topic in context.watchlist.topics
            for series in topic.series
            if (topic.id, series.id) == (judged.topic, judged.series)
        ),
        judged.series,
    )
    return f"{label} “{judged.figure.text}”"

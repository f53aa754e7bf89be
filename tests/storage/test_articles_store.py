"""What was decided about an article comes back whole, and what an edited page said before is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from bot.model.alerts import Decision, Reading, Triage
from bot.model.figures import Figure, Filing, ForYear
from bot.model.news import Article, Verdict
from bot.model.topics import Match, Mention
from bot.steps import dedupe
from bot.storage import articles, schema
from bot.storage.engine import open_database, reading, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
URL = "https://paper.example/a?id=1"


@pytest.fixture
def database(new_database):
    """An empty database."""
    engine = open_database(new_database())
    yield engine
    engine.dispose()


def article(*, text: str = "The state gives ¥1 trillion.", url: str = URL) -> Article:
    """An article as a page says it."""
    return Article(
        id=dedupe.article_id(url, "t", NOW),
        url=url,
        source="Paper",
        rank="press",
        language="en",
        published=NOW,
        dated=True,
        title="State support",
        text=text,
        feed_id="one",
    )


def decided(
    one: Article, *, decision: Decision = "silence", kind: str = "same_story", topics: int = 1
) -> Reading:
    """A reading with something in every field that is stored."""
    figure = Figure(
        text="¥1 trillion",
        start=16,
        end=27,
        low=Decimal(10**12),
        high=Decimal(10**12),
        unit="JPY",
        resolution=Decimal(10**12),
        by=ForYear(year=2030, fiscal=True),
    )
    mention = Mention(term="state", owner="state", where="text", start=4, end=9)
    return Reading(
        article=one,
        matches=(
            Match(
                topic="japan", matched=bool(topics), reason="a name", mentions=(mention,), score=2.5
            ),
        ),
        verdict=Verdict(
            kind=kind,  # type: ignore[arg-type]  # the tests name them
            nearest="seed:000",
            similarity=0.5,
            story="s1",
            origin=one.id,
            reason="joins",
            same_page=True,
        ),
        filings=(
            Filing(figure=figure, topic="japan", series="public_support", reasons=("a cue",)),
            Filing(figure=replace(figure, text="four"), topic="japan", series=None),
        ),
        changes=(),
        triage=Triage(decision=decision, code="known", reason="all known", severity="high"),
    )


def save(database: Engine, made: Reading, *, at: datetime = NOW) -> None:
    """Save it with its fingerprint."""
    one = made.article
    fingerprint = dedupe.fingerprint(
        url=one.url, title=one.title, text=one.text, language=one.language
    )
    with writing(database) as conn:
        articles.save(conn, made, fingerprint, now=at)


def test_a_reading_is_found_by_id_url_and_address(database: Engine):
    """`bot explain` is asked with whatever the person has at hand."""
    made = decided(article())
    save(database, made)
    with reading(database) as conn:
        for asked in (made.article.id, URL, dedupe.normalise_url(f"{URL}&utm_source=x")):
            assert articles.get(conn, asked) == made
        assert articles.get(conn, "https://paper.example/b") is None


def test_what_an_edited_page_said_before_is_kept(database: Engine):
    """A silent edit of a figure is a fact, and the earlier text its proof."""
    for minute, text in enumerate(("¥1 trillion", "¥1 trillion", "¥1.3 trillion", "¥2 trillion")):
        save(database, decided(article(text=text)), at=NOW + timedelta(minutes=minute))
    with reading(database) as conn:
        kept = conn.execute(
            select(schema.revisions.c.revision, schema.revisions.c.text).order_by("revision")
        ).all()
        newest = articles.get(conn, URL)
    assert [tuple(row) for row in kept] == [(0, "¥1 trillion"), (1, "¥1.3 trillion")]
    assert newest is not None
    assert newest.article.text == "¥2 trillion"


def test_a_page_read_again_unchanged_keeps_what_was_decided(database: Engine):
    """It was told once; that its second reading is a repeat must not rewrite why."""
    save(database, decided(article(), decision="alert", kind="new"))
    save(database, decided(article(), kind="duplicate"), at=NOW + timedelta(days=1))
    with reading(database) as conn:
        kept = articles.get(conn, URL)
        assert kept is not None
        assert (kept.triage.decision, kept.verdict.kind) == ("alert", "new")
        assert articles.counts(conn, NOW + timedelta(hours=1)).read == 0


def test_a_digest_counts_what_was_read_and_what_was_kept_quiet(database: Engine):
    """The mail says how far it looked; off-topic articles were read, and are no news kept quiet."""
    cases = (
        ("1", "silence", "same_story", 1),
        ("2", "alert", "new", 1),
        ("3", "silence", "off_topic", 0),
        ("4", "silence", "duplicate", 1),
    )
    for number, decision, kind, topics in cases:
        one = article(url=f"https://paper.example/{number}")
        made = decided(one, decision=decision, kind=kind, topics=topics)
        save(database, made, at=NOW + timedelta(minutes=int(number)))
    with reading(database) as conn:
        counted = articles.counts(conn, NOW)
        assert (counted.read, counted.on_topic, counted.kept_quiet) == (4, 3, 2)
        assert counted.last_new_at == NOW + timedelta(minutes=4)
        half = articles.counts(conn, NOW, NOW + timedelta(minutes=2))
        assert (half.read, half.kept_quiet) == (1, 1)
        assert articles.kept_quiet(conn, "s1") == 3
        assert articles.recorded_as_known(conn) == 0

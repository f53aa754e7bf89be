"""Stories keep their id, their title and their timeline, also after they were merged by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.errors import StorageError
from bot.model.news import Known
from bot.steps import dedupe
from bot.storage import seeds, similar, stories
from bot.storage.engine import open_database, reading, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.fixture
def database(new_database):
    """Two stories: one of two reports in two languages, one of a single report."""
    engine = open_database(new_database())
    with writing(engine) as conn:
        for number, (story, language) in enumerate((("s1", "en"), ("s1", "ja"), ("s2", "en"))):
            at = NOW + timedelta(hours=number)
            stories.found(conn, story, topic="japan", title=f"Headline {number}", at=at)
            similar.add(
                conn,
                Known(
                    id=f"a{number}",
                    story=story,
                    origin=f"a{number}",
                    source=f"Paper {number}",
                    language=language,
                    published=at,
                    title=f"Headline {number}",
                    fingerprint=dedupe.fingerprint(
                        url=None, title="", text=f"Text {number}", language=language
                    ),
                ),
            )
    yield engine
    engine.dispose()


def test_a_story_tells_its_timeline_languages_and_publishers(database: Engine):
    """A person who opens a story wants to see who said it, when and where."""
    with reading(database) as conn:
        story = stories.get(conn, "s1")
        assert stories.get(conn, "s9") is None
    assert story is not None
    assert story.articles == ("a0", "a1")
    assert story.languages == ("en", "ja")
    assert story.sources == ("Paper 0", "Paper 1")
    assert (story.title, story.first_at, story.last_at) == (
        "Headline 0",
        NOW,
        NOW + timedelta(hours=1),
    )


def test_a_merge_is_remembered_for_all_that_comes(database: Engine):
    """Dedupe goes on giving the old id; what the person decided holds."""
    with writing(database) as conn:
        stories.merge(conn, "s2", into="s1")
        assert stories.resolve(conn, "s2") == "s1"
        story = stories.get(conn, "s2")
        assert story is not None
        assert story.id == "s1"
        assert story.articles == ("a0", "a1", "a2")
        assert story.last_at == NOW + timedelta(hours=2)
        assert stories.title(conn, "s2") == "Headline 0"
        assert [one.id for one in stories.latest(conn)] == ["s1"]


def test_merges_may_follow_each_other_and_never_go_round(database: Engine):
    """A into B, B into C; then C into A is one story already."""
    with writing(database) as conn:
        stories.found(conn, "s3", topic="japan", title="Third", at=NOW)
        stories.merge(conn, "s1", into="s2")
        stories.merge(conn, "s2", into="s3")
        assert stories.resolve(conn, "s1") == "s3"
        assert not stories.merge(conn, "s3", into="s1")
        assert not stories.merge(conn, "s1", into="s2")
        with pytest.raises(StorageError, match="no event 's9'"):
            stories.merge(conn, "s9", into="s1")


def test_the_latest_stories_come_first(database: Engine):
    """`bot events` is read from the top."""
    with reading(database) as conn:
        assert [one.id for one in stories.latest(conn)] == ["s2", "s1"]
        assert [one.id for one in stories.latest(conn, limit=1)] == ["s2"]
        assert stories.latest(conn, topic="other") == ()
        since = NOW + timedelta(minutes=90)
        assert [one.id for one in stories.latest(conn, since=since)] == ["s2"]


def test_a_seed_is_entered_once_and_remembered(database: Engine):
    """Loading the same records at every start must change nothing."""
    with writing(database) as conn:
        assert seeds.names(conn) == frozenset()
        seeds.add(conn, "000", {"brief": "短い"}, now=NOW)
        seeds.add(conn, "000", {"brief": "short"}, now=NOW)
        assert seeds.names(conn) == {"000"}
        assert seeds.get(conn, "000") == {"brief": "short"}
        assert seeds.get(conn, "001") is None


def test_an_event_tells_what_it_follows_also_after_a_merge(database: Engine):
    """The way back through a matter must not end at an event that became part of another."""
    with writing(database) as conn:
        for number, (event, before) in enumerate((("s3", "s1"), ("s4", "s3"))):
            at = NOW + timedelta(days=1 + number)
            stories.found(conn, event, topic="japan", title=event, at=at, follows=before)
        assert [one.id for one in stories.before(conn, "s4")] == ["s3", "s1"]
        assert stories.following(conn, "s1") == ("s3",)
        stories.merge(conn, "s1", "s2")
        assert [one.id for one in stories.before(conn, "s4")] == ["s3", "s2"]
        stories.merge(conn, "s4", "s3")
        assert [one.id for one in stories.before(conn, "s3")] == ["s2"]
        assert stories.following(conn, "s3") == ()

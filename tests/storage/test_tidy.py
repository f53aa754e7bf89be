"""Tidying takes away what is only looked up, and nothing that was said."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.model.news import Known
from bot.steps import dedupe
from bot.storage import feeds, schema, similar
from bot.storage.engine import open_database, writing
from bot.storage.tidy import LOOKED_UP_FOR, Tidied, tidy

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


def test_tidying_keeps_the_look_up_tables_as_large_as_a_year_or_so(new_database):
    """A bot that runs for ten years must not grow slower every day."""
    database = open_database(new_database())
    with writing(database) as conn:
        for number, age in enumerate((timedelta(0), LOOKED_UP_FOR * 2)):
            fingerprint = dedupe.fingerprint(
                url=None,
                title=f"T{number}",
                text=f"A text of its own, number {number}.",
                language="en",
            )
            similar.add(
                conn,
                Known(
                    id=f"a{number}",
                    story="s",
                    origin="a",
                    source="Paper",
                    language="en",
                    published=NOW - age,
                    title="T",
                    fingerprint=fingerprint,
                ),
            )
        feeds.hold_host(conn, "over.example", NOW, "429")
        feeds.hold_host(conn, "held.example", NOW + timedelta(hours=1), "429")
        assert tidy(conn, now=NOW) == Tidied(articles_out_of_look_up=1, hosts_released=1)
        assert tidy(conn, now=NOW) == Tidied(articles_out_of_look_up=0, hosts_released=0)
        kept = [
            conn.scalar(select(func.count()).select_from(table))
            for table in (schema.passages, schema.fingerprints, schema.hosts)
        ]
    assert kept == [len(fingerprint.passages), 2, 1]
    database.dispose()

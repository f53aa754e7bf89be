"""What nobody was told of goes after its time, bounded, and its room is given back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from bot.model.feeds import Entry, Feed
from bot.model.retention import Keep
from bot.storage import entries, feeds, schema, tidy
from bot.storage.engine import open_database, reading, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
FEED = Feed(id="noisy", url="https://noisy.example/feed", name="Noisy")


def poll(database, number: int, at: datetime, *, items: int = 200) -> None:
    """A poll of a feed that makes up new names each time, and holds nothing of interest."""
    held = [
        Entry(
            feed_id=FEED.id,
            guid=f"{number}-{one}",
            url=f"https://noisy.example/{number}/{one}",
            title=f"Nothing {number} {one}",
            summary="words " * 600,
            published=at,
            dated=True,
        )
        for one in range(items)
    ]
    with writing(database) as conn:
        entries.add_new_entries(conn, FEED, held, now=at, matched={})


def pages(database) -> tuple[int, int]:
    """All pages of the file, and the free ones among them."""
    with reading(database) as conn:
        found = [conn.scalar(text(f"PRAGMA {one}")) for one in ("page_count", "freelist_count")]
    return found[0], found[1]


def test_a_feed_of_new_names_at_each_poll_does_not_fill_the_disk(tmp_path: Path) -> None:
    """It grew the database by 8 MB a poll, for ever."""
    database = open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    with writing(database) as conn:
        feeds.declare(conn, [FEED], now=NOW)
    sizes = []
    for day in range(40):
        at = NOW + timedelta(days=day)
        poll(database, day, at)
        with writing(database) as conn:
            tidy.tidy(conn, now=at, keep=Keep(summaries=timedelta(days=10)))
        sizes.append(pages(database)[0])
    database.dispose()
    assert sizes[-1] <= sizes[14] * 1.1


def test_of_a_feed_that_never_ends_the_latest_items_are_kept(tmp_path: Path, monkeypatch) -> None:
    """Within its time too: a poll may bring thousands, and a day has many."""
    monkeypatch.setattr(tidy, "MOST_UNMATCHED", 300)
    database = open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    with writing(database) as conn:
        feeds.declare(conn, [FEED], now=NOW)
    for number in range(4):
        poll(database, number, NOW)
    with writing(database) as conn:
        done = tidy.tidy(conn, now=NOW)
        left = conn.scalars(select(schema.entries.c.guid)).all()
    database.dispose()
    assert done.items_forgotten == 500
    assert len(left) == 300
    assert "3-199" in left


def put_article(conn, name: str, *, read_at: datetime, filings: list[dict]) -> None:
    """An article, as it is kept."""
    words = {
        one.name: ""
        for one in schema.articles.c
        if str(one.type) in {"VARCHAR", "TEXT"} and not one.nullable
    }
    conn.execute(
        schema.articles.insert().values(
            words
            | {
                "id": name,
                "published": read_at,
                "read_at": read_at,
                "dated": True,
                "text": "what it said",
                "similarity": 0.0,
                "same_page": False,
                "topics": [],
                "matches": [],
                "filings": filings,
                "revision": 0,
            }
        )
    )


def test_texts_without_a_figure_go_and_texts_that_are_quoted_stay() -> None:
    """An alert's article must be there when somebody asks for it years later."""
    database = open_database("sqlite://")
    long_ago = NOW - timedelta(days=200)
    with writing(database) as conn:
        put_article(conn, "bare", read_at=long_ago, filings=[])
        put_article(conn, "quoted", read_at=long_ago, filings=[{"topic": "t"}])
        put_article(conn, "fresh", read_at=NOW, filings=[])
        done = tidy.tidy(conn, now=NOW)
        kept = dict(conn.execute(select(schema.articles.c.id, schema.articles.c.text)).all())
        rows = conn.scalar(select(func.count()).select_from(schema.articles))
    database.dispose()
    assert done.texts_forgotten == 1
    assert rows == 3
    assert kept == {"bare": "", "quoted": "what it said", "fresh": "what it said"}

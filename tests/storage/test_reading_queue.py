"""What is to be read, by whom, and once: the queue under feeds that are not well."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.model.feeds import Entry, Feed
from bot.steps import dedupe
from bot.storage import entries, feeds, schema, story_pages
from bot.storage.engine import open_database, writing
from bot.storage.entries import QueuedEntry

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
LEASE = timedelta(minutes=3)
FEED = Feed(id="one", url="https://one.example/feed", name="One")
OTHER = Feed(id="two", url="https://two.example/feed", name="Two")
ENTRY = Entry(
    feed_id="one",
    guid="g1",
    url="https://paper.example/a?id=1",
    title="Support raised",
    summary="To 1.3 trillion yen.",
    published=NOW - timedelta(hours=1),
    dated=True,
)

Found = Callable[..., int]


@pytest.fixture
def database(new_database):
    """A database whose feeds have been met."""
    engine = open_database(new_database())
    with writing(engine) as conn:
        feeds.declare(conn, [FEED, OTHER], now=NOW)
        for feed in (FEED, OTHER):
            entries.add_new_entries(conn, feed, [], now=NOW, matched={})
    yield engine
    engine.dispose()


@pytest.fixture
def found(database: Engine) -> Found:
    """A feed holds these entries now; all match unless said otherwise."""

    def add(*held: Entry, feed: Feed = FEED, at: datetime = NOW, why: str | None = "a name") -> int:
        with writing(database) as conn:
            return entries.add_new_entries(
                conn,
                feed,
                held,
                now=at,
                matched={entry.guid: why for entry in held},
                address_of=dedupe.address_of,
            )

    return add


def claim(database: Engine, *, at: datetime = NOW, token: str = "t") -> QueuedEntry | None:  # noqa: S107  (a lease, made up)
    """The entry that is due."""
    with writing(database) as conn:
        return entries.claim_due(conn, now=at, lease=LEASE, token=token)


def read_all(database: Engine, *, at: datetime = NOW) -> list[str]:
    """Read everything that is due; the titles, in order."""
    titles = []
    while (queued := claim(database, at=at)) is not None:
        titles.append(queued.entry.title)
        with writing(database) as conn:
            assert entries.finish(
                conn, queued.id, token="t", state="done", reason=None, article_id="a"
            )
    return titles


def test_an_entry_is_read_once_however_often_the_feed_holds_it(database: Engine, found: Found):
    """A feed repeats its last items at every poll."""
    assert found(ENTRY) == 1
    assert found(ENTRY) == 0
    assert read_all(database) == ["Support raised"]
    assert found(ENTRY) == 0
    assert read_all(database) == []


def test_a_page_that_another_feed_only_lists_is_queued_for_its_own_feed_too(
    database: Engine, found: Found
):
    """Who lists a page first may never read it: only a page that was read is taken for read."""
    found(ENTRY)
    same = replace(
        ENTRY, feed_id="two", guid="x", url="http://m.paper.example/a/?utm_source=two&id=1#top"
    )
    assert found(same, feed=OTHER) == 1
    assert len(read_all(database)) == 2


def test_a_changing_guid_does_not_make_a_page_new(database: Engine, found: Found):
    """Some feeds make up their guids anew at every request."""
    found(ENTRY)
    assert found(replace(ENTRY, guid="g2")) == 0
    assert found(replace(ENTRY, guid="")) == 0
    assert len(read_all(database)) == 1


def test_a_guid_used_for_another_item_does_not_hide_it(database: Engine, found: Found):
    """Some feeds number their items from one every day."""
    found(ENTRY)
    second = replace(ENTRY, url="https://paper.example/b", title="Another story")
    assert found(second) == 1
    assert found(second) == 0
    assert sorted(read_all(database)) == ["Another story", "Support raised"]


def test_items_behind_an_aggregators_wrapper_are_told_by_their_guid(database: Engine, found: Found):
    """Google News gives one page many addresses, none of which leads to the publisher."""
    wrapped = replace(ENTRY, url="https://news.google.com/rss/articles/CBMi1?oc=5")
    other = replace(
        wrapped, guid="g2", title="Another", url="https://news.google.com/rss/articles/2"
    )
    assert found(wrapped, other) == 2
    assert found(wrapped, other) == 0
    assert len(read_all(database)) == 2


def test_an_entry_without_an_address_is_read_from_the_feed(database: Engine, found: Found):
    """Some feeds carry the whole text and no link."""
    assert found(replace(ENTRY, url=None), replace(ENTRY, url=None, guid="g2", title="B")) == 2
    assert len(read_all(database)) == 2


def test_what_the_feed_shows_as_edited_is_read_again(database: Engine, found: Found):
    """A figure may have been edited on the page; the feed's headline or summary is how we hear of it."""
    found(ENTRY)
    read_all(database)
    edited = replace(ENTRY, title="Support raised further", published=NOW)
    assert found(edited, at=NOW + LEASE) == 1
    assert read_all(database, at=NOW + LEASE) == ["Support raised further"]
    assert found(edited, at=NOW + LEASE) == 0


def test_a_date_that_moves_with_the_clock_is_no_edit(database: Engine, found: Found):
    """Some feeds date every item by the request; its page must not be fetched at every poll."""
    found(ENTRY)
    read_all(database)
    for polls in range(1, 9):
        moved = replace(ENTRY, published=NOW + polls * LEASE)
        assert found(moved, at=NOW + polls * LEASE) == 0


def test_an_item_that_is_edited_at_every_poll_is_read_less_and_less_often(
    database: Engine, found: Found
):
    """A count of comments in the summary is an edit each time; an edit that comes late is read all the same."""
    found(ENTRY)
    read_all(database)
    read_at, half_an_hour = [], timedelta(minutes=30)
    for polls in range(1, 48 * 14):
        at = NOW + polls * half_an_hour
        found(replace(ENTRY, summary=f"{polls} comments"), at=at)
        read_at += [at for _ in read_all(database, at=at)]
    waits = [later - earlier for earlier, later in itertools.pairwise(read_at)]
    assert [wait / timedelta(hours=1) for wait in waits] == [1, 6, 24, 72, 168]


def test_an_item_under_a_new_guid_and_link_is_the_item_that_it_was(database: Engine, found: Found):
    """A session's token in both made each poll bring all items anew, and each had its page fetched."""
    other = replace(ENTRY, title="Another story")
    for session in range(6):
        named = {"guid": f"s{session}", "url": f"https://paper.example/a?id=1&sid={session}"}
        second = {"guid": f"t{session}", "url": f"https://paper.example/b/{session}"}
        found(replace(ENTRY, **named), replace(other, **second), at=NOW + session * LEASE)
        read_all(database, at=NOW + session * LEASE)
    with writing(database) as conn:
        kept = conn.execute(select(schema.entries.c.guid, schema.entries.c.rereads)).all()
    assert sorted(tuple(one) for one in kept) == [("s5", 0), ("t5", 0)]


def test_items_of_one_headline_stay_apart(database: Engine, found: Found):
    """A "Market report" comes every day, and twice on some: at another moment, or beside the other in one document."""
    report = replace(ENTRY, title="Market report", summary="All that moved today.")
    morning = replace(report, guid="1", url="https://paper.example/1")
    evening = replace(report, guid="2", url="https://paper.example/2")
    tomorrow = replace(
        report, guid="3", url="https://paper.example/3", published=NOW + timedelta(days=1)
    )
    assert found(morning, at=NOW) == 1
    assert found(morning, evening, at=NOW) == 1
    assert found(tomorrow, at=NOW) == 1
    later = replace(evening, guid="4", url="https://paper.example/4", summary="It fell by 3%.")
    assert found(tomorrow, later, at=NOW) == 1
    elsewhere = replace(tomorrow, guid="5", url="https://other.example/5", source="Another paper")
    assert found(elsewhere, at=NOW) == 1


def test_an_edit_of_an_item_that_waits_does_not_begin_its_tries_anew(
    database: Engine, found: Found
):
    """Where the page fails and the feed changes at every poll, the summary would never be taken."""
    found(ENTRY)
    queued = claim(database)
    assert queued is not None
    with writing(database) as conn:
        entries.finish(
            conn,
            queued.id,
            token="t",
            state="due",
            reason="failed",
            article_id=None,
            due_at=NOW + LEASE,
        )
    found(replace(ENTRY, summary="3 comments"), at=NOW + timedelta(minutes=1))
    assert claim(database, at=NOW + timedelta(minutes=1)) is None
    again = claim(database, at=NOW + LEASE)
    assert again is not None
    assert (again.attempts, again.entry.summary) == (1, "3 comments")


def test_an_undated_entry_is_not_edited_by_the_clock(database: Engine, found: Found):
    """Where a feed gives no date, each poll stands in its own time."""
    undated = replace(ENTRY, dated=False)
    found(undated)
    read_all(database)
    assert found(replace(undated, published=NOW + LEASE), at=NOW + LEASE) == 0


def test_who_reads_while_the_entry_is_edited_writes_nothing(database: Engine, found: Found):
    """They fetched the page as it was before; the new one is read after them."""
    found(ENTRY)
    queued = claim(database, token="slow")
    assert queued is not None
    found(replace(ENTRY, title="Corrected"))
    with writing(database) as conn:
        assert not entries.finish(
            conn, queued.id, token="slow", state="done", reason=None, article_id="a"
        )
    assert read_all(database) == ["Corrected"]


def test_what_does_not_match_is_kept_and_not_read(database: Engine, found: Found):
    """It was judged once; a page that another feed's headline makes interesting is still read."""
    assert found(ENTRY, why=None) == 0
    assert read_all(database) == []
    assert found(replace(ENTRY, feed_id="two"), feed=OTHER) == 1


def test_a_lease_that_ran_out_is_taken_over_and_its_holder_writes_nothing(
    database: Engine, found: Found
):
    """A reader that hung must neither block the article nor settle it twice."""
    found(ENTRY)
    first = claim(database, token="slow")
    assert first is not None
    assert first.attempts == 0
    assert claim(database) is None
    second = claim(database, at=NOW + LEASE, token="fast")
    assert second is not None
    assert second.attempts == 1
    with writing(database) as conn:
        done = {"state": "done", "reason": None, "article_id": "a"}
        assert not entries.finish(conn, first.id, token="slow", **done)
        assert entries.finish(conn, first.id, token="fast", **done)


def test_many_readers_at_once_read_each_entry_once(tmp_path: Path):
    """Four workers look for work at the same moment, all day long."""
    database = open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    with writing(database) as conn:
        feeds.declare(conn, [FEED], now=NOW)
        entries.add_new_entries(
            conn,
            FEED,
            [replace(ENTRY, guid=str(n), url=f"https://p.example/{n}") for n in range(60)],
            now=NOW,
            matched={str(n): "a name" for n in range(60)},
        )
    taken: list[str] = []

    def work(token: str) -> None:
        while (queued := claim(database, token=token)) is not None:
            taken.append(queued.entry.guid)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken, key=int) == [str(n) for n in range(60)]
    database.dispose()


def test_an_entry_put_back_waits_for_its_time(database: Engine, found: Found):
    """A page that fails for the moment is tried again later, not at once."""
    found(ENTRY)
    queued = claim(database)
    assert queued is not None
    later = NOW + timedelta(minutes=5)
    with writing(database) as conn:
        entries.finish(
            conn, queued.id, token="t", state="due", reason="503", article_id=None, due_at=later
        )
    assert claim(database, at=later - timedelta(seconds=1)) is None
    again = claim(database, at=later)
    assert again is not None
    assert again.attempts == 1


def test_what_a_feed_holds_at_the_first_meeting_is_baseline(database: Engine, found: Found):
    """Five hundred old items are no five hundred alerts; what comes after is told."""
    new = Feed(id="three", url="https://three.example/feed", name="Three")
    with writing(database) as conn:
        feeds.declare(conn, [FEED, OTHER, new], now=NOW)
    found(replace(ENTRY, feed_id="three"), feed=new)
    first = claim(database)
    later = replace(ENTRY, feed_id="three", guid="g2", url="https://paper.example/z", title="Later")
    found(later, feed=new)
    second = claim(database)
    assert first is not None
    assert second is not None
    assert (first.baseline, second.baseline) == (True, False)


def test_a_backfill_tells_what_is_young_enough(database: Engine):
    """`--backfill 3` tells the last three days; what has no date cannot claim to be young."""
    new = Feed(id="three", url="https://three.example/feed", name="Three")
    young = replace(ENTRY, feed_id="three", guid="young", url="https://p.example/1")
    old = replace(young, guid="old", url="https://p.example/2", published=NOW - timedelta(days=9))
    undated = replace(young, guid="undated", url="https://p.example/3", dated=False)
    with writing(database) as conn:
        feeds.declare(conn, [FEED, OTHER, new], now=NOW)
        entries.add_new_entries(
            conn,
            new,
            [young, old, undated],
            now=NOW,
            matched=dict.fromkeys(("young", "old", "undated"), "a name"),
            tell_since=NOW - timedelta(days=3),
        )
    claimed = [queued for _ in range(3) if (queued := claim(database)) is not None]
    assert {queued.entry.guid: queued.baseline for queued in claimed} == {
        "young": False,
        "old": True,
        "undated": True,
    }


def test_an_entry_comes_back_as_the_feed_gave_it(database: Engine, found: Found):
    """The reader falls back on it where the page cannot be read."""
    entry = replace(ENTRY, language="ja", source="湊経済通信")
    found(entry)
    queued = claim(database)
    assert queued is not None
    assert (queued.entry, queued.first_seen_at) == (entry, NOW)


def test_an_item_that_was_not_worth_reading_is_known_by_its_link_and_its_address(
    database: Engine, found: Found
) -> None:
    """`bot explain` is asked about pages that nobody read, too."""
    found(ENTRY, why=None)
    with writing(database) as conn:
        assert story_pages.never_read(conn, ENTRY.url) == ("one", "Support raised")
        assert story_pages.never_read(conn, dedupe.normalise_url(ENTRY.url)) is not None
        assert story_pages.never_read(conn, "https://paper.example/b") is None


def test_an_item_that_is_read_is_none_that_was_passed_over(database: Engine, found: Found) -> None:
    """What waits to be read is explained once it is read."""
    found(ENTRY)
    with writing(database) as conn:
        assert story_pages.never_read(conn, ENTRY.url) is None

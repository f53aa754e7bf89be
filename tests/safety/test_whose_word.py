"""Whose word is it? No feed speaks as another publisher, and none edits or takes another's article."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from publishers import NOW, TOPIC, Item, watched

from bot.model.feeds import Feed
from bot.model.news import Article
from bot.steps.figures.measures import is_official
from demo.servers import WebFault

LATER = timedelta(hours=3)
CLAIM = "The bridge at Halvik costs 900 million euros, the Ministry of Transport said on Thursday."
FACT = "The bridge at Halvik costs 400 million euros, the ministry said on Thursday morning."


def test_a_feed_that_credits_a_ministry_is_not_the_ministry(tmp_path: Path) -> None:
    """One element of RSS must not make anybody official."""
    with watched(tmp_path, ["gossip"]) as world:
        item = Item(
            title="The bridge at Halvik",
            link="https://gossip.invalid/1",
            summary=CLAIM,
            source="Ministry of Transport",
        )
        world.feed("gossip", item)
        world.round()
        (said,) = world.known()
        (alert,) = world.told()
    assert not said.official
    assert (said.source, said.rank) == ("Gossip", "press")
    assert (alert.article.source, alert.article.credited) == ("Gossip", "Ministry of Transport")


@pytest.mark.parametrize("fault", ["error", "drop", "gone"])
def test_a_link_to_an_official_page_that_cannot_be_read_gives_no_weight(
    tmp_path: Path, fault: str
) -> None:
    """The summary is the word of the feed that carried it, whatever it links to."""
    with watched(tmp_path, ["ministry", "gossip"], official=["ministry"]) as world:
        world.sites["ministry"].misbehave("/1.html", WebFault(fault))  # type: ignore[arg-type]
        link = world.sites["ministry"].url("/1.html")
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, summary=CLAIM))
        world.round()
        (said,) = world.known()
    assert not said.official
    assert (said.source, said.rank) == ("Gossip", "press")


def test_a_long_summary_does_not_take_the_place_of_an_official_page(tmp_path: Path) -> None:
    """Whoever writes more must not be heard as the page that he links to."""
    with watched(tmp_path, ["ministry", "gossip"], official=["ministry"]) as world:
        link = world.page("ministry", "/1.html", FACT)
        padded = CLAIM + " Nobody was surprised by it, and many had said so before." * 20
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, summary=padded))
        world.round()
        (said,) = world.known()
    assert said.figure.text == "400 million euros"
    assert said.source == "Ministry"


def test_another_feeds_headline_is_not_put_over_a_page(tmp_path: Path) -> None:
    """A headline can say that a value rose: only the page's own may."""
    with watched(tmp_path, ["ministry", "gossip"], official=["ministry"]) as world:
        link = world.page("ministry", "/1.html", FACT, title="On the bridge at Halvik")
        world.feed("gossip", Item(title="Cost of Halvik raised to 400 million euros", link=link))
        world.round()
        (said,) = world.known()
        read = world.article(link)
    assert read.title == "On the bridge at Halvik"
    assert not said.moved


def test_another_feeds_date_does_not_make_an_old_page_new(tmp_path: Path) -> None:
    """Last year's page under today's date would take the place of what holds now."""
    with watched(tmp_path, ["ministry", "gossip"], official=["ministry"]) as world:
        link = world.sites["ministry"].put(
            "/old.html",
            "<html lang='en'><head><title>The bridge at Halvik</title>"
            "<meta property='article:published_time' content='2024-03-05'></head><body><article>"
            f"<h1>The bridge at Halvik</h1><p>{FACT}</p></article></body></html>",
        )
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, published=NOW))
        world.round()
        read = world.article(link)
    assert read.published.date().isoformat() == "2024-03-05"


def test_a_feed_cannot_edit_what_another_publisher_was_told_to_say(tmp_path: Path) -> None:
    """Readers saw an edit under a name that had edited nothing."""
    with watched(tmp_path, ["daily", "gossip"]) as world:
        link = world.page("daily", "/1.html", FACT)
        own = Item(title="The bridge at Halvik", link=link)
        world.feed("daily", own)
        world.round()
        world.sites["daily"].misbehave("/1.html", WebFault("error"))
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, summary="Of Halvik."))
        world.round(NOW + LATER)
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, summary=CLAIM))
        world.round(NOW + 2 * LATER)
        read = world.article(link)
        said = {(one.source, one.figure.text): one.edited for one in world.known()}
    assert read.source == "Daily"
    assert "400 million euros" in read.text
    assert said[("Daily", "400 million euros")] is False
    assert said[("Gossip", "900 million euros")] is False


def test_an_item_whose_link_moves_to_the_liars_own_page_edits_nothing(tmp_path: Path) -> None:
    """An item that was read as another's article must not carry that article to a page of its own."""
    with watched(tmp_path, ["daily", "gossip"]) as world:
        link = world.page("daily", "/1.html", FACT)
        world.feed("gossip", Item(title="The bridge at Halvik", link=link, guid="g"))
        world.round()
        mine = world.page("gossip", "/mine.html", CLAIM)
        world.feed("gossip", Item(title="Halvik bridge", link=mine, guid="g", summary="Halvik."))
        world.round(NOW + LATER)
        read, said = world.article(link), world.known()
    assert "400 million euros" in read.text
    assert [one.edited for one in said] == [False] * len(said)


def test_an_item_whose_link_moves_to_another_page_of_the_same_publisher_edits_nothing(
    tmp_path: Path,
) -> None:
    """Two pages of a ministry are two articles, whoever lists them under one guid."""
    with watched(tmp_path, ["daily", "gossip"]) as world:
        first = world.page("daily", "/1.html", FACT)
        second = world.page("daily", "/2.html", CLAIM, title="Halvik: what it may come to")
        world.feed("gossip", Item(title="Halvik", link=first, guid="g"))
        world.round()
        world.feed("gossip", Item(title="Halvik again", link=second, guid="g"))
        world.round(NOW + LATER)
        read = [world.article(one) for one in (first, second)]
        said = world.known()
    assert read[0].id != read[1].id
    assert not any(one.edited for one in said)


def test_whoever_lists_a_page_first_does_not_take_it_from_its_publisher(tmp_path: Path) -> None:
    """The publisher's own item was taken for read, and what it says was never told."""
    with watched(tmp_path, ["daily", "gossip"]) as world:
        link = world.sites["daily"].url("/1.html")
        world.sites["daily"].misbehave("/1.html", WebFault("error"))
        world.feed("gossip", Item(title="Halvik", link=link, summary=CLAIM))
        world.round()
        world.feed("daily", Item(title="The bridge at Halvik", link=link, summary=FACT))
        world.round(NOW + LATER)
        said = {(one.source, one.figure.text) for one in world.known()}
    assert ("Daily", "400 million euros") in said


def test_a_page_that_two_feeds_list_is_read_once(tmp_path: Path) -> None:
    """One page, one reading: the second feed adds nothing to what the page says."""
    with watched(tmp_path, ["daily", "gossip", "links"]) as world:
        link = world.page("daily", "/1.html", FACT)
        for site in ("gossip", "links"):
            world.feed(site, Item(title="The bridge at Halvik", link=link))
        world.round()
        fetched = world.sites["daily"].count("/1.html")
        states = world.states()
    assert fetched == 1
    assert sorted(states) == ["done", "due"], "the first is looked at again, the second is done"


def test_items_without_a_page_of_their_own_are_told_apart_by_feed(tmp_path: Path) -> None:
    """Title and day were the whole identity: any feed could write over a search's item."""
    search = Feed(id="search", url="", name="Search", rank="aggregator", wrapper=True)
    with watched(tmp_path, ["search", "gossip"], feeds={"search": search}) as world:
        title = "The bridge at Halvik costs 400 million euros"
        world.feed("search", Item(title=title, link="https://news.google.com/rss/articles/1"))
        world.round()
        world.feed("gossip", Item(title=title, link="https://t.co/1", summary=CLAIM))
        world.round(NOW + LATER)
        said = {(one.source, one.figure.text): one.article for one in world.known()}
    assert said[("Search", "400 million euros")] != said[("Gossip", "900 million euros")]


def test_one_feed_that_credits_many_is_one_voice(tmp_path: Path) -> None:
    """A dispute was settled by two publishers who were one liar under two names."""
    with watched(tmp_path, ["daily", "gossip"]) as world:
        world.feed("daily", Item(title="Halvik", link=world.page("daily", "/1.html", FACT)))
        world.round()
        for number, name in enumerate(("Morning Post", "Evening Post", "Night Post")):
            text = f"{CLAIM} Reporter {number} of the paper was told so by {number + 2} people."
            link = f"https://gossip.invalid/{number}"
            world.feed(
                "gossip", Item(title=f"Halvik {number}", link=link, summary=text, source=name)
            )
            world.round(NOW + (number + 1) * LATER)
        sources = {one.source for one in world.known() if one.figure.text == "900 million euros"}
        settled = [change for alert in world.told() for change in alert.changes if change.settles]
    assert sources == {"Gossip"}
    assert settled == []


def test_a_hosts_name_is_no_publishers_name(tmp_path: Path) -> None:
    """Anybody can register a name that begins like a party's."""
    page = Article(
        id="a",
        url="https://ministryoftransport.news/1",
        source="ministryoftransport.news",
        rank="unknown",
        language="en",
        published=NOW,
        dated=True,
        title="",
        text="",
    )
    assert not is_official(page, TOPIC)

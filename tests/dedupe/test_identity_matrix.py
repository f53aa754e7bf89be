"""Whatever feeds do to an item's identity, and whatever stops the bot in between, a fact is told once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot import app
from bot.clients.rates import EcbRates
from bot.dispatch import work
from bot.errors import FetchError
from bot.jobs.context import Context
from bot.model.alerts import Receiver
from bot.model.feeds import Feed, Page
from bot.settings import load_settings
from bot.steps.match import Matcher
from bot.storage import articles, feeds, outbox
from bot.storage.engine import open_database, reading, writing
from bot.storage.schema import deliveries
from bot.watchlist import load_watchlist

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
WATCHLIST = load_watchlist(Path(__file__).parents[2] / "feeds.yaml")
RATES, MATCHER = EcbRates(), Matcher(WATCHLIST.topics)
WIRE, OTHER = "https://wire.example/feed.xml", "https://gather.example/feed.xml"
PLACE = "https://paper.example/news/robots"
TITLE = "Four companies build physical AI for robots"
SUMMARY = "SoftBank, NEC, Honda and Sony set up a company for physical AI."
CAPITAL, STAFF = "¥10 billion", "104 engineers"
# How each fact is told.
TOLD = {CAPITAL: "Capital: ¥10 billion", STAFF: "104"}
SAID = {
    CAPITAL: "The company starts with capital of ¥10 billion, and hopes for more in its second year of work.",
    STAFF: "The company has hired 104 engineers so far, most of them from the founders' own laboratories.",
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item as a feed writes it; None leaves the element out."""

    link: str | None = PLACE
    guid: str | None = "item-1"
    title: str = TITLE
    summary: str = SUMMARY
    date: datetime | None = NOW - timedelta(minutes=5)

    def xml(self) -> str:
        """The item's element."""
        parts = [f"<title>{escape(self.title)}</title>"]
        parts.append(f"<description>{escape(self.summary)}</description>")
        if self.link is not None:
            parts.append(f"<link>{escape(self.link)}</link>")
        if self.guid is not None:
            parts.append(f'<guid isPermaLink="false">{escape(self.guid)}</guid>')
        if self.date is not None:
            parts.append(f"<pubDate>{format_datetime(self.date)}</pubDate>")
        return f"<item>{''.join(parts)}</item>"


def page(fact: str, title: str = TITLE) -> str:
    """A publisher's page that states one fact."""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        "<p>SoftBank, NEC, Honda and Sony are setting up a company for physical AI, a person who knows it said.</p>"
        f"<p>{SAID[fact]}</p><p>Nobody else would comment on it today, or on what it means for the founders.</p>"
        "</article></body></html>"
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the feeds hold at each look, the pages, their redirects, and the facts that are to be told."""

    looks: Sequence[Mapping[str, Sequence[Item]]]
    pages: Mapping[str, str] = field(default_factory=lambda: {PLACE: page(CAPITAL)})
    redirects: Mapping[str, str] = field(default_factory=dict)
    facts: Sequence[str] = (CAPITAL,)
    wrapper: bool = False


def again(first: Item, *later: Item) -> Sequence[Mapping[str, Sequence[Item]]]:
    """One feed that shows an item differently at each look."""
    return [{WIRE: [item]} for item in (first, *later)]


def linked(*links: str) -> Sequence[Mapping[str, Sequence[Item]]]:
    """One item, linked to in another way at each look and in another feed besides."""
    looks: list[Mapping[str, Sequence[Item]]] = [
        {WIRE: [Item(link=link, guid=None)]} for link in links
    ]
    return [*looks, {WIRE: [Item(guid="own")], OTHER: [Item(link=links[-1], guid="theirs")]}]


NEXT = "https://paper.example/news/engineers"
NEXT_TITLE = "Physical AI venture hires engineers"
SECOND = Item(link=NEXT, title=NEXT_TITLE, date=NOW + timedelta(hours=1))
BOTH = {PLACE: page(CAPITAL), NEXT: page(STAFF, NEXT_TITLE)}
GOOGLE = "https://news.google.com/rss/articles/CBMi"
HEADLINE = "SoftBank, NEC, Honda and Sony start physical AI company with capital of ¥10 billion"

CASES: Mapping[str, Case] = {
    "no guid": Case(looks=again(Item(guid=None), Item(guid=None))),
    "no guid and no date": Case(
        looks=again(Item(guid=None, date=None), Item(guid=None, date=None))
    ),
    "a guid that changes": Case(looks=again(*(Item(guid=f"poll-{poll}") for poll in range(3)))),
    "an empty guid": Case(looks=again(Item(guid=""), Item(guid="  "))),
    "no guid and no link": Case(
        looks=again(*[Item(guid=None, link=None, summary=f"{SUMMARY} {SAID[CAPITAL]}")] * 2)
    ),
    "a guid that changes, without link or date": Case(
        looks=again(
            *(
                Item(guid=f"g{poll}", link=None, date=None, summary=f"{SUMMARY} {SAID[CAPITAL]}")
                for poll in range(3)
            )
        )
    ),
    "a guid that is reused for another item": Case(
        looks=again(Item(), SECOND, Item(), SECOND), pages=BOTH, facts=(CAPITAL, STAFF)
    ),
    "a guid and a headline that are reused": Case(
        looks=again(Item(), replace(SECOND, title=TITLE)), pages=BOTH, facts=(CAPITAL, STAFF)
    ),
    "one guid for all items": Case(
        looks=[{WIRE: [Item(), SECOND]}, {WIRE: [SECOND, Item()]}],
        pages=BOTH,
        facts=(CAPITAL, STAFF),
    ),
    "no date": Case(looks=again(Item(date=None), Item(date=None))),
    "a date that comes later": Case(looks=again(Item(date=None), Item())),
    "a date that moves": Case(looks=again(Item(), Item(date=NOW + timedelta(minutes=50)))),
    "a future date": Case(
        looks=[
            {WIRE: [Item(date=NOW + timedelta(hours=20))]},
            {WIRE: [Item(date=NOW + timedelta(hours=20)), replace(SECOND, guid="item-2")]},
        ],
        pages=BOTH,
        facts=(CAPITAL, STAFF),
    ),
    "a date in another year": Case(looks=again(*[Item(date=NOW + timedelta(days=400))] * 2)),
    "http and https": Case(looks=linked("http://paper.example/news/robots", PLACE)),
    "utm": Case(looks=linked(f"{PLACE}?utm_source=rss&utm_medium=feed", f"{PLACE}?utm_source=x")),
    "AMP": Case(looks=linked(f"{PLACE}/amp/", "https://amp.paper.example/news/robots?amp=1")),
    "a mobile host": Case(looks=linked("https://m.paper.example/news/robots", PLACE)),
    "a trailing slash": Case(looks=linked(f"{PLACE}/", PLACE)),
    "a redirect": Case(
        looks=linked("https://go.example/1", "https://go.example/2"),
        redirects={"https://go.example/1": PLACE, "https://go.example/2": f"{PLACE}?utm_source=go"},
    ),
    "a redirect that ends elsewhere later": Case(
        looks=again(
            Item(link="https://go.example/1"),
            Item(link="https://go.example/1", summary="Edited. " + SUMMARY),
        ),
        redirects={"https://go.example/1": PLACE},
    ),
    "redirects to a front page": Case(
        looks=again(
            Item(
                link="https://paper.example/old/1", guid="1", summary=f"{SUMMARY} {SAID[CAPITAL]}"
            ),
            replace(
                SECOND,
                link="https://paper.example/old/2",
                guid="2",
                summary=f"{SUMMARY} {SAID[STAFF]}",
            ),
        ),
        redirects={
            "https://paper.example/old/1": "https://paper.example/",
            "https://paper.example/old/2": "https://paper.example/",
        },
        pages={"https://paper.example/": page(CAPITAL)},
        facts=(CAPITAL, STAFF),
    ),
    "a Google News wrapper": Case(
        looks=again(
            *(
                Item(guid=f"CBMi{poll}", link=f"{GOOGLE}{poll}?oc=5", title=HEADLINE)
                for poll in range(3)
            )
        ),
        pages={},
        wrapper=True,
    ),
    "a wrapper and the publisher": Case(
        looks=[
            {WIRE: [Item(guid="CBMi1", link=f"{GOOGLE}1?oc=5", title=HEADLINE)]},
            {
                WIRE: [Item(guid="CBMi1", link=f"{GOOGLE}1?oc=5", title=HEADLINE)],
                OTHER: [Item(title=HEADLINE)],
            },
        ],
        wrapper=True,
    ),
    "a wrapper's guid for two items": Case(
        looks=again(
            Item(guid="CBMi", link=f"{GOOGLE}1", title=HEADLINE),
            Item(
                guid="CBMi",
                link=f"{GOOGLE}2",
                title="Physical AI company of SoftBank, NEC, Honda and Sony hires 104 engineers",
                date=NOW + timedelta(hours=1),
            ),
        ),
        pages={},
        wrapper=True,
        facts=(CAPITAL, STAFF),
    ),
}


class Web:
    """The feeds and pages of a case, as the bot's HTTP client would bring them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        # The first meeting, which tells nothing: the feeds are empty then.
        self.looks = ({}, *case.looks)
        self.look = 0

    def get(self, url: str, *, now: datetime, **_options: object) -> Page:
        """A feed's document."""
        items = self.looks[self.look].get(url, ())
        body = "".join(item.xml() for item in items)
        document = f"<rss version='2.0'><channel><title>Wire</title>{body}</channel></rss>"
        return self._page(url, url, document, "text/xml", now)

    def get_page(self, url: str, *, now: datetime, **_options: object) -> Page:
        """An article's page, after its redirects; every spelling of its address serves it."""
        final = self.case.redirects.get(url, url)
        plain = final.split("?")[0].replace("http://", "https://").removesuffix("/amp/")
        for device in ("//amp.", "//m."):
            plain = plain.replace(device, "//")
        found = self.case.pages.get(plain) or self.case.pages.get(plain.rstrip("/"))
        if found is None:
            raise FetchError("there is no such page", temporary=False)
        return self._page(url, final, found, "text/html; charset=utf-8", now)

    @staticmethod
    def _page(url: str, final: str, body: str, kind: str, now: datetime) -> Page:
        return Page(
            url=url,
            final_url=final,
            status=200,
            headers={"content-type": kind},
            body=body.encode(),
            fetched_at=now,
        )


@contextmanager
def started(folder: Path, web: Web, now: datetime) -> Iterator[Context]:
    """The bot, started on what it remembers."""
    settings = load_settings({"BOT_DATA": str(folder)}, data=None)
    watchlist = replace(
        WATCHLIST,
        feeds=(
            Feed(id="wire", url=WIRE, name="Wire", language="en", wrapper=web.case.wrapper),
            Feed(id="other", url=OTHER, name="Other", language="en"),
        ),
        # What is asked is whether a fact is told once, not how sure it is.
        receivers=(Receiver(id="screen", kind="terminal", alerts_from="everything"),),
        seeds=None,
    )
    with app.opened(settings, watchlist, log=structlog.get_logger()) as context:
        work.allow_backfill(context, days=2, now=NOW)
        work.start(context, now=now)
        yield replace(context, http=web)


def one_look(context: Context, now: datetime) -> None:
    """Poll every feed and read all that is due."""
    with writing(context.engine) as conn:
        feeds.hasten(conn, now=now)
    while work.poll_one(context, now):
        pass
    while work.read_one(context, now, last_chance=True):
        pass


@pytest.fixture(scope="module")
def empty_memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that nothing was written to yet."""
    place = tmp_path_factory.mktemp("empty") / "newsledger.db"
    open_database(f"sqlite:///{place}").dispose()
    return place


@pytest.fixture(autouse=True)
def quick_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_memory: Path) -> None:
    """A bot is started some hundreds of times here: what every start has to make is made once."""
    shutil.copy(empty_memory, tmp_path)
    monkeypatch.setattr(app, "Matcher", lambda _topics: MATCHER)
    monkeypatch.setattr(app, "EcbRates", lambda: RATES)
    monkeypatch.setattr(app, "Http", lambda *_given, **_named: nullcontext())


class Killed(BaseException):
    """Somebody pulled the plug."""


def told(context: Context) -> list[str]:
    """What was put out, in the reader's words."""
    with reading(context.engine) as conn:
        return [row["text"] for row in conn.scalars(select(deliveries.c.payload))]


Disturbance = Callable[[pytest.MonkeyPatch, Path, Web], None]


def restarted(_patch: pytest.MonkeyPatch, folder: Path, web: Web) -> None:
    """A process for each look."""
    for look in range(len(web.looks)):
        web.look = look
        now = NOW + timedelta(hours=look)
        with started(folder, web, now) as context:
            one_look(context, now)


def killed_at(module: object, name: str) -> Disturbance:
    """A process that dies in the middle of each look, after the named write; then one that goes on."""

    def disturb(patch: pytest.MonkeyPatch, folder: Path, web: Web) -> None:
        write = getattr(module, name)

        def write_and_die(*given: object, **named: object) -> None:
            write(*given, **named)
            raise Killed

        for look in range(len(web.looks)):
            web.look = look
            now = NOW + timedelta(hours=look)
            with started(folder, web, now) as context, patch.context() as patched:
                patched.setattr(module, name, write_and_die)
                # Nothing of it may be seen by whoever comes next.
                with suppress(Killed):
                    one_look(context, now)
            with started(folder, web, now) as context:
                one_look(context, now)

    return disturb


DISTURBANCES: Mapping[str, Disturbance] = {
    "restarted": restarted,
    "killed while it polled": killed_at(feeds, "save_state"),
    "killed while it read": killed_at(articles, "save"),
    "killed while it told": killed_at(outbox, "put"),
}


@pytest.mark.parametrize("disturbance", DISTURBANCES)
@pytest.mark.parametrize("name", CASES)
def test_each_fact_is_told_once(
    name: str, disturbance: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A reader cannot tell a feed's bad habits, a restart or a crash from a quiet day."""
    case = CASES[name]
    web = Web(case)
    DISTURBANCES[disturbance](monkeypatch, tmp_path, web)
    with started(tmp_path, web, NOW) as context:
        texts = told(context)
    counted = {fact: sum(TOLD[fact] in text for text in texts) for fact in case.facts}
    assert counted == dict.fromkeys(case.facts, 1), texts
    assert len(texts) == len(case.facts), texts


def test_articles_behind_one_redirect_are_one_article(tmp_path: Path):
    """The page is what it is, whichever link leads to it; the link finds it all the same."""
    web = Web(CASES["a redirect"])
    with started(tmp_path, web, NOW) as context:
        for look in range(len(web.looks)):
            web.look = look
            one_look(context, NOW + timedelta(hours=look))
        with reading(context.engine) as conn:
            stored = [one for one, *_ in articles.oldest_first(conn)]
            by_link = articles.get(conn, "https://go.example/2")
    assert [one.article.url for one in stored] == [PLACE]
    assert by_link is not None
    assert by_link.article.id == stored[0].article.id

"""What the board shows, to a person and to a program."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import feedparser
import pytest
from board_samples import NOW, Board

from bot.storage import engine
from bot.storage.engine import writing

SERIES = "/series/kestrel-meridian/offer_price"
PAGES = ("/", "/events", "/told", "/articles", "/unfiled", "/feeds", "/digest", SERIES)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_light_and_asks_nobody_else(board: Board, path: str) -> None:
    """A page of a team's own figures must load on a phone, and tell no third party of it."""
    answer = board.client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    loaded = re.findall(r'(?:src|href)="(https?://[^"]+)"', answer.text)
    links = re.findall(r'<a [^>]*href="(https?://[^"]+)"', answer.text)
    assert set(loaded) == set(links)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "<style" not in answer.text
    assert " style=" not in answer.text


def test_the_board_says_what_is_in_force_and_what_it_was(board: Board) -> None:
    """The one question that everybody comes with."""
    page = board.client.get("/").text
    assert "Price of the takeover" in page
    rows = board.client.get("/api/series").json()["series"]
    price = next(one for one in rows if one["series"] == "offer_price")
    assert price["value"] in page
    assert price["moved"] in page
    assert price["before"] in page


def test_the_boards_second_visit_can_ask_for_what_is_new(board: Board) -> None:
    """Who comes every morning wants the difference, not the whole."""
    board.client.cookies.set(
        "newsledger_visit",
        "|".join((NOW - timedelta(days=days)).isoformat() for days in (3, 1, 1)),
    )
    assert "Since my last visit" in board.client.get("/").text
    since = board.client.get("/?since=visit").text
    assert "more did not change" in since
    assert "▲ changed" not in since


def test_a_series_says_the_same_as_chart_table_and_file(board: Board) -> None:
    """Who cannot see the chart, or wants to compute, must miss nothing."""
    page = board.client.get(SERIES).text
    said = board.client.get(f"{SERIES}.json").json()["observations"]
    rows = list(csv.DictReader(io.StringIO(board.client.get(f"{SERIES}.csv").text)))
    assert len(said) == len(rows) == page.count("<blockquote")
    # Drawn twice: broad, and narrow for a phone.
    assert page.count('class="mark') == 2 * sum(one["figure"]["unit"] == "EUR" for one in said)
    assert {row["as_written"] for row in rows} == {one["figure"]["text"] for one in said}
    assert board.client.get(f"{SERIES}.png").content.startswith(b"\x89PNG")
    assert board.client.get(f"{SERIES}.svg").text.startswith("<svg ")


def test_the_whole_ledger_is_one_table(board: Board) -> None:
    """Analysts compute in spreadsheets: every observation, each with its series, and one in force a row."""
    rows = list(csv.DictReader(io.StringIO(board.client.get("/ledger.csv").text)))
    series = {(row["topic"], row["series"]) for row in rows}
    for topic, name in series:
        alone = board.client.get(f"/series/{topic}/{name}.csv").text
        assert [row for row in rows if row["series"] == name] == list(
            csv.DictReader(io.StringIO(alone))
        )
    in_force = [(row["series"], row["dimension"]) for row in rows if row["in_force"]]
    assert (
        len(in_force) == len(set(in_force)) == len(board.client.get("/api/series").json()["series"])
    )
    assert 'href="/ledger.csv' in board.client.get("/").text


def test_another_currency_is_marked_as_computed(board: Board) -> None:
    """A converted amount is ours, and must not pass for the source's."""
    page = board.client.get(f"{SERIES}?currency=USD").text
    assert "computed, ECB rate of" in page


def test_an_article_shows_its_figures_where_they_stand_and_not_its_text(board: Board) -> None:
    """What is quoted can be checked; the publisher's text is the publisher's."""
    page = board.client.get("/articles/ke-001").text
    assert '<mark class="filed">€4.2 billion</mark>' in page
    assert "Desk:" not in page
    assert 'rel="noopener noreferrer"' in page


def test_a_story_says_what_each_report_brought_and_why_others_were_folded(board: Board) -> None:
    """A person has to be able to see that nothing was lost by keeping quiet."""
    story = next(
        one
        for one in board.client.get("/api/events").json()["events"]
        if "ke-001" in one["articles"]
    )
    page = board.client.get(f"/events/{story['id']}").text
    assert "Price of the takeover" in page
    assert "copy of ke-001" in page


def test_what_was_told_can_be_subscribed_to(board: Board) -> None:
    """Feeds in, feeds out."""
    told = [one for one in board.client.get("/api/told").json()["told"] if one["changes"]]
    atom = feedparser.parse(  # noqa: TID251  (bytes that we made)
        board.client.get("/told/kestrel-meridian.atom").content
    )
    assert not atom.bozo
    assert len(atom.entries) == len(told)
    json_feed = board.client.get("/told/kestrel-meridian.json").json()
    assert [one["id"] for one in json_feed["items"]] == [one["key"] for one in told]


def test_every_path_of_the_api_is_described_and_answers(board: Board) -> None:
    """A description that lies is worse than none."""
    described = board.client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, what in described["paths"].items():
        asked = path.replace("{topic}", "kestrel-meridian").replace("{series}", "offer_price")
        assert board.client.get(asked).status_code == 200, asked
        assert what["get"]["summary"]


def test_the_bots_health_can_be_asked_for(board: Board) -> None:
    """A probe needs a status, and Prometheus numbers."""
    with writing(board.context.engine) as conn:
        engine.beat(conn, now=NOW)
    assert board.client.get("/healthz").json() == {"status": "well", "reasons": []}
    with writing(board.context.engine) as conn:
        engine.beat(conn, now=NOW - timedelta(hours=1))
    failing = board.client.get("/healthz")
    assert failing.status_code == 503
    assert "no sign of life" in failing.json()["reasons"][0]
    assert "newsledger_articles 26.0" in board.client.get("/metrics").text


@pytest.mark.parametrize(
    "path", ["/nothing", "/series/kestrel-meridian/x", "/series/x/y", "/events/x", "/articles/x"]
)
def test_what_is_not_there_is_said_plainly(board: Board, path: str) -> None:
    """A dead link must lead back."""
    answer = board.client.get(path)
    assert answer.status_code == 404
    assert "Back to the board" in answer.text

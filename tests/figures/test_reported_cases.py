"""Situations that users of other projects reported: each is read as it is meant, in figures, feeds, pages and mails."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from bot.clients.mail import _in_ascii, _Subject
from bot.errors import DeliveryError
from bot.model.feeds import Feed
from bot.model.wellformed import well_formed
from bot.render.slack_blocks import TEXT_MOST, escaped
from bot.steps.figures import find_figures
from bot.steps.parse import parse_feed
from bot.steps.parse.dates import read_date
from bot.steps.read import read_page

CASES = Path(__file__).parents[3] / "shared" / "cases"
there = pytest.mark.skipif(
    not CASES.is_dir(), reason="the reported cases are not beside the project"
)
SEEN = datetime(2026, 11, 22, 9, tzinfo=UTC)
Value = tuple[str, str, str]


def one(value: str, unit: str) -> Value:
    """A figure that is no range."""
    return (value, value, unit)


# What each sentence says, in the order of the file's lines.
RIGHT: dict[str, list[list[Value]]] = {
    "01": [
        [one("1200000", "USD"), one("23500000", "USD"), one("24700000", "USD")],
        [one("1200000", "EUR"), one("23500000", "EUR")],
        [one("2", "percent"), one("61", "percent")],
        [one("0.5", "percent"), one("4", "percent")],
    ],
    "02": [
        [("12.5", "14.5", "percent")],
        [("450000000", "600000000", "watts")],
        [("120", "140", "companies")],
        [("12.5", "14.5", "percent")],
        [one("3.2", "percent"), one("41", "percent")],
        [one("0.5", "percent"), one("4", "percent")],
    ],
    "04": [[("5000", "8000", "USD")]],
    "05": [
        [one("816000", "tonnes")],
        [one("13009000000", "USD")],
        [one("12500", "people"), one("1250000", "EUR")],
        [one("12500", "people"), one("1250000", "EUR")],
    ],
    "07": [
        [one("3000000000", "USD")],
        [one("3000000", "USD")],
        [one("3000000000", "USD"), one("3000000000", "MYR")],
        [one("100000", "hours")],
    ],
    "08": [[one("0.5", "tonnes")], [one("750000", "EUR")]],
    "10": [[one("1.5", "miles")], [one("1.75", "hours")]],
    "11": [
        [one("1025000000", "USD")],
        [one("1200000000", "EUR")],
        [one("1025000000", "EUR")],
        [one("1200000000", "EUR")],
        [one("1200000000", "BRL")],
    ],
    "13": [[one("3500000000", "MXN")], [one("1200000", "MXN")], [one("1025000000", "MXN")]],
    "14": [[one("3500000", "EUR")], [one("0.5", "percent")]],
    "16": [
        [one("1200000000", "ZAR"), one("450000000", "ZAR")],
        [one("5000000", "ZWL")],
        [one("2000000000", "KES"), one("500000000", "KES")],
    ],
    "17": [[one("125000000", "USD")]],
    "19": [[one("500", "USD")]],
    "20": [[]],
    "22": [
        [one("5000000", "CNY"), one("6000", "CNY")],
        [one("780000", "CNY")],
        [one("1102614.6", "CNY")],
    ],
    "23": [[one("20300000", "CNY")], [one("1020", "people")]],
    "25": [[one("70", "percent")], [one("66.67", "percent"), one("0.05", "percent")]],
    "26": [[one("1000000", "people")], [one("10000", "people"), one("10000", "people")]],
    "28": [
        [("200", "300", "people")],
        [("20000", "30000", "JPY")],
        [("400000000000", "500000000000", "JPY")],
        [("11", "19", "companies")],
    ],
    "29": [[one("150000000", "KRW")], [one("1200000000000", "KRW")], [one("2367295", "people")]],
    "31": [[("2", "3", "companies")], [("3", "4", "people")]],
    "32": [[one("5000", "KRW")]],
}


def file(number: str, suffix: str) -> Path:
    """The input of a case."""
    return next(
        path for path in sorted(CASES.glob(f"{number}-*{suffix}")) if "stream" not in path.name
    )


def entries(number: str, suffix: str = ".xml", found_at: str | None = None):
    """The entries of a case's feed."""
    feed = Feed(id="case", url="https://quay.example/old/feed.xml", name="Case")
    text = file(number, suffix).read_text(encoding="utf-8")
    return parse_feed(text, feed=feed, seen_at=SEEN, found_at=found_at).entries


@there
@pytest.mark.parametrize("number", RIGHT)
def test_a_reported_sentence_is_read_as_it_is_meant(number: str):
    """A number that is read a thousand times too small is told as news."""
    lines = file(number, ".jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == len(RIGHT[number])
    for row, wanted in zip(rows, RIGHT[number], strict=True):
        day = date.fromisoformat(row["published"])
        found = find_figures(row["text"], language=row["language"], published=day)
        read = [(figure.low, figure.high, figure.unit) for figure in found]
        assert read == [(Decimal(low), Decimal(high), unit) for low, high, unit in wanted]


@there
def test_relative_links_start_from_where_a_feed_was_found():
    """A page that is not found is told from its summary, without its figure."""
    (moved,) = entries("40", found_at="https://quay.example/new/place/feed.xml")
    assert moved.url == "https://quay.example/new/place/notes/crane.html"
    bare = entries("41", found_at="https://quay.example/bare/feed.xml")
    assert [entry.url for entry in bare] == [
        "https://quay.example/bare/crane.html",
        "https://quay.example/bare/item?id=3",
    ]
    (broken,) = entries("52")
    assert broken.url == "https://quay.example/6"


@there
def test_titles_are_what_their_publishers_wrote():
    """A headline that loses a part of its text may lose a figure, or gain another."""
    assert [entry.title for entry in entries("42")] == ["Quai neuf"]
    plain = entries("44")
    assert plain[0].title == "Bids: a<EUR 5m and b>EUR 3m"
    assert plain[1].title == "The port allows no <col> elements"
    assert [entry.title for entry in entries("48", ".json")] == ["Crane sold"]
    assert [entry.title for entry in entries("53")] == ["Crane \U0001f600 sold"]


@there
@pytest.mark.parametrize("number", ["49", "50"])
def test_items_that_share_a_link_stay_two(number: str):
    """The page that both lead to may hold neither of their figures."""
    found = entries(number)
    assert len({entry.guid for entry in found}) == 2
    assert len({entry.url for entry in found}) == 2


@there
def test_reported_dates_are_read():
    """An undated item counts as published when it was seen, so that an old one looks new."""
    zones = ("America/New_York", None, "Europe/Amsterdam", "Europe/Berlin")
    raw = [line.split("\t")[0] for line in file("51", ".txt").read_text().splitlines() if line]
    found = [
        read_date(one, timezone=zone, seen_at=SEEN) for one, zone in zip(raw, zones, strict=True)
    ]
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in found if moment] == [
        "2018-08-02 13:00",
        "2026-03-12 08:30",
        "2026-11-18 08:30",
        "2026-11-18 08:30",
    ]


@there
@pytest.mark.parametrize("number", ["60", "62", "63"])
def test_a_reported_page_gives_its_figure(number: str):
    """Leads and cells hold the figure more often than the text around them."""
    page = read_page(
        file(number, ".html").read_text(encoding="utf-8"), url="https://q.example/1", language="en"
    )
    assert "41 million euros" in page.text


@there
def test_a_mail_subject_reads_as_it_was_composed():
    """A space that is lost joins a number to a word."""
    for subject in file("70", ".txt").read_text(encoding="utf-8").splitlines():
        header = _Subject(subject).fold(policy=policy.SMTP)
        shown = message_from_bytes(header.encode())["Subject"]
        assert str(make_header(decode_header(shown))) == subject


def test_an_address_of_an_international_domain_goes_out_in_ascii():
    """A mail that cannot be addressed must not stop those of other receivers."""
    assert _in_ascii("desk@bücher.example") == "desk@xn--bcher-kva.example"
    with pytest.raises(DeliveryError, match="cannot be written in ASCII"):
        _in_ascii("bücher@desk.example")


def test_a_text_for_slack_is_cut_beside_its_escapes():
    """Half an escape is shown to readers as it is."""
    text = escaped("&" * TEXT_MOST)
    assert len(text) <= TEXT_MOST
    assert text.removesuffix("…").replace("&amp;", "") == ""


def test_no_sign_turns_the_order_of_what_stands_behind_it():
    """A publisher's name may hold one, and the amounts behind it would be read backwards."""
    assert well_formed("Quay \u202ePost\u2066!") == "Quay  Post !"

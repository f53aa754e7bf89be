"""Candidates come by index: copies by their text, reports of one event by what they share."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, func, select

from bot.model.news import Fingerprint, Known
from bot.steps import dedupe
from bot.steps.dedupe.sketch import PASSAGES
from bot.storage import schema, similar
from bot.storage.engine import open_database, reading, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.fixture
def database(new_database):
    """An empty database."""
    engine = open_database(new_database())
    yield engine
    engine.dispose()


def words(seed: int, count: int = 120) -> str:
    """A text of made-up words, its own for each seed."""
    chance = Random(seed)  # noqa: S311  (words, not secrets)
    return " ".join(
        "".join(chance.choice("abcdefghijklmnop") for _ in range(6)) for _ in range(count)
    )


def headline(number: int) -> str:
    """A headline of its own for each article."""
    return words(1000 + number, 4)


def known(number: int, **of_fingerprint) -> Known:
    """An article whose text is its own."""
    fingerprint = dedupe.fingerprint(
        **{
            "url": f"https://paper.example/{number}",
            "title": headline(number),
            "text": words(number),
            "language": "en",
            **of_fingerprint,
        }
    )
    return Known(
        id=f"a{number}",
        story=f"s{number}",
        origin=f"a{number}",
        source="Paper",
        language="en",
        published=NOW + timedelta(hours=number),
        title=headline(number),
        fingerprint=fingerprint,
    )


def fill(database: Engine, *articles: Known) -> None:
    """Make these known."""
    with writing(database) as conn:
        for one in articles:
            similar.add(conn, one)


def found(database: Engine, fingerprint: Fingerprint, **options) -> list[str]:
    """The ids of the candidates, likeliest first."""
    with reading(database) as conn:
        return [one.id for one in similar.nearest(conn, fingerprint, **options)]


def test_what_is_known_comes_back_as_it_was(database: Engine):
    """A verdict after a restart must be the verdict before it."""
    one = known(1, entities=["nec"], values=["JPY:1000000000000"], concepts=["public_support"])
    fill(database, one)
    with reading(database) as conn:
        assert similar.nearest(conn, one.fingerprint) == [one]
        assert similar.by_address(conn, "https://paper.example/1") == one
        assert similar.by_address(conn, "https://paper.example/2") is None


@pytest.mark.parametrize("share", [0.4, 0.5, 0.7, 0.9])
def test_a_copy_that_was_cut_is_among_the_candidates(database: Engine, share: float):
    """Wire copies are cut to fit, and come under another headline at another address."""
    fill(database, *(known(number) for number in range(20)))
    text = words(7)
    cut = dedupe.fingerprint(
        url="https://other.example/x",
        title="Other",
        text=text[: int(len(text) * share)],
        language="en",
    )
    assert found(database, cut)[0] == "a7"


def test_the_same_address_text_or_headline_is_found_whatever_else_changed(database: Engine):
    """A page that was rewritten from top to bottom is still that page."""
    fill(database, *(known(number) for number in range(5)))
    for same in (
        {"url": "http://www.paper.example/3/?utm_source=x"},
        {"text": words(3).upper()},
        {"title": headline(3).upper()},
    ):
        assert found(database, known(77, **same).fingerprint)[0] == "a3"


def test_reports_that_share_names_and_figures_are_found_across_languages(database: Engine):
    """A Japanese report shares no word with an English one, but its parties and its amounts."""
    shared = {"entities": ["nec", "sony"], "values": ["JPY:1300000000000", "people:310"]}
    fill(database, *(known(number) for number in range(5)), known(9, **shared))
    japanese = dedupe.fingerprint(
        url=None, title="支援拡大", text="支援を1兆3,000億円に引き上げる。", language="ja", **shared
    )
    assert found(database, japanese)[0] == "a9"


def test_a_name_that_everybody_has_leads_to_the_latest_and_not_to_all(database: Engine):
    """Otherwise the look-up would grow with the archive."""
    fill(database, *(known(number, entities=["nec"]) for number in range(100)))
    asked = dedupe.fingerprint(url=None, title="", text="", language="en", entities=["nec"])
    latest = found(database, asked)
    assert len(latest) == similar.LATEST_OF_A_MARK
    assert latest[0] == "a99"
    at = NOW + timedelta(hours=15) - timedelta(minutes=similar.READ_AHEAD_MINUTES)
    then = found(database, asked, at=at)
    assert then[0] == "a15"
    assert "a16" not in then


def test_an_edited_page_takes_the_place_of_its_earlier_self(database: Engine):
    """A page that changes every hour must not fill the index with itself."""
    fill(database, known(1, values=["JPY:1"]))
    edited = replace(known(2, values=["JPY:2"]), id="a1")
    fill(database, edited)
    with reading(database) as conn:
        for table, most in ((schema.fingerprints, 1), (schema.passages, PASSAGES)):
            assert conn.scalar(select(func.count()).select_from(table)) == most
    assert found(database, known(1).fingerprint) == []
    assert found(database, edited.fingerprint) == ["a1"]


def test_old_articles_leave_the_look_up_tables_and_seeds_do_not(database: Engine):
    """The tables stay as large as the time that matters; an old page is still known by its address."""
    seed = replace(known(2), id="seed:000", published=NOW)
    fill(database, known(1), seed, known(50))
    with writing(database) as conn:
        assert similar.forget_before(conn, NOW + timedelta(hours=10)) == 1
        assert similar.forget_before(conn, NOW + timedelta(hours=10)) == 0
    cut = {"url": None, "title": "x", "language": "en"}
    assert found(database, dedupe.fingerprint(text=words(1)[:500], **cut)) == []
    assert found(database, dedupe.fingerprint(text=words(2)[:500], **cut)) == ["seed:000"]
    assert found(database, known(1).fingerprint) == ["a1"]
    fill(database, known(1))
    assert found(database, dedupe.fingerprint(text=words(1)[:500], **cut)) == ["a1"]


def test_an_empty_text_shares_nothing_with_another(database: Engine):
    """Pages that could not be read are not copies of each other."""
    fill(database, known(1, text="", title="A", url=None))
    assert found(database, known(2, text="", title="B", url=None).fingerprint) == ["a1"]
    with reading(database) as conn:
        assert conn.scalar(select(func.count()).select_from(schema.passages)) == 0

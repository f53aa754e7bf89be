"""`bot check` says what a topic will miss, or let in, before a page is read."""

from __future__ import annotations

from pathlib import Path

from bot.watchlist import load_watchlist
from bot.watchlist.gaps import gaps

FEEDS = """
feeds:
  - {id: gazette, url: https://gazette.example/rss, language: en}
  - {id: courier, url: https://courier.example/rss, language: pt-BR}
  - {id: bote, url: https://bote.example/rss, language: de, topics: [other]}
  - {id: old, url: https://old.example/rss, language: tr, enabled: false}
"""
OTHER = """
  - id: other
    name: Another one
    keywords: {any: [lighthouse]}
"""


def found(folder: Path, topic: str) -> list[str]:
    """What is said of a topic `bridge` of these keys, beside another one."""
    path = folder / "feeds.yaml"
    path.write_text(
        f"topics:\n  - id: bridge\n    name: B\n{topic}{OTHER}{FEEDS}", encoding="utf-8"
    )
    return list(gaps(load_watchlist(path)))


def test_a_feed_in_a_language_without_keywords_is_named(tmp_path: Path) -> None:
    """Half of a story is lost where nobody thought of its language; feeds that are off do not count."""
    [said] = found(tmp_path, "    keywords: {any: {en: [strait bridge]}}\n")
    assert said.startswith("Topic bridge: 1 feed is in pt, and no keyword is;")


def test_a_flat_list_is_taken_to_speak_every_language_of_its_script(tmp_path: Path) -> None:
    """It does not say which language a word is in, and a false alarm teaches nobody."""
    assert found(tmp_path, "    keywords: {any: [strait bridge]}\n") == []
    [en, pt] = found(tmp_path, "    keywords: {any: [海峡大橋]}\n")
    assert "in en, and no keyword is" in en
    assert "in pt, and no keyword is" in pt


NAMED = "    entities: [{id: casco, name: Casco}, {id: alfa, name: Alfa}]\n"


def test_a_keyword_that_is_a_partys_bare_name_is_named(tmp_path: Path) -> None:
    """All that the party does would be on the topic, and in its ledger."""
    [said] = found(tmp_path, f"    keywords: {{any: [Casco, strait bridge]}}\n{NAMED}")
    assert said.startswith("Topic bridge: “Casco” in `any` is a party's bare name")


def test_a_bare_name_beside_a_second_condition_is_no_gap(tmp_path: Path) -> None:
    """Two parties, or another word, are what makes it the story."""
    for more in ("all_of_entities: 2", "all: [bridge]", "at_least: {count: 1, of: [bridge]}"):
        assert found(tmp_path, f"    keywords: {{any: [Casco], {more}}}\n{NAMED}") == []


def test_one_party_as_second_condition_is_none_since_the_keyword_meets_it(tmp_path: Path) -> None:
    """`all_of_entities: 1` is met by the very name that is the keyword."""
    assert found(tmp_path, f"    keywords: {{any: [Casco], all_of_entities: 1}}\n{NAMED}")


def test_series_without_cues_in_a_feeds_language_are_named(tmp_path: Path) -> None:
    """A page is found, and its figures stay unfiled."""
    series = (
        "    series:\n"
        "      - {id: cost, label: Cost, unit: money, cues: {en: [cost], pt: [custo]}}\n"
        "      - {id: toll, label: Toll, unit: money, cues: {en: [toll]}}\n"
        "      - {id: year, label: Year, unit: year}\n"
    )
    [said] = found(tmp_path, f"    keywords: {{any: {{en: [bridge], pt: [ponte]}}}}\n{series}")
    assert said.startswith("Topic bridge: 1 feed is in pt, and toll has no cues there;")

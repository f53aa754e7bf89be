"""A suggestion comes into feeds.yaml, and not a byte of what a person wrote there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.model.suggestions import Suggestion
from bot.watchlist import load_watchlist
from bot.watchlist.teaching import accept

FILE = """# What we watch.
topics:
  - id: bridge     # the first
    name: B
    keywords:
      any: {keywords}
    entities:
{entities}
feeds:
  - https://news.example/feed.xml  # the only one
"""
PLAIN = "      - {id: casco, name: Casco}"


def written(folder: Path, *, keywords: str = "[bridge]", entities: str = PLAIN) -> Path:
    """A feeds.yaml with these keywords and entities."""
    path = folder / "feeds.yaml"
    text = FILE.replace("{keywords}", keywords).replace("{entities}", entities)
    path.write_text(text, encoding="utf-8")
    return path


def suggestion(kind: str, text: str, language: str, owner: str = "") -> Suggestion:
    """A suggestion for the topic of the bridge."""
    return Suggestion(
        topic="bridge",
        kind="alias" if kind == "alias" else "keyword",
        owner=owner,
        text=text,
        language=language,
        pages=(),
    )


ALIASES = {
    "a party that goes by its name alone": (PLAIN, ["Casco", "Kasko"]),
    "a flat list": ("      - {id: casco, name: Casco, aliases: [CSC, ]}", ["CSC", "Kasko"]),
    "a list of the language": (
        "      - {id: casco, name: Casco, aliases: {en: [CSC], ja: [カスコ]}}",
        ["CSC", "Kasko", "カスコ"],
    ),
    "lists of other languages": (
        "      - {id: casco, name: Casco, aliases: {ja: [カスコ]}}",
        ["カスコ", "Kasko"],
    ),
    "one item a line": (
        "      - id: casco\n        name: Casco\n        aliases:\n          - CSC  # short\n          - Casco Co.\n\n      # the end",
        ["CSC", "Casco Co.", "Kasko"],
    ),
    "one language a line": (
        "      - id: casco\n        name: Casco\n        aliases:\n          en: [CSC]   # short\n          ja:\n          - カスコ",
        ["CSC", "Kasko", "カスコ"],
    ),
    "a block without aliases": ("      - id: casco\n        name: Casco", ["Casco", "Kasko"]),
}


@pytest.mark.parametrize("entities", [one for one, _ in ALIASES.values()], ids=list(ALIASES))
def test_a_name_goes_into_the_list_as_it_is_written(tmp_path: Path, entities: str) -> None:
    """A person writes lists in many ways, and finds them again as they were."""
    path = written(tmp_path, entities=entities)
    before = path.read_text(encoding="utf-8")
    accept(path, suggestion("alias", "Kasko", "en", "casco"))
    [party] = load_watchlist(path).topics[0].entities
    wanted = next(names for one, names in ALIASES.values() if one == entities)
    assert [alias.text for alias in party.aliases] == wanted
    after = path.read_text(encoding="utf-8")
    assert all(line.strip() in after for line in before.splitlines() if line.startswith("#"))
    for comment in ("# What we watch.", "# the first", "# the only one"):
        assert comment in after
    assert ("# short" in after) == ("# short" in before)
    assert ("# the end" in after) == ("# the end" in before)


def test_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    """What is put in is one piece of text, and nothing is written anew."""
    path = written(tmp_path, keywords="{en: [bridge],   de: [Brücke]}  # two")
    before = path.read_bytes().decode()
    accept(path, suggestion("keyword", "puente", "es"))
    after = path.read_bytes().decode()
    assert after.replace(', es: ["puente"]', "") == before


def test_a_keyword_goes_to_its_language(tmp_path: Path) -> None:
    """The stemmer of the language decides which forms are found."""
    path = written(tmp_path, keywords="{en: [bridge]}")
    accept(path, suggestion("keyword", "puente", "es"))
    accept(path, suggestion("keyword", "estrecho", "es"))
    found = [(one.text, one.language) for one in load_watchlist(path).topics[0].keywords.any]
    assert found == [("bridge", "en"), ("puente", "es"), ("estrecho", "es")]


def test_text_that_yaml_would_read_otherwise_is_quoted(tmp_path: Path) -> None:
    """A company may be called "No: 1", or "null"."""
    path = written(tmp_path)
    accept(path, suggestion("keyword", 'No: "1", [x]', "en"))
    accept(path, suggestion("keyword", "null", "en"))
    texts = [one.text for one in load_watchlist(path).topics[0].keywords.any]
    assert texts == ["bridge", 'No: "1", [x]', "null"]


def test_a_party_that_is_gone_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    """The owner may have edited the file since the suggestion was shown."""
    path = written(tmp_path)
    before = path.read_bytes()
    with pytest.raises(ConfigError, match="holds no 'delta' any more"):
        accept(path, suggestion("alias", "Delta Rail", "en", "delta"))
    assert path.read_bytes() == before


def test_a_file_that_would_not_load_is_not_written(tmp_path: Path) -> None:
    """An alias that names two parties is a fault, and the bot must start tomorrow."""
    both = "      - {id: casco, name: Casco}\n      - {id: alfa, name: Alfa, aliases: [Alfa]}"
    path = written(tmp_path, entities=both)
    before = path.read_bytes()
    with pytest.raises(ConfigError):
        accept(path, suggestion("alias", "Alfa", "en", "casco"))
    assert path.read_bytes() == before

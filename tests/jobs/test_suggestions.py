"""The story teaches the topic: from pages that were read to a line of feeds.yaml, by the owner's word alone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from typer.testing import CliRunner

from bot import app
from bot.cli import app as commands
from bot.dispatch import clock
from bot.dispatch import replay as replays
from bot.jobs import send_digest
from bot.jobs.context import Context
from bot.jobs.suggest import LOOKED_BACK, suggestions
from bot.model.suggestions import Suggestion
from bot.settings import load_settings
from bot.storage.engine import reading
from bot.watchlist import load_watchlist

NOW = clock.now()
TOPIC = """# Our bridge.
topics:
  - id: bridge
    name: The strait bridge
    keywords: {any: [strait bridge]}
    entities: [{id: casco, name: Casco}]  # the builder
feeds: [https://news.example/feed.xml]
"""
PAGES = [
    ("a", "Wire", "Northspan, formerly Casco, builds the strait bridge. Work begins in May."),
    ("b", "Post", "The strait bridge costs more, said Northspan (formerly Casco), its builder."),
]


def stream(folder: Path, published: datetime) -> Path:
    """Two pages of the story, by two publishers, from that time."""
    path = folder / "stream.jsonl"
    rows = [
        {
            "id": name,
            "url": f"https://{source.lower()}.example/{name}",
            "source": source,
            "language": "en",
            "published": (published + timedelta(hours=number)).isoformat(),
            "title": f"Strait bridge: part {number}",
            "text": text,
        }
        for number, (name, source, text) in enumerate(PAGES)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def feeds(folder: Path) -> Path:
    """A feeds.yaml with the topic of the bridge."""
    path = folder / "feeds.yaml"
    path.write_text(TOPIC, encoding="utf-8")
    return path


def found(context: Context, folder: Path, published: datetime) -> tuple[Suggestion, ...]:
    """What is suggested once both pages were read."""
    list(replays.replay(replays.read_stream(stream(folder, published)), context))
    with reading(context.engine) as conn:
        return suggestions(conn, context.watchlist, now=NOW)


def test_two_publishers_teach_a_name_and_it_is_the_owners_to_accept(tmp_path: Path) -> None:
    """The whole way: read, suggested with its pages, accepted into the file, suggested no more."""
    path, data = feeds(tmp_path), tmp_path / "data"
    runner, there = CliRunner(), ["--feeds", str(path), "--data", str(data)]
    articles = stream(tmp_path, NOW - timedelta(days=1))
    replayed = [
        "replay",
        str(articles),
        "--feeds",
        str(path),
        "--seeds",
        "none",
        "--keep",
        str(data),
    ]
    assert runner.invoke(commands, replayed).exit_code == 0
    said = runner.invoke(commands, ["topics", "suggest", "--json", *there])
    [row] = map(json.loads, said.stdout.splitlines())
    assert (row["owner"], row["text"], row["language"]) == ("casco", "Northspan", "en")
    assert [page["source"] for page in row["pages"]] == ["Wire", "Post"]
    assert path.read_text(encoding="utf-8") == TOPIC
    done = runner.invoke(commands, ["topics", "accept", row["id"], *there])
    assert done.exit_code == 0, done.output
    wanted = 'entities: [{id: casco, name: Casco, aliases: ["Casco", "Northspan"]}]  # the builder'
    assert wanted in path.read_text(encoding="utf-8")
    again = runner.invoke(commands, ["topics", "suggest", *there])
    assert "Nothing:" in again.stdout


def test_a_number_that_is_not_suggested_is_refused(tmp_path: Path) -> None:
    """Nothing is widened by a slip of the hand."""
    path = feeds(tmp_path)
    there = ["--feeds", str(path), "--data", str(tmp_path / "data")]
    done = CliRunner().invoke(commands, ["topics", "accept", "00000000", *there])
    assert done.exit_code != 0
    assert "no suggestion has the number '00000000'" in str(done.exception)


def test_the_digest_ends_with_what_its_time_teaches_and_old_pages_teach_nothing(
    tmp_path: Path,
) -> None:
    """A line that comes every day is read by nobody, and last year's name is no news."""
    watchlist = load_watchlist(feeds(tmp_path))
    log = structlog.get_logger()
    with app.opened(load_settings(), watchlist, log=log, database_url=app.IN_MEMORY) as context:
        assert found(context, tmp_path, NOW - 2 * LOOKED_BACK) == ()
    with app.opened(load_settings(), watchlist, log=log, database_url=app.IN_MEMORY) as context:
        [one] = found(context, tmp_path, NOW - timedelta(hours=20))
        text = " ".join(send_digest.preview(context, day=None, now=NOW).text.split())
        assert f"{one.id} bridge: “Northspan” (en) as a name of Casco; 2 pages of 2" in text
        later = send_digest.preview(context, day=None, now=NOW + timedelta(days=3)).text
        assert "Northspan" not in later

"""A draft is rehearsed on pages that were saved, and streams are recorded from a folder or a feed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from stories import TUNNEL, articles
from typer.testing import CliRunner, Result

from bot.cli import app as commands
from bot.jobs.draft_topic import draft_topic
from bot.render.drafted import draft_as_yaml

DAYS = ("2025-03-02", "2025-06-02", "2025-09-02")


def page(number: int) -> str:
    """A saved page of the tunnel's story."""
    language, title, text = TUNNEL[number]
    return (
        f'<html lang="{language}"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{DAYS[number]}T08:00:00Z"></head>'
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three saved pages."""
    place = tmp_path / "saved"
    place.mkdir()
    for number in range(len(TUNNEL)):
        (place / f"page-{number}.html").write_text(page(number), encoding="utf-8")
    return place


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    """The topic that is drafted from them."""
    file = tmp_path / "draft.yaml"
    file.write_text(draft_as_yaml(*draft_topic(articles(TUNNEL))), encoding="utf-8")
    return file


def bot(*arguments: object) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def test_saved_pages_are_drafted_from_the_command_line(folder: Path) -> None:
    """The first hour begins with pages in a browser, and with no feeds.yaml at all."""
    done = bot("topics", "draft", *sorted(folder.iterdir()))
    assert done.exit_code == 0, done.output
    assert "id: lindholm-cost" in done.output
    assert "2025-06-02" in done.output


def test_two_articles_are_too_few_for_a_draft(folder: Path) -> None:
    """What two share may be chance; the reason is said, and nothing is printed that looks like a topic."""
    done = bot("topics", "draft", *sorted(folder.iterdir())[:2])
    assert done.exit_code != 0
    assert "a draft needs 3 articles at least" in str(done.exception)


@pytest.mark.parametrize("place", ["nowhere.html", "/dev/zero"])
def test_what_is_no_article_is_said_by_its_name(place: str, folder: Path) -> None:
    """A missing file and a device are answered with a word, and never read for ever."""
    done = bot("topics", "draft", place, *sorted(folder.iterdir())[:2])
    assert done.exit_code != 0
    assert place.rsplit("/", 1)[-1] in done.output + str(done.exception)


def test_a_rehearsal_says_of_each_figure_why(folder: Path, topic: Path) -> None:
    """Told, kept or in no series: whoever edits a topic has to see which, and for what reason."""
    done = bot("rehearse", "--topic", topic, folder)
    assert done.exit_code == 0, done.output
    told = [line for line in done.output.splitlines() if line.startswith("  → ")]
    assert "  → Changed: Cost: £4.2 billion → £4.9 billion (+17%, +£700 million)" in told
    lines = [line for line in done.output.splitlines() if "“" in line and "” → " in line]
    assert lines
    assert all(line.rpartition(". ")[2] for line in lines)


def test_a_rehearsal_keeps_the_articles_own_time(folder: Path, topic: Path) -> None:
    """Read in one minute, they are a quarter of a year apart: the order is that of their days."""
    done = bot("rehearse", "--topic", topic, folder)
    days = [line.split("  ")[0] for line in done.output.splitlines() if " UTC on " in line]
    assert len(days) == len(DAYS)
    assert [day.split(" on ")[1] for day in days] == ["2 Mar 2025", "2 Jun 2025", "2 Sep 2025"]


def test_a_rehearsal_is_written_as_a_page_that_loads_nothing(
    folder: Path, topic: Path, tmp_path: Path
) -> None:
    """It is sent to colleagues: it must say the same without a network, and hold no script."""
    html = tmp_path / "rehearsal.html"
    bot("rehearse", "--topic", topic, folder, "--html", html)
    text = html.read_text(encoding="utf-8")
    assert "£4.2 billion → £4.9 billion" in text
    assert "<script" not in text
    assert "src=" not in text


def test_a_topic_of_feeds_yaml_is_rehearsed_by_its_id(
    folder: Path, topic: Path, tmp_path: Path
) -> None:
    """What is live is rehearsed too, before an article of it comes; a wrong id is answered with the file's name."""
    indented = "".join(f"    {line}\n" for line in topic.read_text(encoding="utf-8").splitlines())
    file = tmp_path / "feeds.yaml"
    file.write_text(
        f"topics:\n  -\n{indented}feeds: [https://news.example/feed.xml]\n", encoding="utf-8"
    )
    done = bot("rehearse", "--topic", "lindholm-cost", folder, "--feeds", file)
    assert done.exit_code == 0, done.output
    wrong = bot("rehearse", "--topic", "lindholm", folder, "--feeds", file)
    assert "no topic of" in str(wrong.exception)


def test_a_folder_of_saved_pages_is_replayed_and_recorded(
    folder: Path, topic: Path, tmp_path: Path
) -> None:
    """A stream is made of what a person has, and says the same when it is replayed."""
    stream, first, again = (tmp_path / name for name in ("s.jsonl", "a.jsonl", "b.jsonl"))
    given = ("--topic", topic, "--seeds", "none", "--json")
    done = bot("replay", folder, *given, first, "--record", stream)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in stream.read_text(encoding="utf-8").splitlines()]
    assert [row["published"][:10] for row in rows] == list(DAYS)
    assert set(rows[0]) == {"id", "url", "source", "language", "published", "title", "text"}
    bot("replay", stream, *given, again)
    assert first.read_text(encoding="utf-8") == again.read_text(encoding="utf-8")


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A feed on loopback with three items; the page of the second is gone, so that its summary stands in."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if name == "feed.xml":
                items = "".join(
                    f"<item><title>{TUNNEL[at][1]}</title><link>{root}/page-{at}</link>"
                    f"<pubDate>Sun, 0{at + 2} Mar 2025 08:00:00 GMT</pubDate>"
                    f"<description>{TUNNEL[at][2]}</description></item>"
                    for at in range(len(TUNNEL))
                )
                self._answer(
                    f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>",
                    "text/xml",
                )
            elif name in {"page-0", "page-2"}:
                self._answer(page(int(name[-1])), "text/html; charset=utf-8")
            else:
                self.send_error(404)

        def _answer(self, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("BOT_ALLOW_HOSTS", "127.0.0.1")
    yield f"{root}/feed.xml"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_feed_is_recorded_with_its_pages(feed: str, topic: Path, tmp_path: Path) -> None:
    """What a feed still lists is the nearest archive there is; a page that is gone is stood in for by its summary."""
    stream = tmp_path / "s.jsonl"
    done = bot(
        "replay", "--from-feed", feed, "--topic", topic, "--seeds", "none", "--record", stream
    )
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in stream.read_text(encoding="utf-8").splitlines()]
    assert [row["title"] for row in rows] == [title for _, title, _ in TUNNEL]
    assert rows[1]["text"].startswith("Der Lindholm-Tunnel")


def test_a_replay_asks_for_one_source(topic: Path) -> None:
    """Neither and both are a question back, and no guess."""
    assert "--from-feed" in str(bot("replay", "--topic", topic).exception)

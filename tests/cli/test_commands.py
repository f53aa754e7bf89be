"""The commands, as a person and a program type them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import bot_here
from typer.testing import CliRunner

from bot.cli import app
from bot.storage.engine import hold_database

ROOT = Path(__file__).parents[2]
SENTENCE = "Support rose to ¥1.3 trillion ($8.2 billion) over five years from ¥1 trillion."
STREAM = [
    {
        "id": "a1",
        "url": "https://wire.example/1",
        "source": "Wire",
        "language": "en",
        "published": "2026-06-01T00:00:00Z",
        "title": "Four companies build physical AI for robots",
        "text": "SoftBank, NEC, Honda and Sony founded a company for physical AI. Its capital is ¥10 billion.",
    },
    {
        "id": "a2",
        "url": "https://other.example/2",
        "source": "Other",
        "language": "en",
        "published": "2026-06-02T00:00:00Z",
        "title": "Physical-AI company of SoftBank, NEC, Honda and Sony gets more capital",
        "text": "The physical-AI company of SoftBank, NEC, Honda and Sony has raised its capital from ¥10 billion to ¥15 billion.",
    },
]


def bot(
    *arguments: str, said: str | None = None, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own, with a clean environment."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "140", **environment},
    )


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Two recorded articles, the second of which revises a figure of the first."""
    place = tmp_path / "stream.jsonl"
    place.write_text("".join(json.dumps(row) + "\n" for row in STREAM), encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "check",
        "health",
        "figures",
        "replay",
        "explain",
        "ledger",
        "digest",
        "feeds",
        "outbox",
        "events",
    ],
)
def test_every_command_explains_itself_with_an_example(command) -> None:
    """Nobody reads a manual before the first try."""
    said = CliRunner().invoke(app, [command, "--help"], prog_name="bot")

    assert said.exit_code == 0
    assert "Example: " in said.stdout
    assert f"bot {command}" in " ".join(said.stdout.split())


def test_figures_slice_their_text_and_have_the_contracts_fields() -> None:
    """Programs rely on these fields."""
    said = bot_here("figures", "-", "--language", "en", "--json", said=SENTENCE)

    rows = [json.loads(line) for line in said.stdout.splitlines()]
    assert [row["low"] for row in rows] == ["1300000000000", "8200000000", "1000000000000"]
    assert [row["unit"] for row in rows] == ["JPY", "USD", "JPY"]
    for row in rows:
        assert SENTENCE[row["start"] : row["end"]] == row["text"]
    assert rows[0]["period"] == "P5Y"
    assert rows[1]["rendering_of"] == rows[0]["start"]
    assert rows[2]["earlier"]


def test_figures_are_a_table_for_a_person() -> None:
    """A person checks a text at a glance."""
    said = bot_here("figures", "-", said=SENTENCE)

    assert "¥1.3 trillion" in said.stdout
    assert "over 5 years" in said.stdout


def test_a_batch_answers_line_by_line(tmp_path: Path) -> None:
    """An evaluation sends thousands of texts."""
    batch = tmp_path / "texts.jsonl"
    rows = [{"id": 1, "text": SENTENCE, "language": "en"}, {"id": "b", "text": "資本金は120億円。"}]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    answers = [
        json.loads(line) for line in bot_here("figures", "--batch", str(batch)).stdout.splitlines()
    ]

    assert [answer["id"] for answer in answers] == [1, "b"]
    assert answers[1]["figures"][0]["low"] == "12000000000"


def test_replay_tells_what_is_new_and_what_moved(stream: Path, tmp_path: Path) -> None:
    """The whole pipeline, in the contract's form."""
    out = tmp_path / "out.jsonl"
    said = bot_here("replay", str(stream), "--seeds", "none", "--json", str(out))

    assert said.returncode == 0, said.stderr
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first["topics"] == ["japan-physical-ai"]
    assert [change["kind"] for change in first["changes"] if change["series"] == "capital"] == [
        "new"
    ]
    (moved,) = [change for change in second["changes"] if change["series"] == "capital"]
    assert (moved["kind"], moved["after"]["low"], moved["before"]["low"]) == (
        "revised",
        "15000000000",
        "10000000000",
    )
    assert second["alert"] is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--feeds", "nowhere.yaml"), "nowhere.yaml"),
        (("replay", "nowhere.jsonl"), "nowhere.jsonl"),
        (("replay", "README.md"), "README.md:1"),
        (("figures", "nowhere.txt"), "nowhere.txt"),
        (("ledger", "--topic", "nonsense", "--data", "{tmp}"), "japan-physical-ai"),
        (("ledger", "--csv", "--json", "--data", "{tmp}"), "not both"),
        (("explain", "https://nowhere.example", "--data", "{tmp}"), "no article"),
        (("outbox", "retry", "7", "--data", "{tmp}"), "`bot outbox` lists them"),
    ],
)
def test_a_wrong_setting_exits_2_with_the_place_and_the_mend(arguments, words, tmp_path) -> None:
    """What happened, where, and how to mend it; and no traceback."""
    said = bot_here(*(one.replace("{tmp}", str(tmp_path)) for one in arguments))

    assert said.returncode == 2
    assert words in said.stderr
    assert "Traceback" not in said.stderr


def test_a_second_bot_on_the_same_data_is_refused(tmp_path: Path) -> None:
    """Two bots on one ledger would both be wrong; both say so in a line."""
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text((ROOT / "feeds.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    hold = (
        "import sys, time\n"
        "from bot.storage.engine import hold_database\n"
        "with hold_database(sys.argv[1]):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(30)\n"
    )
    data = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-c", hold, f"sqlite:///{data / 'newsledger.db'}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "held"
        second = bot("run", "--once", "--feeds", str(feeds), "--data", str(data))
        first.kill()

    assert second.returncode == 1
    assert "another bot" in second.stderr.lower()


def test_a_second_bot_on_the_same_database_is_refused_whatever_its_folder(tmp_path: Path) -> None:
    """DATABASE_URL stands above --data: two folders, one outbox, and each alert twice."""
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    with hold_database(url):
        second = bot("run", "--once", "--data", str(tmp_path / "second"), DATABASE_URL=url)
    assert second.returncode == 1
    assert f"another bot is running on {tmp_path / 'shared.db'}" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("run", "--once"), "the server cannot be reached"),
        (("health",), "the server cannot be reached"),
        (("ledger",), "the server cannot be reached"),
        (("backup", "x.db"), "use pg_dump"),
    ],
)
def test_a_server_that_does_not_answer_is_said_by_every_command(
    command: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """A database that is down is told from a fault of the bot, and its password is shown nowhere."""
    url = "postgresql://me:hush@127.0.0.1:1/news"
    said = bot_here(*command, "--data", str(tmp_path), DATABASE_URL=url)
    assert said.returncode == 1
    assert words in said.stderr
    assert "hush" not in said.stderr
    assert "Traceback" not in said.stderr


def test_health_before_the_first_run_is_a_start_and_no_failure(tmp_path: Path) -> None:
    """A container is asked whether it is well before its bot has begun; a failure there would end it."""
    said = bot_here("health", "--data", str(tmp_path))

    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("starting: no sign of life yet")


def test_check_prints_the_plan_and_no_secret(tmp_path: Path) -> None:
    """The first command of a new user, and the one that is pasted into questions."""
    said = bot_here("check", "--data", str(tmp_path))

    assert said.returncode == 0, said.stderr
    assert "japan-physical-ai" in said.stdout
    assert "digest" in said.stdout.lower()


def test_a_token_that_has_no_use_alone_is_said(tmp_path: Path) -> None:
    """Whoever set it for the buttons, and no bot token, would otherwise look for them."""
    said = bot_here("check", "--data", str(tmp_path), SLACK_APP_TOKEN="xapp-secret")

    assert "SLACK_APP_TOKEN is not used" in said.stdout
    assert "xapp-secret" not in said.stdout


def test_a_replay_can_be_kept_and_each_article_of_it_explained(
    stream: Path, tmp_path: Path
) -> None:
    """Whoever tries a topic on recorded news wants to know why, article by article."""
    kept = tmp_path / "kept"
    assert bot_here("replay", str(stream), "--seeds", "none", "--keep", str(kept)).returncode == 0

    said = bot_here("explain", "a2", "--data", str(kept))

    words = " ".join(said.stdout.split())
    assert "¥15 billion → Capital" in words
    assert "revised: " in words
    assert "alert (revised)" in words
    table = list(
        csv.DictReader(io.StringIO(bot_here("ledger", "--csv", "--data", str(kept)).stdout))
    )
    assert [
        (row["as_written"], row["in_force"]) for row in table if row["series"] == "capital"
    ] == [
        ("¥10 billion", ""),
        ("¥15 billion", "yes"),
    ]
    again = bot_here("replay", str(stream), "--seeds", "none", "--keep", str(kept))
    assert again.returncode == 2
    assert "fresh ledger" in again.stderr


def test_the_retired_name_of_a_command_says_what_it_is_called_now() -> None:
    """Whoever has it in a script learns the new word, and not that nothing is there."""
    said = bot_here("stories", "show", "abc")

    assert said.returncode != 0
    assert "bot events" in said.stdout + said.stderr

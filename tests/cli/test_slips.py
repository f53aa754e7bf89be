"""What a person types wrong is answered in a sentence, with exit status 2 or 1, and never with a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import bot_here

from bot.errors import ConfigError
from bot.settings import load_settings

ROOT = Path(__file__).parents[2]
TOPIC = """\
topics:
  - id: quay
    name: The north quay
    keywords:
      any: [north quay]
    series:
      - {id: cost, label: Cost, unit: money, cues: {en: [cost]}}
receivers:
  - {id: desk, kind: slack, channel: "#quay", digest: true}
  - {id: here, kind: terminal}
feeds:
  - https://news.example/feed.xml
"""
# Root may write everywhere unless it gives these rights away.
RIGHTS = "-dac_override,-dac_read_search"


def bot(*arguments: str, cwd: Path, bound: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own; `bound` as one whom the rights of files bind."""
    command = [sys.executable, "-m", "bot", *arguments]
    if bound and os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root is bound by no rights here: setpriv is missing")
        command = [setpriv, f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}", *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
    )


def words(said: subprocess.CompletedProcess[str]) -> str:
    """What was said, on one line, without the frame that typer draws."""
    return " ".join((said.stdout + said.stderr).replace("│", " ").split())


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with a feeds.yaml and a report."""
    (tmp_path / "feeds.yaml").write_text(TOPIC, encoding="utf-8")
    (tmp_path / "report.txt").write_text(
        "The north quay opens next year.\nIts cost is €5 million.", encoding="utf-8"
    )
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("run --once --backfill 99999999999", "less than or equal to 36500"),
        ("test-filter feeds.yaml --days 999999999999", "less than or equal to 36500"),
        ("events --limit 99999999999999999999", "less than or equal to"),
        ("seeds add report.txt --name ../../x", "'../../x' is no name of a record"),
        ("seeds add report.txt --published 2026-02-31", "'2026-02-31' is no date"),
        ("seeds add report.txt --published 2026-13", "'2026-13' is no date"),
        ("seeds add report.txt --published 0000", "'0000' is no date"),
        ("seeds add report.txt --published 9999", "9999 is still to come"),
        ("seeds add report.txt --language english", "--language: english is no language tag"),
        ("seeds add report.txt --language jp", "jp is a country; the language is ja"),
        ("seeds add folder", "folder: is a folder; name another file"),
        ("seeds add /dev/zero", "/dev/zero: is a device; name another file"),
        ("check --feeds folder", "folder: is a folder; name another file"),
        ("check --feeds /dev/zero", "/dev/zero: is a device; name another file"),
        ("figures folder", "folder: is a folder; name another file"),
        ("figures /dev/zero", "/dev/zero: is a device; name another file"),
        ("replay folder --seeds none", "folder: holds no saved page"),
        ("replay /dev/zero --seeds none", "/dev/zero: is a device; name another file"),
        ("feeds import folder", "folder: is a folder; name another file"),
        ("feeds import /dev/null", "/dev/null: is a device; name another file"),
        ("restore folder", "folder is no file that can be read"),
    ],
)
def test_a_slip_is_answered_in_a_sentence(house: Path, command: str, answer: str) -> None:
    """A traceback says nothing to whoever mistyped a number, and a device without an end fills the machine."""
    # A device without an end may only be read by a process that the timeout can end.
    said = (bot if "/dev/" in command else bot_here)(*command.split(), cwd=house)

    assert answer in words(said)
    assert "Traceback" not in said.stderr
    assert said.returncode in (1, 2)
    assert not (house.parent.parent / "x.yaml").exists()


@pytest.mark.parametrize(
    ("written", "instead", "answer"),
    [
        ("any: [north quay]", "any: North quay", "any: is text; write a list: [North quay]"),
        ("feeds:\n", "defaults: {interval: 30}\nfeeds:\n", "as in 30m"),
        ("feeds:\n", "keep: {texts: 90}\nfeeds:\n", "as in 90d"),
    ],
)
def test_the_mend_that_is_offered_works(
    house: Path, written: str, instead: str, answer: str
) -> None:
    """Whoever does as told, and is refused again, trusts no message any more."""
    file = house / "feeds.yaml"
    file.write_text(TOPIC.replace(written, instead), encoding="utf-8")

    said = bot_here("check", cwd=house)
    mended = instead.replace("North quay", "[North quay]").replace("30}", "30m}")
    file.write_text(TOPIC.replace(written, mended.replace("90}", "90d}")), encoding="utf-8")

    assert answer in words(said)
    assert said.returncode == 2
    assert bot_here("check", cwd=house).returncode == 0


def test_check_says_what_can_never_be_found(house: Path) -> None:
    """A file that is sound and finds nothing looks like a quiet week."""
    text = TOPIC.replace("[north quay]", '["north (?:quay|pier).*", "quay OR pier", "E.ON", "C++"]')
    text = text.replace("feeds:\n  - https://news.example/feed.xml\n", "feeds: []\n")
    (house / "feeds.yaml").write_text(text, encoding="utf-8")

    said = words(bot_here("check", cwd=house))

    assert "“north (?:quay|pier).*”, “quay OR pier” look like a pattern" in said
    assert "Feeds: none is polled" in said


def test_check_reads_the_seeds(house: Path) -> None:
    """`bot run` reads them at its start: what it would refuse then is said now."""
    assert "Seeds: no record in seeds" in words(bot_here("check", cwd=house))
    assert bot_here("seeds", "add", "report.txt", cwd=house).returncode == 0
    assert "Seeds: 1 record with 1 figure in seeds" in words(bot_here("check", cwd=house))
    (house / "seeds" / "broken.yaml").write_text("figures: [", encoding="utf-8")

    said = bot_here("check", cwd=house)

    assert said.returncode == 2
    assert "seeds/broken.yaml: is no seed record" in words(said)
    (house / "feeds.yaml").write_text(f"{TOPIC}seeds: report.txt\n", encoding="utf-8")
    assert "report.txt: the folder of seeds cannot be read" in words(bot_here("check", cwd=house))


def test_a_report_of_a_year_counts_next_year_from_there(house: Path) -> None:
    """A seed of 2019 that says "next year" speaks of 2020, whenever it is added."""
    text = TOPIC.replace(
        "    series:\n",
        "    series:\n      - {id: opening, label: Opening, unit: year, cues: {en: [opens]}}\n",
    )
    (house / "feeds.yaml").write_text(text, encoding="utf-8")

    assert (
        bot_here("seeds", "add", "report.txt", "--published", "2019-05", cwd=house).returncode == 0
    )

    assert "Opening 2020" in words(bot_here("seeds", "list", cwd=house))


def test_a_batch_takes_the_day_that_is_given_where_a_line_has_none(house: Path) -> None:
    """An option that is accepted and does nothing is a lie."""
    (house / "texts.jsonl").write_text('{"text": "It opens next year."}\n', encoding="utf-8")

    said = bot_here("figures", "--batch", "texts.jsonl", "--published", "2020-05-01", cwd=house)

    assert '"low": "737791"' in said.stdout


def test_a_receiver_without_an_account_here_can_be_muted(house: Path) -> None:
    """`feeds.yaml` names it; that this machine lacks the token changes nothing about that."""
    said = bot_here("mutes", "add", "topic", "quay", "--receiver", "desk", cwd=house)

    assert said.returncode == 0
    assert "desk is not told of topic quay" in words(said)


def test_an_empty_list_of_feeds_is_called_empty(house: Path) -> None:
    """A download that failed leaves an empty file behind."""
    (house / "empty.opml").touch()

    assert "empty.opml: is empty" in words(bot_here("feeds", "import", "empty.opml", cwd=house))


def test_one_is_counted_as_one(house: Path) -> None:
    """Small slips of language cost trust in the figures."""
    (house / "one.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/x"/></body></opml>',
        encoding="utf-8",
    )

    assert "1 feed added" in words(bot_here("feeds", "import", "one.opml", cwd=house))
    assert "0 articles of 1 day:" in words(
        bot_here("test-filter", "feeds.yaml", "--days", "1", cwd=house)
    )


def test_the_version_is_said(house: Path) -> None:
    """A report of a fault begins with it."""
    assert words(bot("--version", cwd=house)).startswith("Newsledger 0.")


def test_a_folder_that_may_only_be_read_is_read(house: Path) -> None:
    """A copy on a read-only disk, or another user's bot, can be looked at."""
    assert (
        bot_here("mutes", "add", "topic", "quay", "--receiver", "desk", cwd=house).returncode == 0
    )
    folder = house / "var"
    folder.chmod(0o555)
    try:
        said = {command: bot(command, cwd=house, bound=True) for command in ("ledger", "check")}
        written = bot("mutes", "remove", "1", cwd=house, bound=True)
        muted = bot("mutes", "list", cwd=house, bound=True)
    finally:
        folder.chmod(0o755)

    assert {command: one.returncode for command, one in said.items()} == dict.fromkeys(said, 0)
    assert written.returncode == 1
    assert "may not be written to" in words(written)
    assert "desk" in words(muted)


@pytest.mark.parametrize("command", ["feeds", "run --once", "check", "backup copy.db"])
def test_a_data_folder_that_is_forbidden_is_said(house: Path, command: str) -> None:
    """A container that runs as another user meets this first."""
    folder = house / "folder"
    folder.chmod(0)
    try:
        said = bot(*command.split(), "--data", "folder/memory", cwd=house, bound=True)
    finally:
        folder.chmod(0o755)

    assert "cannot be looked at (Permission denied)" in words(said)
    assert said.returncode == 2


@pytest.mark.parametrize("address", ["mysql://h/x", "rubbish"])
def test_another_database_is_refused_in_one_way(address: str) -> None:
    """Two messages that contradict each other send a person in a circle."""
    with pytest.raises(ConfigError, match=r"DATABASE_URL: .*sqlite:///"):
        load_settings({"DATABASE_URL": address})

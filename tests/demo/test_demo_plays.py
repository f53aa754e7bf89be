"""`make demo` is the first thing that a newcomer runs."""

from __future__ import annotations

import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from demo.stage import ROOT


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The demo, played once into a pipe, with nothing of ours in its environment."""
    folder = tmp_path_factory.mktemp("demo") / "played"
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--folder", str(folder)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "SLACK_BOT_TOKEN": "", "HOME": str(folder.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return folder, done


def test_every_expectation_of_the_demo_holds(played):
    """It checks itself, so a step that goes wrong anywhere shows here."""
    _, done = played
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "NOT AS EXPECTED" not in done.stdout


def test_it_shows_every_kind_of_change_in_words(played):
    """New, changed, disputed, settled, edited, more precise, and quiet with its reason."""
    _, done = played
    for words in ("New:", "Changed:", "Disputed:", "Settled:", "Corrected:", "quiet"):
        assert words in done.stdout
    assert "¥1 trillion over 5 years → ¥1.2 trillion" in done.stdout
    assert "\\x1b[" not in done.stdout


def test_the_mail_and_the_pictures_lie_where_it_says(played):
    """What it promises at its end must be there to look at."""
    folder, done = played
    assert str(folder / "mail") in done.stdout
    mails = sorted((folder / "mail").glob("*.eml"))
    assert len(mails) >= 10
    last = message_from_bytes(mails[-1].read_bytes(), policy=policy.default)
    assert last["To"] == "desk@example.org"
    assert {part.get_content_type() for part in last.walk()} >= {"text/plain", "text/html"}
    for name in ("alerts.svg", "ledger.svg", "digest/digest.html", "digest/digest.eml"):
        assert (folder / name).stat().st_size > 1000


def test_a_hostile_headline_stays_a_headline(played):
    """Markup, a mention of everybody and a reversed line arrive as characters, or not at all."""
    folder, done = played
    assert "\\u202e" not in done.stdout
    html = (folder / "digest" / "digest.html").read_text(encoding="utf-8")
    assert "<script" not in html

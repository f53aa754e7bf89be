"""Text from outside is shown, and never obeyed: by a terminal, by Slack, by a table, by our own progress."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from bot import logs
from bot.clients.slack_socket import _object
from bot.errors import StorageError
from bot.render import console
from bot.render.ledger_csv import _cell
from bot.render.slack_blocks import cut, safe_link
from bot.render.slack_blocks import escape as slack_escape
from bot.storage.engine import open_database

OBEYED = "\x1b[2J\u009b31m\u0085\u202eexe.txt\u2066"


def test_a_headline_with_markup_breaks_no_progress() -> None:
    """`[/bold]` in a title ended the round with a MarkupError."""
    shown = Text.from_markup(escape(f"1 read · {console.plain('[/bold] [red]x')}"))
    Console(file=io.StringIO()).print(shown)
    assert shown.plain == "1 read · [/bold] [red]x"


def test_no_sign_that_a_terminal_obeys_comes_into_the_log(capsys: pytest.CaptureFixture) -> None:
    """A title could clear the screen, or turn the line around."""
    logs.configure("json").warning("a page could not be read", title=f"Halvik {OBEYED}")
    said = json.loads(capsys.readouterr().err)
    assert "Halvik" in said["title"]
    assert not set(said["title"]) & set(OBEYED[:1] + "\u009b\u0085\u202e\u2066")


def test_no_sign_that_turns_letters_around_comes_into_slack() -> None:
    """A quote that reads backwards says something else than its page."""
    for said in (slack_escape(f"Halvik {OBEYED}"), cut(f"Halvik {OBEYED}", 100)):
        assert "Halvik" in said
        assert not set(said) & set("\x1b\u009b\u0085\u202e\u2066")
    assert safe_link("https://a.example/\u202egpj.exe") is None
    assert safe_link("https://a.example/é?q=1") == "https://a.example/é?q=1"


def test_what_it_takes_to_write_a_language_stays() -> None:
    """Joiners and marks of direction are letters' own affair."""
    assert (
        cut("می\u200cخواهم \u200fשלום\u200f 👩\u200d🔬", 100)
        == "می\u200cخواهم \u200fשלום\u200f 👩\u200d🔬"
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＠", "　="])
def test_a_cell_is_never_a_formula(begin: str) -> None:
    """A table program runs what it takes for one."""
    assert _cell(f"{begin}HYPERLINK()").startswith("'")
    assert _cell("Halvik") == "Halvik"


def test_an_answer_without_end_is_no_press() -> None:
    """Deep JSON ended the thread that listens for buttons."""
    assert _object("[" * 100_000) == {}


def test_an_empty_database_is_refused(tmp_path: Path) -> None:
    """It began anew in silence, and would have told everything again."""
    (tmp_path / "bot.db").write_bytes(b"")
    with pytest.raises(StorageError, match="is empty; restore it"):
        open_database(f"sqlite:///{tmp_path / 'bot.db'}")

"""Pictures of what a person sees, taken of the demo by Chromium: the alert, the digest, the board, a series."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot import app, logs
from bot.errors import ConfigError
from bot.settings import load_settings
from bot.watchlist import load_watchlist
from bot.web.access import Access
from bot.web.application import create
from bot.web.server import serving
from demo.stage import Stage
from demo.telling import printable

# Nothing but the demo's own pages may be asked for anything.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def take(stage: Stage, folder: Path) -> tuple[Path, ...]:
    """Take them once the demo has been played, and say where they are.

    Raises ConfigError where Chromium is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _page() as page, _board(stage) as board:
        page.set_content(_channel(stage))
        _shoot(page, folder / "alerts.png", width=900, height=430)
        page.goto((stage.folder / "digest" / "digest.html").resolve().as_uri())
        _shoot(page, folder / "digest.png", width=660, height=900)
        page.goto(board)
        _shoot(page, folder / "board.png", width=1100, height=760)
        page.goto(f"{board}series/japan-physical-ai/public_support")
        _shoot(page, folder / "series.png", width=1100, height=760)
    return tuple(sorted(folder.glob("*.png")))


def _channel(stage: Stage) -> str:
    """The alerts that told of a change, as a channel shows them: plainly, with their own words."""
    told = [printable(stage.slack.readable(one)) for one in stage.slack.messages]
    shown = [text for text in told if text.startswith("Changed")][:2]
    messages = "".join(
        f"<article><b>Newsledger</b> <small>APP</small><p>{escape(text)}</p></article>"
        for text in shown
    )
    return (
        "<style>body{font:15px/1.5 'Noto Sans CJK JP',sans-serif;margin:18px;color:#1d1c1d}"
        "article{margin-bottom:18px}p{white-space:pre-wrap;margin:4px 0}small{color:#616061}</style>"
        f"{messages}"
    )


def _shoot(page: Page, place: Path, *, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=place)


@contextmanager
def _page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise ConfigError("pictures need Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser.new_page()
        browser.close()


@contextmanager
def _board(stage: Stage) -> Iterator[str]:
    """The board over the demo's data, on the stream's own last day."""
    settings = load_settings({}, data=stage.data)
    log = logs.configure("text", secrets=())
    with app.opened(settings, load_watchlist(stage.feeds_file), log=log) as context:
        access = Access(host="127.0.0.1", port=0, now=lambda: stage.now)
        with serving(create(context, access, now=lambda: stage.now), access):
            yield access.address

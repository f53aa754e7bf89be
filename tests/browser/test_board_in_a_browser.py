"""The board in a real browser: what a person sees and clicks, and what axe says of it, light and dark.

They run where Chromium is installed (Debian's `chromium`); its own download is not used. What was seen is kept in
`var/screenshots`.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from sqlalchemy import update

from bot.storage.engine import writing
from bot.storage.schema import articles, stories
from demo.pictures import QUIET

sys.path.append(str(Path(__file__).parents[1] / "web"))

from board_samples import Board, read_folder, serve
from test_safety import HOSTILE, PASSWORD, put_dead

__all__ = ["read_folder", "serve"]

pytestmark = pytest.mark.browser
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
SEEN = Path(__file__).parents[2] / "var" / "screenshots"
SERIES = "/series/kestrel-meridian/offer_price"
PAGES = {
    "board": "/",
    "series": SERIES,
    "stories": "/events",
    "story": "/events",
    "told": "/told",
    "articles": "/articles",
    "article": "/articles/ke-009",
    "unfiled": "/unfiled",
    "draft": "/draft",
    "feeds": "/feeds",
    "digest": "/digest",
}
STRANGE: list[str] = []
# A machine that has much else to do is slow, not wrong.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
Serve = Callable[..., AbstractContextManager[Board]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all of them."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def strange() -> Iterator[list[str]]:
    """What must not happen on a page of ours: a request to somebody else, a script that stumbles, a dialog."""
    STRANGE.clear()
    SEEN.mkdir(parents=True, exist_ok=True)
    yield STRANGE
    assert STRANGE == []


def opened(chromium: Browser, board: Board, *, width: int = 1200, scheme: str = "light") -> Page:
    """A page whose every stranger is noted."""
    context = chromium.new_context(
        base_url=board.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((board.url, "data:")) else STRANGE.append(asked.url)
        ),
    )
    page.on("pageerror", lambda error: STRANGE.append(str(error)))
    page.on("dialog", lambda dialog: STRANGE.append(dialog.message))
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_by_everybody(chromium: Browser, serve: Serve, scheme: str) -> None:
    """Contrast, names, order, landmarks: axe finds no violation on any page."""
    with serve() as board:
        page = opened(chromium, board, scheme=scheme)
        for name, path in PAGES.items():
            page.goto(path)
            if name == "story":
                page.locator(".list a").first.click()
                expect(page.locator(".timeline")).to_be_visible()
            page.screenshot(path=SEEN / f"{name}-{scheme}.png")
            violations = Axe().run(page).response["violations"]
            assert [(name, one["id"], one["nodes"][0]["target"]) for one in violations] == []


def test_on_a_phone_no_page_is_wider_than_the_screen(chromium: Browser, serve: Serve) -> None:
    """Half of all alerts are opened on the way to somewhere."""
    with serve() as board:
        page = opened(chromium, board, width=380)
        for name, path in PAGES.items():
            page.goto(path)
            if name == "story":
                page.locator(".list a").first.click()
                expect(page.locator(".timeline")).to_be_visible()
            page.screenshot(path=SEEN / f"{name}-phone.png")
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) == 0, name


def test_from_the_board_to_the_sentence_in_its_source(chromium: Browser, serve: Serve) -> None:
    """The way that everybody goes: what changed, how it moved, who says so, in which words."""
    with serve() as board:
        page = opened(chromium, board)
        page.goto("/")
        page.get_by_role("link", name="Price of the takeover").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Price of the takeover")
        page.locator("svg.chart .mark").first.focus()
        expect(page.locator("[data-note]").first).to_contain_text("Skyline Wire")
        page.get_by_role("link", name="every decision").last.click()
        expect(page.locator("mark.filed").first).to_be_visible()


def test_whoever_is_quicker_than_the_script_reads_the_mark_too(
    chromium: Browser, serve: Serve
) -> None:
    """On a slow line the page is there before its script: a mark in focus then shows its words."""
    with serve() as board:
        page = opened(chromium, board)
        held: list[Route] = []
        page.route("**/board.js*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright marks the handler it is given)
        page.goto(SERIES, wait_until="commit")
        mark = page.locator("svg.chart .mark").first
        mark.focus()
        expect(mark).to_be_focused()
        held[0].continue_()
        expect(page.locator("[data-note]").first).to_contain_text("Skyline Wire")


def test_a_chart_can_be_read_with_the_keyboard_alone(chromium: Browser, serve: Serve) -> None:
    """Tab goes from mark to mark, and each says its figure."""
    with serve() as board:
        page = opened(chromium, board)
        page.goto(SERIES)
        marks = page.locator("svg.chart .mark")
        marks.first.focus()
        expect(marks.first).to_be_focused()
        expect(marks.first).to_have_attribute("aria-label", re.compile("€"))
        page.keyboard.press("Tab")
        expect(marks.nth(1)).to_be_focused()
        assert marks.nth(1).get_attribute("aria-label") != marks.first.get_attribute("aria-label")


def test_a_dead_letter_is_sent_again_with_a_click(chromium: Browser, serve: Serve) -> None:
    """The button does what it says."""
    with serve() as board:
        put_dead(board, "clicked")
        page = opened(chromium, board)
        page.goto("/feeds")
        again = page.get_by_role("button", name="Send again")
        before = again.count()
        again.first.click()
        expect(again).to_have_count(before - 1)


def test_two_events_become_one(chromium: Browser, serve: Serve) -> None:
    """An event that was split wrongly is mended where it is seen."""
    with serve() as board:
        page = opened(chromium, board)
        page.goto("/events")
        listed = page.locator(".list li")
        before = listed.count()
        page.locator(".list a").first.click()
        page.get_by_text("This is the same as another event").click()
        address = page.url
        page.get_by_role("button", name="Merge").click()
        expect(page).not_to_have_url(address)
        page.goto("/events")
        expect(listed).to_have_count(before - 1)


def test_an_unfiled_figure_is_filed_and_another_dismissed(
    chromium: Browser, serve: Serve, tmp_path: Path, read_folder: Path
) -> None:
    """The list is work to be done, and can be done where it stands."""
    copy = Path(shutil.copytree(read_folder, tmp_path / "board"))
    with serve(copy) as board:
        page = opened(chromium, board)
        page.goto("/unfiled")
        listed = page.locator(".unfiled li")
        before = listed.count()
        for button in ("File", "Dismiss"):
            row = listed.filter(has=page.locator("select")).first
            row.get_by_text("File or dismiss").click()
            page.screenshot(path=SEEN / f"unfiled-{button.lower()}.png")
            row.get_by_role("button", name=button, exact=True).click()
            done = "filed “" if button == "File" else "dismissed “"
            expect(page.get_by_text(done).first).to_be_visible()
        assert listed.count() <= before - 2
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == []


def test_a_log_in_opens_the_board_and_a_log_out_closes_it(chromium: Browser, serve: Serve) -> None:
    """With a password, as a team behind one address has it."""
    with serve(password=PASSWORD) as board:
        page = opened(chromium, board)
        page.goto("/")
        page.screenshot(path=SEEN / "login.png")
        assert page.get_by_role("navigation").count() == 0
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == []
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("not the password")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_label("Password")).to_be_visible()


def test_a_hostile_headline_breaks_no_page(chromium: Browser, serve: Serve) -> None:
    """Ten thousand characters, script and marks that turn the line: text, and the layout holds."""
    with serve() as board:
        with writing(board.context.engine) as conn:
            conn.execute(update(articles).where(articles.c.id == "ke-010").values(title=HOSTILE))
            conn.execute(update(stories).values(title=HOSTILE))
        page = opened(chromium, board, width=380)
        for path in ("/articles", "/articles/ke-010", "/events", "/told"):
            page.goto(path)
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) == 0, path

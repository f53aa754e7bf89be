"""The digest mail as a mail program shows it: at 600 and 360 pixels, light and dark, whatever its headlines say."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from bot.render import digest_mail
from demo.pictures import QUIET

sys.path.append(str(Path(__file__).parents[1] / "delivery"))

from alert_samples import alert_of, digest_of

pytestmark = pytest.mark.browser
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
SEEN = Path(__file__).parents[2] / "var" / "screenshots"
PATIENCE_MS = 60_000
HOSTILE = "<script>alert(1)</script>\u202etxt.exe" + "長" * 3_000 + "x" * 3_000


def test_a_mail_fits_wherever_it_is_read() -> None:
    """On a phone at night as well: no line is wider than the screen, and every word can be seen."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (on Debian: apt-get install chromium)")
    hostile = alert_of(story_title=HOSTILE, article=replace(alert_of().article, title=HOSTILE))
    mails = {
        "usual": digest_mail.digest_message(digest_of(alert_of(), replace(alert_of(), key="k2"))),
        "empty": digest_mail.digest_message(digest_of()),
        "hostile": digest_mail.digest_message(digest_of(hostile)),
    }
    SEEN.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), timeout=PATIENCE_MS
        )
        for scheme in ("light", "dark"):
            for width in (600, 360):
                context = browser.new_context(
                    color_scheme=scheme, viewport={"width": width, "height": 900}
                )
                page = context.new_page()
                page.set_default_timeout(PATIENCE_MS)
                for name, mail in mails.items():
                    page.set_content(mail["html"])
                    page.screenshot(path=SEEN / f"mail-{name}-{scheme}-{width}.png")
                    wide = "document.documentElement.scrollWidth"
                    assert page.evaluate(wide) <= width, (name, scheme, width)
        browser.close()

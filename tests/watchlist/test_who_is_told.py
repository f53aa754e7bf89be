"""Who is told on this machine, and the plan that `bot check` prints."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.model.alerts import Receiver
from bot.settings import load_settings
from bot.watchlist import Watchlist, load_watchlist, plan, receivers_in_use
from bot.watchlist.plan import next_digest

NOW = datetime(2026, 3, 28, 12, tzinfo=UTC)
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1"}
MAIL = {"SMTP_URL": "smtp://mail.example", "MAIL_FROM": "a@example.org"}

RECEIVERS = (
    Receiver(id="team", kind="slack", to=("#team",)),
    Receiver(
        id="post",
        kind="mail",
        to=("a@b.test",),
        alerts=False,
        digest=True,
        digest_at=time(7, 30),
        timezone="Asia/Tokyo",
    ),
)


@pytest.mark.parametrize(
    ("environ", "ids", "note"),
    [
        (
            {},
            ["terminal"],
            (
                "No Slack token and no mail server: alerts and the digest go to the terminal. "
                "Set SLACK_BOT_TOKEN or SMTP_URL to change that."
            ),
        ),
        (
            SLACK,
            ["team", "terminal"],
            "No mail server: the digest goes to the terminal. Set SMTP_URL to change that.",
        ),
        (
            MAIL,
            ["post", "terminal"],
            "No Slack token: alerts go to the terminal. Set SLACK_BOT_TOKEN to change that.",
        ),
        ({**SLACK, **MAIL}, ["team", "post"], None),
    ],
    ids=["nothing", "slack", "mail", "both"],
)
def test_the_terminal_takes_over_what_nobody_else_gets(
    environ: dict[str, str], ids: list[str], note: str | None
) -> None:
    """A first start with no account must show its alerts, and say in one line where they go."""
    watchlist = Watchlist(topics=(), receivers=RECEIVERS)
    used, notes = receivers_in_use(watchlist, load_settings(environ))
    assert [one.id for one in used] == ids
    assert notes == ((note,) if note else ())


def test_the_terminals_digest_keeps_the_time_of_the_one_it_stands_for() -> None:
    """Whoever asked for half past seven in Tokyo gets it then."""
    used, _notes = receivers_in_use(Watchlist(topics=(), receivers=RECEIVERS), load_settings({}))
    assert (used[0].digest_at, used[0].timezone) == (time(7, 30), "Asia/Tokyo")
    assert (used[0].alerts, used[0].digest) == (True, True)


def test_nobody_named_is_the_terminal() -> None:
    """A file with topics and feeds alone works."""
    used, notes = receivers_in_use(Watchlist(topics=()), load_settings({}))
    assert [(one.kind, one.alerts) for one in used] == [("terminal", True)]
    assert notes == ("feeds.yaml names nobody else: alerts go to the terminal.",)


def test_a_receiver_without_a_time_zone_has_that_of_the_environment() -> None:
    """BOT_TIMEZONE means the reader's clock."""
    screen = Receiver(id="screen", kind="terminal", digest=True)
    watchlist = Watchlist(topics=(), receivers=(screen,), without_zone=frozenset({"screen"}))
    used, _notes = receivers_in_use(watchlist, load_settings({"BOT_TIMEZONE": "Asia/Seoul"}))
    assert used[0].timezone == "Asia/Seoul"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 3, 28, 6, 59, tzinfo=UTC), datetime(2026, 3, 28, 7, tzinfo=UTC)),
        (datetime(2026, 3, 28, 7, 0, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (datetime(2026, 3, 29, 5, 59, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
    ],
)
def test_the_next_digest_keeps_local_time_across_a_change_of_clocks(
    now: datetime, due: datetime
) -> None:
    """Eight o'clock in Berlin is seven UTC in winter and six in summer (29 March 2026)."""
    receiver = Receiver(
        id="r", kind="terminal", digest=True, digest_at=time(8), timezone="Europe/Berlin"
    )
    assert next_digest(receiver, now=now) == due


def test_the_plan_says_what_the_bot_will_do() -> None:
    """`bot check` is read before the first start."""
    watchlist = load_watchlist(Path(__file__).parents[2] / "feeds.yaml")
    lines = plan(watchlist, load_settings({}), now=NOW)
    text = "\n".join(lines)
    assert lines[0].startswith("Topic japan-physical-ai: Japan's physical-AI consortium; ")
    assert "17 series" in lines[0]
    assert "Feed reuters: disabled (" in text
    assert "Receiver terminal (terminal): alerts and digest" in text
    assert "Next digest: 2026-03-29 08:00 UTC, to terminal" in text
    assert "No Slack token and no mail server: " in text


def test_the_plan_warns_of_an_address_that_is_only_an_example() -> None:
    """Mail to example.org reaches nobody."""
    watchlist = load_watchlist(Path(__file__).parents[2] / "feeds.yaml")
    lines = plan(watchlist, load_settings({**SLACK, **MAIL}), now=NOW)
    assert any("newsroom@example.org is an example" in line for line in lines)

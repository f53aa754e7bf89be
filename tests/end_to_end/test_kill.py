"""A kill -9 at any moment, and another run: nothing lost, nothing twice, the same values in force."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage import outbox
from demo.servers import MailServer, SlackLike
from demo.stage import TOKEN, Stage, built
from demo.stream import days

KILLS = 4
SEEDS = (11,)


@pytest.fixture
def stages(tmp_path: Path) -> Iterator[tuple[Stage, Stage]]:
    """Two bots of one world, each with a Slack and a desk of its own, past their first meeting."""
    with (
        built(tmp_path / "undisturbed") as calm,
        SlackLike(token=TOKEN) as slack,
        MailServer() as mail,
    ):
        calm.open_outlets()
        rough = replace(calm, folder=tmp_path / "disturbed", slack=slack, mail=mail)
        for stage in (calm, rough):
            stage.write_feeds()
            done = stage.run("run", "--once")
        assert done[0] == 0, done
        yield calm, rough


def killed_somewhere(stage: Stage, chance: random.Random) -> None:
    """Start a round, and kill it a moment after it first spoke to the web, or else to Slack."""
    heard, moment = chance.choice(
        [
            (stage.web.count, chance.uniform(0, 0.8)),
            (lambda: len(stage.slack.calls), chance.uniform(0, 0.03)),
        ]
    )
    before = heard()
    with stage.start("run", "--once") as process:
        deadline = time.monotonic() + 60
        while heard() == before and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(moment)
        process.kill()


def waiting(stage: Stage) -> int:
    """How many deliveries nobody has yet."""
    with stage.memory() as conn:
        return len(outbox.undelivered(conn))


def settle(stage: Stage) -> None:
    """Later rounds: what was cut off in sending is asked about once Slack has had its time."""
    now = datetime.now(UTC)  # noqa: TID251  (the bot's clock is set ahead)
    for minutes in (0, 5, 10):
        stage.bot("run", "--once", at=now + timedelta(minutes=minutes))
        if not waiting(stage):
            return


@pytest.mark.parametrize("seed", SEEDS)
def test_kills_lose_nothing_and_double_nothing(stages: tuple[Stage, Stage], seed: int):
    """Computers stop without asking; a reader must not be able to tell."""
    calm, rough = stages
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated, not a secret)
    for day in days(until=calm.now):
        if any(piece.told for piece in day.pieces) and day.number < 6:
            calm.publish(day)
    calm.let_pass()
    assert calm.run("run", "--once")[0] == 0
    for _ in range(KILLS):
        rough.let_pass()
        killed_somewhere(rough, chance)
    settle(rough)
    assert len(calm.slack.keys()) > 2
    keys = rough.slack.keys()
    assert sorted(keys) == sorted(set(keys))
    assert waiting(rough) == 0
    assert changes(rough) == changes(calm)
    assert len(ids(rough)) >= len(ids(calm))
    assert in_force(rough) == in_force(calm)


def changes(stage: Stage) -> set[str]:
    """What readers were told, by the titles of its changes.

    Of two pages that say the same, a kill may let the later one be read first; then that one tells.
    """
    told = "\n".join(stage.slack.readable(one) for one in stage.slack.told)
    return set(re.findall(r"^(?:New|Changed|Disputed|Corrected): .*$", told, re.MULTILINE))


def in_force(stage: Stage) -> set[tuple[str, str, str, str]]:
    """The values in force, by their series."""
    rows = [json.loads(row) for row in stage.run("ledger", "--json")[1].splitlines()]
    return {
        (
            row["series"],
            row["in_force"]["unit"],
            row["in_force"]["low"],
            row["in_force"]["high"],
        )
        for row in rows
    }


def ids(stage: Stage) -> set[str]:
    """The identities of the mails that came; the same one twice is the same mail for its reader."""
    return {str(mail.message["Message-ID"]) for mail in stage.mail.messages}

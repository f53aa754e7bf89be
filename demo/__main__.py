"""`python -m demo`: days of invented news, told by the real bot to local servers, in under a minute."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text

from bot.cli import app as command_line
from bot.errors import BotError
from bot.render import console
from bot.steps.compare import standings
from bot.storage.ledger import records
from bot.watchlist import load_watchlist
from demo import pictures
from demo.outcomes import Outcome, doubled, outcomes
from demo.stage import Stage, built
from demo.stream import Day, days
from demo.telling import Teller, picture, printable, quiet_lines, told_table

FOLDER = Path("var/demo")

# The stream has days of its own, so that it is the same whenever it is played.
UNTIL = datetime(2026, 7, 14, 9, 30, tzinfo=UTC)


def main() -> int:
    """Play the stream; 0 where everything came as expected, 1 where something did not."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="emptied, then written to")
    parser.add_argument("--board", action="store_true", help="keep the board open at the end")
    parser.add_argument(
        "--pictures", type=Path, metavar="DIR", help="take pictures of it all (needs Chromium)"
    )
    given = parser.parse_args()
    folder = given.folder
    began = time.monotonic()
    teller = Teller()
    with built(folder, until=UNTIL) as stage:
        found = play(stage, teller)
        faults = sum(len(one.faults) for one in found) + len(doubled(stage.slack))
        finish(stage, teller, found)
        if given.pictures is not None:
            for place in pictures.take(stage, given.pictures):
                teller.say(f"a picture: {place}", indent=2)
    seconds = time.monotonic() - began
    teller.say()
    if faults:
        teller.say(f"{faults} expectations did not hold. {seconds:.0f} seconds.", style="bold red")
        return 1
    teller.say(f"All of {len(found)} expectations held. {seconds:.0f} seconds.", style="bold green")
    board = ["board", "--feeds", str(folder / "feeds.yaml"), "--data", str(folder / "data")]
    if not given.board:
        teller.say(f"To look at it in a browser: .venv/bin/bot {' '.join(board)}")
        return 0
    command_line(board, prog_name="bot", standalone_mode=False)
    return 0


def play(stage: Stage, teller: Teller) -> list[Outcome]:
    """Publish day after day, and let the bot look each time."""
    stream = days(until=stage.now)
    stage.open_outlets()
    stage.write_feeds()
    teller.say("Newsledger's demo", style="bold")
    teller.say(
        f"{len(stream) - 1} days of invented news in {len(stage.feeds)} feeds at {stage.web.root}, read by the "
        f"real bot, told to something like Slack at {stage.slack.api_url} and to a mail server at {stage.mail.url}."
    )
    seen: set[int] = set()
    found: list[Outcome] = []
    for day in stream:
        stage.publish(day)
        found += look(stage, teller, day, seen)
    return found


def look(stage: Stage, teller: Teller, day: Day, seen: set[int]) -> list[Outcome]:
    """One `bot run --once`, what it told, and what it kept quiet."""
    already = len(stage.slack.told)
    said = stage.bot("run", "--once", at=day.at)
    with stage.memory() as conn:
        found = outcomes(stage, conn, day, seen=seen)
    teller.day(day, said)
    for message in stage.slack.told[already:]:
        teller.alert(printable(stage.slack.readable(message)))
    teller.quiet(found)
    teller.faults(found)
    return found


def finish(stage: Stage, teller: Teller, found: Sequence[Outcome]) -> None:
    """What was told, what was kept quiet and why, and where the rest lies."""
    topic = load_watchlist(stage.feeds_file).topics[0]
    with stage.memory() as conn:
        ledger = console.ledger_table(topic, standings(records(conn, topic.id)))
    teller.say("\nTold", style="bold")
    teller.show(told_table(found, {one.id: one.label for one in topic.series}))
    teller.say("\nKept quiet", style="bold")
    for line in quiet_lines(found):
        teller.say(line, indent=2)
    teller.say("\nThe ledger, as `bot ledger` shows it", style="bold")
    teller.show(ledger)
    stage.bot("digest", "--preview", str(stage.folder / "digest"), at=stage.now)
    mails = _keep_mail(stage)
    alerts = [Text(printable(stage.slack.readable(one)) + "\n") for one in stage.slack.messages]
    drawn = [
        picture(alerts, stage.folder / "alerts.svg", title="as the channel has them"),
        picture([ledger], stage.folder / "ledger.svg", title="bot ledger"),
    ]
    teller.say("\nWhere it lies", style="bold")
    teller.say(f"{len(mails)} mails as they came: {stage.folder / 'mail'}", indent=2)
    teller.say(f"the digest, as .html, .txt and .eml: {stage.folder / 'digest'}", indent=2)
    teller.say(f"pictures: {', '.join(str(one) for one in drawn)}", indent=2)
    teller.say(f"the bot's log: {stage.folder / 'bot.log'}", indent=2)


def _keep_mail(stage: Stage) -> list[Path]:
    folder = stage.folder / "mail"
    folder.mkdir()
    places = []
    for number, mail in enumerate(stage.mail.messages, start=1):
        place = folder / f"{number:02}.eml"
        place.write_bytes(mail.data)
        places.append(place)
    return places


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BotError as error:
        print(f"demo: {error}", file=sys.stderr)
        sys.exit(1)

"""What must hold after whatever befell the bot, against what an undisturbed one did."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from demo.servers import Mail, SlackMessage
from faults.world import World, minutes

# After a disturbance a bot is started again so long after it, until nothing waits.
LATER = (1, 6, 12, 20, 40)
# A start after a crash is steady within this, on two cores that do other things as well.
STEADY_S = 2.0
ABOUT_FEEDS = re.compile(r"The feed |\d+ feeds")
# What a mute kept back is done with, as what was sent.
UNDONE = "state NOT IN ('sent', 'muted')"
OTHER_THREAD = "a message stands in another thread"
NOT_CURRENT = "a thread's first message is not current"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one case came to; no faults: it held. `case` plays it again, `doubled_mails` is allowed.

    `stands_as` names the case after which all stood the same, and whose recovery was played.
    """

    group: str
    case: str
    faults: tuple[str, ...] = ()
    lost: int = 0
    doubled: int = 0
    doubled_mails: int = 0
    recovery_s: float = 0.0
    note: str = ""
    stands_as: str = ""

    @property
    def held(self) -> bool:
        """Whether all that must hold did."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """What the undisturbed bot left behind: what its readers had, its ledger, and the places it passed."""

    posts: Mapping[tuple[str, str], int]
    roots: Mapping[str, str]
    mails: Mapping[tuple[str, str, str], int]
    ledger: str
    rows: Sequence[tuple[object, ...]]
    passed: tuple[str, ...]
    moment: datetime


def calm(world: World, moment: datetime, passed: tuple[str, ...] = ()) -> Calm:
    """Take down what an undisturbed run came to."""
    return Calm(
        posts=posts(world.slack.messages),
        roots=roots(world.slack.messages),
        mails=mails(world.mail.messages),
        ledger=world.ledger(moment),
        rows=_rows(world),
        passed=passed,
        moment=moment,
    )


def posts(messages: Iterable[SlackMessage]) -> Counter[tuple[str, str]]:
    """How often each key stands in which thread: the thread by the key that it begins with."""
    known = list(messages)
    keys = {(one.channel, one.ts): _known(one) for one in known}
    return Counter(
        (_known(one), keys.get((one.channel, one.thread_ts or one.ts), "?")) for one in known
    )


def roots(messages: Iterable[SlackMessage]) -> dict[str, str]:
    """What the first message of each story's thread says."""
    return {
        one.key: one.text for one in messages if (one.key or "").startswith("root:") and one.key
    }


def _known(message: SlackMessage) -> str:
    """A message by its key, without what no two runs have alike: when feeds were found wanting, a row's number."""
    key = message.key or f"no key: {message.text}"
    return key.rpartition(":")[0] if key.startswith(("feeds:", "rollup:")) else key


def _keys(found: Mapping[tuple[str, str], int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (key, _thread), count in found.items():
        counts[key] += count
    return counts


def mails(found: Iterable[Mail]) -> Counter[tuple[str, str, str]]:
    """How often each mail came: by its Message-ID, its subject and its recipient."""
    return Counter((*_named(one), ",".join(one.recipients)) for one in found)


def _named(mail: Mail) -> tuple[str, str]:
    """A mail by its Message-ID and subject; a notice about feeds without the moment at which it was made."""
    subject = str(mail.message["Subject"])
    if ABOUT_FEEDS.match(subject):
        return "a notice", subject.partition(" since ")[0]
    return str(mail.message["Message-ID"]), subject


def recover(
    world: World, moment: datetime, *, without: tuple[str, ...] = ()
) -> tuple[list[str], float]:
    """Start the bot again, later and later, until nothing waits: what went wrong, and how long the first took."""
    faults: list[str] = []
    first = 0.0
    for number, later in enumerate(LATER):
        began = time.monotonic()
        run = world.bot("run", "--once", moment=moment + minutes(later), without=without)
        first = first or time.monotonic() - began
        if run.ended.hung:
            return ["a start after it hung"], first
        if run.ended.status:
            faults.append(
                f"start {number + 1} after it ended with {run.ended.status}: {last_line(run.log)}"
            )
        if not waiting(world):
            return faults, first
    return [*faults, "deliveries still wait after the last start"], first


def verdict(
    world: World, calm: Calm, *, group: str, case: str, recovered: tuple[list[str], float]
) -> Result:
    """Hold what is there now against the undisturbed run."""
    faults, seconds = list(recovered[0]), recovered[1]
    now = posts(world.slack.messages)
    before, after = _keys(calm.posts), _keys(now)
    lost = sum((before - after).values())
    doubled = sum((after - before).values())
    if lost:
        faults.append(f"{lost} lost at Slack")
    if doubled:
        faults.append(f"{doubled} too many at Slack")
    if not lost and not doubled and now != calm.posts:
        faults.append(OTHER_THREAD)
    if roots(world.slack.messages) != calm.roots:
        faults.append(NOT_CURRENT)
    sent = mails(world.mail.messages)
    missing, strange = set(calm.mails) - set(sent), set(sent) - set(calm.mails)
    if missing:
        faults.append(f"{len(missing)} mails lost")
    if strange:
        faults.append(f"{len(strange)} mails that are not the undisturbed run's")
    # What `bot ledger --json` prints comes of these rows alone: it is asked only where they are not the same.
    if _rows(world) != calm.rows and world.ledger(calm.moment) != calm.ledger:
        faults.append("the ledger differs")
    faults += left_over(world)
    return Result(
        group=group,
        case=case,
        faults=tuple(faults),
        lost=lost + len(missing),
        doubled=doubled,
        doubled_mails=sum((sent - Counter(calm.mails)).values()),
        recovery_s=seconds,
    )


def waiting(world: World) -> int:
    """How many deliveries nobody has yet."""
    question = f"SELECT count(*) FROM deliveries WHERE {UNDONE}"  # noqa: S608  (our own words)
    return int(_ask(database(world), question)[0][0])


def left_over(world: World) -> list[str]:
    """What no bot should leave behind: a damaged file, a lease, a delivery that nobody has, an entry unread."""
    place = database(world)
    faults = []
    if (sound := _ask(place, "PRAGMA integrity_check")[0][0]) != "ok":
        faults.append(f"the database is damaged: {sound}")
    for table in ("feeds", "entries", "deliveries", "second_readings"):
        held = _ask(place, f"SELECT count(*) FROM {table} WHERE lease_token IS NOT NULL")[0][0]  # noqa: S608  (our own names)
        if held:
            faults.append(f"{held} leases left on {table}")
    rows = _ask(
        place,
        f"SELECT state, count(*) FROM deliveries WHERE {UNDONE} GROUP BY state",  # noqa: S608  (our own words)
    )
    faults += [f"{count} deliveries {state}" for state, count in rows]
    return faults


def _rows(world: World) -> list[tuple[object, ...]]:
    """What the ledger is made of, without the moments at which it was written."""
    return _ask(
        database(world),
        "SELECT id, topic, series, article_id, observation, kind, before_id, why, settles, told, published,"
        " withdrawn_at IS NULL FROM observations ORDER BY id",
    )


def database(world: World) -> Path:
    """The bot's database file."""
    return world.stage.data / "newsledger.db"


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "nothing said")


def _ask(place: Path, question: str) -> list[tuple[object, ...]]:
    if not place.exists():
        return [(0,)] if "count" in question else [("ok",)]
    with contextlib.closing(sqlite3.connect(place)) as conn:
        try:
            return conn.execute(question).fetchall()
        except sqlite3.OperationalError as error:
            # Killed before the first migration: there is nothing yet.
            if "no such table" not in str(error):
                raise
            return [] if "GROUP BY" in question else [(0,)]

"""One thing of each kind that is due: claimed under a lease, and handed to its job."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.clients.slack import Slack
from bot.dispatch.embedded import Kind
from bot.dispatch.polls import Polls
from bot.dispatch.presses import Presses
from bot.dispatch.readings import Readings
from bot.dispatch.turns import READERS
from bot.failpoints import failpoint
from bot.jobs.add_seed import load_seeds
from bot.jobs.ask_again import ask_again
from bot.jobs.context import Context
from bot.jobs.keep_root import keep_root
from bot.jobs.poll_feed import PollOutcome
from bot.jobs.read_article import ReadOutcome
from bot.jobs.renew import renew_fingerprints
from bot.jobs.send_digest import put_due_digests, put_due_signs_of_life
from bot.jobs.send_due import send_due
from bot.jobs.send_outcome import SendOutcome
from bot.jobs.sweep import sweep
from bot.jobs.tell_health import tell_health
from bot.model.alerts import ReceiverKind
from bot.storage import clocks, engine, feeds, meta, tidy
from bot.storage.engine import writing

# Eight to sixteen requests at once is where httpx works best on a small machine.
POLLERS = 8

# In this order where they are one after the other: who may be slowest last.
SENT_TO: tuple[ReceiverKind, ...] = ("slack", "webhook", "terminal", "mail", "json")

# So many batches of fingerprints are renewed after an update before anything else is done.
RENEWED_AT_START = 5


def start(context: Context, *, now: datetime) -> None:
    """Once, before any work: declare the feeds, load the seeds, take back a dead process's leases."""
    with writing(context.engine) as conn:
        feeds.declare(conn, context.watchlist.feeds, now=now)
        clocks.set_right(conn, now=now)
        engine.release_leases(conn)
    failpoint("start.declared")
    load_seeds(context, now=now)
    # The latest at once, since it is they that are repeated; the rest when there is time.
    for _ in range(RENEWED_AT_START):
        if not renew_fingerprints(context):
            break


def allow_backfill(context: Context, *, days: int, now: datetime) -> None:
    """Set from when on a feed that is met for the first time is told: the first start, or days before.

    What was published earlier is baseline. Without `days`, a start keeps what an earlier one set.
    """
    with writing(context.engine) as conn:
        if days or meta.recall_time(conn, meta.TELL_SINCE) is None:
            meta.remember_time(conn, meta.TELL_SINCE, now - timedelta(days=days))
    failpoint("start.tell_since_kept")


def poll_one(context: Context, now: datetime) -> PollOutcome | None:
    """Poll one feed that is due; None where none is."""
    polls = Polls(context, at_once=1)
    polled = polls.one(now)
    polls.save(now)
    return polled[1] if polled is not None else None


def read_one(context: Context, now: datetime, *, last_chance: bool = False) -> ReadOutcome | None:
    """Read one article that is due; None where none is."""
    return Readings(context).one(now, last_chance=last_chance)


def send_one(
    context: Context, now: datetime, kind: ReceiverKind | None = None
) -> SendOutcome | None:
    """Deliver one thing that is due, to receivers of one kind where one is named; None where none is."""
    return send_due(context, now=now, token=secrets.token_hex(8), kind=kind)


def tend_one(context: Context, now: datetime) -> str | None:
    """Look after one message that was sent: a root that is to be current, a late copy; None where none is due."""
    return keep_root(context, now=now) or sweep(context, now=now)


def look_after_feeds(context: Context, *, now: datetime) -> bool:
    """Tell how the feeds are, and take up what a clock that was set right had put off; whether there was anything."""
    with writing(context.engine) as conn:
        mended = clocks.set_right(conn, now=now)
    return tell_health(context, now=now) + mended > 0


def ask_one_again(context: Context, now: datetime) -> str | None:
    """Ask about one page that had no answer; None where none is due."""
    return ask_again(context, now=now, token=secrets.token_hex(8))


def put_digests(context: Context, now: datetime) -> int:
    """Put every digest and sign of life that is due into the outbox; how many there were."""
    return put_due_digests(context, now=now) + put_due_signs_of_life(context, now=now)


def finish(context: Context, *, now: datetime) -> bool:
    """Leave a sign of life, by which `bot health` tells a living bot from a hung one; never more to do."""
    with writing(context.engine) as conn:
        engine.beat(conn, now=now)
    failpoint("beat.committed")
    return False


def clean_up(context: Context, *, now: datetime) -> bool:
    """Forget what only made look-ups slower, and renew what an update made stale; whether there is more."""
    with writing(context.engine) as conn:
        tidied = tidy.tidy(conn, now=now, keep=context.watchlist.keep)
        failpoint("tidy.before_commit")
    failpoint("tidy.committed")
    return renew_fingerprints(context) or tidied.more


def kinds(context: Context, *, now: Callable[[], datetime] | None = None) -> tuple[Kind, ...]:
    """The kinds of work of a bot that keeps running, for the embedded workers.

    `now` is the clock that all share where others read and settle beside this process.
    """
    polls, readings = Polls(context), Readings(context, shared=now)
    senders = tuple(_sending(context))
    woken = tuple(one.name for one in senders)
    return (
        *_listening(context),
        Kind(
            name="poll",
            step=lambda now: _poll(polls, context, now),
            threads=POLLERS,
            every=timedelta(seconds=5),
            wakes=("read",),
            at_end=polls.end,
        ),
        Kind(
            name="health",
            step=lambda now: look_after_feeds(context, now=now),
            threads=1,
            every=timedelta(minutes=10),
            wakes=(*woken, "poll", "read"),
        ),
        Kind(
            name="read",
            step=lambda now: _read(readings, context, now),
            threads=READERS,
            every=timedelta(seconds=10),
            wakes=woken,
        ),
        *senders,
        *_asking(context),
        Kind(
            name="digest",
            step=lambda now: put_digests(context, now) > 0,
            threads=1,
            every=timedelta(minutes=1),
            wakes=woken,
        ),
        Kind(
            name="tidy",
            step=lambda now: clean_up(context, now=now),
            threads=1,
            every=timedelta(hours=1),
        ),
        Kind(
            name="heartbeat",
            step=lambda now: finish(context, now=now),
            threads=1,
            every=timedelta(minutes=1),
        ),
    )


def _asking(context: Context) -> Iterator[Kind]:
    """Pages that had no answer from the second reader: a worker of its own, since the model may be slow."""
    if context.model is not None:
        yield Kind(
            name="ask again",
            step=lambda now: ask_one_again(context, now) is not None,
            threads=1,
            every=timedelta(minutes=1),
        )


def _sending(context: Context) -> Iterator[Kind]:
    """A worker for each kind of receiver, so that a mail server that says nothing holds up no alert in Slack."""
    kinds = {one.kind for one in context.watchlist.receivers}
    for kind in SENT_TO:
        if kind in kinds:
            yield Kind(
                name=f"send to {kind}",
                step=partial(_send, context, kind),
                threads=1,
                every=timedelta(seconds=5),
            )


def _listening(context: Context) -> tuple[Kind, ...]:
    slack = context.sinks.get("slack")
    if context.buttons is None or not isinstance(slack, Slack):
        return ()
    presses = Presses(context, context.buttons, slack)
    every = timedelta(seconds=2)
    return (Kind(name="press", step=presses.one, threads=1, every=every, at_end=presses.end),)


def _poll(polls: Polls, context: Context, now: datetime) -> bool:
    polled = polls.one(now)
    if polled is None:
        return False
    before, outcome = polled
    # A feed's failure is said once, when it begins, and its recovery once.
    if outcome.held:
        context.log.info("a feed was not asked", feed=outcome.feed_id, reason=outcome.error)
    elif outcome.error is not None and not before.failures:
        context.log.warning("a feed fails", feed=outcome.feed_id, reason=outcome.error)
    elif outcome.error is None and before.failures:
        context.log.info("a feed is well again", feed=outcome.feed_id)
    if outcome.new_entries:
        context.log.info("entries to read", feed=outcome.feed_id, entries=outcome.new_entries)
    return True


def _read(readings: Readings, context: Context, now: datetime) -> bool:
    outcome = readings.one(now)
    if outcome is not None and outcome.problem is not None:
        context.log.warning("a page could not be read", title=outcome.title, reason=outcome.problem)
    if outcome is not None and outcome.reading is not None:
        triage = outcome.reading.triage
        context.log.info(
            "an article was read", title=outcome.title, decision=triage.decision, code=triage.code
        )
    return outcome is not None


def _send(context: Context, kind: ReceiverKind, now: datetime) -> bool:
    outcome = send_one(context, now, kind)
    if outcome is not None and outcome.state in {"retry", "unknown", "dead"}:
        context.log.warning("a delivery failed", delivery=outcome.words)
    return outcome is not None or (kind == "slack" and tend_one(context, now) is not None)

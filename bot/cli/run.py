"""`bot run`, `bot check` and `bot health`: the bot itself, whether it is set up well, whether it lives."""

from __future__ import annotations

import signal
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.cli.board import BehindProxy, Web, beside
from bot.cli.options import (
    FEEDS_FILE,
    MOST_DAYS,
    DataFolder,
    FeedsFile,
    err,
    opened,
    out,
    settings_and_watchlist,
)
from bot.dispatch import clock, embedded, rounds, work, world
from bot.errors import StorageError
from bot.jobs import add_seed
from bot.jobs.context import Context
from bot.render import console
from bot.render.counting import counted
from bot.storage import articles, engine
from bot.storage.engine import open_database, reading
from bot.watchlist import plan

HUNG_AFTER = timedelta(minutes=5)


def run(
    once: Annotated[
        bool, typer.Option("--once", help="One full round, deliveries included, then stop.")
    ] = False,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    backfill: Annotated[
        int,
        typer.Option(
            min=0,
            max=MOST_DAYS,
            metavar="DAYS",
            help="Tell the last DAYS days too when a feed is met for the first time.",
        ),
    ] = 0,
    web: Web = None,
    no_web: Annotated[bool, typer.Option("--no-web", help="Without the board.")] = False,
    behind_proxy: BehindProxy = None,
) -> None:
    """Poll the feeds, read what matches, and tell what changed, until stopped.

    A feed that is met for the first time is taken as known, silently, unless `--backfill` says otherwise.

    Example: `bot run --once --feeds feeds.yaml`
    """
    with opened(feeds, data, alone=True) as context:
        work.allow_backfill(context, days=backfill, now=clock.now())
        if once:
            _say_round(_round(context), context)
        else:
            with nullcontext() if no_web else beside(context, web, behind_proxy):
                _keep_running(context)


def _round(context: Context) -> rounds.Round:
    if not err.is_terminal:
        return rounds.one_round(context)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("starting")
        counts: dict[str, int] = {}

        def show(stage: str, what: str) -> None:
            counts[stage] = counts.get(stage, 0) + 1
            done = ", ".join(f"{count} {name}" for name, count in counts.items())
            # What stands in a headline is no mark-up of ours.
            progress.update(task, description=escape(f"{done} · {console.plain(what)[:60]}"))

        return rounds.one_round(context, progress=show)


def _say_round(done: rounds.Round, context: Context) -> None:
    failed = len(done.feeds_failed)
    out.print(
        f"{counted(done.feeds_polled, 'feed')} polled, {failed} of them failing; "
        f"{counted(done.entries_new, 'new entry', 'new entries')}; "
        f"{counted(sum(done.decisions.values()), 'article')} read; {counted(done.delivered, 'message')} delivered.",
        soft_wrap=True,
    )
    if done.feeds_left_out:
        out.print(
            f"{counted(done.feeds_left_out, 'feed')} answered well less than ten minutes ago, and "
            f"{'is' if done.feeds_left_out == 1 else 'are'} not asked again so soon.",
            soft_wrap=True,
        )
    if failed and failed == done.feeds_polled and not done.feeds_left_out:
        out.print("No feed could be reached: is this machine on the network?", soft_wrap=True)
    for code, count in done.decisions.most_common():
        out.print(f"  {count:>4}  {code}", soft_wrap=True)
    for feed_id, reason in sorted(done.feeds_failed):
        out.print(f"  feed {feed_id}: {reason}", soft_wrap=True, markup=False)
    for words in done.held:
        out.print(f"  {words}", soft_wrap=True, markup=False, highlight=False)
    for words in done.waiting:
        out.print(f"  waiting: {words}", soft_wrap=True, markup=False)
    with reading(context.engine) as conn:
        quiet = articles.recorded_as_known(conn)
    if quiet and done.decisions.get("baseline"):
        out.print(
            f"First meeting: {counted(quiet, 'article')} {'was' if quiet == 1 else 'were'} taken as known "
            "and told to nobody "
            "(`--backfill DAYS` tells the last days).",
            soft_wrap=True,
        )


def _keep_running(context: Context) -> None:
    # Blocked before any thread starts, so that the signals wait for us and interrupt nobody: a handler that
    # sets an event can meet the very lock that it interrupted.
    stops = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    work.start(context, now=clock.now())
    for line in plan(context.watchlist, context.settings, now=clock.now()):
        context.log.info(line)
    workers = embedded.Workers(work.kinds(context), context.log)
    with workers.working():
        signal.sigwait(stops)
    context.log.info(
        "stopped" if workers.ended else "stopped, with work left that the next start takes up"
    )


def check(
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    online: Annotated[
        bool,
        typer.Option(help="Fetch each feed once, and ask Slack and the mail server who they are."),
    ] = False,
) -> None:
    """Read every setting, feeds.yaml and the seeds, and print the plan.

    Example: `bot check --online`
    """
    settings, watchlist = settings_and_watchlist(feeds, data)
    seeds = add_seed.read_records(watchlist.seeds)
    for line in plan(watchlist, settings, now=clock.now()):
        out.print(line, soft_wrap=True, markup=False, highlight=False)
    out.print(
        add_seed.seeds_in_words(watchlist.seeds, seeds),
        soft_wrap=True,
        markup=False,
        highlight=False,
    )
    if settings.slack_app_token is not None and settings.slack_bot_token is None:
        out.print(
            "SLACK_APP_TOKEN is not used: alerts have buttons where SLACK_BOT_TOKEN is set too."
        )
    if not online:
        return
    failures = 0
    with opened(feeds, data) as context:
        for words, well in world.ask_the_world(context, now=clock.now()):
            failures += not well
            out.print(
                f"{'ok  ' if well else 'FAIL'}  {words}",
                soft_wrap=True,
                markup=False,
                highlight=False,
            )
    if failures:
        raise typer.Exit(1)


def health(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Whether the bot on this data folder is alive: exits 0 if it gave a sign of life lately, or is still to start.

    Example: `bot health --data /data`
    """
    settings, _watchlist = settings_and_watchlist(feeds, data)
    database = open_database(settings.database_url)
    with reading(database) as conn:
        beat = engine.last_beat(conn)
    database.dispose()
    if beat is None:
        # A health check may come before the first start is done; what has not begun is not hung.
        out.print("starting: no sign of life yet; `bot run` or `bot worker` gives the first one")
        return
    silent: timedelta = clock.now() - beat
    if silent > HUNG_AFTER:
        raise StorageError(f"the last sign of life was at {_stamp(beat)}; restart the bot")
    out.print(f"alive: last sign of life at {_stamp(beat)}")


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")
